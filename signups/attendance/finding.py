"""What the views of this part begin with."""

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.shortcuts import get_object_or_404

from people.finding import called
from people.models import Member

from ..keeping import for_whoever
from ..models import AttendanceMark, Session, SignUp
from ..rules import keeps_list


def _takes_attendance(session: Session, member: Member) -> bool:
    return session.starts_at is not None and keeps_list(session, member)


for_whoever_takes_attendance = for_whoever(_takes_attendance)


def dated_session(pk: int) -> Session:
    """Raises Http404, also for what has no date: nobody comes to a membership."""
    return get_object_or_404(Session.objects.with_card_data().exclude(starts_at=None), pk=pk)


def called_so(rows: QuerySet[SignUp], words: str) -> QuerySet[SignUp]:
    """Return those of the sign-ups whose member, or whose dependant who comes, is called so."""
    if not words:
        return rows
    return rows.filter(called(words, "member__") | Q(dependant__name__icontains="".join(words.split())))


def expected_at(session: Session) -> QuerySet[SignUp]:
    """Return who is expected, in order of their names, with the excuse of the mark that holds and what was missed."""
    holding = AttendanceMark.objects.filter(sign_up=OuterRef("pk"), at=OuterRef("attendance_at"))
    rows = SignUp.objects.of_holders().filter(session=session).with_people().select_related("strike")
    rows = rows.annotate(excuse=Subquery(holding.order_by("-arrived_at").values("excuse")[:1]))
    return rows.order_by("member__pinyin", "member__employee_number", "pk")
