"""The receipt lists of things given out (物品领用签收单)."""

from collections.abc import Iterator

from people.models import Member
from signups.models import Session, SignUp

from ...models import Handout
from ..handouts import shares_for_paper, total_of
from ..paper import head_of, person_of, sheet_pdf
from ..registry import File
from ..subject import Subject

BLANKS = 2
# So many lines fill a page of the sheet that is printed before anybody has come.
BLANKS_OF_A_PAGE = 22


def handouts(subject: Subject, reader: Member) -> Iterator[File]:
    for session in subject.sessions:
        for handout in session.handouts.all():
            yield File(f"{subject.named(session, '签收单')} {handout.item}.pdf", handout_pdf(session, handout))


def handouts_count(subject: Subject, reader: Member) -> int:
    return Handout.objects.filter(session__in=subject.sessions).count()


def handout_pdf(session: Session, handout: Handout) -> bytes:
    """Return the list of one thing with a line for each who got some of it, to be signed."""
    shares = shares_for_paper(handout)
    people = [person_of(share.sign_up) | {"quantity": str(share.quantity)} for share in shares]
    said = {"item": handout.item, "unit": handout.unit, "remark": handout.remark, "total": str(total_of(shares))}
    return sheet_pdf("handout.typ", **head_of(session), **said, people=people, blanks=0 if people else BLANKS)


def blank_pdf(session: Session, rows: list[SignUp]) -> bytes:
    """Return a list of whatever is given out, to be filled in by hand: with the names that are known, or without."""
    people = [person_of(row) | {"quantity": ""} for row in rows]
    blanks = BLANKS if people else BLANKS_OF_A_PAGE
    empty = dict.fromkeys(["item", "unit", "remark", "total"], "")
    return sheet_pdf("handout.typ", **head_of(session), **empty, people=people, blanks=blanks)
