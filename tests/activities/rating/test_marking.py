"""The committee marks, each for themselves and never their own club; the marks come to an outcome."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from activities.models import ClubMembership, CommitteeMark, FrozenFigure, RatingStep
from activities.rating.errors import (
    AboveTheMaximum,
    FromAFigure,
    MarksStand,
    NotBeingMarked,
    NotOnTheCommittee,
    OwnClub,
)
from activities.rating.figures import mark_for
from activities.rating.marking import begin_marking, give_marks, still_to_mark
from activities.rating.outcome import average, outcome_of, outcomes_of, ranks_of, step_for, total_of
from tests.factories import ClubPageFactory, MemberFactory
from tests.factories.rating import make_round

from .conftest import on_the_committee


def tenths(most):
    return st.integers(0, most * 10).map(lambda number: Decimal(number) / 10)


@pytest.fixture
def entry(yoga, officer):
    return make_round(officer, marking=True).entries.get(club=yoga)


def marks_for(entry, *marks):
    criteria = entry.round.criteria.filter(figure="")
    return {criterion: (mark and Decimal(mark), "") for criterion, mark in zip(criteria, marks, strict=True)}


def test_marks_of_several_are_averaged_and_figures_come_in(entry, marker, other_marker, yoga):
    give_marks(entry, marker, marks_for(entry, "36", "18"))
    give_marks(entry, other_marker, marks_for(entry, "35", "15"))
    found = outcome_of(entry)
    assert [line.mark for line in found.lines] == [Decimal("35.50"), Decimal("16.50"), Decimal("0.00")]
    assert (found.total, found.is_whole, found.stars) == (Decimal("52.00"), True, 0)


def test_a_figure_is_taken_when_the_committee_begins_and_stays(yoga, officer):
    for _each in range(4):
        ClubMembership.objects.create(club=yoga, member=MemberFactory())
    round = make_round(officer, opened=True)
    begin_marking(round)
    ClubMembership.objects.create(club=yoga, member=MemberFactory())
    figure = FrozenFigure.objects.get()
    assert (figure.value, figure.mark) == (Decimal(4), Decimal("16.00"))
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        FrozenFigure.objects.update(mark=40)


def test_nobody_marks_a_club_that_they_lead(entry, leader):
    on_the_committee(leader)
    with pytest.raises(OwnClub):
        give_marks(entry, leader, marks_for(entry, "40", "20"))
    assert not still_to_mark(entry.round, leader)


def test_a_chair_who_leads_a_club_does_not_mark_it_either(officer):
    chair = MemberFactory(chair=True)
    club = ClubPageFactory(led_by=[chair])
    entry = make_round(officer, marking=True).entries.get(club=club)
    with pytest.raises(OwnClub):
        give_marks(entry, chair, marks_for(entry, "1", "1"))


def test_who_is_neither_on_the_committee_nor_an_approver_gives_no_marks(entry, officer):
    for stranger in (officer, MemberFactory(), MemberFactory(administrator=True)):
        with pytest.raises(NotOnTheCommittee):
            give_marks(entry, stranger, marks_for(entry, "1", "1"))
    give_marks(entry, MemberFactory(chair=True), marks_for(entry, "1", "1"))
    give_marks(entry, MemberFactory(deputy=True), marks_for(entry, "1", "1"))


def test_ones_own_marks_are_changed_and_taken_back_and_nobody_elses(entry, marker, other_marker):
    give_marks(entry, marker, marks_for(entry, "36", "18"))
    give_marks(entry, other_marker, marks_for(entry, "30", "10"))
    give_marks(entry, marker, marks_for(entry, "20", None))
    assert [mark.mark for mark in entry.marks.filter(by=marker)] == [Decimal("20.0")]
    assert [mark.mark for mark in entry.marks.filter(by=other_marker)] == [Decimal("30.0"), Decimal("10.0")]
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        CommitteeMark.objects.filter(by=other_marker).update(by=marker)


def test_a_mark_above_the_maximum_is_refused_by_the_verb_and_by_the_database(entry, marker):
    with pytest.raises(AboveTheMaximum):
        give_marks(entry, marker, marks_for(entry, "40.1", None))
    criterion = entry.round.criteria.first()
    with pytest.raises(IntegrityError, match="more than the criterion has"), transaction.atomic():
        CommitteeMark.objects.create(entry=entry, criterion=criterion, by=marker, mark=41)


def test_what_is_counted_is_marked_by_nobody(entry, marker):
    counted = entry.round.criteria.exclude(figure="").get()
    with pytest.raises(FromAFigure):
        give_marks(entry, marker, {counted: (Decimal(1), "")})


def test_marks_are_given_while_the_committee_marks(yoga, officer, marker):
    entry = make_round(officer, opened=True).entries.get()
    with pytest.raises(NotBeingMarked):
        give_marks(entry, marker, marks_for(entry, "1", "1"))


def test_marks_changed_during_publication_are_refused_by_the_verb_and_by_the_database(entry, marker):
    give_marks(entry, marker, marks_for(entry, "36", "18"))
    entry.round.phase = "publication"
    entry.round.save()
    with pytest.raises(MarksStand):
        give_marks(entry, marker, marks_for(entry, "1", "1"))
    for write in (lambda: CommitteeMark.objects.update(mark=1), lambda: CommitteeMark.objects.all().delete()):
        with pytest.raises(IntegrityError, match="marks stand"), transaction.atomic():
            write()


def test_a_club_without_a_leader_is_marked_all_the_same(officer, marker):
    club = ClubPageFactory(title="合唱团")
    entry = make_round(officer, marking=True).entries.get(club=club)
    give_marks(entry, marker, marks_for(entry, "36", "18"))
    assert outcome_of(entry).is_whole


def test_what_is_left_to_mark_shrinks_club_by_club(officer, marker):
    clubs = [ClubPageFactory(title=title) for title in ("书法", "合唱", "摄影")]
    round = make_round(officer, marking=True)
    assert [each.club.title for each in still_to_mark(round, marker)] == [club.title for club in clubs]
    entry = round.entries.get(club=clubs[1])
    give_marks(entry, marker, marks_for(entry, "1", None))
    assert len(still_to_mark(round, marker)) == 3
    give_marks(entry, marker, marks_for(entry, "1", "0"))
    assert [each.club.title for each in still_to_mark(round, marker)] == ["书法", "摄影"]


def test_clubs_with_as_many_points_share_a_rank_and_the_next_counts_those_above():
    totals = {1: Decimal("90"), 2: Decimal("95"), 3: Decimal("90"), 4: Decimal("10")}
    assert ranks_of(totals) == {2: 1, 1: 2, 3: 2, 4: 4}


@pytest.mark.parametrize(("total", "stars"), [("89.99", 4), ("90.00", 5), ("79.99", 0), ("80", 4), ("0", 0)])
def test_stars_follow_the_steps_to_the_hundredth(total, stars):
    steps = [RatingStep(stars=5, from_points=90), RatingStep(stars=4, from_points=80)]
    step = step_for(Decimal(total), steps)
    assert (step.stars if step else 0) == stars


@pytest.mark.parametrize(
    ("value", "mark"), [("0", "0.00"), ("-3", "0.00"), ("12", "20.00"), ("1", "1.67"), ("24", "40.00"), ("99", "40.00")]
)
def test_a_figure_brings_its_share_and_no_more_than_full_marks(value, mark):
    assert mark_for(Decimal(value), Decimal(24), 40) == Decimal(mark)


@given(st.data())
def test_the_order_of_the_marks_makes_no_difference(data):
    marks = data.draw(st.lists(tenths(40), max_size=15))
    assert average(data.draw(st.permutations(marks))) == average(marks)


@given(st.data())
def test_the_outcome_never_leaves_0_to_100_whatever_the_order(data):
    """Any hundred points shared out, any marks within them, any figures against any targets."""
    cuts = sorted(data.draw(st.lists(st.integers(1, 99), max_size=6, unique=True)))
    shares = [high - low for low, high in zip([0, *cuts], [*cuts, 100], strict=True)]
    marks = []
    for points in shares:
        if data.draw(st.booleans()):
            value = Decimal(data.draw(st.integers(-1000, 10_000_000))) / 100
            marks.append(mark_for(value, Decimal(data.draw(st.integers(1, 99_900))) / 100, points))
        else:
            given_marks = data.draw(st.lists(tenths(points), max_size=9))
            marks.append(average(given_marks))
        assert marks[-1] is None or 0 <= marks[-1] <= points
    total = total_of(marks)
    assert 0 <= total <= 100
    assert total_of(data.draw(st.permutations(marks))) == total


def test_all_clubs_cost_as_much_as_one(officer, marker, django_assert_num_queries):
    for _each in range(8):
        ClubPageFactory(listed=True)
    round = make_round(officer, marking=True)
    for entry in round.entries.all():
        give_marks(entry, marker, marks_for(entry, "3", "4"))
    with django_assert_num_queries(6):
        assert len(outcomes_of(round)) == 8
