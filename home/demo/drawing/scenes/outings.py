"""The mountains and the lake: a hike, a retreat."""

from __future__ import annotations

from dataclasses import replace

from ..album import scene
from ..figures import WALK, Look, figure
from ..geometry import box, disc, polygon, smooth, taper, under
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
from ..nature import cloud, grass, hills, pine, ripples, rock


@scene(
    "hiking",
    "登山健步",
    "层层青山之间，一行三人背着行囊走在山脊上，身旁是一棵迎客松，远处云海初开。",
    (380, 220, 900, 620),
    mix(SKY, PAPER, 0.5),
)
def hiking(p: Picture) -> None:
    """Three walkers on a ridge above a sea of clouds."""
    p.wash(mix(SKY, WHITE, 0.25), mix(OCHRE, PAPER, 0.7), 0)
    p.path(disc(470, 260, 104), mix(OCHRE, WHITE, 0.45))
    peaks = (
        (71, 520, 330, 3, mix(SKY, DUSK, 0.12)),
        (74, 620, 300, 3, mix(SKY, DUSK, 0.35)),
        (79, 720, 250, 4, mix(JADE_MID, DUSK, 0.3)),
    )
    for seed, y, rise, bumps, tone in peaks:
        hills(p, seed, y, rise, bumps, tone, WHITE, 0.6)
    for x, y, w in ((120, 560, 420), (900, 610, 520), (480, 690, 380)):
        cloud(p, x, y, w, WHITE, 0.75)
    crest = [
        (-20, 960),
        (200, 905),
        (440, 850),
        (640, 800),
        (840, 742),
        (1010, 690),
        (1180, 655),
        (1330, 664),
        (1620, 560),
    ]
    p.form(under([(x, y - 4) for x, y in crest]), mix(JADE, PINE, 0.35), 0.4, 0, INK)
    p.path(taper(crest[:8], [22, 15, 12, 9, 7, 6, 5, 3]), mix(SAND, TAN, 0.3))
    rock(p, 1240, 690, 190, 110, mix(DUSK, SAND, 0.3), 5)
    pine(p, 1330, 640, 480, 6)
    for gx, gy in ((90, 960), (330, 905), (560, 860), (980, 735), (1480, 660)):
        grass(p, gx, gy, 76, mix(PINE, INK, 0.2), gx)
    for x, y, s, top, pack, cut in (
        (660, 806, 300, OCHRE, RED, "cap"),
        (840, 752, 290, mix(SKY, WHITE, 0.3), DUSK, "tail"),
        (1005, 700, 290, CLAY, NIGHT, "short"),
    ):
        who = figure(
            p,
            x,
            y,
            s,
            replace(WALK, lean=9, arms=((-16, 18), (34, 70)), legs=((-30, -40), (34, 4))),
            Look(top=top, legs=NIGHT, hair_cut=cut, shoes=WOOD, neck=mix(SAND, OCHRE, 0.3)),
        )
        bx, by = who.along(-8.5, 20)
        with p.at(bx, by, rotate=9):
            p.form(box(-0.055 * s, -0.085 * s, 0.11 * s, 0.2 * s, 0.04 * s), pack, 0.6)
            p.form(box(-0.045 * s, 0.03 * s, 0.09 * s, 0.06 * s, 4), mix(pack, INK, 0.2), 0.3)
        hand = who.arms[1][3]
        p.line(f"M{hand[0]:.0f} {hand[1] - 8:.0f}L{hand[0] + 24:.0f} {y + 2:.0f}", WOOD, 5)


