"""Mid-autumn and the double ninth."""

from __future__ import annotations

from ..album import scene
from ..buildings import eaves, lantern
from ..figures import GREY, SKIN, TANNED, Look, Pose, figure
from ..geometry import bend, box, disc, polygon, step, taper, under
from ..kit import (
    CLAY,
    DUSK,
    INK,
    JADE,
    JADE_PALE,
    NIGHT,
    OCHRE,
    PAPER,
    PINE,
    RED,
    SAND,
    SKY,
    TAN,
    WHITE,
    WOOD,
    Picture,
    mix,
)
from ..nature import blossom, chrysanthemum, cloud, crown, hills, leaf
from ..objects import cup


@scene(
    "mid-autumn",
    "中秋月圆",
    "一轮满月升在飞檐之上，桂花枝从夜色里探出，窗台上摆着月饼和一杯清茶。",
    (380, 90, 900, 780),
    NIGHT,
)
def mid_autumn(p: Picture) -> None:
    """The full moon over the eaves, osmanthus, moon cakes."""
    p.wash(mix(NIGHT, INK, 0.15), mix(DUSK, SKY, 0.15), 0)
    p.glow(860, 360, 620, mix(OCHRE, PAPER, 0.6), 0.55)
    p.path(disc(860, 360, 236), mix(OCHRE, WHITE, 0.74))
    with p.inside(disc(860, 360, 236)):
        p.shade(disc(860, 360, 236), mix(OCHRE, SAND, 0.4), 40, 0.5)
        for x, y, r in ((780, 300, 46), (930, 260, 30), (900, 430, 58), (770, 450, 26)):
            p.path(disc(x, y, r, r * 0.8), mix(OCHRE, SAND, 0.45), 0.28)
    for x, y, w in ((980, 500, 420), (480, 270, 330), (1250, 190, 260)):
        cloud(p, x, y, w, mix(SKY, DUSK, 0.45), 0.6)
    hills(p, 101, 760, 120, 4, mix(DUSK, NIGHT, 0.3), DUSK, 0.4)
    hills(p, 104, 800, 80, 5, mix(NIGHT, INK, 0.2), DUSK, 0.35)
    eaves(p, 690, 470, 760, mix(NIGHT, INK, 0.45))
    p.line("M612 500V560", OCHRE, 4)
    p.form(polygon([(598, 560), (626, 560), (634, 600), (590, 600)]), OCHRE, 0.5)
    lantern(p, 330, 690, 62, RED, 60)
    osmanthus(p)
    p.form(box(-20, 846, 1640, 180), mix(WOOD, INK, 0.4), 0.5, 0)
    p.path(box(-20, 846, 1640, 14), mix(WOOD, OCHRE, 0.2))
    p.pool(800, 922, 250, 24, 0.4)
    p.form(disc(790, 906, 240, 36), mix(JADE_PALE, SKY, 0.35), 0.5)
    p.path(disc(790, 900, 200, 26), mix(JADE_PALE, WHITE, 0.3))
    for x, y in ((700, 890), (880, 890), (790, 900), (790, 846)):
        mooncake(p, x, y, 84)
    cup(p, 1110, 920, 110, WHITE, OCHRE, JADE)


def mooncake(p: Picture, x: float, y: float, r: float) -> None:
    """A moon cake with a scalloped side and a flower pressed into its top."""
    p.form(box(x - r, y - r * 0.5, r * 2, r * 0.55, r * 0.2), mix(OCHRE, WOOD, 0.4), 0.6, 80)
    for i in range(-4, 5):
        p.line(f"M{x + i * r * 0.23:.0f} {y - r * 0.42:.0f}v{r * 0.4:.0f}", mix(OCHRE, WOOD, 0.65), 3)
    p.form(disc(x, y - r * 0.48, r, r * 0.3), mix(OCHRE, CLAY, 0.25), 0.45)
    p.line(disc(x, y - r * 0.48, r * 0.76, r * 0.21), mix(OCHRE, WOOD, 0.5), 3)
    for i in range(6):
        cx, cy = step((0, 0), i * 60, r * 0.36)
        p.path(disc(x + cx, y - r * 0.48 + cy * 0.3, r * 0.17, r * 0.06), mix(OCHRE, WOOD, 0.5))


