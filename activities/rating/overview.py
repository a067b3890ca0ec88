"""Who has what in a round: the clubs with their self-assessments, and the committee with its marks."""

from dataclasses import dataclass

from django.db.models import Count

from people.models import Member

from ..models import ClubLeader, ClubRating, CommitteeMark, RatingRound
from .rules import leaders_of, who_marks


@dataclass(frozen=True)
class ClubRow:
    entry: ClubRating
    leaders: list[Member]

    @property
    def has_no_leader(self) -> bool:
        return not self.leaders


@dataclass(frozen=True)
class MarkerRow:
    """One who marks: how many clubs are theirs to mark, and of how many all marks are there."""

    member: Member
    asked: int
    done: int

    @property
    def is_done(self) -> bool:
        return self.done >= self.asked


def overview_of(round: RatingRound) -> dict:
    """Return `club_rows`, `markers` and `total_points`, in a constant number of queries."""
    entries = list(round.entries.select_related("club", "handed_in_by").order_by("club__title", "pk"))
    for entry in entries:
        entry.round = round
    leaders = leaders_of([entry.club for entry in entries])
    return {
        "club_rows": [ClubRow(entry, leaders.get(entry.club_id, [])) for entry in entries],
        "markers": markers_of(round, entries) if round.is_being_marked or round.is_decided else [],
        "total_points": round.total_points,
    }


def markers_of(round: RatingRound, entries: list[ClubRating]) -> list[MarkerRow]:
    """Return who marks, and how far each has come; whoever leads a club is asked for one less."""
    wanted = round.criteria.filter(figure="").count()
    given = (
        CommitteeMark.objects.filter(entry__round=round)
        .values("by", "entry")
        .annotate(number=Count("pk"))
        .filter(number__gte=wanted)
    )
    done: dict[int, int] = {}
    for row in given:
        done[row["by"]] = done.get(row["by"], 0) + 1
    clubs = {entry.club_id for entry in entries}
    own: dict[int, set[int]] = {}
    for member, club in ClubLeader.objects.filter(club__in=clubs, club__live=True).values_list("member", "club"):
        own.setdefault(member, set()).add(club)
    members = who_marks()
    return [
        MarkerRow(member, len(clubs - own.get(member.pk, set())) if wanted else 0, done.get(member.pk, 0))
        for member in members
    ]
