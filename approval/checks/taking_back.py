"""Taking back the reason why a finding may stay."""

from django.db import transaction
from django.utils.translation import gettext_lazy

from approval.errors import DecisionRefused, UnderReview
from approval.models.acknowledgement import Acknowledgement
from approval.permissions import is_approver
from approval.publishing import lock_subject

from .actions import may_see_findings


class NotYoursToTakeBack(DecisionRefused):
    sentence = gettext_lazy("Only who gave this reason and the approvers take it back.")


def may_take_back(row: Acknowledgement, thing, user) -> bool:
    """True for who gave the reason, as long as he or she may edit the thing, and for approvers."""
    return may_see_findings(thing, user) and (row.by_id == user.pk or is_approver(user))


@transaction.atomic
def take_back_acknowledgement(thing, fingerprint: str, by) -> None:
    """Let a finding count again of which somebody said that it may stay; one that is not there changes nothing.

    Raises:
        UnderReview: it has been submitted with this reason.
        NotYoursToTakeBack: `by` has not given it and is no approver.
    """
    thing = lock_subject(thing.get_base_content_type(), thing.pk)
    row = Acknowledgement.objects.about(thing).filter(fingerprint=fingerprint).first()
    if row is None:
        return
    if not may_take_back(row, thing, by):
        raise NotYoursToTakeBack
    if thing.workflow_in_progress:
        raise UnderReview
    row.delete()
