from wagtail.admin.menu import MenuItem

from .permissions import is_reviewer


class ApprovalMenuItem(MenuItem):
    """The approvers' queue, shown to approvers."""

    def is_shown(self, request):
        return is_reviewer(request.user)
