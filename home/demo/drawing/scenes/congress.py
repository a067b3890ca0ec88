"""What members say: the staff congress, the suggestion box."""

from __future__ import annotations

from ..album import scene
from ..figures import GREY, SKIN, TANNED, Look, Pose, figure
from ..geometry import box, disc, polygon, smooth, taper
from ..kit import (
    CLAY,
    DUSK,
    INK,
    JADE,
    JADE_MID,
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
from ..objects import cup, plant


@scene(
    "staff-congress",
    "职工代表大会",
    "会场里职工代表们举起红色表决票，主席台上方悬着一轮暖色圆光，秩序井然。",
    (330, 170, 940, 720),
    mix(JADE_PALE, PAPER, 0.3),
)
def staff_congress(p: Picture) -> None:
    """Rows of delegates from behind, cards raised."""
    p.wash(mix(OCHRE, PAPER, 0.55), mix(OCHRE, PAPER, 0.72), 0, 0, 480)
    p.path(disc(800, 380, 300), mix(OCHRE, WHITE, 0.55))
    for side in (-1, 1):
        for i in range(5):
            x = 800 + side * (820 - i * 84)
            p.form(
                smooth([(x - 62, -40), (x - 46, 240), (x - 60, 500), (x + 60, 500), (x + 40, 240), (x + 58, -40)])
                + "Z",
                mix(JADE, PINE, 0.2 + 0.16 * (i % 2)),
                0.5,
                90,
            )
    p.wash(mix(WOOD, CLAY, 0.2), mix(WOOD, INK, 0.2), 0, 470, 1000)
    p.path(box(-20, 464, 1640, 12), mix(WOOD, TAN, 0.5))
    for i, x in enumerate((540, 670, 800, 930, 1060)):
        tone = (DUSK, WHITE, mix(NIGHT, DUSK, 0.4), JADE, mix(SKY, DUSK, 0.3))[i]
        figure(
            p,
            x,
            430,
            310,
            Pose(arms=((-18, 40), (18, -40)), legs=((-8, 0), (8, 0)), short=0.3),
            Look(
                top=tone,
                legs=NIGHT,
                hair=(INK, INK, GREY, INK, INK)[i],
                hair_cut=("short", "bob", "short", "bun", "short")[i],
                skin=(SKIN, TANNED)[i % 2],
            ),
            "seat",
        )
    p.form(box(440, 408, 720, 134, 6), mix(WOOD, TAN, 0.35), 0.5)
    for x in (480, 1120):
        plant(p, x - 70 if x < 800 else x + 70, 500, 170, mix(SAND, PAPER, 0.3), JADE, x)
    for x in (600, 735, 865, 1000):
        cup(p, x, 412, 34, WHITE, OCHRE)
    n = 0
    tones = (DUSK, mix(SKY, DUSK, 0.25), WHITE, JADE, OCHRE, mix(JADE_MID, JADE, 0.3), CLAY, SAND)
    for y, s, count, shift in ((660, 0.76, 9, 40), (800, 0.98, 8, -30), (970, 1.25, 6, 30)):
        for i in range(count):
            x = 800 + shift + (i - (count - 1) / 2) * 198 * s
            delegate(
                p,
                x,
                y,
                s,
                tones[n * 3 % 8],
                (INK, INK, mix(WOOD, INK, 0.4), INK, GREY)[n * 2 % 5],
                n % 3,
                n % 4 != 2,
                -1 if n % 5 == 0 else 1,
            )
            n += 1


def delegate(p: Picture, x: float, y: float, s: float, top: str, hair: str, cut: int, raised: bool, side: int) -> None:
    """One delegate's back; if `raised`, one arm holds up a voting card."""
    if raised:
        hand = (x + side * 86 * s, y - 138 * s)
        p.form(
            polygon(
                [
                    (hand[0] - 20 * s, hand[1] - 84 * s),
                    (hand[0] + 26 * s, hand[1] - 78 * s),
                    (hand[0] + 20 * s, hand[1] - 8 * s),
                    (hand[0] - 26 * s, hand[1] - 14 * s),
                ]
            ),
            RED,
            0.35,
        )
        p.form(
            taper(
                [(x + side * 62 * s, y + 50 * s), (x + side * 98 * s, y - 20 * s), (hand[0], hand[1] + 24 * s)],
                [27 * s, 22 * s, 17 * s],
            ),
            top,
            0.5,
            60,
        )
        p.path(
            taper([(hand[0], hand[1] + 18 * s), (hand[0], hand[1] - 12 * s)], [13 * s, 14 * s], 2),
            (SKIN, TANNED)[cut % 2],
        )
    p.form(
        smooth(
            [
                (x - 84 * s, y + 180 * s),
                (x - 76 * s, y + 40 * s),
                (x - 30 * s, y + 8 * s),
                (x + 30 * s, y + 8 * s),
                (x + 76 * s, y + 40 * s),
                (x + 84 * s, y + 180 * s),
            ]
        )
        + "Z",
        top,
        0.5,
    )
    p.path(box(x - 19 * s, y - 26 * s, 38 * s, 44 * s, 12 * s), mix((SKIN, TANNED)[cut % 2], CLAY, 0.25))
    p.form(disc(x, y - 62 * s, 45 * s, 52 * s), hair, 0.4)
    if cut == 1:
        p.form(
            smooth(
                [
                    (x - 46 * s, y - 70 * s),
                    (x - 52 * s, y - 6 * s),
                    (x, y + 6 * s),
                    (x + 52 * s, y - 6 * s),
                    (x + 46 * s, y - 70 * s),
                ],
                closed=True,
            ),
            hair,
            0.4,
        )
    if cut == 2:
        p.form(disc(x, y - 116 * s, 22 * s), hair, 0.4)


@scene(
    "suggestion",
    "职工意见箱",
    "青绿色的意见箱前，几封信笺像纸鹤一样轻轻飞来，最前面的一封正要投入箱口。",
    (380, 130, 860, 770),
    mix(OCHRE, PAPER, 0.72),
)
def suggestion(p: Picture) -> None:
    """Letters fly into a suggestion box."""
    p.wash(mix(OCHRE, PAPER, 0.8), mix(OCHRE, PAPER, 0.6), 30)
    p.path(disc(930, 460, 360), mix(PAPER, WHITE, 0.6))
    p.wash(mix(TAN, SAND, 0.25), mix(TAN, CLAY, 0.3), 0, 800, 1000)
    p.path(box(-20, 794, 1640, 12), mix(TAN, WHITE, 0.4))
    p.cast(950, 880, 400, 460, 0.1, 0.3)
    p.form(polygon([(1130, 452), (1220, 410), (1220, 838), (1130, 884)]), mix(JADE, INK, 0.32), 0.4)
    p.form(polygon([(730, 452), (830, 410), (1220, 410), (1130, 452)]), mix(JADE, JADE_MID, 0.4), 0.3)
    p.path(polygon([(800, 440), (824, 428), (1120, 428), (1098, 440)]), mix(PINE, INK, 0.6))
    p.form(box(730, 450, 400, 434, 6), JADE, 0.6)
    with p.inside(box(700, 200, 460, 236)):
        envelope(p, 900, 372, 210, 6, WHITE)
    p.line(box(766, 490, 328, 356, 6), mix(JADE, JADE_MID, 0.5), 4)
    p.path(box(850, 560, 160, 112, 6), PAPER)
    p.line("M850 566L930 628L1010 566", mix(SAND, DUSK, 0.4), 5)
    p.form(disc(930, 626, 17), RED, 0.4)
    p.form(disc(930, 756, 26), OCHRE, 0.6)
    p.path(disc(930, 750, 7), INK)
    p.path(polygon([(926, 752), (934, 752), (938, 770), (922, 770)]), INK)
    for x, y, s, turn, tone in (
        (600, 250, 190, -18, WHITE),
        (400, 400, 160, -34, mix(SKY, WHITE, 0.3)),
        (270, 210, 130, -24, mix(JADE_PALE, WHITE, 0.2)),
        (180, 560, 150, -46, mix(CLAY, PAPER, 0.6)),
        (500, 590, 120, -12, WHITE),
    ):
        envelope(p, x, y, s, turn, tone)
    p.line("M680 262C760 240 830 250 880 290", mix(CLAY, SAND, 0.3), 5, 0.9, "2 18")
    p.line("M340 250C420 180 480 190 520 220", mix(CLAY, SAND, 0.3), 5, 0.9, "2 18")
    plant(p, 1400, 880, 380, CLAY, PINE, 15)
    p.form(taper([(470, 912), (680, 892)], [11, 11], 2), DUSK, 0.5)
    p.form(taper([(680, 892), (716, 888)], [10, 1], 2), OCHRE, 0.3)


def envelope(p: Picture, x: float, y: float, size: float, rotate: float, colour: str) -> None:
    """A closed envelope; (x, y) its middle."""
    w, h = size / 2, size * 0.32
    with p.at(x, y, rotate=rotate):
        p.path(box(-w + 10, -h + 14, size, 2 * h, 6), NIGHT, 0.18, blur=7)
        p.form(box(-w, -h, size, 2 * h, 5), colour, 0.45)
        p.line(
            f"M{-w + 4} {h - 4}L{-w * 0.2} {h * 0.05}M{w - 4} {h - 4}L{w * 0.2} {h * 0.05}", mix(colour, DUSK, 0.35), 3
        )
        p.form(polygon([(-w, -h), (w, -h), (0, h * 0.28)]), mix(colour, SAND, 0.4), 0.4)
