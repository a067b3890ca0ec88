from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from wagtail.snippets.views.snippets import (
    CopyView,
    HistoryView,
    RevisionsUnscheduleView,
    SnippetViewSet,
    UnpublishView,
)

from .choosing import ApprovedChooserViewSet
from .permissions import is_approver
from .take_down_views import address_of_take_down
from .unschedule_views import address_of_unschedule


class TakeDownView(UnpublishView):
    """Taking down asks for a remark, on a page of its own."""

    def user_has_permission(self, permission):
        return is_approver(self.request.user)

    def dispatch(self, request, *args, **kwargs):
        if not self.user_has_permission("publish"):
            raise PermissionDenied
        return redirect(address_of_take_down(self.object))


class UnscheduleView(RevisionsUnscheduleView):
    """Cancelling an approved hour asks for a remark, on a page of its own."""

    def user_has_permission(self, permission):
        return is_approver(self.request.user)

    def dispatch(self, request, *args, **kwargs):
        if not self.user_has_permission("publish"):
            raise PermissionDenied
        return redirect(address_of_unschedule(self.revision.pk))


class ShownCopyView(CopyView):
    """The form for a copy, which is sent to the address for new ones. Sent here it would be saved over the original,
    and take it off the site.
    """

    http_method_names = ["get", "head", "options"]


class ApprovedHistoryView(HistoryView):
    """The history offers an approver to cancel an hour."""

    def user_can_unschedule(self):
        return is_approver(self.request.user)


class ApprovedSnippetViewSet(SnippetViewSet):
    """The screens of a public snippet. Search is by substring, since names and titles are Chinese."""

    chooser_viewset_class = ApprovedChooserViewSet
    copy_view_class = ShownCopyView
    unpublish_view_class = TakeDownView
    revisions_unschedule_view_class = UnscheduleView
    history_view_class = ApprovedHistoryView
    search_backend_name = None
