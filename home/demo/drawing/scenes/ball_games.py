"""Basketball and air volleyball."""

from __future__ import annotations

from ..album import scene
from ..figures import SKIN, TANNED, Look, Pose, figure
from ..geometry import box, disc, polygon, taper, under
from ..kit import CLAY, DUSK, INK, JADE, JADE_MID, JADE_PALE, NIGHT, OCHRE, PAPER, PINE, RED, SAND, WHITE, Picture, mix
from ..nature import crown, hills
from ..objects import arc_path


@scene(
    "basketball",
    "篮球俱乐部",
    "傍晚的球场上，一位球员跃起投篮，橙色的球正飞向篮筐，远处是青色的山。",
    (360, 80, 1020, 840),
    SAND,
)
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
    shot = Pose(
        arms=((150, 168), (142, 172)), legs=((-16, -40), (8, -24)), lean=4, nod=6, facing="right", feet=(20, 26)
    )
    p.path(disc(520, 905, 150, 18), NIGHT, 0.3, blur=9)
    figure(
        p, 500, 838, 520, shot, Look(top=JADE, legs=PINE, sleeve="short", trousers="short", skin=TANNED, shoes=PAPER)
    )
    for i, (x, y) in enumerate(arc_path((640, 340), (1020, 236), 120)[1:8]):
        p.path(disc(x, y, 3 + i * 0.7), WHITE, 0.3 + 0.07 * i)
    ball(p, 900, 150, 58)


def ball(p: Picture, x: float, y: float, r: float) -> None:
    """A basketball with its seams."""
    p.form(disc(x, y, r), mix(CLAY, OCHRE, 0.25), 0.75)
    with p.inside(disc(x, y, r)):
        for data in (
            f"M{x - r} {y + r * 0.2}Q{x} {y - r * 0.35} {x + r} {y - r * 0.1}",
            f"M{x - r * 0.3} {y - r}Q{x + r * 0.25} {y} {x - r * 0.05} {y + r}",
            f"M{x - r * 0.8} {y - r * 0.7}Q{x - r * 0.1} {y} {x - r * 0.75} {y + r * 0.7}",
            f"M{x + r * 0.7} {y - r * 0.75}Q{x + r * 0.2} {y} {x + r * 0.85} {y + r * 0.6}",
        ):
            p.line(data, INK, r * 0.06)


@scene(
    "air-volleyball",
    "气排球俱乐部",
    "树荫下的气排球场，三位职工隔网举手迎向一只轻轻飘起的黄色大球。",
    (260, 130, 1050, 780),
    JADE_PALE,
)
def air_volleyball(p: Picture) -> None:
    """Three players reach for a light ball over the net."""
    p.wash(mix(JADE_PALE, WHITE, 0.3), JADE_PALE, 0)
    p.path(disc(820, 330, 300), mix(PAPER, OCHRE, 0.12))
    for x, s, tone in (
        (90, 190, JADE_MID),
        (330, 130, mix(JADE_MID, JADE_PALE, 0.4)),
        (1330, 150, mix(JADE_MID, JADE_PALE, 0.4)),
        (1540, 210, JADE_MID),
    ):
        crown(p, x, 560 - s * 0.2, s, tone, int(x), 110)
    p.path(under([(-20, 745), (800, 730), (1620, 745)]), mix(JADE, JADE_MID, 0.35))
    p.shade(under([(-20, 745), (800, 730), (1620, 745)]), PINE, 0, 0.4)
    p.line("M-20 900L1620 900", WHITE, 6, 0.75)
    p.line("M560 735L380 1010", WHITE, 6, 0.75)
    for x, y, pose, look in (
        (
            390,
            900,
            Pose(arms=((150, 128), (128, 142)), legs=((-22, -34), (20, 8)), lean=6, nod=-10, facing="right"),
            Look(top=DUSK, legs=NIGHT, sleeve="short", trousers="short", skin=TANNED, shoes=WHITE),
        ),
        (
            650,
            905,
            Pose(arms=((166, 158), (150, 164)), legs=((-12, -30), (14, 4)), lean=4, nod=-16, facing="right"),
            Look(top=OCHRE, legs=PINE, sleeve="short", trousers="short", hair_cut="tail", skin=SKIN, shoes=WHITE),
        ),
    ):
        p.cast(x, y, 90, 250, 0.16, 0.26)
        figure(p, x, y, 440, pose, look)
    posts(p)
    p.cast(1190, 915, 90, 250, 0.16, 0.26)
    figure(
        p,
        1190,
        915,
        450,
        Pose(arms=((-158, -170), (-146, -164)), legs=((-14, -2), (16, 32)), lean=-5, nod=12, facing="left"),
        Look(top=CLAY, legs=NIGHT, sleeve="short", trousers="short", hair_cut="bob", skin=SKIN, shoes=WHITE),
    )
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
