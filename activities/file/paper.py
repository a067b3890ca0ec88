"""The sheets of a file, as PDF: documents of the office, so in Chinese whatever language the screens speak."""

from collections.abc import Iterable
from pathlib import Path

from django.utils import timezone

from people.paper import letterhead, pdf_of
from signups.models import Session, SignUp
from signups.organising.paper import when_on_paper

SHEETS = Path(__file__).parent / "sheets"


def sheet_pdf(template: str, **said) -> bytes:
    """Return the PDF of what a sheet says; `template` is a file of `sheets/`."""
    head = {"letterhead": letterhead(), "printed_at": f"{timezone.localtime():%Y-%m-%d %H:%M}"}
    return pdf_of(head | said, SHEETS / template)


def text_pdf(title: str, kind: str, facts: Iterable[tuple[str, str]], lines: Iterable[str]) -> bytes:
    """Return a document of plain text: facts with their labels, then lines."""
    said = [[label, str(value)] for label, value in facts if value]
    return sheet_pdf("text.typ", title=title, kind=kind, facts=said, lines=[line for line in lines if line.strip()])


def head_of(session: Session) -> dict:
    """Return what stands above every list of a date."""
    return {
        "title": session.offering.title,
        "topic": session.topic,
        "when": when_on_paper(session),
        "where": session.where,
    }


def person_of(row: SignUp) -> dict:
    member = row.member
    return {
        "name": row.person_name,
        "of": member.name if row.dependant_id else "",
        "number": "" if row.dependant_id else member.employee_number,
        "department": member.department.name if member.department else "",
    }
