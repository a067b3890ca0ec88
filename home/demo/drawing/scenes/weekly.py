"""What happens every week: tea room, work-break exercises, Balint group, the chair's reception day."""

from __future__ import annotations

from dataclasses import replace

from ..album import scene
from ..buildings import block, floorboards, lattice, mullions, sunbeam, window
from ..figures import DOCTOR, GREY, SKIN, TANNED, Look, Pose, figure
from ..geometry import box, disc, heading, polygon, smooth, taper
from ..kit import (
    CLAY, DUSK, INK, JADE, JADE_MID, JADE_PALE, NIGHT, OCHRE, PAPER, PINE, RED, SAND, SKY, TAN, WHITE, WOOD, Picture, mix,
)
from ..nature import bamboo, blossom, crown, hills, leaf, spray
from ..objects import chair, cup, gaiwan, plant, steam, table, teapot, vase


@scene("tea-room", "减压茶艺室", "花格窗前的茶席上，盖碗冒着热气，旁边是紫砂壶、品茗杯和一小碟新茶。", (380, 260, 860, 600),
       mix(JADE_PALE, PAPER, 0.3))
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
        for i in range(26):
            leaf(p, p.chance.uniform(-70, 60), -12 - p.chance.uniform(0, 14), p.chance.uniform(22, 40),
                 p.chance.choice((80, 100, -80, 120, -110)), mix(PINE, JADE_MID, p.chance.uniform(0, 0.6)), 0.16)


@scene("work-break", "工间操", "病区走廊的阳光里，四位医务人员跟着节拍舒展双臂做工间操。", (240, 170, 1120, 720), mix(SKY, PAPER, 0.4))
def work_break(p: Picture) -> None:
    """Four colleagues stretch in a sunny ward corridor."""
    p.wash(mix(SKY, WHITE, 0.55), mix(JADE_PALE, WHITE, 0.4), 0, 0, 720)
    for i in range(4):
        x = 62 + i * 390
        glass = window(p, x, 90, 300, 420, mix(SKY, WHITE, 0.2), WHITE)
        with p.inside(glass):
            p.path(glass, p.gradient(mix(SKY, DUSK, 0.12), mix(OCHRE, WHITE, 0.7)))
            hills(p, 40 + i, 440, 120, 2, JADE_MID, JADE_PALE, 0.5)
            crown(p, x + 60 + 60 * (i % 3), 480, 90, mix(JADE, JADE_MID, 0.3 * (i % 2)), i + 2)
        mullions(p, x, 90, 300, 420, WHITE, 2, 2)
    p.path(box(-20, 600, 1640, 22), mix(JADE, JADE_MID, 0.3))
    p.wash(mix(JADE_MID, JADE_PALE, 0.55), mix(JADE_MID, JADE_PALE, 0.15), 0, 718, 1000)
    p.path(box(-20, 706, 1640, 14), WHITE)
    for i in range(4):
        sunbeam(p, 90 + i * 390, 730, 250, 260, 190, WHITE, 0.6)
    for i, (x, y, s, pose, look) in enumerate((
        (330, 900, 560, Pose(arms=((-150, -178), (150, 178)), legs=((-5, -2), (5, 2)), lean=-12, nod=-6), replace(DOCTOR, hair_cut="bun")),
        (640, 930, 600, Pose(arms=((-92, -92), (92, 92)), legs=((-9, -4), (9, 4))), replace(DOCTOR, skin=TANNED)),
        (960, 930, 590, Pose(arms=((-128, -150), (128, 150)), legs=((-10, -5), (10, 5)), nod=4),
         Look(top=mix(SKY, DUSK, 0.3), legs=mix(SKY, DUSK, 0.45), hair_cut="tail", shoes=WHITE, sleeve="short", neck=WHITE)),
        (1270, 900, 570, Pose(arms=((-24, 60), (158, 150)), legs=((-6, -2), (6, 2)), lean=-14, nod=-8), replace(DOCTOR, hair=GREY)),
    )):
        p.cast(x, y, 100, 330, 0.18, 0.26)
        figure(p, x, y, s, pose, look)
    p.pool(1490, 900, 60, 10)
    p.form(box(1440, 790, 100, 112, 14), RED, 0.6)
    p.path(disc(1490, 858, 30), mix(RED, INK, 0.5))
    p.path(disc(1490, 858, 12), mix(RED, WHITE, 0.2))
    p.path(disc(1490, 812, 13), mix(RED, INK, 0.5))


