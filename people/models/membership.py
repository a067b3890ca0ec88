import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .member import Member


class MembershipApplication(models.Model):
    """Somebody who works here asks to become a member of the union (入会申请)."""

    class State(models.TextChoices):
        OPEN = "open", _("waiting for a decision")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", pgettext_lazy("of an application", "withdrawn")

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="membership_applications", verbose_name=_("member")
    )
    note = models.CharField(
        _("what the office should know"),
        max_length=300,
        blank=True,
        help_text=_("For example, where you were a member before. You may leave it empty."),
    )
    applied_at = models.DateTimeField(pgettext_lazy("of an application", "applied at"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=pgettext_lazy("of an application", "decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    remark = models.CharField(_("remark"), max_length=300, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-applied_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=Q(state="open"), name="people_membershipapplication_one_open"
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None) | (~Q(state="open") & Q(decided_at__isnull=False)),
                name="people_membershipapplication_closed_at_a_moment",
            ),
        ]
        verbose_name = _("application for membership")
        verbose_name_plural = _("applications for membership")

    def __str__(self):
        return str(self.member)

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN


class MembershipChange(models.Model):
    """One change of somebody's membership of the union: from what to what, by which act, who, when. Never changed."""

    class Act(models.TextChoices):
        JOINED = "joined", _("joined on application")
        MOVED_IN = "moved_in", _("moved in from another union")
        MOVED_OUT = "moved_out", _("moved out to another union")
        BY_HAND = "by_hand", _("changed by the office")
        ROSTER = "roster", _("changed by a roster import")
        ROSTER_UNDONE = "roster_undone", _("a roster import was undone")

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="membership_changes", verbose_name=_("member")
    )
    act = models.CharField(_("what happened"), max_length=13, choices=Act)
    before = models.CharField(
        pgettext_lazy("of a membership", "before"), max_length=10, choices=Member.MembershipStatus
    )
    after = models.CharField(pgettext_lazy("of a membership", "after"), max_length=10, choices=Member.MembershipStatus)
    on = models.DateField(pgettext_lazy("of a change", "on"))
    union = models.CharField(_("the other union"), max_length=100, blank=True)
    remark = models.CharField(pgettext_lazy("of a record", "remark"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("entered by")
    )
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(before=models.F("after")), name="people_membershipchange_changes_something"
            )
        ]
        indexes = [models.Index(fields=["member", "-at"], name="people_membershipchange_of")]
        triggers = [pgtrigger.Protect(name="is_never_changed", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("change of membership")
        verbose_name_plural = _("changes of membership")

    def __str__(self):
        return f"{self.member}: {self.get_act_display()}"
