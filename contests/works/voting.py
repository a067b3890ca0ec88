"""One member, one vote in each round. Who has voted and what was chosen are written apart."""

import random
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction

from people.models import Member

from ..models import Ballot, Choice, Voted, VoteRound, Work
from .errors import (
    AlreadyVoted,
    NotForYou,
    NothingChosen,
    OwnWork,
    TooManyChosen,
    VoteClosed,
    VoteNotOpenYet,
    WorkGone,
)


@transaction.atomic
def cast(vote_round: VoteRound, member: Member, chosen: Iterable[int]) -> None:
    """Cast the one vote of `member`; `chosen` are ids of works. It cannot be changed: nobody knows which one it is.

    Raises:
        VoteNotOpenYet, VoteClosed, NotForYou, AlreadyVoted: no vote of this member is taken.
        NothingChosen, TooManyChosen, WorkGone, OwnWork: not this choice.
    """
    vote_round = lock_round(vote_round.pk)
    refuse_unless_open(vote_round, member)
    if has_voted(vote_round, member):
        raise AlreadyVoted
    works = checked_choice(vote_round, member, chosen)
    Voted.objects.create(round=vote_round, member=member)
    ballot = Ballot.objects.create(round=vote_round)
    # In the order of the works, so that a ballot does not tell how the page of its voter was shuffled.
    works.sort(key=lambda work: work.pk)
    Choice.objects.bulk_create(
        Choice(ballot=ballot, work=work, position=position) for position, work in enumerate(works, start=1)
    )


def lock_round(pk: int) -> VoteRound:
    """Return the round, locked until the end of the transaction: whoever votes and whoever counts come here first."""
    return VoteRound.objects.select_for_update(no_key=True, of=("self",)).get(pk=pk)


def refuse_unless_open(vote_round: VoteRound, member: Member) -> None:
    """Raise VoteNotOpenYet, VoteClosed or NotForYou where `member` cannot vote now."""
    if not vote_round.live or not vote_round.has_opened:
        raise VoteNotOpenYet(vote_round.opens_at)
    if vote_round.has_closed or vote_round.is_counted:
        raise VoteClosed(vote_round.closes_at)
    if vote_round.audience and not vote_round.audience.includes(member):
        raise NotForYou(vote_round.audience.why_not(member))


def has_voted(vote_round: VoteRound, member: Member) -> bool:
    return Voted.objects.filter(round=vote_round, member=member).exists()


def checked_choice(vote_round: VoteRound, member: Member, chosen: Iterable[int]) -> list[Work]:
    """Return the chosen works, each once. Raises NothingChosen, TooManyChosen, WorkGone or OwnWork."""
    wanted = set(chosen)
    if not wanted:
        raise NothingChosen
    if len(wanted) > vote_round.choices:
        raise TooManyChosen(len(wanted), vote_round.choices)
    works = list(vote_round.candidates.filter(pk__in=wanted))
    if len(works) != len(wanted):
        raise WorkGone
    if not vote_round.own_works and any(work.author_id == member.pk for work in works):
        raise OwnWork
    return works


def in_order_for(vote_round: VoteRound, member: Member, works: Iterable[Work]) -> list[Work]:
    """Return works in an order of the voter's own, the same on each visit: no work stands first for everybody."""
    shuffled = sorted(works, key=lambda work: work.pk)
    random.Random(f"{settings.SECRET_KEY}.{vote_round.pk}.{member.pk}").shuffle(shuffled)  # noqa: S311, no secret
    return shuffled
