"""Somebody leaves at the moment in which a post is given, taken over or held on in a new term."""

import time
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from people.actions import let_go
from people.bodies import appointing
from people.bodies.appointing import appoint
from people.bodies.terms import begin_term
from people.models import Branch, Member, PostHeld
from tests.factories import BranchFactory, MemberFactory
from tests.plugins.racing import at_once

pytestmark = pytest.mark.race
Post = PostHeld.Post


@pytest.fixture
def office(committed_db):
    return MemberFactory(administrator=True)


@transaction.atomic
def leave(member: Member) -> None:
    """As the form of a member does it: written first, let go of then."""
    Member.objects.filter(pk=member.pk).update(staff_status=Member.StaffStatus.LEFT, is_active=False)
    let_go([member])


def test_who_leaves_at_that_moment_holds_no_post(office, race_rounds):
    for _round in range(race_rounds):
        body, member = BranchFactory().body, MemberFactory()
        left, held = at_once(lambda: leave(member), lambda: appoint(body, Post.CHAIR, member, by=office))  # noqa: B023
        assert (left, type(held).__name__) in ((None, "PostHeld"), (None, "HasGone"))
        assert not member.posts_held.held().exists()
        assert Branch.objects.get(body=body).chair is None


def test_without_the_lock_who_has_left_leads(office, monkeypatch):
    """The control: the moment between the look at the person and the record is made longer."""

    def only_look(pks):
        return list(Member.objects.filter(pk__in=pks))

    def take_a_while(*args):
        time.sleep(0.5)

    monkeypatch.setattr(appointing, "lock_people", only_look)
    monkeypatch.setattr(appointing, "term_on", take_a_while)
    body, member = BranchFactory().body, MemberFactory()
    at_once(lambda: leave(member), lambda: appoint(body, Post.CHAIR, member, by=office))
    assert Branch.objects.get(body=body).chair == member


def test_a_successor_takes_over_from_who_leaves_at_that_moment(office, race_rounds):
    for _round in range(race_rounds):
        body, first, second = BranchFactory().body, MemberFactory(), MemberFactory()
        appoint(body, Post.CHAIR, first, by=office)
        outcomes = at_once(lambda: leave(first), lambda: appoint(body, Post.CHAIR, second, by=office))  # noqa: B023
        assert [type(outcome).__name__ for outcome in outcomes] == ["NoneType", "PostHeld"]
        assert body.posts_held.held().get().member == second
        assert Branch.objects.get(body=body).chair == second


def test_who_leaves_at_that_moment_goes_on_in_no_new_term(office, race_rounds):
    today = timezone.localdate()
    for _round in range(race_rounds):
        body, member = BranchFactory().body, MemberFactory()
        held = appoint(body, Post.CHAIR, member, by=office, starts_on=today - timedelta(days=365))
        term = lambda: begin_term(body, number=1, starts_on=today, ends_on=None, staying=[held.pk], by=office)  # noqa: B023, E731
        outcomes = at_once(lambda: leave(member), term)  # noqa: B023
        assert [type(outcome).__name__ for outcome in outcomes] == ["NoneType", "Term"]
        assert not member.posts_held.held().exists()
        assert Branch.objects.get(body=body).chair is None
