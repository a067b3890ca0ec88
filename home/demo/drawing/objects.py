"""Parts of still lifes and rooms: tea things, plants, chairs, lamps, books, balls, bunting."""

from __future__ import annotations

import math
from random import Random

from .geometry import Point, bend, box, disc, polygon, smooth, taper
from .kit import CLAY, DUSK, INK, JADE, JADE_MID, JADE_PALE, NIGHT, OCHRE, PAPER, RED, SAND, SKY, TAN, WHITE, WOOD, Picture, mix
from .nature import leaf


def steam(p: Picture, x: float, y: float, height: float, colour: str = WHITE, opacity: float = 0.8) -> None:
    """Two slow curls of steam rising from (x, y)."""
    for dx, reach, sway in ((-0.07, 1, 1), (0.12, 0.72, -1)):
        h = height * reach
        left = x + dx * height
        spine = [(left, y), (left + sway * h * 0.13, y - h * 0.3), (left - sway * h * 0.1, y - h * 0.62),
                 (left + sway * h * 0.1, y - h)]
        p.path(taper(spine, [0.5, height * 0.022, height * 0.014, 0.4]), colour, opacity)


def cup(p: Picture, x: float, y: float, size: float, colour: str = WHITE, tea: str = OCHRE, band: str = "") -> None:
    """A small handleless tea cup standing at (x, y), `size` wide at its rim."""
    w, h = size / 2, size * 0.62
    p.pool(x + w * 0.3, y, w * 1.1, w * 0.2)
    data = (f"M{x - w} {y - h}Q{x - w * 0.95} {y - h * 0.1} {x - w * 0.5} {y}H{x + w * 0.5}"
            f"Q{x + w * 0.95} {y - h * 0.1} {x + w} {y - h}Z")
    p.form(data, colour, 0.6, 70)
    if band:
        with p.inside(data):
            p.path(box(x - w, y - h * 0.58, size, h * 0.16), band)
    p.path(disc(x, y - h, w, w * 0.3), mix(colour, INK, 0.1))
    p.path(disc(x, y - h + w * 0.05, w * 0.86, w * 0.22), tea)


def gaiwan(p: Picture, x: float, y: float, size: float, colour: str = WHITE, motif: str = JADE) -> None:
    """A lidded tea bowl on its saucer at (x, y), the bowl `size` wide."""
    w = size / 2
    p.pool(x + w * 0.35, y, w * 1.5, w * 0.26, 0.28)
    p.form(disc(x, y - w * 0.08, w * 1.25, w * 0.26), mix(colour, SAND, 0.25), 0.5)
    p.path(disc(x, y - w * 0.12, w * 0.6, w * 0.12), mix(colour, INK, 0.22))
    bowl = (f"M{x - w} {y - w * 1.25}Q{x - w * 0.92} {y - w * 0.25} {x - w * 0.42} {y - w * 0.12}H{x + w * 0.42}"
            f"Q{x + w * 0.92} {y - w * 0.25} {x + w} {y - w * 1.25}Z")
    p.form(bowl, colour, 0.7, 70)
    with p.inside(bowl):
        for i, (dx, dy, way) in enumerate(((-0.4, -0.5, 150), (-0.25, -0.75, 200), (0.05, -0.45, 165), (0.2, -0.7, 215), (0.42, -0.5, 190))):
            leaf(p, x + dx * w, y + dy * w + w * 0.1, w * 0.42, way, mix(motif, JADE_MID, 0.3 * (i % 2)), 0.2)
    p.path(disc(x, y - w * 1.25, w, w * 0.2), mix(colour, INK, 0.14))
    lid = f"M{x - w * 0.88} {y - w * 1.3}Q{x - w * 0.6} {y - w * 1.78} {x} {y - w * 1.8}Q{x + w * 0.6} {y - w * 1.78} {x + w * 0.88} {y - w * 1.3}Q{x} {y - w * 1.12} {x - w * 0.88} {y - w * 1.3}Z"
    p.form(lid, colour, 0.6, 70)
    p.form(polygon([(x - w * 0.2, y - w * 2), (x + w * 0.2, y - w * 2), (x + w * 0.12, y - w * 1.76), (x - w * 0.12, y - w * 1.76)]),
           motif, 0.4)


