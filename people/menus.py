from wagtail.admin.menu import MenuItem

from .bodies.permissions import may_appoint
from .codes.permissions import may_issue
from .membership.permissions import may_keep_membership
from .roster.permissions import may_import


class RosterMenuItem(MenuItem):
    """The roster import, shown to those who may do it."""

    def is_shown(self, request):
        return may_import(request.user)


class SlipsMenuItem(MenuItem):
    """The slips with sign-in codes, shown to those who may issue them."""

    def is_shown(self, request):
        return may_issue(request.user)


class BodiesMenuItem(MenuItem):
    """Bodies and posts, shown to those who may give and end posts."""

    def is_shown(self, request):
        return may_appoint(request.user)


class MembershipMenuItem(MenuItem):
    """Applications for membership, shown to those who decide on them."""

    def is_shown(self, request):
        return may_keep_membership(request.user)
