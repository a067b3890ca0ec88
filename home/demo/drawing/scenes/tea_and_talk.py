"""The tea room and the chair's reception day."""

from __future__ import annotations

from ..album import scene
from ..buildings import floorboards, lattice
from ..furniture import chair
from ..geometry import box, disc, polygon, smooth, taper
from ..kit import (
    CLAY,
    DUSK,
    INK,
    JADE,
    JADE_MID,
    JADE_PALE,
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
from ..nature import blossom, crown, hills, leaf, spray
from ..objects import cup, gaiwan, plant, steam, teapot, vase


@scene(
    "tea-room",
    "减压茶艺室",
    "花格窗前的茶席上，盖碗冒着热气，旁边是紫砂壶、品茗杯和一小碟新茶。",
    (380, 260, 860, 600),
    mix(JADE_PALE, PAPER, 0.3),
)
def tea_room(p: Picture) -> None:
    """Gaiwan, pot and cups before a lattice window."""
    p.wash(mix(JADE_PALE, PAPER, 0.45), mix(JADE_PALE, JADE_MID, 0.25), 30)
    x, y, w, h = 420, 60, 760, 520
    with p.inside(box(x, y, w, h)):
        p.path(box(x, y, w, h), p.gradient(mix(SKY, WHITE, 0.5), mix(OCHRE, WHITE, 0.75)))
        p.path(disc(930, 240, 84), mix(OCHRE, WHITE, 0.5))
        hills(p, 31, 560, 210, 3, mix(JADE_MID, SKY, 0.4), WHITE)
        hills(p, 33, 600, 120, 4, JADE_MID, JADE_PALE)
        spray(p, [(1200, 90), (1060, 120), (940, 190), (860, 290)], 92, JADE, 13, 0.2)
    lattice(p, x, y, w, h, mix(WOOD, INK, 0.15), "", 4, 3, 9)
    p.path(box(-20, 668, 1640, 360), p.gradient(mix(WOOD, CLAY, 0.25), mix(WOOD, INK, 0.3)))
    p.path(box(-20, 668, 1640, 12), mix(TAN, CLAY, 0.3))
    p.path(polygon([(420, 700), (1180, 700), (1290, 1010), (310, 1010)]), mix(SAND, PAPER, 0.3))
    p.shade(polygon([(420, 700), (1180, 700), (1290, 1010), (310, 1010)]), mix(SAND, INK, 0.35), 40, 0.35)
    p.line("M452 730H1148M340 986H1260", JADE, 5, 0.6)
    vase(p, 250, 792, 300, mix(DUSK, SKY, 0.25))
    p.strokes([(250, 500), (232, 380), (276, 250), (250, 150)], mix(WOOD, INK, 0.3), 7)
    p.strokes([(256, 330), (320, 250), (330, 190)], mix(WOOD, INK, 0.3), 5)
    for bx, by, s in ((236, 410, 24), (268, 300, 26), (250, 160, 22), (326, 226, 24), (330, 180, 16), (262, 236, 18)):
        blossom(p, bx, by, s, RED if s > 23 else mix(RED, WHITE, 0.35))
    teapot(p, 1130, 860, 250, mix(WOOD, CLAY, 0.2))
    gaiwan(p, 760, 850, 250)
    steam(p, 760, 590, 240, WHITE, 0.85)
    for cx, cy in ((520, 838), (470, 905), (580, 925)):
        cup(p, cx, cy, 104, WHITE, mix(OCHRE, WHITE, 0.15), JADE)
    with p.at(905, 930):
        p.pool(8, 4, 110, 18)
        p.form(disc(0, -6, 108, 26), mix(JADE_MID, DUSK, 0.25), 0.5)
        p.path(disc(0, -9, 88, 18), mix(JADE_MID, INK, 0.35))
        for _ in range(26):
            leaf(
                p,
                p.chance.uniform(-70, 60),
                -12 - p.chance.uniform(0, 14),
                p.chance.uniform(22, 40),
                p.chance.choice((80, 100, -80, 120, -110)),
                mix(PINE, JADE_MID, p.chance.uniform(0, 0.6)),
                0.16,
            )


@scene(
    "reception-day",
    "主席接待日",
    "敞开的门里洒进阳光，两把椅子隔着小圆桌相对，桌上两杯热茶正等着来访的职工。",
    (380, 170, 840, 700),
    mix(JADE_PALE, PAPER, 0.2),
)
def reception_day(p: Picture) -> None:
    """Two chairs, two cups, an open door."""
    p.wash(mix(JADE_MID, JADE, 0.25), mix(JADE_MID, JADE, 0.05), 30, 0, 740)
    p.path(box(-20, 560, 1640, 180), mix(JADE, PINE, 0.25))
    p.path(box(-20, 552, 1640, 12), mix(JADE, PINE, 0.5))
    floorboards(p, 738, mix(TAN, SAND, 0.3))
    with p.inside(box(640, 110, 320, 630)):
        p.path(box(640, 110, 320, 630), p.gradient(mix(OCHRE, WHITE, 0.75), WHITE))
        p.path(disc(850, 270, 60), mix(OCHRE, WHITE, 0.35))
        hills(p, 51, 600, 150, 2, JADE_MID, JADE_PALE, 0.5)
        crown(p, 700, 560, 74, JADE, 3, 60)
        p.path(box(640, 690, 320, 60), mix(JADE_MID, JADE_PALE, 0.5))
        p.path(polygon([(760, 690), (840, 690), (900, 745), (700, 745)]), mix(SAND, WHITE, 0.4))
    p.line("M640 740V110H960V740", mix(WOOD, INK, 0.1), 26)
    p.form(polygon([(960, 110), (1120, 60), (1120, 838), (960, 740)]), CLAY, 0.5, 90)
    for a, b in ((120, 330), (390, 660)):
        p.line(polygon([(988, a + 26), (1092, a - 2), (1092, b + 24), (988, b)]), mix(CLAY, INK, 0.25), 4)
    p.path(disc(984, 440, 11), OCHRE)
    p.path(polygon([(640, 742), (960, 742), (1180, 1010), (420, 1010)]), p.gradient(WHITE, WHITE, 0, (0.75, 0.12)))
    for x, back, seat in ((450, -1, mix(SAND, PAPER, 0.4)), (1150, 1, mix(SAND, PAPER, 0.4))):
        p.cast(x, 918, 200, 240, 0.08, 0.28)
        chair(p, x, 920, 480, mix(WOOD, INK, 0.1), seat, back)
    p.cast(800, 915, 120, 280, 0.1, 0.28)
    p.form(taper([(800, 735), (800, 900)], [15, 12], 2), mix(WOOD, INK, 0.2), 0.5)
    p.form(disc(800, 908, 92, 16), mix(WOOD, INK, 0.2), 0.4)
    p.form(disc(800, 738, 216, 44), mix(WOOD, INK, 0.35), 0.3)
    p.form(disc(800, 728, 216, 44), mix(WOOD, CLAY, 0.3), 0.4)
    cup(p, 690, 742, 92, WHITE, OCHRE, JADE)
    cup(p, 910, 742, 92, WHITE, OCHRE, JADE)
    steam(p, 690, 676, 120)
    steam(p, 910, 676, 120)
    p.pool(806, 730, 30, 8)
    p.form(taper([(800, 724), (800, 690), (800, 650)], [22, 26, 9]), mix(SKY, DUSK, 0.2), 0.6)
    p.strokes([(800, 650), (796, 600), (812, 560)], JADE, 4)
    leaf(p, 800, 620, 50, 140, JADE)
    blossom(p, 812, 552, 30, RED)
    plant(p, 205, 820, 460, mix(SAND, PAPER, 0.2), PINE, 8)
    p.form(box(1290, 180, 190, 250, 4), mix(WOOD, INK, 0.1), 0.3)
    p.path(box(1308, 198, 154, 214), mix(PAPER, SAND, 0.3))
    with p.inside(box(1308, 198, 154, 214)):
        p.path(disc(1410, 262, 26), mix(CLAY, PAPER, 0.2))
        p.path(smooth([(1300, 380), (1340, 310), (1380, 350), (1420, 300), (1480, 380)]) + "L1480 420L1300 420Z", DUSK)
        p.path(smooth([(1300, 400), (1370, 360), (1480, 404)]) + "L1480 420L1300 420Z", JADE_MID)
