"""Draw the demo pictures: `python -m home.demo.drawing [key ...] [--draft] [--into FOLDER]`.

Without keys every picture is drawn, and `pictures.toml` is written beside them.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import scenes
from .album import ALBUM
from .render import render, write_list

PICTURES = Path(__file__).resolve().parent.parent / "pictures"


def main() -> int:
    """Parse the command line, draw, and print each picture's size in kilobytes."""
    parser = argparse.ArgumentParser(prog="python -m home.demo.drawing", description="Draw the demo pictures.")
    parser.add_argument("keys", nargs="*", metavar="key", help="pictures to draw (default: all)")
    parser.add_argument("--into", type=Path, default=PICTURES, help="folder for the WebP files")
    parser.add_argument("--draft", action="store_true", help="quick and rough, to look at while drawing")
    options = parser.parse_args()
    scenes.load()
    unknown = sorted(set(options.keys) - set(ALBUM))
    if unknown:
        parser.error(f"no such picture: {', '.join(unknown)}; there are: {', '.join(ALBUM)}")
    chosen = [ALBUM[key] for key in options.keys or ALBUM]
    options.into.mkdir(parents=True, exist_ok=True)
    sizes = render(chosen, options.into, options.draft)
    for key, size in sizes.items():
        sys.stdout.write(f"{key}: {size / 1024:.0f} KB\n")
    sys.stdout.write(f"{len(sizes)} pictures, {sum(sizes.values()) / 1024:.0f} KB\n")
    drawn = [scene for scene in ALBUM.values() if (options.into / f"{scene.key}.webp").exists()]
    write_list(drawn, options.into / "pictures.toml")
    return 0


if __name__ == "__main__":
    sys.exit(main())
