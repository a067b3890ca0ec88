"""Photography and the choir."""

from __future__ import annotations

from ..album import scene
from ..figures import GREY, SKIN, TANNED, Look, Pose, figure
from ..geometry import box, disc, polygon, smooth, taper, under
from ..kit import CLAY, DUSK, INK, JADE, JADE_MID, NIGHT, OCHRE, PAPER, PINE, RED, SAND, SKY, WHITE, WOOD, Picture, mix
from ..nature import grass, hills, ripples


@scene(
    "photography",
    "摄影俱乐部",
    "暮色里的湖边，一台相机架在三脚架上，对着远山、归鸟和初升的月亮。",
    (350, 200, 900, 660),
    DUSK,
)
def photography(p: Picture) -> None:
    """A camera on its tripod above a lake at dusk."""
    p.wash(mix(DUSK, NIGHT, 0.4), mix(CLAY, PAPER, 0.35), 0, 0, 600)
    p.glow(1130, 520, 560, mix(OCHRE, CLAY, 0.4), 0.6)
    p.path(disc(1110, 268, 74), mix(OCHRE, WHITE, 0.72))
    hills(p, 2, 560, 250, 3, mix(DUSK, CLAY, 0.3), mix(CLAY, PAPER, 0.3), 0.6)
    hills(p, 10, 590, 150, 4, mix(DUSK, NIGHT, 0.3), mix(CLAY, DUSK, 0.4), 0.5)
    hills(p, 23, 612, 70, 6, NIGHT, DUSK, 0.3)
    p.wash(mix(CLAY, DUSK, 0.35), mix(NIGHT, DUSK, 0.3), 0, 608, 1000)
    p.path(disc(1110, 720, 60, 90), mix(OCHRE, WHITE, 0.5), 0.45, blur=12)
    ripples(p, 9, 150, 1560, 630, 860, mix(OCHRE, WHITE, 0.5), 26, 0.45)
    for x, y, s in ((640, 190, 26), (720, 160, 20), (760, 215, 16), (560, 240, 14)):
        p.strokes(
            [
                (x - s, y - s * 0.3),
                (x - s * 0.4, y - s * 0.45),
                (x, y),
                (x + s * 0.4, y - s * 0.5),
                (x + s, y - s * 0.4),
            ],
            PAPER,
            3.4,
            0.85,
        )
    p.form(
        under([(-20, 830), (260, 800), (520, 846), (800, 905), (1100, 960), (1300, 1010)]),
        mix(NIGHT, INK, 0.45),
        0.4,
        200,
        DUSK,
    )
    for x, y, s in ((60, 850, 190), (180, 830, 120), (700, 900, 110), (860, 930, 150)):
        grass(p, x, y, s, mix(NIGHT, INK, 0.5), int(x), 9)
    head = (450, 440)
    for fx, fy in ((300, 850), (462, 880), (610, 872)):
        p.form(taper([(head[0], head[1] + 30), (fx, fy)], [12, 7], 3), INK, 0.3, 60, DUSK)
    p.form(box(head[0] - 24, head[1] + 10, 48, 84, 8), INK, 0.3)
    p.line(f"M{head[0] - 60} {head[1] + 190}L{head[0] + 62} {head[1] + 200}", INK, 6)
    p.form(box(310, 262, 280, 182, 26), mix(NIGHT, INK, 0.65), 0.5, 60, mix(DUSK, SKY, 0.2))
    p.form(polygon([(392, 266), (414, 222), (492, 222), (514, 266)]), mix(NIGHT, INK, 0.65), 0.3)
    p.path(box(310, 306, 280, 16), CLAY)
    p.form(box(560, 290, 112, 128, 16), INK, 0.4, 90, DUSK)
    p.form(box(652, 280, 34, 148, 10), mix(INK, DUSK, 0.25), 0.5)
    p.path(disc(684, 354, 13, 66), mix(SKY, OCHRE, 0.4))
    p.path(disc(356, 284, 9), RED)
    p.strokes([(322, 300), (268, 420), (300, 520), (336, 440)], CLAY, 9)


