from django.db import models
from django.db.models import F, Prefetch, Q, prefetch_related_objects
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from ..conditions import refusals_of, words_of
from ..querysets import AudienceQuerySet
from ..widgets import Ticks
from .fields import ChoicesField
from .member import Member

OLDEST = 120
LONGEST = 70


# Who has left or died is of no audience.
STAFF_STATUSES = [choice for choice in Member.StaffStatus.choices if choice[0] not in Member.GONE_STATUSES]


def _several(choices: list[tuple], name: str) -> ChoicesField:
    return ChoicesField(models.CharField(max_length=10, choices=choices), verbose_name=name, default=list, blank=True)


def _known(field: str, choices: list[tuple]) -> models.CheckConstraint:
    values = [value for value, _label in choices]
    return models.CheckConstraint(
        condition=Q(**{f"{field}__contained_by": values}), name=f"people_audience_known_{field}"
    )


class Audience(models.Model):
    """Who may enter: all staff, or those of some departments, campuses or union groups; of these only who meets all its
    conditions on the day.

    A department stands for those that belong to it as well. Age and years in this hospital grow, so people come in and
    go out by the day.
    """

    name = models.CharField(_("name"), max_length=60, unique=True)
    everyone = models.BooleanField(
        _("all staff"), default=False, help_text=_("The retired too, unless a staff status is ticked below.")
    )
    departments = models.ManyToManyField(
        "people.Department",
        blank=True,
        verbose_name=_("departments"),
        help_text=_("Each with the departments that belong to it."),
    )
    campuses = models.ManyToManyField("people.Campus", blank=True, verbose_name=_("campuses"))
    union_groups = models.ManyToManyField("people.UnionGroup", blank=True, verbose_name=_("union groups"))
    gender = models.CharField(
        _("gender"),
        max_length=1,
        choices=[("", pgettext_lazy("of a gender", "any")), *Member.Gender.choices],
        blank=True,
    )
    age_from = models.PositiveSmallIntegerField(
        _("age from"), null=True, blank=True, help_text=_("Whole years, on the day.")
    )
    age_to = models.PositiveSmallIntegerField(_("age to"), null=True, blank=True, help_text=_("This age included."))
    years_here = models.PositiveSmallIntegerField(
        _("years in this hospital, at least"),
        null=True,
        blank=True,
        help_text=_("Whole years since the day of joining this hospital."),
    )
    employments = _several(Member.Employment.choices, _("kinds of employment"))
    membership_statuses = _several(Member.MembershipStatus.choices, _("membership statuses"))
    staff_statuses = _several(STAFF_STATUSES, _("staff statuses"))

    objects = AudienceQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        MultiFieldPanel(
            [
                FieldPanel("everyone"),
                *[FieldPanel(part, widget=Ticks) for part in ("departments", "campuses", "union_groups")],
            ],
            heading=_("From where: whoever belongs to one of these"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("gender"), FieldPanel("age_from"), FieldPanel("age_to")]),
                FieldPanel("years_here"),
                FieldPanel("employments"),
                FieldPanel("membership_statuses"),
                FieldPanel("staff_statuses"),
            ],
            heading=_("Of these only who meets all of the following; what is left empty asks nothing"),
        ),
    ]

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(age_from__lte=F("age_to")),
                name="people_audience_ages_in_order",
                violation_error_message=_("The age from which it begins is not above the one with which it ends."),
            ),
            models.CheckConstraint(
                condition=(Q(age_from=None) | Q(age_from__lte=OLDEST)) & (Q(age_to=None) | Q(age_to__lte=OLDEST)),
                name="people_audience_ages_of_people",
                violation_error_message=_("Nobody is older than 120 years."),
            ),
            models.CheckConstraint(
                condition=Q(years_here__range=(1, LONGEST)),
                name="people_audience_years_of_service",
                violation_error_message=_("Years in this hospital are 1 to 70, or left empty."),
            ),
            models.CheckConstraint(
                condition=Q(gender__in=["", *Member.Gender.values]), name="people_audience_known_gender"
            ),
            _known("employments", Member.Employment.choices),
            _known("membership_statuses", Member.MembershipStatus.choices),
            _known("staff_statuses", STAFF_STATUSES),
        ]
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")

    def __str__(self):
        return self.name

    @classmethod
    def parts(cls) -> list[Prefetch | str]:
        """The parts of the house that it names, to be fetched with it."""
        departments = cls._meta.get_field("departments").related_model.objects.knowing_others_below()
        return [Prefetch("departments", departments), "campuses", "union_groups"]

    @property
    def in_words(self) -> str:
        """Who belongs to it: all staff, or the names of its parts of the house, and what narrows it; three queries."""
        parts, conditions = self.parts_in_words, words_of(self)
        if not parts:
            return pgettext("of an audience", "nobody")
        if not conditions:
            return parts
        return gettext("%(parts)s; of these only: %(conditions)s") % {
            "parts": parts,
            "conditions": gettext("; ").join(conditions),
        }

    @property
    def parts_in_words(self) -> str:
        """All staff, or the names of its parts of the house; nothing where it names none."""
        if self.everyone:
            return gettext("all staff")
        prefetch_related_objects([self], *self.parts())
        departments = [
            gettext("%(department)s with what belongs to it") % {"department": each} if each.has_others_below else each
            for each in self.departments.all()
        ]
        return "、".join(str(part) for part in [*departments, *self.campuses.all(), *self.union_groups.all()])

    @property
    def name_on_record(self) -> str:
        """Its name and who belongs to it, for the record of an approval: with either, what was approved changes."""
        return gettext("%(label)s: %(text)s") % {"label": self.name, "text": self.in_words}

    def includes(self, member) -> bool:
        return Audience.objects.including(member).filter(pk=self.pk).exists()

    def why_not(self, member) -> str | None:
        """Return a sentence to `member` that says why they are not in it today, None where they are."""
        if not self.everyone and not Audience.objects.naming(member).filter(pk=self.pk).exists():
            parts = self.parts_in_words
            return gettext("Only for %(who)s.") % {"who": parts} if parts else gettext("It is for nobody yet.")
        return next(refusals_of(self, member), None)
