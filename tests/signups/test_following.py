"""A thing hears what becomes of its sign-ups."""

import pytest

from signups import registry
from signups.actions.confirming import confirm
from signups.actions.deciding import take_off
from signups.actions.giving_back import cancel
from signups.actions.signing_up import sign_up
from tests.factories.activities import RecurringActivityFactory
from tests.factories.people import MemberFactory
from tests.factories.signups import OfferingFactory, SessionFactory, SignUpFactory

LABEL = "activities.recurringactivity"


@pytest.fixture
def heard(site, monkeypatch):
    """What an activity was told: lists of (member, state)."""
    told = []

    def follow(thing, sign_ups):
        told.append((thing, [(each.member, each.state) for each in sign_ups]))

    known = registry._things[LABEL]
    monkeypatch.setitem(registry._things, LABEL, registry.Thing(keeps_list=known.keeps_list, follow=follow))
    return told


def session_of(activity, **terms):
    return SessionFactory(offering=OfferingFactory(thing_id=activity.pk, **terms))


def test_a_thing_hears_who_asked_got_a_place_and_gave_it_back(heard):
    activity, member = RecurringActivityFactory(draft=True), MemberFactory()
    [made] = sign_up(member, session_of(activity))
    cancel(made, member)
    assert heard == [(activity, [(member, state)]) for state in ("waiting", "confirmed", "cancelled")]


def test_a_thing_hears_who_came_from_the_waiting_list_and_confirmed(heard):
    activity, first, second = RecurringActivityFactory(draft=True), MemberFactory(), MemberFactory()
    session = session_of(activity, capacity=1, confirm_within_hours=2)
    [taken] = sign_up(first, session)
    [waiting] = sign_up(second, session)
    heard.clear()
    take_off(taken, first, reason="调岗")
    confirm(waiting, second)
    assert [said for _thing, said in heard] == [
        [(first, "cancelled")],
        [(second, "offered")],
        [(second, "confirmed")],
    ]


def test_a_thing_hears_who_waits_once(heard):
    session, member = session_of(RecurringActivityFactory(draft=True), capacity=1), MemberFactory()
    SignUpFactory(session=session)
    sign_up(member, session)
    assert [said for _thing, said in heard] == [[(member, "waiting")]]


def test_where_the_thing_is_gone_nobody_is_told(heard):
    [made] = sign_up(MemberFactory(), SessionFactory())
    assert heard == []
    assert made.is_confirmed