def teapot(p: Picture, x: float, y: float, size: float, colour: str = WOOD) -> None:
    """A round Yixing teapot at (x, y), body `size` wide, spout to the left."""
    w = size / 2
    p.pool(x + w * 0.3, y, w * 1.1, w * 0.2, 0.3)
    p.line(f"M{x + w * 0.8} {y - w * 1.1}C{x + w * 1.6} {y - w * 1.35} {x + w * 1.7} {y - w * 0.25} {x + w * 0.86} {y - w * 0.4}",
           mix(colour, INK, 0.15), w * 0.17)
    p.form(taper([(x - w * 0.75, y - w * 0.5), (x - w * 1.2, y - w * 0.75), (x - w * 1.45, y - w * 1.25)],
                 [w * 0.26, w * 0.15, w * 0.09]), colour, 0.5)
    p.form(disc(x, y - w * 0.7, w, w * 0.7), colour, 0.8)
    p.form(disc(x, y - w * 1.27, w * 0.55, w * 0.17), mix(colour, INK, 0.12), 0.4)
    p.path(disc(x, y - w * 1.5, w * 0.13), mix(colour, INK, 0.2))


def plant(p: Picture, x: float, y: float, size: float, pot: str = CLAY, foliage: str = JADE, seed: int = 1) -> None:
    """A potted plant with long arching leaves; pot foot at (x, y), `size` its whole height."""
    s = size
    chance = Random(seed)
    p.pool(x + s * 0.05, y, s * 0.22, s * 0.035, 0.28)
    for i in range(11):
        turn = (i / 10 - 0.5) * 2
        reach = s * chance.uniform(0.42, 0.62)
        root = (x + turn * s * 0.05, y - s * 0.34)
        mid = (x + turn * s * 0.16, y - s * 0.36 - reach * (0.75 - 0.3 * abs(turn)))
        tip = (x + turn * s * 0.42, y - s * 0.34 - reach * (1.1 - 0.95 * abs(turn)))
        p.path(taper([root, mid, tip], [s * 0.006, s * 0.032, s * 0.001]), mix(foliage, JADE_MID, chance.uniform(0, 0.55)))
    w = s * 0.16
    p.form(polygon([(x - w, y - s * 0.34), (x + w, y - s * 0.34), (x + w * 0.72, y), (x - w * 0.72, y)]), pot, 0.7, 70)
    p.form(box(x - w * 1.12, y - s * 0.37, w * 2.24, s * 0.07, 4), mix(pot, WHITE, 0.12), 0.5, 70)


def vase(p: Picture, x: float, y: float, size: float, colour: str = JADE_MID) -> None:
    """A slender bottle vase with its foot at (x, y)."""
    s = size
    p.pool(x + s * 0.06, y, s * 0.25, s * 0.04, 0.28)
    p.form(taper([(x, y - s * 0.06), (x, y - s * 0.3), (x, y - s * 0.55), (x, y - s * 0.75), (x, y - s)],
                 [s * 0.16, s * 0.27, s * 0.2, s * 0.075, s * 0.085]), colour, 0.75, 70)


def chair(p: Picture, x: float, y: float, size: float, colour: str = WOOD, seat: str = JADE, back: int = 1) -> None:
    """A plain wooden chair seen from the side; (x, y) the ground under its seat, `back` -1 left or 1 right.

    The seat is at 0.45 of `size` above the ground.
    """
    s = size
    leg = mix(colour, INK, 0.18)
    for dx, splay in ((-0.2, -0.05), (0.2, 0.05)):
        p.path(taper([(x + dx * s, y - 0.42 * s), (x + (dx + splay) * s, y)], [0.026 * s, 0.018 * s], 2), leg)
    p.form(taper([(x + back * 0.21 * s, y - 0.4 * s), (x + back * 0.25 * s, y - 0.75 * s), (x + back * 0.3 * s, y - s)],
                 [0.028 * s, 0.03 * s, 0.03 * s]), colour, 0.5)
    p.form(taper([(x + back * 0.255 * s, y - 0.76 * s), (x + back * 0.295 * s, y - 0.99 * s)], [0.045 * s, 0.045 * s]), seat, 0.5)
    p.form(box(x - 0.25 * s, y - 0.46 * s, 0.5 * s, 0.07 * s, 0.03 * s), seat, 0.6)


def armchair(p: Picture, x: float, y: float, size: float, colour: str = JADE, flip: bool = False) -> None:
    """A deep armchair in three-quarter view, ground at y; it looks right, or left if `flip`."""
    s = size
    with p.at(x, y, flip=flip):
        p.path(disc(0.06 * s, 0, 0.5 * s, 0.06 * s), NIGHT, 0.25, blur=9)
        for dx in (-0.3, 0.34):
            p.path(taper([(dx * s, -0.16 * s), (dx * s * 1.1, 0)], [0.022 * s, 0.014 * s], 2), WOOD)
        p.form(smooth([(-0.36 * s, -0.16 * s), (-0.46 * s, -0.6 * s), (-0.4 * s, -0.98 * s), (-0.1 * s, -1.04 * s),
                       (0.16 * s, -0.96 * s), (0.2 * s, -0.5 * s), (0.1 * s, -0.2 * s)], closed=True), colour, 0.6, 60)
        p.form(box(-0.3 * s, -0.46 * s, 0.66 * s, 0.17 * s, 0.07 * s), mix(colour, WHITE, 0.14), 0.5)
        p.form(box(-0.34 * s, -0.32 * s, 0.74 * s, 0.2 * s, 0.06 * s), mix(colour, INK, 0.12), 0.5)
        p.form(smooth([(-0.42 * s, -0.14 * s), (-0.46 * s, -0.5 * s), (-0.36 * s, -0.6 * s), (-0.02 * s, -0.56 * s),
                       (0.06 * s, -0.46 * s), (0.0 * s, -0.14 * s)], closed=True), mix(colour, WHITE, 0.08), 0.7, 40)


