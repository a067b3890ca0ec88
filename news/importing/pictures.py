"""Pictures of a manuscript: opened before they are believed, named, and asked for their description."""

import hashlib
import io
import re
import warnings
from pathlib import PurePath

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from PIL import Image

from .characters import clean_characters
from .manuscript import MAX_CAPTION, Picture

MAX_PICTURES = 200
MAX_PICTURE_BYTES = 20 * 1024 * 1024
MAX_PICTURE_PIXELS = 60_000_000
# Phones of several makes write JPEG files with a second picture inside (MPO); the first one is an ordinary JPEG.
SUFFIXES = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp"}
_READABLE = ["JPEG", "PNG", "GIF", "WEBP"]
# Word and WPS fill in a file name, or a description that nobody checked, where the author wrote none.
_NO_DESCRIPTION = re.compile(
    r"\.(jpe?g|png|gif|bmp|webp|tiff?|[ew]mf|heic)$|^(图片|图像|图|微信图片|picture|image|img|mmexport|dsc|screenshot)[\s_\-\d()（）]*$"
    r"|(描述已自动生成|automatically generated)",
    re.I,
)


class PictureShelf:
    """Takes the pictures of one file in order and keeps the reasons why some were left out."""

    def __init__(self, file_name: str):
        self.stem = PurePath(file_name).stem[:60]
        self.warnings: list[str] = []
        self._count = 0
        self._seen: dict[str, tuple[str, bytes] | str] = {}

    def take(self, content: bytes, alt: str = "") -> Picture | None:
        """Return the picture, or None with a warning when it cannot be shown on a web page."""
        self._count += 1
        if self._count > MAX_PICTURES:
            if self._count == MAX_PICTURES + 1:
                sentence = _("Only the first {limit} pictures were taken; the others were left out.")
                self.warnings.append(format_lazy(sentence, limit=MAX_PICTURES))
            return None
        digest = hashlib.sha256(content).hexdigest()
        if digest not in self._seen:
            # The same bytes object serves every repetition: a logo on each of 200 pages must not fill the memory.
            fault = _fault(content)
            self._seen[digest] = fault or (_suffix(content), content)
        found = self._seen[digest]
        if not isinstance(found, tuple):
            self.leave_out(found)
            return None
        suffix, content = found
        return Picture(content, f"{self.stem}-{self._count}.{suffix}", description(alt))

    def leave_out(self, reason: str) -> None:
        """Record why the picture that was just counted is missing."""
        sentence = _("Picture {number} was left out: {reason}")
        self.warnings.append(format_lazy(sentence, number=self._count, reason=reason))

    def miss(self, reason: str) -> None:
        """Count a picture that is not in the file, and record why it is missing."""
        self._count += 1
        if self._count <= MAX_PICTURES:
            self.leave_out(reason)


def description(alt: str) -> str:
    """Return the alternative text, or "" for a file name or a machine's guess in its place."""
    alt = re.sub(r"\s+", " ", clean_characters(alt or "")).strip()
    return "" if _NO_DESCRIPTION.search(alt) else alt[: MAX_CAPTION * 2]


def kind_of_picture(content: bytes) -> str:
    """Return what a picture that a browser cannot show is called, e.g. "EMF"; "" when it cannot be told."""
    signatures = (
        (content[40:44] == b" EMF", "EMF"),
        (content[:4] in (b"\xd7\xcd\xc6\x9a", b"\x01\0\x09\0"), "WMF"),
        (content[:4] in (b"II*\0", b"MM\0*"), "TIFF"),
        (content[:2] == b"BM", "BMP"),
        (content[4:8] == b"ftyp", "HEIC"),
        (b"<svg" in content[:1024], "SVG"),
    )
    return next((name for matches, name in signatures if matches), "")


def _fault(content: bytes) -> str:
    """Return why the picture cannot be used, or ""."""
    if not content:
        return _("it is empty.")
    if len(content) > MAX_PICTURE_BYTES:
        return format_lazy(_("it is larger than {limit} MB."), limit=MAX_PICTURE_BYTES // 1024 // 1024)
    kind = kind_of_picture(content)
    if kind:
        sentence = _("browsers do not show {kind} files. Save it as PNG or JPEG and add it by hand.")
        return format_lazy(sentence, kind=kind)
    try:
        with warnings.catch_warnings():
            # Pillow only warns up to twice its own limit; ours is checked below, before anything is unpacked.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=_READABLE) as image:
                if image.width * image.height > MAX_PICTURE_PIXELS:
                    return _("it has too many pixels.")
                image.load()
    except Image.DecompressionBombError:
        return _("it has too many pixels.")
    # Pillow raises anything on damaged files: OSError, ValueError, SyntaxError, struct.error, ...
    except Exception:
        return _("it is damaged or not a picture.")
    return ""


def _suffix(content: bytes) -> str:
    with Image.open(io.BytesIO(content), formats=_READABLE) as image:
        return SUFFIXES[image.format]
