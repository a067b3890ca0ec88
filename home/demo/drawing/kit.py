"""The sheet every picture is drawn on: palette, shapes, stippled shading, long shadows, paper grain."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from .geometry import Point, box, disc, heading, luck, polygon, smooth

WIDTH, HEIGHT = 1600, 1000

PAPER = "#FAF6EF"
WHITE = "#FFFDF9"
SAND = "#E9DCC7"
INK = "#24211E"
RED = "#B3261E"
JADE = "#2F7D68"
JADE_MID = "#8FBFAE"
JADE_PALE = "#D5E8DF"
OCHRE = "#D9A441"
DUSK = "#3E5C76"
SKY = "#C9DAE3"
CLAY = "#C9704E"


def mix(first: str, second: str, share: float) -> str:
    """The colour `share` (0 to 1) of the way from `first` to `second`, both as #RRGGBB."""
    a = [int(first[i : i + 2], 16) for i in (1, 3, 5)]
    b = [int(second[i : i + 2], 16) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(x + (y - x) * share):02X}" for x, y in zip(a, b, strict=True))


NIGHT = mix(DUSK, INK, 0.35)
PINE = mix(JADE, INK, 0.35)
WOOD = mix(CLAY, INK, 0.35)
TAN = mix(CLAY, SAND, 0.5)


