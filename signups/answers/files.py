"""A file that somebody attaches: what it is called, what it is, and what is taken out of it."""

import re
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from cms.picture_metadata import without_metadata
from cms.uploads import check_document_contents, check_picture_contents

from .questions import PICTURE, SUFFIXES, Question

MEGABYTE = 1024 * 1024
NAME_LENGTH = 80
# Separators of paths and of addresses, quotes, and what a name would be shown in another order or not at all by.
NOT_IN_A_NAME = re.compile(r'[\x00-\x1f\x7f-\x9f\\/:*?"<>|;%\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+')


@dataclass(frozen=True)
class CheckedFile:
    """`content` is what will be stored: a picture without what the camera wrote into it."""

    name: str
    content: bytes

    def as_file(self) -> ContentFile:
        return ContentFile(self.content)


def safe_name(name: str) -> str:
    """Return a file name without paths and without signs that mean something to a browser or to Windows."""
    last = unicodedata.normalize("NFKC", name).replace("\\", "/").rsplit("/", 1)[-1]
    last = NOT_IN_A_NAME.sub("_", last).rstrip(" .")
    stem, dot, suffix = last.rpartition(".")
    if not dot:
        stem, suffix = last, ""
    stem = stem.strip(" .")[: NAME_LENGTH - len(suffix) - 1] or "file"
    return f"{stem}.{suffix.lower()}" if suffix else stem


def check_file(upload, question: Question) -> CheckedFile:
    """Return an uploaded file as it may be kept.

    Raises:
        ValidationError: it is too large, of another kind than asked for, or not what its name says.
    """
    name = safe_name(upload.name)
    suffix = PurePosixPath(name).suffix.lstrip(".")
    limit = question.more["megabytes"]
    if upload.size > limit * MEGABYTE:
        raise ValidationError(_("“%(name)s” is larger than %(limit)d MB.") % {"name": name, "limit": limit})
    if suffix not in question.suffixes:
        kinds = "、".join(f".{each}" for each in question.suffixes)
        raise ValidationError(
            _("“%(name)s” is of another kind. Asked for: %(kinds)s.") % {"name": name, "kinds": kinds}
        )
    file = ContentFile(upload.read(), name=name)
    is_picture = suffix in SUFFIXES[PICTURE]
    try:
        (check_picture_contents if is_picture else check_document_contents)(file)
    except ValidationError as error:
        # It names the field of another form.
        raise ValidationError(error.messages) from error
    content = file.read()
    if is_picture:
        try:
            content = without_metadata(content)
        except ValueError as error:
            raise ValidationError(_("“%(name)s” is damaged. Take or save it again.") % {"name": name}) from error
    elif suffix == "docx" and has_macros(file):
        raise ValidationError(_("“%(name)s” holds a program. Save it without macros.") % {"name": name})
    return CheckedFile(name, content)


def has_macros(file) -> bool:
    file.seek(0)
    with zipfile.ZipFile(file) as archive:
        return any(part.lower().endswith("vbaproject.bin") for part in archive.namelist())
