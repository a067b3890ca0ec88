"""Pictures and forms as authors hand them in."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from contests.models import Call
from contests.works.handing_in import Contents
from contests.works.pictures import checked_picture

ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825


def photograph(name: str = "IMG_2001.JPG", colour: str = "#3366aa") -> SimpleUploadedFile:
    """A photograph as a phone writes it: with its maker, and where it was taken."""
    content, exif = BytesIO(), Image.Exif()
    exif[MAKER] = "PhoneMaker"
    exif.get_ifd(GPS)[1] = "N"
    Image.new("RGB", (320, 240), colour).save(content, "JPEG", exif=exif)
    return SimpleUploadedFile(name, content.getvalue(), content_type="image/jpeg")


def contents(title: str = "清晨的走廊", **fields) -> Contents:
    return Contents(**{"title": title, "picture": checked_picture(photograph()), **fields})


def filled(call: Call, **changed) -> dict:
    """What the form sends when it is filled in."""
    kind = call.kinds.first()
    sent = {
        "kind": kind.pk,
        "title": "清晨的走廊",
        "picture": photograph(),
        "description": "空走廊尽头的一束光",
        "people": "nobody",
        "text": "下夜班时拍的。",
        "agreed": "on",
    }
    return {name: value for name, value in {**sent, **changed}.items() if value is not None}
