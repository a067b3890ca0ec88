"""Yoga, calligraphy, photography, choir."""

from __future__ import annotations

from ..album import scene
from ..buildings import floorboards, mullions, sunbeam, window
from ..figures import GREY, SKIN, TANNED, Look, Pose, figure
from ..geometry import box, disc, polygon, ridge, smooth, step, taper, under
from ..kit import (
    CLAY, DUSK, INK, JADE, JADE_MID, JADE_PALE, NIGHT, OCHRE, PAPER, PINE, RED, SAND, SKY, TAN, WHITE, WOOD, Picture, mix,
)
from ..nature import bamboo, cloud, grass, hills, leaf, mist, ripples, spray
from ..objects import plant


@scene("yoga", "瑜伽俱乐部", "圆窗透进晨光，一位职工在青绿色瑜伽垫上做战士式，身旁是一盆舒展的绿植。", (360, 160, 880, 720),
       mix(SAND, PAPER, 0.55))
def yoga(p: Picture) -> None:
    """Warrior pose before a round window."""
    p.wash(mix(SAND, PAPER, 0.7), mix(SAND, PAPER, 0.35), 30, 0, 760)
    round_window(p, 800, 400, 300)
    floorboards(p, 752, mix(SAND, CLAY, 0.3))
    p.path(disc(960, 860, 420, 52), WHITE, 0.4, blur=10)
    p.path(polygon([(360, 842), (1250, 842), (1330, 922), (290, 922)]), NIGHT, 0.2, blur=8)
    p.form(polygon([(370, 836), (1240, 836), (1310, 908), (300, 908)]), JADE, 0.5)
    p.line("M346 862H1266", mix(JADE, JADE_PALE, 0.4), 3)
    p.path(disc(840, 876, 330, 16), NIGHT, 0.3, blur=7)
    warrior = Pose(arms=((-90, -91), (90, 89)), legs=((-57, -54), (66, 3)), facing="front", lean=1, feet=(-72, 84))
    figure(p, 780, 878, 620, warrior, Look(top=CLAY, legs=NIGHT, hair_cut="bun", skin=SKIN, shoes=SKIN, sleeve="short", neck=CLAY))
    plant(p, 1370, 860, 470, mix(CLAY, SAND, 0.3), JADE, 4)
    with p.at(205, 846):
        p.pool(20, 4, 100, 14, 0.3)
        p.form(box(-80, -72, 170, 76, 34), mix(DUSK, SKY, 0.3), 0.6)
        p.form(disc(72, -34, 30, 38), mix(DUSK, SKY, 0.55), 0.3)
        p.line("M72 -34m-16 0a16 22 0 1 1 16 22", DUSK, 4)
        p.form(box(-34, -74, 22, 80, 8), RED, 0.3)


def round_window(p: Picture, x: float, y: float, r: float) -> None:
    """A round garden window with hills and bamboo behind it."""
    p.path(disc(x + 14, y + 18, r + 20), mix(SAND, INK, 0.3), 0.35, blur=9)
    with p.inside(disc(x, y, r)):
        p.path(disc(x, y, r), p.gradient(mix(SKY, WHITE, 0.35), mix(JADE_PALE, WHITE, 0.3)))
        p.path(disc(x + 110, y - 120, 58), mix(OCHRE, WHITE, 0.6))
        hills(p, 8, y + 150, 130, 4, mix(JADE_MID, SKY, 0.4), mix(JADE_PALE, WHITE, 0.5))
        hills(p, 17, y + 210, 90, 5, JADE_MID, JADE_PALE)
        for i, dx in enumerate((-235, -195, -150)):
            bamboo(p, x + dx, y + r, y - r - 40, 17, 21 + i, mix(JADE, JADE_MID, 0.25 * i))
    p.line(disc(x, y, r), mix(WOOD, INK, 0.2), 22)
    p.line(disc(x, y, r - 6), mix(WOOD, SAND, 0.35), 5)


