"""Out of doors: sports meeting, hike, dragon boats, retreat."""

from __future__ import annotations

from dataclasses import replace

from ..album import scene
from ..figures import GREY, SKIN, TANNED, WALK, Look, Pose, figure
from ..geometry import box, disc, polygon, ridge, smooth, step, taper, under
from ..kit import (
    CLAY, DUSK, INK, JADE, JADE_MID, JADE_PALE, NIGHT, OCHRE, PAPER, PINE, RED, SAND, SKY, TAN, WHITE, WOOD, Picture, mix,
)
from ..nature import cloud, crown, grass, hills, leaf, mist, pine, ripples, rock
from ..objects import bunting, plant


@scene("sports-meeting", "趣味运动会", "彩旗下的操场上，两队职工身体后仰奋力拔河，绳子中央系着一条红绸。", (220, 220, 1160, 640), mix(SKY, PAPER, 0.3))
def sports_meeting(p: Picture) -> None:
    """A tug of war under bunting."""
    p.wash(mix(SKY, WHITE, 0.2), mix(OCHRE, PAPER, 0.75), 0, 0, 700)
    cloud(p, 180, 240, 280)
    cloud(p, 1120, 190, 320)
    hills(p, 61, 690, 150, 4, mix(JADE_MID, SKY, 0.35), JADE_PALE)
    for i in range(12):
        crown(p, 40 + i * 140, 650, 62 + 14 * (i % 3), mix(JADE, JADE_MID, 0.35 * (i % 2)), i)
    p.wash(mix(CLAY, SAND, 0.2), mix(CLAY, WOOD, 0.25), 0, 700, 1000)
    for y in (716, 752, 960):
        p.line(f"M-20 {y}H1620", WHITE, 5, 0.7)
    bunting(p, [(-20, 60), (400, 150), (800, 90), (1200, 150), (1620, 50)], 54)
    rope_y = 700
    team(p, (250, 425, 600), 890, -1, (JADE, mix(JADE, JADE_MID, 0.5), JADE))
    team(p, (1000, 1175, 1350), 890, 1, (OCHRE, mix(OCHRE, WHITE, 0.35), OCHRE))
    p.strokes([(90, rope_y + 40), (250, rope_y + 8), (800, rope_y - 2), (1350, rope_y + 8), (1510, rope_y + 40)], mix(SAND, WOOD, 0.45), 13)
    for x in (250, 425, 600, 1000, 1175, 1350):
        way = 1 if x < 800 else -1
        for dx in (52, 92):
            p.path(disc(x + way * dx, rope_y + 3, 11), SKIN if x % 2 else TANNED)
    p.form(polygon([(786, 690), (814, 690), (822, 712), (778, 712)]), RED, 0.3)
    p.form(smooth([(792, 706), (772, 760), (790, 812), (804, 770), (800, 708)], closed=True), RED, 0.6)
    p.form(smooth([(802, 706), (826, 748), (822, 798), (838, 760), (816, 706)], closed=True), mix(RED, INK, 0.12), 0.5)


def team(p: Picture, places: tuple[int, ...], floor: float, lean: int, shirts: tuple[str, ...]) -> None:
    """Three people leaning back on the rope; `lean` -1 is the team on the left."""
    cuts = ("short", "tail", "bob", "short", "bun", "short")
    order = range(len(places)) if lean < 0 else range(len(places) - 1, -1, -1)
    for i in order:
        way = -lean
        pose = Pose(arms=((way * 66, way * 78), (way * 58, way * 82)), legs=((way * 44, way * 18), (way * 8, way * 52)), lean=lean * 27,
                    nod=lean * -6, facing="right" if way > 0 else "left", feet=(way * 70, way * 76))
        p.cast(places[i] + way * 40, floor, 160, 150, 0.16, 0.28)
        figure(p, places[i] - way * 40, floor, 430, pose,
               Look(top=shirts[i], legs=(NIGHT, PINE, DUSK)[i], hair_cut=cuts[i + (3 if lean > 0 else 0)],
                    skin=(SKIN, TANNED)[i % 2], sleeve="short", shoes=WHITE))


