"""Submitting many things at once: all of them, each on the road of a single submission, or none."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import WorkflowState

from people.models import Member
from people.sentences import joined

from ..checks.actions import SubmissionBlocked, checks_url_of, may_acknowledge
from ..checks.finding import Finding
from ..checks.findings import draft_of, findings_of
from ..errors import (
    AlreadyUnderReview,
    DecisionRefused,
    DraftIncomplete,
    NothingToSubmit,
    NotYoursToSubmit,
    NoWorkflow,
    TooManyItems,
)
from ..models.joint_submission import TITLE_LENGTH, JointItem, JointSubmission
from ..models.record import Act, ApprovalRecord
from ..proofs.actions import ProofMissing, refuse_unread
from ..queue import edit_url_of
from ..recording import joining, lock_all, lock_head, next_sheet
from ..rules import what_is_missing
from .telling import tell_approvers_of_all

MOST_ITEMS = 500
# So many are submitted while the browser waits; more are a job.
AT_ONCE = 30
# What was refused and not submitted again is let go of after so long; the drafts stay.
KEPT_FOR = timedelta(days=30)
# How long the worker may take to say how far it is.
PROGRESS_SECONDS = 3600
ITEMS_BETWEEN_REPORTS = 5

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Refusal:
    """Why one item cannot be submitted. `findings` are those that stop it; `leads_to` is where it is mended."""

    thing: models.Model
    sentence: str
    leads_to: str
    findings: list[Finding] = field(default_factory=list)


class TogetherRefused(DecisionRefused):
    """Nothing was submitted. `refusals` names each item that has to be mended first."""

    def __init__(self, refusals: list[Refusal], count: int):
        self.refusals = refusals
        self.count = count
        said = ngettext(
            "Nothing was submitted, and nothing is lost: of %(all)d items %(count)d has to be mended first.",
            "Nothing was submitted, and nothing is lost: of %(all)d items %(count)d have to be mended first.",
            len(refusals),
        )
        super().__init__(said % {"all": count, "count": len(refusals)})


@transaction.atomic
def submit_together(items: Iterable[models.Model], *, title: str, by: Member) -> JointSubmission:
    """Submit the newest draft of every page or snippet, and tie them together; returns what ties them.

    Approvers are told once, of all. Each item gets a record of its own, which carries the number of the joint sheet.

    Raises:
        TogetherRefused: an item is blocked by a finding, under review, or not `by`'s to submit; none was submitted.
        NothingToSubmit, TooManyItems: there is none, or there are more than MOST_ITEMS.
    """
    joint = prepare(items, title=title, by=by)
    carry_out(joint)
    return joint


@transaction.atomic
def prepare(items: Iterable[models.Model], *, title: str, by: Member) -> JointSubmission:
    """Write down what is to be submitted together; `carry_out` does so. The same thing twice counts once.

    Raises:
        NothingToSubmit, TooManyItems: there is none, or there are more than MOST_ITEMS.
    """
    things = list(dict.fromkeys(getattr(thing, "specific", thing) for thing in items))
    if not things:
        raise NothingToSubmit
    if len(things) > MOST_ITEMS:
        raise TooManyItems
    joint = JointSubmission.objects.create(title=title.strip()[:TITLE_LENGTH] or str(things[0])[:TITLE_LENGTH], by=by)
    JointItem.objects.bulk_create(
        JointItem(joint=joint, position=position, content_type=thing.get_content_type(), object_id=str(thing.pk))
        for position, thing in enumerate(things, start=1)
    )
    return joint


@transaction.atomic
def carry_out(joint: JointSubmission) -> None:
    """Submit what was prepared; the second of two at the same time does nothing.

    Everything is looked through before the end of the record is locked, since nobody else decides while it is.

    Raises:
        TogetherRefused: something has to be mended first; nothing was submitted.
    """
    joint.refresh_from_db(from_queryset=JointSubmission.objects.select_for_update(of=("self",)))
    if joint.submitted_at:
        return
    items = list(joint.items.prefetch_related("thing"))
    if any(item.thing is None for item in items):
        items = [item for item in items if item.thing]
        joint.items.exclude(pk__in=[item.pk for item in items]).delete()
    if not items:
        raise NothingToSubmit
    lock_all(item.thing for item in items)
    refusals = [refusal for item in items if (refusal := _why_not(item.thing, joint.by))]
    if refusals:
        raise TogetherRefused(refusals, len(items))
    lock_head()
    joint.sheet, joint.submitted_at, joint.refused_at = next_sheet(), timezone.now(), None
    with translation.override(settings.LANGUAGE_CODE):
        remark = _("One of %(count)d submitted together: %(title)s") % {"count": len(items), "title": joint.title}
    for done, item in enumerate(items, start=1):
        try:
            # A savepoint of its own, so that the others can still say what is wrong with them.
            with transaction.atomic(), joining(f"{joint.sheet}-{item.position}", remark):
                item.workflow_state = _start(item.thing, joint.by)
        except (DecisionRefused, ValidationError) as error:
            refusals.append(_refusal(item.thing, error))
        say_progress(joint, done)
    if refusals:
        raise TogetherRefused(refusals, len(items))
    _tie(joint, items)
    tell_approvers_of_all(joint)


def _tie(joint: JointSubmission, items: list[JointItem]) -> None:
    records = ApprovalRecord.objects.filter(
        act=Act.SUBMITTED, submission__in=[item.workflow_state.pk for item in items]
    ).order_by("number")
    newest = dict(records.values_list("submission", "number"))
    for item in items:
        item.submitted_id, item.refusal, item.leads_to = newest[item.workflow_state.pk], "", ""
    joint.save(update_fields=["sheet", "submitted_at", "refused_at"])
    JointItem.objects.bulk_update(items, ["workflow_state", "submitted", "refusal", "leads_to"])


def _why_not(thing: models.Model, by: Member) -> Refusal | None:
    try:
        state = thing.current_workflow_state
        if state and state.status == WorkflowState.STATUS_IN_PROGRESS:
            raise AlreadyUnderReview
        if not by or not by.is_active or not may_acknowledge(thing, by):
            raise NotYoursToSubmit
        if state is None and not thing.has_workflow:
            raise NoWorkflow
        draft = draft_of(thing)
        blocking = [finding for finding in findings_of(draft) if finding.is_blocking]
        if blocking:
            raise SubmissionBlocked(draft, blocking)
        refuse_unread(thing)
        # The editor's form asks for it before a single submission.
        missing = what_is_missing(draft)
        if missing:
            raise DraftIncomplete(f"{DraftIncomplete.sentence} ({', '.join(missing)})")
    except DecisionRefused as error:
        return _refusal(thing, error)
    return None


def _start(thing: models.Model, by: Member) -> WorkflowState:
    """Submit one, or submit it again where it was sent back."""
    state = thing.current_workflow_state
    if state is None:
        return thing.get_workflow().start(thing, by)
    state.resume(by)
    return state


def _refusal(thing: models.Model, error: Exception) -> Refusal:
    if isinstance(error, SubmissionBlocked):
        said = "; ".join(f"{finding.place}: “{finding.words}” {finding.problem}" for finding in error.findings)
        return Refusal(thing, said, checks_url_of(thing), error.findings)
    if isinstance(error, ProofMissing):
        return Refusal(thing, error.fault, error.leads_to)
    if isinstance(error, DecisionRefused):
        return Refusal(thing, str(error.sentence), edit_url_of(thing) or "")
    return Refusal(thing, joined(error.messages), edit_url_of(thing) or "")


def submit_what_was_prepared(joint: JointSubmission) -> bool:
    """Submit, or write down with each item why it cannot be; returns whether nothing is left to mend.

    So it is too when it was submitted at the same moment by another run, or let go of.
    """
    try:
        carry_out(joint)
    except JointSubmission.DoesNotExist:
        return True
    except TogetherRefused as refused:
        return not _keep_refusals(joint, refused.refusals)
    except Exception:
        # Whoever submitted it looks at a page that says how far it is, and must not look at it for ever.
        logger.exception("Joint submission %s failed", joint.pk)
        return not _keep_refusals(joint, [])
    return True


@transaction.atomic
def _keep_refusals(joint: JointSubmission, refusals: list[Refusal]) -> bool:
    """Write down why it was refused; returns False where it was submitted, or let go of, since this run gave up."""
    try:
        joint.refresh_from_db(from_queryset=JointSubmission.objects.select_for_update(of=("self",)))
    except JointSubmission.DoesNotExist:
        return False
    if joint.submitted_at:
        return False
    why = {(refusal.thing.get_content_type().pk, str(refusal.thing.pk)): refusal for refusal in refusals}
    items = list(joint.items.all())
    for item in items:
        refusal = why.get((item.content_type_id, item.object_id))
        item.refusal, item.leads_to = (refusal.sentence, refusal.leads_to) if refusal else ("", "")
    JointItem.objects.bulk_update(items, ["refusal", "leads_to"])
    joint.refused_at = timezone.now()
    joint.save(update_fields=["refused_at"])
    return True


def say_progress(joint: JointSubmission, done: int) -> None:
    """Note how far it is where others can read it: what a transaction has written, they cannot."""
    if done % ITEMS_BETWEEN_REPORTS == 0:
        caches["progress"].set(f"approval.together.{joint.pk}", done, PROGRESS_SECONDS)


def progress_of(joint: JointSubmission) -> int:
    return caches["progress"].get(f"approval.together.{joint.pk}", 0)


@transaction.atomic
def discard(joint: JointSubmission) -> None:
    """Forget what was prepared and not submitted; the drafts stay. A second time changes nothing.

    Raises:
        AlreadyUnderReview: it has been submitted meanwhile.
    """
    joint = JointSubmission.objects.select_for_update(of=("self",)).filter(pk=joint.pk).first()
    if joint is None:
        return
    if joint.submitted_at:
        raise AlreadyUnderReview
    joint.delete()


def forget_expired() -> int:
    """Let go of what was prepared a month ago and never submitted; returns how many that were."""
    old = JointSubmission.objects.filter(submitted_at=None, prepared_at__lt=timezone.now() - KEPT_FOR)
    count = old.count()
    old.delete()
    return count
