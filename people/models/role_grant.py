from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..querysets import RoleGrantQuerySet


class Role(models.TextChoices):
    """What a member may be to the union. Club leaders are named on their club's page, not here."""

    PUBLICITY_OFFICER = "publicity_officer", _("publicity officer")
    CHAIR = "chair", _("union chair")
    DEPUTY_CHAIR = "deputy_chair", _("deputy chair")
    LIBRARIAN = "librarian", _("librarian")
    ADMINISTRATOR = "administrator", _("administrator")


APPROVING_ROLES = [Role.CHAIR, Role.DEPUTY_CHAIR]
# Who holds one of these signs in with a second factor, and superusers do. Roles that see hardship files belong here.
SECOND_FACTOR_ROLES = [Role.PUBLICITY_OFFICER, Role.CHAIR, Role.DEPUTY_CHAIR, Role.ADMINISTRATOR]


class RoleGrant(models.Model):
    """One role of one member for a period, everywhere or for one thing (`scope`), and who gave it."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="role_grants", verbose_name=_("member")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    scope_type = models.ForeignKey(ContentType, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    scope_id = models.CharField(max_length=40, blank=True, editable=False)
    scope = GenericForeignKey("scope_type", "scope_id")
    starts_at = models.DateTimeField(_("from"), default=timezone.now)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("granted by")
    )
    granted_at = models.DateTimeField(_("granted at"), auto_now_add=True)

    objects = RoleGrantQuerySet.as_manager()

    # A record, not content: the index of references would be written with every act and never asked.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at=None) | models.Q(ends_at__gte=models.F("starts_at")),
                name="people_rolegrant_ends_after_start",
                violation_error_message=_("A role cannot end before it begins."),
            )
        ]
        verbose_name = _("role grant")
        verbose_name_plural = _("role grants")

    def __str__(self):
        return f"{self.member}: {self.get_role_display()}"

    @property
    def has_ended(self):
        return self.ends_at is not None and self.ends_at <= timezone.now()

    @property
    def is_in_force(self):
        now = timezone.now()
        return self.starts_at <= now and (self.ends_at is None or self.ends_at > now)
