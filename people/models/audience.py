from django.db import models
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from ..querysets import AudienceQuerySet


class Audience(models.Model):
    """Who may enter: all staff, or those of some departments, campuses or union groups.

    A department stands for those that belong to it as well.
    """

    name = models.CharField(_("name"), max_length=60, unique=True)
    everyone = models.BooleanField(_("all staff"), default=False)
    departments = models.ManyToManyField("people.Department", blank=True, verbose_name=_("departments"))
    campuses = models.ManyToManyField("people.Campus", blank=True, verbose_name=_("campuses"))
    union_groups = models.ManyToManyField("people.UnionGroup", blank=True, verbose_name=_("union groups"))

    objects = AudienceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")

    def __str__(self):
        return self.name

    @property
    def in_words(self) -> str:
        """Who belongs to it: all staff, or the names of its parts of the house; three queries."""
        if self.everyone:
            return gettext("all staff")
        others_below = models.Exists(self.departments.model.objects.filter(parent=models.OuterRef("pk")))
        departments = [
            gettext("%(department)s with what belongs to it") % {"department": each} if each.has_others_below else each
            for each in self.departments.annotate(has_others_below=others_below)
        ]
        parts = [*departments, *self.campuses.all(), *self.union_groups.all()]
        return "、".join(str(part) for part in parts) or pgettext("of an audience", "nobody")

    @property
    def name_on_record(self) -> str:
        """Its name and who belongs to it, for the record of an approval: with either, what was approved changes."""
        return gettext("%(label)s: %(text)s") % {"label": self.name, "text": self.in_words}

    def includes(self, member) -> bool:
        return Audience.objects.including(member).filter(pk=self.pk).exists()
