from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet, UnpublishView

from .permissions import is_approver


class TakeDownView(UnpublishView):
    """Taking a snippet down is the approvers' right, though nobody holds the permission to publish."""

    page_title = _("Take down")

    def user_has_permission(self, permission):
        return is_approver(self.request.user)


class ApprovedSnippetViewSet(SnippetViewSet):
    """The screens of a public snippet. Search is by substring, since names and titles are Chinese."""

    unpublish_view_class = TakeDownView
    search_backend_name = None
