"""Every week: work-break exercises and the Balint group."""

from __future__ import annotations

from dataclasses import replace

from ..album import scene
from ..buildings import mullions, sunbeam, window
from ..figures import DOCTOR, GREY, TANNED, Look, Pose, figure
from ..furniture import chair
from ..geometry import box, disc, taper
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
from ..nature import crown, hills


@scene(
    "work-break",
    "工间操",
    "病区走廊的阳光里，四位医务人员跟着节拍舒展双臂做工间操。",
    (150, 220, 1250, 740),
    mix(SKY, PAPER, 0.4),
)
def work_break(p: Picture) -> None:
    """Four colleagues stretch in a sunny ward corridor."""
    p.wash(mix(SKY, WHITE, 0.55), mix(JADE_PALE, WHITE, 0.4), 0, 0, 720)
    for i in range(4):
        x = 62 + i * 390
        glass = window(p, x, 90, 300, 420, mix(SKY, WHITE, 0.2), WHITE)
        with p.inside(glass):
            p.path(glass, p.gradient(mix(SKY, DUSK, 0.12), mix(OCHRE, WHITE, 0.7)))
            hills(p, 40 + i, 440, 120, 2, JADE_MID, JADE_PALE, 0.5)
            crown(p, x + 60 + 60 * (i % 3), 480, 90, mix(JADE, JADE_MID, 0.3 * (i % 2)), i + 2)
        mullions(p, x, 90, 300, 420, WHITE, 2, 2)
    p.path(box(-20, 600, 1640, 22), mix(JADE, JADE_MID, 0.3))
    p.wash(mix(JADE_MID, JADE_PALE, 0.55), mix(JADE_MID, JADE_PALE, 0.15), 0, 718, 1000)
    p.path(box(-20, 706, 1640, 14), WHITE)
    for i in range(4):
        sunbeam(p, 90 + i * 390, 730, 250, 260, 190, WHITE, 0.6)
    for x, y, s, pose, look in (
        (
            330,
            900,
            560,
            Pose(arms=((-150, -178), (150, 178)), legs=((-5, -2), (5, 2)), lean=-12, nod=-6),
            replace(DOCTOR, hair_cut="bun"),
        ),
        (640, 930, 600, Pose(arms=((-92, -92), (92, 92)), legs=((-9, -4), (9, 4))), replace(DOCTOR, skin=TANNED)),
        (
            960,
            930,
            590,
            Pose(arms=((-128, -150), (128, 150)), legs=((-10, -5), (10, 5)), nod=4),
            Look(
                top=mix(SKY, DUSK, 0.3),
                legs=mix(SKY, DUSK, 0.45),
                hair_cut="tail",
                shoes=WHITE,
                sleeve="short",
                neck=WHITE,
            ),
        ),
        (
            1270,
            900,
            570,
            Pose(arms=((-24, 60), (158, 150)), legs=((-6, -2), (6, 2)), lean=-14, nod=-8),
            replace(DOCTOR, hair=GREY),
        ),
    ):
        p.cast(x, y, 100, 330, 0.18, 0.26)
        figure(p, x, y, s, pose, look)
    p.pool(1490, 900, 60, 10)
    p.form(box(1440, 790, 100, 112, 14), RED, 0.6)
    p.path(disc(1490, 858, 30), mix(RED, INK, 0.5))
    p.path(disc(1490, 858, 12), mix(RED, WHITE, 0.2))
    p.path(disc(1490, 812, 13), mix(RED, INK, 0.5))


