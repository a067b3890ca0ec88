"""The spring festival and qingming."""

from __future__ import annotations

from ..album import scene
from ..buildings import lantern, lattice
from ..figures import Look, Pose, figure
from ..geometry import bend, box, disc, polygon, smooth, step, taper, under
from ..kit import CLAY, DUSK, INK, JADE, JADE_MID, NIGHT, OCHRE, PAPER, PINE, RED, SAND, SKY, WHITE, WOOD, Picture, mix
from ..nature import blossom, chrysanthemum, hills, leaf, mist, ripples, willow


@scene(
    "spring-festival",
    "新春佳节",
    "红灯笼挂在落雪的屋檐下，腊梅斜出，格子窗里透出暖暖的灯光。",
    (360, 150, 880, 700),
    mix(DUSK, SKY, 0.3),
)
def spring_festival(p: Picture) -> None:
    """Lanterns under snowy eaves, a lit window, plum blossom."""
    p.wash(mix(DUSK, NIGHT, 0.2), mix(DUSK, SKY, 0.4), 0)
    p.path(box(-20, 236, 1640, 620), mix(DUSK, SKY, 0.35))
    p.shade(box(-20, 236, 1640, 620), NIGHT, 0, 0.3)
    for x in (330, 1270):
        p.form(box(x - 30, 236, 60, 640), mix(CLAY, WOOD, 0.35), 0.6, 80)
    x, y, w, h = 470, 340, 660, 400
    p.glow(800, 540, 620, OCHRE, 0.5)
    p.path(box(x, y, w, h), p.gradient(mix(OCHRE, WHITE, 0.55), mix(OCHRE, WHITE, 0.2)))
    for fx, size in ((700, 300), (890, 320)):
        with p.inside(box(x, y, w, h)), p.faint(0.35):
            figure(
                p,
                fx,
                860,
                size * 1.5,
                Pose(arms=((-12, 40), (14, -40))),
                Look(top=WOOD, legs=WOOD, hair=WOOD, skin=WOOD, hair_cut="bun" if fx < 800 else "short", neck=WOOD),
            )
    lattice(p, x, y, w, h, mix(WOOD, INK, 0.3), "", 5, 3, 9)
    papercut(p, 800, 540, 84)
    p.form(box(-20, 190, 1640, 66), mix(WOOD, INK, 0.35), 0.5, 0)
    p.path(box(-20, 60, 1640, 140), mix(NIGHT, INK, 0.35))
    for i in range(46):
        p.form(disc(i * 36, 196, 17, 15), mix(NIGHT, INK, 0.2), 0.5)
        p.line(f"M{i * 36} 90V180", mix(NIGHT, SKY, 0.2), 4, 0.6)
    p.form(
        smooth(
            [
                (-30, 40),
                (-30, 128),
                (120, 150),
                (260, 122),
                (430, 156),
                (620, 126),
                (800, 150),
                (1010, 120),
                (1190, 154),
                (1380, 126),
                (1630, 146),
                (1630, 20),
            ]
        )
        + "Z",
        WHITE,
        0.4,
        0,
        SKY,
    )
    p.path(box(-20, -20, 1640, 76), WHITE)
    lantern(p, 400, 440, 92, RED, 120)
    lantern(p, 1200, 440, 92, RED, 120)
    p.form(under([(-20, 846), (400, 832), (800, 850), (1200, 834), (1620, 850)]), WHITE, 0.3, 0, mix(SKY, DUSK, 0.4))
    p.path(disc(800, 900, 480, 44), mix(OCHRE, WHITE, 0.5), 0.5, blur=14)
    branch = [(1640, 640), (1500, 690), (1380, 660), (1270, 720), (1150, 700)]
    p.path(taper(branch, [19, 14, 10, 7, 3]), mix(WOOD, INK, 0.45))
    for twig in (
        [(1500, 690), (1440, 800), (1340, 850)],
        [(1380, 660), (1330, 570), (1350, 500)],
        [(1270, 720), (1220, 790), (1150, 810)],
    ):
        p.path(taper(twig, [8, 5, 2]), mix(WOOD, INK, 0.45))
        for bx, by in bend(twig, 3)[1::2]:
            blossom(
                p,
                bx + p.chance.uniform(-14, 14),
                by + p.chance.uniform(-14, 14),
                p.chance.uniform(17, 25),
                mix(OCHRE, WHITE, 0.25),
                CLAY,
            )
    for bx, by in bend(branch, 3)[3::2]:
        blossom(p, bx, by - 12, p.chance.uniform(16, 25), mix(OCHRE, WHITE, 0.15), CLAY)
    for _ in range(90):
        p.path(
            disc(p.chance.uniform(0, 1600), p.chance.uniform(160, 980), p.chance.uniform(2.5, 7)),
            WHITE,
            p.chance.uniform(0.5, 0.95),
        )


