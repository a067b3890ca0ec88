"""Teams against each other: the sports meeting, the dragon boats."""

from __future__ import annotations

from ..album import scene
from ..figures import SKIN, TANNED, Look, Pose, figure
from ..geometry import disc, polygon, smooth, taper
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
from ..nature import cloud, crown, hills, leaf, ripples
from ..objects import bunting


@scene(
    "sports-meeting",
    "趣味运动会",
    "彩旗下的操场上，两队职工身体后仰奋力拔河，绳子中央系着一条红绸。",
    (90, 300, 1420, 620),
    mix(SKY, PAPER, 0.3),
)
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
    hands = team(p, (285, 475, 665), 900, -1, (JADE, mix(JADE, JADE_MID, 0.5), JADE))
    hands += team(p, (935, 1125, 1315), 900, 1, (OCHRE, mix(OCHRE, WHITE, 0.35), OCHRE))
    level = sum(y for _, y in hands) / len(hands)
    p.strokes(
        [
            (60, level + 90),
            (160, level + 40),
            (300, level + 4),
            (800, level - 2),
            (1300, level + 4),
            (1440, level + 40),
            (1540, level + 90),
        ],
        mix(SAND, WOOD, 0.45),
        13,
    )
    for i, (x, _) in enumerate(hands):
        p.path(disc(x, level, 13, 12), (SKIN, TANNED)[i // 2 % 2])
    p.add(f'<g transform="translate(0 {level - 700:.1f})">')
    p.form(polygon([(786, 690), (814, 690), (822, 712), (778, 712)]), RED, 0.3)
    p.form(smooth([(792, 706), (772, 760), (790, 812), (804, 770), (800, 708)], closed=True), RED, 0.6)
    p.form(smooth([(802, 706), (826, 748), (822, 798), (838, 760), (816, 706)], closed=True), mix(RED, INK, 0.12), 0.5)
    p.add("</g>")


def team(
    p: Picture, places: tuple[int, ...], floor: float, lean: int, shirts: tuple[str, ...]
) -> list[tuple[float, float]]:
    """Three people leaning back on the rope, `lean` -1 for the team on the left; returns where their hands are."""
    cuts = ("short", "tail", "bob", "short", "bun", "short")
    order = range(len(places)) if lean < 0 else range(len(places) - 1, -1, -1)
    hands = []
    for i in order:
        way = -lean
        pose = Pose(
            arms=((way * 66, way * 78), (way * 58, way * 82)),
            legs=((way * 44, way * 18), (way * 8, way * 52)),
            lean=lean * 27,
            nod=lean * -6,
            facing="right" if way > 0 else "left",
            feet=(way * 70, way * 76),
        )
        p.cast(places[i] + way * 40, floor, 160, 150, 0.16, 0.28)
        who = figure(
            p,
            places[i] - way * 40,
            floor,
            520,
            pose,
            Look(
                top=shirts[i],
                legs=(NIGHT, PINE, DUSK)[i],
                hair_cut=cuts[i + (3 if lean > 0 else 0)],
                skin=(SKIN, TANNED)[i % 2],
                sleeve="short",
                shoes=WHITE,
            ),
        )
        hands += [arm[3] for arm in who.arms]
    return hands


@scene(
    "dragon-boat",
    "端午龙舟",
    "碧波上两条龙舟并进，桨手齐力划桨，鼓手在船头击鼓，岸边是青山和菖蒲。",
    (100, 290, 1390, 620),
    mix(JADE_PALE, PAPER, 0.3),
)
def dragon_boat(p: Picture) -> None:
    """Two dragon boats side by side on green water."""
    p.wash(mix(JADE_PALE, WHITE, 0.3), mix(OCHRE, PAPER, 0.72), 0, 0, 520)
    p.path(disc(1180, 200, 90), mix(OCHRE, WHITE, 0.4))
    hills(p, 81, 480, 260, 3, mix(JADE_MID, SKY, 0.5), PAPER, 0.9)
    hills(p, 87, 500, 160, 4, mix(JADE_MID, JADE, 0.2), JADE_PALE, 0.7)
    p.wash(mix(JADE_MID, JADE_PALE, 0.2), mix(JADE, PINE, 0.3), 0, 496, 1000)
    ripples(p, 3, 0, 1600, 520, 980, WHITE, 34, 0.4)
    boat(p, 840, 590, 0.74, mix(DUSK, NIGHT, 0.2), SKY, mix(OCHRE, WHITE, 0.2))
    boat(p, 745, 840, 0.94, CLAY, OCHRE, WHITE)
    for x in (1420, 1500, 1560, 60, 20):
        for i in range(5):
            leaf(
                p,
                x + i * 14,
                1010,
                330 - 30 * abs(i - 2) - (x % 7) * 14,
                180 + (i - 2) * 9,
                mix(JADE, PINE, 0.25 * (i % 3)),
                0.05,
            )


def boat(p: Picture, x: float, y: float, size: float, hull: str, trim: str, shirt: str) -> None:
    """A dragon boat heading right, waterline at y, with six paddlers, a drummer and a helmsman."""
    s = size
    p.path(disc(x, y + 14 * s, 600 * s, 26 * s), NIGHT, 0.3, blur=9)
    for i in range(6):
        px = x + (-330 + 112 * i) * s
        stroke = Pose(arms=((58, 42), (48, 30)), legs=((90, 60), (90, 60)), lean=26, nod=-10, facing="right")
        who = figure(
            p,
            px,
            y - 22 * s,
            270 * s,
            stroke,
            Look(
                top=shirt,
                legs=NIGHT,
                skin=(TANNED, SKIN)[i % 2],
                sleeve="short",
                hair_cut="cap" if i % 3 == 1 else "short",
                neck=trim,
            ),
            "seat",
        )
        hx, hy = who.arms[1][3]
        p.line(f"M{hx - 16 * s:.0f} {hy - 62 * s:.0f}L{hx + 22 * s:.0f} {y + 34 * s:.0f}", mix(SAND, TAN, 0.5), 7 * s)
        p.form(disc(hx + 24 * s, y + 38 * s, 11 * s, 26 * s), mix(SAND, TAN, 0.3), 0.4)
    p.form(disc(x + 398 * s, y - 52 * s, 36 * s, 40 * s), RED, 0.5)
    p.path(disc(x + 398 * s, y - 88 * s, 36 * s, 12 * s), PAPER)
    drummer = Pose(arms=((-140, -120), (-70, -110)), legs=((-88, -10), (-84, -10)), facing="left", lean=-4)
    figure(p, x + 470 * s, y - 36 * s, 270 * s, drummer, Look(top=trim, legs=NIGHT, skin=SKIN, neck=hull), "seat")
    helm = figure(
        p,
        x - 490 * s,
        y - 30 * s,
        290 * s,
        Pose(arms=((30, 70), (40, 50)), legs=((-8, -4), (12, 8)), facing="right", lean=4),
        Look(top=trim, legs=NIGHT, skin=TANNED, hair_cut="cap", neck=hull),
    )
    hx, hy = helm.arms[1][3]
    p.line(f"M{hx:.0f} {hy:.0f}L{x - 660 * s:.0f} {y + 40 * s:.0f}", mix(SAND, TAN, 0.5), 8 * s)
    body = smooth(
        [
            (x - 640 * s, y - 112 * s),
            (x - 560 * s, y - 52 * s),
            (x - 300 * s, y - 40 * s),
            (x + 300 * s, y - 40 * s),
            (x + 520 * s, y - 56 * s),
            (x + 600 * s, y - 120 * s),
            (x + 628 * s, y - 104 * s),
            (x + 590 * s, y - 24 * s),
            (x + 500 * s, y + 18 * s),
            (x - 480 * s, y + 18 * s),
            (x - 590 * s, y - 30 * s),
        ],
        closed=True,
    )
    p.form(body, hull, 0.6, 0)
    with p.inside(body):
        p.line(f"M{x - 620 * s} {y - 26 * s}H{x + 640 * s}", trim, 7 * s)
        for i in range(34):
            p.line(disc(x + (-560 + 34 * i) * s, y - 6 * s, 20 * s), mix(hull, trim, 0.55), 3 * s, 0.9)
    dragon_head(p, x + 640 * s, y - 150 * s, s, hull, trim)
    for dy in (0, 26):
        p.form(
            taper(
                [
                    (x - 630 * s, y - (104 + dy) * s),
                    (x - 680 * s, y - (160 + dy) * s),
                    (x - 650 * s, y - (220 + dy) * s),
                ],
                [16 * s, 12 * s, 1],
            ),
            trim if dy else hull,
            0.4,
        )


def dragon_head(p: Picture, x: float, y: float, s: float, hull: str, trim: str) -> None:
    """The carved head: jaw, snout, horn, mane, one eye."""
    with p.at(x, y, scale=s):
        for i in range(4):
            p.form(
                taper([(-40 - i * 6, 30 - i * 22), (-86 - i * 4, 10 - i * 26), (-104, -24 - i * 22)], [14, 9, 1]),
                JADE if i % 2 else trim,
                0.4,
            )
        p.form(taper([(-10, -44), (-44, -84), (-88, -96)], [10, 8, 1]), mix(SAND, PAPER, 0.3), 0.4)
        p.form(
            smooth(
                [
                    (-60, 60),
                    (-58, -20),
                    (-24, -52),
                    (30, -44),
                    (96, -40),
                    (112, -18),
                    (98, 0),
                    (40, 2),
                    (10, 14),
                    (60, 28),
                    (84, 24),
                    (86, 40),
                    (40, 52),
                    (-6, 60),
                ],
                closed=True,
            ),
            hull,
            0.6,
        )
        p.path(smooth([(20, 4), (96, 2), (80, 24), (30, 24)], closed=True), mix(RED, INK, 0.2))
        for tx in (44, 64, 84):
            p.path(polygon([(tx - 6, 0), (tx + 6, 0), (tx, 13)]), WHITE)
        p.path(disc(2, -22, 15), WHITE)
        p.path(disc(6, -20, 7), INK)
        p.path(disc(98, -34, 9), trim)
        p.strokes([(96, -10), (132, 0), (150, 34)], trim, 5)
