"""Yoga and calligraphy."""

from __future__ import annotations

from ..album import scene
from ..buildings import floorboards
from ..figures import SKIN, Look, Pose, figure
from ..geometry import box, disc, polygon, taper
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
from ..nature import bamboo, hills, leaf
from ..objects import plant


@scene(
    "yoga",
    "瑜伽俱乐部",
    "圆窗透进晨光，一位职工在青绿色瑜伽垫上做战士式，身旁是一盆舒展的绿植。",
    (360, 160, 880, 720),
    mix(SAND, PAPER, 0.55),
)
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
    figure(
        p,
        780,
        878,
        620,
        warrior,
        Look(top=CLAY, legs=NIGHT, hair_cut="bun", skin=SKIN, shoes=SKIN, sleeve="short", neck=CLAY),
    )
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


@scene(
    "calligraphy",
    "书法俱乐部",
    "铺开的宣纸上是一枝墨竹，旁边搁着毛笔、砚台、镇纸和一方红印。",
    (330, 190, 980, 640),
    TAN,
)
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
    for x0, tone, w in ((560, mix(INK, SAND, 0.62), 14), (660, grey, 18)):
        for i in range(5):
            y = 830 - i * 134
            bow = x0 + i * i * 5
            p.path(taper([(bow, y), (bow + 6 + i * 3, y - 64), (bow + 16 + i * 7, y - 126)], [w, w * 0.74, w], 5), tone)
    for x, y, length, way, tone in (
        (740, 330, 200, 60, INK),
        (740, 330, 220, 32, INK),
        (742, 330, 170, 88, grey),
        (735, 335, 180, 8, grey),
        (712, 500, 210, 48, INK),
        (712, 500, 170, 20, INK),
        (712, 500, 190, 76, grey),
        (700, 420, 170, -44, INK),
        (700, 420, 190, -18, INK),
        (698, 420, 150, -72, grey),
        (610, 560, 150, -40, grey),
        (610, 560, 130, -64, mix(INK, SAND, 0.6)),
        (720, 250, 120, 110, mix(INK, SAND, 0.6)),
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
