from django.db import models
from django.db.models import Q
from django.utils import timezone


class MemberQuerySet(models.QuerySet):
    def present(self):
        """Members who work here now, away for a while or not; never those who left, retired or died."""
        return self.filter(is_active=True, staff_status__in=self.model.PRESENT_STATUSES)

    def holding(self, *roles):
        """Active members who hold one of `roles` at this moment, everywhere (scoped grants do not count)."""
        from_grants = models.Exists(
            self.model._meta.get_field("role_grants")
            .related_model.objects.in_force()
            .filter(member=models.OuterRef("pk"), role__in=roles, scope_type=None)
        )
        return self.filter(from_grants, is_active=True)


class RoleGrantQuerySet(models.QuerySet):
    def in_force(self, at=None):
        """Grants whose period holds the moment `at` (now by default) and that were not ended."""
        at = at or timezone.now()
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=at), starts_at__lte=at)


class AudienceQuerySet(models.QuerySet):
    def including(self, member):
        """Audiences that `member` belongs to; an anonymous visitor belongs to none."""
        if not member.is_authenticated:
            return self.none()
        return self.filter(
            Q(everyone=True)
            | Q(departments=member.department_id)
            | Q(campuses=member.campus_id)
            | Q(union_groups=member.union_group_id)
        ).distinct()
