"""Talks and the evening school."""

from __future__ import annotations

from ..album import scene
from ..buildings import mullions, window
from ..figures import GREY, SKIN, Look, Pose, figure
from ..furniture import book, desk_lamp, open_book
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
from ..nature import hills, leaf, spray
from ..objects import cup, plant, steam


@scene(
    "talk",
    "专题讲座",
    "讲台旁一位讲者对着满座听众娓娓而谈，身后的圆形投影上是一枝舒展的绿叶。",
    (330, 150, 940, 760),
    mix(DUSK, SKY, 0.2),
)
def talk(p: Picture) -> None:
    """A speaker at the lectern, the audience from behind."""
    p.wash(mix(DUSK, NIGHT, 0.25), mix(DUSK, SKY, 0.15), 0)
    p.glow(900, 380, 620, SKY, 0.4)
    p.form(box(620, 90, 760, 440, 10), mix(PAPER, WHITE, 0.4), 0.25)
    p.path(disc(1000, 310, 176), JADE_PALE)
    spray(p, [(900, 440), (960, 350), (1030, 260), (1090, 200)], 104, JADE, 9, 0.26)
    p.path(disc(1270, 420, 34), mix(OCHRE, WHITE, 0.2))
    p.wash(mix(WOOD, CLAY, 0.2), mix(WOOD, INK, 0.4), 0, 640, 1000)
    p.path(box(-20, 634, 1640, 12), mix(WOOD, TAN, 0.5))
    figure(
        p,
        420,
        690,
        480,
        Pose(arms=((-16, 30), (64, 116)), legs=((-4, -1), (5, 2)), nod=3),
        Look(top=CLAY, legs=NIGHT, hair_cut="bob", skin=SKIN),
    )
    p.form(polygon([(300, 470), (480, 470), (462, 700), (320, 700)]), mix(WOOD, TAN, 0.3), 0.6)
    p.form(polygon([(284, 448), (496, 448), (484, 480), (296, 480)]), mix(WOOD, INK, 0.2), 0.4)
    p.strokes([(360, 450), (352, 404), (376, 372)], INK, 5)
    p.form(taper([(376, 372), (388, 356)], [10, 12], 2), INK, 0.2)
    p.path(disc(390, 590, 30), JADE)
    leaf(p, 390, 608, 44, 180, JADE_PALE, 0.3)
    rows = ((770, 0.8, 9, 0), (880, 1.0, 8, 60), (1010, 1.25, 7, -30))
    tones = (JADE, mix(SKY, DUSK, 0.3), OCHRE, WHITE, CLAY, mix(JADE_MID, JADE, 0.3), SAND, DUSK)
    hairs = (INK, INK, mix(WOOD, INK, 0.5), GREY, INK, INK)
    for r, (y, s, count, shift) in enumerate(rows):
        for i in range(count):
            x = 800 + shift + (i - (count - 1) / 2) * 196 * s
            listener(
                p,
                x,
                y,
                s,
                mix(tones[(i * 3 + r * 2) % 8], NIGHT, 0.28 - 0.1 * r),
                hairs[(i + r * 2) % 6],
                (i * 2 + r) % 3,
                RED if (r, i) == (1, 2) else "",
            )


def listener(p: Picture, x: float, y: float, s: float, top: str, hair: str, cut: int, scarf: str) -> None:
    """The head and shoulders of a listener from behind."""
    p.form(
        smooth(
            [
                (x - 84 * s, y + 150 * s),
                (x - 76 * s, y + 40 * s),
                (x - 30 * s, y + 8 * s),
                (x + 30 * s, y + 8 * s),
                (x + 76 * s, y + 40 * s),
                (x + 84 * s, y + 150 * s),
            ]
        )
        + "Z",
        top,
        0.5,
    )
    p.path(box(x - 19 * s, y - 26 * s, 38 * s, 44 * s, 12 * s), mix(SKIN, CLAY, 0.25))
    p.form(disc(x, y - 62 * s, 45 * s, 52 * s), hair, 0.4)
    if cut == 1:
        p.form(
            smooth(
                [
                    (x - 46 * s, y - 70 * s),
                    (x - 52 * s, y - 6 * s),
                    (x, y + 6 * s),
                    (x + 52 * s, y - 6 * s),
                    (x + 46 * s, y - 70 * s),
                ],
                closed=True,
            ),
            hair,
            0.4,
        )
    if cut == 2:
        p.form(disc(x, y - 116 * s, 22 * s), hair, 0.4)
    if scarf:
        p.form(
            smooth([(x - 46 * s, y + 6 * s), (x, y - 12 * s), (x + 46 * s, y + 6 * s), (x, y + 34 * s)], closed=True),
            scarf,
            0.5,
        )


@scene(
    "staff-school",
    "职工夜校",
    "夜色里的大窗前，台灯照着摊开的书本和一支红笔，旁边一杯热茶，窗外灯火点点。",
    (380, 190, 860, 700),
    NIGHT,
)
def staff_school(p: Picture) -> None:
    """A desk with lamp and books before the lights of the town."""
    p.wash(mix(NIGHT, DUSK, 0.25), mix(NIGHT, DUSK, 0.1), 0)
    glass = window(p, 300, 70, 1000, 540, NIGHT, mix(WOOD, INK, 0.35), sill=False)
    with p.inside(glass):
        p.path(glass, p.gradient(mix(NIGHT, INK, 0.35), mix(DUSK, CLAY, 0.25)))
        p.path(disc(480, 200, 50), mix(OCHRE, WHITE, 0.7))
        p.path(disc(504, 186, 46), mix(NIGHT, INK, 0.25))
        hills(p, 151, 520, 140, 3, mix(DUSK, NIGHT, 0.4), DUSK, 0.5)
        for i, (x, w, h) in enumerate(
            ((320, 150, 170), (500, 120, 240), (650, 190, 150), (880, 140, 290), (1050, 230, 190))
        ):
            p.path(box(x, 620 - h, w, h), mix(NIGHT, INK, 0.2 + 0.1 * (i % 2)))
            for row in range(int(h / 38)):
                for col in range(int(w / 34)):
                    if p.chance.random() < 0.55:
                        p.path(
                            box(x + 12 + col * 34, 620 - h + 16 + row * 38, 18, 18),
                            mix(OCHRE, WHITE, p.chance.uniform(0.1, 0.5)),
                            0.9,
                        )
    mullions(p, 300, 70, 1000, 540, mix(WOOD, INK, 0.35), 3, 1, 16)
    p.wash(mix(WOOD, CLAY, 0.2), mix(WOOD, INK, 0.35), 0, 716, 1000)
    p.path(box(-20, 710, 1640, 12), mix(WOOD, TAN, 0.45))
    p.path(disc(760, 880, 560, 110), mix(OCHRE, WHITE, 0.3), 0.42, blur=18)
    desk_lamp(p, 980, 800, 430, JADE)
    open_book(p, 740, 930, 480, DUSK)
    p.form(taper([(930, 880), (1090, 940)], [7, 6], 2), RED, 0.4)
    p.path(taper([(1090, 940), (1106, 946)], [5, 1], 2), INK)
    for i, (w, tone) in enumerate(((270, JADE), (240, OCHRE), (258, mix(SKY, DUSK, 0.3)), (220, CLAY))):
        book(p, 350 + 8 * (i % 2), 850 - i * 42, w, 40, tone)
    cup(p, 1270, 880, 130, WHITE, OCHRE, JADE)
    steam(p, 1270, 786, 150)
    plant(p, 150, 850, 360, mix(CLAY, WOOD, 0.3), PINE, 9)
