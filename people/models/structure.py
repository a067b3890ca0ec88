from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..querysets import DepartmentQuerySet
from .leading import leaves_a_record


class Named(models.Model):
    """A part of the house with a name and a place in its list."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("short name"), max_length=60, unique=True, allow_unicode=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        abstract = True
        ordering = ["position", "name"]

    def __str__(self):
        return self.name


class Campus(Named):
    class Meta(Named.Meta):
        verbose_name = _("campus")
        verbose_name_plural = _("campuses")


class Department(Named):
    # The field that names who leads; it is written by an act (`people/bodies/`).
    LEAD = "head"

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("belongs to")
    )
    head = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="departments_headed",
        verbose_name=_("head"),
        help_text=_("Reviews first what comes from the department, where the office has set such a stage."),
    )

    objects = DepartmentQuerySet.as_manager()

    class Meta(Named.Meta):
        triggers = [leaves_a_record("department", column="department_id", field="head_id", post="head")]
        verbose_name = _("department")
        verbose_name_plural = _("departments")

    def clean(self):
        """Refuse a circle: then nobody could say any more what belongs to what."""
        above = self.parent_id and self.pk and Department.objects.above(self.parent_id).filter(pk=self.pk).exists()
        if above:
            raise ValidationError({"parent": _("That one belongs to this department, or is it.")})


class Branch(Named):
    """The optional level between the union committee and its groups."""

    LEAD = "chair"

    chair = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="branches_chaired",
        verbose_name=_("branch chair"),
        help_text=_("Reviews first what comes from the branch, where the office has set such a stage."),
    )

    class Meta(Named.Meta):
        triggers = [leaves_a_record("branch", column="branch_id", field="chair_id", post="chair")]
        verbose_name = _("branch")
        verbose_name_plural = _("branches")


class UnionGroup(Named):
    LEAD = "leader"

    branch = models.ForeignKey(
        Branch, models.PROTECT, null=True, blank=True, related_name="union_groups", verbose_name=_("branch")
    )
    leader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="union_groups_led",
        verbose_name=_("group leader"),
        help_text=_("Sees who of the group has not given a receipt for a notice that asks for one."),
    )

    class Meta(Named.Meta):
        triggers = [leaves_a_record("group", column="union_group_id", field="leader_id", post="leader")]
        verbose_name = _("union group")
        verbose_name_plural = _("union groups")
