"""Books: the reading room, new arrivals, policy explained."""

from __future__ import annotations

from ..album import scene
from ..buildings import floorboards
from ..figures import SKIN, Look, Pose, figure
from ..furniture import armchair, book, open_book, row_of_books
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
from ..objects import plant, vase


@scene(
    "reading-room",
    "职工书屋",
    "靠墙的书架前，一位职工坐在单人沙发里捧书细读，落地灯洒下一圈暖光。",
    (360, 160, 880, 740),
    mix(SAND, PAPER, 0.3),
)
def reading_room(p: Picture) -> None:
    """Someone reads in an armchair by the shelves."""
    p.wash(mix(JADE, PINE, 0.3), mix(JADE, PINE, 0.1), 0, 0, 800)
    p.form(box(90, 70, 900, 740, 6), mix(WOOD, INK, 0.25), 0.4)
    for row in range(4):
        y = 240 + row * 178
        p.path(box(112, y - 152, 856, 154), mix(WOOD, INK, 0.6))
        row_of_books(p, 124, y - 4, 836, 138, 160 + row)
        p.path(box(104, y - 4, 872, 18), mix(WOOD, CLAY, 0.2))
    floorboards(p, 800, mix(TAN, CLAY, 0.15))
    p.path(disc(1010, 902, 480, 62), mix(SAND, PAPER, 0.3))
    p.line(disc(1010, 902, 440, 54), CLAY, 5, 0.6)
    p.glow(1180, 360, 520, mix(OCHRE, WHITE, 0.3), 0.75)
    p.form(taper([(1340, 890), (1340, 300)], [8, 7], 2), INK, 0.2)
    p.form(disc(1340, 892, 76, 14), INK, 0.2)
    p.strokes([(1340, 310), (1330, 240), (1270, 220), (1236, 250)], INK, 11)
    p.form(polygon([(1150, 340), (1322, 340), (1276, 236), (1196, 236)]), mix(OCHRE, WHITE, 0.3), 0.4)
    armchair(p, 1010, 900, 560, CLAY, flip=True)
    who = figure(
        p,
        1000,
        690,
        600,
        Pose(arms=((-34, -112), (-26, -104)), legs=((-84, -14), (-80, -2)), facing="left", lean=6, nod=-14),
        Look(top=mix(SKY, WHITE, 0.35), legs=NIGHT, hair_cut="bun", skin=SKIN),
        "seat",
    )
    hx, hy = who.arms[1][3]
    p.form(polygon([(hx - 74, hy - 66), (hx - 14, hy - 30), (hx - 8, hy + 38), (hx - 70, hy + 4)]), RED, 0.4)
    p.form(
        polygon([(hx - 14, hy - 30), (hx + 44, hy - 62), (hx + 48, hy + 6), (hx - 8, hy + 38)]),
        mix(RED, INK, 0.15),
        0.4,
    )
    p.path(disc(hx + 4, hy + 22, 12), SKIN)
    plant(p, 1500, 880, 440, mix(SAND, PAPER, 0.2), JADE_MID, 12)


@scene(
    "library-books",
    "新书上架",
    "一摞新书静静叠放，最上面一本摊开着，书页间夹着红色书签和一片绿叶，一只猫蜷在旁边。",
    (340, 220, 920, 680),
    mix(OCHRE, PAPER, 0.65),
)
def library_books(p: Picture) -> None:
    """A stack of books, an open one on top, and a sleeping cat."""
    p.wash(mix(OCHRE, PAPER, 0.72), mix(OCHRE, PAPER, 0.5), 20)
    p.path(disc(720, 440, 340), mix(OCHRE, PAPER, 0.86))
    p.wash(mix(JADE, JADE_MID, 0.3), mix(JADE, PINE, 0.2), 0, 800, 1000)
    p.path(box(-20, 794, 1640, 12), JADE_MID)
    p.cast(700, 880, 560, 420, 0.12, 0.3)
    for i, (w, t, tone, dx, tilt) in enumerate(
        (
            (600, 84, DUSK, 0, 0),
            (540, 66, CLAY, 22, 0.6),
            (570, 92, JADE, -14, -0.5),
            (480, 58, mix(SAND, PAPER, 0.2), 14, 0.4),
            (520, 76, NIGHT, -6, -0.6),
        )
    ):
        y = 884 - (0, 84, 150, 242, 300)[i]
        book(p, 690 + dx, y, w, t, tone, tilt)
    open_book(p, 690, 520, 520, OCHRE)
    p.form(polygon([(684, 424), (702, 424), (716, 596), (704, 582), (694, 598)]), RED, 0.4)
    spray(p, [(800, 470), (850, 420), (880, 350)], 62, JADE, 7, 0.26)
    cat(p, 1180, 884)
    vase(p, 270, 884, 300, mix(SKY, DUSK, 0.15))
    spray(p, [(270, 590), (250, 470), (200, 360), (210, 270)], 86, PINE, 10, 0.28)
    spray(p, [(276, 590), (320, 480), (380, 420)], 76, JADE, 8, 0.28)