def osmanthus(p: Picture) -> None:
    """A branch with clusters of small golden flowers, from the upper right."""
    branch = [(1640, 60), (1470, 130), (1330, 240), (1240, 390)]
    p.path(taper(branch, [15, 11, 7, 3]), mix(WOOD, INK, 0.3))
    twigs = (
        branch,
        [(1470, 130), (1330, 110), (1200, 150)],
        [(1390, 190), (1440, 330), (1430, 460)],
        [(1560, 95), (1560, 240), (1520, 350)],
    )
    for twig in twigs:
        for i, (x, y) in enumerate(bend(twig, 5)[2:]):
            leaf(p, x, y, 96, (40, -60, 100, -20)[i % 4] + 15 * (i % 3), mix(PINE, JADE, 0.35 * (i % 3)), 0.24)
        for x, y in bend(twig, 5)[2::2]:
            for _ in range(7):
                blossom(
                    p,
                    x + p.chance.uniform(-30, 30),
                    y + p.chance.uniform(-24, 30),
                    9,
                    mix(OCHRE, WHITE, 0.25 * p.chance.random()),
                    CLAY,
                    5,
                )


@scene(
    "double-ninth",
    "重阳登高",
    "菊花开满山坡，两位退休老人并肩站在高处，望着秋日的远山和南飞的雁阵。",
    (330, 170, 960, 720),
    mix(OCHRE, PAPER, 0.75),
)
def double_ninth(p: Picture) -> None:
    """Two elders on a hill of chrysanthemums."""
    p.wash(mix(SKY, PAPER, 0.25), mix(OCHRE, PAPER, 0.6), 0, 0, 760)
    p.path(disc(1050, 330, 150), mix(CLAY, PAPER, 0.35))
    hills(p, 111, 590, 240, 3, mix(DUSK, SKY, 0.45), mix(OCHRE, PAPER, 0.6), 0.6)
    hills(p, 115, 660, 170, 4, mix(CLAY, TAN, 0.3), mix(OCHRE, PAPER, 0.5), 0.6)
    hills(p, 119, 730, 120, 4, mix(OCHRE, JADE, 0.45), mix(OCHRE, PAPER, 0.4), 0.5)
    for dx, dy in ((0, 0), (40, 26), (80, 52), (120, 78), (-34, 34), (-68, 68), (-102, 102)):
        x, y, s = 420 + dx, 170 + dy, 16
        p.strokes([(x - s, y - 8), (x - 4, y), (x + s, y - 10)], INK, 3.5, 0.8)
    crest = [(-20, 830), (220, 800), (480, 752), (720, 722), (960, 736), (1240, 800), (1620, 860)]
    p.form(under(crest), mix(JADE, OCHRE, 0.25), 0.5, 0)
    crown(p, 180, 500, 130, mix(CLAY, OCHRE, 0.3), 7, 200)
    crown(p, 310, 560, 92, OCHRE, 8, 170)
    for x, look, pose in (
        (
            640,
            Look(top=DUSK, legs=NIGHT, hair=GREY, skin=TANNED, coat=""),
            Pose(arms=((-10, -4), (16, 40)), legs=((-4, -1), (4, 1)), facing="back"),
        ),
        (
            760,
            Look(top=RED, legs=mix(NIGHT, INK, 0.3), hair=GREY, hair_cut="bun", skin=SKIN),
            Pose(arms=((-22, -40), (10, 6)), legs=((-3, -1), (4, 1)), facing="back"),
        ),
    ):
        p.cast(x, 758, 80, 280, 0.2, 0.26)
        who = figure(p, x, 758, 400 if x < 700 else 372, pose, look)
        if x < 700:
            hx, hy = who.arms[0][3]
            p.strokes([(hx - 4, hy - 10), (hx - 12, hy - 14), (hx - 16, hy), (hx - 22, 762)], WOOD, 7)
    bloom = (
        (90, 905, 82, OCHRE),
        (250, 945, 96, WHITE),
        (420, 890, 66, mix(CLAY, OCHRE, 0.3)),
        (560, 955, 100, OCHRE),
        (760, 925, 74, WHITE),
        (920, 960, 98, mix(CLAY, OCHRE, 0.2)),
        (1090, 905, 78, OCHRE),
        (1250, 955, 104, WHITE),
        (1420, 905, 84, OCHRE),
        (1560, 960, 90, mix(CLAY, OCHRE, 0.3)),
        (330, 835, 44, OCHRE),
        (1180, 838, 46, mix(CLAY, OCHRE, 0.3)),
        (980, 820, 40, WHITE),
        (1350, 850, 44, WHITE),
        (520, 838, 36, WHITE),
    )
    for x, y, s, tone in sorted(bloom, key=lambda item: item[2]):
        for way in (60, -60, 120, -120, 20):
            leaf(p, x, y + s * 0.4, s * 1.15, way, mix(PINE, JADE, 0.3), 0.3)
        chrysanthemum(p, x, y, s, mix(tone, SAND, 0.2) if tone == WHITE else tone, x)
