"""Contests of skill: telling herbs apart, finding acupoints."""

from __future__ import annotations

from ..album import scene
from ..geometry import bend, box, disc, smooth, taper
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
from ..nature import chrysanthemum, leaf


@scene(
    "herb-contest",
    "中药辨识技能竞赛",
    "一面百子柜前，药臼、戥秤和摊在白瓷盘里的各味药材整齐排开，等着选手辨认。",
    (300, 260, 1000, 640),
    WOOD,
)
def herb_contest(p: Picture) -> None:
    """The wall of drawers, mortar, hand scale, and plates of herbs."""
    p.wash(mix(WOOD, INK, 0.12), mix(WOOD, INK, 0.3), 0)
    for row in range(5):
        for col in range(11):
            x, y = -36 + col * 154, -20 + row * 122
            if (row, col) == (1, 9):
                p.path(box(x, y, 144, 112), mix(WOOD, INK, 0.75))
                p.form(box(x - 8, y + 22, 160, 118, 4), mix(WOOD, CLAY, 0.55), 0.6)
                for i in range(9):
                    leaf(p, x + 20 + i * 14, y + 30, 44, 180 + (i - 4) * 16, mix(JADE, OCHRE, 0.15 * (i % 4)), 0.26)
                p.line(disc(x + 72, y + 84, 16), OCHRE, 6)
                continue
            p.form(box(x, y, 144, 112, 4), mix(WOOD, CLAY, 0.22 + 0.09 * ((row * 5 + col * 3) % 4)), 0.5)
            p.path(box(x + 44, y + 20, 56, 26, 3), mix(SAND, OCHRE, 0.25))
            p.line(disc(x + 72, y + 74, 13), mix(OCHRE, WOOD, 0.2), 5)
    p.path(box(-20, 584, 1640, 30), NIGHT, 0.35, blur=10)
    p.wash(mix(TAN, SAND, 0.4), mix(TAN, CLAY, 0.25), 0, 604, 1000)
    p.path(box(-20, 600, 1640, 14), mix(TAN, WHITE, 0.3))
    for i, (x, y, r) in enumerate(
        ((180, 800, 132), (480, 862, 140), (800, 882, 144), (1120, 862, 140), (1420, 800, 132))
    ):
        plate(p, x, y, r, i)
    mortar(p, 560, 716)
    scale(p, 1060, 560)


def plate(p: Picture, x: float, y: float, r: float, kind: int) -> None:
    """A white dish holding one of five drugs: wolfberries, slices of root, leaves, flowers, bark rolls."""
    p.pool(x + 16, y + 22, r * 1.05, r * 0.34, 0.3)
    p.form(disc(x, y, r, r * 0.42), WHITE, 0.6)
    p.path(disc(x, y, r * 0.8, r * 0.31), mix(WHITE, SAND, 0.45))
    spots = [(p.chance.uniform(-0.6, 0.6), p.chance.uniform(-0.6, 0.6)) for _ in range(26)]
    for i, (a, b) in enumerate(sorted(spots, key=lambda spot: spot[1])):
        cx, cy = x + a * r * 0.95, y + b * r * 0.34 - 8
        if kind == 0:
            p.form(
                taper([(cx - 11, cy), (cx + 11, cy + p.chance.uniform(-8, 8))], [6, 8]),
                mix(RED, CLAY, 0.12 * (i % 3)),
                0.4,
            )
        elif kind == 1 and i % 2:
            p.form(disc(cx, cy, 27, 15), mix(SAND, OCHRE, 0.25), 0.5)
            p.line(disc(cx, cy, 17, 9), mix(OCHRE, WOOD, 0.3), 2.5)
        elif kind == 2:
            leaf(p, cx, cy + 10, 56, p.chance.uniform(100, 260), mix(JADE, PINE, 0.3 * (i % 3)), 0.24)
        elif kind == 3 and i % 2:
            chrysanthemum(p, cx, cy - 4, 29, mix(OCHRE, WHITE, 0.35), i * 20)
        elif kind == 4 and i % 2:
            p.form(taper([(cx - 38, cy + 6), (cx + 38, cy - 6)], [9, 9], 2), mix(WOOD, CLAY, 0.3), 0.5)
            p.path(disc(cx + 40, cy - 6, 7, 8), mix(WOOD, INK, 0.4))


