from wagtail.admin.menu import MenuItem

from .roster.permissions import may_import


class RosterMenuItem(MenuItem):
    """The roster import, shown to those who may do it."""

    def is_shown(self, request):
        return may_import(request.user)
