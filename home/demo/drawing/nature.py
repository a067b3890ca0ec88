"""Parts of landscapes: skies, hills, mist, trees, leaves, flowers, water."""

from __future__ import annotations

import math

from .geometry import Point, bend, disc, luck, polygon, ridge, smooth, step, taper, under
from .kit import DUSK, INK, JADE, JADE_MID, JADE_PALE, OCHRE, PAPER, PINE, WHITE, WOOD, Picture, mix


def hills(
    p: Picture, seed: int, y: float, rise: float, bumps: int, colour: str, mist: str = PAPER, thick: float = 0.75
) -> None:
    """One range of hills, dark along its crest and dissolving into `mist` at its foot."""
    data = under(ridge(seed, y, rise, bumps))
    p.path(data, colour)
    p.shade(data, mist, 0, thick)


def mist(p: Picture, y: float, height: float, colour: str = PAPER, opacity: float = 0.7) -> None:
    """A lying band of haze."""
    p.path(disc(800, y, 1000, height / 2), colour, opacity, blur=26)


def cloud(p: Picture, x: float, y: float, width: float, colour: str = WHITE, opacity: float = 0.9) -> None:
    """A flat long cloud of three rounded bars, as in old prints."""
    bar = width * 0.075
    with p.faint(opacity):
        for dx, dy, share in ((0, 0, 1), (0.16, -1.5, 0.52), (0.22, 1.5, 0.6)):
            left = x + dx * width
            p.line(f"M{left:.0f} {y + dy * bar:.0f}h{width * share - bar:.0f}", colour, bar * 1.62)


def leaf(p: Picture, x: float, y: float, length: float, angle: float, colour: str, width: float = 0.24) -> None:
    """A pointed leaf growing from (x, y) along `heading(angle)`."""
    tip = step((x, y), angle, length)
    one = step(step((x, y), angle, length * 0.42), angle + 90, length * width)
    two = step(step((x, y), angle, length * 0.42), angle - 90, length * width)
    p.path(
        f"M{x:.1f} {y:.1f}Q{one[0]:.1f} {one[1]:.1f} {tip[0]:.1f} {tip[1]:.1f}"
        f"Q{two[0]:.1f} {two[1]:.1f} {x:.1f} {y:.1f}Z",
        colour,
    )


def spray(
    p: Picture, spine: list[Point], length: float, colour: str, count: int = 9, width: float = 0.24, spread: float = 48
) -> None:
    """A twig along `spine` with leaves to either side and one at its end."""
    p.strokes(spine, mix(colour, INK, 0.2), max(2.0, length * 0.05))
    for i in range(count):
        place = (i + 1) / count * (len(spine) - 1)
        low = min(int(place), len(spine) - 2)
        a, b = spine[low], spine[low + 1]
        x, y = a[0] + (b[0] - a[0]) * (place - low), a[1] + (b[1] - a[1]) * (place - low)
        way = math.degrees(math.atan2(b[0] - a[0], b[1] - a[1]))
        side = 0 if i == count - 1 else (spread if i % 2 else -spread)
        leaf(p, x, y, length * (1 - 0.25 * i / count), way + side, mix(colour, INK, 0.12 * (i % 2)), width)


def crown(p: Picture, x: float, y: float, size: float, colour: str, seed: int = 1, trunk: float = 0) -> None:
    """A round broad-leaved tree; `trunk` is the height of its bare stem, (x, y) the middle of the crown."""
    chance = luck(seed)
    if trunk:
        p.form(taper([(x, y + size * 0.7 + trunk), (x + 3, y)], [size * 0.09, size * 0.04]), WOOD, 0.6, 80)
        p.line(f"M{x} {y + size * 0.55}l{size * 0.32} {-size * 0.4}", WOOD, size * 0.05)
    points = []
    for i in range(11):
        turn = math.tau * i / 11
        reach = size * chance.uniform(0.84, 1.08)
        points.append((x + math.cos(turn) * reach, y + math.sin(turn) * reach * 0.88))
    p.form(smooth(points, closed=True), colour, 0.8, 30)


