"""Objections: written, taken up, answered, withdrawn."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from days.models.yearly_counter import next_number
from days.working_days import add_working_days
from people.models import Member

from ..errors import (
    AnsweredAlready,
    DaysOver,
    NothingSaid,
    NothingStands,
    NotOnTheList,
    NotYoursToAnswer,
    NotYoursToSee,
    ReasonMissing,
    TakenUpAlready,
    TooManyObjections,
)
from ..locking import lock_objection, lock_standing
from ..models import Objection, Publication, PublicationLine, Standing
from ..readers import may_answer, may_see
from ..telling import tell_objector, tell_of_stop, tell_who_answers
from .standing import Ending, end

NUMBERS = "objection"
REPLY_WORKING_DAYS = 5
# More than anybody has reason to write, and little enough to be read.
MOST_OPEN_PER_LIST = 3
MOST_A_DAY = 10
LONGEST_TEXT = 2000
State = Objection.State


@transaction.atomic
def object_to(publication: Publication, by: Member, text: str, line: PublicationLine | None = None) -> Objection:
    """Take down an objection to the list that stands, to one line of it or to the whole, and tell those who answer.
    The same once more, as a phone sends it that has heard nothing, is the one that was taken down.

    Raises:
        NotYoursToSee: `by` may not see the list.
        NothingStands, DaysOver: no list stands here, or its last day is past.
        NothingSaid, NotOnTheList, TooManyObjections.
    """
    if not may_see(publication, by):
        raise NotYoursToSee
    text = text.replace("\0", "").strip()[:LONGEST_TEXT]
    if not text:
        raise NothingSaid
    standing = _lock_what_stands(publication)
    if line and line.publication_id != publication.pk:
        raise NotOnTheList
    said_already = _said_already(standing, by, text, line)
    if said_already:
        return said_already
    _refuse_too_many(publication, by)
    now = timezone.now()
    year = timezone.localtime(now).year
    objection = Objection(
        number=f"{year}-{next_number(NUMBERS, year):04d}",
        standing=standing,
        member=by,
        about=line.member if line else None,
        about_name=line.name if line else "",
        received_at=now,
        due_on=add_working_days(timezone.localdate(now), REPLY_WORKING_DAYS, weekdays_if_unknown=True),
    )
    objection.text = text
    objection.save(force_insert=True)
    tell_who_answers(objection)
    return objection


def _lock_what_stands(publication: Publication) -> Standing:
    latest = publication.standings.first()
    standing = lock_standing(latest.pk) if latest else None
    if standing is None or not standing.is_standing:
        raise NothingStands
    if standing.is_over:
        raise DaysOver(standing.ends_on)
    return standing


def _said_already(standing: Standing, by: Member, text: str, line: PublicationLine | None) -> Objection | None:
    """Under the lock of the standing."""
    about = {"about": line.member if line else None, "about_name": line.name if line else ""}
    own = Objection.objects.open().filter(standing=standing, member=by, **about)
    return next((each for each in own if each.text == text), None)


def _refuse_too_many(publication: Publication, by: Member) -> None:
    """Under the lock of the standing, so that two at once do not pass both."""
    own = Objection.objects.filter(member=by)
    waiting = own.open().filter(standing__publication=publication).count()
    today = own.filter(received_at__gte=timezone.now() - timedelta(days=1)).count()
    if waiting >= MOST_OPEN_PER_LIST or today >= MOST_A_DAY:
        raise TooManyObjections


@transaction.atomic
def take_up(objection: Objection, by: Member) -> Objection:
    """Note that `by` looks into an objection.

    Raises:
        NotYoursToAnswer, AnsweredAlready, TakenUpAlready.
    """
    objection = _lock_open(objection, by)
    if objection.state == State.TAKEN_UP:
        raise TakenUpAlready
    objection.state, objection.taken_up_by, objection.taken_up_at = State.TAKEN_UP, by, timezone.now()
    objection.save(update_fields=["state", "taken_up_by", "taken_up_at"])
    tell_objector(objection, "taken_up")
    return objection


@transaction.atomic
def answer(objection: Objection, by: Member, *, upheld: bool, reason: str, list_stays: bool = False) -> Objection:
    """Answer an objection with a reason, which whoever objected reads. One that is upheld stops the list.

    With `list_stays` it does not: what was objected to has been changed already in the list that stands now. That is
    heeded only where another wording was objected to.

    Raises:
        NotYoursToAnswer, AnsweredAlready, ReasonMissing.
    """
    reason = reason.replace("\0", "").strip()[:LONGEST_TEXT]
    if not reason:
        raise ReasonMissing
    objection = _lock_open(objection, by)
    objection.state = State.UPHELD if upheld else State.NOT_UPHELD
    objection.answered_by, objection.answered_at = by, timezone.now()
    objection.answer = reason
    objection.save(update_fields=["state", "answered_by", "answered_at", "sealed_answer"])
    if upheld:
        _stop_what_stands(objection, list_stays)
    tell_objector(objection, "answered")
    return objection


def _stop_what_stands(objection: Objection, list_stays: bool) -> None:
    standing = objection.standing.publication.standings.standing().first()
    if standing is None or (list_stays and standing.pk != objection.standing_id):
        return
    standing = lock_standing(standing.pk)
    if standing.is_standing:
        end(standing, Ending.UPHELD)
        tell_of_stop(standing)


def _lock_open(objection: Objection, by: Member) -> Objection:
    objection = lock_objection(objection.pk)
    if not may_answer(objection, by):
        raise NotYoursToAnswer
    if not objection.is_open:
        raise AnsweredAlready
    return objection


@transaction.atomic
def withdraw(objection: Objection, by: Member) -> Objection:
    """Take one's own objection back, as long as it has not been answered.

    Raises:
        NotYoursToAnswer: it is somebody else's.
        AnsweredAlready.
    """
    objection = lock_objection(objection.pk)
    if objection.member_id != by.pk:
        raise NotYoursToAnswer
    if not objection.is_open:
        raise AnsweredAlready
    objection.state, objection.withdrawn_at = State.WITHDRAWN, timezone.now()
    objection.save(update_fields=["state", "withdrawn_at"])
    return objection