@scene("balint", "巴林特小组", "一圈椅子围着圆地毯，职工们围坐倾谈，中间留着一把空椅子和一盏暖灯。", (300, 200, 1000, 640), mix(SAND, PAPER, 0.5))
def balint(p: Picture) -> None:
    """Chairs in a circle under a warm lamp, one of them empty."""
    p.wash(mix(DUSK, SKY, 0.25), mix(DUSK, SKY, 0.5), 0, 0, 560)
    p.wash(mix(TAN, SAND, 0.3), mix(TAN, CLAY, 0.2), 0, 540, 1000)
    p.glow(800, 340, 620, mix(OCHRE, PAPER, 0.4), 0.75)
    p.line("M800 -10V150", INK, 4)
    p.form("M700 236Q716 146 800 142Q884 146 900 236Z", OCHRE, 0.5)
    p.path(disc(800, 236, 100, 16), mix(OCHRE, WHITE, 0.7))
    p.form(disc(800, 720, 560, 190), mix(JADE, JADE_MID, 0.2), 0.4)
    p.line(disc(800, 720, 510, 168), mix(JADE_MID, JADE_PALE, 0.4), 5, 0.8)
    p.form(disc(800, 712, 330, 108), mix(JADE_MID, JADE_PALE, 0.35), 0.35)
    rows = (
        (560, 560, "right", Look(top=CLAY, legs=NIGHT, hair_cut="bob"), 372),
        (800, 540, "front", DOCTOR, 372),
        (1040, 560, "left", Look(top=WHITE, coat=WHITE, legs=DUSK, hair_cut="bun"), 372),
        (330, 690, "right", Look(top=OCHRE, legs=PINE, hair=GREY), 430),
        (1270, 690, "left", Look(top=mix(SKY, DUSK, 0.2), legs=NIGHT, hair_cut="tail"), 430),
    )
    for x, y, facing, look, s in rows:
        sitter(p, x, y + 60, s, facing, look)
    back_chair(p, 560, 900, 330, mix(SAND, PAPER, 0.3), None)
    back_chair(p, 800, 930, 340, RED, None, empty=True)
    back_chair(p, 1040, 900, 330, mix(DUSK, SKY, 0.2), None)
    for x, y, s, hair, cut, top in ((560, 760, 440, INK, "short", mix(DUSK, NIGHT, 0.2)), (1040, 760, 440, INK, "bob", mix(SAND, WHITE, 0.3))):
        back_sitter(p, x, y, s, Look(top=top, legs=NIGHT, hair=hair, hair_cut=cut))
    back_chair(p, 560, 900, 330, TAN, "front")
    back_chair(p, 1040, 900, 330, TAN, "front")


def sitter(p: Picture, x: float, floor: float, size: float, facing: str, look: Look) -> None:
    """Somebody on a chair, turned right, left or towards us, hands in the lap."""
    seat = floor - size * 0.27
    if facing == "front":
        p.form(box(x - size * 0.15, seat - size * 0.3, size * 0.3, size * 0.34, 10), TAN, 0.4)
        for dx in (-0.13, 0.13):
            p.line(f"M{x + dx * size:.0f} {seat}V{floor}", WOOD, 8)
        figure(p, x, seat, size, Pose(arms=((-14, 34), (14, -34)), legs=((-12, -4), (12, 4)), short=0.42), look, "seat")
        return
    way = 1 if facing == "right" else -1
    p.pool(x, floor, size * 0.3, 12)
    chair(p, x - way * size * 0.02, floor, size * 0.6, WOOD, TAN, -way)
    pose = Pose(arms=((way * 12, way * 66), (way * 18, way * 72)), legs=((way * 88, way * 3), (way * 84, -way * 4)), facing=facing, lean=way * 4)
    figure(p, x, seat, size, pose, look, "seat")


def back_sitter(p: Picture, x: float, seat: float, size: float, look: Look) -> None:
    """Somebody seen from behind on a chair."""
    figure(p, x, seat, size, Pose(arms=((-16, 20), (16, -20)), legs=((-8, 0), (8, 0)), short=0.3, facing="back"), look, "seat")


def back_chair(p: Picture, x: float, floor: float, size: float, colour: str, part: str | None, empty: bool = False) -> None:
    """A chair seen from behind; `part` "front" draws only its rails, over the back of who sits there."""
    half, seat = size * 0.23, floor - size * 0.46
    if part is None:
        p.pool(x, floor, half * 1.2, 14)
        p.form(box(x - half, seat - 8, half * 2, 40, 12), colour, 0.5)
        for dx in (-0.86, 0.86):
            p.form(taper([(x + dx * half, seat + 20), (x + dx * half * 1.1, floor)], [9, 6], 2), WOOD, 0.3)
        if empty:
            for dx in (-0.86, 0.86):
                p.form(taper([(x + dx * half, seat + 20), (x + dx * half, seat - size * 0.42)], [9, 8], 2), WOOD, 0.3)
            p.form(box(x - half, seat - size * 0.46, half * 2, size * 0.2, 14), colour, 0.5)
        return
    for dx in (-0.86, 0.86):
        p.form(taper([(x + dx * half, seat + 20), (x + dx * half, seat - size * 0.3)], [9, 8], 2), WOOD, 0.3)
    p.form(box(x - half, seat - 14, half * 2, 44, 12), mix(colour, INK, 0.1), 0.5)
    for dx in (-0.86, 0.86):
        p.form(taper([(x + dx * half, seat + 30), (x + dx * half * 1.1, floor)], [9, 6], 2), WOOD, 0.3)
    p.form(box(x - half, seat - size * 0.33, half * 2, size * 0.15, 12), colour, 0.5)


@scene("reception-day", "主席接待日", "敞开的门里洒进阳光，两把椅子隔着小圆桌相对，桌上两杯热茶正等着来访的职工。", (380, 170, 840, 700), mix(JADE_PALE, PAPER, 0.2))
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
