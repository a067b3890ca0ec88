"""Uploads are taken by what they contain, not by what they are called."""

import zipfile

import filetype
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

OFFICE_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
TEXT_SUFFIXES = {"txt", "csv"}
HEAD_BYTES = 8192


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
        message = _("What is in “%(name)s” is not a .%(suffix)s file. Save it again in that format.")
        raise ValidationError({"file": message % {"name": file.name, "suffix": suffix}})


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
