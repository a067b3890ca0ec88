"""A round of the star rating, in the phases that it goes through."""

from datetime import timedelta

from django.utils import timezone

from activities.models import RatingCriterion, RatingRound, RatingStep
from activities.rating.marking import begin_marking
from activities.rating.preparing import open_round, prepare_round, set_criteria

from .people import MemberFactory

# Two that the committee marks, one that is counted.
CRITERIA = [("账目规范", 40, "", None), ("成员评价", 20, "", None), ("成员人数", 40, "activities.members", 10)]
STEPS = [(5, 90, 6000), (4, 80, 5500), (3, 60, 5000)]


def criteria_of(lines=CRITERIA) -> list[RatingCriterion]:
    return [
        RatingCriterion(title=title, points=points, figure=figure, target=target)
        for title, points, figure, target in lines
    ]


def steps_of(lines=STEPS) -> list[RatingStep]:
    return [RatingStep(stars=stars, from_points=points, budget=budget) for stars, points, budget in lines]


def make_round(by=None, *, criteria=CRITERIA, steps=STEPS, opened=False, marking=False, **fields) -> RatingRound:
    """Return a round that is being prepared, of this year, with fourteen days for each step; `opened=True` one in
    self-assessment, `marking=True` one that the committee marks. Clubs take part that were live when it was opened.
    """
    today = timezone.localdate()
    by = by or MemberFactory(officer=True)
    fields = {
        "year": today.year,
        "title": f"{fields.get('year', today.year)}年度文体俱乐部星级评定",
        "self_assessment_until": today + timedelta(days=14),
        "committee_until": today + timedelta(days=28),
        **fields,
    }
    round = prepare_round(**fields, by=by)
    round = set_criteria(round, criteria_of(criteria), steps_of(steps))
    if opened or marking:
        round = open_round(round, by)
    if marking:
        round = begin_marking(round)
    return round
