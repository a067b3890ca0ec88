"""Who is told what about works and votes."""

from datetime import timedelta

from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils import timezone

from notices.actions import notify
from people.models import Audience, Member

from ..models import Call, VoteRound, Work
from .errors import at

# Whoever was not told by then, such as after a long outage, has seen it elsewhere.
TOLD_WITHIN = timedelta(hours=6)
AT_ONCE = 200


def meant(audience: Audience | None):
    """Return the members for whom a call or a round is."""
    return Member.objects.in_audience(audience) if audience else Member.objects.present()


def just_opened(things):
    """Narrow calls or rounds to those that became open a short while ago: by the clock, or by their approval."""
    now = timezone.now()
    began = Greatest(F("opens_at"), F("first_published_at"))
    return things.open().annotate(began_at=began).filter(began_at__gt=now - TOLD_WITHIN)


def tell_of_openings() -> None:
    """Tell those meant, once each, of every call and round that has just opened; many of them in several goes."""
    for call in just_opened(Call.objects).select_related("audience"):
        _tell_all(call, kind="contests.call_opens", places={"title": call.title, "until": at(call.closes_at)})
    for vote_round in just_opened(VoteRound.objects).select_related("audience"):
        places = {"title": vote_round.title, "until": at(vote_round.closes_at), "count": vote_round.choices}
        _tell_all(vote_round, kind="contests.vote_opens", places=places)


def _tell_all(thing: Call | VoteRound, *, kind: str, places: dict) -> None:
    key = f"{kind}.{thing.pk}"
    unwilling = Q(notice_preferences__unwanted_kinds__contains=[kind])
    waiting = meant(thing.audience).exclude(notices__dedupe_key=key).exclude(unwilling).order_by("pk")
    people = list(waiting)
    for first in range(0, len(people), AT_ONCE):
        notify(people[first : first + AT_ONCE], kind=kind, key=key, places=places, link=thing.url)


def tell_result(vote_round: VoteRound) -> None:
    """Tell the authors of the works in a round that its votes are counted."""
    authors = Member.objects.filter(works__tallies__round=vote_round).distinct()
    notify(
        authors,
        kind="contests.vote_result",
        key=f"contests.vote_result.{vote_round.pk}",
        places={"title": vote_round.title},
        link=vote_round.url,
    )


def tell_author_of_showing(work: Work) -> None:
    """Tell the author, once, that the work is shown."""
    notify(
        [work.author],
        kind="contests.work_shown",
        key=f"contests.work_shown.{work.pk}",
        places={"title": work.title, "call": work.call.title},
        link=work.url,
    )
