from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DeputyshipQuerySet(models.QuerySet):
    def of(self, member):
        """Deputyships in which `member` stands in for somebody, or is stood in for."""
        return self.filter(models.Q(principal=member) | models.Q(deputy=member))

    def in_force(self, day=None):
        """Deputyships whose dates hold `day` (today) and that were not ended before."""
        day = day or timezone.localdate()
        return self.not_over(day).filter(first_date__lte=day)

    def not_over(self, day=None):
        """Deputyships that are in force or still to come."""
        return self.filter(ended_at=None, last_date__gte=day or timezone.localdate())


class Deputyship(models.Model):
    """For these days `deputy` may decide what waits for `principal`. The record names both."""

    principal = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="deputyships_given", verbose_name=_("stands in for")
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="deputyships_held", verbose_name=_("deputy")
    )
    first_date = models.DateField(_("from"))
    last_date = models.DateField(_("until, this day included"))
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("named by"))
    named_at = models.DateTimeField(_("named at"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ended by")
    )

    objects = DeputyshipQuerySet.as_manager()

    # A record, not content: the index of references would be written with every act and never asked.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-first_date", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(principal=models.F("deputy")),
                name="approval_deputyship_another_person",
                violation_error_message=_("A deputy is another person."),
            ),
            models.CheckConstraint(
                condition=models.Q(last_date__gte=models.F("first_date")),
                name="approval_deputyship_ends_after_it_begins",
                violation_error_message=_("The last day is before the first."),
            ),
        ]
        verbose_name = _("deputyship")
        verbose_name_plural = _("deputyships")

    def __str__(self):
        return f"{self.deputy} → {self.principal}"

    @property
    def is_over(self) -> bool:
        return self.ended_at is not None or self.last_date < timezone.localdate()

    @property
    def is_in_force(self) -> bool:
        return not self.is_over and self.first_date <= timezone.localdate()
