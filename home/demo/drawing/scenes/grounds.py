"""The hospital's own places: its campus, its garden."""

from __future__ import annotations

from dataclasses import replace

from ..album import scene
from ..buildings import block, hall, moon_gate, roof
from ..figures import DOCTOR, WALK, Look, figure
from ..geometry import box, disc, polygon, ridge, smooth, under
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
    Picture,
    mix,
)
from ..nature import bamboo, cloud, crown, grass, hills, lotus, pads, pine, ripples, rock, willow

DAWN = mix(OCHRE, PAPER, 0.62)


@scene(
    "campus",
    "清晨的院区",
    "晨光里的示范市中医院：白色病房楼环抱着飞檐门厅，前面是荷塘、石桥和垂柳，两位医务人员走过小桥。",
    (330, 250, 940, 560),
)
def campus(p: Picture) -> None:
    """The hospital at morning across its lotus pond."""
    p.wash(mix(SKY, PAPER, 0.35), mix(DAWN, PAPER, 0.25), 0, 0, 620)
    p.glow(1080, 300, 520, mix(OCHRE, WHITE, 0.35), 0.8)
    p.path(disc(1080, 300, 92), mix(OCHRE, WHITE, 0.72))
    for x, y, w in ((180, 170, 300), (1230, 210, 330), (640, 110, 210)):
        cloud(p, x, y, w, WHITE, 0.8)
    hills(p, 4, 500, 210, 4, mix(SKY, JADE_MID, 0.4), DAWN)
    hills(p, 9, 545, 130, 5, mix(JADE_MID, SKY, 0.15), mix(PAPER, JADE_PALE, 0.5))
    wards(p)
    hall(p, 800, 648, 380, 300)
    for x, size, tone, seed in (
        (300, 62, JADE, 1),
        (392, 48, JADE_MID, 2),
        (540, 44, JADE, 3),
        (1062, 48, JADE_MID, 4),
        (1164, 58, JADE, 5),
        (1268, 50, mix(JADE, OCHRE, 0.35), 6),
        (1400, 66, JADE, 7),
        (190, 70, mix(JADE, OCHRE, 0.3), 8),
        (90, 64, JADE, 9),
        (1520, 72, JADE_MID, 10),
    ):
        crown(p, x, 640 - size * 1.05, size, tone, seed, size * 0.5)
    pond(p)
    figure(p, 756, 704, 128, WALK, replace(DOCTOR, hair_cut="bun"))
    figure(p, 826, 702, 134, replace(WALK, arms=((24, 16), (-20, 8)), legs=((20, 12), (-24, -36))), DOCTOR)
    bridge(p, 800, 800, 520)
    lawn = mix(JADE_MID, JADE, 0.3)
    for bank in (
        [(-40, 752), (200, 768), (430, 786), (590, 806), (480, 836), (300, 862), (240, 905), (-40, 940)],
        [(1640, 752), (1400, 768), (1170, 786), (1010, 806), (1130, 838), (1310, 862), (1370, 905), (1640, 930)],
    ):
        p.path(smooth([(x, y + 14) for x, y in bank]) + "Z", mix(DUSK, INK, 0.2), 0.35, blur=4)
        p.form(smooth(bank) + "Z", lawn, 0.5, 0)
    willow(p, 185, 860, 640, 5, JADE)
    rock(p, 60, 905, 150, 110, mix(DUSK, SAND, 0.5), 2)
    rock(p, 180, 910, 90, 60, mix(DUSK, SAND, 0.6), 4)
    pine(p, 1420, 880, 500, 3)
    rock(p, 1350, 900, 170, 95, mix(DUSK, SAND, 0.5), 6)
    for x in (240, 1330, 1530, 30):
        grass(p, x, 915, 70, JADE, int(x))


def wards(p: Picture) -> None:
    """Two wings, a tower on the right, and the link behind the hall."""
    block(p, 420, 640, 760, 190, 4, 20, mix(WHITE, SAND, 0.25))
    block(p, 210, 640, 330, 270, 6, 9)
    block(p, 1060, 640, 310, 330, 8, 8)
    for x, w, y in ((375, 360, 370), (1215, 340, 310)):
        roof(p, x, y, w, 48, NIGHT, 0.4, 0.8)


