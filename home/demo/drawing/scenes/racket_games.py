"""Table tennis, badminton, basketball, air volleyball."""

from __future__ import annotations

from ..album import scene
from ..figures import SKIN, TANNED, Look, Pose, figure
from ..geometry import box, disc, polygon, ridge, smooth, step, taper, under
from ..kit import (
    CLAY, DUSK, INK, JADE, JADE_MID, JADE_PALE, NIGHT, OCHRE, PAPER, PINE, RED, SAND, SKY, TAN, WHITE, WOOD, Picture, mix,
)
from ..nature import crown, hills
from ..objects import arc_path


def paddle(p: Picture, x: float, y: float, size: float, rotate: float, rubber: str) -> None:
    """A table-tennis bat lying flat; (x, y) the middle of its blade."""
    s = size
    with p.at(x, y, rotate=rotate):
        p.path(disc(14, 22, s * 0.5, s * 0.53), NIGHT, 0.3, blur=8)
        p.path(box(-s * 0.09 + 12, s * 0.4 + 18, s * 0.18, s * 0.6, 12), NIGHT, 0.3, blur=8)
        p.form(box(-s * 0.085, s * 0.3, s * 0.17, s * 0.72, s * 0.05), TAN, 0.7, 70)
        for k in (0.62, 0.7, 0.78):
            p.line(f"M{-s * 0.08} {s * k}h{s * 0.16}", mix(TAN, INK, 0.3), 3)
        blade = disc(0, 0, s * 0.48, s * 0.52)
        p.path(disc(0, 0, s * 0.5, s * 0.54), mix(TAN, WHITE, 0.3))
        p.form(blade, rubber, 0.7)
        with p.inside(disc(0, 0, s * 0.5, s * 0.54)):
            p.form(box(-s, s * 0.36, 2 * s, s), mix(TAN, WHITE, 0.2), 0.4)
        p.form(polygon([(-s * 0.2, s * 0.4), (s * 0.2, s * 0.4), (s * 0.08, s * 0.6), (-s * 0.08, s * 0.6)]), mix(TAN, WHITE, 0.1), 0.4)


@scene("table-tennis", "乒乓球俱乐部", "墨绿色球台一角，两块球拍静静搁着，一只小白球刚刚弹起，拉出长长的影子。", (380, 180, 860, 640),
       mix(SAND, PAPER, 0.5))
def table_tennis(p: Picture) -> None:
    """Two bats on the table's corner, and a ball that has just bounced."""
    p.wash(mix(SAND, PAPER, 0.6), mix(SAND, CLAY, 0.2), 0)
    p.path(polygon([(-40, 560), (420, 1040), (-40, 1040)]), NIGHT, 0.14, blur=10)
    top = polygon([(-40, 420), (980, 96), (1660, 330), (1660, 1040), (700, 1040)])
    p.form(polygon([(-40, 420), (700, 1040), (700, 1090), (-40, 470)]), mix(PINE, INK, 0.45), 0.3)
    p.form(top, mix(JADE, PINE, 0.35), 0.55, 60)
    with p.inside(top):
        p.path(polygon([(-40, 420), (980, 96), (1010, 106), (0, 432)]), WHITE, 0.92)
        p.path(polygon([(-40, 420), (0, 400), (760, 1040), (700, 1040)]), WHITE, 0.92)
        p.path(polygon([(430, 262), (446, 257), (1560, 1040), (1520, 1040)]), WHITE, 0.6)
        p.path(polygon([(1010, 60), (1660, 250), (1660, 700), (1330, 240)]), WHITE, 0.07)
        p.glow(560, 330, 560, JADE_PALE, 0.28)
    paddle(p, 690, 505, 330, -52, RED)
    paddle(p, 1010, 660, 330, 28, INK)
    way = arc_path((620, 860), (1180, 290), 60)
    for i, (x, y) in enumerate(way[2:-2]):
        p.path(disc(x + 250 - 20 * i, y - 130 + i * 6, 3 + 0.6 * i), WHITE, 0.16 + 0.05 * i)
    p.path(disc(1330, 430, 54, 22), NIGHT, 0.35, blur=6)
    p.form(disc(1210, 300, 54), WHITE, 0.6, 35, mix(SAND, DUSK, 0.5))
    p.line("M1168 316Q1208 352 1250 332", mix(SAND, INK, 0.15), 2.5, 0.8)


