"""Submitting together while somebody waits for the answer: few at once, many as a job that says how far it is."""

from collections.abc import Iterable

from django.db import models, transaction

from people.models import Member

from ..jobs import submit_prepared
from ..models.joint_submission import JointSubmission
from .submitting import AT_ONCE, prepare, submit_together, submit_what_was_prepared


def begin_together(items: Iterable[models.Model], *, title: str, by: Member) -> JointSubmission:
    """Submit items together, now if they are few, otherwise in the background; the page of what is returned says which.

    Raises:
        TogetherRefused: few of them, and something has to be mended first. Of many, their page says so.
        NothingToSubmit, TooManyItems: there is none, or there are too many.
    """
    things = list(items)
    if len(things) <= AT_ONCE:
        return submit_together(things, title=title, by=by)
    with transaction.atomic():
        joint = prepare(things, title=title, by=by)
        _leave_to_the_worker(joint)
    return joint


def _leave_to_the_worker(joint: JointSubmission) -> None:
    """Of two jobs for the same one, the second begins when the first has ended."""
    submit_prepared.configure(lock=f"together.{joint.pk}").defer(joint_id=joint.pk)


def begin_again(joint: JointSubmission) -> None:
    """Submit once more what was refused."""
    if joint.items.count() <= AT_ONCE:
        submit_what_was_prepared(joint)
        return
    with transaction.atomic():
        JointSubmission.objects.filter(pk=joint.pk, submitted_at=None).update(refused_at=None)
        _leave_to_the_worker(joint)
