"""What members are told: legal aid, notices."""

from __future__ import annotations

from ..album import scene
from ..furniture import book
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
from ..nature import leaf, spray


@scene(
    "legal-aid",
    "法律援助",
    "一架黄铜天平端立在几本典籍上，两盘平稳，一把撑开的绿伞遮在上方，桌边放着纸和钢笔。",
    (360, 130, 880, 760),
    mix(DUSK, SKY, 0.35),
)
def legal_aid(p: Picture) -> None:
    """Scales on books under a sheltering umbrella."""
    p.wash(mix(DUSK, SKY, 0.3), mix(DUSK, SKY, 0.62), 0)
    p.path(disc(800, 430, 340), mix(SKY, WHITE, 0.35))
    p.wash(mix(WOOD, CLAY, 0.25), mix(WOOD, INK, 0.25), 0, 810, 1000)
    p.path(box(-20, 804, 1640, 12), mix(WOOD, TAN, 0.5))
    umbrella(p, 800, 300, 470)
    p.cast(800, 890, 430, 380, 0.1, 0.3)
    for i, (w, t, tone) in enumerate(((470, 70, NIGHT), (420, 58, RED), (380, 52, JADE))):
        book(p, 800 + (0, 14, -8)[i], 890 - (0, 70, 128)[i], w, t, tone)
    brass = mix(OCHRE, WOOD, 0.15)
    p.form(
        smooth([(670, 712), (690, 690), (760, 676), (840, 676), (910, 690), (930, 712)], tension=0.4) + "Z", brass, 0.6
    )
    p.form(taper([(800, 700), (800, 560), (800, 400)], [14, 17, 11]), brass, 0.7, 80)
    p.form(disc(800, 560, 26, 18), brass, 0.5)
    p.form(taper([(560, 428), (680, 398), (800, 404), (920, 398), (1040, 428)], [6, 9, 12, 9, 6]), brass, 0.6)
    p.form(disc(800, 392, 24), brass, 0.6)
    for x in (560, 1040):
        p.line(f"M{x} 428L{x - 92} 610M{x} 428L{x + 92} 610M{x} 428V610", mix(OCHRE, WOOD, 0.4), 3.5)
        p.form(f"M{x - 112} 608H{x + 112}Q{x + 86} 672 {x} 674Q{x - 86} 672 {x - 112} 608Z", brass, 0.75)
        p.path(disc(x, 608, 112, 12), mix(brass, WHITE, 0.3))
    p.form(disc(1040, 586, 34), JADE_PALE, 0.6)
    leaf(p, 1040, 606, 44, 180, JADE, 0.3)
    p.form(taper([(536, 598), (586, 590)], [24, 20], 2), PAPER, 0.5)
    p.path(box(552, 570, 14, 44), CLAY)
    p.form(polygon([(1180, 930), (1420, 900), (1470, 950), (1220, 985)]), WHITE, 0.4)
    for k in range(3):
        p.line(f"M{1230 + k * 14} {934 + k * 13}l150 -19", mix(SAND, DUSK, 0.35), 5)
    p.form(taper([(1270, 980), (1440, 930)], [9, 11], 2), INK, 0.3)
    p.path(taper([(1270, 980), (1240, 990)], [9, 1], 2), OCHRE)


def umbrella(p: Picture, x: float, y: float, half: float) -> None:
    """A great paper umbrella, its rim at y, sheltering what is below."""
    p.line(f"M{x} {y - 230}V{y + 40}", mix(WOOD, INK, 0.2), 10)
    crest = y - 236
    for i in range(8):
        a, b = -half + half * i / 4, -half + half * (i + 1) / 4
        data = (
            f"M{x} {crest}Q{x + a * 0.86:.0f} {crest + 30} {x + a:.0f} {y}"
            f"Q{x + (a + b) / 2:.0f} {y - 34} {x + b:.0f} {y}Q{x + b * 0.86:.0f} {crest + 30} {x} {crest}Z"
        )
        p.form(data, JADE if i % 2 else mix(JADE, JADE_MID, 0.4), 0.5, 0)
    p.form(taper([(x, crest + 6), (x, crest - 34)], [10, 4], 2), mix(WOOD, INK, 0.2), 0.3)


