from functools import wraps

from django.core.exceptions import PermissionDenied
from django.views.decorators.cache import never_cache

from .issuing import PERMISSION


def may_issue(user) -> bool:
    return user.has_perm(PERMISSION)


def for_issuers(view):
    """Let in those who issue codes, whatever the address."""

    @wraps(view)
    @never_cache
    def guarded(request, *args, **kwargs):
        if not may_issue(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
