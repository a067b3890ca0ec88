"""Table tennis and badminton."""

from __future__ import annotations

from ..album import scene
from ..figures import SKIN, Look, Pose, figure
from ..geometry import box, disc, polygon, smooth, step, under
from ..kit import CLAY, DUSK, INK, JADE, JADE_PALE, NIGHT, OCHRE, PAPER, PINE, RED, SAND, SKY, TAN, WHITE, Picture, mix
from ..objects import arc_path


@scene(
    "table-tennis",
    "乒乓球俱乐部",
    "墨绿色球台一角，两块球拍静静搁着，一只小白球刚刚弹起，拉出长长的影子。",
    (380, 180, 860, 640),
    mix(SAND, PAPER, 0.5),
)
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
        p.form(
            polygon([(-s * 0.2, s * 0.4), (s * 0.2, s * 0.4), (s * 0.08, s * 0.6), (-s * 0.08, s * 0.6)]),
            mix(TAN, WHITE, 0.1),
            0.4,
        )


@scene(
    "badminton",
    "羽毛球俱乐部",
    "一只白色羽毛球划过宁静的蓝色场地上空，下方是球网，远处一位球员正跃起挥拍。",
    (270, 110, 1040, 680),
    DUSK,
)
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
    who = figure(
        p,
        385,
        815,
        400,
        leap,
        Look(top=PAPER, legs=NIGHT, sleeve="short", trousers="short", hair_cut="tail", shoes=WHITE, skin=SKIN),
    )
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
            p.form(
                smooth([low, left, step(tip, 180 - tilt, s * 0.06), right], closed=True),
                mix(WHITE, SKY, 0.12 * (i % 2)),
                0.5,
                60,
            )
            p.line(f"M0 {s * 0.3}L{tip[0]:.0f} {tip[1]:.0f}", mix(SAND, DUSK, 0.35), 2)
        for y1, half in ((0.06, 0.13), (-0.1, 0.2)):
            p.line(f"M{-half * s} {y1 * s}Q0 {(y1 + 0.06) * s} {half * s} {y1 * s}", mix(SAND, DUSK, 0.5), 3)
        p.form(
            f"M{-s * 0.11} {s * 0.22}H{s * 0.11}V{s * 0.34}Q{s * 0.11} {s * 0.46} 0 {s * 0.46}"
            f"Q{-s * 0.11} {s * 0.46} {-s * 0.11} {s * 0.34}Z",
            WHITE,
            0.7,
            60,
            mix(SAND, DUSK, 0.5),
        )
        p.path(box(-s * 0.115, s * 0.2, s * 0.23, s * 0.045), JADE)
