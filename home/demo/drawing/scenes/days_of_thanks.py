"""Women's day and nurses' day."""

from __future__ import annotations

from ..album import scene
from ..buildings import mullions, window
from ..figures import SKIN, TANNED, Look, Pose, figure
from ..geometry import box, disc, polygon, smooth, step, taper
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
    WHITE,
    WOOD,
    Picture,
    mix,
)
from ..nature import hills, leaf


@scene(
    "womens-day",
    "三八国际妇女节",
    "三位女职工的侧影并肩而立，发间和身旁玉兰盛开，背景是柔和的春色。",
    (330, 120, 960, 760),
    mix(CLAY, PAPER, 0.78),
)
def womens_day(p: Picture) -> None:
    """Three profiles among magnolias."""
    p.wash(mix(JADE_PALE, WHITE, 0.3), mix(JADE_MID, JADE_PALE, 0.3), 30)
    p.path(disc(800, 450, 400), mix(CLAY, PAPER, 0.78))
    for x, y, s, skin, hair, top, cut in (
        (1165, 375, 0.82, TANNED, INK, mix(DUSK, SKY, 0.15), "bob"),
        (835, 335, 0.88, SKIN, mix(WOOD, INK, 0.5), WHITE, "bun"),
        (500, 380, 0.92, mix(SKIN, CLAY, 0.12), INK, JADE, "tail"),
    ):
        profile(p, x, y, s, skin, hair, top, cut)
    p.path(taper([(-20, 930), (180, 800), (270, 620), (290, 430), (340, 250)], [20, 15, 11, 7, 3]), mix(WOOD, INK, 0.3))
    p.path(taper([(240, 720), (120, 560), (110, 430)], [10, 7, 3]), mix(WOOD, INK, 0.3))
    p.path(taper([(1620, 260), (1480, 330), (1400, 450), (1430, 600)], [16, 11, 7, 3]), mix(WOOD, INK, 0.3))
    p.path(taper([(1500, 320), (1390, 250), (1330, 160)], [9, 6, 3]), mix(WOOD, INK, 0.3))
    for x, y, s, way in (
        (340, 250, 120, 150),
        (292, 480, 90, 210),
        (110, 430, 128, 185),
        (240, 640, 92, 140),
        (1430, 600, 110, 20),
        (1390, 450, 96, -60),
        (1330, 160, 116, 200),
        (1500, 300, 84, 230),
        (180, 790, 86, 230),
    ):
        magnolia(p, x, y, s, way)
    for x, y in ((700, 120), (1220, 820), (470, 840), (980, 900)):
        leaf(p, x, y, 54, x % 180, mix(CLAY, WHITE, 0.6), 0.3)


def magnolia(p: Picture, x: float, y: float, size: float, way: float) -> None:
    """A magnolia opening along `heading(way)`, white with a rosy foot."""
    for turn, tone in ((46, 0.3), (-46, 0.3), (24, 0.12), (-24, 0.12), (0, 0)):
        leaf(p, x, y, size * (1 - abs(turn) / 260), way + turn, mix(WHITE, mix(CLAY, RED, 0.2), tone), 0.36)
    foot = step((x, y), way, size * 0.06)
    p.path(disc(foot[0], foot[1], size * 0.13), mix(CLAY, RED, 0.25), 0.75)
    p.path(disc(x, y, size * 0.08), PINE)


def profile(p: Picture, x: float, y: float, s: float, skin: str, hair: str, top: str, cut: str) -> None:
    """A large head and shoulders in profile, looking left, without features but brow, nose and chin."""
    with p.at(x, y):
        k = 1.25 * s

        def pts(*pairs: tuple[float, float]) -> list[tuple[float, float]]:
            return [(a * k, b * k) for a, b in pairs]

        if cut == "tail":
            p.form(
                smooth(pts((96, -50), (190, 0), (200, 140), (150, 260), (140, 150), (90, 40)), closed=True), hair, 0.5
            )
        if cut == "bun":
            p.form(disc(128 * k, -92 * k, 58 * k), hair, 0.5)
        if cut == "bob":
            p.form(
                smooth(
                    pts((-60, -110), (40, -160), (140, -90), (158, 60), (130, 150), (40, 150), (10, 40)), closed=True
                ),
                hair,
                0.5,
            )
        p.form(
            smooth(pts((-34, 90), (-22, 190), (-50, 250), (140, 260), (112, 170), (112, 40)), closed=True),
            mix(skin, CLAY, 0.22),
            0.4,
        )
        p.form(
            smooth(
                pts(
                    (-30, 250),
                    (30, 222),
                    (100, 214),
                    (190, 262),
                    (270, 350),
                    (310, 700),
                    (-230, 700),
                    (-190, 380),
                    (-120, 290),
                )
            )
            + "Z",
            top,
            0.5,
        )
        p.form(
            smooth(pts((-30, 246), (20, 270), (100, 214), (60, 204), (-10, 226)), closed=True),
            mix(top, WHITE if top != WHITE else SAND, 0.35),
            0.3,
        )
        face = pts(
            (-84, -70),
            (-92, -30),
            (-96, -6),
            (-122, 36),
            (-98, 50),
            (-102, 68),
            (-96, 84),
            (-98, 104),
            (-80, 128),
            (-30, 122),
            (40, 84),
            (110, 30),
            (110, -80),
            (20, -140),
            (-60, -120),
        )
        p.form(smooth(face, closed=True, tension=0.42), skin, 0.45, 60)
        cap = pts((-86, -74), (-70, -140), (30, -176), (126, -130), (146, -20), (112, 80), (66, 70), (44, 4), (-8, -50))
        p.form(smooth(cap, closed=True, tension=0.45), hair, 0.45, 60)
        p.form(disc(52 * k, 22 * k, 15 * k, 23 * k), mix(skin, CLAY, 0.15), 0.3)
        if cut == "bun":
            p.path(disc(52 * k, 56 * k, 7 * k), RED)


