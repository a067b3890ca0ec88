"""How much of a course somebody has attended: the hours of the dates on which they were there."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from people.models import Member

from ..models import Offering, Session, SignUp

Attendance = SignUp.Attendance


@dataclass
class Attended:
    """One person: what became of each date on which they held a place, by the id of its session."""

    sign_up: SignUp
    marks: dict[int, str] = field(default_factory=dict)
    time: timedelta = timedelta()
    dates: int = 0

    @property
    def name(self) -> str:
        return self.sign_up.person_name

    @property
    def hours(self) -> float:
        """In hours, to two places: one of forty-five minutes is 0.75."""
        return in_hours(self.time)

    @property
    def held(self) -> int:
        return len(self.marks)


@dataclass(frozen=True)
class Course:
    """The dates of an offering on which attendance was taken, and its people in order of their names."""

    sessions: list[Session]
    people: list[Attended]

    @property
    def hours(self) -> float:
        return in_hours(sum((session.ends_at - session.starts_at for session in self.sessions), timedelta()))

    def rows(self):
        """Yield each person with a mark for each date: None where they held no place."""
        for person in self.people:
            yield person, [person.marks.get(session.pk) for session in self.sessions]


def in_hours(time: timedelta) -> float:
    return round(time.total_seconds() / 3600, 2)


def course_of(offering: Offering) -> Course:
    """Return the attendance of an offering. Two queries, however many dates and people."""
    ticked = SignUp.objects.of_holders().exclude(attendance="").filter(session__offering=offering)
    sessions = list(
        Session.objects.planned()
        .filter(pk__in=ticked.values("session"), starts_at__isnull=False)
        .order_by("starts_at", "pk")
    )
    rows = SignUp.objects.of_holders().filter(session__in=sessions).with_people()
    people = add_up(rows, {session.pk: session for session in sessions})
    return Course(sessions, sorted(people, key=_in_order))


def add_up(rows: Iterable[SignUp], sessions: dict[int, Session]) -> list[Attended]:
    found: dict[tuple, Attended] = {}
    for row in rows:
        session = sessions[row.session_id]
        person = found.setdefault((row.member_id, row.dependant_id), Attended(row))
        person.marks[session.pk] = row.attendance
        if row.attendance == Attendance.PRESENT:
            person.dates += 1
            person.time += session.ends_at - session.starts_at
    return list(found.values())


def attended_by(member: Member, offering: Offering) -> list[Attended]:
    """Return what a member, and each of their dependants, has attended of an offering. One query."""
    rows = (
        SignUp.objects.of_holders()
        .exclude(attendance="")
        .filter(member=member, session__offering=offering, session__starts_at__isnull=False)
        .exclude(session__state=Session.State.CANCELLED)
        .select_related("member", "dependant", "session")
        .order_by("pk")
    )
    found = add_up(rows, {row.session_id: row.session for row in rows})
    return sorted(found, key=_in_order)


def _in_order(person: Attended) -> tuple:
    """The member before their dependants."""
    row = person.sign_up
    return row.member.pinyin, row.member_id, row.dependant_id or 0
