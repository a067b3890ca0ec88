"""The first works of a result as drafts of honours, by one act; each goes its way through approval."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from honours.models import Honour, HonourRecipient
from people.models import Member

from ..models import Tally, VoteRound
from .errors import NotCountedYet


@transaction.atomic
def draft_honours(vote_round: VoteRound, first: int, *, awarding_body: str, by: Member) -> list[Honour]:
    """Draft an honour for each work in the places up to `first`; those that have one already are left out.

    A work that was withdrawn since gets none. Returns the new drafts.

    Raises:
        NotCountedYet: there is no result.
    """
    if not vote_round.is_counted:
        raise NotCountedYet(vote_round.closes_at)
    tallies = Tally.objects.select_for_update(of=("self",)).filter(
        round=vote_round, rank__lte=first, honour=None, work__live=True
    )
    found = tallies.select_related("work__author", "work__picture", "round__call")
    return [_drafted(tally, awarding_body, by) for tally in found]


def _drafted(tally: Tally, awarding_body: str, by: Member) -> Honour:
    work = tally.work
    with translation.override(settings.LANGUAGE_CODE):
        honour = Honour(
            title=tally.round.call.title,
            kind=Honour.Kind.COMPETITION,
            level=Honour.Level.HOSPITAL,
            awarding_body=awarding_body,
            rank=_("place %(rank)d") % {"rank": tally.rank},
            date=timezone.localdate(tally.round.closes_at),
            citation=_("For the work “%(title)s” (%(kind)s).") % {"title": work.title, "kind": work.kind},
            picture=work.picture,
        )
    honour.recipients = [HonourRecipient(member=work.author, sort_order=0)]
    honour.save()
    honour.save_revision(user=by)
    Tally.objects.filter(pk=tally.pk).update(honour=honour)
    return honour
