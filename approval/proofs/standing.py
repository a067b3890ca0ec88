"""How far the proof-reading of a draft has come.

The readings stand in order. An earlier one stays good for its round when the text is corrected after it: that is what
it was for. The last one is read on what is submitted.
"""

from dataclasses import dataclass

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from approval.models.approval_settings import ApprovalSettings
from approval.models.proof_reading import ProofReading, ProofRound

from .text import text_hash


@dataclass(frozen=True)
class Reading:
    """One round. `tick` is None where nobody has read it; `is_current` is true where the text is what was read."""

    round: ProofRound
    tick: ProofReading | None = None
    is_current: bool = False

    @property
    def is_stale(self) -> bool:
        return self.tick is not None and not self.is_current

    def for_the_record(self) -> dict:
        """Return what the approval record and the sheet keep of it; the time as text, by the clock on the wall."""
        return {
            "round": self.round.value,
            "name": self.tick.by_name if self.tick else "",
            "number": self.tick.by_number if self.tick else "",
            "at": f"{timezone.localtime(self.tick.at):%Y-%m-%d %H:%M}" if self.tick else "",
            "current": self.is_current,
        }


@dataclass(frozen=True)
class Standing:
    """`asked`: how many readings the office asks for; `drafter`: the id of who drafted this version, or None."""

    asked: int
    blocks: bool
    one_reads_several: bool
    readings: list[Reading]
    drafter: int | None

    @property
    def given(self) -> list[Reading]:
        return [reading for reading in self.readings if reading.tick]

    @property
    def next_round(self) -> ProofRound | None:
        """The round to read now: the first that is missing, else the last once more if the text has changed since."""
        if len(self.given) < self.asked:
            return ProofRound(len(self.given) + 1)
        if self.asked and not self.given[-1].is_current:
            return self.given[-1].round
        return None

    @property
    def is_the_drafters_alone(self) -> bool:
        """True when every tick is that of who drafted the text."""
        return self.drafter is not None and {reading.tick.by_id for reading in self.given} == {self.drafter}

    @property
    def fault(self) -> str:
        """What is missing for a submission, in a sentence; "" when nothing is."""
        if not self.asked:
            return ""
        if len(self.given) < self.asked:
            return _("%(round)s is missing.") % {"round": self.next_round.label}
        if self.next_round:
            return _("The text has changed since %(round)s. The last proof is read on what is submitted.") % {
                "round": self.next_round.label
            }
        if self.is_the_drafters_alone:
            return _("Only who drafted the text has read the proofs. Somebody else reads one of them.")
        return ""


def standing_of(thing: Model) -> Standing:
    """Return how far the proof-reading of the newest draft of a page or snippet has come."""
    settings = ApprovalSettings.current()
    revision = thing.get_latest_revision()
    readings, drafter = [], None
    if settings.proofs and revision:
        now = text_hash(revision)
        ticks = {tick.round: tick for tick in ProofReading.objects.about(thing)}
        readings = [
            Reading(round, ticks.get(round), round in ticks and ticks[round].content_hash == now)
            for round in ProofRound
            if round <= settings.proofs or round in ticks
        ]
        drafter = drafter_of(thing)
    return Standing(settings.proofs, settings.missing_proof_blocks, settings.one_reads_several, readings, drafter)


def drafter_of(thing: Model) -> int | None:
    """Return the id of who drafted this version: the first to save after what is live, else the owner."""
    drafts = Revision.objects.filter(
        base_content_type=thing.get_base_content_type(), object_id=str(thing.pk), pk__gt=thing.live_revision_id or 0
    )
    first = drafts.order_by("pk").values_list("user", flat=True).first()
    return first or getattr(thing, "owner_id", None)


def is_being_drafted(thing: Model) -> bool:
    """True when there is a draft that is neither public nor approved for an hour."""
    revision = thing.latest_revision
    return bool(revision) and revision.pk != thing.live_revision_id and not revision.approved_go_live_at
