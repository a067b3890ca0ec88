"""Small copies of pictures that are not in the library yet."""

import io
from typing import BinaryIO

from PIL import Image, ImageOps

PREVIEW_PIXELS = 960  # of the longer side
PREVIEW_TYPE = "image/webp"


def preview_of(file: BinaryIO) -> bytes:
    """Return a copy of the picture, the right way up, for a screen. Its metadata, such as a place, is left out."""
    with Image.open(file) as image:
        # A JPEG is unpacked no larger than needed: a tenth of the time for a photograph.
        image.draft("RGB", (PREVIEW_PIXELS, PREVIEW_PIXELS))
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((PREVIEW_PIXELS, PREVIEW_PIXELS))
        has_alpha = "A" in upright.getbands() or "transparency" in upright.info
        buffer = io.BytesIO()
        upright.convert("RGBA" if has_alpha else "RGB").save(buffer, "WEBP", quality=80, method=2)
        return buffer.getvalue()
