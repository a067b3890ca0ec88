"""What is printed about one date: the roll to sign, and the poster with its QR code."""

from pathlib import Path

from django.conf import settings
from django.utils import timezone

from people.paper import letterhead, pdf_of, picture_of, qr

from ..models import Session, SignUp
from ..telling import link_to

SHEETS = Path(__file__).parent / "sheets"
# Lines for those who come without having signed up.
BLANKS = 3
# Where nobody signs up, everybody writes their own name.
BLANKS_WITHOUT_LIST = 22
WEEKDAYS = "一二三四五六日"


def roll_of(session: Session, rows: list[SignUp]) -> dict:
    """Return what the roll says, as plain data; `rows` are the live sign-ups in the order of the list."""
    people = [_person(row) for row in rows if row.is_granted]
    return {
        "letterhead": letterhead(),
        "title": session.offering.title,
        "topic": session.topic,
        "when": when_on_paper(session),
        "where": session.where,
        "capacity": "" if session.capacity is None else str(session.capacity),
        "people": people,
        "waiting": [row.person_name for row in rows if row.is_waiting],
        "blanks": BLANKS if people else BLANKS_WITHOUT_LIST,
        "printed_at": f"{timezone.localtime():%Y-%m-%d %H:%M}",
    }


def roll_pdf(session: Session, rows: list[SignUp]) -> bytes:
    return pdf_of(roll_of(session, rows), SHEETS / "roll.typ")


def poster_of(session: Session, *, of_series: bool = False) -> dict:
    """Return what the poster says of a date, or of the thing that it is a date of."""
    offering = session.offering
    link = offering.link if of_series and offering.link else link_to(session)
    address = settings.WAGTAILADMIN_BASE_URL + link
    takes = offering.takes_sign_ups
    return {
        "letterhead": letterhead(),
        "title": offering.title,
        "summary": "" if of_series else session.topic,
        "when": "" if of_series else when_on_paper(session),
        "where": session.where,
        "places": f"{session.capacity} 人" if takes and session.capacity and not of_series else "",
        "window": _window(session) if takes and not of_series else [],
        "call": "扫码报名" if takes else "扫码了解详情",
        "address": address.removeprefix("https://").removeprefix("http://"),
        "qr": qr(address),
    }


def poster_pdf(session: Session, *, of_series: bool = False) -> bytes:
    return pdf_of(poster_of(session, of_series=of_series), SHEETS / "poster.typ")


def poster_png(session: Session, *, of_series: bool = False) -> bytes:
    return picture_of(poster_of(session, of_series=of_series), SHEETS / "poster.typ")


def when_on_paper(session: Session) -> str:
    """Return the date and the hours as a document of the office writes them; empty for one without a date."""
    if session.starts_at is None:
        return ""
    begins, ends = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    last = f"{ends:%H:%M}" if ends.date() == begins.date() else f"{_day(ends)} {ends:%H:%M}"
    return f"{begins.year}年{_day(begins)} {begins:%H:%M}–{last}"


def _day(moment) -> str:
    return f"{moment.month}月{moment.day}日（周{WEEKDAYS[moment.weekday()]}）"


def _window(session: Session) -> list[str]:
    """Return when sign-up opens, if it has not yet, and when it closes; a line each."""
    lines = []
    for moment, words in ((session.is_not_open_yet and session.opens_at, "开始"), (session.closes_at, "截止")):
        if moment:
            local = timezone.localtime(moment)
            lines.append(f"{local.month}月{local.day}日 {local:%H:%M} {words}")
    return lines


def _person(row: SignUp) -> dict:
    member = row.member
    return {
        "name": row.person_name,
        "of": member.name if row.dependant_id else "",
        "number": "" if row.dependant_id else member.employee_number,
        "department": member.department.name if member.department else "",
    }
