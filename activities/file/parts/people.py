"""The sign-up list (报名名单) and the roll with its column to sign (签到表)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from io import BytesIO

from openpyxl import Workbook

from people.models import Member
from people.workbooks import sign_sheets
from signups.attendance.hours import Course, add_up
from signups.attendance.workbook import write_attendance
from signups.models import Session, SignUp
from signups.organising.files import workbook_of
from signups.organising.listing import people_of
from signups.organising.paper import BLANKS, BLANKS_WITHOUT_LIST

from ..paper import head_of, person_of, sheet_pdf
from ..registry import File
from ..subject import Subject

MARKS = {SignUp.Attendance.PRESENT: "√", SignUp.Attendance.ABSENT: "×", SignUp.Attendance.EXCUSED: "公"}


def sign_up_lists(subject: Subject, reader: Member) -> Iterator[File]:
    for session in subject.sessions:
        rows = list(people_of(session))
        if rows:
            book = workbook_of(session, rows)
            yield File(f"{subject.named(session, '报名名单')}.xlsx", _saved(book, reader, len(rows)))
            yield File(f"{subject.named(session, '报名名单')}.pdf", _list_pdf(session, rows))


def sign_ups_count(subject: Subject, reader: Member) -> int:
    """How many people stand on the lists. One query."""
    return SignUp.objects.live().filter(session__in=subject.sessions).count()


def _list_pdf(session: Session, rows: list[SignUp]) -> bytes:
    people = [person_of(row) | {"state": str(row.get_state_display())} for row in rows]
    placed = sum(row.is_granted for row in rows)
    numbers = {"placed": placed, "others": len(rows) - placed, "capacity": _capacity(session)}
    return sheet_pdf("sign_ups.typ", **head_of(session), **numbers, people=people)


def rolls(subject: Subject, reader: Member) -> Iterator[File]:
    for session in subject.sessions:
        yield File(f"{subject.named(session, '签到表')}.pdf", _roll_pdf(session))
    if not subject.is_of_one_date:
        course = _course_of(subject)
        if course.people:
            book = write_attendance(course, subject.title)
            yield File("出勤汇总.xlsx", _saved(book, reader, len(course.people)))


def _course_of(subject: Subject) -> Course:
    """Return who came how often in the period: of the dates on which attendance was taken. One query."""
    held = SignUp.objects.of_holders().exclude(attendance="")
    rows = list(held.filter(session__in=subject.sessions).with_people().order_by("member__pinyin", "member", "pk"))
    taken = {row.session_id for row in rows}
    sessions = [session for session in subject.sessions if session.pk in taken]
    return Course(sessions, add_up(rows, {session.pk: session for session in sessions}))


def attendance_count(subject: Subject, reader: Member) -> int:
    """How many are noted as present. One query."""
    return came_to(subject.sessions).count()


def _roll_pdf(session: Session) -> bytes:
    rows = expected_by_name(session)
    people = [person_of(row) | {"mark": MARKS.get(row.attendance, "")} for row in rows]
    return sheet_pdf(
        "attendance.typ",
        **head_of(session),
        capacity=_capacity(session),
        people=people,
        present=sum(row.was_there for row in rows),
        blanks=BLANKS if people else BLANKS_WITHOUT_LIST,
    )


def expected_by_name(session: Session) -> list[SignUp]:
    """Return who has a place for certain, in order of their names. One query."""
    rows = SignUp.objects.of_holders().filter(session=session).with_people()
    return list(rows.order_by("member__pinyin", "member__employee_number", "pk"))


def came_to(sessions: Iterable[Session]):
    """Return the sign-ups of those who are noted as present on some dates."""
    return SignUp.objects.of_holders().filter(session__in=sessions, attendance=SignUp.Attendance.PRESENT)


def came_by_session(sessions: Iterable[Session]) -> dict[int, list[SignUp]]:
    """Return those who came, by the id of the date, in order of their names. One query."""
    found = defaultdict(list)
    rows = came_to(sessions).with_people()
    for row in rows.order_by("member__pinyin", "member__employee_number", "pk"):
        found[row.session_id].append(row)
    return found


def _capacity(session: Session) -> str:
    return "" if session.capacity is None else str(session.capacity)


def _saved(book: Workbook, by: Member, rows: int) -> bytes:
    sign_sheets(book, by=by, rows=rows)
    content = BytesIO()
    book.save(content)
    return content.getvalue()
