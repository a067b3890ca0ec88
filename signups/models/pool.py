from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..querysets import PoolQuerySet, ReleaseQuerySet


class KeptForOne(models.Model):
    """Places that are kept for one audience, union group or branch."""

    audience = models.ForeignKey(
        "people.Audience", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("audience")
    )
    union_group = models.ForeignKey(
        "people.UnionGroup", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("union group")
    )
    branch = models.ForeignKey(
        "people.Branch", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("branch")
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(audience__isnull=False, union_group=None, branch=None)
                | Q(audience=None, union_group__isnull=False, branch=None)
                | Q(audience=None, union_group=None, branch__isnull=False),
                name="%(app_label)s_%(class)s_for_one_group",
                violation_error_message=_("Places are kept for an audience, a union group or a branch."),
            ),
        ]

    def __str__(self):
        return f"{self.kept_for}: {self.places}"

    @property
    def kept_for(self):
        return self.audience or self.union_group or self.branch


class Pool(KeptForOne):
    """Places of a session that are kept for an audience or a part of the house, until they are merged with the rest."""

    session = models.ForeignKey("signups.Session", models.CASCADE, related_name="pools", verbose_name=_("session"))
    places = models.PositiveIntegerField(_("places"))
    merges_at = models.DateTimeField(
        _("open to all from"), null=True, blank=True, help_text=_("Empty: the places stay with this group.")
    )
    merged_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = PoolQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta(KeptForOne.Meta):
        ordering = ["pk"]
        verbose_name = _("pool")
        verbose_name_plural = _("pools")


class Release(models.Model):
    """Places of a session that are held back until an hour, for those who are at work when the others open."""

    session = models.ForeignKey("signups.Session", models.CASCADE, related_name="releases", verbose_name=_("session"))
    at = models.DateTimeField(_("released at"))
    places = models.PositiveIntegerField(_("places"))
    released_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ReleaseQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["at"]
        verbose_name = _("later places")
        verbose_name_plural = _("later places")
        constraints = [models.UniqueConstraint(fields=["session", "at"], name="signups_release_once_at_a_time")]

    def __str__(self):
        return f"{self.session_id}: {self.places}"