@scene("calligraphy", "书法俱乐部", "铺开的宣纸上是一枝墨竹，旁边搁着毛笔、砚台、镇纸和一方红印。", (330, 190, 980, 640), TAN)
def calligraphy(p: Picture) -> None:
    """A desk from above: paper with a bamboo branch in ink, brush, inkstone, seal."""
    p.wash(mix(WOOD, TAN, 0.45), mix(WOOD, TAN, 0.2), 30)
    for i in range(11):
        y = 40 + i * 92
        p.strokes([(-20, y), (500, y + 14), (1000, y - 8), (1620, y + 10)], mix(WOOD, INK, 0.25), 2.5, 0.3)
    p.path(box(330, 150, 790, 760), mix(DUSK, INK, 0.25))
    p.shade(box(330, 150, 790, 760), INK, 35, 0.35)
    sheet = polygon([(392, 92), (1070, 116), (1046, 868), (372, 850)])
    p.path(polygon([(412, 120), (1094, 142), (1070, 896), (396, 880)]), INK, 0.35, blur=10)
    p.path(sheet, mix(WHITE, PAPER, 0.5))
    p.shade(sheet, mix(SAND, OCHRE, 0.15), 30, 0.3)
    with p.inside(sheet):
        ink_bamboo(p)
    p.form(box(905, 720, 54, 54, 5), RED, 0.4)
    p.line(disc(932, 747, 14), WHITE, 4)
    p.line("M932 733v28", WHITE, 4)
    for y, flip in ((128, 0), (800, 1)):
        p.path(box(404 - flip * 8, y + 10, 650, 30, 6), INK, 0.3, blur=5)
        p.form(box(400 - flip * 8, y, 650, 28, 6), mix(WOOD, INK, 0.45), 0.5)
        p.path(disc(430, y + 14, 6), OCHRE)
        p.path(disc(1012, y + 14, 6), OCHRE)
    inkstone(p, 1300, 620)
    brush(p, 1258, 470, 660, 17)
    with p.at(190, 640):
        p.path(disc(16, 22, 108), INK, 0.35, blur=9)
        p.form(disc(0, 0, 106), mix(JADE_PALE, WHITE, 0.4), 0.7)
        p.path(disc(0, 0, 84), mix(SKY, JADE_MID, 0.4))
        p.shade(disc(0, 0, 84), DUSK, 215, 0.5)
        p.path(disc(-22, -26, 26, 14), WHITE, 0.5)
    with p.at(176, 300, rotate=-12):
        p.path(box(-44, -58, 116, 136, 6), INK, 0.35, blur=8)
        p.form(box(-54, -70, 116, 136, 6), mix(JADE, PINE, 0.3), 0.6)
        p.form(box(-40, -56, 88, 108, 4), mix(RED, INK, 0.12), 0.5)
        p.path(disc(4, 0, 30, 36), mix(RED, WHITE, 0.12))


def ink_bamboo(p: Picture) -> None:
    """A branch of bamboo in four strengths of ink."""
    grey = mix(INK, SAND, 0.35)
    for x0, top, tone, w in ((560, 210, mix(INK, SAND, 0.62), 14), (660, 150, grey, 18)):
        for i in range(5):
            y = 830 - i * 134
            bow = x0 + i * i * 5
            p.path(taper([(bow, y), (bow + 6 + i * 3, y - 64), (bow + 16 + i * 7, y - 126)], [w, w * 0.74, w], 5), tone)
    for x, y, length, way, tone in (
        (740, 330, 200, 60, INK), (740, 330, 220, 32, INK), (742, 330, 170, 88, grey), (735, 335, 180, 8, grey),
        (712, 500, 210, 48, INK), (712, 500, 170, 20, INK), (712, 500, 190, 76, grey),
        (700, 420, 170, -44, INK), (700, 420, 190, -18, INK), (698, 420, 150, -72, grey),
        (610, 560, 150, -40, grey), (610, 560, 130, -64, mix(INK, SAND, 0.6)), (720, 250, 120, 110, mix(INK, SAND, 0.6)),
    ):
        leaf(p, x, y, length, way, tone, 0.15)


def inkstone(p: Picture, x: float, y: float) -> None:
    """A round inkstone with a pool of ink."""
    p.path(disc(x + 18, y + 26, 168, 160), INK, 0.4, blur=10)
    p.form(disc(x, y, 166, 160), mix(NIGHT, INK, 0.5), 0.6)
    p.path(disc(x, y, 132, 127), mix(NIGHT, DUSK, 0.35))
    p.path(disc(x - 12, y + 14, 104, 96), INK)
    p.path(f"M{x - 70} {y - 20}Q{x - 20} {y - 70} {x + 40} {y - 62}Q{x - 20} {y - 44} {x - 50} {y - 4}Z", WHITE, 0.18)