def table(p: Picture, x: float, y: float, width: float, height: float, colour: str = WOOD, thick: float = 18) -> None:
    """A plain table seen from the side, its top at y and centred on x."""
    for edge in (-1, 1):
        p.form(taper([(x + edge * width * 0.42, y), (x + edge * width * 0.46, y + height)], [thick * 0.62, thick * 0.45], 2),
               mix(colour, INK, 0.2), 0.4)
    p.form(box(x - width / 2, y, width, thick, 5), colour, 0.5)


def book(p: Picture, x: float, y: float, width: float, thick: float, colour: str, tilt: float = 0, band: str = "") -> None:
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
    chance = Random(seed)
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
    p.path(polygon([(x - w * 1.06, y - h * 0.1), (x - w * 0.9, y - h * 1.14), (x, y - h * 1.0), (x + w * 0.9, y - h * 1.14),
                    (x + w * 1.06, y - h * 0.1), (x, y + h * 0.12)]), cover)
    for side in (-1, 1):
        page = (f"M{x} {y}Q{x + side * w * 0.5:.0f} {y - h * 0.34:.0f} {x + side * w:.0f} {y - h * 0.16:.0f}"
                f"L{x + side * w * 0.86:.0f} {y - h * 1.12:.0f}Q{x + side * w * 0.42:.0f} {y - h * 1.26:.0f} {x} {y - h * 0.98:.0f}Z")
        p.form(page, WHITE, 0.5, 270 if side < 0 else 90)
        for k in range(5):
            t = 0.22 + 0.15 * k
            top = y - h * (1.0 - 0.8 * t)
            p.line(f"M{x + side * w * 0.14:.0f} {top - h * 0.12:.0f}Q{x + side * w * 0.5:.0f} {top - h * 0.28:.0f} {x + side * w * 0.8:.0f} {top - h * 0.19:.0f}",
                   mix(SAND, INK, 0.25), 3, 0.7)


def desk_lamp(p: Picture, x: float, y: float, size: float, colour: str = JADE) -> None:
    """A desk lamp with a bell shade, foot at (x, y), its light falling to the left below."""
    s = size
    p.path(polygon([(x - 0.62 * s, y), (x - 0.36 * s, y - 0.74 * s), (x - 0.06 * s, y - 0.8 * s), (x + 0.2 * s, y)]),
           p.gradient(OCHRE, OCHRE, 0, (0.5, 0.06)))
    p.form(disc(x + 0.2 * s, y - 0.02 * s, 0.16 * s, 0.035 * s), INK, 0.2)
    p.strokes([(x + 0.2 * s, y - 0.03 * s), (x + 0.3 * s, y - 0.5 * s), (x + 0.12 * s, y - 0.92 * s), (x - 0.16 * s, y - 0.96 * s)], INK, 0.026 * s)
    p.form(smooth([(x - 0.42 * s, y - 0.68 * s), (x - 0.34 * s, y - 0.9 * s), (x - 0.18 * s, y - 1.0 * s), (x - 0.05 * s, y - 0.93 * s),
                   (x - 0.0 * s, y - 0.74 * s)]) + "Z", colour, 0.6)


def bunting(p: Picture, points: list[Point], size: float, tones: tuple[str, ...] = (JADE, OCHRE, SKY, RED, JADE_MID)) -> None:
    """A string of small flags hung along a curve."""
    line = bend(points, 8)
    p.strokes(points, mix(INK, SAND, 0.3), 2.5)
    for i, (x, y) in enumerate(line[1:-1:2]):
        p.form(polygon([(x - size * 0.4, y), (x + size * 0.4, y), (x, y + size)]), tones[i % len(tones)], 0.35)


def arc_path(start: Point, end: Point, lift: float) -> list[Point]:
    """Points of a thrown ball's way from start to end, `lift` pixels above the straight line at its middle."""
    return [
        (start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t - lift * math.sin(math.pi * t))
        for t in (i / 12 for i in range(13))
    ]
