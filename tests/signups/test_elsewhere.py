"""Whoever was passed by because of another place gets the free one as soon as they are able to take it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from people.models import Audience
from signups.actions.confirming import expire_offers
from signups.actions.deciding import take_off
from signups.actions.giving_back import cancel
from signups.actions.offering import follow
from signups.actions.sessions import call_off, move, resize
from signups.actions.signing_up import sign_up, sign_up_for
from signups.actions.upkeep import catch_up, due_sessions
from signups.errors import WrongCompany
from signups.jobs import give_places, keep_up
from signups.models import Release, SignUp
from tests.factories import (
    DepartmentFactory,
    DependantFactory,
    DriveFactory,
    MemberFactory,
    OfferingFactory,
    PoolFactory,
    RecurringActivityFactory,
    SessionFactory,
    SignUpFactory,
    UnionGroupFactory,
)

pytestmark = pytest.mark.django_db

State = SignUp.State


def state_of(member, session):
    return SignUp.objects.filter(member=member, session=session).latest("pk").state


def passed_by(first, second):
    """Return somebody who holds a place in `first` and waits in `second`, beside a free place of it."""
    holder, member = MemberFactory.create_batch(2)
    other = sign_up(holder, second)[0]
    sign_up(member, second)
    sign_up(member, first)
    cancel(other, holder)
    assert state_of(member, second) == State.WAITING
    return member


def same_hour():
    first = SessionFactory(capacity=1)
    return first, SessionFactory(capacity=1, starts_at=first.starts_at)


def run_given_jobs():
    for job in ProcrastinateJob.objects.filter(task_name="signups.give_places", status="todo"):
        give_places(**job.args)


@pytest.mark.parametrize(
    "ending",
    [
        lambda mine, session: cancel(mine, mine.member),
        lambda mine, session: take_off(mine, MemberFactory(), reason="调班"),
        lambda mine, session: call_off(session, MemberFactory(), reason="台风"),
        lambda mine, session: move(
            session,
            MemberFactory(),
            starts_at=session.starts_at + timedelta(days=1),
            ends_at=session.ends_at + timedelta(days=1),
            venue=None,
        ),
    ],
    ids=["cancelled", "taken off", "called off", "moved"],
)
def test_whoever_is_free_again_at_that_hour_gets_the_place_that_was_passed_on(ending):
    first, second = same_hour()
    member = passed_by(first, second)
    ending(SignUp.objects.get(member=member, session=first), first)
    run_given_jobs()
    assert state_of(member, second) == State.CONFIRMED


def test_whoever_lets_an_offer_lapse_is_free_again_at_that_hour():
    first, second = same_hour()
    member = passed_by(first, second)
    mine = SignUp.objects.filter(member=member, session=first)
    mine.update(state=State.OFFERED, due_at=timezone.now() - timedelta(seconds=1))
    expire_offers(first.pk)
    run_given_jobs()
    assert state_of(member, second) == State.CONFIRMED


def test_a_place_of_a_drive_that_is_given_back_lets_one_have_another_at_once():
    drive = DriveFactory()
    first = SessionFactory(capacity=1, drive=drive)
    second = SessionFactory(capacity=1, drive=drive, starts_at=timezone.now() + timedelta(days=20))
    member = passed_by(first, second)
    cancel(SignUp.objects.get(member=member, session=first), member)
    assert state_of(member, second) == State.CONFIRMED


def test_below_the_limit_again_one_gets_another_date_at_once():
    offering = OfferingFactory(limit_per_member=1, capacity=1)
    first = SessionFactory(offering=offering)
    second = SessionFactory(offering=offering, starts_at=timezone.now() + timedelta(days=9))
    member = passed_by(first, second)
    cancel(SignUp.objects.get(member=member, session=first), member)
    assert state_of(member, second) == State.CONFIRMED


def test_what_a_dead_worker_has_not_done_the_next_minute_does():
    first, second = same_hour()
    member = passed_by(first, second)
    cancel(SignUp.objects.get(member=member, session=first), member)
    assert due_sessions() == [second.pk]
    keep_up(0)
    assert state_of(member, second) == State.CONFIRMED
    assert due_sessions() == []


def test_whoever_was_moved_onto_another_place_cannot_take_a_third_at_that_hour():
    first = SessionFactory()
    later = SessionFactory(starts_at=first.starts_at + timedelta(hours=5))
    third = SessionFactory(capacity=1, starts_at=first.starts_at)
    holder, member = MemberFactory.create_batch(2)
    other = sign_up(holder, third)[0]
    sign_up(member, third)
    mine = sign_up(member, first)[0]
    sign_up(member, later)
    move(later, holder, starts_at=first.starts_at, ends_at=first.ends_at, venue=None)
    cancel(mine, member)
    cancel(other, holder)
    assert state_of(member, later) == State.CONFIRMED
    assert state_of(member, third) == State.WAITING


def test_whoever_is_no_longer_meant_is_passed_by():
    group, elsewhere = UnionGroupFactory.create_batch(2)
    audience = Audience.objects.create(name="一组")
    audience.union_groups.add(group)
    session = SessionFactory(capacity=1, audience=audience)
    holder, moved, third = MemberFactory.create_batch(3, union_group=group)
    mine = sign_up(holder, session)[0]
    sign_up(moved, session)
    sign_up(third, session)
    type(moved).objects.filter(pk=moved.pk).update(union_group=elsewhere)
    cancel(mine, holder)
    assert [state_of(each, session) for each in (moved, third)] == [State.WAITING, State.CONFIRMED]


def test_more_places_kept_for_groups_than_there_are_give_no_more_than_there_are():
    group = UnionGroupFactory()
    session = SessionFactory(capacity=4)
    for member in MemberFactory.create_batch(2):
        sign_up(member, session)
    PoolFactory(session=session, union_group=group, places=3)
    Release.objects.create(session=session, at=timezone.now() + timedelta(hours=1), places=3)
    resize(session, 3, MemberFactory())
    first, second = MemberFactory.create_batch(2, union_group=group)
    assert sign_up(first, session)[0].is_confirmed
    assert sign_up_for(first, second, session)[0].is_waiting
    session.refresh_from_db()
    assert session.taken == session.capacity == 3


def test_a_pool_goes_to_its_group_and_to_all_once_it_is_merged():
    group = UnionGroupFactory()
    session = SessionFactory(capacity=2)
    pool = PoolFactory(session=session, union_group=group, merges_at=timezone.now() + timedelta(hours=1))
    early, waits = MemberFactory.create_batch(2)
    inside, late = MemberFactory.create_batch(2, union_group=group)
    sign_up(early, session)
    sign_up(waits, session)
    assert state_of(waits, session) == State.WAITING
    mine = sign_up(inside, session)[0]
    assert (mine.is_confirmed, mine.pool) == (True, pool)
    cancel(mine, inside)
    assert state_of(waits, session) == State.WAITING
    type(pool).objects.update(merges_at=timezone.now() - timedelta(seconds=1))
    catch_up(session.pk)
    assert state_of(waits, session) == State.CONFIRMED
    assert sign_up(late, session)[0].is_waiting


def test_a_date_that_is_moved_stays_open_and_leaves_time_to_think():
    offering = OfferingFactory(opens_days_before=5, cancel_hours_before=48)
    session = SessionFactory(offering=offering, **offering.window_of(timezone.now() + timedelta(days=3)))
    begins = timezone.now() + timedelta(days=8)
    moved = move(session, MemberFactory(), starts_at=begins, ends_at=begins + timedelta(hours=1), venue=None)
    assert moved.takes_sign_ups_now
    begins = timezone.now() + timedelta(hours=30)
    moved = move(session, MemberFactory(), starts_at=begins, ends_at=begins + timedelta(hours=1), venue=None)
    assert moved.can_be_cancelled_freely


def test_a_place_offered_until_tomorrow_is_offered_until_the_date_begins_where_that_is_moved_before():
    row = SignUpFactory(offered=True, due_at=timezone.now() + timedelta(days=2))
    begins = timezone.now() + timedelta(days=1)
    move(row.session, row.member, starts_at=begins, ends_at=begins + timedelta(hours=1), venue=None)
    row.refresh_from_db()
    assert row.due_at == begins


def test_whoever_is_signed_up_by_somebody_is_told_once_whether_they_have_a_place():
    session = SessionFactory(capacity=1)
    leader, first, second = MemberFactory.create_batch(3)
    sign_up_for(leader, first, session)
    sign_up_for(leader, second, session)
    told = [list(each.notices.values_list("kind", flat=True)) for each in (first, second)]
    assert told == [["signups.signed_up_by"]] * 2
    assert leader.name in first.notices.get().body
    assert first.notices.get().subject != second.notices.get().subject


def test_a_ward_sends_no_more_than_its_number_and_the_next_of_another_ward_gets_the_place():
    ward, other_ward = DepartmentFactory.create_batch(2)
    session = SessionFactory(capacity=3, limit_per_department=1)
    first, second = MemberFactory.create_batch(2, department=ward)
    third, nowhere = MemberFactory(department=other_ward), MemberFactory()
    states = [sign_up(member, session)[0].state for member in (first, second, third, nowhere)]
    assert states == [State.CONFIRMED, State.WAITING, State.CONFIRMED, State.CONFIRMED]
    cancel(SignUp.objects.get(member=third), third)
    assert state_of(second, session) == State.WAITING
    cancel(SignUp.objects.get(member=first), first)
    assert state_of(second, session) == State.CONFIRMED


def test_a_party_that_does_not_fit_is_passed_by_and_keeps_its_turn():
    session = SessionFactory(capacity=3, company="may_bring")
    holder, other, parent, single = MemberFactory.create_batch(4)
    held = [sign_up(member, session)[0] for member in (holder, other)]
    child = DependantFactory(member=parent, name="之女")
    family = sign_up(parent, session, dependants=[child])
    assert [each.state for each in family] == [State.WAITING] * 2
    assert sign_up(single, session)[0].is_confirmed
    cancel(held[0], holder)
    assert state_of(parent, session) == State.WAITING
    cancel(held[1], other)
    assert list(session.sign_ups.filter(member=parent).values_list("state", flat=True)) == [State.CONFIRMED] * 2
    assert parent.notices.filter(kind="signups.came_in").count() == 1


def test_the_same_child_twice_is_no_company():
    session = SessionFactory(capacity=3, company="may_bring")
    parent = MemberFactory()
    child = DependantFactory(member=parent, name="之女")
    with pytest.raises(WrongCompany):
        sign_up(parent, session, dependants=[child, child])


def test_terms_by_which_hours_no_longer_matter_let_people_hold_two_places_at_once():
    activity = RecurringActivityFactory(mode="first_come", capacity=5)
    offering = follow(activity, activity, title=activity.title, link="")
    session = SessionFactory(offering=offering)
    member = MemberFactory()
    sign_up(member, session)
    activity.clashes_matter = False
    follow(activity, activity, title=activity.title, link="")
    assert SignUp.objects.get().blocks is None
    other = sign_up(member, SessionFactory(starts_at=session.starts_at))[0]
    assert other.is_confirmed
    activity.clashes_matter = True
    follow(activity, activity, title=activity.title, link="")
    assert SignUp.objects.get(session=session).blocks is None
    cancel(other, member)
    assert SignUp.objects.get(session=session).is_confirmed
