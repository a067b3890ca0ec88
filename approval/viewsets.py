from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from wagtail.snippets.views.snippets import SnippetViewSet, UnpublishView

from .permissions import is_approver
from .take_down_views import address_of_take_down


class TakeDownView(UnpublishView):
    """Taking down asks for a remark, on a page of its own."""

    def user_has_permission(self, permission):
        return is_approver(self.request.user)

    def dispatch(self, request, *args, **kwargs):
        if not self.user_has_permission("publish"):
            raise PermissionDenied
        return redirect(address_of_take_down(self.object))


class ApprovedSnippetViewSet(SnippetViewSet):
    """The screens of a public snippet. Search is by substring, since names and titles are Chinese."""

    unpublish_view_class = TakeDownView
    search_backend_name = None
