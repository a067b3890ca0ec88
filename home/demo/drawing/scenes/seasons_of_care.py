"""Care through the year: cool drinks in summer, warmth in winter."""

from __future__ import annotations

from ..album import scene
from ..buildings import mullions, window
from ..geometry import box, disc, polygon, smooth, step, taper
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
from ..nature import blossom, hills, leaf, lotus, spray
from ..objects import steam


@scene(
    "summer-care",
    "夏送清凉",
    "荷叶旁切开的西瓜、一壶冰镇酸梅汤和两只玻璃杯，一把团扇斜搁在桌边。",
    (330, 250, 1110, 690),
    mix(SKY, WHITE, 0.3),
)
def summer_care(p: Picture) -> None:
    """Watermelon, cold plum drink, a round fan, lotus."""
    p.wash(mix(JADE_PALE, SKY, 0.4), mix(JADE_PALE, WHITE, 0.3), 0)
    p.path(disc(800, 380, 330), mix(SKY, WHITE, 0.55))
    for x, y, r, tone in ((240, 330, 220, JADE), (1420, 260, 250, mix(JADE, JADE_MID, 0.35)), (90, 560, 180, JADE_MID)):
        p.strokes([(x, y + r * 0.2), (x - 16, y + r), (x + 14, 900)], PINE, 8)
        p.form(disc(x, y, r, r * 0.46), tone, 0.6)
        for k in range(9):
            ex, ey = step((x, y), k * 40, r * 0.9)
            p.line(f"M{x} {y}L{ex:.0f} {y + (ey - y) * 0.46:.0f}", mix(tone, JADE_PALE, 0.45), 3, 0.7)
    p.strokes([(440, 280), (430, 500), (450, 800)], PINE, 7)
    lotus(p, 440, 300, 130)
    p.wash(mix(TAN, SAND, 0.5), mix(TAN, SAND, 0.1), 0, 730, 1000)
    p.path(box(-20, 724, 1640, 12), WHITE)
    jug(p, 1010, 850)
    for x, y in ((1210, 890), (1340, 850)):
        glass(p, x, y)
    melon(p, 640, 880)
    with p.at(330, 860, rotate=-58):
        p.path(disc(20, 16, 140, 140), NIGHT, 0.22, blur=10)
        p.form(taper([(0, 120), (0, 330)], [10, 12], 2), mix(WOOD, INK, 0.1), 0.5)
        p.form(disc(0, 0, 140), mix(PAPER, WHITE, 0.5), 0.5)
        p.line(disc(0, 0, 138), mix(WOOD, INK, 0.1), 8)
        with p.inside(disc(0, 0, 132)):
            spray(p, [(-110, 60), (-30, 30), (40, -40), (70, -110)], 62, JADE, 8, 0.2)
            blossom(p, -24, 10, 26, RED, OCHRE)
            blossom(p, 44, -62, 20, mix(RED, WHITE, 0.3), OCHRE)


def jug(p: Picture, x: float, y: float) -> None:
    """A glass jug of dark plum drink with ice, foot at (x, y)."""
    drink = mix(RED, WOOD, 0.5)
    p.pool(x + 16, y, 150, 20, 0.25)
    p.line(
        f"M{x + 96} {y - 320}C{x + 220} {y - 330} {x + 220} {y - 110} {x + 112} {y - 110}",
        mix(SKY, DUSK, 0.15),
        20,
        0.8,
    )
    body = (
        smooth(
            [
                (x - 92, y - 380),
                (x - 84, y - 300),
                (x - 126, y - 160),
                (x - 104, y - 6),
                (x + 104, y - 6),
                (x + 126, y - 160),
                (x + 84, y - 300),
                (x + 92, y - 380),
            ],
            tension=0.45,
        )
        + "Z"
    )
    p.path(body, mix(SKY, WHITE, 0.4), 0.75)
    with p.inside(body):
        p.form(box(x - 150, y - 290, 300, 300), drink, 0.5)
        p.path(disc(x, y - 290, 96, 16), mix(drink, WHITE, 0.25))
        for dx, dy, turn in ((-44, -270, 14), (22, -262, -20), (-8, -214, 32)):
            with p.at(x + dx, y + dy, rotate=turn):
                p.path(box(-26, -26, 52, 52, 8), WHITE, 0.5)
                p.line(box(-26, -26, 52, 52, 8), WHITE, 3, 0.8)
        p.path(box(x - 84, y - 380, 22, 380, 10), WHITE, 0.4)
    p.line(f"M{x - 92} {y - 380}L{x - 124} {y - 402}M{x - 92} {y - 380}H{x + 92}", mix(SKY, WHITE, 0.3), 8)


