"""Photographs of a date: taken in, shown small, taken out."""

import hashlib
import io
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image

from cms.picture_metadata import without_metadata
from cms.uploads import check_picture_contents
from people.models import Member
from signups.answers.files import safe_name
from signups.models import Session

from ..models import SessionPhoto
from .errors import NothingOfPeople, NotUsable, TooMany

MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE
MOST_OF_A_DATE = 300
SMALL_PIXELS = 480  # of the longer side
SUFFIXES = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif"}


def add_photo(session: Session, upload, by: Member) -> SessionPhoto:
    """Keep one photograph of a date, without what the camera wrote into it. One that is there already stays one.

    Raises:
        NotUsable: it is no picture, damaged, or too large.
        TooMany: a date has so many already.
        NothingOfPeople: the date is confidential.
    """
    if session.offering.is_confidential:
        raise NothingOfPeople
    content = _checked(upload)
    digest = hashlib.sha256(content).hexdigest()
    there = SessionPhoto.objects.filter(session=session, digest=digest).first()
    if there:
        return there
    if session.photos.count() >= MOST_OF_A_DATE:
        raise TooMany(_("A date has %(limit)d photographs at most.") % {"limit": MOST_OF_A_DATE})
    small, (width, height), suffix = _small_copy_of(content)
    photo = SessionPhoto(
        session=session,
        digest=digest,
        suffix=suffix,
        size=len(content),
        width=width,
        height=height,
        uploaded_by=by,
    )
    photo.file.save(f"photos/{uuid4().hex}", ContentFile(content), save=False)
    photo.small.save(f"photos/{uuid4().hex}", ContentFile(small), save=False)
    return _stored(photo)


def _stored(photo: SessionPhoto) -> SessionPhoto:
    """Of the same picture sent twice at once the second finds the first, and its files go."""
    made = SessionPhoto.objects.bulk_create([photo], ignore_conflicts=True)[0]
    there = SessionPhoto.objects.get(session=photo.session_id, digest=photo.digest)
    if there.file.name != made.file.name:
        _delete_files(made)
    return there


def _checked(upload) -> bytes:
    name = safe_name(upload.name)
    if upload.size > LARGEST:
        limit = LARGEST // MEGABYTE
        raise NotUsable(_("“%(name)s” is larger than %(limit)d MB.") % {"name": name, "limit": limit})
    file = ContentFile(upload.read(), name=name)
    try:
        check_picture_contents(file)
        return without_metadata(file.read())
    except ValidationError as error:
        raise NotUsable("".join(error.messages)) from error
    except ValueError as error:
        raise NotUsable(_("“%(name)s” is damaged. Take or save it again.") % {"name": name}) from error


def _small_copy_of(content: bytes) -> tuple[bytes, tuple[int, int], str]:
    """Return a WebP picture for a list, the size of the whole one, and its suffix by its content."""
    with Image.open(io.BytesIO(content)) as picture:
        size, suffix = picture.size, SUFFIXES[picture.format]
        return scaled(picture, SMALL_PIXELS, "WEBP", quality=75), size, suffix


def scaled(picture: Image.Image, pixels: int, kind: str, **options) -> bytes:
    """Return a picture no larger than so many pixels, in another kind of file; what is transparent is white."""
    # A JPEG is unpacked no larger than needed: a tenth of the time for a photograph.
    picture.draft("RGB", (pixels, pixels))
    picture.thumbnail((pixels, pixels))
    with_alpha = picture.convert("RGBA")
    flat = Image.new("RGB", with_alpha.size, "white")
    flat.paste(with_alpha, mask=with_alpha.getchannel("A"))
    written = io.BytesIO()
    flat.save(written, kind, **options)
    return written.getvalue()


@transaction.atomic
def remove_photo(photo: SessionPhoto) -> None:
    """Delete a photograph; its files go once that is certain."""
    photo.delete()
    transaction.on_commit(lambda: _delete_files(photo))


def _delete_files(photo: SessionPhoto) -> None:
    for file in (photo.file, photo.small):
        file.storage.delete(file.name)
