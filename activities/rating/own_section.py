"""What a member's own page shows of a star rating: what waits for them, and the results of their clubs."""

from people.own_page import MAIN, Section, register_section

from ..models import ClubLeader, ClubRating, RatingRound
from .marking import still_to_mark
from .publishing import with_phases_in_words
from .rules import keeps_ratings, may_mark


def own_ratings(request) -> dict | None:
    """Return `assessments` of clubs that one leads, `rounds` to be marked with how many are left, and, of the office,
    the rounds that are under way; None where nothing concerns the member.
    """
    member = request.user
    marks = may_mark(member)
    to_mark = _to_mark(member) if marks else []
    kept = (
        with_phases_in_words(RatingRound.objects.exclude(phase=RatingRound.Phase.AWARDED))
        if keeps_ratings(member)
        else []
    )
    assessments = _assessments(member)
    if not (to_mark or kept or assessments):
        return None
    return {"to_mark": to_mark, "kept": kept, "assessments": assessments}


def _kept():
    return RatingRound.objects.exclude(phase=RatingRound.Phase.AWARDED)


def _assessments(member) -> list[ClubRating]:
    if not ClubLeader.objects.filter(member=member, club__live=True).exists():
        return []
    under_way = RatingRound.objects.exclude(phase__in=["preparing", "awarded"])
    led = ClubRating.objects.filter(round__in=under_way).led_by(member)
    return list(led.with_club().order_by("club__title", "pk"))


def _to_mark(member) -> list[RatingRound]:
    rounds = list(RatingRound.objects.being_marked())
    for round in rounds:
        round.left = len(still_to_mark(round, member))
    return [round for round in rounds if round.left]


def register() -> None:
    register_section(Section("ratings", "activities/rating/own_section.html", own_ratings, MAIN, order=15))
