"""What works and votes keep about people, for the registry."""

from django.utils.translation import gettext_lazy as _

from people.privacy.registry import Entry, Fact, facts_of, forgets, keeps
from people.privacy.subjects import register_subjects

from ..models import Voted, Work
from .office_views import FILE, LIST
from .retention import forget_expired


def _vote(voted: Voted) -> Entry:
    return [Fact("round", _("round of votes"), voted.round.title)]


def register() -> None:
    keeps(
        key="contests.works",
        name=_("Works"),
        contents=_("Photographs, calligraphy and texts that you have handed in, with what you agreed to."),
        purpose=_("Colleagues see them and vote about them, as you agreed when you handed them in."),
        period=_(
            "As long as you leave them there; 30 days after you have withdrawn them; a year after the call where they "
            "were never shown."
        ),
        seen_by=_("The union office; colleagues who have signed in, once the work is approved."),
        models=("contests.Work",),
        rows=lambda member: Work.objects.filter(author=member).select_related("call").order_by("-handed_in_at"),
        describe=lambda work: facts_of(
            work, "title", "kind", "text", "call", "handed_in_at", "withdrawn_at", "agreed_to"
        ),
    )
    keeps(
        key="contests.votes",
        name=_("Votes about works"),
        contents=_("In which rounds you have voted. What you chose is kept apart from that, without your name."),
        purpose=_("One member has one vote in each round."),
        period=_("A year after the count."),
        seen_by=_("Nobody; the office reads how many have voted."),
        models=("contests.Voted",),
        rows=lambda member: Voted.objects.filter(member=member).select_related("round").order_by("-round__closes_at"),
        describe=_vote,
    )
    forgets("contests.works", forget_expired)
    register_subjects(
        **{
            FILE.replace(".", "__"): _("result of a vote about works as a workbook"),
            LIST.replace(".", "__"): _("works that were handed in"),
        }
    )