def mortar(p: Picture, x: float, y: float) -> None:
    """A bronze mortar with its pestle, foot at (x, y)."""
    p.pool(x + 20, y, 130, 20, 0.35)
    p.form(taper([(x + 10, y - 160), (x + 92, y - 360)], [15, 12], 3), mix(OCHRE, WOOD, 0.35), 0.6)
    p.form(disc(x + 96, y - 368, 22), mix(OCHRE, WOOD, 0.35), 0.5)
    p.form(
        smooth(
            [
                (x - 112, y - 190),
                (x - 96, y - 90),
                (x - 62, y - 34),
                (x - 78, y),
                (x + 78, y),
                (x + 62, y - 34),
                (x + 96, y - 90),
                (x + 112, y - 190),
            ],
            tension=0.4,
        )
        + "Z",
        mix(OCHRE, WOOD, 0.3),
        0.8,
    )
    p.path(disc(x, y - 190, 112, 24), mix(WOOD, INK, 0.35))
    p.form(taper([(x + 22, y - 190), (x + 40, y - 236)], [14, 14], 2), mix(OCHRE, WOOD, 0.35), 0.4)
    p.line(f"M{x - 104} {y - 136}Q{x} {y - 112} {x + 104} {y - 136}", mix(OCHRE, WHITE, 0.2), 6)


def scale(p: Picture, x: float, y: float) -> None:
    """A hand scale (dengzi) hanging from a stand: beam, one pan, one weight."""
    p.pool(x + 10, y + 158, 110, 16, 0.35)
    p.form(box(x - 96, y + 136, 192, 22, 6), mix(WOOD, INK, 0.3), 0.4)
    p.form(taper([(x, y + 140), (x, y - 130)], [9, 8], 2), mix(WOOD, INK, 0.3), 0.5)
    p.line(f"M{x} {y - 128}v30", RED, 5)
    p.form(taper([(x - 150, y - 78), (x + 190, y - 108)], [8, 3.5], 2), PAPER, 0.5)
    for i in range(9):
        p.path(disc(x + 20 + i * 17, y - 94 - i * 1.4, 2.4), INK)
    for dx in (-50, 50):
        p.line(f"M{x - 140} {y - 78}L{x - 140 + dx} {y + 62}", RED, 2.5)
    p.form(
        f"M{x - 206} {y + 60}H{x - 74}Q{x - 90} {y + 96} {x - 140} {y + 96}Q{x - 190} {y + 96} {x - 206} {y + 60}Z",
        OCHRE,
        0.7,
    )
    p.line(f"M{x + 120} {y - 102}V{y - 40}", RED, 2.5)
    p.form(taper([(x + 120, y - 34), (x + 120, y - 4)], [12, 18], 2), OCHRE, 0.6)


