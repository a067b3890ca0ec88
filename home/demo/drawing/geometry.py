"""Curves as SVG path data. All lengths are pixels of the 1600 x 1000 sheet; y grows downwards."""

from __future__ import annotations

import math
from random import Random

Point = tuple[float, float]


def luck(seed: int) -> Random:
    """Repeatable variety: the same seed draws the same picture."""
    return Random(seed)  # noqa: S311 (strokes of a brush, no secret)


def heading(angle: float) -> Point:
    """Unit vector for an angle in degrees: 0 points down, 90 right, 180 up, -90 left."""
    turn = math.radians(angle)
    return math.sin(turn), math.cos(turn)


def step(start: Point, angle: float, length: float) -> Point:
    """The point `length` pixels from `start` along `heading(angle)`."""
    dx, dy = heading(angle)
    return start[0] + dx * length, start[1] + dy * length


def _fmt(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"


def polygon(points: list[Point]) -> str:
    """A closed path with straight edges."""
    return "M" + "L".join(_fmt(point) for point in points) + "Z"


def box(x: float, y: float, width: float, height: float, radius: float = 0) -> str:
    """A rectangle from its top left corner, with rounded corners if `radius` is given."""
    if not radius:
        return polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])
    r = min(radius, width / 2, height / 2)
    return (
        f"M{x + r:.1f} {y:.1f}h{width - 2 * r:.1f}a{r} {r} 0 0 1 {r} {r}v{height - 2 * r:.1f}"
        f"a{r} {r} 0 0 1 {-r} {r}h{-(width - 2 * r):.1f}a{r} {r} 0 0 1 {-r} {-r}"
        f"v{-(height - 2 * r):.1f}a{r} {r} 0 0 1 {r} {-r}Z"
    )


def disc(x: float, y: float, rx: float, ry: float | None = None) -> str:
    """A circle, or an ellipse if `ry` is given, as path data (so that it can be shaded or clip)."""
    ry = rx if ry is None else ry
    return f"M{x - rx:.1f} {y:.1f}a{rx:.1f} {ry:.1f} 0 1 0 {2 * rx:.1f} 0a{rx:.1f} {ry:.1f} 0 1 0 {-2 * rx:.1f} 0Z"


def smooth(points: list[Point], closed: bool = False, tension: float = 0.5) -> str:
    """A Catmull-Rom curve through the points, as cubic Bezier path data."""
    count = len(points)
    if closed:
        ring = [points[-1], *points, points[0], points[1]]
    else:
        ring = [points[0], *points, points[-1]]
    data = "M" + _fmt(ring[1])
    for i in range(1, count + (1 if closed else 0)):
        before, here, there, after = ring[i - 1], ring[i], ring[i + 1], ring[i + 2]
        pull = tension / 3 * 2
        first = (here[0] + (there[0] - before[0]) * pull / 2, here[1] + (there[1] - before[1]) * pull / 2)
        second = (there[0] - (after[0] - here[0]) * pull / 2, there[1] - (after[1] - here[1]) * pull / 2)
        data += f"C{_fmt(first)} {_fmt(second)} {_fmt(there)}"
    return data + ("Z" if closed else "")


def under(points: list[Point], floor: float = 1010) -> str:
    """The area between a smooth skyline and `floor`: hills, banks, waves."""
    return smooth(points) + f"L{points[-1][0]:.1f} {floor}L{points[0][0]:.1f} {floor}Z"


def ridge(seed: int, y: float, rise: float, bumps: int, left: float = -20, right: float = 1620) -> list[Point]:
    """A natural skyline: `bumps` crests of up to `rise` pixels above `y`."""
    chance = luck(seed)
    count = bumps * 2
    points = []
    for i in range(count + 1):
        lift = rise * chance.uniform(0.5, 1) if i % 2 else rise * chance.uniform(0, 0.3)
        sway = chance.uniform(-0.25, 0.25) if 0 < i < count else 0
        points.append((left + (right - left) * (i + sway) / count, y - lift))
    return points


def bend(points: list[Point], steps: int = 10) -> list[Point]:
    """Sample a Catmull-Rom curve through the points, `steps` samples to a stretch."""
    ring = [points[0], *points, points[-1]]
    samples = []
    for i in range(1, len(ring) - 2):
        a, b, c, d = ring[i - 1 : i + 3]
        for k in range(steps):
            t = k / steps
            samples.append(
                tuple(
                    0.5
                    * (
                        2 * b[n]
                        + (c[n] - a[n]) * t
                        + (2 * a[n] - 5 * b[n] + 4 * c[n] - d[n]) * t * t
                        + (3 * b[n] - a[n] - 3 * c[n] + d[n]) * t**3
                    )
                    for n in (0, 1)
                )
            )
    return [*samples, points[-1]]


def taper(points: list[Point], radii: list[float], steps: int = 8) -> str:
    """A limb, stem or stroke: a curve through `points` whose half-width follows `radii`, round at both ends."""
    spine = bend(points, steps)
    last = len(radii) - 1
    left, right = [], []
    for i, (x, y) in enumerate(spine):
        place = i / (len(spine) - 1) * last
        low = min(int(place), last - 1)
        radius = radii[low] + (radii[low + 1] - radii[low]) * (place - low)
        ahead, behind = spine[min(i + 1, len(spine) - 1)], spine[max(i - 1, 0)]
        dx, dy = ahead[0] - behind[0], ahead[1] - behind[1]
        length = math.hypot(dx, dy) or 1
        left.append((x - dy / length * radius, y + dx / length * radius))
        right.append((x + dy / length * radius, y - dx / length * radius))
    start, end = max(radii[0], 0.1), max(radii[-1], 0.1)
    return (
        "M"
        + "L".join(_fmt(point) for point in left)
        + f"A{end:.1f} {end:.1f} 0 0 0 {_fmt(right[-1])}"
        + "L"
        + "L".join(_fmt(point) for point in reversed(right))
        + f"A{start:.1f} {start:.1f} 0 0 0 {_fmt(left[0])}Z"
    )
