"""A receipt that somebody attaches: taken by what it is, not by what it is called."""

import zipfile
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from cms.picture_metadata import without_metadata
from cms.uploads import NOT_WHAT_IT_IS_CALLED, check_document_contents, check_picture_contents
from signups.answers.files import MEGABYTE, CheckedFile, safe_name

PICTURES = ("jpg", "jpeg", "png")
# Electronic invoices come as PDF or OFD, which is a ZIP archive.
SUFFIXES = (*PICTURES, "pdf", "ofd")
ACCEPT = ",".join(f".{suffix}" for suffix in SUFFIXES)
LARGEST_MEGABYTES = 10
OFD_ROOT = "OFD.xml"


def check_receipt(upload) -> CheckedFile:
    """Return an uploaded receipt as it is kept: a picture without what the camera wrote into it.

    Raises:
        ValidationError: it is too large, of another kind, or not what its name says.
    """
    name = safe_name(upload.name)
    suffix = PurePosixPath(name).suffix.lstrip(".")
    if upload.size > LARGEST_MEGABYTES * MEGABYTE:
        raise ValidationError(_("“%(name)s” is larger than %(limit)d MB.") % {"name": name, "limit": LARGEST_MEGABYTES})
    if suffix not in SUFFIXES:
        raise ValidationError(
            _("“%(name)s” is no receipt: take a picture (JPEG, PNG), a PDF or an OFD.") % {"name": name}
        )
    file = ContentFile(upload.read(), name=name)
    try:
        if suffix in PICTURES:
            check_picture_contents(file)
            return CheckedFile(name, without_metadata(file.read()))
        if suffix == "pdf":
            check_document_contents(file)
        elif not _is_ofd(file):
            raise ValidationError(NOT_WHAT_IT_IS_CALLED % {"name": name, "suffix": suffix})
    except ValidationError as error:
        # Some name the field of another form.
        raise ValidationError(error.messages) from error
    except ValueError as error:
        raise ValidationError(_("“%(name)s” is damaged. Take or save it again.") % {"name": name}) from error
    file.seek(0)
    return CheckedFile(name, file.read())


def _is_ofd(file) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            return OFD_ROOT in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
