"""Dialogs in which an approved snippet is chosen: for those who may edit its kind.

Wagtail opens them to everybody who has any page to edit, with drafts and what waits for its approval.
"""

from django.core.exceptions import PermissionDenied
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)


class ForItsEditors:
    def dispatch(self, request, *args, **kwargs):
        policy = self.model.snippet_viewset.permission_policy
        if not policy.user_has_any_permission(request.user, {"add", "change", "publish"}):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ApprovedChooseView(ForItsEditors, ChooseView):
    pass


class ApprovedChooseResultsView(ForItsEditors, ChooseResultsView):
    pass


class ApprovedChosenView(ForItsEditors, SnippetChosenView):
    pass


class ApprovedChosenMultipleView(ForItsEditors, SnippetChosenMultipleView):
    pass


class ApprovedChooserViewSet(SnippetChooserViewSet):
    choose_view_class = ApprovedChooseView
    choose_results_view_class = ApprovedChooseResultsView
    chosen_view_class = ApprovedChosenView
    chosen_multiple_view_class = ApprovedChosenMultipleView
