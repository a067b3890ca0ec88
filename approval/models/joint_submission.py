"""What was submitted together: an import, or anything else that is looked through on one page and has one sheet."""

import pgtrigger
from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import WorkflowState

from .record import ApprovalRecord

TITLE_LENGTH = 120


class JointSubmission(models.Model):
    """Prepared, then either submitted, all of it, or refused, all of it."""

    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="joint_submissions",
        verbose_name=_("submitted by"),
    )
    prepared_at = models.DateTimeField(_("prepared at"), default=timezone.now)
    submitted_at = models.DateTimeField(_("submitted at"), null=True)
    refused_at = models.DateTimeField(_("refused at"), null=True)
    # The number of its sheet; the records of its items carry it with their place in it: 2026-0012-3.
    sheet = models.CharField(_("number of the sheet"), max_length=20, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-prepared_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(submitted_at=None) | models.Q(refused_at=None),
                name="approval_jointsubmission_submitted_or_refused",
            ),
            models.CheckConstraint(
                condition=models.Q(submitted_at=None) | ~models.Q(sheet=""),
                name="approval_jointsubmission_has_a_sheet",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="what_was_submitted_stays",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__submitted_at__isnull=False),
            ),
        ]
        verbose_name = _("joint submission")
        verbose_name_plural = _("joint submissions")

    def __str__(self):
        return self.title


class JointItemQuerySet(models.QuerySet):
    def staying(self):
        """Items that have not left their joint submission: neither sent back nor withdrawn."""
        return self.filter(left_at=None)

    def waiting(self):
        """Items on which somebody still has to decide."""
        return self.staying().filter(workflow_state__status=WorkflowState.STATUS_IN_PROGRESS)

    def untold(self):
        """Items that were decided for good or sent back, and of which nobody has told the author."""
        decided = models.Q(workflow_state__status=WorkflowState.STATUS_APPROVED, left_at=None)
        back = models.Q(workflow_state__status=WorkflowState.STATUS_NEEDS_CHANGES, left_at__isnull=False)
        return self.filter(decided | back, told_at=None)


class JointItem(models.Model):
    """One page or snippet of a joint submission. What it points to may go; the records stay."""

    joint = models.ForeignKey(JointSubmission, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=255)
    thing = GenericForeignKey("content_type", "object_id")
    workflow_state = models.ForeignKey(
        WorkflowState, models.DO_NOTHING, null=True, db_constraint=False, related_name="joint_items"
    )
    # The record of its submission: of what happened to it since, the course tells.
    submitted = models.ForeignKey(ApprovalRecord, models.DO_NOTHING, null=True, db_constraint=False, related_name="+")
    # Why it could not be submitted; only while the whole waits to be mended.
    refusal = models.TextField(blank=True)
    # The address where that is mended.
    leads_to = models.CharField(max_length=500, blank=True)
    left_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True
    thing.wagtail_reference_index_ignore = True

    objects = JointItemQuerySet.as_manager()

    class Meta:
        ordering = ["joint", "position"]
        constraints = [
            models.UniqueConstraint(fields=["joint", "position"], name="approval_jointitem_one_per_position"),
            models.UniqueConstraint(
                fields=["joint", "content_type", "object_id"], name="approval_jointitem_once_in_a_submission"
            ),
            models.UniqueConstraint(
                fields=["workflow_state"],
                condition=models.Q(left_at=None),
                name="approval_jointitem_in_one_submission_at_a_time",
            ),
        ]
        verbose_name = _("item of a joint submission")
        verbose_name_plural = _("items of joint submissions")

    def __str__(self):
        return f"{self.joint} {self.position}"


def leave_joint_submission(workflow_state: WorkflowState) -> None:
    """Take an item that was sent back or withdrawn out of what it was submitted with."""
    JointItem.objects.staying().filter(workflow_state=workflow_state).update(left_at=timezone.now())
