"""Physicians' day: the white coat in the morning light."""

from __future__ import annotations

from ..album import scene
from ..buildings import floorboards, mullions, sunbeam, window
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
from ..nature import blossom, hills, leaf
from ..objects import plant


@scene(
    "doctors-day",
    "中国医师节",
    "晨光里，一件白大褂挂在衣帽架上，颈间搭着听诊器，口袋里插着笔，旁边的窗外朝阳初升。",
    (420, 130, 760, 760),
    mix(JADE_PALE, PAPER, 0.3),
)
def doctors_day(p: Picture) -> None:
    """A white coat on its stand in the morning light."""
    p.wash(mix(JADE_MID, JADE_PALE, 0.35), mix(JADE_MID, JADE_PALE, 0.1), 30, 0, 770)
    glass = window(p, 900, 120, 520, 480, mix(OCHRE, WHITE, 0.7))
    with p.inside(glass):
        p.path(glass, p.gradient(mix(SKY, WHITE, 0.4), mix(OCHRE, WHITE, 0.55)))
        p.path(disc(1210, 420, 112), mix(OCHRE, CLAY, 0.15))
        hills(p, 131, 590, 150, 3, mix(JADE_MID, SKY, 0.3), JADE_PALE, 0.6)
        hills(p, 133, 612, 70, 4, JADE, JADE_MID, 0.5)
    mullions(p, 900, 120, 520, 480, WHITE, 2, 1, 14)
    floorboards(p, 766, mix(TAN, SAND, 0.35))
    sunbeam(p, 760, 780, 420, 230, -330, mix(OCHRE, WHITE, 0.7), 0.8)
    p.cast(600, 912, 40, 260, 0.12, 0.26)
    p.form(taper([(600, 905), (600, 150)], [11, 9], 2), WOOD, 0.5, 80)
    for dx in (-120, 120):
        p.form(taper([(600, 860), (600 + dx, 915)], [9, 7], 2), WOOD, 0.4)
    for dx in (-70, 70):
        p.form(taper([(600, 210), (600 + dx, 190), (600 + dx * 1.15, 160)], [8, 7, 6]), WOOD, 0.4)
    coat(p, 600, 205)
    plant(p, 1390, 870, 400, CLAY, PINE, 6)
    p.form(box(1010, 560, 120, 62, 4), DUSK, 0.4)
    p.form(box(1022, 534, 100, 28, 4), OCHRE, 0.4)
    p.form(box(1000, 616, 140, 4), NIGHT, 0.2)


def coat(p: Picture, x: float, y: float) -> None:
    """The coat itself, shoulders at y, with a stethoscope about its neck and a red flower at the lapel."""
    with p.at(x, y):
        for side in (-1, 1):
            p.form(
                smooth(
                    [
                        (side * 110, 20),
                        (side * 172, 80),
                        (side * 196, 260),
                        (side * 190, 420),
                        (side * 130, 426),
                        (side * 118, 200),
                    ],
                    closed=True,
                    tension=0.4,
                ),
                mix(WHITE, SKY, 0.14),
                0.6,
                60,
            )
        p.form(
            smooth(
                [
                    (-48, -6),
                    (-120, 22),
                    (-136, 120),
                    (-140, 300),
                    (-168, 560),
                    (0, 580),
                    (168, 560),
                    (140, 300),
                    (136, 120),
                    (120, 22),
                    (48, -6),
                ],
                tension=0.42,
            )
            + "Z",
            WHITE,
            0.6,
            40,
        )
        p.line("M0 190V576", mix(SAND, DUSK, 0.4), 4)
        p.path(polygon([(-48, -6), (48, -6), (0, 180)]), mix(SKY, DUSK, 0.25))
        for side in (-1, 1):
            p.form(
                polygon([(side * 46, -8), (side * 86, 50), (side * 52, 78), (side * 66, 96), (0, 196)]),
                mix(WHITE, SAND, 0.25),
                0.5,
            )
            p.line(f"M{side * 46} -8L{side * 86} 50L{side * 52} 78L{side * 66} 96L0 196", mix(SAND, DUSK, 0.35), 3)
        for k in (240, 320, 400):
            p.path(disc(14, k, 7), mix(SAND, DUSK, 0.35))
        p.line("M52 230H118V306H52Z", mix(SAND, DUSK, 0.4), 4)
        p.form(box(72, 196, 10, 52, 4), JADE, 0.2)
        p.form(box(90, 206, 9, 42, 4), INK, 0.2)
        p.line("M-124 390H-48V480H-124Z", mix(SAND, DUSK, 0.4), 4)
        p.line("M-60 -20C-100 90 -70 190 -30 230C10 270 0 330 -40 340", INK, 9)
        p.line("M60 -20C100 70 80 150 40 190C20 215 -10 226 -30 230", INK, 9)
        p.form(disc(-48, 352, 27), mix(SKY, DUSK, 0.4), 0.6)
        p.path(disc(-48, 352, 13), mix(SKY, WHITE, 0.5))
        blossom(p, -92, 130, 30, RED, OCHRE, 6)
        leaf(p, -86, 156, 46, 20, JADE)
