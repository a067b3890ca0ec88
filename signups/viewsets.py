"""What the office keeps of sign-ups in the admin: the venues with their hours."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from approval.permissions import works_on_pages
from people.bodies.parts import PartDeleteView

from .admin import SignUpAdmin, StrikeAdmin
from .models import Venue


class VenueViewSet(ModelViewSet):
    model = Venue
    icon = "site"
    list_display = ["name", "campus", "is_open"]
    list_filter = ["campus", "is_open"]
    search_fields = ["name"]
    inspect_view_enabled = False
    copy_view_enabled = False
    delete_view_class = PartDeleteView
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("campus"), FieldPanel("is_open")]),
        FieldPanel("directions"),
        InlinePanel(
            "hours",
            [FieldRowPanel([FieldPanel("weekday"), FieldPanel("opens"), FieldPanel("closes")])],
            label=_("opening hours"),
            heading=_("Opening hours"),
        ),
    ]


class KeptDatesMenuItem(MenuItem):
    """The way from the admin to the pages of the dates, shown to those who work on all of them."""

    def is_shown(self, request):
        return works_on_pages(request.user)


class SignUpsGroup(ViewSetGroup):
    """Everything about sign-ups: the dates, the records of them, the venues."""

    menu_label = _("Sign-ups")
    menu_icon = "calendar-check"
    menu_order = 215
    items = (VenueViewSet("venue"),)
    records = (SignUpAdmin(), StrikeAdmin())

    def get_submenu_items(self):
        dates = KeptDatesMenuItem(
            _("Dates and their lists"), reverse("kept_sessions"), name="kept-dates", icon_name="calendar", order=1
        )
        records = [admin.get_menu_item(order=10 + place) for place, admin in enumerate(self.records)]
        venues = [viewset.get_menu_item(order=30 + place) for place, viewset in enumerate(self.registerables)]
        return [dates, *records, *venues]
