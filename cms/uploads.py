"""Uploads are taken by what they contain, not by what they are called."""

import warnings
import zipfile

import filetype
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image

OFFICE_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
TEXT_SUFFIXES = {"txt", "csv"}
HEAD_BYTES = 8192
# Phones of several makes write JPEG files with a second picture inside (MPO); the first one is an ordinary JPEG.
PICTURE_FORMATS = {"jpg": {"JPEG", "MPO"}, "jpeg": {"JPEG", "MPO"}, "png": {"PNG"}, "gif": {"GIF"}, "webp": {"WEBP"}}
NOT_WHAT_IT_IS_CALLED = _("What is in “%(name)s” is not a .%(suffix)s file. Save it again in that format.")


def check_document_contents(file) -> None:
    """Raise ValidationError unless the open `file` is what its suffix says. Leaves the file at its start."""
    suffix = file.name.rsplit(".", 1)[-1].lower()
    if not file.size:
        raise ValidationError({"file": _("The file is empty.")})
    file.seek(0)
    head = file.read(HEAD_BYTES)
    try:
        matches = _is_text(head) if suffix in TEXT_SUFFIXES else _is_kind(file, head, suffix)
    finally:
        file.seek(0)
    if not matches:
        raise ValidationError({"file": NOT_WHAT_IT_IS_CALLED % {"name": file.name, "suffix": suffix}})


def check_picture_contents(file) -> None:
    """Raise ValidationError unless the open `file` is a whole picture of the kind that its suffix says, and not too
    large to be unpacked. Leaves the file at its start.
    """
    suffix = file.name.rsplit(".", 1)[-1].lower()
    file.seek(0)
    try:
        with warnings.catch_warnings():
            # Pillow only warns up to twice its own limit; ours is checked below, before anything is unpacked.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(file, formats=["JPEG", "PNG", "GIF", "WEBP"]) as picture:
                frames = 1 if picture.format == "MPO" else getattr(picture, "n_frames", 1)
                fits = picture.width * picture.height * frames <= settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
                matches = picture.format in PICTURE_FORMATS.get(suffix, ())
                if fits and matches:
                    picture.load()
    except Image.DecompressionBombError:
        fits = matches = False
    # Pillow raises anything on damaged files: OSError, ValueError, SyntaxError, struct.error, ...
    except Exception:
        fits, matches = True, False
    finally:
        file.seek(0)
    if not fits:
        message = _("“%(name)s” has too many pixels to be shown. Save it in a smaller size.")
        raise ValidationError({"file": message % {"name": file.name}})
    if not matches:
        raise ValidationError({"file": NOT_WHAT_IT_IS_CALLED % {"name": file.name, "suffix": suffix}})


def _is_text(head: bytes) -> bool:
    return b"\0" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff"))


def _is_kind(file, head: bytes, suffix: str) -> bool:
    if suffix in OFFICE_PARTS:
        file.seek(0)
        try:
            with zipfile.ZipFile(file) as archive:
                return OFFICE_PARTS[suffix] in archive.namelist()
        except (zipfile.BadZipFile, OSError, ValueError):
            return False
    kind = filetype.guess(head)
    return kind is not None and kind.extension == suffix
