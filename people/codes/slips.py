"""The sheet of slips as a PDF. The codes stand in it and nowhere else."""

from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from ..paper import letterhead, pdf_of, qr
from .characters import as_printed
from .issuing import Issued

TEMPLATE = Path(__file__).parent / "sheets" / "slips.typ"


def sheet_of(issued: list[Issued]) -> dict:
    """Return what the sheet says, as plain data, in the order of `issued`."""
    return {
        "letterhead": letterhead(),
        "address": first_address().removeprefix("https://").removeprefix("http://"),
        "slips": [_slip(each) for each in issued],
    }


def slips_pdf(issued: list[Issued]) -> bytes:
    return pdf_of(sheet_of(issued), TEMPLATE)


def first_address() -> str:
    """Return the full address of the first sign-in."""
    return settings.WAGTAILADMIN_BASE_URL + reverse("first_sign_in")


def address_with_code(issued: Issued) -> str:
    """Return the address in the QR code. What stands behind # is sent to no server, so it reaches no log."""
    return f"{first_address()}#{issued.member.employee_number}.{issued.code}"


def _slip(issued: Issued) -> dict:
    member = issued.member
    day = timezone.localtime(issued.expires_at)
    return {
        "name": member.name,
        "number": member.employee_number,
        "department": member.department.name if member.department else "",
        "code": as_printed(issued.code),
        "until": f"{day.year}年{day.month}月{day.day}日 {day:%H:%M}",
        "qr": qr(address_with_code(issued)),
    }
