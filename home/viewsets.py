from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import IndexView

from approval.viewsets import ApprovedSnippetViewSet

from .models import Greeting


class GreetingIndexView(IndexView):
    """The greetings, with the way to the calendar of the next twelve months."""

    @property
    def header_buttons(self):
        calendar = HeaderButton(_("Calendar of greetings"), reverse("greetings_calendar"), icon_name="calendar-alt")
        return [*super().header_buttons, calendar]


class GreetingViewSet(ApprovedSnippetViewSet):
    model = Greeting
    index_view_class = GreetingIndexView
    icon = "mail"
    menu_label = _("Greetings")
    menu_order = 240
    add_to_admin_menu = True
    list_display = [
        Column("__str__", label=_("greeting"), accessor=str),
        "title",
        Column("next_in_words", label=_("next time")),
        "hour",
        LiveStatusTagColumn(),
    ]
    list_filter = ["occasion", "who"]
    search_fields = ["title", "text", "own_name"]
