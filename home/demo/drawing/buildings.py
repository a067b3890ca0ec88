"""Parts of buildings: tiled roofs, halls, walls with moon gates, lattice windows, lanterns, floors."""

from __future__ import annotations

from .geometry import box, disc, polygon, taper
from .kit import CLAY, DUSK, INK, NIGHT, OCHRE, PAPER, RED, SAND, SKY, WHITE, WOOD, Picture, mix


def roof(
    p: Picture, x: float, y: float, width: float, rise: float, colour: str = NIGHT, tip: float = 0.5, peak: float = 0.62
) -> None:
    """A tiled roof seen from the front: (x, y) the middle of its eaves; corners sweep up by `tip` of the rise."""
    w, top = width / 2, y - rise
    ridge = w * peak
    lift = rise * tip
    data = (
        f"M{x - w:.1f} {y - lift:.1f}Q{x - w * 0.8:.1f} {y:.1f} {x - w * 0.5:.1f} {y:.1f}H{x + w * 0.5:.1f}"
        f"Q{x + w * 0.8:.1f} {y:.1f} {x + w:.1f} {y - lift:.1f}"
        f"Q{x + w * 0.78:.1f} {y - lift * 0.72:.1f} {x + ridge:.1f} {top:.1f}H{x - ridge:.1f}"
        f"Q{x - w * 0.78:.1f} {y - lift * 0.72:.1f} {x - w:.1f} {y - lift:.1f}Z"
    )
    p.form(data, colour, 0.6, 10)
    with p.inside(data):
        count = max(8, int(width / 26))
        for i in range(count + 1):
            t = i / count * 2 - 1
            p.line(
                f"M{x + ridge * t:.1f} {top:.1f}"
                f"Q{x + w * 0.74 * t:.1f} {y - rise * 0.42:.1f} {x + w * 0.95 * t:.1f} {y:.1f}",
                mix(colour, SKY, 0.3),
                max(1.2, rise * 0.018),
                0.55,
            )
    p.path(
        taper(
            [
                (x - ridge - rise * 0.06, top - rise * 0.13),
                (x - ridge * 0.75, top),
                (x + ridge * 0.75, top),
                (x + ridge + rise * 0.06, top - rise * 0.13),
            ],
            [rise * 0.02, rise * 0.055, rise * 0.055, rise * 0.02],
        ),
        mix(colour, INK, 0.4),
    )


def eaves(p: Picture, x: float, y: float, width: float, colour: str = NIGHT) -> None:
    """One great upswept roof corner coming in from the left edge, its tip at (x, y)."""
    data = (
        f"M{x - width:.0f} {y - width * 0.14:.0f}Q{x - width * 0.42:.0f} {y + width * 0.2:.0f} {x:.0f} {y:.0f}"
        f"Q{x - width * 0.34:.0f} {y + width * 0.34:.0f} {x - width:.0f} {y + width * 0.3:.0f}Z"
    )
    p.form(data, colour, 0.7, 0)
    with p.inside(data):
        for i in range(18):
            left = x - width + width * i / 17.5
            p.line(
                f"M{left - 40:.0f} {y - width * 0.2:.0f}L{left + 26:.0f} {y + width * 0.4:.0f}",
                mix(colour, SKY, 0.28),
                3,
                0.5,
            )
    p.line(
        f"M{x - width:.0f} {y - width * 0.14:.0f}Q{x - width * 0.42:.0f} {y + width * 0.2:.0f} {x:.0f} {y:.0f}",
        mix(colour, INK, 0.5),
        width * 0.022,
    )


def hall(
    p: Picture,
    x: float,
    y: float,
    width: float,
    height: float,
    bays: int = 5,
    wall: str = WHITE,
    post: str = CLAY,
    tiles: str = NIGHT,
    door: str = RED,
) -> None:
    """A pillared hall on a plinth, its floor at (x, y); the middle bay is a door in `door`."""
    body = height * 0.52
    p.path(box(x - width * 0.56, y - height * 0.06, width * 1.12, height * 0.06), mix(SAND, INK, 0.12))
    p.form(box(x - width / 2, y - body, width, body - height * 0.05), wall, 0.4)
    bay = width / bays
    for i in range(bays):
        left = x - width / 2 + bay * i
        middle = i == bays // 2
        inner = box(left + bay * 0.17, y - body * 0.74, bay * 0.66, body * (0.66 if middle else 0.44))
        p.form(inner, door if middle else mix(DUSK, SKY, 0.2), 0.4)
        for k in range(1, 3):
            p.line(
                f"M{left + bay * (0.17 + 0.22 * k):.1f} {y - body * 0.74:.1f}v{body * (0.64 if middle else 0.44):.1f}",
                mix(wall, door if middle else wall, 0.4),
                max(1, bay * 0.025),
            )
    for i in range(bays + 1):
        p.path(box(x - width / 2 + bay * i - bay * 0.05, y - body, bay * 0.1, body - height * 0.05), post)
    p.path(box(x - width * 0.53, y - body - height * 0.05, width * 1.06, height * 0.1), mix(post, INK, 0.4))
    roof(p, x, y - body, width * 1.36, height * 0.42, tiles)


def block(
    p: Picture,
    x: float,
    y: float,
    width: float,
    height: float,
    floors: int,
    bays: int,
    wall: str = WHITE,
    glass: str = "",
    trim: str = SAND,
) -> None:
    """A modern ward block seen from the front, foot at y and left edge at x, in long bands of windows."""
    glass = glass or mix(SKY, DUSK, 0.35)
    p.form(box(x, y - height, width, height), wall, 0.45, 60)
    storey = height / (floors + 0.35)
    for i in range(floors):
        top = y - height + storey * (i + 0.42)
        p.form(box(x + width * 0.03, top, width * 0.94, storey * 0.46), glass, 0.5, 60)
        for k in range(1, bays):
            p.path(box(x + width * (0.03 + 0.94 * k / bays) - 2, top, 4, storey * 0.46), wall)
        p.path(box(x, top + storey * 0.5, width, storey * 0.07), mix(wall, trim, 0.8))
    p.path(box(x - 8, y - height - 8, width + 16, 12), mix(trim, INK, 0.18))