def pond(p: Picture) -> None:
    """The near ground: lawn, water with the morning in it, lotus."""
    p.path(under(ridge(21, 648, 12, 5)), mix(JADE_MID, JADE_PALE, 0.35))
    p.shade(under(ridge(21, 648, 12, 5)), JADE, 0, 0.3)
    water = (
        smooth([(-30, 790), (200, 752), (520, 722), (820, 712), (1120, 724), (1420, 758), (1640, 800)])
        + "L1640 1020L-30 1020Z"
    )
    p.path(water, p.gradient(mix(SKY, WHITE, 0.3), mix(DUSK, SKY, 0.45), 0))
    with p.inside(water):
        for i, (x, w, h) in enumerate(((375, 330, 150), (800, 400, 120), (1215, 310, 170))):
            p.path(box(x - w / 2, 720, w, h), WHITE, 0.28 if i != 1 else 0.2, blur=8)
        p.path(disc(1080, 830, 70, 26), mix(OCHRE, WHITE, 0.4), 0.75, blur=6)
        p.shade(box(-20, 720, 1640, 300), NIGHT, 0, 0.25)
        ripples(p, 8, 260, 1380, 750, 990, WHITE, 24, 0.55)
    pads(
        p,
        [
            (420, 900, 62),
            (520, 935, 74),
            (360, 955, 56),
            (1120, 915, 66),
            (1220, 950, 78),
            (1040, 955, 50),
            (640, 965, 58),
            (1290, 900, 44),
            (905, 975, 60),
        ],
    )
    for x, y, s in ((470, 880, 46), (1165, 898, 52), (1262, 925, 36), (590, 930, 34)):
        p.line(f"M{x} {y}v{s * 0.8}", JADE, 4)
        lotus(p, x, y, s)


def bridge(p: Picture, x: float, y: float, width: float) -> None:
    """A humped stone bridge of one round arch, from islet to islet."""
    w = width / 2

    def crest(t: float) -> float:
        return y - 14 - 88 * (1 - t * t) ** 1.2

    stone = mix(SAND, WHITE, 0.35)
    p.path(disc(x, y + 6, 104, 60), mix(NIGHT, DUSK, 0.4), 0.45, blur=5)
    line = [(x + w * i / 10, crest(i / 10)) for i in range(-10, 11)]
    arch = f"M{x - 92} {y + 10}A92 78 0 0 1 {x + 92} {y + 10}Z"
    p.form(smooth(line) + f"L{x + w} {y + 12}L{x - w} {y + 12}Z", stone, 0.55, 20)
    p.path(arch, mix(DUSK, SKY, 0.45))
    p.line(f"M{x - 94} {y + 6}A94 80 0 0 1 {x + 94} {y + 6}", mix(SAND, INK, 0.28), 9)
    p.strokes(line, mix(SAND, INK, 0.2), 8)
    for i in range(-5, 6):
        t = i / 5.4
        p.path(box(x + w * t - 4.5, crest(t) - 34, 9, 34), mix(SAND, INK, 0.2))
    p.strokes([(px, py - 30) for px, py in line[1:-1]], mix(SAND, INK, 0.2), 7)