def glass(p: Picture, x: float, y: float) -> None:
    """A tumbler of the same drink with a mint leaf."""
    drink = mix(RED, WOOD, 0.5)
    p.pool(x + 10, y, 66, 12, 0.25)
    body = polygon([(x - 60, y - 170), (x + 60, y - 170), (x + 46, y), (x - 46, y)])
    p.path(body, mix(SKY, WHITE, 0.4), 0.75)
    with p.inside(body):
        p.form(box(x - 70, y - 124, 140, 130), drink, 0.5)
        p.path(disc(x, y - 124, 58, 10), mix(drink, WHITE, 0.25))
        p.path(box(x - 12, y - 146, 44, 44, 8), WHITE, 0.6)
        p.path(box(x - 44, y - 170, 12, 170, 5), WHITE, 0.45)
    leaf(p, x - 10, y - 130, 54, 150, JADE, 0.34)
    leaf(p, x - 14, y - 130, 48, 210, mix(JADE, JADE_MID, 0.4), 0.34)


def melon(p: Picture, x: float, y: float) -> None:
    """Half a watermelon and two slices on a board."""
    p.pool(x + 10, y + 4, 290, 26, 0.28)
    p.form(box(x - 270, y - 16, 540, 34, 14), mix(WOOD, SAND, 0.25), 0.5)
    p.form(f"M{x - 210} {y - 200}A190 186 0 0 0 {x + 170} {y - 200}Z", PINE, 0.6)
    for dx in (-150, -90, -20, 50, 110):
        p.strokes([(x + dx, y - 190), (x + dx * 0.86 - 4, y - 110), (x + dx * 0.5 - 10, y - 30)], JADE_MID, 8, 0.7)
    p.form(disc(x - 20, y - 200, 190, 56), mix(JADE_PALE, WHITE, 0.3), 0.3)
    p.form(disc(x - 20, y - 200, 170, 47), mix(RED, CLAY, 0.35), 0.5)
    for i in range(13):
        sx, sy = step((x - 20, y - 200), i * 28, 70 + 46 * (i % 2))
        p.path(disc(sx, y - 200 + (sy - y + 200) * 0.28, 7, 4.5), INK)
    for dx, turn in ((150, 8), (232, -4)):
        with p.at(x + dx, y - 20, rotate=turn):
            p.form(polygon([(-84, 0), (84, 0), (0, -176)]), mix(RED, CLAY, 0.3), 0.5)
            p.path(polygon([(-84, 0), (84, 0), (76, -18), (-76, -18)]), JADE_PALE)
            p.form(polygon([(-88, 8), (88, 8), (84, -8), (-84, -8)]), PINE, 0.3)
            for sx, sy in ((-30, -52), (6, -94), (34, -44), (0, -50), (-10, -126)):
                p.path(disc(sx, sy, 5, 8), INK)


