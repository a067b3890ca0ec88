from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import redirect
from wagtail.snippets.views.snippets import (
    CopyView,
    HistoryView,
    RevisionsUnscheduleView,
    SnippetViewSet,
    UnpublishView,
)

from people.finding import called

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


class FoundByPeople:
    """A list that is searched by the people in it, too. Their names stand in no index of the things: it would keep them
    when somebody's data is emptied.
    """

    # The lookup that leads to the members.
    people = ""

    def search_queryset(self, queryset):
        if not self.is_searching:
            return queryset
        found = {thing.pk for thing in super().search_queryset(queryset)}
        whose = queryset.model.objects.filter(called(self.search_query, f"{self.people}__"))
        return queryset.filter(Q(pk__in=found) | Q(pk__in=whose.values("pk")))


class ApprovedSnippetViewSet(SnippetViewSet):
    """The screens of a public snippet. What its search finds stands in `search_fields` of the model."""

    chooser_viewset_class = ApprovedChooserViewSet
    copy_view_class = ShownCopyView
    unpublish_view_class = TakeDownView
    revisions_unschedule_view_class = UnscheduleView
    history_view_class = ApprovedHistoryView
