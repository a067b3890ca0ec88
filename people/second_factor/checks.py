from django.conf import settings
from django.core.checks import Error, register

from ..models import Role


@register
def check_roles(app_configs, **kwargs):
    """A role that is misspelt would need no second factor, and nobody would notice."""
    unknown = [role for role in settings.SECOND_FACTOR_ROLES or [] if role not in Role]
    return [Error(f"SECOND_FACTOR_ROLES names no role: {role}", id="people.E001") for role in unknown]
