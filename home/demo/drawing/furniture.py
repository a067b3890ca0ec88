"""Parts of rooms: chairs, tables, lamps, books."""

from __future__ import annotations

from .geometry import box, disc, luck, polygon, smooth, taper
from .kit import CLAY, DUSK, INK, JADE, JADE_MID, NIGHT, OCHRE, PAPER, SAND, SKY, TAN, WHITE, WOOD, Picture, mix


def chair(p: Picture, x: float, y: float, size: float, colour: str = WOOD, seat: str = JADE, back: int = 1) -> None:
    """A plain wooden chair seen from the side; (x, y) the ground under its seat, `back` -1 left or 1 right.

    The seat is at 0.45 of `size` above the ground.
    """
    s = size
    leg = mix(colour, INK, 0.18)
    for dx, splay in ((-0.2, -0.05), (0.2, 0.05)):
        p.path(taper([(x + dx * s, y - 0.42 * s), (x + (dx + splay) * s, y)], [0.026 * s, 0.018 * s], 2), leg)
    p.form(
        taper(
            [(x + back * 0.21 * s, y - 0.4 * s), (x + back * 0.25 * s, y - 0.75 * s), (x + back * 0.3 * s, y - s)],
            [0.028 * s, 0.03 * s, 0.03 * s],
        ),
        colour,
        0.5,
    )
    p.form(
        taper([(x + back * 0.255 * s, y - 0.76 * s), (x + back * 0.295 * s, y - 0.99 * s)], [0.045 * s, 0.045 * s]),
        seat,
        0.5,
    )
    p.form(box(x - 0.25 * s, y - 0.46 * s, 0.5 * s, 0.07 * s, 0.03 * s), seat, 0.6)


def armchair(p: Picture, x: float, y: float, size: float, colour: str = JADE, flip: bool = False) -> None:
    """A deep armchair in three-quarter view, ground at y; it looks right, or left if `flip`."""
    s = size
    with p.at(x, y, flip=flip):
        p.path(disc(0.06 * s, 0, 0.5 * s, 0.06 * s), NIGHT, 0.25, blur=9)
        for dx in (-0.3, 0.34):
            p.path(taper([(dx * s, -0.16 * s), (dx * s * 1.1, 0)], [0.022 * s, 0.014 * s], 2), WOOD)
        p.form(
            smooth(
                [
                    (-0.36 * s, -0.16 * s),
                    (-0.46 * s, -0.6 * s),
                    (-0.4 * s, -0.98 * s),
                    (-0.1 * s, -1.04 * s),
                    (0.16 * s, -0.96 * s),
                    (0.2 * s, -0.5 * s),
                    (0.1 * s, -0.2 * s),
                ],
                closed=True,
            ),
            colour,
            0.6,
            60,
        )
        p.form(box(-0.3 * s, -0.46 * s, 0.66 * s, 0.17 * s, 0.07 * s), mix(colour, WHITE, 0.14), 0.5)
        p.form(box(-0.34 * s, -0.32 * s, 0.74 * s, 0.2 * s, 0.06 * s), mix(colour, INK, 0.12), 0.5)
        p.form(
            smooth(
                [
                    (-0.42 * s, -0.14 * s),
                    (-0.46 * s, -0.5 * s),
                    (-0.36 * s, -0.6 * s),
                    (-0.02 * s, -0.56 * s),
                    (0.06 * s, -0.46 * s),
                    (0.0 * s, -0.14 * s),
                ],
                closed=True,
            ),
            mix(colour, WHITE, 0.08),
            0.7,
            40,
        )


