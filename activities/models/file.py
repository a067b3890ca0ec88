"""The files of activities that were made: for whom, when, and what became of them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..file.querysets import ActivityFileQuerySet
from ..file.storage import ActivityFileStorage


class ActivityFile(models.Model):
    """One press of the button, of one date or of all dates of a period; for whoever pressed it, and nobody else.

    A job makes it: `attempt` counts how often one has begun, `seen_at` is when it last gave a sign of life. The archive
    and the PDF go after some days; the row stays as the note of who took what away.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("file of an activity", "waiting")
        MAKING = "making", pgettext_lazy("file of an activity", "being made")
        READY = "ready", pgettext_lazy("file of an activity", "ready")
        FAILED = "failed", pgettext_lazy("file of an activity", "failed")
        DISCARDED = "discarded", pgettext_lazy("file of an activity", "discarded")
        EXPIRED = "expired", pgettext_lazy("file of an activity", "deleted")

    OPEN_STATES = [State.WAITING, State.MAKING]
    # What it says was put together, and may lie with the accounts by now.
    STANDING_STATES = [*OPEN_STATES, State.READY, State.EXPIRED]

    offering = models.ForeignKey("signups.Offering", models.PROTECT, related_name="+", verbose_name=_("offering"))
    session = models.ForeignKey(
        "signups.Session", models.PROTECT, null=True, related_name="activity_files", verbose_name=_("session")
    )
    begins_on = models.DateField(_("from"), null=True)
    ends_on = models.DateField(_("until"), null=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="activity_files", verbose_name=_("asked for by")
    )
    asked_at = models.DateTimeField(_("asked for at"), default=timezone.now)
    attempt = models.PositiveSmallIntegerField(default=0, editable=False)
    seen_at = models.DateTimeField(null=True, editable=False)
    done = models.PositiveIntegerField(default=0, editable=False)
    steps = models.PositiveIntegerField(default=0, editable=False)
    trouble = models.CharField(_("trouble"), max_length=200, blank=True)
    archive = models.FileField(_("archive"), storage=ActivityFileStorage(), max_length=80, blank=True)
    pdf = models.FileField("PDF", storage=ActivityFileStorage(), max_length=80, blank=True)
    archive_size = models.PositiveBigIntegerField(_("size"), default=0, help_text=_("In bytes."))
    # With a context, or its Chinese (a number of sheets) would stand for what Wagtail calls pages.
    pages = models.PositiveIntegerField(pgettext_lazy("of a file", "pages"), default=0)
    people = models.PositiveIntegerField(_("number of people"), default=0)
    made_at = models.DateTimeField(_("made at"), null=True)
    downloaded_at = models.DateTimeField(_("first downloaded at"), null=True)

    objects = ActivityFileQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("file of an activity")
        verbose_name_plural = _("files of activities")
        constraints = [
            models.CheckConstraint(
                condition=Q(session__isnull=False, begins_on=None, ends_on=None)
                | Q(session=None, begins_on__isnull=False, ends_on__gte=F("begins_on")),
                name="activities_activityfile_of_a_date_or_a_period",
            ),
            # Pressed twice, it is one job.
            models.UniqueConstraint(
                fields=["offering", "session", "begins_on", "ends_on", "asked_by"],
                nulls_distinct=False,
                condition=Q(state__in=["waiting", "making"]),
                name="activities_activityfile_one_in_the_making",
            ),
        ]

    def __str__(self):
        return f"{self.session or self.offering} · {timezone.localtime(self.asked_at):%Y-%m-%d %H:%M}"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN_STATES

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY

    @property
    def percent(self) -> int:
        return min(99, self.done * 100 // self.steps) if self.steps else 0
