"""What becomes of sign-ups when people leave, and how long they are kept."""

from datetime import timedelta

import pytest
from django.utils import timezone

from people.models import Member
from signups.actions.signing_up import sign_up
from signups.actions.upkeep import catch_up, due_sessions
from signups.leaving import end_sign_ups
from signups.models import SignUp, Strike
from signups.personal_data import empty
from signups.retention import forget_expired
from tests.factories import MemberFactory, OfferingFactory, SessionFactory, SignUpFactory

pytestmark = pytest.mark.django_db

State = SignUp.State
YEAR = timedelta(days=366)


def leave(*members):
    Member.objects.filter(pk__in=[member.pk for member in members]).update(is_active=False)
    return [Member.objects.get(pk=member.pk) for member in members]


def test_places_of_leavers_go_to_the_next_and_are_listed():
    first, second = (SessionFactory(capacity=1, starts_at=timezone.now() + timedelta(days=day)) for day in (3, 4))
    leaver, stays, third = MemberFactory.create_batch(3)
    sign_up(leaver, first)
    sign_up(stays, first)
    sign_up(third, second)
    sign_up(leaver, second)
    ended = end_sign_ups(leave(leaver))
    assert [each.member_id for each in ended] == [leaver.pk] * 2
    assert first.offering.title in ended[0].sentence
    assert ended[0].sentence != ended[1].sentence
    assert list(SignUp.objects.filter(member=leaver).values_list("state", flat=True)) == [State.CANCELLED] * 2
    assert SignUp.objects.get(member=stays).is_confirmed
    assert stays.notices.get().kind == "signups.came_in"
    assert not leaver.notices.filter(kind="signups.ended").exists()
    assert end_sign_ups(leave(leaver)) == []


def test_whose_dates_to_come_a_leaver_keeps_is_listed():
    contact = MemberFactory()
    coming, over = (OfferingFactory(title=title, contact=contact, is_confidential=True) for title in ("巴林特", "团建"))
    for days in (3, 10):
        SessionFactory(offering=coming, starts_at=timezone.now() + timedelta(days=days))
    SessionFactory(offering=over, starts_at=timezone.now() - timedelta(days=3))
    (ended,) = end_sign_ups(leave(contact))
    assert ended.member_id == contact.pk
    assert "巴林特" in ended.sentence


def test_where_a_leaver_has_been_stays():
    row = SignUpFactory(session=SessionFactory(starts_at=timezone.now() - timedelta(days=2)))
    assert end_sign_ups(leave(row.member)) == []
    row.refresh_from_db()
    assert row.is_confirmed


def test_what_was_busy_when_somebody_left_the_clock_ends():
    row = SignUpFactory()
    leave(row.member)
    assert due_sessions() == [row.session_id]
    catch_up(row.session_id)
    row.refresh_from_db()
    assert row.state == State.CANCELLED
    assert due_sessions() == []


def held(ago, **fields):
    offering = OfferingFactory(**fields.pop("terms", {}))
    return SignUpFactory(session=SessionFactory(offering=offering, starts_at=timezone.now() - ago), **fields)


def test_what_came_to_nothing_goes_after_a_year_and_what_was_had_after_three():
    nothing = held(YEAR, state=State.CANCELLED, blocks=None)
    kept, noted = held(YEAR / 2, state=State.CANCELLED, blocks=None, note="吃素"), held(YEAR, note="吃素")
    long_ago = held(3 * YEAR)
    assert forget_expired() == 2
    assert set(SignUp.objects.all()) == {kept, noted}
    assert not SignUp.objects.filter(pk__in=[nothing.pk, long_ago.pk]).exists()
    assert list(SignUp.objects.order_by("pk").values_list("note", flat=True)) == ["吃素", ""]
    assert forget_expired() == 0


def test_what_is_confidential_goes_after_a_year():
    contact = MemberFactory()
    held(YEAR, terms={"is_confidential": True, "contact": contact})
    assert forget_expired() == 1


def test_a_missed_sign_up_goes_a_year_after_it_has_counted_and_its_sign_up_not_before():
    row = held(3 * YEAR)
    strike = Strike.objects.create(
        sign_up=row, member=row.member, cause=Strike.Cause.NO_SHOW, expires_on=timezone.localdate() - YEAR / 2
    )
    assert forget_expired() == 0
    Strike.objects.filter(pk=strike.pk).update(expires_on=timezone.localdate() - YEAR)
    assert forget_expired() == 1
    assert not Strike.objects.exists()


def test_whoever_is_emptied_leaves_no_words():
    row = SignUpFactory(note="吃素", reason="孕期")
    empty(row.member)
    row.refresh_from_db()
    assert (row.note, row.reason) == ("", "")