@scene("hiking", "登山健步", "层层青山之间，一行三人背着行囊走在山脊上，身旁是一棵迎客松，远处云海初开。", (380, 220, 900, 620), mix(SKY, PAPER, 0.5))
def hiking(p: Picture) -> None:
    """Three walkers on a ridge above a sea of clouds."""
    p.wash(mix(SKY, WHITE, 0.25), mix(OCHRE, PAPER, 0.7), 0)
    p.path(disc(470, 260, 104), mix(OCHRE, WHITE, 0.45))
    peaks = ((71, 520, 330, 3, mix(SKY, DUSK, 0.12)), (74, 620, 300, 3, mix(SKY, DUSK, 0.35)), (79, 720, 250, 4, mix(JADE_MID, DUSK, 0.3)))
    for seed, y, rise, bumps, tone in peaks:
        hills(p, seed, y, rise, bumps, tone, WHITE, 0.6)
    for x, y, w in ((120, 560, 420), (900, 610, 520), (480, 690, 380)):
        cloud(p, x, y, w, WHITE, 0.75)
    crest = [(-20, 960), (200, 905), (440, 850), (640, 800), (840, 742), (1010, 690), (1180, 655), (1330, 664), (1620, 560)]
    p.form(under([(x, y - 4) for x, y in crest]), mix(JADE, PINE, 0.35), 0.4, 0, INK)
    p.path(taper(crest[:8], [22, 15, 12, 9, 7, 6, 5, 3]), mix(SAND, TAN, 0.3))
    rock(p, 1240, 690, 190, 110, mix(DUSK, SAND, 0.3), 5)
    pine(p, 1330, 640, 480, 6)
    for gx, gy in ((90, 960), (330, 905), (560, 860), (980, 735), (1480, 660)):
        grass(p, gx, gy, 76, mix(PINE, INK, 0.2), gx)
    for x, y, s, top, pack, cut in ((660, 806, 300, OCHRE, RED, "cap"), (840, 752, 290, mix(SKY, WHITE, 0.3), DUSK, "tail"), (1005, 700, 290, CLAY, NIGHT, "short")):
        who = figure(p, x, y, s, replace(WALK, lean=9, arms=((-16, 18), (34, 70)), legs=((-30, -40), (34, 4))),
                     Look(top=top, legs=NIGHT, hair_cut=cut, shoes=WOOD, neck=mix(SAND, OCHRE, 0.3)))
        bx, by = who.along(-8.5, 20)
        with p.at(bx, by, rotate=9):
            p.form(box(-0.055 * s, -0.085 * s, 0.11 * s, 0.2 * s, 0.04 * s), pack, 0.6)
            p.form(box(-0.045 * s, 0.03 * s, 0.09 * s, 0.06 * s, 4), mix(pack, INK, 0.2), 0.3)
        hand = who.arms[1][3]
        p.line(f"M{hand[0]:.0f} {hand[1] - 8:.0f}L{hand[0] + 24:.0f} {y + 2:.0f}", WOOD, 5)


@scene("dragon-boat", "端午龙舟", "碧波上两条龙舟并进，桨手齐力划桨，鼓手在船头击鼓，岸边是青山和菖蒲。", (260, 280, 1080, 560), mix(JADE_PALE, PAPER, 0.3))
def dragon_boat(p: Picture) -> None:
    """Two dragon boats side by side on green water."""
    p.wash(mix(JADE_PALE, WHITE, 0.3), mix(OCHRE, PAPER, 0.72), 0, 0, 520)
    p.path(disc(1180, 200, 90), mix(OCHRE, WHITE, 0.4))
    hills(p, 81, 480, 260, 3, mix(JADE_MID, SKY, 0.5), PAPER, 0.9)
    hills(p, 87, 500, 160, 4, mix(JADE_MID, JADE, 0.2), JADE_PALE, 0.7)
    p.wash(mix(JADE_MID, JADE_PALE, 0.2), mix(JADE, PINE, 0.3), 0, 496, 1000)
    ripples(p, 3, 0, 1600, 520, 980, WHITE, 34, 0.4)
    boat(p, 840, 590, 0.74, mix(DUSK, NIGHT, 0.2), SKY, mix(OCHRE, WHITE, 0.2))
    boat(p, 760, 840, 1.05, CLAY, OCHRE, WHITE)
    for x in (1420, 1500, 1560, 60, 20):
        for i in range(5):
            leaf(p, x + i * 14, 1010, 330 - 30 * abs(i - 2) - (x % 7) * 14, 180 + (i - 2) * 9, mix(JADE, PINE, 0.25 * (i % 3)), 0.05)


