"""Parts of still lifes: tea things, plants, vases, bunting, the way of a thrown ball."""

from __future__ import annotations

import math

from .geometry import Point, bend, box, disc, luck, polygon, taper
from .kit import CLAY, INK, JADE, JADE_MID, OCHRE, RED, SAND, SKY, WHITE, WOOD, Picture, mix
from .nature import leaf


def steam(p: Picture, x: float, y: float, height: float, colour: str = WHITE, opacity: float = 0.8) -> None:
    """Two slow curls of steam rising from (x, y)."""
    for dx, reach, sway in ((-0.07, 1, 1), (0.12, 0.72, -1)):
        h = height * reach
        left = x + dx * height
        spine = [
            (left, y),
            (left + sway * h * 0.13, y - h * 0.3),
            (left - sway * h * 0.1, y - h * 0.62),
            (left + sway * h * 0.1, y - h),
        ]
        p.path(taper(spine, [0.5, height * 0.022, height * 0.014, 0.4]), colour, opacity)


def cup(p: Picture, x: float, y: float, size: float, colour: str = WHITE, tea: str = OCHRE, band: str = "") -> None:
    """A small handleless tea cup standing at (x, y), `size` wide at its rim."""
    w, h = size / 2, size * 0.62
    p.pool(x + w * 0.3, y, w * 1.1, w * 0.2)
    data = (
        f"M{x - w} {y - h}Q{x - w * 0.95} {y - h * 0.1} {x - w * 0.5} {y}H{x + w * 0.5}"
        f"Q{x + w * 0.95} {y - h * 0.1} {x + w} {y - h}Z"
    )
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
    bowl = (
        f"M{x - w} {y - w * 1.25}Q{x - w * 0.92} {y - w * 0.25} {x - w * 0.42} {y - w * 0.12}H{x + w * 0.42}"
        f"Q{x + w * 0.92} {y - w * 0.25} {x + w} {y - w * 1.25}Z"
    )
    p.form(bowl, colour, 0.7, 70)
    with p.inside(bowl):
        for i, (dx, dy, way) in enumerate(
            ((-0.4, -0.5, 150), (-0.25, -0.75, 200), (0.05, -0.45, 165), (0.2, -0.7, 215), (0.42, -0.5, 190))
        ):
            leaf(p, x + dx * w, y + dy * w + w * 0.1, w * 0.42, way, mix(motif, JADE_MID, 0.3 * (i % 2)), 0.2)
    p.path(disc(x, y - w * 1.25, w, w * 0.2), mix(colour, INK, 0.14))
    lid = (
        f"M{x - w * 0.88} {y - w * 1.3}Q{x - w * 0.6} {y - w * 1.78} {x} {y - w * 1.8}"
        f"Q{x + w * 0.6} {y - w * 1.78} {x + w * 0.88} {y - w * 1.3}"
        f"Q{x} {y - w * 1.12} {x - w * 0.88} {y - w * 1.3}Z"
    )
    p.form(lid, colour, 0.6, 70)
    p.form(
        polygon(
            [
                (x - w * 0.2, y - w * 2),
                (x + w * 0.2, y - w * 2),
                (x + w * 0.12, y - w * 1.76),
                (x - w * 0.12, y - w * 1.76),
            ]
        ),
        motif,
        0.4,
    )


def teapot(p: Picture, x: float, y: float, size: float, colour: str = WOOD) -> None:
    """A round Yixing teapot at (x, y), body `size` wide, spout to the left."""
    w = size / 2
    p.pool(x + w * 0.3, y, w * 1.1, w * 0.2, 0.3)
    p.line(
        f"M{x + w * 0.8} {y - w * 1.1}"
        f"C{x + w * 1.6} {y - w * 1.35} {x + w * 1.7} {y - w * 0.25} {x + w * 0.86} {y - w * 0.4}",
        mix(colour, INK, 0.15),
        w * 0.17,
    )
    p.form(
        taper(
            [(x - w * 0.75, y - w * 0.5), (x - w * 1.2, y - w * 0.75), (x - w * 1.45, y - w * 1.25)],
            [w * 0.26, w * 0.15, w * 0.09],
        ),
        colour,
        0.5,
    )
    p.form(disc(x, y - w * 0.7, w, w * 0.7), colour, 0.8)
    p.form(disc(x, y - w * 1.27, w * 0.55, w * 0.17), mix(colour, INK, 0.12), 0.4)
    p.path(disc(x, y - w * 1.5, w * 0.13), mix(colour, INK, 0.2))


def plant(p: Picture, x: float, y: float, size: float, pot: str = CLAY, foliage: str = JADE, seed: int = 1) -> None:
    """A potted plant with long arching leaves; pot foot at (x, y), `size` its whole height."""
    s = size
    chance = luck(seed)
    p.pool(x + s * 0.05, y, s * 0.22, s * 0.035, 0.28)
    for i in range(11):
        turn = (i / 10 - 0.5) * 2
        reach = s * chance.uniform(0.42, 0.62)
        root = (x + turn * s * 0.05, y - s * 0.34)
        mid = (x + turn * s * 0.16, y - s * 0.36 - reach * (0.75 - 0.3 * abs(turn)))
        tip = (x + turn * s * 0.42, y - s * 0.34 - reach * (1.1 - 0.95 * abs(turn)))
        p.path(
            taper([root, mid, tip], [s * 0.006, s * 0.032, s * 0.001]), mix(foliage, JADE_MID, chance.uniform(0, 0.55))
        )
    w = s * 0.16
    p.form(polygon([(x - w, y - s * 0.34), (x + w, y - s * 0.34), (x + w * 0.72, y), (x - w * 0.72, y)]), pot, 0.7, 70)
    p.form(box(x - w * 1.12, y - s * 0.37, w * 2.24, s * 0.07, 4), mix(pot, WHITE, 0.12), 0.5, 70)


def vase(p: Picture, x: float, y: float, size: float, colour: str = JADE_MID) -> None:
    """A slender bottle vase with its foot at (x, y)."""
    s = size
    p.pool(x + s * 0.06, y, s * 0.25, s * 0.04, 0.28)
    p.form(
        taper(
            [(x, y - s * 0.06), (x, y - s * 0.3), (x, y - s * 0.55), (x, y - s * 0.75), (x, y - s)],
            [s * 0.16, s * 0.27, s * 0.2, s * 0.075, s * 0.085],
        ),
        colour,
        0.75,
        70,
    )


def bunting(
    p: Picture, points: list[Point], size: float, tones: tuple[str, ...] = (JADE, OCHRE, SKY, RED, JADE_MID)
) -> None:
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