@scene(
    "winter-care",
    "冬送温暖",
    "窗外飘雪，窗台上一碗冒着热气的羹汤、一双手套和一条红围巾，旁边是系着丝带的慰问礼盒。",
    (130, 300, 1270, 620),
    mix(DUSK, SKY, 0.3),
)
def winter_care(p: Picture) -> None:
    """A steaming bowl, mittens, a scarf and a present before the snow."""
    p.wash(mix(CLAY, PAPER, 0.6), mix(CLAY, PAPER, 0.42), 30)
    x, y, w, h = 330, 70, 940, 560
    pane = window(p, x, y, w, h, mix(DUSK, SKY, 0.4), mix(WOOD, CLAY, 0.2), sill=False)
    with p.inside(pane):
        p.path(pane, p.gradient(mix(DUSK, NIGHT, 0.1), mix(SKY, WHITE, 0.2)))
        hills(p, 191, 580, 190, 3, mix(SKY, DUSK, 0.2), WHITE, 0.6)
        for cx, cy, s in ((420, 520, 150), (560, 560, 110), (1130, 530, 150), (1010, 570, 96)):
            for k in range(3):
                half, top = s * (0.5 - 0.11 * k), cy - s * (0.1 + 0.42 * k)
                p.form(
                    polygon([(cx - half, top + s * 0.3), (cx + half, top + s * 0.3), (cx, top - s * 0.34)]),
                    mix(PINE, DUSK, 0.3),
                    0.4,
                )
                p.path(
                    polygon(
                        [
                            (cx - half * 0.5, top - s * 0.02),
                            (cx, top - s * 0.34),
                            (cx + half * 0.5, top - s * 0.02),
                            (cx + half * 0.2, top - s * 0.07),
                            (cx, top + s * 0.03),
                            (cx - half * 0.24, top - s * 0.07),
                        ]
                    ),
                    WHITE,
                )
        p.path(smooth([(300, 600), (560, 570), (840, 596), (1100, 574), (1300, 596)]) + "L1300 700L300 700Z", WHITE)
        for _ in range(70):
            p.path(
                disc(p.chance.uniform(x, x + w), p.chance.uniform(y, y + h), p.chance.uniform(3, 8)),
                WHITE,
                p.chance.uniform(0.6, 1),
            )
    mullions(p, x, y, w, h, mix(WOOD, CLAY, 0.2), 3, 1, 15)
    p.wash(mix(WOOD, TAN, 0.4), mix(WOOD, CLAY, 0.2), 0, 690, 1000)
    p.path(box(-20, 682, 1640, 14), mix(TAN, WHITE, 0.3))
    steam(p, 790, 700, 300, WHITE, 0.75)
    p.pool(812, 896, 220, 24, 0.32)
    p.form("M590 720Q604 884 720 890H860Q976 884 990 720Z", mix(JADE, JADE_MID, 0.25), 0.75, 60)
    p.path(box(716, 884, 148, 16, 6), mix(JADE, INK, 0.2))
    p.path(disc(790, 720, 200, 40), mix(JADE_PALE, WHITE, 0.3))
    p.form(disc(790, 724, 176, 31), mix(OCHRE, PAPER, 0.25), 0.4)
    for dx, dy, tone in (
        (-80, 0, RED),
        (-20, 12, WHITE),
        (50, -6, RED),
        (96, 6, WHITE),
        (10, -10, WHITE),
        (-130, 6, WHITE),
    ):
        p.form(
            disc(790 + dx, 722 + dy, 23, 13) if tone == WHITE else disc(790 + dx, 722 + dy, 13, 8),
            tone if tone == WHITE else mix(RED, WOOD, 0.2),
            0.4,
        )
    gift(p, 1230, 890)
    scarf(p, 330, 900)


def gift(p: Picture, x: float, y: float) -> None:
    """A present with a ribbon, foot at (x, y)."""
    p.pool(x + 16, y, 160, 20, 0.3)
    p.form(box(x - 140, y - 190, 280, 190, 6), mix(DUSK, SKY, 0.15), 0.6)
    p.form(box(x - 152, y - 226, 304, 50, 6), mix(DUSK, SKY, 0.3), 0.4)
    p.form(box(x - 26, y - 226, 52, 226), OCHRE, 0.4)
    for side in (-1, 1):
        p.form(
            smooth(
                [
                    (x, y - 226),
                    (x + side * 40, y - 300),
                    (x + side * 110, y - 312),
                    (x + side * 104, y - 252),
                    (x + side * 40, y - 228),
                ],
                closed=True,
            ),
            OCHRE,
            0.6,
        )
        p.path(
            smooth(
                [
                    (x + side * 24, y - 240),
                    (x + side * 52, y - 280),
                    (x + side * 88, y - 284),
                    (x + side * 80, y - 256),
                ],
                closed=True,
            ),
            mix(OCHRE, WOOD, 0.45),
        )
    p.form(disc(x, y - 236, 26, 22), mix(OCHRE, WHITE, 0.15), 0.5)


def scarf(p: Picture, x: float, y: float) -> None:
    """A folded red scarf with a pair of mittens upon it."""
    p.pool(x + 16, y, 210, 20, 0.3)
    for k in range(3):
        p.form(box(x - 190 + k * 8, y - 52 - k * 44, 380 - k * 16, 52, 24), mix(RED, INK, 0.1 * (k % 2)), 0.55)
        p.line(f"M{x - 150} {y - 26 - k * 44}H{x + 160}", mix(RED, WHITE, 0.25), 4, 0.5)
    for i in range(7):
        p.line(f"M{x + 184} {y - 46 + i * 7}l40 {4 + i * 2}", RED, 5)
    for dx, flip in ((-64, False), (70, True)):
        with p.at(x + dx, y - 142, rotate=-8 if not flip else 10, flip=flip):
            p.form(
                smooth([(-54, 0), (-58, -90), (-34, -150), (14, -156), (44, -110), (46, -60), (44, 0)], closed=True),
                mix(SAND, PAPER, 0.3),
                0.6,
            )
            p.form(
                smooth([(34, -40), (70, -86), (88, -64), (72, -24), (44, 0)], closed=True), mix(SAND, PAPER, 0.2), 0.5
            )
            p.form(box(-60, -18, 112, 44, 14), mix(CLAY, SAND, 0.3), 0.5)
            for k in (-30, 0, 26):
                leaf(p, k - 6, -60, 26, 180, mix(CLAY, SAND, 0.2), 0.4)