@scene(
    "choir",
    "合唱俱乐部",
    "三排歌手站成弧形，捧着歌谱齐声歌唱，前面的指挥举起双臂，背景是一轮暖色圆光。",
    (330, 180, 940, 700),
    mix(JADE, PINE, 0.3),
)
def choir(p: Picture) -> None:
    """Three rows of singers in an arc, and the conductor's back."""
    p.wash(mix(JADE, PINE, 0.45), mix(JADE, PINE, 0.1), 0)
    p.path(disc(800, 450, 420), mix(OCHRE, PAPER, 0.42))
    p.path(disc(800, 450, 330), mix(OCHRE, PAPER, 0.6))
    for side in (-1, 1):
        for i in range(4):
            x = 800 + side * (800 - i * 92)
            p.form(
                smooth([(x - 70, -40), (x - 48, 400), (x - 74, 1040), (x + 74, 1040), (x + 40, 400), (x + 66, -40)])
                + "Z",
                mix(PINE, INK, 0.2 + 0.09 * i),
                0.5,
                90,
            )
    p.wash(mix(WOOD, CLAY, 0.3), mix(WOOD, INK, 0.3), 0, 850, 1000)
    looks = [
        Look(hair_cut=cut, hair=hair, skin=skin)
        for cut, hair, skin in (
            ("short", INK, TANNED),
            ("bob", INK, SKIN),
            ("bun", INK, SKIN),
            ("short", GREY, SKIN),
            ("tail", INK, TANNED),
            ("short", INK, SKIN),
            ("bob", WOOD, SKIN),
            ("bun", GREY, SKIN),
        )
    ]
    n = 0
    for y, count, spread, size, robe in (
        (760, 7, 128, 420, mix(DUSK, NIGHT, 0.3)),
        (812, 6, 132, 430, mix(JADE, JADE_MID, 0.35)),
        (872, 5, 142, 440, mix(SAND, PAPER, 0.4)),
    ):
        for i in range(count):
            x = 800 + (i - (count - 1) / 2) * spread
            arch = -26 + 12 * abs(i - (count - 1) / 2)
            singer(p, x, y + arch, size, robe, looks[n * 5 % 8])
            n += 1
    who = figure(
        p,
        800,
        1130,
        560,
        Pose(arms=((-128, -160), (124, 150)), legs=((-4, -2), (4, 2)), facing="back"),
        Look(top=INK, legs=INK, hair_cut="short", skin=SKIN),
    )
    tip = who.arms[1][3]
    p.line(f"M{tip[0]:.0f} {tip[1]:.0f}L{tip[0] + 62:.0f} {tip[1] - 74:.0f}", WHITE, 6)


def singer(p: Picture, x: float, y: float, size: float, robe: str, look: Look) -> None:
    """One singer in a robe, holding an open song sheet before the chest."""
    u = size / 100
    pose = Pose(arms=((-20, 52), (20, -52)), legs=((-3, 0), (3, 0)), nod=0)
    who = figure(
        p,
        x,
        y,
        size,
        pose,
        Look(top=robe, legs=robe, coat=robe, hair=look.hair, hair_cut=look.hair_cut, skin=look.skin, neck=PAPER),
    )
    hem = y + 2 * u
    gown = polygon([who.along(-7.4, 9), who.along(7.4, 9), (x + 13.5 * u, hem), (x - 13.5 * u, hem)])
    p.form(gown, robe, 0.6, 60)
    for dx in (-4, 4.5):
        p.line(
            f"M{x + dx * u:.0f} {who.along(0, 2)[1]:.0f}L{x + dx * 1.7 * u:.0f} {hem:.0f}", mix(robe, INK, 0.25), 2, 0.5
        )
    for side in (0, 1):
        _, elbow, wrist, hand = who.arms[side]
        p.form(taper([elbow, wrist], [3.5 * u, 2.9 * u], 3), robe, 0.4, 60)
        p.path(taper([wrist, hand], [1.9 * u, 2.1 * u], 3), look.skin)
    cx, cy = who.along(0, 15.5)
    p.form(
        polygon(
            [
                (cx - 11 * u, cy - 5 * u),
                (cx, cy - 2.5 * u),
                (cx + 11 * u, cy - 5 * u),
                (cx + 10 * u, cy + 5 * u),
                (cx, cy + 7 * u),
                (cx - 10 * u, cy + 5 * u),
            ]
        ),
        RED if look.hair == GREY and robe != mix(SAND, PAPER, 0.4) else mix(INK, DUSK, 0.4),
        0.4,
    )
