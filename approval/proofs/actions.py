"""Ticking a proof that was read, taking a tick back, and refusing a submission because of one."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import WorkflowState

from approval.checks.actions import may_see_findings
from approval.errors import DecisionRefused, SubmissionRefused, UnderReview
from approval.models.proof_reading import ProofReading, ProofRound
from approval.publishing import lock_subject

from .standing import Standing, is_being_drafted, standing_of
from .text import text_hash


class NothingToRead(DecisionRefused):
    sentence = gettext_lazy("There is no draft to read: it says what is public or approved.")


class TextChanged(DecisionRefused):
    sentence = gettext_lazy("Somebody has changed the text since you opened it. Read it as it is now.")


class NotTheNextProof(DecisionRefused):
    sentence = gettext_lazy("This proof has been read meanwhile, or it is not its turn.")


class ReadsAnotherProof(DecisionRefused):
    sentence = gettext_lazy("You have read another proof of it. Somebody else reads this one.")


class DrafterAlone(DecisionRefused):
    sentence = gettext_lazy("You drafted it, and all other ticks are yours. Somebody else reads this proof.")


class NotYoursToTakeBack(DecisionRefused):
    sentence = gettext_lazy("Only who gave a tick takes it back.")


class LaterProofRead(DecisionRefused):
    sentence = gettext_lazy("A later proof has been read. That tick is taken back first.")


class ProofMissing(SubmissionRefused):
    """The draft is saved and not submitted, since a reading that the office asks for is missing."""

    def __init__(self, thing, fault: str):
        self.leads_to, self.fault = proofs_url_of(thing), fault
        said = _("“%(title)s” is saved, but not submitted. %(fault)s")
        super().__init__(said % {"title": thing, "fault": fault})


def proofs_url_of(thing) -> str:
    """Return the address of the page on which the proofs of a page or snippet are read and ticked."""
    return reverse("approval_proofs", args=[type(thing)._meta.label_lower, thing.pk])


def may_read_proofs(thing, user) -> bool:
    """True when `user` has the permission to edit the page or snippet. A lock does not matter: nothing is edited."""
    return may_see_findings(thing, user)


@transaction.atomic
def tick(thing: Model, round: ProofRound | int, shown: str, by) -> ProofReading:
    """Write down that `by` has read a proof; a second time changes nothing.

    `shown` is the hash of the text that was shown, as `text_hash` returns it.

    Raises:
        PermissionDenied: `by` may not edit the thing.
        UnderReview: it has been submitted.
        NothingToRead: there is no draft.
        TextChanged: the draft is not what was shown.
        NotTheNextProof: another round is next, or none is asked for.
        ReadsAnotherProof: `by` has read another round, and the office wants other eyes.
        DrafterAlone: every tick would be that of who drafted it.
    """
    if not may_read_proofs(thing, by):
        raise PermissionDenied
    thing = _lock(thing)
    if not is_being_drafted(thing):
        raise NothingToRead
    revision = thing.latest_revision
    if text_hash(revision) != shown:
        raise TextChanged
    standing = standing_of(thing)
    own = next((each.tick for each in standing.given if each.round == round and each.is_current), None)
    if own and own.by_id == by.pk:
        return own
    if round != standing.next_round:
        raise NotTheNextProof
    refused = other_eyes_needed(standing, round, by)
    if refused:
        raise refused
    row, _created = ProofReading.objects.update_or_create(
        content_type=thing.get_base_content_type(),
        object_id=str(thing.pk),
        round=round,
        defaults={
            "content_hash": shown,
            "revision": revision.pk,
            "by": by,
            "by_name": by.get_full_name(),
            "by_number": by.employee_number,
            "at": timezone.now(),
        },
    )
    return row


def other_eyes_needed(standing: Standing, round: ProofRound | int, by) -> DecisionRefused | None:
    """Return why somebody else than `by` reads this round, or None."""
    others = {reading.tick.by_id for reading in standing.given if reading.round != round}
    if by.pk in others and not standing.one_reads_several:
        return ReadsAnotherProof()
    if round >= standing.asked and others | {standing.drafter} == {by.pk}:
        return DrafterAlone()
    return None


@transaction.atomic
def take_back(thing: Model, round: ProofRound | int, by) -> None:
    """Take a tick back that `by` has given; one that is not there changes nothing.

    Raises:
        PermissionDenied: `by` may no longer edit the thing.
        UnderReview: it has been submitted.
        NotYoursToTakeBack: somebody else gave it.
        LaterProofRead: a later round has been read.
    """
    if not may_read_proofs(thing, by):
        raise PermissionDenied
    thing = _lock(thing)
    ticks = ProofReading.objects.about(thing)
    row = ticks.filter(round=round).first()
    if row is None:
        return
    if row.by_id != by.pk:
        raise NotYoursToTakeBack
    if ticks.filter(round__gt=round).exists():
        raise LaterProofRead
    row.delete()


def _lock(thing: Model) -> Model:
    """Return the thing as it is now, locked against a submission at the same moment.

    Raises:
        UnderReview: it has been submitted.
    """
    thing = lock_subject(thing.get_base_content_type(), thing.pk)
    if thing.workflow_in_progress:
        raise UnderReview
    return thing


def refuse_unread_submission(workflow_state: WorkflowState) -> list[dict]:
    """Return what the record keeps of the proof-reading of the newest draft, which is about to be submitted.

    Raises:
        ProofMissing: a reading is missing, and the office wants that to stop a submission.
    """
    return [reading.for_the_record() for reading in refuse_unread(workflow_state.content_object).readings]


def refuse_unread(thing: Model) -> Standing:
    """Return how far the proof-reading of the newest draft has come.

    Raises:
        ProofMissing: a reading is missing, and the office wants that to stop a submission.
    """
    standing = standing_of(thing)
    fault = standing.fault
    if fault and standing.blocks:
        raise ProofMissing(getattr(thing, "specific", thing), fault)
    return standing


def forget_proofs(content_type_id: int, object_id: str, until: int) -> None:
    """Remove the ticks on a version that has been approved, up to its revision: its record keeps them."""
    ProofReading.objects.filter(content_type=content_type_id, object_id=object_id, revision__lte=until).delete()
