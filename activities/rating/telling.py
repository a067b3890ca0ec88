"""Who is told what of a star rating."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from notices.actions import notify
from notices.models import Notice
from people.models import Member

from ..models import ClubRating, RatingRound
from . import notice_kinds as kinds
from .rules import leaders_of, the_office, who_marks


def tell_leaders_it_began(round: RatingRound, entries: Iterable[ClubRating]) -> None:
    _tell_leaders(kinds.SELF_ASSESSMENT, entries, until=f"{round.self_assessment_until:%Y-%m-%d}")


def remind_leaders(entries: Iterable[ClubRating], on: date) -> int:
    """Remind the leaders of clubs that have not handed in, once a day; returns how many are told."""
    told = 0
    for entry in entries:
        until = f"{entry.last_day:%Y-%m-%d}"
        told += len(_tell_leaders(kinds.SELF_ASSESSMENT_DUE, [entry], key=f"{on:%Y-%m-%d}", until=until))
    return told


def tell_leaders_it_is_open_again(entry: ClubRating, by: Member) -> None:
    until = f"{entry.reopened_until:%Y-%m-%d}"
    key = f"{until}.{by.pk}"
    _tell_leaders(kinds.OPEN_AGAIN, [entry], key=key, until=until)


def tell_office_of_clubs_without_leaders(round: RatingRound, entries: Iterable[ClubRating], by: Member) -> None:
    entries = list(entries)
    known = leaders_of([entry.club for entry in entries])
    without = [entry.club.title for entry in entries if not known.get(entry.club_id)]
    if without:
        notify(
            {member.pk: member for member in [by, *the_office()]}.values(),
            kind=kinds.LEADERLESS.code,
            key=f"{kinds.LEADERLESS.code}.{round.pk}",
            places={"title": round.title, "names": "、".join(without)},
            link=reverse("rating_round", args=[round.pk]),
        )


def tell_committee_it_begins(round: RatingRound) -> None:
    _tell_committee(kinds.MARKING, round, who_marks())


def remind_committee(round: RatingRound, members: Iterable[Member], on: date) -> int:
    """Remind those who still have clubs to mark, once a day; returns how many are told."""
    return len(_tell_committee(kinds.MARKING_DUE, round, members, key=f"{on:%Y-%m-%d}"))


def tell_clubs_it_is_put_forward(round: RatingRound) -> None:
    """Each club reads how its marks came about before the others can object."""
    for entry in round.entries.select_related("club"):
        entry.round = round
        _tell_leaders(
            kinds.PUT_FORWARD,
            [entry],
            key=f"{round.published_at:%Y%m%d%H%M%S}",
            to="rating_outcome",
            wording=_stars_or_none(entry.stars),
            points=f"{entry.total.normalize():f}",
            count=entry.stars,
        )


def tell_clubs_their_stars(round: RatingRound, outcomes) -> None:
    for outcome in outcomes:
        _tell_leaders(
            kinds.AWARDED,
            [outcome.entry],
            to="rating_outcome",
            wording=_stars_or_none(outcome.stars),
            count=outcome.stars,
        )


def _stars_or_none(stars: int) -> str:
    return "" if stars else "none"


def _tell_leaders(
    kind, entries: Iterable[ClubRating], *, key="", to="self_assessment", wording="", **places
) -> list[Notice]:
    entries = list(entries)
    known = leaders_of([entry.club for entry in entries])
    told = []
    for entry in entries:
        told += notify(
            known.get(entry.club_id, []),
            kind=kind.code,
            key=".".join(filter(None, [kind.code, str(entry.pk), key])),
            wording=wording,
            places={"title": entry.round.title, "club": entry.club.title, **places},
            link=reverse(to, args=[entry.pk]),
        )
    return told


def _tell_committee(kind, round: RatingRound, members: Iterable[Member], *, key: str = "") -> list[Notice]:
    return notify(
        members,
        kind=kind.code,
        key=".".join(filter(None, [kind.code, str(round.pk), key])),
        places={"title": round.title, "until": f"{round.committee_until:%Y-%m-%d}"},
        link=reverse("rating_marking", args=[round.pk]),
    )