@scene(
    "acupoint",
    "穴位贴敷技能比武",
    "一尊古铜色针灸人像静立案上，经络与穴位清晰可辨，身旁是药贴、艾条和青瓷小罐。",
    (380, 110, 840, 790),
    JADE_PALE,
)
def acupoint(p: Picture) -> None:
    """The bronze acupuncture figure with its meridians, and plasters on a tray."""
    p.wash(mix(JADE_PALE, WHITE, 0.25), mix(JADE_MID, JADE_PALE, 0.45), 20)
    p.path(disc(800, 430, 350), mix(PAPER, OCHRE, 0.14))
    p.wash(mix(TAN, SAND, 0.3), mix(TAN, CLAY, 0.3), 0, 800, 1000)
    p.path(box(-20, 796, 1640, 10), mix(TAN, WHITE, 0.35))
    bronze = mix(OCHRE, WOOD, 0.34)
    p.pool(816, 886, 300, 30, 0.35)
    p.form(box(590, 818, 420, 70, 8), mix(WOOD, INK, 0.35), 0.5)
    half = [
        (62, 330),
        (64, 388),
        (150, 424),
        (236, 470),
        (272, 560),
        (276, 640),
        (206, 650),
        (190, 600),
        (178, 720),
        (176, 820),
    ]
    bust = [(800 - dx, y) for dx, y in half] + [(800 + dx, y) for dx, y in reversed(half)]
    p.form(smooth(bust, tension=0.4) + "Z", bronze, 0.85, 50)
    for side in (-1, 1):
        p.form(disc(800 + side * 240, 644, 36, 12), mix(bronze, INK, 0.3), 0.3)
        p.strokes([(800 + side * 192, 606), (800 + side * 184, 560), (800 + side * 186, 530)], mix(bronze, INK, 0.3), 4)
    p.strokes([(690, 456), (740, 446), (790, 462)], mix(bronze, INK, 0.25), 4)
    p.strokes([(910, 456), (860, 446), (810, 462)], mix(bronze, INK, 0.25), 4)
    p.form(disc(706, 260, 20, 36), mix(bronze, INK, 0.08), 0.5)
    p.form(disc(894, 260, 20, 36), mix(bronze, INK, 0.16), 0.5)
    p.form(
        smooth(
            [
                (708, 230),
                (720, 330),
                (770, 384),
                (830, 384),
                (880, 330),
                (892, 230),
                (860, 150),
                (800, 130),
                (740, 150),
            ],
            closed=True,
        ),
        bronze,
        0.75,
        50,
    )
    p.form(
        smooth(
            [(704, 226), (728, 150), (800, 122), (872, 150), (896, 226), (850, 180), (800, 172), (750, 180)],
            closed=True,
        ),
        mix(bronze, INK, 0.4),
        0.4,
    )
    p.form(disc(800, 112, 44, 36), mix(bronze, INK, 0.4), 0.4)
    lines = [[(800, 190), (800, 300), (800, 384), (800, 500), (800, 640), (800, 800)]]
    for side in (-1, 1):
        lines += [
            [
                (800 + side * 62, 240),
                (800 + side * 66, 320),
                (800 + side * 58, 410),
                (800 + side * 84, 520),
                (800 + side * 80, 660),
                (800 + side * 82, 800),
            ],
            [(800 + side * 124, 440), (800 + side * 146, 560), (800 + side * 138, 680), (800 + side * 138, 800)],
            [(800 + side * 196, 468), (800 + side * 226, 540), (800 + side * 236, 624)],
        ]
    for line in lines:
        p.strokes(line, mix(OCHRE, WHITE, 0.55), 3, 0.75)
        for x, y in bend(line, 2):
            p.path(disc(x, y, 8), mix(WOOD, INK, 0.5))
            p.path(disc(x, y, 4.6), mix(OCHRE, WHITE, 0.7))
    p.path(disc(800, 640, 17), RED, 0.95)
    p.path(disc(800, 640, 6), mix(OCHRE, WHITE, 0.7))
    p.pool(320, 912, 190, 24)
    p.form(disc(310, 896, 190, 46), mix(JADE, PINE, 0.3), 0.5)
    p.path(disc(310, 890, 164, 36), mix(JADE, JADE_MID, 0.2))
    for x, y in ((220, 884), (290, 902), (360, 880), (400, 900), (300, 872)):
        p.form(box(x - 28, y - 17, 56, 30, 8), mix(SAND, PAPER, 0.5), 0.4)
        p.path(disc(x, y - 2, 13, 8), mix(WOOD, INK, 0.3))
    for x, y, s, tone in ((1210, 900, 1.0, JADE_MID), (1370, 880, 0.76, mix(SKY, DUSK, 0.2))):
        p.pool(x + 12, y, 90 * s, 14)
        p.form(taper([(x, y - 20 * s), (x, y - 80 * s), (x, y - 130 * s)], [50 * s, 82 * s, 48 * s]), tone, 0.75)
        p.form(disc(x, y - 158 * s, 56 * s, 18 * s), mix(tone, INK, 0.15), 0.4)
        p.form(disc(x, y - 178 * s, 15 * s), mix(tone, INK, 0.15), 0.4)
    for i in range(3):
        p.form(
            taper([(1060 + i * 22, 946 + i * 12), (1250 + i * 22, 926 + i * 12)], [12, 12], 2),
            mix(SAND, PAPER, 0.3),
            0.5,
        )
        p.path(disc(1060 + i * 22, 946 + i * 12, 10, 12), mix(JADE, INK, 0.35))
