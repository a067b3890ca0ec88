"""Who may pick up which child (接送名单): a list for one date to print, with a column to sign."""

from pathlib import Path

from django.utils import timezone

from people.paper import letterhead, pdf_of
from people.years import whole_years

from ..models import Answers, Session, SignUp
from ..organising.paper import when_on_paper
from .questions import PICK_UP

TEMPLATE = Path(__file__).parent / "sheets" / "pick_up_list.typ"


def pick_up_list(session: Session) -> dict:
    """Return what the list of one date says, as plain data; a constant number of queries. Children who hold a place,
    by their parent's name; a document of the office, so in Chinese whatever language the screens speak.
    """
    children = SignUp.objects.granted().filter(session=session, dependant__isnull=False).with_people()
    found = Answers.objects.of_session(session).select_related("sign_up")
    by_party = {each.sign_up.party or each.sign_up_id: each for each in found}
    rows, day = [], timezone.localdate(session.starts_at)
    for child in children.order_by("member__pinyin", "dependant__name", "pk"):
        answers = by_party.get(child.party or child.pk)
        rows.append(
            {
                "child": child.dependant.name,
                "age": str(whole_years(child.dependant.birthday, day)) if child.dependant.birthday else "",
                "guardian": child.member.name,
                "department": str(child.member.department or ""),
                "mobile": child.member.mobile,
                "people": people_of(answers) if answers else [],
            }
        )
    return {
        "letterhead": letterhead(),
        "title": session.offering.title,
        "when": when_on_paper(session),
        "where": session.where,
        "printed_at": f"{timezone.localtime():%Y-%m-%d %H:%M}",
        "rows": rows,
    }


def people_of(answers: Answers) -> list[dict]:
    """Return who may pick a child up: [{name, relation, mobile}]."""
    keys = [asked["key"] for asked in answers.asked if asked["kind"] == PICK_UP]
    opened = answers.opened
    return [person for key in keys for person in opened.get(key, [])]


def pick_up_pdf(sheet: dict) -> bytes:
    return pdf_of(sheet, TEMPLATE)