def moon_gate(
    p: Picture, x: float, y: float, radius: float, wall: str = WHITE, top: float = 0, floor: float = 800
) -> str:
    """A white garden wall with a round opening, tiles along its top; returns the opening's outline.

    Draw what is seen through the gate first, clipped to the outline that `disc(x, y, radius)` gives.
    """
    hole = disc(x, y, radius)
    data = f"{box(-40, top, 1680, floor - top)}{hole}"
    p.add(f'<path d="{data}" fill="{wall}" fill-rule="evenodd"/>')
    p.add(f'<path d="{hole}" fill="none" stroke="{mix(SAND, INK, 0.5)}" stroke-width="{radius * 0.075:.0f}"/>')
    p.add(f'<path d="{hole}" fill="none" stroke="{mix(SAND, INK, 0.2)}" stroke-width="{radius * 0.03:.0f}"/>')
    return hole


def lattice(
    p: Picture,
    x: float,
    y: float,
    width: float,
    height: float,
    colour: str = WOOD,
    pane: str = PAPER,
    columns: int = 3,
    rows: int = 4,
    bar: float = 8,
) -> None:
    """A wooden lattice window from its top left corner; `pane` may be empty to leave the view open."""
    if pane:
        p.path(box(x, y, width, height), pane)
    for i in range(columns + 1):
        p.path(box(x + width * i / columns - bar / 2, y, bar, height), colour)
    for k in range(rows + 1):
        p.path(box(x - bar / 2, y + height * k / rows - bar / 2, width + bar, bar), colour)
    for i in range(columns):
        for k in range(rows):
            if (i + k) % 2 == 0:
                w, h = width / columns, height / rows
                p.line(box(x + w * (i + 0.25), y + h * (k + 0.25), w * 0.5, h * 0.5), colour, bar * 0.5)
    p.line(box(x, y, width, height), mix(colour, INK, 0.3), bar * 1.9)


def lantern(p: Picture, x: float, y: float, size: float, colour: str = RED, string: float = 60) -> None:
    """A round lantern hanging from `string` pixels above; (x, y) its middle, `size` its half-width."""
    p.line(f"M{x} {y - size * 0.86 - string:.0f}V{y - size * 0.8:.0f}", INK, max(2, size * 0.03))
    p.glow(x, y, size * 1.9, OCHRE, 0.28)
    p.form(disc(x, y, size, size * 0.82), colour, 0.75, 40)
    for share in (0.36, 0.74):
        p.line(disc(x, y, size * share, size * 0.82), mix(colour, OCHRE, 0.5), max(1.5, size * 0.022), 0.7)
    for edge in (-1, 1):
        p.path(box(x - size * 0.4, y + edge * size * 0.8 - size * 0.07, size * 0.8, size * 0.14, 4), OCHRE)
    for i in range(-2, 3):
        p.line(
            f"M{x + i * size * 0.07:.1f} {y + size * 0.88:.1f}v{size * (0.62 - 0.05 * abs(i)):.1f}",
            OCHRE,
            max(1.5, size * 0.035),
        )


def window(
    p: Picture,
    x: float,
    y: float,
    width: float,
    height: float,
    sky: str,
    frame: str = WHITE,
    bars: int = 2,
    sill: bool = True,
) -> str:
    """A plain window with a sky in it; returns the outline of the glass, to draw a view `inside`."""
    glass = box(x, y, width, height)
    p.path(box(x - 16, y - 16, width + 32, height + 32), frame)
    p.path(glass, sky)
    if sill:
        p.form(box(x - 34, y + height + 14, width + 68, 22), mix(frame, SAND, 0.6), 0.4)
    return glass


def mullions(
    p: Picture,
    x: float,
    y: float,
    width: float,
    height: float,
    frame: str = WHITE,
    columns: int = 2,
    rows: int = 1,
    bar: float = 12,
) -> None:
    """The bars of a window, drawn after its view."""
    for i in range(1, columns):
        p.path(box(x + width * i / columns - bar / 2, y, bar, height), frame)
    for k in range(1, rows):
        p.path(box(x, y + height * k / rows - bar / 2, width, bar), frame)
    p.path(polygon([(x, y), (x + width, y), (x + width, y + 10), (x, y + 10)]), NIGHT, 0.14)


def floorboards(p: Picture, y: float, colour: str, count: int = 9, centre: float = 800) -> None:
    """A floor from y down to the edge, its boards running towards a point above `centre`."""
    p.wash(mix(colour, WHITE, 0.12), colour, 0, y, 1000)
    for i in range(-count, count + 1):
        p.line(f"M{centre + i * 95:.0f} {y:.0f}L{centre + i * 230:.0f} 1010", mix(colour, INK, 0.22), 2, 0.45)


def sunbeam(
    p: Picture,
    x: float,
    y: float,
    width: float,
    length: float,
    slant: float = 260,
    colour: str = WHITE,
    opacity: float = 0.5,
) -> None:
    """A window's light lying on the floor: a pale slanting panel from (x, y) downwards."""
    p.path(
        polygon([(x, y), (x + width, y), (x + width + slant, y + length), (x + slant, y + length)]),
        p.gradient(colour, colour, 20, (opacity, opacity * 0.3)),
    )
