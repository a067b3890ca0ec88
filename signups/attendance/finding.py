"""What the views of this part begin with."""

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404

from people.finding import called
from people.models import Member

from ..models import AttendanceMark, Session, SignUp
from ..rules import keeps_list


def kept_session(member: Member, pk: int) -> Session:
    """Return a date whose list the member keeps; to everybody else it is not there. Raises Http404."""
    session = dated_session(pk)
    if not keeps_list(session, member):
        raise Http404
    return session


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
