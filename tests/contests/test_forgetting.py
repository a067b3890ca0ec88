"""How long works and votes are kept, and what a member reads of it."""

from datetime import timedelta

from django.utils import timezone

from cms.models import UnionImage
from contests.models import Ballot, Tally, Voted, Work
from contests.works.handing_in import withdraw
from contests.works.retention import NOT_SHOWN_KEPT_FOR, VOTES_KEPT_FOR, WITHDRAWN_KEPT_FOR, forget_expired
from contests.works.voting import cast
from tests.factories import CallFactory, MemberFactory, WorkFactory

from .test_counting import counted
from .test_voting import a_round, ids

A_DAY = timedelta(days=1)


def ago(length: timedelta):
    return timezone.now() - length - A_DAY


def test_a_withdrawn_work_goes_with_its_picture_after_thirty_days(db):
    work = WorkFactory()
    withdraw(work, work.author)
    assert forget_expired() == 0
    Work.objects.update(withdrawn_at=ago(WITHDRAWN_KEPT_FOR))
    assert forget_expired() == 1
    assert not Work.objects.exists()
    assert not UnionImage.objects.filter(pk=work.picture_id).exists()


def test_one_that_a_ballot_names_is_emptied_and_goes_on_counting(db):
    vote_round, works = a_round(choices=1)
    cast(vote_round, MemberFactory(), ids(works[0]))
    withdraw(works[0], works[0].author)
    Work.objects.filter(pk=works[0].pk).update(withdrawn_at=ago(WITHDRAWN_KEPT_FOR))
    assert forget_expired() == 1
    assert forget_expired() == 0
    left = Work.objects.get(pk=works[0].pk)
    assert (left.title, left.text, left.picture, left.revisions.count()) == ("", "—", None, 0)
    assert not UnionImage.objects.filter(pk=works[0].picture_id).exists()


def test_what_was_never_shown_goes_a_year_after_the_call(db):
    call = CallFactory(opens_at=ago(NOT_SHOWN_KEPT_FOR) - A_DAY, closes_at=ago(NOT_SHOWN_KEPT_FOR))
    WorkFactory(call=call, draft=True)
    shown = WorkFactory(call=call)
    WorkFactory(draft=True)
    assert forget_expired() == 1
    assert Work.objects.filter(pk=shown.pk).exists()


def test_votes_go_a_year_after_the_count_and_the_result_stays(db, monkeypatch):
    _vote_round, works = counted()
    forget_expired()
    assert Ballot.objects.count() == 5
    later = timezone.now() + VOTES_KEPT_FOR + A_DAY
    monkeypatch.setattr("contests.works.retention.timezone.now", lambda: later)
    forget_expired()
    assert not Voted.objects.exists()
    assert not Ballot.objects.exists()
    assert Tally.objects.count() == len(works)


def test_a_member_reads_in_which_rounds_and_not_what(client, member):
    vote_round, works = a_round()
    cast(vote_round, member, ids(works[0]))
    own = WorkFactory(author=member, title="我的照片")
    shown = client.get("/me/data/").content.decode()
    assert vote_round.title in shown
    assert own.title in shown
    assert works[0].title not in shown