@scene(
    "balint",
    "巴林特小组",
    "一圈椅子围着圆地毯，职工们围坐倾谈，中间留着一把空椅子和一盏暖灯。",
    (300, 200, 1000, 640),
    mix(SAND, PAPER, 0.5),
)
def balint(p: Picture) -> None:
    """Chairs in a circle under a warm lamp, one of them empty."""
    p.wash(mix(DUSK, SKY, 0.25), mix(DUSK, SKY, 0.5), 0, 0, 560)
    p.wash(mix(TAN, SAND, 0.3), mix(TAN, CLAY, 0.2), 0, 540, 1000)
    p.glow(800, 340, 620, mix(OCHRE, PAPER, 0.4), 0.75)
    p.line("M800 -10V150", INK, 4)
    p.form("M700 236Q716 146 800 142Q884 146 900 236Z", OCHRE, 0.5)
    p.path(disc(800, 236, 100, 16), mix(OCHRE, WHITE, 0.7))
    p.form(disc(800, 720, 560, 190), mix(JADE, JADE_MID, 0.2), 0.4)
    p.line(disc(800, 720, 510, 168), mix(JADE_MID, JADE_PALE, 0.4), 5, 0.8)
    p.form(disc(800, 712, 330, 108), mix(JADE_MID, JADE_PALE, 0.35), 0.35)
    rows = (
        (560, 560, "right", Look(top=CLAY, legs=NIGHT, hair_cut="bob"), 372),
        (800, 540, "front", DOCTOR, 372),
        (1040, 560, "left", Look(top=WHITE, coat=WHITE, legs=DUSK, hair_cut="bun"), 372),
        (330, 690, "right", Look(top=OCHRE, legs=PINE, hair=GREY), 430),
        (1270, 690, "left", Look(top=mix(SKY, DUSK, 0.2), legs=NIGHT, hair_cut="tail"), 430),
    )
    for x, y, facing, look, s in rows:
        sitter(p, x, y + 60, s, facing, look)
    back_chair(p, 560, 900, 330, mix(SAND, PAPER, 0.3), None)
    back_chair(p, 800, 930, 340, RED, None, empty=True)
    back_chair(p, 1040, 900, 330, mix(DUSK, SKY, 0.2), None)
    for x, y, s, hair, cut, top in (
        (560, 760, 440, INK, "short", mix(DUSK, NIGHT, 0.2)),
        (1040, 760, 440, INK, "bob", mix(SAND, WHITE, 0.3)),
    ):
        back_sitter(p, x, y, s, Look(top=top, legs=NIGHT, hair=hair, hair_cut=cut))
    back_chair(p, 560, 900, 330, TAN, "front")
    back_chair(p, 1040, 900, 330, TAN, "front")


def sitter(p: Picture, x: float, floor: float, size: float, facing: str, look: Look) -> None:
    """Somebody on a chair, turned right, left or towards us, hands in the lap."""
    seat = floor - size * 0.27
    if facing == "front":
        p.form(box(x - size * 0.15, seat - size * 0.3, size * 0.3, size * 0.34, 10), TAN, 0.4)
        for dx in (-0.13, 0.13):
            p.line(f"M{x + dx * size:.0f} {seat}V{floor}", WOOD, 8)
        figure(p, x, seat, size, Pose(arms=((-14, 34), (14, -34)), legs=((-40, -2), (40, 2)), short=0.34), look, "seat")
        return
    way = 1 if facing == "right" else -1
    p.pool(x, floor, size * 0.3, 12)
    chair(p, x - way * size * 0.02, floor, size * 0.6, WOOD, TAN, -way)
    pose = Pose(
        arms=((way * 12, way * 66), (way * 18, way * 72)),
        legs=((way * 88, way * 3), (way * 84, -way * 4)),
        facing=facing,
        lean=way * 4,
    )
    figure(p, x, seat, size, pose, look, "seat")


def back_sitter(p: Picture, x: float, seat: float, size: float, look: Look) -> None:
    """Somebody seen from behind on a chair."""
    figure(
        p,
        x,
        seat,
        size,
        Pose(arms=((-16, 20), (16, -20)), legs=((-8, 0), (8, 0)), short=0.3, facing="back"),
        look,
        "seat",
    )


def back_chair(
    p: Picture, x: float, floor: float, size: float, colour: str, part: str | None, empty: bool = False
) -> None:
    """A chair seen from behind; `part` "front" draws only its rails, over the back of who sits there."""
    half, seat = size * 0.23, floor - size * 0.46
    if part is None:
        p.pool(x, floor, half * 1.2, 14)
        p.form(box(x - half, seat - 8, half * 2, 40, 12), colour, 0.5)
        for dx in (-0.86, 0.86):
            p.form(taper([(x + dx * half, seat + 20), (x + dx * half * 1.1, floor)], [9, 6], 2), WOOD, 0.3)
        if empty:
            for dx in (-0.86, 0.86):
                p.form(taper([(x + dx * half, seat + 20), (x + dx * half, seat - size * 0.42)], [9, 8], 2), WOOD, 0.3)
            p.form(box(x - half, seat - size * 0.46, half * 2, size * 0.2, 14), colour, 0.5)
        return
    for dx in (-0.86, 0.86):
        p.form(taper([(x + dx * half, seat + 20), (x + dx * half, seat - size * 0.3)], [9, 8], 2), WOOD, 0.3)
    p.form(box(x - half, seat - 14, half * 2, 44, 12), mix(colour, INK, 0.1), 0.5)
    for dx in (-0.86, 0.86):
        p.form(taper([(x + dx * half, seat + 30), (x + dx * half * 1.1, floor)], [9, 6], 2), WOOD, 0.3)
    p.form(box(x - half, seat - size * 0.33, half * 2, size * 0.15, 12), colour, 0.5)
