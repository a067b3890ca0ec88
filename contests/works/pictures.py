"""The picture of a work: taken by what it contains, without what the camera wrote into it, private until approved."""

import secrets

import filetype
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from cms.models import UnionImage
from cms.uploads import check_picture_contents
from people.models import Member

TAKEN = ["jpg", "png", "webp"]
MEGABYTE = 1024 * 1024
NAME_BYTES = 8


def checked_picture(upload) -> ContentFile:
    """Return an uploaded picture under a name that tells nothing of its author.

    Raises:
        ValidationError: it is too large, damaged, or of a kind that is not taken.
    """
    if upload.size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        limit = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE // MEGABYTE
        raise ValidationError(_("The picture is larger than %(limit)d MB.") % {"limit": limit})
    upload.seek(0)
    content = upload.read()
    kind = filetype.guess(content)
    if kind is None or kind.extension not in TAKEN:
        raise ValidationError(_("This is no picture that can be shown. Save it as JPEG, PNG or WebP."))
    file = ContentFile(content, name=f"work-{secrets.token_hex(NAME_BYTES)}.{kind.extension}")
    try:
        check_picture_contents(file)
    except ValidationError as error:
        raise ValidationError(_("The picture is damaged or too large. Save it again as PNG or JPEG.")) from error
    return file


def keep_picture(file: ContentFile, *, title: str, description: str, people_agreed: bool, by: Member) -> UnionImage:
    """Store a checked picture of `by` under a `title` that the library may show: of the work it says nothing.

    `people_agreed`: those who can be recognised in it have agreed; else nobody can be.
    """
    image = UnionImage(title=title, description=description, uploaded_by_user=by)
    image.consent = UnionImage.Consent.GIVEN if people_agreed else UnionImage.Consent.NOT_NEEDED
    image.consent_note = _("Said by the author when the work was handed in.")
    image.file = file
    image._set_image_file_metadata()
    image.save()
    return image