def desk_lamp(p: Picture, x: float, y: float, size: float, colour: str = JADE) -> None:
    """A desk lamp with a bell shade, foot at (x, y), its light falling to the left below."""
    s = size
    p.path(
        polygon([(x - 0.62 * s, y), (x - 0.36 * s, y - 0.74 * s), (x - 0.06 * s, y - 0.8 * s), (x + 0.2 * s, y)]),
        p.gradient(OCHRE, OCHRE, 0, (0.5, 0.06)),
    )
    p.form(disc(x + 0.2 * s, y - 0.02 * s, 0.16 * s, 0.035 * s), INK, 0.2)
    p.strokes(
        [
            (x + 0.2 * s, y - 0.03 * s),
            (x + 0.3 * s, y - 0.5 * s),
            (x + 0.12 * s, y - 0.92 * s),
            (x - 0.16 * s, y - 0.96 * s),
        ],
        INK,
        0.026 * s,
    )
    p.form(
        smooth(
            [
                (x - 0.42 * s, y - 0.68 * s),
                (x - 0.34 * s, y - 0.9 * s),
                (x - 0.18 * s, y - 1.0 * s),
                (x - 0.05 * s, y - 0.93 * s),
                (x - 0.0 * s, y - 0.74 * s),
            ]
        )
        + "Z",
        colour,
        0.6,
    )


def book(
    p: Picture, x: float, y: float, width: float, thick: float, colour: str, tilt: float = 0, band: str = ""
) -> None:
    """A closed book lying with its spine towards us; (x, y) the middle of its lower edge."""
    with p.at(x, y, rotate=tilt):
        p.form(box(-width / 2, -thick, width, thick, thick * 0.18), colour, 0.55, 40)
        p.path(box(-width / 2 + width * 0.88, -thick * 0.86, width * 0.12, thick * 0.72), PAPER)
        for k in range(1, 4):
            p.line(f"M{width * 0.385:.0f} {-thick * 0.86 + thick * 0.18 * k:.1f}h{width * 0.11:.0f}", SAND, 2)
        for dx in (-0.4, -0.34, 0.22):
            p.path(box(dx * width, -thick, width * 0.018, thick), band or mix(colour, OCHRE, 0.55))


def row_of_books(p: Picture, x: float, y: float, width: float, height: float, seed: int = 1, gap: float = 0.08) -> None:
    """Upright books on a shelf board at y, from x for `width` pixels."""
    chance = luck(seed)
    tones = (JADE, DUSK, OCHRE, CLAY, JADE_MID, SAND, NIGHT, SKY, TAN, WHITE, mix(JADE, INK, 0.3))
    left = x
    while left < x + width - height * 0.3:
        if chance.random() < gap:
            left += height * chance.uniform(0.2, 0.5)
            continue
        w, h = height * chance.uniform(0.12, 0.26), height * chance.uniform(0.7, 0.98)
        tone = chance.choice(tones)
        p.form(box(left, y - h, w, h, 3), tone, 0.4, 70)
        accent = mix(tone, OCHRE if tone != OCHRE else INK, 0.5)
        p.path(box(left, y - h * 0.86, w, h * 0.05), accent)
        p.path(box(left, y - h * 0.2, w, h * 0.03), accent)
        left += w + 1.5


def open_book(p: Picture, x: float, y: float, width: float, cover: str = JADE) -> None:
    """An open book lying flat, seen from slightly above; (x, y) the lower end of its gutter."""
    w, h = width / 2, width * 0.3
    p.path(
        polygon(
            [
                (x - w * 1.06, y - h * 0.1),
                (x - w * 0.9, y - h * 1.14),
                (x, y - h * 1.0),
                (x + w * 0.9, y - h * 1.14),
                (x + w * 1.06, y - h * 0.1),
                (x, y + h * 0.12),
            ]
        ),
        cover,
    )
    for side in (-1, 1):
        page = (
            f"M{x} {y}Q{x + side * w * 0.5:.0f} {y - h * 0.34:.0f} {x + side * w:.0f} {y - h * 0.16:.0f}"
            f"L{x + side * w * 0.86:.0f} {y - h * 1.12:.0f}"
            f"Q{x + side * w * 0.42:.0f} {y - h * 1.26:.0f} {x} {y - h * 0.98:.0f}Z"
        )
        p.form(page, WHITE, 0.5, 270 if side < 0 else 90)
        for k in range(5):
            t = 0.22 + 0.15 * k
            top = y - h * (1.0 - 0.8 * t)
            p.line(
                f"M{x + side * w * 0.14:.0f} {top - h * 0.12:.0f}"
                f"Q{x + side * w * 0.5:.0f} {top - h * 0.28:.0f} {x + side * w * 0.8:.0f} {top - h * 0.19:.0f}",
                mix(SAND, INK, 0.25),
                3,
                0.7,
            )
