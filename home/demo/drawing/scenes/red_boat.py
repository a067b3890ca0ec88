"""The red boat on South Lake."""

from __future__ import annotations

from ..album import scene
from ..geometry import box, disc, heading, polygon, smooth, taper
from ..kit import CLAY, DUSK, INK, JADE, NIGHT, OCHRE, PAPER, PINE, RED, SKY, WHITE, WOOD, Picture, mix
from ..nature import hills, leaf, ripples


@scene(
    "party-building",
    "党建引领",
    "晨曦中的湖面上，一条红色画舫静静停泊，远山如黛，一轮朝阳正从山后升起。",
    (380, 220, 860, 600),
    mix(CLAY, PAPER, 0.7),
)
def party_building(p: Picture) -> None:
    """The red boat on South Lake at sunrise."""
    p.wash(mix(CLAY, PAPER, 0.62), mix(OCHRE, PAPER, 0.6), 0, 0, 600)
    for i in range(18):
        a, b = heading(92 + i * 10), heading(96 + i * 10)
        p.path(
            polygon([(960, 470), (960 + a[0] * 1500, 470 + a[1] * 1500), (960 + b[0] * 1500, 470 + b[1] * 1500)]),
            mix(OCHRE, WHITE, 0.55),
            0.4,
        )
    p.glow(960, 440, 460, mix(OCHRE, WHITE, 0.5), 0.8)
    p.form(disc(960, 420, 158), mix(RED, CLAY, 0.35), 0.5, 0, OCHRE)
    hills(p, 181, 560, 200, 3, mix(DUSK, CLAY, 0.3), mix(OCHRE, PAPER, 0.5), 0.6)
    hills(p, 185, 590, 110, 5, mix(DUSK, JADE, 0.4), mix(OCHRE, PAPER, 0.4), 0.5)
    p.wash(mix(OCHRE, PAPER, 0.45), mix(DUSK, SKY, 0.15), 0, 588, 1000)
    p.path(disc(960, 720, 110, 110), mix(RED, CLAY, 0.5), 0.35, blur=16)
    ripples(p, 14, 60, 1560, 605, 980, WHITE, 36, 0.6)
    red_boat(p, 720, 790)
    for i, x in enumerate((30, 90, 150, 1490, 1550, 1600)):
        for k in range(4):
            leaf(
                p,
                x + k * 16,
                1010,
                300 - 34 * abs(k - 2) - 26 * (i % 3),
                180 + (k - 1.5) * 9,
                mix(PINE, INK, 0.15 * (k % 2)),
                0.05,
            )
    for i, (dx, dy) in enumerate(((0, 0), (70, -34), (130, 8))):
        x, y, s = 420 + dx, 260 + dy, 24 - 3 * i
        p.strokes(
            [
                (x - s, y - s * 0.3),
                (x - s * 0.4, y - s * 0.45),
                (x, y),
                (x + s * 0.4, y - s * 0.5),
                (x + s, y - s * 0.4),
            ],
            INK,
            4,
            0.8,
        )


def red_boat(p: Picture, x: float, y: float) -> None:
    """A painted pleasure boat with a cabin of lattice windows, waterline at y."""
    p.path(disc(x, y + 26, 440, 40), mix(RED, NIGHT, 0.6), 0.35, blur=10)
    p.form(taper([(x + 250, y - 60), (x + 120, y - 330)], [6, 4], 2), mix(WOOD, INK, 0.2), 0.3)
    for dx, w in ((-140, 250), (100, 190)):
        top = y - 200 if dx < 0 else y - 180
        p.form(box(x + dx - w / 2, top, w, 150), mix(WOOD, CLAY, 0.35), 0.4)
        count = 4 if dx < 0 else 3
        for i in range(count):
            left = x + dx - w / 2 + 14 + i * (w - 20) / count
            p.path(box(left, top + 26, (w - 20) / count - 10, 84), mix(OCHRE, WHITE, 0.5))
            p.line(box(left + 10, top + 36, (w - 20) / count - 30, 64), mix(WOOD, INK, 0.1), 4)
    p.form(
        f"M{x - 300} {y - 186}Q{x - 290} {y - 244} {x - 140} {y - 250}Q{x + 6} {y - 246} {x + 22} {y - 186}Z",
        RED,
        0.6,
        0,
    )
    p.form(
        f"M{x - 20} {y - 170}Q{x - 8} {y - 214} {x + 100} {y - 218}Q{x + 208} {y - 214} {x + 222} {y - 170}Z",
        mix(RED, INK, 0.12),
        0.6,
        0,
    )
    for dx in (-250, -30, 190):
        p.form(disc(x + dx, y - 150, 17, 21), mix(RED, OCHRE, 0.2), 0.4)
        p.line(f"M{x + dx} {y - 186}v16M{x + dx} {y - 130}v16", OCHRE, 3)
    p.form(
        smooth(
            [
                (x - 430, y - 104),
                (x - 330, y - 66),
                (x, y - 54),
                (x + 310, y - 66),
                (x + 430, y - 116),
                (x + 372, y - 14),
                (x + 280, y + 24),
                (x - 290, y + 24),
                (x - 380, y - 14),
            ],
            closed=True,
        ),
        mix(RED, WOOD, 0.35),
        0.65,
        0,
    )
    p.strokes([(x - 414, y - 84), (x - 330, y - 46), (x, y - 34), (x + 310, y - 46), (x + 414, y - 92)], OCHRE, 6)
