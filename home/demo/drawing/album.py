"""The list of pictures. A scene registers itself here with its title, alternative text and focal box."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .kit import PAPER, Picture

Painter = Callable[[Picture], None]


@dataclass(frozen=True)
class Scene:
    """One picture. `focal` is the part that no crop may lose: x, y, width, height in pixels."""

    key: str
    title: str
    alt: str
    focal: tuple[int, int, int, int]
    ground: str
    paint: Painter


ALBUM: dict[str, Scene] = {}


def scene(
    key: str, title: str, alt: str, focal: tuple[int, int, int, int], ground: str = PAPER
) -> Callable[[Painter], Painter]:
    """Register the decorated function as the painter of picture `key`; a key may be used once."""

    def register(paint: Painter) -> Painter:
        if key in ALBUM:
            raise ValueError(f"Two scenes are called {key!r}.")
        ALBUM[key] = Scene(key, title, alt, focal, ground, paint)
        return paint

    return register
