"""Model workers and medals for long service."""

from __future__ import annotations

from dataclasses import replace

from ..album import scene
from ..figures import DOCTOR, GREY, TANNED, Pose, figure
from ..geometry import box, disc, heading, polygon, smooth, step
from ..kit import CLAY, DUSK, INK, JADE, JADE_MID, OCHRE, PAPER, PINE, RED, WHITE, WOOD, Picture, mix
from ..nature import hills, leaf


@scene(
    "model-worker",
    "劳模风采",
    "朝阳与麦穗之间，一位胸前佩着红花的劳动模范迎面而立，身姿挺拔。",
    (430, 130, 740, 760),
    mix(OCHRE, PAPER, 0.7),
)
def model_worker(p: Picture) -> None:
    """A worker with a red flower before the rising sun and wheat."""
    p.wash(mix(OCHRE, PAPER, 0.72), mix(CLAY, PAPER, 0.55), 0)
    for i in range(24):
        a, b = heading(90 + i * 15 - 3.6), heading(90 + i * 15 + 3.6)
        p.path(
            polygon([(800, 480), (800 + a[0] * 1300, 480 + a[1] * 1300), (800 + b[0] * 1300, 480 + b[1] * 1300)]),
            mix(OCHRE, WHITE, 0.45),
            0.5,
        )
    p.path(disc(800, 480, 330), mix(OCHRE, PAPER, 0.2))
    p.shade(disc(800, 480, 330), CLAY, 0, 0.45)
    hills(p, 141, 800, 150, 3, mix(JADE, DUSK, 0.3), mix(OCHRE, PAPER, 0.5), 0.4)
    who = figure(
        p,
        790,
        1310,
        1050,
        Pose(arms=((-10, -6), (12, 4)), nod=-3),
        replace(DOCTOR, hair=mix(INK, GREY, 0.25), skin=TANNED),
    )
    fx, fy = who.along(-5.2, 20.5)
    for side in (-1, 1):
        p.form(
            smooth([(fx + side * 6, fy), (fx + side * 34, fy + 130), (fx + side * 12, fy + 128)], closed=True),
            mix(RED, INK, 0.12),
            0.4,
        )
    for ring, r in enumerate((58, 40, 24)):
        for i in range(9):
            cx, cy = step((fx, fy), i * 40 + ring * 20, r * 0.62)
            p.path(disc(cx, cy, r * 0.42), mix(RED, WHITE, 0.1 * ring) if i % 2 else mix(RED, INK, 0.1))
    p.path(disc(fx, fy, 10), OCHRE)
    for side in (-1, 1):
        for i in range(7):
            wheat(p, 800 + side * (330 + i * 88), 1020, 430 - i * 34 + 30 * (i % 2), side * (4 + i * 3))


def wheat(p: Picture, x: float, y: float, height: float, lean: float) -> None:
    """An ear of wheat on its stalk, from (x, y) upwards, leaning `lean` degrees to the right."""
    top = step((x, y), 180 - lean, height)
    p.strokes([(x, y), step((x, y), 180 - lean * 0.4, height * 0.6), top], mix(OCHRE, WOOD, 0.35), 6)
    leaf(p, x, y - height * 0.3, height * 0.36, 180 + (40 if lean < 0 else -40), mix(JADE, OCHRE, 0.4), 0.12)
    for i in range(6):
        base = step(top, -lean, i * 21)
        for way in (-1, 1):
            leaf(p, base[0], base[1], 46, 180 - lean + way * 24, mix(OCHRE, CLAY if i % 2 else WOOD, 0.25), 0.26)
    leaf(p, top[0], top[1], 50, 180 - lean, OCHRE, 0.22)


@scene(
    "service-medal",
    "长期服务纪念奖章",
    "一枚金色奖章系着红绶带，章面是一圈圈年轮，四周飘落着银杏叶。",
    (430, 130, 740, 760),
    mix(JADE, PINE, 0.4),
)
def service_medal(p: Picture) -> None:
    """A medal that shows the growth rings of a tree, with ginkgo leaves."""
    p.wash(mix(JADE, PINE, 0.15), mix(PINE, INK, 0.15), 30)
    p.glow(800, 520, 640, JADE_MID, 0.45)
    p.path(disc(836, 640, 250), INK, 0.4, blur=18)
    for side, tone in ((-1, mix(RED, INK, 0.14)), (1, RED)):
        p.form(
            polygon([(800 - 44, 400), (800 + 44, 400), (800 + side * 250 + 70, -30), (800 + side * 250 - 70, -30)]),
            tone,
            0.6,
            0,
        )
        p.path(
            polygon([(792, 400), (808, 400), (800 + side * 250 + 12, -30), (800 + side * 250 - 12, -30)]),
            mix(OCHRE, WHITE, 0.25),
        )
    p.form(box(756, 352, 88, 66, 12), mix(OCHRE, WOOD, 0.25), 0.6)
    p.form(disc(800, 620, 244), mix(OCHRE, WHITE, 0.08), 0.75)
    p.line(disc(800, 620, 226), mix(OCHRE, WOOD, 0.5), 6)
    for i in range(48):
        x, y = step((800, 620), i * 7.5, 210)
        p.path(disc(x, y, 4.4), mix(OCHRE, WOOD, 0.4))
    p.form(disc(800, 620, 194), mix(OCHRE, WHITE, 0.42), 0.5)
    for i in range(11):
        r = 16 + i * 16
        points = [
            step((800 - 10 + i, 620 + 6 - i * 0.6), a * 30, r * (1 + 0.05 * p.chance.uniform(-1, 1))) for a in range(12)
        ]
        p.line(smooth(points, closed=True), mix(OCHRE, WOOD, 0.62), 4 if i % 3 else 7, 0.85)
    p.path(disc(790, 624, 8), WOOD)
    for x, y, s, way in (
        (330, 300, 130, 200),
        (230, 640, 160, 150),
        (420, 850, 120, 210),
        (1260, 260, 120, 160),
        (1390, 560, 165, 200),
        (1190, 850, 130, 140),
        (120, 180, 90, 120),
        (1500, 850, 100, 230),
    ):
        ginkgo(p, x, y, s, way)


def ginkgo(p: Picture, x: float, y: float, size: float, way: float) -> None:
    """A fan-shaped ginkgo leaf whose stalk ends at (x, y)."""
    tone = mix(OCHRE, WHITE, 0.12 + (x % 5) * 0.06)
    rim = [step((x, y), way + a, size * (1 if abs(a) > 8 else 0.82)) for a in (-58, -42, -26, -11, 0, 11, 26, 42, 58)]
    p.path(smooth([(x + 10, y + 14), *[(a + 10, b + 14) for a, b in rim]], closed=True, tension=0.4), INK, 0.22, blur=6)
    p.form(smooth([(x, y), *rim], closed=True, tension=0.4), tone, 0.6)
    for a in (-44, -30, -15, 15, 30, 44):
        ex, ey = step((x, y), way + a, size * 0.86)
        p.line(f"M{x:.0f} {y:.0f}L{ex:.0f} {ey:.0f}", mix(OCHRE, WOOD, 0.3), 2, 0.6)
    tail = step((x, y), way + 186, size * 0.6)
    p.strokes([(x, y), step((x, y), way + 172, size * 0.3), tail], mix(OCHRE, WOOD, 0.3), size * 0.045)
