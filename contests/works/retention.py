"""How long works and votes are kept with their authors and voters."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from ..models import Choice, Tally, VoteRound, Work

# Long enough for whoever withdrew by mistake to ask the office for the words.
WITHDRAWN_KEPT_FOR = timedelta(days=30)
# What was never shown: so that somebody can still ask why.
NOT_SHOWN_KEPT_FOR = timedelta(days=365)
# Who has voted, and what was chosen: so that a count can be questioned. The result stays.
VOTES_KEPT_FOR = timedelta(days=365)


def forget_expired() -> int:
    """Let go of withdrawn works, of those that were never shown, and of votes; returns how many works have gone."""
    now = timezone.now()
    over = VoteRound.objects.filter(counted_at__lt=now - VOTES_KEPT_FOR)
    for vote_round in over:
        vote_round.voted.all().delete()
        vote_round.ballots.all().delete()
    going = Work.objects.filter(withdrawn_at__lt=now - WITHDRAWN_KEPT_FOR) | Work.objects.filter(
        call__closes_at__lt=now - NOT_SHOWN_KEPT_FOR, first_published_at=None
    )
    forgotten = 0
    for work in going.exclude(_named_in_a_vote()).select_related("picture"):
        picture = work.picture
        work.delete()
        if picture and not picture.uses.exists():
            picture.delete()
        forgotten += 1
    return forgotten + _empty(going.filter(_named_in_a_vote()).exclude(title=""))


def _empty(works) -> int:
    """Empty what a ballot or a result still names: that goes on counting, of a work without a title."""
    emptied = 0
    for work in works.select_related("picture"):
        picture = work.picture
        work.revisions.all().delete()
        # A work is a picture or a text; a dash stands for either.
        Work.objects.filter(pk=work.pk).update(title="", text="—", picture=None, latest_revision=None)
        if picture and not picture.uses.exists():
            picture.delete()
        emptied += 1
    return emptied


def _named_in_a_vote():
    return Exists(Choice.objects.filter(work=OuterRef("pk"))) | Exists(Tally.objects.filter(work=OuterRef("pk")))
