import pgtrigger
from django.conf import settings
from django.contrib.admin import display
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..privacy.subjects import name_of_subject


def this_hour():
    return timezone.localtime().replace(minute=0, second=0, microsecond=0)


class Look(models.Model):
    """Who looked at personal data of somebody else, at what, in which hour: one row for an hour, however often.

    `member` is whose data it was. A list or an export names nobody: it has `people`, how many were in it, and what it
    was narrowed by. `subject` is one of those that rooms have registered (`people.privacy.looks`). A row is never
    changed; only the forgetting of what is older than two years deletes one.
    """

    viewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"))
    # The account of somebody who was imported by mistake may be gone; that it was looked at stays.
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("whose"),
    )
    subject = models.CharField(_("what"), max_length=60)
    subject_id = models.BigIntegerField(default=0)
    people = models.PositiveIntegerField(_("number of people"), null=True)
    narrowed_by = models.CharField(_("narrowed by"), max_length=300, blank=True)
    hour = models.DateTimeField(_("hour"), default=this_hour)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-hour", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["viewer", "subject", "subject_id", "narrowed_by", "hour"],
                condition=models.Q(member=None),
                name="people_look_list_once_an_hour",
            ),
            models.UniqueConstraint(
                fields=["viewer", "subject", "subject_id", "member", "hour"],
                condition=models.Q(member__isnull=False),
                name="people_look_member_once_an_hour",
            ),
        ]
        indexes = [models.Index(fields=["member", "-hour"], name="people_look_of_member")]
        triggers = [
            pgtrigger.Protect(name="is_never_changed", operation=pgtrigger.Update),
            pgtrigger.Protect(name="is_forgotten_alone", operation=pgtrigger.Delete),
        ]
        verbose_name = _("look at personal data")
        verbose_name_plural = _("looks at personal data")

    def __str__(self):
        return f"{timezone.localtime(self.hour):%Y-%m-%d %H:00} {self.viewer} {self.subject_name}"

    @property
    def on(self):
        """The day."""
        return timezone.localdate(self.hour)

    @property
    @display(description=_("what"))
    def subject_name(self) -> str:
        return name_of_subject(self.subject)

    @property
    @display(description=_("whose"))
    def whose(self) -> str:
        return str(self.member or "—")
