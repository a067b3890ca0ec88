from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..querysets import DependantQuerySet
from ..years import whole_years
from .fields import person_name_field
from .member import Member

EARLIEST = date(1900, 1, 1)


class Dependant(models.Model):
    """Somebody of a member's family whom the member may bring along, such as a child in the holiday care.

    Kept by the member alone. One that something points at, such as a sign-up, is ended instead of deleted.
    """

    class Relation(models.TextChoices):
        CHILD = "child", _("child")
        SPOUSE = "spouse", _("spouse")
        PARENT = "parent", _("parent")
        OTHER = "other", _("another relative")

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="dependants", verbose_name=_("member")
    )
    name = person_name_field()
    relation = models.CharField(_("relation"), max_length=6, choices=Relation)
    gender = models.CharField(_("gender"), max_length=1, choices=Member.Gender)
    birthday = models.DateField(_("date of birth"), null=True)
    created_at = models.DateTimeField(_("entered at"), auto_now_add=True)
    ended_at = models.DateTimeField(pgettext_lazy("of a list", "taken off at"), null=True, editable=False)

    objects = DependantQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "name", "birthday"],
                condition=Q(ended_at=None),
                name="people_dependant_once_on_the_list",
                violation_error_message=_("This person is on your list already."),
            ),
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(ended_at=None, relation="spouse"),
                name="people_dependant_one_spouse",
                violation_error_message=_("Your spouse is on the list already; change that entry instead."),
            ),
            models.CheckConstraint(
                condition=Q(birthday__gte=EARLIEST) | Q(birthday=None),
                name="people_dependant_born_since_1900",
                violation_error_message=_("The date of birth lies too far back."),
            ),
            # Of whom nothing personal is kept any more only the row stays.
            models.CheckConstraint(
                condition=Q(ended_at__isnull=False)
                | (Q(birthday__isnull=False, gender__in=Member.Gender.values) & ~Q(name="")),
                name="people_dependant_is_known",
                violation_error_message=_("Name, gender and date of birth are all needed."),
            ),
        ]
        verbose_name = _("dependant")
        verbose_name_plural = _("dependants")

    def __str__(self):
        return self.name

    @property
    def age(self) -> int | None:
        """Whole years today."""
        return None if self.birthday is None else whole_years(self.birthday, timezone.localdate())
