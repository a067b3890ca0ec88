"""Documents that whoever keeps a date attaches to its file: the plan, the signed roll, a receipt."""

from pathlib import PurePosixPath
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from cms.picture_metadata import without_metadata
from cms.uploads import check_document_contents, check_picture_contents
from people.models import Member
from signups.answers.files import has_macros, safe_name
from signups.models import Session

from ..models import SessionDocument
from .errors import NothingOfPeople, NotUsable, TooMany
from .registry import PICTURES, Part

MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE
MOST_OF_A_DATE = 60
OFFICE = {"docx", "xlsx"}
KINDS = ("docx", "xlsx", "pdf", "jpg", "jpeg", "png", "webp")


def attach(session: Session, part: Part, upload, by: Member) -> SessionDocument:
    """Keep a document for one part of the file of a date.

    Raises:
        NotUsable: it is of another kind, too large, or not what its name says.
        TooMany: a date has so many already.
        NothingOfPeople: the part names people, and the date is confidential.
    """
    if part.names_people and session.offering.is_confidential:
        raise NothingOfPeople
    name, content = _checked(upload)
    if session.documents.count() >= MOST_OF_A_DATE:
        raise TooMany(_("A date has %(limit)d documents at most.") % {"limit": MOST_OF_A_DATE})
    document = SessionDocument(session=session, part=part.key, name=name, size=len(content), uploaded_by=by)
    document.file.save(f"documents/{uuid4().hex}", ContentFile(content), save=False)
    with transaction.atomic():
        if not session.has_begun:
            # It stands for something from now on: the series does not take it away by itself.
            Session.objects.filter(pk=session.pk).update(changed_by_hand=True)
        document.save()
    return document


def _checked(upload) -> tuple[str, bytes]:
    """Return the name and the content as they may be kept: a picture without what the camera wrote into it."""
    name = safe_name(upload.name)
    suffix = PurePosixPath(name).suffix.lstrip(".")
    if upload.size > LARGEST:
        limit = LARGEST // MEGABYTE
        raise NotUsable(_("“%(name)s” is larger than %(limit)d MB.") % {"name": name, "limit": limit})
    if suffix not in KINDS:
        kinds = "、".join(f".{each}" for each in KINDS)
        raise NotUsable(_("“%(name)s” is of another kind. Asked for: %(kinds)s.") % {"name": name, "kinds": kinds})
    file = ContentFile(upload.read(), name=name)
    is_picture = suffix in PICTURES
    try:
        (check_picture_contents if is_picture else check_document_contents)(file)
        if is_picture:
            return name, without_metadata(file.read())
    except ValidationError as error:
        raise NotUsable("".join(error.messages)) from error
    except ValueError as error:
        raise NotUsable(_("“%(name)s” is damaged. Take or save it again.") % {"name": name}) from error
    _check_further(file, suffix)
    file.seek(0)
    return name, file.read()


def _check_further(file, suffix: str) -> None:
    if suffix in OFFICE and has_macros(file):
        raise NotUsable(_("“%(name)s” holds a program. Save it without macros.") % {"name": file.name})
    if suffix == "pdf" and not pages_of(file):
        raise NotUsable(
            _("“%(name)s” is damaged or protected by a password. Print it into a new PDF file and choose that one.")
            % {"name": file.name}
        )


def pages_of(file) -> list[bool]:
    """Return for each page of a PDF file whether it is wider than high; nothing of one that cannot be read."""
    file.seek(0)
    try:
        reader = PdfReader(file)
        return [] if reader.is_encrypted else [_lies(page) for page in reader.pages]
    # What pypdf raises over damaged files has no common name.
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError):
        return []
    finally:
        file.seek(0)


def _lies(page) -> bool:
    width, height = page.cropbox.width, page.cropbox.height
    return (height > width) if (page.rotation // 90) % 2 else (width > height)


@transaction.atomic
def remove_document(document: SessionDocument) -> None:
    """Delete a document; its file goes once that is certain."""
    document.delete()
    transaction.on_commit(lambda: document.file.storage.delete(document.file.name))
