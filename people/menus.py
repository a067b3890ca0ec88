from wagtail.admin.menu import MenuItem

from .codes.permissions import may_issue
from .roster.permissions import may_import


class RosterMenuItem(MenuItem):
    """The roster import, shown to those who may do it."""

    def is_shown(self, request):
        return may_import(request.user)


class SlipsMenuItem(MenuItem):
    """The slips with sign-in codes, shown to those who may issue them."""

    def is_shown(self, request):
        return may_issue(request.user)