@scene(
    "notice",
    "通知公告",
    "木框公告栏上用彩色图钉别着几张告示和日历，一支红色小喇叭斜靠在旁，两侧垂着绿藤。",
    (330, 150, 940, 700),
    mix(JADE_PALE, PAPER, 0.35),
)
def notice(p: Picture) -> None:
    """A notice board with pinned sheets, calendar and a megaphone."""
    p.wash(mix(JADE_MID, JADE_PALE, 0.5), mix(JADE_MID, JADE_PALE, 0.2), 30)
    p.path(box(300, 140, 1040, 680, 10), NIGHT, 0.3, blur=16)
    p.form(box(270, 100, 1040, 690, 12), mix(WOOD, CLAY, 0.3), 0.5)
    p.form(box(306, 136, 968, 618, 4), mix(TAN, SAND, 0.35), 0.4)
    sheets = (
        (390, 200, 270, 350, -3, WHITE, RED),
        (720, 180, 300, 220, 2, mix(OCHRE, PAPER, 0.55), JADE),
        (1070, 190, 160, 220, -2, mix(SKY, WHITE, 0.3), DUSK),
        (700, 450, 200, 250, -2, JADE_PALE, OCHRE),
        (950, 460, 270, 240, 3, WHITE, CLAY),
        (400, 600, 220, 120, 3, mix(CLAY, PAPER, 0.6), DUSK),
    )
    for n, (x, y, w, h, turn, tone, pin) in enumerate(sheets):
        with p.at(x + w / 2, y + 14, rotate=turn):
            p.path(box(-w / 2 + 10, 2, w, h, 3), NIGHT, 0.25, blur=7)
            p.form(box(-w / 2, -14, w, h, 3), tone, 0.35)
            sheet(p, n, w, h, tone)
            p.pool(6, 12, 14, 8, 0.3)
            p.form(disc(0, 0, 15), pin, 0.6)
    for n, x in enumerate((180, 1400, 1480)):
        vine(p, x, -10, 420 + 130 * n - (n == 2) * 260, n)
    p.wash(mix(JADE, JADE_MID, 0.25), mix(JADE, PINE, 0.3), 0, 880, 1000)
    with p.at(1330, 862, rotate=-16):
        p.path(disc(20, 96, 170, 18), NIGHT, 0.25, blur=9)
        p.form(polygon([(-120, -36), (90, -110), (90, 110), (-120, 36)]), RED, 0.6, 20)
        p.form(box(-172, -40, 56, 80, 12), mix(NIGHT, INK, 0.3), 0.4)
        p.form(disc(92, 0, 32, 112), mix(RED, INK, 0.35), 0.4)
        p.path(disc(96, 0, 18, 84), mix(RED, INK, 0.65))
        p.form(polygon([(-80, 30), (-40, 42), (-60, 112), (-96, 112)]), mix(NIGHT, INK, 0.3), 0.4)


def sheet(p: Picture, kind: int, w: float, h: float, tone: str) -> None:
    """What is drawn on a pinned sheet; no words, only lines and small pictures."""
    grey = mix(tone, DUSK, 0.32)
    if kind == 4:
        for row in range(4):
            for col in range(6):
                p.path(
                    box(-w * 0.42 + col * w * 0.145, 46 + row * 42, w * 0.11, 30, 4),
                    RED if (row, col) == (2, 3) else mix(tone, JADE_MID, 0.35),
                )
        p.path(box(-w * 0.42, 16, w * 0.5, 14, 6), JADE)
        return
    if kind == 1:
        with p.inside(box(-w / 2, -14, w, h)):
            p.path(disc(50, 70, 34), CLAY)
            p.path(smooth([(-170, 220), (-80, 90), (-10, 170), (60, 110), (170, 220)]) + "Z", JADE)
            p.path(smooth([(-170, 220), (-60, 160), (170, 200)]) + "L170 240L-170 240Z", JADE_MID)
        return
    if kind == 3:
        spray(p, [(-50, h * 0.8), (-20, h * 0.5), (30, h * 0.16)], 62, JADE, 8, 0.28)
        return
    p.path(box(-w * 0.4, 30, w * 0.46, 18, 7), mix(tone, INK, 0.55))
    for k in range(int((h - 110) / 34)):
        p.line(f"M{-w * 0.38} {78 + k * 34}h{w * (0.76 if k % 3 != 2 else 0.5):.0f}", grey, 8, 0.8)


def vine(p: Picture, x: float, y: float, length: float, seed: int) -> None:
    """A hanging trail of heart-shaped leaves."""
    points = [(x, y), (x + 24, y + length * 0.35), (x - 16, y + length * 0.7), (x + 8, y + length)]
    p.strokes(points, PINE, 5)
    spray(p, points, 84, mix(JADE, PINE, 0.2 * (seed % 2)), 11, 0.36, 62)