@scene(
    "garden",
    "院内花园",
    "白墙上一扇月洞门，门里是池塘、小亭与远山，门前石径两旁种着翠竹和湖石。",
    (420, 150, 760, 760),
    JADE_PALE,
)
def garden(p: Picture) -> None:
    """Through the moon gate: a pavilion on the water."""
    x, y, r = 800, 500, 330
    with p.inside(disc(x, y, r)):
        p.wash(mix(SKY, WHITE, 0.5), mix(DAWN, WHITE, 0.3), 0, 0, 620)
        p.path(disc(930, 330, 62), mix(OCHRE, WHITE, 0.55))
        hills(p, 6, 560, 190, 3, mix(SKY, JADE_MID, 0.45), WHITE)
        hills(p, 14, 590, 90, 4, mix(JADE_MID, JADE, 0.2), JADE_PALE)
        pavilion(p, 720, 610, 230)
        crown(p, 900, 560, 66, JADE, 4, 30)
        crown(p, 985, 575, 54, mix(JADE, OCHRE, 0.35), 5, 26)
        p.wash(mix(SKY, WHITE, 0.4), mix(DUSK, SKY, 0.5), 0, 612, 830)
        p.path(box(640, 630, 160, 110), mix(NIGHT, SKY, 0.4), 0.3, blur=9)
        ripples(p, 5, 480, 1120, 625, 760, WHITE, 14, 0.7)
        pads(p, [(640, 705, 40), (700, 728, 48), (930, 700, 42), (1000, 722, 36)])
        lotus(p, 668, 694, 30)
        lotus(p, 958, 690, 26)
        p.path(under([(440, 770), (800, 742), (1160, 770)]), mix(SAND, INK, 0.1))
    moon_gate(p, x, y, r, mix(WHITE, SAND, 0.12), 150, 812)
    p.shade(box(-20, 160, 1640, 652) + disc(x, y, r + 20), mix(SAND, DUSK, 0.4), 20, 0.2)
    p.form(box(-20, 118, 1640, 46), NIGHT, 0.5, 0)
    for i in range(55):
        p.path(disc(i * 30, 166, 11, 9), mix(NIGHT, INK, 0.3))
        p.line(f"M{i * 30} 120v40", mix(NIGHT, SKY, 0.25), 2.5, 0.7)
    p.wash(mix(JADE_MID, JADE_PALE, 0.2), mix(JADE, JADE_MID, 0.4), 0, 808, 1000)
    p.form(polygon([(590, 808), (1010, 808), (1180, 1020), (420, 1020)]), mix(SAND, WHITE, 0.25), 0.4)
    for px, py, rx in (
        (700, 845, 62),
        (860, 838, 70),
        (780, 896, 92),
        (960, 905, 80),
        (620, 925, 84),
        (860, 965, 110),
        (660, 988, 100),
        (1050, 978, 76),
    ):
        p.form(disc(px, py, rx, rx * 0.24), mix(SAND, DUSK, 0.22), 0.45)
    p.path(polygon([(590, 808), (1010, 808), (1040, 842), (640, 842)]), NIGHT, 0.16, blur=6)
    rock(p, 1130, 850, 180, 250, mix(DUSK, SAND, 0.45), 8)
    rock(p, 1270, 862, 130, 120, mix(DUSK, SAND, 0.6), 9)
    for i, bx in enumerate((1370, 1420, 1488, 1540)):
        bamboo(p, bx, 870, 60 + 60 * (i % 2), 22, i + 3, mix(JADE, JADE_MID, 0.2 * (i % 2)))
    for i, bx in enumerate((60, 120, 205)):
        bamboo(p, bx, 880, 190 + 90 * (i % 2), 20, i + 13, mix(JADE, PINE, 0.3 * (i % 2)))
    rock(p, 210, 870, 160, 110, mix(DUSK, SAND, 0.5), 3)
    for gx in (70, 190, 380, 1130, 1330, 1450):
        grass(p, gx, 880, 80, PINE, gx)
    figure(
        p,
        930,
        868,
        250,
        replace(WALK, facing="left", legs=((22, 32), (-20, -12)), arms=((22, 8), (-14, -34)), lean=-3),
        Look(top=RED, legs=NIGHT, hair_cut="bob"),
    )


def pavilion(p: Picture, x: float, y: float, width: float) -> None:
    """A small open pavilion at the water, its floor at (x, y)."""
    for dx in (-0.36, -0.16, 0.16, 0.36):
        p.path(box(x + dx * width - 5, y - width * 0.52, 10, width * 0.52), CLAY)
    p.path(box(x - width * 0.4, y - width * 0.16, width * 0.8, 8), mix(CLAY, INK, 0.2))
    for i in range(12):
        p.line(
            f"M{x - width * 0.38 + i * width * 0.069:.0f} {y - width * 0.15:.0f}v{width * 0.13:.0f}",
            mix(CLAY, INK, 0.2),
            3,
        )
    p.path(box(x - width * 0.46, y - width * 0.03, width * 0.92, width * 0.09), mix(SAND, INK, 0.18))
    roof(p, x, y - width * 0.5, width * 1.3, width * 0.36, NIGHT, 0.5, 0.14)