def pine(p: Picture, x: float, y: float, size: float, seed: int = 3, colour: str = PINE) -> None:
    """A leaning Chinese pine with layered pads of needles, root at (x, y), `size` tall."""
    s = size
    chance = luck(seed)
    trunk = [(x, y), (x + 0.07 * s, y - 0.28 * s), (x - 0.05 * s, y - 0.55 * s), (x + 0.05 * s, y - 0.9 * s)]
    limbs = (
        (0.36, 0.47, 0.2, 1),
        (-0.34, 0.6, 0.22, 2),
        (0.3, 0.72, 0.18, 2),
        (-0.17, 0.82, 0.17, 3),
        (0.06, 0.95, 0.24, 3),
    )
    for dx, dy, _, joint in limbs:
        a = trunk[joint]
        knee = (x + dx * 0.55 * s, y - (dy - 0.035) * s)
        p.path(taper([a, knee, (x + dx * s, y - dy * s)], [0.018 * s, 0.012 * s, 0.006 * s]), mix(WOOD, INK, 0.2))
    p.form(taper(trunk, [0.045 * s, 0.034 * s, 0.024 * s, 0.01 * s]), WOOD, 0.8, 80)
    for dx, dy, half, _ in limbs:
        cx, cy, w = x + dx * s, y - dy * s, half * s
        top = [
            (cx - w + 2 * w * i / 8, cy - w * 0.42 * math.sin(math.pi * i / 8) ** 0.8 * chance.uniform(0.8, 1.2))
            for i in range(9)
        ]
        p.form(smooth(top) + f"Q{cx} {cy + w * 0.24:.1f} {top[0][0]:.1f} {top[0][1]:.1f}Z", colour, 0.6, 10)
        p.shade(smooth(top[1:-1]) + "Z", JADE_MID, 190, 0.5)


def willow(p: Picture, x: float, y: float, size: float, seed: int = 5, colour: str = JADE, lean: float = 1) -> None:
    """A willow with root at (x, y): a bent trunk and a curtain of leafy hanging twigs; `lean` 1 right, -1 left."""
    chance = luck(seed)
    s = size
    fork = (x + lean * 0.1 * s, y - 0.6 * s)
    p.form(taper([(x, y), (x - lean * 0.03 * s, y - 0.3 * s), fork], [0.055 * s, 0.036 * s, 0.024 * s]), WOOD, 0.8, 80)
    tips = [(-0.3, 0.8), (-0.12, 0.92), (0.1, 0.98), (0.32, 0.94), (0.52, 0.82)]
    boughs = []
    for dx, dy in tips:
        spine = [
            fork,
            (x + lean * (0.1 + (dx - 0.1) * 0.35) * s, y - (0.6 + (dy - 0.6) * 0.75) * s),
            (x + lean * dx * s, y - dy * s),
        ]
        boughs.append(bend(spine, 6))
        p.path(taper(spine, [0.018 * s, 0.01 * s, 0.004 * s]), mix(WOOD, INK, 0.2))
    for layer, tone in enumerate((mix(colour, INK, 0.12), colour, mix(colour, JADE_MID, 0.45))):
        for bough in boughs:
            for start in bough[3 + layer :: 2]:
                out = lean * chance.uniform(-0.05, 0.12) * s * (1 if start[0] * lean > fork[0] * lean else -1)
                drop = chance.uniform(0.22, 0.58) * s
                bow = (start[0] + out * 0.7, start[1] - 0.015 * s)
                spine = [
                    start,
                    bow,
                    (start[0] + out * 1.15, start[1] + drop * 0.4),
                    (start[0] + out * 1.05, start[1] + drop),
                ]
                _switch(p, spine, s * 0.034, tone)


def _switch(p: Picture, spine: list[Point], length: float, colour: str) -> None:
    """One hanging willow twig with narrow leaves to either side."""
    p.strokes(spine, colour, max(1.6, length * 0.1))
    for i, (x, y) in enumerate(bend(spine, 6)[3:]):
        leaf(p, x, y, length, 34 if i % 2 else -34, colour, 0.17)


def bamboo(p: Picture, x: float, base: float, top: float, thick: float, seed: int = 2, colour: str = JADE) -> None:
    """One bamboo cane from `base` up to `top`, jointed, with drooping leaves."""
    chance = luck(seed)
    count = 5
    lean = chance.uniform(-18, 18)
    for i in range(count):
        y0, y1 = base + (top - base) * i / count, base + (top - base) * (i + 1) / count
        x0, x1 = x + lean * i / count, x + lean * (i + 1) / count
        p.form(taper([(x0, y0 - 2), (x1, y1 + 4)], [thick * 0.5, thick * 0.45], 3), colour, 0.5, 90)
    for _ in range(8):
        y = base + (top - base) * chance.uniform(0.42, 1)
        way = chance.choice((-1, 1))
        for k in range(3):
            leaf(
                p,
                x + lean * 0.7,
                y,
                thick * chance.uniform(4.5, 7),
                way * (35 + 24 * k),
                mix(colour, PINE, k / 3),
                0.14,
            )