def cat(p: Picture, x: float, y: float) -> None:
    """A cat asleep in a ring, lying on y."""
    fur = mix(CLAY, OCHRE, 0.35)
    p.pool(x + 20, y, 210, 20, 0.3)
    p.form(
        smooth(
            [
                (x - 190, y - 30),
                (x - 170, y - 110),
                (x - 60, y - 168),
                (x + 80, y - 160),
                (x + 180, y - 96),
                (x + 192, y - 24),
                (x + 120, y),
                (x - 120, y),
            ],
            closed=True,
        ),
        fur,
        0.7,
    )
    for dx in (-10, 44, 98):
        p.path(taper([(x + dx, y - 168 + abs(dx - 20) * 0.16), (x + dx + 16, y - 104)], [11, 1]), mix(fur, INK, 0.28))
    p.form(polygon([(x - 186, y - 70), (x - 196, y - 136), (x - 140, y - 104)]), fur, 0.3)
    p.form(polygon([(x - 106, y - 106), (x - 72, y - 142), (x - 62, y - 80)]), fur, 0.3)
    p.form(disc(x - 126, y - 60, 74, 56), mix(fur, WHITE, 0.08), 0.5)
    for dx in (-152, -104):
        p.line(f"M{x + dx - 14} {y - 62}q14 11 28 0", INK, 4)
    p.path(polygon([(x - 134, y - 46), (x - 122, y - 46), (x - 128, y - 38)]), mix(RED, CLAY, 0.4))
    p.form(
        taper([(x + 176, y - 40), (x + 120, y - 6), (x - 10, y - 10), (x - 60, y - 22)], [22, 22, 19, 14]),
        mix(fur, INK, 0.14),
        0.5,
    )


@scene(
    "policy",
    "政策解读",
    "一份摊开的文件旁放着放大镜和笔，几张彩色便签夹在页边，一盆小绿植陪在一旁。",
    (340, 180, 920, 660),
    mix(SKY, PAPER, 0.35),
)
def policy(p: Picture) -> None:
    """A document under a magnifying glass, seen from above."""
    p.wash(mix(SKY, WHITE, 0.25), mix(SKY, DUSK, 0.14), 35)
    p.path(polygon([(1100, -20), (1640, -20), (1640, 600), (700, 1040), (340, 1040)]), WHITE, 0.25)
    with p.at(760, 520, rotate=-6):
        p.path(box(-380, -350, 800, 760, 8), NIGHT, 0.3, blur=14)
        p.form(box(-400, -380, 800, 760, 10), mix(DUSK, NIGHT, 0.1), 0.5)
        p.form(box(-372, -350, 372, 700, 3), mix(WHITE, PAPER, 0.4), 0.35, 90)
        p.form(box(0, -350, 372, 700, 3), mix(WHITE, PAPER, 0.2), 0.3, 90)
        p.path(box(-6, -350, 12, 700), mix(SAND, DUSK, 0.3), 0.7)
        for side, width in (
            (-330, (290, 250, 280, 200, 290, 270, 150, 0, 280, 240, 180)),
            (44, (280, 290, 180, 0, 270, 290, 250, 200, 0, 260, 160)),
        ):
            for k, w in enumerate(width):
                if w:
                    p.line(f"M{side} {-190 + k * 44}h{w}", mix(SAND, DUSK, 0.35), 9, 0.7)
        p.path(box(-330, -300, 200, 26, 6), JADE)
        p.path(box(-330, -258, 130, 14, 6), JADE_MID)
        p.path(box(44, -300, 120, 80, 8), JADE_PALE)
        p.path(disc(104, -260, 26), JADE)
        p.line("M92 -260l9 10l18 -20", WHITE, 6)
        p.path(box(36, 10, 300, 30), OCHRE, 0.4)
        for k, tone in enumerate((CLAY, OCHRE, JADE_MID, mix(SKY, DUSK, 0.3))):
            p.form(box(366, -280 + k * 120, 62, 46, 4), tone, 0.4)
        p.form(polygon([(-60, -352), (-22, -352), (-22, -190), (-41, -216), (-60, -190)]), RED, 0.4)
    with p.at(1000, 640, rotate=38):
        p.path(disc(20, 26, 150), NIGHT, 0.25, blur=10)
        p.path(disc(0, 0, 132), mix(SKY, WHITE, 0.5), 0.55)
        for k, w in enumerate((150, 190, 120)):
            with p.at(0, 0, rotate=-44):
                p.line(f"M{-w / 2} {-46 + k * 46}h{w}", INK, 13, 0.8)
        p.path("M-92 -40A100 100 0 0 1 -30 -96L-18 -80A84 84 0 0 0 -74 -34Z", WHITE, 0.9)
        p.line(disc(0, 0, 138), mix(OCHRE, WOOD, 0.2), 20)
        p.form(box(130, -14, 50, 28, 4), mix(OCHRE, WOOD, 0.4), 0.4)
        p.form(taper([(184, 0), (400, 0)], [18, 26], 2), mix(WOOD, INK, 0.2), 0.6, 0)
    with p.at(260, 690, rotate=24):
        p.path(taper([(14, -190), (14, 200)], [15, 15], 2), NIGHT, 0.3, blur=6)
        p.form(taper([(0, -200), (0, 130)], [15, 15], 2), JADE, 0.6, 80)
        p.form(polygon([(-14, 130), (14, 130), (3, 196), (-3, 196)]), OCHRE, 0.4)
        p.path(box(-16, -110, 32, 14), OCHRE)
    with p.at(1380, 230):
        p.path(disc(20, 26, 112), NIGHT, 0.25, blur=12)
        p.form(disc(0, 0, 104), mix(CLAY, SAND, 0.25), 0.6)
        p.path(disc(0, 0, 84), mix(WOOD, INK, 0.4))
        for ring, (count, reach) in enumerate(((9, 150), (7, 108), (5, 66))):
            for i in range(count):
                leaf(
                    p, 0, 0, reach, 360 / count * i + ring * 20, mix(JADE, JADE_MID, 0.28 * ring + 0.08 * (i % 2)), 0.26
                )
