"""A new term begins: who stays goes on in it, everybody else's post is over, and no two terms overlap."""

import time
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from people.bodies import terms
from people.bodies.appointing import appoint
from people.bodies.errors import EndsBeforeItBegins, NotToday, NumberTaken, TermOverlaps
from people.bodies.terms import begin_term
from people.models import Body, Branch, PostHeld, Term
from tests.factories import BranchFactory, MemberFactory
from tests.plugins.racing import at_once

Post, Ending = PostHeld.Post, PostHeld.Ending
DAY, YEAR = timedelta(days=1), timedelta(days=365)


def office_and_committee():
    return MemberFactory(administrator=True), Body.objects.get(kind=Body.Kind.COMMITTEE)


@pytest.fixture
def cast(db):
    return office_and_committee()


def begin(body, by, number=1, days_ago=0, ends_on=None, staying=()):
    starts_on = timezone.localdate() - days_ago * DAY
    return begin_term(body, number=number, starts_on=starts_on, ends_on=ends_on, staying=staying, by=by)


def test_who_stays_holds_the_post_in_the_new_term_and_nobody_else(cast):
    office, committee = cast
    long_ago = timezone.localdate() - YEAR
    chair = appoint(committee, Post.CHAIR, MemberFactory(name="留任"), by=office, starts_on=long_ago)
    other = appoint(committee, Post.COMMITTEE_MEMBER, MemberFactory(name="卸任"), by=office, starts_on=long_ago)
    term = begin(committee, office, days_ago=3, staying=[chair.pk])
    now = committee.posts_held.held().get()
    assert (now.member.name, now.term, now.starts_on, now.entered_by) == ("留任", term, term.starts_on, office)
    for held in (chair, other):
        held.refresh_from_db()
        assert (held.ends_on, held.ending, held.term) == (term.starts_on, Ending.TERM_OVER, None)


def test_a_chair_of_a_branch_who_stays_goes_on_leading_it_and_one_who_goes_does_not(cast):
    office, _committee = cast
    branch = BranchFactory()
    chair = appoint(branch.body, Post.CHAIR, MemberFactory(), by=office, starts_on=timezone.localdate() - YEAR)
    begin(branch.body, office, number=1, days_ago=30, staying=[chair.pk])
    assert Branch.objects.get(pk=branch.pk).chair == chair.member
    begin(branch.body, office, number=2)
    assert Branch.objects.get(pk=branch.pk).chair is None
    assert branch.body.posts_held.count() == 2


def test_a_post_that_began_in_the_days_of_the_new_term_belongs_to_it(cast):
    office, committee = cast
    held = appoint(committee, Post.CHAIR, MemberFactory(), by=office, starts_on=timezone.localdate() - DAY)
    term = begin(committee, office, days_ago=5, staying=[held.pk])
    held.refresh_from_db()
    assert (held.term, held.ends_on) == (term, None)


def test_a_post_given_later_belongs_to_the_term(cast):
    office, committee = cast
    term = begin(committee, office, days_ago=5)
    assert appoint(committee, Post.CHAIR, MemberFactory(), by=office).term == term


def test_the_term_before_ends_the_day_before_and_one_that_was_over_stays_as_it_was(cast):
    office, committee = cast
    today = timezone.localdate()
    first = begin(committee, office, number=1, days_ago=900, ends_on=today - 600 * DAY)
    second = begin(committee, office, number=2, days_ago=500)
    begin(committee, office, number=3, days_ago=10)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.ends_on, second.ends_on) == (today - 600 * DAY, today - 11 * DAY)
    assert first.is_over


@pytest.mark.parametrize(
    ("number", "days_ago", "ends_after", "refusal"),
    [
        (2, -1, None, NotToday),
        (2, 5, -1, EndsBeforeItBegins),
        (1, 5, None, NumberTaken),
        (2, 100, None, TermOverlaps),
        (2, 400, 10, TermOverlaps),
    ],
)
def test_a_term_that_cannot_be_is_refused(cast, number, days_ago, ends_after, refusal):
    office, committee = cast
    begin(committee, office, number=1, days_ago=100)
    starts_on = timezone.localdate() - days_ago * DAY
    with pytest.raises(refusal):
        begin(
            committee,
            office,
            number=number,
            days_ago=days_ago,
            ends_on=None if ends_after is None else starts_on + ends_after * DAY,
        )
    assert committee.terms.count() == 1


def test_the_database_refuses_two_terms_of_one_body_that_overlap(cast):
    _office, committee = cast
    today = timezone.localdate()
    Term.objects.create(body=committee, number=1, starts_on=today - YEAR, ends_on=today)
    for starts_on, ends_on in ((today, None), (today - 2 * YEAR, None), (today - DAY, today - DAY)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Term.objects.create(body=committee, number=2, starts_on=starts_on, ends_on=ends_on)
    Term.objects.create(body=committee, number=2, starts_on=today + DAY)
    Term.objects.create(body=Body.objects.get(kind=Body.Kind.AUDIT), number=1, starts_on=today)


@pytest.mark.race
def test_of_two_who_begin_a_term_at_once_one_is_refused(committed_db, race_rounds):
    office, _committee = office_and_committee()
    for _round in range(race_rounds):
        body = BranchFactory().body
        outcomes = at_once(lambda: begin(body, office, 1), lambda: begin(body, office, 2))  # noqa: B023
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Term", "TermOverlaps"]
        assert body.terms.count() == 1


@pytest.mark.race
def test_without_the_lock_only_the_constraint_keeps_terms_apart(committed_db, monkeypatch):
    def only_look(pk):
        return Body.objects.in_order().get(pk=pk)

    def take_a_while(*args):
        time.sleep(0.3)

    office, _committee = office_and_committee()
    monkeypatch.setattr(terms, "lock_body", only_look)
    monkeypatch.setattr(terms, "_take_over", take_a_while)
    body = BranchFactory().body
    outcomes = at_once(lambda: begin(body, office, 1), lambda: begin(body, office, 2))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["IntegrityError", "Term"]
