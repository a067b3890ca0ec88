"""Body and mind: the health check, counselling."""

from __future__ import annotations

from ..album import scene
from ..furniture import armchair
from ..geometry import box, disc, smooth, step, taper
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
from ..objects import cup, plant, steam


@scene(
    "health-check",
    "健康体检",
    "听诊器盘成一个舒展的圆，围着一只红苹果，旁边是血压计和体检表，绿叶映在浅蓝的桌面上。",
    (140, 130, 1200, 740),
    SKY,
)
def health_check(p: Picture) -> None:
    """Stethoscope, apple, blood-pressure gauge, check-list, from above."""
    p.wash(mix(SKY, WHITE, 0.35), mix(SKY, DUSK, 0.08), 35)
    p.path(disc(740, 520, 350), mix(SKY, WHITE, 0.72))
    with p.at(330, 470, rotate=-10):
        p.path(box(-160, -220, 360, 490, 12), NIGHT, 0.25, blur=12)
        p.form(box(-180, -240, 360, 490, 14), mix(JADE, PINE, 0.15), 0.5)
        p.form(box(-154, -196, 308, 420, 4), WHITE, 0.35)
        p.form(box(-66, -262, 132, 54, 12), mix(OCHRE, WOOD, 0.2), 0.5)
        for k in range(6):
            p.line(box(-130, -160 + k * 60, 34, 34, 6), JADE, 5)
            p.line(f"M-70 {-143 + k * 60}h{(180, 150, 190, 130, 170, 160)[k]}", mix(SAND, DUSK, 0.35), 9, 0.7)
            if k < 4:
                p.line(f"M-124 {-144 + k * 60}l10 11l22 -26", JADE, 7)
    tube = [(1010, 250), (960, 420), (940, 600), (800, 740), (620, 690), (560, 520), (640, 370), (800, 330)]
    p.path(taper([(a + 14, b + 20) for a, b in tube], [12, 12], 10), NIGHT, 0.2, blur=8)
    p.path(taper(tube, [13, 13], 10), NIGHT)
    p.path(taper([(1010, 250), (1080, 180), (1180, 180)], [13, 8, 7]), mix(SKY, DUSK, 0.6))
    p.path(taper([(1010, 250), (1110, 280), (1180, 340)], [13, 8, 7]), mix(SKY, DUSK, 0.6))
    for x, y in ((1186, 180), (1186, 346)):
        p.form(disc(x, y, 19), NIGHT, 0.4)
    p.path(disc(826, 350, 70), NIGHT, 0.25, blur=8)
    p.form(disc(812, 330, 66), mix(SKY, DUSK, 0.45), 0.7)
    p.path(disc(812, 330, 46), mix(SKY, WHITE, 0.45))
    p.shade(disc(812, 330, 46), DUSK, 35, 0.5)
    apple(p, 750, 540)
    gauge(p, 1180, 640)
    spray(p, [(1400, 60), (1360, 180), (1420, 300), (1390, 420)], 104, JADE, 11, 0.28)
    spray(p, [(120, 980), (220, 900), (340, 880), (440, 900)], 90, mix(JADE, JADE_MID, 0.4), 9, 0.28)


def apple(p: Picture, x: float, y: float) -> None:
    """A red apple with a leaf."""
    p.path(disc(x + 26, y + 40, 104, 92), NIGHT, 0.28, blur=12)
    p.form(
        smooth(
            [
                (x, y - 70),
                (x + 60, y - 92),
                (x + 112, y - 40),
                (x + 98, y + 50),
                (x + 40, y + 104),
                (x, y + 92),
                (x - 40, y + 104),
                (x - 98, y + 50),
                (x - 112, y - 40),
                (x - 60, y - 92),
            ],
            closed=True,
        ),
        RED,
        0.75,
    )
    p.path(smooth([(x - 78, y - 40), (x - 50, y - 66), (x - 40, y - 52), (x - 66, y - 16)], closed=True), WHITE, 0.35)
    p.path(taper([(x, y - 68), (x + 6, y - 100), (x + 22, y - 124)], [5, 5, 7]), WOOD)
    leaf(p, x + 8, y - 96, 92, 118, JADE, 0.32)