def boat(p: Picture, x: float, y: float, size: float, hull: str, trim: str, shirt: str) -> None:
    """A dragon boat heading right, waterline at y, with six paddlers, a drummer and a helmsman."""
    s = size
    p.path(disc(x, y + 14 * s, 600 * s, 26 * s), NIGHT, 0.3, blur=9)
    for i in range(6):
        px = x + (-330 + 112 * i) * s
        stroke = Pose(arms=((58, 42), (48, 30)), legs=((90, 60), (90, 60)), lean=26, nod=-10, facing="right")
        who = figure(p, px, y - 22 * s, 270 * s, stroke, Look(top=shirt, legs=NIGHT, skin=(TANNED, SKIN)[i % 2], sleeve="short",
                     hair_cut="cap" if i % 3 == 1 else "short", neck=trim), "seat")
        hx, hy = who.arms[1][3]
        p.line(f"M{hx - 16 * s:.0f} {hy - 62 * s:.0f}L{hx + 22 * s:.0f} {y + 34 * s:.0f}", mix(SAND, TAN, 0.5), 7 * s)
        p.form(disc(hx + 24 * s, y + 38 * s, 11 * s, 26 * s), mix(SAND, TAN, 0.3), 0.4)
    p.form(disc(x + 398 * s, y - 52 * s, 36 * s, 40 * s), RED, 0.5)
    p.path(disc(x + 398 * s, y - 88 * s, 36 * s, 12 * s), PAPER)
    drummer = Pose(arms=((-140, -120), (-70, -110)), legs=((-88, -10), (-84, -10)), facing="left", lean=-4)
    figure(p, x + 470 * s, y - 36 * s, 270 * s, drummer, Look(top=trim, legs=NIGHT, skin=SKIN, neck=hull), "seat")
    helm = figure(p, x - 490 * s, y - 30 * s, 290 * s, Pose(arms=((30, 70), (40, 50)), legs=((-8, -4), (12, 8)), facing="right", lean=4),
                  Look(top=trim, legs=NIGHT, skin=TANNED, hair_cut="cap", neck=hull))
    hx, hy = helm.arms[1][3]
    p.line(f"M{hx:.0f} {hy:.0f}L{x - 660 * s:.0f} {y + 40 * s:.0f}", mix(SAND, TAN, 0.5), 8 * s)
    body = smooth([(x - 640 * s, y - 112 * s), (x - 560 * s, y - 52 * s), (x - 300 * s, y - 40 * s), (x + 300 * s, y - 40 * s),
                   (x + 520 * s, y - 56 * s), (x + 600 * s, y - 120 * s), (x + 628 * s, y - 104 * s), (x + 590 * s, y - 24 * s), (x + 500 * s, y + 18 * s),
                   (x - 480 * s, y + 18 * s), (x - 590 * s, y - 30 * s)], closed=True)
    p.form(body, hull, 0.6, 0)
    with p.inside(body):
        p.line(f"M{x - 620 * s} {y - 26 * s}H{x + 640 * s}", trim, 7 * s)
        for i in range(34):
            p.line(disc(x + (-560 + 34 * i) * s, y - 6 * s, 20 * s), mix(hull, trim, 0.55), 3 * s, 0.9)
    dragon_head(p, x + 640 * s, y - 150 * s, s, hull, trim)
    for dy in (0, 26):
        p.form(taper([(x - 630 * s, y - (104 + dy) * s), (x - 680 * s, y - (160 + dy) * s), (x - 650 * s, y - (220 + dy) * s)], [16 * s, 12 * s, 1]),
               trim if dy else hull, 0.4)


def dragon_head(p: Picture, x: float, y: float, s: float, hull: str, trim: str) -> None:
    """The carved head: jaw, snout, horn, mane, one eye."""
    with p.at(x, y, scale=s):
        for i in range(4):
            p.form(taper([(-40 - i * 6, 30 - i * 22), (-86 - i * 4, 10 - i * 26), (-104, -24 - i * 22)], [14, 9, 1]), JADE if i % 2 else trim, 0.4)
        p.form(taper([(-10, -44), (-44, -84), (-88, -96)], [10, 8, 1]), mix(SAND, PAPER, 0.3), 0.4)
        p.form(smooth([(-60, 60), (-58, -20), (-24, -52), (30, -44), (96, -40), (112, -18), (98, 0), (40, 2), (10, 14), (60, 28), (84, 24),
                       (86, 40), (40, 52), (-6, 60)], closed=True), hull, 0.6)
        p.path(smooth([(20, 4), (96, 2), (80, 24), (30, 24)], closed=True), mix(RED, INK, 0.2))
        for tx in (44, 64, 84):
            p.path(polygon([(tx - 6, 0), (tx + 6, 0), (tx, 13)]), WHITE)
        p.path(disc(2, -22, 15), WHITE)
        p.path(disc(6, -20, 7), INK)
        p.path(disc(98, -34, 9), trim)
        p.strokes([(96, -10), (132, 0), (150, 34)], trim, 5)


