"""The star ratings of the clubs: last year's with its stars, this year's in self-assessment."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from activities.models import ClubRating, ClubStar, CommitteeMark, RatingCriterion, RatingRound, RatingStep
from activities.rating.assessing import hand_in, save_draft
from activities.rating.outcome import outcomes_of
from activities.rating.preparing import open_round, prepare_round, set_criteria
from notices.models import Notice

from .content import at, read
from .hospital import Hospital
from .people import OFFICER
from .reviews import count_as_mailed

Phase = RatingRound.Phase


def load_ratings(hospital: Hospital) -> str:
    """Enter the finished round and begin that of this year, by the verbs where these still can."""
    texts = read("ratings")
    stars = _enter_last_year(hospital, texts["last"])
    entries = _begin_this_year(hospital, texts["this"])
    told = Notice.objects.filter(kind__startswith="activities.rating")
    now = timezone.now()
    told.update(read_at=now)
    count_as_mailed(told, now)
    return f"{stars} clubs with stars, and {entries} clubs that assess themselves"


def _enter_last_year(hospital: Hospital, item: dict) -> int:
    """No verb opens a round whose days have passed: its phases are entered one after the other."""
    officer = hospital.members[OFFICER]
    round = prepare_round(
        year=item["year"],
        title=item["title"],
        self_assessment_until=item["self_assessment_until"],
        committee_until=item["committee_until"],
        budget_otherwise=Decimal(item["budget_otherwise"]),
        by=officer,
    )
    set_criteria(round, *_criteria_and_steps(item))
    put_forward, awarded = at(item["put_forward_on"], "09:00"), at(item["awarded_on"], "00:10")
    RatingRound.objects.filter(pk=round.pk).update(
        phase=Phase.MARKING,
        made_at=put_forward - timedelta(days=30),
        opened_at=put_forward - timedelta(days=23),
        figures_taken_at=put_forward - timedelta(days=11),
    )
    criteria = list(round.criteria.all())
    for each in item["marks"]:
        entry = ClubRating.objects.create(round=round, club=hospital.clubs[each["club"]])
        CommitteeMark.objects.bulk_create(_marks(hospital, item, each, entry, criteria))
    outcomes = outcomes_of(round)
    for outcome in outcomes:
        ClubRating.objects.filter(pk=outcome.entry.pk).update(
            total=outcome.total, rank=outcome.rank, stars=outcome.stars
        )
    RatingRound.objects.filter(pk=round.pk).update(
        phase=Phase.AWARDED, published_by=officer, published_at=put_forward, awarded_at=awarded
    )
    return len(
        ClubStar.objects.bulk_create(
            ClubStar(club=outcome.entry.club, year=round.year, stars=outcome.stars, round=round, awarded_at=awarded)
            for outcome in outcomes
            if outcome.stars
        )
    )


def _marks(hospital: Hospital, item: dict, each: dict, entry: ClubRating, criteria: list) -> list[CommitteeMark]:
    """The committee's marks come to those of the article: who is above in one is below in another."""
    return [
        CommitteeMark(
            entry=entry,
            criterion=criterion,
            by=hospital.members[marker["member"]],
            mark=min(Decimal(str(mark + marker["above"])), Decimal(criterion.points))
            if mark < criterion.points
            else mark,
            words=each["words"] if marker["above"] == 0 and criterion == criteria[0] else "",
            given_at=at(item["committee_until"], "17:00"),
        )
        for marker in item["committee"]
        for criterion, mark in zip(criteria, each["marks"], strict=True)
    ]


def _begin_this_year(hospital: Hospital, item: dict) -> int:
    officer = hospital.members[OFFICER]
    round = prepare_round(
        year=item["year"],
        title=item["title"],
        self_assessment_until=hospital.today + timedelta(days=item["self_assessment_days"]),
        committee_until=hospital.today + timedelta(days=item["committee_days"]),
        budget_otherwise=Decimal(item["budget_otherwise"]),
        by=officer,
    )
    round = open_round(set_criteria(round, *_criteria_and_steps(item)), officer)
    criteria = list(round.criteria.all())
    for each in item["assessment"]:
        entry = round.entries.get(club=hospital.clubs[each["club"]])
        leader = entry.club.leaders.first().member
        marks = [Decimal(mark) if mark != "" else None for mark in each["marks"]]
        said = dict(zip(criteria, zip(marks, each["words"], strict=True), strict=True))
        save_draft(entry, leader, said, each["summary"])
        if each["handed_in"]:
            hand_in(entry, leader)
    return round.entries.count()


def _criteria_and_steps(item: dict) -> tuple[list[RatingCriterion], list[RatingStep]]:
    return [RatingCriterion(**criterion) for criterion in item["criteria"]], [
        RatingStep(**step) for step in item["steps"]
    ]
