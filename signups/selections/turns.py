"""Who has had a turn: noted once a date is over, and entered by the office for the time before this site."""

import re
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from people.models import Member

from ..models import PastTurn, SignUp
from .errors import NobodyOfThatNumber

LINE = re.compile(
    r"(?P<number>\S+)\s+(?P<year>\d{4})年?(?:[-/.]?(?P<month>\d{1,2})月?(?:[-/.]?(?P<day>\d{1,2})日?)?)?", re.ASCII
)
BETWEEN = re.compile(r"[\t，,]")


def note_turns() -> int:
    """Note the turns of those who were there, of all dates that are over; returns how many are new."""
    over = SignUp.objects.filter(
        session__batch_held__isnull=False, session__ends_at__lte=timezone.now(), state=SignUp.State.CONFIRMED
    ).exclude(attendance__in=[SignUp.Attendance.ABSENT, SignUp.Attendance.EXCUSED])
    noted = PastTurn.objects.exclude(sign_up_id=None).values("sign_up_id")
    fresh = over.exclude(pk__in=noted).select_related("session__batch_held__run__selection")
    turns = [
        PastTurn(
            member_id=row.member_id,
            kind=row.session.batch_held.run.selection.kind,
            on=timezone.localdate(row.session.starts_at),
            what=row.session.topic,
            sign_up_id=row.pk,
        )
        for row in fresh
    ]
    PastTurn.objects.bulk_create(turns, ignore_conflicts=True)
    return len(turns)


@dataclass(frozen=True)
class Entered:
    member: Member
    on: date


def read_turns(text: str) -> list[Entered]:
    """Return what lines such as “1001 2023” or “1001 2023-06-12” say; of a year alone its last day counts.

    Raises:
        NobodyOfThatNumber: with the line.
    """
    lines = {number: line.strip() for number, line in enumerate(text.splitlines(), start=1) if line.strip()}
    read = {number: LINE.fullmatch(BETWEEN.sub(" ", line)) for number, line in lines.items()}
    numbers = {said["number"] for said in read.values() if said}
    members = {each.employee_number: each for each in Member.objects.filter(employee_number__in=numbers)}
    found = []
    for number, said in read.items():
        member, day = (members.get(said["number"]), _day(said)) if said else (None, None)
        if member is None or day is None:
            raise NobodyOfThatNumber(number, lines[number])
        found.append(Entered(member, day))
    return found


def _day(said) -> date | None:
    try:
        return date(int(said["year"]), int(said["month"] or 12), int(said["day"] or (31 if not said["month"] else 1)))
    except ValueError:
        return None


@transaction.atomic
def enter_turns(entered: list[Entered], kind: str, by: Member) -> int:
    """Keep turns of the time before this site; what is there already is not kept twice. Returns how many are new."""
    before = PastTurn.objects.filter(kind=kind).count()
    PastTurn.objects.bulk_create(
        [PastTurn(member=each.member, kind=kind, on=each.on, entered_by=by) for each in entered], ignore_conflicts=True
    )
    return PastTurn.objects.filter(kind=kind).count() - before
