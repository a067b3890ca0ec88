"""The end of a round: its votes are counted once, and what could lead from a vote to its voter is blurred."""

import random

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from ..models import Choice, Tally, Voted, VoteRound
from .errors import NotCountedYet
from .telling import tell_result
from .voting import lock_round


@transaction.atomic
def count(vote_round: VoteRound) -> VoteRound:
    """Count the votes of a round that has closed and tell authors of the result; a second time changes nothing.

    Whoever votes at this moment is either done before, and counted, or finds the round closed.

    Raises:
        NotCountedYet: it is open still.
    """
    vote_round = lock_round(vote_round.pk)
    if vote_round.is_counted:
        return vote_round
    if not vote_round.has_closed:
        raise NotCountedYet(vote_round.closes_at)
    chosen = Choice.objects.filter(ballot__round=vote_round).values("work").annotate(votes=Count("pk"))
    votes = dict(chosen.values_list("work", "votes"))
    in_order = sorted(vote_round.candidates, key=lambda work: (-votes.get(work.pk, 0), work.pk))
    tallies, rank = [], 0
    for position, work in enumerate(in_order, start=1):
        of_work = votes.get(work.pk, 0)
        if not tallies or tallies[-1].votes != of_work:
            rank = position
        tallies.append(Tally(round=vote_round, work=work, votes=of_work, rank=rank))
    Tally.objects.bulk_create(tallies)
    _blur(vote_round)
    vote_round.counted_at = timezone.now()
    VoteRound.objects.filter(pk=vote_round.pk).update(counted_at=vote_round.counted_at)
    tell_result(vote_round)
    return vote_round


def _blur(vote_round: VoteRound) -> None:
    """Write down anew, in no order, who has voted: rows that were written together are told by nothing any more."""
    members = list(Voted.objects.filter(round=vote_round).values_list("member", flat=True))
    Voted.objects.filter(round=vote_round).delete()
    random.SystemRandom().shuffle(members)
    Voted.objects.bulk_create(Voted(round=vote_round, member_id=member) for member in members)