@scene("retreat", "职工疗休养", "湖畔木台上两把躺椅朝着群山，手边一只行李箱和一顶草帽，水面停着一叶小舟。", (340, 240, 920, 620), mix(SKY, PAPER, 0.4))
def retreat(p: Picture) -> None:
    """Two deck chairs on a jetty, a lake and mountains."""
    p.wash(mix(SKY, WHITE, 0.1), mix(CLAY, PAPER, 0.75), 0, 0, 560)
    p.path(disc(820, 330, 112), mix(OCHRE, WHITE, 0.5))
    cloud(p, 250, 170, 300)
    cloud(p, 1100, 130, 260)
    hills(p, 91, 530, 300, 3, mix(SKY, DUSK, 0.3), mix(CLAY, PAPER, 0.8), 0.9)
    hills(p, 95, 552, 170, 4, mix(JADE_MID, DUSK, 0.35), JADE_PALE, 0.8)
    hills(p, 99, 566, 70, 7, mix(JADE, PINE, 0.2), JADE_MID, 0.5)
    p.wash(mix(SKY, WHITE, 0.35), mix(DUSK, SKY, 0.4), 0, 562, 1000)
    p.path(disc(820, 640, 80, 46), mix(OCHRE, WHITE, 0.5), 0.6, blur=12)
    ripples(p, 12, 40, 1560, 580, 860, WHITE, 30, 0.6)
    p.path(disc(396, 690, 130, 12), NIGHT, 0.25, blur=6)
    p.form(smooth([(260, 650), (320, 674), (470, 674), (542, 642), (510, 690), (300, 694)], closed=True), WOOD, 0.5)
    p.line("M350 680L270 744", mix(SAND, TAN, 0.4), 6)
    p.form(polygon([(300, 790), (1300, 790), (1560, 1020), (40, 1020)]), mix(TAN, SAND, 0.35), 0.4)
    for k, y in enumerate((818, 852, 894, 944)):
        p.line(f"M{270 - k * 62} {y}H{1330 + k * 62}", mix(TAN, INK, 0.3), 3, 0.6)
    for x in (330, 1270):
        p.form(box(x - 18, 700, 36, 130, 8), mix(WOOD, INK, 0.1), 0.5)
        p.path(disc(x, 702, 18, 6), mix(WOOD, WHITE, 0.2))
    for x, cloth in ((560, RED), (900, mix(JADE, JADE_MID, 0.2))):
        deck_chair(p, x, 910, 300, cloth)
    p.cast(1160, 930, 130, 150, 0.1, 0.26)
    p.form(box(1092, 770, 140, 164, 16), mix(OCHRE, CLAY, 0.25), 0.6)
    p.line("M1134 770V742H1190V770", mix(WOOD, INK, 0.2), 9)
    for y in (806, 900):
        p.path(box(1092, y, 140, 9), mix(WOOD, INK, 0.1))
    p.form(disc(1168, 740, 92, 18), mix(OCHRE, SAND, 0.5), 0.5)
    p.form(f"M1118 738Q1122 676 1168 676Q1214 676 1218 738Z", mix(OCHRE, SAND, 0.5), 0.5)
    p.path("M1118 738Q1119 722 1122 714H1214Q1217 722 1218 738Q1168 748 1118 738Z", DUSK)


def deck_chair(p: Picture, x: float, y: float, size: float, cloth: str) -> None:
    """A folding deck chair in three-quarter view from behind, feet at y."""
    s = size
    p.cast(x, y, s * 0.7, s * 0.7, 0.06, 0.26)
    for dx in (-0.36, 0.36):
        p.form(taper([(x + dx * s + 0.1 * s, y - 0.36 * s), (x + dx * s - 0.06 * s, y)], [7, 6], 2), WOOD, 0.3)
    p.form(polygon([(x - 0.36 * s, y - 0.92 * s), (x + 0.36 * s, y - 0.92 * s), (x + 0.4 * s, y - 0.2 * s), (x - 0.4 * s, y - 0.2 * s)]), cloth, 0.5)
    for i in (-0.24, 0, 0.24):
        p.path(polygon([(x + (i - 0.05) * s, y - 0.92 * s), (x + (i + 0.05) * s, y - 0.92 * s), (x + (i * 1.1 + 0.055) * s, y - 0.2 * s), (x + (i * 1.1 - 0.055) * s, y - 0.2 * s)]), PAPER, 0.9)
    for dx in (-0.38, 0.38):
        p.form(taper([(x + dx * s, y - 1.0 * s), (x + dx * 1.12 * s, y)], [8, 7], 2), mix(WOOD, CLAY, 0.3), 0.3)
    p.form(taper([(x - 0.4 * s, y - 0.94 * s), (x + 0.4 * s, y - 0.94 * s)], [8, 8], 2), mix(WOOD, CLAY, 0.3), 0.3)