def brush(p: Picture, x: float, y: float, length: float, rotate: float) -> None:
    """A writing brush lying with its tip down left; (x, y) its middle."""
    h = length / 2
    with p.at(x, y, rotate=rotate):
        p.path(taper([(26, -h + 14), (26, h * 0.62)], [12, 16], 3), INK, 0.35, blur=7)
        p.form(taper([(0, -h), (0, h * 0.5)], [10, 15], 3), mix(OCHRE, SAND, 0.35), 0.7, 80)
        for k in (-0.55, -0.05):
            p.line(f"M-12 {h * k}h24", mix(OCHRE, INK, 0.4), 4)
        p.form(box(-19, h * 0.46, 38, 34, 5), RED, 0.4)
        p.form(taper([(0, h * 0.58), (2, h * 0.74), (-4, h * 0.98)], [17, 19, 1]), mix(SAND, TAN, 0.3), 0.5)
        p.path(taper([(0, h * 0.74), (-4, h * 0.99)], [18, 1], 3), INK)
        p.line(f"M0 {-h}q-16 -26 0 -40q16 14 0 40", RED, 4)


@scene("photography", "摄影俱乐部", "暮色里的湖边，一台相机架在三脚架上，对着远山、归鸟和初升的月亮。", (350, 200, 900, 660), DUSK)
def photography(p: Picture) -> None:
    """A camera on its tripod above a lake at dusk."""
    p.wash(mix(DUSK, NIGHT, 0.4), mix(CLAY, PAPER, 0.35), 0, 0, 600)
    p.glow(1130, 520, 560, mix(OCHRE, CLAY, 0.4), 0.6)
    p.path(disc(1110, 268, 74), mix(OCHRE, WHITE, 0.72))
    hills(p, 2, 560, 250, 3, mix(DUSK, CLAY, 0.3), mix(CLAY, PAPER, 0.3), 0.6)
    hills(p, 10, 590, 150, 4, mix(DUSK, NIGHT, 0.3), mix(CLAY, DUSK, 0.4), 0.5)
    hills(p, 23, 612, 70, 6, NIGHT, DUSK, 0.3)
    p.wash(mix(CLAY, DUSK, 0.35), mix(NIGHT, DUSK, 0.3), 0, 608, 1000)
    p.path(disc(1110, 720, 60, 90), mix(OCHRE, WHITE, 0.5), 0.45, blur=12)
    ripples(p, 9, 150, 1560, 630, 860, mix(OCHRE, WHITE, 0.5), 26, 0.45)
    for x, y, s in ((640, 190, 26), (720, 160, 20), (760, 215, 16), (560, 240, 14)):
        p.strokes([(x - s, y - s * 0.3), (x - s * 0.4, y - s * 0.45), (x, y), (x + s * 0.4, y - s * 0.5), (x + s, y - s * 0.4)], PAPER, 3.4, 0.85)
    p.form(under([(-20, 830), (260, 800), (520, 846), (800, 905), (1100, 960), (1300, 1010)]), mix(NIGHT, INK, 0.45), 0.4, 200, DUSK)
    for x, y, s in ((60, 850, 190), (180, 830, 120), (700, 900, 110), (860, 930, 150)):
        grass(p, x, y, s, mix(NIGHT, INK, 0.5), int(x), 9)
    head = (450, 440)
    for fx, fy in ((300, 850), (462, 880), (610, 872)):
        p.form(taper([(head[0], head[1] + 30), (fx, fy)], [12, 7], 3), INK, 0.3, 60, DUSK)
    p.form(box(head[0] - 24, head[1] + 10, 48, 84, 8), INK, 0.3)
    p.line(f"M{head[0] - 60} {head[1] + 190}L{head[0] + 62} {head[1] + 200}", INK, 6)
    p.form(box(310, 262, 280, 182, 26), mix(NIGHT, INK, 0.65), 0.5, 60, mix(DUSK, SKY, 0.2))
    p.form(polygon([(392, 266), (414, 222), (492, 222), (514, 266)]), mix(NIGHT, INK, 0.65), 0.3)
    p.path(box(310, 306, 280, 16), CLAY)
    p.form(box(560, 290, 112, 128, 16), INK, 0.4, 90, DUSK)
    p.form(box(652, 280, 34, 148, 10), mix(INK, DUSK, 0.25), 0.5)
    p.path(disc(684, 354, 13, 66), mix(SKY, OCHRE, 0.4))
    p.path(disc(356, 284, 9), RED)
    p.strokes([(322, 300), (268, 420), (300, 520), (336, 440)], CLAY, 9)


