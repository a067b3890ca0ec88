"""Who gets a place, and what becomes of it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone, translation

from notices.models import Notice
from signups.actions.confirming import confirm, expire_offers
from signups.actions.deciding import admit, put_first, refuse, take_off
from signups.actions.giving_back import cancel
from signups.actions.sessions import call_off, move, resize
from signups.actions.signing_up import sign_up
from signups.actions.upkeep import catch_up, due_sessions
from signups.errors import (
    AlreadySignedUp,
    BelowHolders,
    Clash,
    HasEnded,
    LateCancel,
    LimitReached,
    NextBatch,
    NotOffered,
    NotOpenYet,
    NotYours,
    OneOfEachDrive,
    ReasonNeeded,
    SessionCancelled,
    SessionOver,
    Suspended,
    TooLateToConfirm,
    WindowClosed,
)
from signups.models import Release, SignUp, SignUpTerms, Strike
from signups.telling import when
from tests.factories import DriveFactory, MemberFactory, OfferingFactory, SessionFactory, SignUpFactory

pytestmark = pytest.mark.django_db

State = SignUp.State


def states_of(session):
    return list(session.sign_ups.order_by("pk").values_list("state", flat=True))


def taken(session):
    session.refresh_from_db()
    return session.taken


def kinds_told(member):
    return list(member.notices.order_by("pk").values_list("kind", flat=True))


def test_the_first_get_the_places_and_the_others_wait():
    session = SessionFactory(capacity=2)
    members = MemberFactory.create_batch(3)
    made = [sign_up(member, session)[0] for member in members]
    assert [each.state for each in made] == [State.CONFIRMED, State.CONFIRMED, State.WAITING]
    assert taken(session) == 2
    assert kinds_told(members[0]) == ["signups.placed"]
    assert kinds_told(members[2]) == []


def test_a_place_given_back_goes_to_whoever_waits_longest_and_they_are_told_once():
    session = SessionFactory(capacity=1)
    first, second, third = MemberFactory.create_batch(3)
    mine = sign_up(first, session)[0]
    sign_up(second, session)
    sign_up(third, session)
    cancel(mine, first)
    assert states_of(session) == [State.CANCELLED, State.CONFIRMED, State.WAITING]
    assert kinds_told(second) == ["signups.came_in"]
    assert taken(session) == 1


def test_pressing_twice_is_one_sign_up():
    session, member, attempt = SessionFactory(), MemberFactory(), uuid4()
    first = sign_up(member, session, attempt=attempt)
    assert sign_up(member, session, attempt=attempt) == first
    with pytest.raises(AlreadySignedUp):
        sign_up(member, session, attempt=uuid4())


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"opens_at": timezone.now() + timedelta(days=1)}, NotOpenYet),
        ({"closes_at": timezone.now() - timedelta(hours=1)}, WindowClosed),
        ({"state": "cancelled"}, SessionCancelled),
        ({"starts_at": timezone.now() - timedelta(minutes=5)}, SessionOver),
        ({"is_live": False}, NotOffered),
        ({"mode": SignUpTerms.Mode.OPEN}, NotOffered),
    ],
)
def test_what_is_not_open_takes_nobody(fields, refusal):
    session = SessionFactory(**fields)
    with pytest.raises(refusal):
        sign_up(MemberFactory(), session)
    assert states_of(session) == []


def test_two_places_at_the_same_hour_are_refused():
    member, session = MemberFactory(), SessionFactory()
    sign_up(member, session)
    other = SessionFactory(starts_at=session.starts_at + timedelta(minutes=30))
    with pytest.raises(Clash, match=session.offering.title):
        sign_up(member, other)
    sign_up(member, SessionFactory(starts_at=session.ends_at))


def test_whoever_holds_a_place_at_the_same_hour_is_passed_by():
    session = SessionFactory(capacity=1)
    holder, busy, free = MemberFactory.create_batch(3)
    mine = sign_up(holder, session)[0]
    sign_up(busy, session)
    sign_up(free, session)
    sign_up(busy, SessionFactory(starts_at=session.starts_at))
    cancel(mine, holder)
    assert states_of(session) == [State.CANCELLED, State.WAITING, State.CONFIRMED]


def test_nobody_holds_more_dates_than_the_limit():
    offering = OfferingFactory(limit_per_member=1)
    member = MemberFactory()
    sign_up(member, SessionFactory(offering=offering))
    later = timezone.now() + timedelta(days=9)
    with pytest.raises(LimitReached):
        sign_up(member, SessionFactory(offering=offering, starts_at=later))


def test_of_a_drive_everybody_gets_one_place():
    drive, member = DriveFactory(), MemberFactory()
    sign_up(member, SessionFactory(drive=drive))
    with pytest.raises(OneOfEachDrive):
        sign_up(member, SessionFactory(drive=drive, starts_at=timezone.now() + timedelta(days=20)))


def test_a_late_cancellation_warns_before_it_counts():
    session = SessionFactory(cancel_until=timezone.now() - timedelta(hours=1))
    member = MemberFactory()
    mine = sign_up(member, session)[0]
    with pytest.raises(LateCancel):
        cancel(mine, member)
    cancel(mine, member, knows_it_is_late=True)
    assert Strike.objects.get().member == member


def test_leaving_the_waiting_list_never_counts():
    session = SessionFactory(capacity=1, cancel_until=timezone.now() - timedelta(hours=1))
    member = MemberFactory()
    sign_up(MemberFactory(), session)
    cancel(sign_up(member, session)[0], member)
    assert not Strike.objects.exists()


def test_whoever_has_missed_too_much_waits_until_the_oldest_is_forgotten():
    member, today = MemberFactory(), timezone.localdate()
    for days in (5, 10, 15):
        Strike.objects.create(
            sign_up=SignUpFactory(member=member, blocks=None, state=State.CANCELLED),
            member=member,
            cause=Strike.Cause.NO_SHOW,
            expires_on=today + timedelta(days=days),
        )
    with pytest.raises(Suspended, match=f"{today + timedelta(days=6):%Y-%m-%d}"):
        sign_up(member, SessionFactory())
    Strike.objects.filter(expires_on=today + timedelta(days=15)).update(waived_at=timezone.now())
    assert sign_up(member, SessionFactory())[0].is_confirmed


def test_a_place_from_the_waiting_list_is_confirmed_in_time_or_goes_to_the_next():
    session = SessionFactory(capacity=1, confirm_within_hours=2)
    holder, second, third = MemberFactory.create_batch(3)
    mine = sign_up(holder, session)[0]
    assert mine.is_confirmed
    sign_up(second, session)
    sign_up(third, session)
    cancel(mine, holder)
    offered = SignUp.objects.get(member=second)
    assert offered.is_offered
    assert kinds_told(second) == ["signups.to_confirm"]
    SignUp.objects.filter(pk=offered.pk).update(due_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(TooLateToConfirm):
        confirm(offered, second)
    assert due_sessions() == [session.pk]
    expire_offers(session.pk)
    expire_offers(session.pk)
    assert states_of(session) == [State.CANCELLED, State.EXPIRED, State.OFFERED]
    assert kinds_told(second) == ["signups.to_confirm", "signups.lapsed"]
    confirm(SignUp.objects.get(member=third), third)
    confirm(SignUp.objects.get(member=third), third)
    assert states_of(session)[-1] == State.CONFIRMED


def test_more_places_go_to_those_who_wait_and_fewer_than_are_held_are_refused():
    session = SessionFactory(capacity=1)
    members = MemberFactory.create_batch(3)
    for member in members:
        sign_up(member, session)
    resize(session, 2, members[0])
    assert states_of(session) == [State.CONFIRMED, State.CONFIRMED, State.WAITING]
    with pytest.raises(BelowHolders):
        resize(session, 1, members[0])


def test_a_stale_session_does_not_open_the_count():
    session = SessionFactory(capacity=1)
    stale = type(session).objects.get(pk=session.pk)
    sign_up(MemberFactory(), session)
    stale.topic = "改名"
    stale.save()
    assert taken(session) == 1


def test_the_organiser_lets_each_in_or_refuses_with_a_reason():
    session = SessionFactory(capacity=1, mode=SignUpTerms.Mode.APPROVAL)
    organiser, first, second = MemberFactory.create_batch(3)
    rows = [sign_up(member, session)[0] for member in (first, second)]
    assert states_of(session) == [State.REQUESTED, State.REQUESTED]
    with pytest.raises(ReasonNeeded):
        refuse(rows[0], organiser, reason=" ")
    refuse(rows[0], organiser, reason="名额留给新职工")
    admit(rows[1], organiser)
    assert states_of(session) == [State.REFUSED, State.CONFIRMED]
    with pytest.raises(HasEnded):
        admit(rows[0], organiser)


def test_whoever_is_put_first_gets_the_next_place_and_the_reason_is_kept():
    session = SessionFactory(capacity=1)
    organiser, holder, early, urgent = MemberFactory.create_batch(4)
    mine, _row, moved = [sign_up(member, session)[0] for member in (holder, early, urgent)]
    put_first(moved, organiser, reason="孕期")
    cancel(mine, holder)
    assert states_of(session) == [State.CANCELLED, State.WAITING, State.CONFIRMED]
    assert SignUp.objects.get(member=urgent).reason == "孕期"


def test_whoever_is_taken_off_reads_why():
    session, member = SessionFactory(), MemberFactory()
    row = sign_up(member, session)[0]
    take_off(row, MemberFactory(), reason="已调离本院区")
    assert "已调离本院区" in Notice.objects.get(recipient=member, kind="signups.ended").body


def test_a_date_that_is_called_off_ends_every_sign_up_and_tells_each_once():
    session = SessionFactory(capacity=1)
    members = MemberFactory.create_batch(2)
    for member in members:
        sign_up(member, session)
    call_off(session, members[0], reason="台风")
    call_off(session, members[0], reason="台风")
    assert states_of(session) == [State.CANCELLED, State.CANCELLED]
    assert taken(session) == 0
    assert [kinds_told(member)[-1] for member in members] == ["signups.called_off"] * 2


def test_a_date_that_moves_keeps_its_people_and_tells_them():
    session, member = SessionFactory(), MemberFactory()
    row = sign_up(member, session)[0]
    begins = session.starts_at + timedelta(days=1)
    move(session, member, starts_at=begins, ends_at=begins + timedelta(hours=1), venue=None, place="西院")
    row.refresh_from_db()
    assert row.is_confirmed
    assert row.blocks.lower == begins
    assert kinds_told(member)[-1] == "signups.moved"


def test_whoever_moves_a_date_in_another_language_tells_of_it_in_that_of_the_site():
    session, member = SessionFactory(), MemberFactory()
    sign_up(member, session)
    before, begins = when(session), session.starts_at + timedelta(days=1)
    with translation.override("en"):
        move(session, member, starts_at=begins, ends_at=begins + timedelta(hours=1), venue=None)
    assert before in member.notices.get(kind="signups.moved").body


def test_places_of_a_second_batch_are_not_those_of_the_first_queue():
    session = SessionFactory(capacity=2)
    release = Release.objects.create(session=session, at=timezone.now() + timedelta(hours=8), places=1)
    early, late, evening = MemberFactory.create_batch(3)
    sign_up(early, session)
    with pytest.raises(NextBatch):
        sign_up(late, session)
    Release.objects.filter(pk=release.pk).update(at=timezone.now() - timedelta(seconds=1))
    assert sign_up(evening, session)[0].is_confirmed
    catch_up(session.pk)
    assert due_sessions() == []


def test_nobody_ends_or_confirms_what_is_somebody_elses():
    row = SignUpFactory()
    for act in (cancel, confirm):
        with pytest.raises(NotYours):
            act(row, MemberFactory())
