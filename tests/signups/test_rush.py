"""What is read of a session after the lock when a thousand people want it: little, and never too little."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from signups.actions import signing_up
from signups.actions.signing_up import sign_up
from signups.errors import AlreadySignedUp, WindowClosed
from signups.locking import JoinedAnotherDrive
from signups.models import Offering, Release, Session, SignUp, Strike
from signups.registry import kinds_that_follow
from signups.rush import lock_for
from tests.factories import DriveFactory, MemberFactory, SessionFactory, SignUpFactory

pytestmark = pytest.mark.django_db


def as_on_the_page(session):
    return Session.objects.with_version().get(pk=session.pk)


@pytest.fixture
def member():
    return MemberFactory()


@pytest.fixture
def found():
    return as_on_the_page(SessionFactory(capacity=1))


def an_hour_ago():
    return timezone.now() - timedelta(hours=1)


def test_of_a_full_session_that_nobody_has_changed_a_newcomer_costs_a_lock_a_look_and_a_row(found, member):
    SignUpFactory(session=found)
    found = as_on_the_page(found)
    # A site that runs knows the kinds of its things.
    kinds_that_follow()
    with CaptureQueriesContext(connection) as asked:
        (made,) = sign_up(member, found)
    assert made.state == SignUp.State.WAITING
    statements = [query["sql"].split()[0] for query in asked if "SAVEPOINT" not in query["sql"]]
    assert statements == ["SELECT", "INSERT"]


def test_a_session_that_was_changed_since_it_was_read_is_read_again(found, member):
    Session.objects.filter(pk=found.pk).update(closes_at=an_hour_ago())
    with pytest.raises(WindowClosed):
        sign_up(member, found)


def test_so_is_one_whose_offering_was_changed(found, member):
    Offering.objects.filter(pk=found.offering_id).update(limit_per_member=3)
    assert lock_for(member, found).session.offering.limit_per_member == 3


def test_a_place_that_somebody_took_since_is_not_given_twice(found):
    states = [sign_up(each, found)[0].state for each in MemberFactory.create_batch(2)]
    assert states == [SignUp.State.CONFIRMED, SignUp.State.WAITING]


def test_what_was_reckoned_on_a_session_is_not_there_for_the_next_attempt(found, member, monkeypatch):
    promote, attempts = signing_up.promote, []

    def meet_another_drive_first(session, **asked):
        granted = promote(session, **asked)
        attempts.append(session.taken)
        if len(attempts) == 1:
            raise JoinedAnotherDrive
        return granted

    monkeypatch.setattr(signing_up, "promote", meet_another_drive_first)
    assert sign_up(member, found)[0].is_confirmed
    assert attempts == [1, 1]


def test_one_that_has_joined_a_drive_since_is_locked_by_it(found, member):
    Offering.objects.filter(pk=found.offering_id).update(drive=DriveFactory())
    with pytest.raises(JoinedAnotherDrive):
        lock_for(member, found)
    (made,) = sign_up(member, found)
    assert made.is_confirmed


def a_place_that_is_over(member, found):
    over = SessionFactory(starts_at=timezone.now() - timedelta(days=2))
    SignUpFactory(session=over, member=member)


def somebody_elses_place(member, found):
    SignUpFactory(session=as_on_the_page(SessionFactory()))


def waiting_elsewhere(member, found):
    SignUpFactory(member=member, waiting=True)


def strike(member, **fields):
    over = SignUpFactory(member=member, session=SessionFactory(starts_at=timezone.now() - timedelta(days=2)))
    Strike.objects.create(member=member, sign_up=over, **{"expires_on": timezone.localdate(), **fields})


def a_strike_that_was_waived(member, found):
    strike(member, waived_at=timezone.now(), waiver_reason="急诊", waived_by=MemberFactory())


def a_strike_of_former_days(member, found):
    strike(member, expires_on=timezone.localdate() - timedelta(days=1))


@pytest.mark.parametrize(
    "make",
    [a_place_that_is_over, somebody_elses_place, waiting_elsewhere, a_strike_that_was_waived, a_strike_of_former_days],
)
def test_what_does_not_matter_costs_a_newcomer_nothing(make, member, found):
    make(member, found)
    assert not lock_for(member, found).knows_member


def here_and_waiting(member, found):
    SignUpFactory(session=found, member=member, waiting=True)


def here_and_gone_again(member, found):
    SignUpFactory(session=found, member=member, state=SignUp.State.CANCELLED, granted_at=None, blocks=None)


def a_place_elsewhere(member, found):
    SignUpFactory(member=member)


def an_offered_place_elsewhere(member, found):
    SignUpFactory(member=member, offered=True)


def a_place_without_a_date(member, found):
    SignUpFactory(
        member=member, session=SessionFactory(starts_at=None, ends_at=None, closes_at=None, cancel_until=None)
    )


def a_strike(member, found):
    strike(member)


@pytest.mark.parametrize(
    "make",
    [
        here_and_waiting,
        here_and_gone_again,
        a_place_elsewhere,
        an_offered_place_elsewhere,
        a_place_without_a_date,
        a_strike,
    ],
)
def test_whatever_may_matter_of_a_member_is_looked_at(make, member, found):
    make(member, found)
    assert lock_for(member, found).knows_member


def test_places_for_later_are_seen(found, member):
    assert not lock_for(member, found).holds_back
    release = Release.objects.create(session=found, at=timezone.now() + timedelta(hours=1), places=1)
    assert lock_for(member, found).holds_back
    Release.objects.filter(pk=release.pk).update(at=an_hour_ago())
    assert not lock_for(member, found).holds_back


def test_of_a_session_that_came_another_way_everything_is_looked_at(member):
    session = SessionFactory()
    assert lock_for(member, session)[1:] == (True, True)
    sign_up(member, session)
    with pytest.raises(AlreadySignedUp):
        sign_up(member, session)