def papercut(p: Picture, x: float, y: float, r: float) -> None:
    """A round red paper-cut flower."""
    p.path(disc(x, y, r), RED)
    gap = mix(OCHRE, WHITE, 0.45)
    for i in range(8):
        cx, cy = step((x, y), i * 45, r * 0.22)
        leaf(p, cx, cy, r * 0.52, i * 45, gap, 0.26)
        cx, cy = step((x, y), i * 45 + 22.5, r * 0.82)
        p.path(disc(cx, cy, r * 0.09), gap)
    p.path(disc(x, y, r * 0.13), gap)


@scene(
    "qingming",
    "清明追思",
    "细雨如丝，垂柳依依，水边一束白菊静静放着，远山隐在薄雾里。",
    (60, 170, 1080, 800),
    mix(SKY, PAPER, 0.35),
)
def qingming(p: Picture) -> None:
    """Willow, rain and a bunch of white chrysanthemums."""
    p.wash(mix(SKY, WHITE, 0.05), mix(SKY, PAPER, 0.6), 0)
    hills(p, 121, 520, 230, 3, mix(SKY, DUSK, 0.25), mix(SKY, PAPER, 0.5), 0.85)
    hills(p, 124, 560, 140, 4, mix(JADE_MID, DUSK, 0.3), mix(SKY, PAPER, 0.6), 0.8)
    mist(p, 560, 130, mix(SKY, WHITE, 0.6), 0.8)
    p.wash(mix(SKY, WHITE, 0.35), mix(DUSK, SKY, 0.55), 0, 580, 1000)
    ripples(p, 7, 300, 1580, 600, 820, WHITE, 22, 0.5)
    for x, y, r in ((620, 700, 46), (900, 660, 34), (1150, 760, 56), (780, 780, 50), (1350, 690, 40)):
        p.line(disc(x, y, r, r * 0.24), WHITE, 2.5, 0.6)
        p.line(disc(x, y, r * 0.5, r * 0.12), WHITE, 2, 0.6)
    p.form(
        under([(-20, 760), (260, 780), (520, 850), (800, 885), (1150, 900), (1620, 880)]), mix(JADE, DUSK, 0.35), 0.4, 0
    )
    p.form(under([(-20, 830), (300, 850), (600, 908), (1000, 934), (1620, 920)]), mix(JADE, PINE, 0.5), 0.4, 0)
    willow(p, 220, 850, 800, 9, mix(JADE, JADE_MID, 0.3))
    with p.faint(0.55):
        for _ in range(120):
            x, y, d = p.chance.uniform(-60, 1640), p.chance.uniform(-40, 900), p.chance.uniform(30, 80)
            p.line(f"M{x:.0f} {y:.0f}l{-d * 0.16:.0f} {d:.0f}", WHITE, p.chance.uniform(1, 2.2))
    p.form(
        smooth([(760, 920), (790, 886), (1010, 880), (1060, 916), (1000, 944), (820, 946)], closed=True),
        mix(DUSK, SAND, 0.5),
        0.7,
    )
    p.path(disc(930, 905, 130, 15), NIGHT, 0.25, blur=6)
    with p.at(905, 878, rotate=-14):
        for i in range(7):
            p.line(f"M{-30 + i * 8} 0Q{40} {-6} {180 + (i % 3) * 12} {10 + (i - 3) * 9}", PINE, 5)
        p.form(polygon([(30, -40), (110, -14), (112, 22), (20, 40)]), mix(SKY, WHITE, 0.4), 0.5)
        p.path(box(96, -16, 16, 42, 6), DUSK)
        for x, y, s in ((-70, 30, 46), (-84, -34, 50), (-20, -52, 44), (-14, 20, 48), (-48, -4, 52)):
            leaf(p, x, y, s * 1.3, -120, PINE, 0.26)
            chrysanthemum(p, x, y, s, mix(WHITE, SAND, 0.25), x)