@scene("badminton", "羽毛球俱乐部", "一只白色羽毛球划过宁静的蓝色场地上空，下方是球网，远处一位球员正跃起挥拍。", (420, 130, 860, 640), DUSK)
def badminton(p: Picture) -> None:
    """A shuttlecock in mid-flight; behind it a player leaps beyond the net."""
    p.wash(mix(DUSK, NIGHT, 0.2), mix(DUSK, SKY, 0.3), 0)
    p.glow(380, 160, 800, SKY, 0.4)
    p.path(under([(-20, 800), (800, 770), (1620, 800)]), mix(JADE, DUSK, 0.35))
    p.shade(under([(-20, 800), (800, 770), (1620, 800)]), NIGHT, 0, 0.5)
    p.path(polygon([(60, 1010), (380, 800), (400, 800), (110, 1010)]), WHITE, 0.75)
    p.path(polygon([(1540, 1010), (1240, 800), (1220, 800), (1490, 1010)]), WHITE, 0.75)
    leap = Pose(arms=((118, 95), (-160, -176)), legs=((-34, -70), (18, -30)), lean=-8, nod=-14, facing="right")
    p.path(disc(395, 850, 110, 14), NIGHT, 0.3, blur=8)
    who = figure(p, 385, 815, 400, leap, Look(top=PAPER, legs=NIGHT, sleeve="short", trousers="short", hair_cut="tail",
                                              shoes=WHITE, skin=SKIN))
    hand = who.arms[1][3]
    head = step(hand, 168, 128)
    p.strokes([hand, step(hand, 168, 80)], INK, 6)
    p.path(disc(head[0], head[1] - 4, 36, 48), WHITE, 0.22)
    p.line(disc(head[0], head[1] - 4, 36, 48), OCHRE, 6)
    net(p, 662)
    p.strokes([(560, 330), (760, 205), (960, 205)], WHITE, 4, 0.35)
    p.strokes([(600, 380), (780, 262), (950, 250)], WHITE, 3, 0.25)
    shuttle(p, 1090, 300, 250, -74)


def net(p: Picture, top: float) -> None:
    """The net across the whole sheet with its white tape and one red-banded post."""
    for i in range(-1, 68):
        p.line(f"M{i * 24} {top}V{top + 180}", WHITE, 1.6, 0.35)
    for k in range(1, 8):
        p.line(f"M-20 {top + k * 24}H1620", WHITE, 1.6, 0.35)
    p.path(box(-20, top - 8, 1640, 20), WHITE)
    p.form(box(1452, top - 20, 20, 250, 6), mix(INK, DUSK, 0.3), 0.3)
    p.path(box(1449, top + 30, 26, 26), RED)


def shuttle(p: Picture, x: float, y: float, size: float, rotate: float) -> None:
    """A feathered shuttlecock; (x, y) its middle, cork downwards before turning."""
    s = size
    with p.at(x, y, rotate=rotate):
        for i in range(-4, 5):
            tilt = i * 7.4
            tip = step((0, s * 0.3), 180 - tilt, s * (0.92 - 0.012 * i * i))
            left, right = step(tip, 90 - tilt, s * 0.085), step(tip, -90 - tilt, s * 0.085)
            low = step((0, s * 0.3), 180 - tilt, s * 0.34)
            p.form(smooth([low, left, step(tip, 180 - tilt, s * 0.06), right], closed=True), mix(WHITE, SKY, 0.12 * (i % 2)), 0.5, 60)
            p.line(f"M0 {s * 0.3}L{tip[0]:.0f} {tip[1]:.0f}", mix(SAND, DUSK, 0.35), 2)
        for y1, half in ((0.06, 0.13), (-0.1, 0.2)):
            p.line(f"M{-half * s} {y1 * s}Q0 {(y1 + 0.06) * s} {half * s} {y1 * s}", mix(SAND, DUSK, 0.5), 3)
        p.form(f"M{-s * 0.11} {s * 0.22}H{s * 0.11}V{s * 0.34}Q{s * 0.11} {s * 0.46} 0 {s * 0.46}Q{-s * 0.11} {s * 0.46} {-s * 0.11} {s * 0.34}Z",
               WHITE, 0.7, 60, mix(SAND, DUSK, 0.5))
        p.path(box(-s * 0.115, s * 0.2, s * 0.23, s * 0.045), JADE)


