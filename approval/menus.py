from wagtail.admin.menu import MenuItem

from .permissions import is_reviewer, sees_the_schedule


class ApprovalMenuItem(MenuItem):
    """The approvers' queue, shown to approvers."""

    def is_shown(self, request):
        return is_reviewer(request.user)


class CalendarMenuItem(MenuItem):
    """The publishing calendar."""

    def is_shown(self, request):
        return sees_the_schedule(request.user)