@scene(
    "nurses-day",
    "国际护士节",
    "夜深的病区走廊，一位护士提灯前行，暖光照亮她身前的路，窗外有一弯月。",
    (420, 160, 760, 720),
    NIGHT,
)
def nurses_day(p: Picture) -> None:
    """A nurse with a lamp in the ward at night."""
    p.wash(mix(NIGHT, DUSK, 0.4), mix(DUSK, NIGHT, 0.3), 0, 0, 760)
    for x in (90, 1210):
        glass = window(p, x, 140, 270, 380, NIGHT, mix(DUSK, SKY, 0.25))
        with p.inside(glass):
            p.path(glass, p.gradient(mix(NIGHT, INK, 0.4), mix(DUSK, NIGHT, 0.2)))
            hills(p, x, 500, 90, 2, mix(NIGHT, INK, 0.5), DUSK, 0.3)
            for _ in range(9):
                p.path(disc(p.chance.uniform(x, x + 270), p.chance.uniform(150, 400), 2.6), PAPER, 0.9)
            if x > 800:
                p.path(disc(1340, 240, 46), mix(OCHRE, WHITE, 0.7))
                p.path(disc(1362, 228, 42), mix(NIGHT, INK, 0.3))
        mullions(p, x, 140, 270, 380, mix(DUSK, SKY, 0.25), 2, 2)
    p.path(box(-20, 620, 1640, 18), mix(DUSK, SKY, 0.25))
    p.wash(mix(DUSK, NIGHT, 0.35), mix(NIGHT, INK, 0.3), 0, 756, 1000)
    p.glow(900, 560, 560, mix(OCHRE, PAPER, 0.3), 0.85)
    p.path(disc(960, 880, 460, 74), mix(OCHRE, WHITE, 0.3), 0.38, blur=16)
    p.cast(690, 884, 140, -330, 0.14, 0.4)
    gown = mix(WHITE, SKY, 0.3)
    who = figure(
        p,
        720,
        890,
        660,
        Pose(arms=((-12, 8), (38, 78)), legs=((-16, -22), (14, 4)), facing="right", lean=2, nod=4),
        Look(top=gown, coat=gown, legs=WHITE, hair_cut="bun", shoes=WHITE, skin=SKIN),
    )
    hx, hy = who.head
    u = 6.6
    p.form(
        polygon(
            [
                (hx - 4.6 * u, hy - 5.2 * u),
                (hx + 3.4 * u, hy - 7.4 * u),
                (hx + 3.0 * u, hy - 10.6 * u),
                (hx - 5.6 * u, hy - 8.6 * u),
            ]
        ),
        WHITE,
        0.3,
    )
    p.line(f"M{hx - 4.8 * u:.0f} {hy - 6.4 * u:.0f}L{hx + 3.3 * u:.0f} {hy - 8.5 * u:.0f}", JADE, 5)
    lx, ly = who.arms[1][3]
    p.line(f"M{lx - 26:.0f} {ly + 44:.0f}Q{lx:.0f} {ly - 34:.0f} {lx + 26:.0f} {ly + 44:.0f}", INK, 5)
    p.glow(lx, ly + 92, 170, mix(OCHRE, WHITE, 0.5), 0.95)
    p.path(box(lx - 34, ly + 52, 68, 84, 14), mix(OCHRE, WHITE, 0.75), 0.9)
    p.path(taper([(lx, ly + 124), (lx + 2, ly + 100), (lx, ly + 74)], [12, 14, 1]), CLAY)
    p.form(box(lx - 40, ly + 38, 80, 18, 6), INK, 0.2)
    p.form(box(lx - 42, ly + 132, 84, 20, 6), INK, 0.2)
    p.pool(1320, 880, 110, 14, 0.35)
    p.path(box(1240, 700, 160, 180, 8), mix(DUSK, SKY, 0.35))
    p.shade(box(1240, 700, 160, 180, 8), NIGHT, 60, 0.6)
    p.path(box(1226, 690, 188, 16, 6), mix(SKY, WHITE, 0.2))
    p.form(taper([(1320, 690), (1320, 650), (1320, 610)], [24, 30, 12]), mix(SKY, WHITE, 0.3), 0.5)
    for dx, dy, tone in ((-34, -60, RED), (6, -92, mix(RED, WHITE, 0.25)), (40, -52, RED)):
        p.strokes([(1320, 612), (1320 + dx * 0.5, 612 + dy * 0.5), (1320 + dx, 612 + dy)], PINE, 4)
        carnation(p, 1320 + dx, 612 + dy, 27, tone)


def carnation(p: Picture, x: float, y: float, size: float, colour: str) -> None:
    """A ruffled carnation from the side."""
    p.form(
        polygon(
            [
                (x - size * 0.3, y + size * 0.2),
                (x + size * 0.3, y + size * 0.2),
                (x + size * 0.16, y + size),
                (x - size * 0.16, y + size),
            ]
        ),
        JADE,
        0.4,
    )
    for i in range(7):
        leaf(p, x, y + size * 0.4, size * 1.25, 180 + (i - 3) * 24, mix(colour, INK, 0.1 * (i % 2)), 0.34)