def gauge(p: Picture, x: float, y: float) -> None:
    """A blood-pressure gauge with its tube and bulb."""
    p.strokes([(x - 60, y + 90), (x - 160, y + 190), (x - 60, y + 260), (x + 60, y + 220)], INK, 11)
    p.path(disc(x + 16, y + 24, 150), NIGHT, 0.25, blur=12)
    p.form(disc(x, y, 146), DUSK, 0.6)
    p.form(disc(x, y, 120), WHITE, 0.35)
    for i in range(25):
        a = -150 + i * 12.5
        inner, outer = step((x, y), 180 + a, 92 if i % 4 else 82), step((x, y), 180 + a, 106)
        p.line(
            f"M{inner[0]:.0f} {inner[1]:.0f}L{outer[0]:.0f} {outer[1]:.0f}",
            JADE if 9 <= i <= 15 else mix(SAND, DUSK, 0.5),
            6 if i % 4 else 8,
        )
    tip = step((x, y), 196, 84)
    p.line(f"M{x} {y}L{tip[0]:.0f} {tip[1]:.0f}", CLAY, 8)
    p.path(disc(x, y, 15), INK)
    with p.at(x + 120, y + 216, rotate=-12):
        p.path(disc(12, 20, 90, 48), NIGHT, 0.25, blur=9)
        p.form(
            smooth([(-66, -20), (20, -50), (92, -20), (92, 22), (20, 50), (-66, 20)], closed=True),
            mix(NIGHT, INK, 0.3),
            0.6,
        )


@scene(
    "counselling",
    "心理驿站",
    "两把柔软的扶手椅相对而放，一团纷乱的线从一端慢慢理顺，绕成小桌边整齐的线团。",
    (340, 230, 920, 640),
    mix(JADE_PALE, PAPER, 0.3),
)
def counselling(p: Picture) -> None:
    """Two armchairs, and a tangle that becomes a ball of wool."""
    p.wash(mix(JADE_PALE, PAPER, 0.5), mix(JADE_PALE, JADE_MID, 0.15), 30, 0, 790)
    p.path(disc(800, 380, 330), mix(PAPER, WHITE, 0.5))
    p.wash(mix(SAND, PAPER, 0.2), mix(SAND, CLAY, 0.22), 0, 786, 1000)
    p.form(disc(800, 904, 640, 74), mix(JADE, JADE_MID, 0.45), 0.4)
    p.line(disc(800, 904, 590, 64), JADE_PALE, 5, 0.7)
    tangle = [
        (360, 330),
        (480, 210),
        (610, 290),
        (540, 430),
        (400, 380),
        (460, 240),
        (620, 220),
        (640, 390),
        (480, 450),
        (400, 270),
        (560, 190),
        (660, 310),
        (560, 420),
        (440, 320),
        (560, 260),
        (620, 350),
        (700, 400),
        (800, 370),
        (900, 310),
        (1000, 350),
        (1070, 440),
    ]
    p.strokes(tangle, CLAY, 8)
    armchair(p, 420, 900, 480, JADE)
    armchair(p, 1190, 900, 480, mix(DUSK, SKY, 0.15), flip=True)
    p.form(box(400, 650, 110, 86, 24), RED, 0.5)
    p.pool(806, 908, 130, 16, 0.3)
    p.form(taper([(800, 770), (800, 900)], [12, 10], 2), WOOD, 0.4)
    p.form(disc(800, 904, 66, 12), WOOD, 0.4)
    p.form(disc(800, 764, 160, 28), mix(WOOD, TAN, 0.3), 0.4)
    p.strokes([(1070, 440), (1100, 560), (1000, 640), (900, 660), (850, 690)], CLAY, 8)
    p.pool(846, 762, 70, 10, 0.3)
    p.form(disc(842, 708, 58), CLAY, 0.65)
    with p.inside(disc(842, 708, 58)):
        for k in range(-3, 4):
            p.line(
                f"M{842 + k * 18 - 40} 640Q{842 + k * 18 + 30} 700 {842 + k * 18 - 10} 780",
                mix(CLAY, PAPER, 0.4),
                4,
                0.8,
            )
    cup(p, 724, 764, 78, WHITE, OCHRE, JADE)
    steam(p, 724, 708, 110)
    plant(p, 1480, 860, 430, CLAY, PINE, 18)
    p.line("M140 -10V190", INK, 4)
    p.glow(140, 260, 240, OCHRE, 0.3)
    p.form("M50 270Q60 186 140 184Q220 186 230 270Z", OCHRE, 0.5)
