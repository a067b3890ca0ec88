from functools import wraps

from django.core.exceptions import PermissionDenied
from django.views.decorators.cache import never_cache


def may_import(user) -> bool:
    return user.has_perms(["people.add_member", "people.change_member"])


def for_administrators(view):
    """Let in those who keep the roster, whatever the address; a roster is nobody else's to see."""

    @wraps(view)
    @never_cache
    def guarded(request, *args, **kwargs):
        if not may_import(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
