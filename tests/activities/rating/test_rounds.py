"""A round is prepared by the office, opened once it is whole, and fixed from then on."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from activities.models import ClubRating, RatingCriterion, RatingRound
from activities.rating.errors import (
    CriteriaFixed,
    DatesPassed,
    NoClubs,
    NotAHundred,
    StepsNotInOrder,
    UnknownFigure,
    WrongPhase,
)
from activities.rating.marking import begin_marking
from activities.rating.preparing import open_round, prepare_round, set_criteria
from notices.models import Notice
from tests.factories import ClubPageFactory, MemberFactory
from tests.factories.rating import CRITERIA, criteria_of, make_round, steps_of


def test_a_first_round_begins_with_what_is_usual_and_comes_to_a_hundred(officer):
    today = timezone.localdate()
    round = prepare_round(year=2026, title="2026年度", self_assessment_until=today, committee_until=today, by=officer)
    assert (round.total_points, round.steps.count()) == (100, 5)
    assert {criterion.figure for criterion in round.criteria.all()} > {"", "activities.sessions"}


def test_the_next_round_takes_over_the_criteria_of_the_one_before(officer):
    make_round(officer, year=2025)
    today = timezone.localdate()
    after = prepare_round(year=2026, title="2026年度", self_assessment_until=today, committee_until=today, by=officer)
    assert [criterion.title for criterion in after.criteria.all()] == [line[0] for line in CRITERIA]
    assert [step.stars for step in after.steps.all()] == [5, 4, 3]


def test_criteria_that_come_to_99_are_refused_and_the_round_stays_in_preparation(officer, yoga):
    round = make_round(officer, criteria=[("账目规范", 99, "", None)])
    with pytest.raises(NotAHundred, match="99"):
        open_round(round, officer)
    round.refresh_from_db()
    assert round.is_being_prepared
    assert not round.entries.exists()


def test_the_database_too_opens_no_round_of_99_points(officer, yoga):
    round = make_round(officer, criteria=[("账目规范", 99, "", None)])
    with pytest.raises(IntegrityError, match="a hundred points"), transaction.atomic():
        RatingRound.objects.filter(pk=round.pk).update(phase=RatingRound.Phase.SELF_ASSESSMENT)


def test_a_round_without_clubs_is_refused(site, officer):
    ClubPageFactory(draft=True)
    with pytest.raises(NoClubs):
        open_round(make_round(officer), officer)


def test_a_round_whose_days_have_passed_is_refused(officer, yoga):
    yesterday = timezone.localdate() - timedelta(days=1)
    with pytest.raises(DatesPassed):
        open_round(make_round(officer, self_assessment_until=yesterday), officer)


def test_a_figure_that_no_room_counts_any_more_is_refused(officer, yoga):
    round = make_round(officer, criteria=[("借阅", 100, "reading.gone", 10)])
    with pytest.raises(UnknownFigure, match="借阅"):
        open_round(round, officer)


@pytest.mark.parametrize("steps", [[(5, 80, 0), (4, 90, 0)], [(5, 80, 0), (4, 80, 0)]])
def test_more_stars_need_more_points(officer, yoga, steps):
    with pytest.raises(StepsNotInOrder):
        open_round(make_round(officer, steps=steps), officer)


def test_the_same_number_of_stars_stands_once(officer):
    with pytest.raises(StepsNotInOrder):
        make_round(officer, steps=[(5, 80, 0), (5, 90, 0)])


def test_opening_asks_every_live_club_and_tells_its_leaders(officer, yoga, leader):
    ClubPageFactory(draft=True)
    round = make_round(officer, opened=True)
    assert [entry.club.title for entry in round.entries.select_related("club")] == ["瑜伽俱乐部"]
    assert Notice.objects.filter(recipient=leader, kind="activities.rating_self_assessment").count() == 1


def test_the_office_reads_which_clubs_nobody_can_assess(officer, yoga):
    ClubPageFactory(title="合唱团")
    gone = MemberFactory()
    ClubPageFactory(title="摄影俱乐部", led_by=[gone])
    gone.is_active = False
    gone.save()
    make_round(officer, opened=True)
    told = Notice.objects.get(recipient=officer, kind="activities.rating_leaderless")
    assert "合唱团" in told.subject
    assert "摄影俱乐部" in told.subject
    assert "瑜伽" not in told.subject
    assert not Notice.objects.filter(recipient=gone).exists()


def test_criteria_are_fixed_once_the_self_assessment_has_begun(officer, yoga):
    round = make_round(officer, opened=True)
    with pytest.raises(CriteriaFixed):
        set_criteria(round, criteria_of([("别的", 100, "", None)]), steps_of())
    assert round.criteria.count() == 3


WRITES = {
    "change": lambda round: round.criteria.update(points=1),
    "add": lambda round: RatingCriterion.objects.create(round=round, title="加一项", points=1),
    "delete": lambda round: round.criteria.all().delete(),
}


@pytest.mark.parametrize("write", WRITES)
def test_the_database_too_keeps_them(officer, yoga, write):
    round = make_round(officer, opened=True)
    with pytest.raises(IntegrityError, match="fixed"), transaction.atomic():
        WRITES[write](round)


def test_phases_follow_each_other_once(officer, yoga):
    round = make_round(officer)
    with pytest.raises(WrongPhase):
        begin_marking(round)
    open_round(round, officer)
    with pytest.raises(WrongPhase):
        open_round(round, officer)
    begin_marking(round)
    with pytest.raises(WrongPhase):
        begin_marking(round)
    assert ClubRating.objects.count() == 1