@scene("choir", "合唱俱乐部", "三排歌手站成弧形，捧着歌谱齐声歌唱，前面的指挥举起双臂，背景是一轮暖色圆光。", (330, 180, 940, 700), mix(JADE, PINE, 0.3))
def choir(p: Picture) -> None:
    """Three rows of singers in an arc, and the conductor's back."""
    p.wash(mix(JADE, PINE, 0.45), mix(JADE, PINE, 0.1), 0)
    p.path(disc(800, 450, 420), mix(OCHRE, PAPER, 0.42))
    p.path(disc(800, 450, 330), mix(OCHRE, PAPER, 0.6))
    for side in (-1, 1):
        for i in range(4):
            x = 800 + side * (800 - i * 92)
            p.form(smooth([(x - 70, -40), (x - 48, 400), (x - 74, 1040), (x + 74, 1040), (x + 40, 400), (x + 66, -40)]) + "Z",
                   mix(PINE, INK, 0.2 + 0.09 * i), 0.5, 90)
    p.wash(mix(WOOD, CLAY, 0.3), mix(WOOD, INK, 0.3), 0, 850, 1000)
    looks = [Look(hair_cut=cut, hair=hair, skin=skin) for cut, hair, skin in (
        ("short", INK, TANNED), ("bob", INK, SKIN), ("bun", INK, SKIN), ("short", GREY, SKIN), ("tail", INK, TANNED),
        ("short", INK, SKIN), ("bob", WOOD, SKIN), ("bun", GREY, SKIN))]
    n = 0
    for y, count, spread, size, robe in ((760, 7, 128, 420, mix(DUSK, NIGHT, 0.3)), (812, 6, 132, 430, mix(JADE, JADE_MID, 0.35)), (872, 5, 142, 440, mix(SAND, PAPER, 0.4))):
        for i in range(count):
            x = 800 + (i - (count - 1) / 2) * spread
            arch = -26 + 12 * abs(i - (count - 1) / 2)
            singer(p, x, y + arch, size, robe, looks[n * 5 % 8])
            n += 1
    who = figure(p, 800, 1130, 560, Pose(arms=((-128, -160), (124, 150)), legs=((-4, -2), (4, 2)), facing="back"),
                 Look(top=INK, legs=INK, hair_cut="short", skin=SKIN))
    tip = who.arms[1][3]
    p.line(f"M{tip[0]:.0f} {tip[1]:.0f}L{tip[0] + 62:.0f} {tip[1] - 74:.0f}", WHITE, 6)


def singer(p: Picture, x: float, y: float, size: float, robe: str, look: Look) -> None:
    """One singer in a robe, holding an open song sheet before the chest."""
    u = size / 100
    pose = Pose(arms=((-20, 52), (20, -52)), legs=((-3, 0), (3, 0)), nod=0)
    who = figure(p, x, y, size, pose, Look(top=robe, legs=robe, coat=robe, hair=look.hair, hair_cut=look.hair_cut, skin=look.skin, neck=PAPER))
    hem = y + 2 * u
    gown = polygon([who.along(-7.4, 9), who.along(7.4, 9), (x + 13.5 * u, hem), (x - 13.5 * u, hem)])
    p.form(gown, robe, 0.6, 60)
    for dx in (-4, 4.5):
        p.line(f"M{x + dx * u:.0f} {who.along(0, 2)[1]:.0f}L{x + dx * 1.7 * u:.0f} {hem:.0f}", mix(robe, INK, 0.25), 2, 0.5)
    for side in (0, 1):
        _, elbow, wrist, hand = who.arms[side]
        p.form(taper([elbow, wrist], [3.5 * u, 2.9 * u], 3), robe, 0.4, 60)
        p.path(taper([wrist, hand], [1.9 * u, 2.1 * u], 3), look.skin)
    cx, cy = who.along(0, 15.5)
    p.form(polygon([(cx - 11 * u, cy - 5 * u), (cx, cy - 2.5 * u), (cx + 11 * u, cy - 5 * u), (cx + 10 * u, cy + 5 * u), (cx, cy + 7 * u), (cx - 10 * u, cy + 5 * u)]),
           RED if look.hair == GREY and robe != mix(SAND, PAPER, 0.4) else mix(INK, DUSK, 0.4), 0.4)