class Picture:
    """One sheet of 1600 x 1000 pixels. Light falls from the upper left; shade gathers lower right."""

    def __init__(self, ground: str = PAPER, seed: int = 1) -> None:
        self.chance = luck(seed)
        self.ground = ground
        self._body: list[str] = []
        self._defs: list[str] = []
        self._known: dict[tuple, str] = {}

    # Definitions, each made once

    def _define(self, key: tuple, markup: str) -> str:
        if key not in self._known:
            name = f"d{len(self._known)}"
            self._known[key] = name
            self._defs.append(markup.replace("ID", name))
        return self._known[key]

    def gradient(self, first: str, second: str, angle: float = 0, fade: tuple[float, float] = (1, 1)) -> str:
        """A linear gradient along `heading(angle)` over the shape's own box, as a fill value."""
        dx, dy = heading(angle)
        ends = f'x1="{0.5 - dx / 2:.3f}" y1="{0.5 - dy / 2:.3f}" x2="{0.5 + dx / 2:.3f}" y2="{0.5 + dy / 2:.3f}"'
        name = self._define(
            ("gradient", first, second, angle, fade),
            f'<linearGradient id="ID" {ends}><stop stop-color="{first}" stop-opacity="{fade[0]}"/>'
            f'<stop offset="1" stop-color="{second}" stop-opacity="{fade[1]}"/></linearGradient>',
        )
        return f"url(#{name})"

    def glow(self, x: float, y: float, radius: float, colour: str, strength: float = 0.8) -> None:
        """A soft round light that fades to nothing at `radius`."""
        name = self._define(
            ("glow", colour, strength),
            f'<radialGradient id="ID"><stop stop-color="{colour}" stop-opacity="{strength}"/>'
            f'<stop offset="1" stop-color="{colour}" stop-opacity="0"/></radialGradient>',
        )
        self.path(disc(x, y, radius), f"url(#{name})")

    def _stipple(self, colour: str) -> str:
        return self._define(
            ("stipple", colour),
            '<filter id="ID" x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB">'
            '<feTurbulence type="fractalNoise" baseFrequency="0.62" numOctaves="2" seed="7" result="noise"/>'
            '<feColorMatrix in="noise" values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 2.6 -0.8" result="dust"/>'
            '<feComposite in="SourceGraphic" in2="dust" operator="arithmetic" k2="1" k3="1" k4="-1"/>'
            '<feComponentTransfer><feFuncA type="linear" slope="4"/></feComponentTransfer>'
            '<feComposite in2="SourceAlpha" operator="in" result="dots"/>'
            f'<feFlood flood-color="{colour}"/><feComposite in2="dots" operator="in"/></filter>',
        )

    # Marks

    def add(self, markup: str) -> None:
        """Put raw SVG on the sheet."""
        self._body.append(markup)

    def path(self, data: str, fill: str, opacity: float = 1, blur: float = 0) -> None:
        """A flat shape."""
        extra = f' opacity="{opacity}"' if opacity != 1 else ""
        if blur:
            name = self._define(
                ("blur", blur),
                '<filter id="ID" x="-0.5" y="-0.5" width="2" height="2">'
                f'<feGaussianBlur stdDeviation="{blur}"/></filter>',
            )
            extra += f' filter="url(#{name})"'
        self.add(f'<path d="{data}" fill="{fill}"{extra}/>')

    def line(self, data: str, colour: str, width: float, opacity: float = 1, dash: str = "") -> None:
        """A stroke with round ends; `data` may be path data from `smooth`."""
        extra = f' stroke-dasharray="{dash}"' if dash else ""
        self.add(
            f'<path d="{data}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linecap="round"'
            f' stroke-linejoin="round" opacity="{opacity}"{extra}/>'
        )

    def strokes(self, points: list[Point], colour: str, width: float, opacity: float = 1) -> None:
        """A smooth stroke through the points."""
        self.line(smooth(points), colour, width, opacity)

    def shade(self, data: str, colour: str, angle: float = 35, amount: float = 0.7, start: float = 0) -> None:
        """Stippled shading: grains of `colour` that thicken along `heading(angle)` up to `amount` (0 to 1)."""
        fill = self.gradient(colour, colour, angle, (start, amount))
        self.add(f'<path d="{data}" fill="{fill}" filter="url(#{self._stipple(colour)})"/>')

    def form(self, data: str, fill: str, amount: float = 0.55, angle: float = 35, shade: str = "") -> None:
        """The usual shape: flat colour, and stipple of a deeper tone of itself on the side away from light."""
        self.path(data, fill)
        self.shade(data, shade or mix(fill, mix(INK, DUSK, 0.4), 0.42), angle, amount)

    def cast(self, x: float, y: float, width: float, length: float, drop: float = 0.28, depth: float = 0.3) -> None:
        """The long shadow of something `width` wide that stands at (x, y), lying to the right and fading."""
        far = (x + length, y + length * drop)
        data = polygon(
            [
                (x - width / 2, y),
                (x + width / 2, y - width * 0.08),
                (far[0] + width / 2, far[1] - width * 0.08),
                (far[0] - width / 2, far[1]),
            ]
        )
        fill = self.gradient(NIGHT, NIGHT, 78, (depth, 0))
        self.path(data, fill, blur=3)

    def pool(self, x: float, y: float, rx: float, ry: float, opacity: float = 0.22) -> None:
        """The soft dark patch right under a thing that rests on a surface."""
        self.path(disc(x, y, rx, ry), NIGHT, opacity, blur=7)

    # Nesting

    @contextmanager
    def at(self, x: float, y: float, rotate: float = 0, scale: float = 1, flip: bool = False) -> Iterator[None]:
        """Draw with the origin moved to (x, y), then turned (clockwise degrees), scaled and mirrored."""
        turn = f" rotate({rotate})" if rotate else ""
        size = f" scale({-scale if flip else scale} {scale})" if scale != 1 or flip else ""
        self.add(f'<g transform="translate({x:.1f} {y:.1f}){turn}{size}">')
        yield
        self.add("</g>")

    @contextmanager
    def inside(self, data: str) -> Iterator[None]:
        """Draw only within the given outline."""
        name = self._define(("clip", data), f'<clipPath id="ID"><path d="{data}"/></clipPath>')
        self.add(f'<g clip-path="url(#{name})">')
        yield
        self.add("</g>")

    @contextmanager
    def faint(self, opacity: float) -> Iterator[None]:
        """Draw everything in the block as one translucent layer."""
        self.add(f'<g opacity="{opacity}">')
        yield
        self.add("</g>")

    def wash(self, first: str, second: str, angle: float = 0, top: float = 0, bottom: float = HEIGHT) -> None:
        """A band of the sheet, edge to edge, in a gradient: skies, floors, walls."""
        self.path(
            box(-20, top - (20 if top <= 0 else 0), WIDTH + 40, bottom - top + 40), self.gradient(first, second, angle)
        )

    def svg(self) -> str:
        """The finished picture: edges a little uneven as if cut by hand, the whole under paper grain."""
        cut = (
            '<filter id="cut" x="0" y="0" width="1" height="1" filterUnits="objectBoundingBox">'
            '<feTurbulence type="fractalNoise" baseFrequency="0.018" numOctaves="2" seed="4"/>'
            '<feDisplacementMap in="SourceGraphic" scale="4.5" xChannelSelector="R" yChannelSelector="G"/></filter>'
        )
        grain = (
            '<filter id="grain" x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB">'
            '<feTurbulence type="fractalNoise" baseFrequency="0.42 0.5" numOctaves="3" seed="11"/>'
            '<feColorMatrix values="0 0 0 0 0.22 0 0 0 0 0.19 0 0 0 0 0.15 0 0 0 2.2 -0.95"/></filter>'
        )
        edge = f"M-40 -40H{WIDTH + 40}V{HEIGHT + 40}H-40Z"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
            f"<defs>{cut}{grain}{''.join(self._defs)}</defs>"
            f'<g filter="url(#cut)"><path d="{edge}" fill="{self.ground}"/>{"".join(self._body)}</g>'
            f'<path d="{edge}" filter="url(#grain)" opacity="0.085" style="mix-blend-mode:multiply"/></svg>'
        )
