from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.snippets.views.snippets import CreateView, IndexView

from approval.ids import id_in
from approval.viewsets import ApprovedSnippetViewSet, FoundByPeople

from ..models import Call, VoteRound, Work


class CallViewSet(ApprovedSnippetViewSet):
    model = Call
    icon = "image"
    menu_label = _("Calls for works")
    menu_order = 222
    add_to_admin_menu = True
    list_display = ["title", "opens_at", "closes_at", UpdatedAtColumn()]


class WorkIndexView(FoundByPeople, IndexView):
    people = "author"


class WorkViewSet(ApprovedSnippetViewSet):
    model = Work
    index_view_class = WorkIndexView
    icon = "image"
    menu_label = _("Works")
    menu_order = 224
    add_to_admin_menu = True
    list_display = ["title", "kind", "author", "call", UpdatedAtColumn()]
    list_filter = ["call", "kind"]


class RoundCreateView(CreateView):
    """A new round; of the call from whose page one came."""

    def get_initial_form_instance(self):
        return VoteRound(call=Call.objects.filter(pk=id_in(self.request.GET.get("call", ""))).first())


class VoteRoundViewSet(ApprovedSnippetViewSet):
    model = VoteRound
    add_view_class = RoundCreateView
    icon = "check"
    menu_label = _("Votes about works")
    menu_order = 226
    add_to_admin_menu = True
    list_display = ["title", "call", "opens_at", "closes_at", UpdatedAtColumn()]
    list_filter = ["call"]