@scene("basketball", "篮球俱乐部", "傍晚的球场上，一位球员跃起投篮，橙色的球正飞向篮筐，远处是青色的山。", (380, 130, 880, 700), SAND)
def basketball(p: Picture) -> None:
    """A jump shot at evening under a plain hoop."""
    p.wash(mix(OCHRE, PAPER, 0.55), mix(CLAY, PAPER, 0.72), 0)
    p.path(disc(640, 520, 250), mix(OCHRE, WHITE, 0.5))
    hills(p, 3, 700, 190, 3, mix(DUSK, CLAY, 0.35), mix(CLAY, PAPER, 0.6), 0.6)
    hills(p, 12, 740, 90, 5, mix(JADE, DUSK, 0.35), mix(CLAY, PAPER, 0.5), 0.35)
    p.wash(mix(CLAY, SAND, 0.25), mix(CLAY, INK, 0.1), 0, 745, 1000)
    p.line("M-20 800H1620", WHITE, 5, 0.7)
    p.line(disc(1180, 880, 380, 80), WHITE, 6, 0.7)
    p.cast(1390, 880, 40, 240, 0.2)
    p.form(taper([(1400, 885), (1400, 260)], [17, 14], 3), NIGHT, 0.5, 80)
    p.form(taper([(1400, 330), (1270, 270)], [12, 10], 3), NIGHT, 0.5)
    board = polygon([(1232, 90), (1282, 108), (1282, 372), (1232, 360)])
    p.form(board, WHITE, 0.5)
    p.line(polygon([(1232, 90), (1282, 108), (1282, 372), (1232, 360)]), NIGHT, 8)
    p.line("M1090 330A72 20 0 0 1 1232 330", mix(RED, INK, 0.2), 9)
    for i in range(8):
        x = 1092 + i * 20
        p.line(f"M{x} {334 + (8 if 1 < i < 6 else 2)}L{1120 + i * 12} 430", WHITE, 3.2, 0.9)
        p.line(f"M{x} {334 + (8 if 1 < i < 6 else 2)}L{1120 + (i + (2 if i < 4 else -2)) * 12} 430", WHITE, 2.6, 0.8)
    p.line("M1090 330A72 20 0 0 0 1232 330", RED, 10)
    shot = Pose(arms=((150, 168), (142, 172)), legs=((-16, -40), (8, -24)), lean=4, nod=6, facing="right", feet=(20, 26))
    p.path(disc(520, 905, 150, 18), NIGHT, 0.3, blur=9)
    figure(p, 500, 838, 520, shot, Look(top=JADE, legs=PINE, sleeve="short", trousers="short", skin=TANNED, shoes=PAPER))
    for i, (x, y) in enumerate(arc_path((640, 340), (1020, 236), 120)[1:8]):
        p.path(disc(x, y, 3 + i * 0.7), WHITE, 0.3 + 0.07 * i)
    ball(p, 900, 150, 58)


def ball(p: Picture, x: float, y: float, r: float) -> None:
    """A basketball with its seams."""
    p.form(disc(x, y, r), mix(CLAY, OCHRE, 0.25), 0.75)
    with p.inside(disc(x, y, r)):
        for data in (f"M{x - r} {y + r * 0.2}Q{x} {y - r * 0.35} {x + r} {y - r * 0.1}", f"M{x - r * 0.3} {y - r}Q{x + r * 0.25} {y} {x - r * 0.05} {y + r}",
                     f"M{x - r * 0.8} {y - r * 0.7}Q{x - r * 0.1} {y} {x - r * 0.75} {y + r * 0.7}", f"M{x + r * 0.7} {y - r * 0.75}Q{x + r * 0.2} {y} {x + r * 0.85} {y + r * 0.6}"):
            p.line(data, INK, r * 0.06)