@scene(
    "retreat",
    "职工疗休养",
    "湖畔木台上两把躺椅朝着群山，手边一只行李箱和一顶草帽，水面停着一叶小舟。",
    (340, 240, 920, 620),
    mix(SKY, PAPER, 0.4),
)
def retreat(p: Picture) -> None:
    """Two deck chairs on a jetty, a lake and mountains."""
    p.wash(mix(SKY, WHITE, 0.1), mix(CLAY, PAPER, 0.75), 0, 0, 560)
    p.path(disc(820, 330, 112), mix(OCHRE, WHITE, 0.5))
    cloud(p, 250, 170, 300)
    cloud(p, 1100, 130, 260)
    hills(p, 91, 530, 300, 3, mix(SKY, DUSK, 0.3), mix(CLAY, PAPER, 0.8), 0.9)
    hills(p, 95, 552, 170, 4, mix(JADE_MID, DUSK, 0.35), JADE_PALE, 0.8)
    hills(p, 99, 566, 70, 7, mix(JADE, PINE, 0.2), JADE_MID, 0.5)
    p.wash(mix(SKY, WHITE, 0.35), mix(DUSK, SKY, 0.4), 0, 562, 1000)
    p.path(disc(820, 640, 80, 46), mix(OCHRE, WHITE, 0.5), 0.6, blur=12)
    ripples(p, 12, 40, 1560, 580, 860, WHITE, 30, 0.6)
    p.path(disc(396, 690, 130, 12), NIGHT, 0.25, blur=6)
    p.form(smooth([(260, 650), (320, 674), (470, 674), (542, 642), (510, 690), (300, 694)], closed=True), WOOD, 0.5)
    p.line("M350 680L270 744", mix(SAND, TAN, 0.4), 6)
    p.form(polygon([(300, 790), (1300, 790), (1560, 1020), (40, 1020)]), mix(TAN, SAND, 0.35), 0.4)
    for k, y in enumerate((818, 852, 894, 944)):
        p.line(f"M{270 - k * 62} {y}H{1330 + k * 62}", mix(TAN, INK, 0.3), 3, 0.6)
    for x in (330, 1270):
        p.form(box(x - 18, 700, 36, 130, 8), mix(WOOD, INK, 0.1), 0.5)
        p.path(disc(x, 702, 18, 6), mix(WOOD, WHITE, 0.2))
    for x, cloth in ((560, RED), (900, mix(JADE, JADE_MID, 0.2))):
        deck_chair(p, x, 910, 300, cloth)
    p.cast(1160, 930, 130, 150, 0.1, 0.26)
    p.form(box(1092, 770, 140, 164, 16), mix(OCHRE, CLAY, 0.25), 0.6)
    p.line("M1134 770V742H1190V770", mix(WOOD, INK, 0.2), 9)
    for y in (806, 900):
        p.path(box(1092, y, 140, 9), mix(WOOD, INK, 0.1))
    p.form(disc(1168, 740, 92, 18), mix(OCHRE, SAND, 0.5), 0.5)
    p.form("M1118 738Q1122 676 1168 676Q1214 676 1218 738Z", mix(OCHRE, SAND, 0.5), 0.5)
    p.path("M1118 738Q1119 722 1122 714H1214Q1217 722 1218 738Q1168 748 1118 738Z", DUSK)


def deck_chair(p: Picture, x: float, y: float, size: float, cloth: str) -> None:
    """A folding deck chair in three-quarter view from behind, feet at y."""
    s = size
    p.cast(x, y, s * 0.7, s * 0.7, 0.06, 0.26)
    for dx in (-0.36, 0.36):
        p.form(taper([(x + dx * s + 0.1 * s, y - 0.36 * s), (x + dx * s - 0.06 * s, y)], [7, 6], 2), WOOD, 0.3)
    p.form(
        polygon(
            [
                (x - 0.36 * s, y - 0.92 * s),
                (x + 0.36 * s, y - 0.92 * s),
                (x + 0.4 * s, y - 0.2 * s),
                (x - 0.4 * s, y - 0.2 * s),
            ]
        ),
        cloth,
        0.5,
    )
    for i in (-0.24, 0, 0.24):
        p.path(
            polygon(
                [
                    (x + (i - 0.05) * s, y - 0.92 * s),
                    (x + (i + 0.05) * s, y - 0.92 * s),
                    (x + (i * 1.1 + 0.055) * s, y - 0.2 * s),
                    (x + (i * 1.1 - 0.055) * s, y - 0.2 * s),
                ]
            ),
            PAPER,
            0.9,
        )
    for dx in (-0.38, 0.38):
        p.form(taper([(x + dx * s, y - 1.0 * s), (x + dx * 1.12 * s, y)], [8, 7], 2), mix(WOOD, CLAY, 0.3), 0.3)
    p.form(taper([(x - 0.4 * s, y - 0.94 * s), (x + 0.4 * s, y - 0.94 * s)], [8, 8], 2), mix(WOOD, CLAY, 0.3), 0.3)
