from allauth.account.auth_backends import AuthenticationBackend
from django.utils import timezone

from .actions import refresh_roles
from .registry import editor_doors


class RoleBackend(AuthenticationBackend):
    """Roles are checked when they are read: a grant that began or ended a minute ago counts now."""

    def get_user(self, user_id):
        member = super().get_user(user_id)
        if member and member.roles_valid_until and member.roles_valid_until <= timezone.now():
            refresh_roles(member)
            member.refresh_from_db()
        return member

    def has_perm(self, user_obj, perm, obj=None):
        if super().has_perm(user_obj, perm, obj=obj):
            return True
        if perm != "wagtailadmin.access_admin" or not user_obj.is_active or user_obj.is_anonymous:
            return False
        return any(rule(user_obj) for rule in editor_doors)