@scene("air-volleyball", "气排球俱乐部", "树荫下的气排球场，三位职工隔网举手迎向一只轻轻飘起的黄色大球。", (330, 140, 940, 700), JADE_PALE)
def air_volleyball(p: Picture) -> None:
    """Three players reach for a light ball over the net."""
    p.wash(mix(JADE_PALE, WHITE, 0.3), JADE_PALE, 0)
    p.path(disc(820, 330, 300), mix(PAPER, OCHRE, 0.12))
    for x, s, tone in ((90, 190, JADE_MID), (330, 130, mix(JADE_MID, JADE_PALE, 0.4)), (1330, 150, mix(JADE_MID, JADE_PALE, 0.4)), (1540, 210, JADE_MID)):
        crown(p, x, 560 - s * 0.2, s, tone, int(x), 110)
    p.path(under([(-20, 745), (800, 730), (1620, 745)]), mix(JADE, JADE_MID, 0.35))
    p.shade(under([(-20, 745), (800, 730), (1620, 745)]), PINE, 0, 0.4)
    p.line("M-20 900L1620 900", WHITE, 6, 0.75)
    p.line("M560 735L380 1010", WHITE, 6, 0.75)
    for x, y, pose, look in (
        (390, 900, Pose(arms=((150, 128), (128, 142)), legs=((-22, -34), (20, 8)), lean=6, nod=-10, facing="right"),
         Look(top=DUSK, legs=NIGHT, sleeve="short", trousers="short", skin=TANNED, shoes=WHITE)),
        (650, 905, Pose(arms=((166, 158), (150, 164)), legs=((-12, -30), (14, 4)), lean=4, nod=-16, facing="right"),
         Look(top=OCHRE, legs=PINE, sleeve="short", trousers="short", hair_cut="tail", skin=SKIN, shoes=WHITE)),
    ):
        p.cast(x, y, 90, 250, 0.16, 0.26)
        figure(p, x, y, 440, pose, look)
    posts(p)
    p.cast(1190, 915, 90, 250, 0.16, 0.26)
    figure(p, 1190, 915, 450, Pose(arms=((-158, -170), (-146, -164)), legs=((-14, -2), (16, 32)), lean=-5, nod=12, facing="left"),
           Look(top=CLAY, legs=NIGHT, sleeve="short", trousers="short", hair_cut="bob", skin=SKIN, shoes=WHITE))
    p.form(disc(880, 235, 84), mix(OCHRE, WHITE, 0.1), 0.75)
    with p.inside(disc(880, 235, 84)):
        for data in ("M790 210Q880 300 970 230", "M840 150Q860 240 820 320", "M930 150Q900 250 950 320"):
            p.line(data, WHITE, 6, 0.9)
    p.strokes([(742, 330), (780, 296), (806, 284)], WHITE, 6, 0.9)
    p.strokes([(760, 362), (796, 330), (818, 322)], WHITE, 6, 0.9)


def posts(p: Picture) -> None:
    """The net seen almost end-on, from its near post to its far one."""
    mesh = polygon([(860, 430), (1000, 380), (1000, 560), (860, 640)])
    p.path(mesh, WHITE, 0.25)
    with p.inside(mesh):
        for i in range(9):
            p.line(f"M{860 + i * 18} 370V650", WHITE, 2.4, 0.9)
        for k in range(14):
            p.line(f"M860 {430 + k * 20}L1000 {380 + k * 19}", WHITE, 2.4, 0.9)
    p.path(polygon([(860, 424), (1000, 374), (1000, 390), (860, 444)]), WHITE)
    p.form(box(994, 362, 13, 420, 5), NIGHT, 0.3)
    p.form(box(848, 400, 20, 540, 7), NIGHT, 0.3)
    p.path(box(845, 470, 26, 30), RED)