def grass(p: Picture, x: float, y: float, size: float, colour: str, seed: int = 1, count: int = 7) -> None:
    """A tuft of blades rising from (x, y)."""
    chance = luck(seed)
    for i in range(count):
        leaf(
            p,
            x + (i - count / 2) * size * 0.07,
            y,
            size * chance.uniform(0.6, 1),
            180 + (i - count / 2) * 9 + chance.uniform(-6, 6),
            mix(colour, INK, 0.1 * (i % 3)),
            0.07,
        )


def rock(p: Picture, x: float, y: float, width: float, height: float, colour: str, seed: int = 1) -> None:
    """A faceted garden stone standing on y, its left edge at x."""
    chance = luck(seed)
    top = [
        (x + width * t, y - height * h * chance.uniform(0.9, 1.08))
        for t, h in ((0.04, 0.4), (0.2, 0.82), (0.42, 1), (0.66, 0.72), (0.9, 0.5))
    ]
    p.form(polygon([(x, y), *top, (x + width, y)]), colour, 0.9, 50)
    p.shade(polygon([(x, y), top[0], top[1], (x + width * 0.32, y)]), WHITE, 230, 0.35)


def lotus(p: Picture, x: float, y: float, size: float, petal: str = "#E7B7A3") -> None:
    """A lotus flower seen from the side."""
    for angle in (128, 232, 150, 210, 180):
        leaf(p, x, y, size, angle, mix(petal, WHITE, 0.5 if angle == 180 else 0.12 * (abs(angle - 180) % 40) / 10), 0.3)


def pads(p: Picture, places: list[tuple[float, float, float]], colour: str = JADE) -> None:
    """Lotus leaves on water: (x, y, half-width) each."""
    for i, (x, y, size) in enumerate(places):
        tone = mix(colour, JADE_MID, 0.25 * (i % 3))
        p.path(disc(x + 4, y + size * 0.1, size, size * 0.3), DUSK, 0.2)
        p.form(disc(x, y, size, size * 0.3), tone, 0.5)
        p.line(f"M{x:.0f} {y:.0f}l{size * 0.75:.0f} {size * 0.1:.0f}", mix(tone, JADE_PALE, 0.5), 2)


def ripples(
    p: Picture,
    seed: int,
    left: float,
    right: float,
    top: float,
    bottom: float,
    colour: str,
    count: int = 16,
    opacity: float = 0.5,
) -> None:
    """Short level strokes on water, longer and wider towards the viewer."""
    chance = luck(seed)
    for _ in range(count):
        depth = chance.random()
        y = top + (bottom - top) * depth
        length = 30 + 150 * depth * chance.uniform(0.5, 1)
        x = chance.uniform(left, max(left + 1, right - length))
        p.path(
            taper([(x, y), (x + length / 2, y - 1.5), (x + length, y)], [0.3, 1.2 + 2.4 * depth, 0.3], 4),
            colour,
            opacity,
        )


def blossom(p: Picture, x: float, y: float, size: float, colour: str, heart: str = OCHRE, petals: int = 5) -> None:
    """A small round flower seen from the front."""
    for i in range(petals):
        cx, cy = step((x, y), 180 + 360 / petals * i, size * 0.55)
        p.path(disc(cx, cy, size * 0.5), mix(colour, INK, 0.05 * (i % 2)))
    p.path(disc(x, y, size * 0.22), heart)


def chrysanthemum(p: Picture, x: float, y: float, size: float, colour: str, tilt: float = 0) -> None:
    """A full chrysanthemum of three rings of petals."""
    for ring, (count, reach) in enumerate(((22, 1), (17, 0.76), (11, 0.5))):
        tone = mix(colour, WHITE, 0.18 * ring) if ring else mix(colour, INK, 0.14)
        for i in range(count):
            way = 360 / count * (i + ring * 0.5) + tilt
            leaf(p, x, y, size * reach * (1 if i % 2 else 0.93), way, mix(tone, INK, 0.07 * (i % 3)), 0.21)
    p.path(disc(x, y, size * 0.16), mix(colour, INK, 0.3))
