from functools import wraps

from django.core.exceptions import PermissionDenied
from django.views.decorators.cache import never_cache

PERMISSION = "people.add_membershipchange"


def may_keep_membership(user) -> bool:
    return user.has_perm(PERMISSION)


def for_keepers(view):
    """Let in those who decide on applications and enter who moves in and out, whatever the address."""

    @wraps(view)
    @never_cache
    def guarded(request, *args, **kwargs):
        if not may_keep_membership(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
