from functools import wraps

from django.core.exceptions import PermissionDenied
from django.views.decorators.cache import never_cache

PERMISSION = "people.add_postheld"


def may_appoint(user) -> bool:
    return user.has_perm(PERMISSION)


def for_appointers(view):
    """Let in those who give and end posts, whatever the address."""

    @wraps(view)
    @never_cache
    def guarded(request, *args, **kwargs):
        if not may_appoint(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
