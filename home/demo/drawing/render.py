"""From SVG to WebP: Chromium draws, Pillow packs, and the list of pictures is written beside them."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterable
from pathlib import Path

from .album import Scene
from .kit import HEIGHT, WIDTH, Picture

QUALITY = 78
OVERSAMPLING = 2  # displaced edges are jagged at 1:1; drawn twice as large and shrunk they are smooth
PATIENCE = 180_000  # milliseconds; the filters are slow on a busy machine
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")


def draw(scene: Scene) -> str:
    """The SVG text of one scene."""
    picture = Picture(scene.ground, seed=sum(map(ord, scene.key)))
    scene.paint(picture)
    return picture.svg()


def render(scenes: Iterable[Scene], folder: Path, draft: bool = False) -> dict[str, int]:
    """Draw the scenes at 1600 x 1000 into `folder` as `<key>.webp`; returns each file's size in bytes.

    `draft` draws at 1:1, which takes a quarter of the time and leaves jagged edges.
    """
    from PIL import Image
    from playwright.sync_api import sync_playwright

    sizes = {}
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=1 if draft else OVERSAMPLING
        )
        for scene in scenes:
            page.set_content(f"<style>body{{margin:0}}svg{{display:block}}</style>{draw(scene)}")
            shot = page.screenshot(type="png", timeout=PATIENCE)
            target = folder / f"{scene.key}.webp"
            sheet = Image.open(io.BytesIO(shot)).convert("RGB").resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
            sheet.save(target, "WEBP", quality=QUALITY, method=6)
            sizes[scene.key] = target.stat().st_size
        browser.close()
    return sizes


def write_list(scenes: Iterable[Scene], target: Path) -> None:
    """Write `pictures.toml`: per picture its title, alternative text and focal box (x, y, width, height)."""
    blocks = [
        f"[{scene.key}]\ntitle = {json.dumps(scene.title, ensure_ascii=False)}\n"
        f"alt = {json.dumps(scene.alt, ensure_ascii=False)}\nfocal = {list(scene.focal)}\n"
        for scene in scenes
    ]
    target.write_text("\n".join(blocks), encoding="utf-8")
