"""What the office keeps of sign-ups in the admin: the venues with their hours."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.views.snippets import DeleteView

from approval.permissions import works_on_pages
from approval.viewsets import ApprovedSnippetViewSet
from people.bodies.parts import PartDeleteView

from .admin import SignUpAdmin, StrikeAdmin
from .bookings.actions import call_off_on_closed_days
from .models import Base, Selection, Venue


def yes_or_no(said: bool) -> str:
    """Return a word: the mark of Wagtail's own column is read out in English."""
    return gettext("yes") if said else gettext("no")


class VenueSaved:
    """Whoever has booked a slot on a day that is closed by what was saved hears of it."""

    def save_instance(self):
        venue = super().save_instance()
        call_off_on_closed_days(venue, self.request.user)
        return venue


class VenueCreateView(VenueSaved, CreateView):
    pass


class VenueEditView(VenueSaved, EditView):
    pass


class VenueViewSet(ModelViewSet):
    model = Venue
    icon = "site"
    list_display = [
        "name",
        "campus",
        Column("in_use", label=_("in use"), accessor=lambda venue: yes_or_no(venue.is_open)),
        Column("bookable", label=_("members book it"), accessor=lambda venue: yes_or_no(venue.is_bookable)),
    ]
    list_filter = ["campus", "is_open", "is_bookable"]
    search_fields = ["name"]
    inspect_view_enabled = False
    copy_view_enabled = False
    add_view_class = VenueCreateView
    edit_view_class = VenueEditView
    delete_view_class = PartDeleteView
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("campus"), FieldPanel("is_open")]),
        FieldPanel("directions"),
        MultiFieldPanel(
            [
                FieldPanel("is_bookable"),
                FieldRowPanel([FieldPanel("slot_minutes"), FieldPanel("slot_places")]),
                FieldRowPanel([FieldPanel("book_days_ahead"), FieldPanel("book_limit")]),
                FieldPanel("audience"),
            ],
            heading=_("Booking by members"),
        ),
        InlinePanel(
            "hours",
            [FieldRowPanel([FieldPanel("weekday"), FieldPanel("opens"), FieldPanel("closes")])],
            label=_("opening hours"),
            heading=_("Opening hours"),
        ),
        InlinePanel(
            "closures",
            [FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]), FieldPanel("reason")],
            label=_("closed days"),
            heading=_("Closed days"),
            help_text=_("Whoever has booked a slot on such a day is told, with the reason."),
        ),
    ]


class BaseViewSet(ModelViewSet):
    """Who takes people in; kept by the office, like the venues."""

    model = Base
    icon = "home"
    list_display = [
        "name",
        "place",
        Column("in_use", label=_("in use"), accessor=lambda base: yes_or_no(base.is_in_use)),
    ]
    search_fields = ["name", "place"]
    inspect_view_enabled = False
    copy_view_enabled = False
    delete_view_class = PartDeleteView
    panels = [FieldPanel("name"), FieldPanel("place"), FieldPanel("is_in_use")]


class SelectionDeleteView(PartDeleteView, DeleteView):
    """What was live once has its run, with those who applied: it is taken down, and stays."""


class SelectionViewSet(ApprovedSnippetViewSet):
    model = Selection
    delete_view_class = SelectionDeleteView
    icon = "list-ol"
    menu_label = _("Selections")
    menu_order = 216
    add_to_admin_menu = True
    list_display = ["title", "kind", "opens_at", "closes_at", UpdatedAtColumn()]
    list_filter = ["kind"]


class KeptDatesMenuItem(MenuItem):
    """The way from the admin to the pages of the dates and of the drives, shown to those who work on all of them."""

    def is_shown(self, request):
        return works_on_pages(request.user)


class SignUpsGroup(ViewSetGroup):
    """Everything about sign-ups: the dates, the records of them, the venues."""

    menu_label = _("Sign-ups")
    menu_icon = "calendar-check"
    menu_order = 215
    items = (VenueViewSet("venue"), BaseViewSet("base"))
    records = (SignUpAdmin(), StrikeAdmin())

    def get_submenu_items(self):
        dates = KeptDatesMenuItem(
            _("Dates and their lists"), reverse("kept_sessions"), name="kept-dates", icon_name="calendar", order=1
        )
        drives = KeptDatesMenuItem(_("Drives"), reverse("drives"), name="drives", icon_name="list-ul", order=2)
        records = [admin.get_menu_item(order=10 + place) for place, admin in enumerate(self.records)]
        venues = [viewset.get_menu_item(order=30 + place) for place, viewset in enumerate(self.registerables)]
        ways = [("selections", "list-ol"), ("past_turns", "history"), ("base_ratings", "pick")]
        labels = [_("All selections"), _("Past turns"), _("Ratings of bases")]
        by_points = [
            KeptDatesMenuItem(label, reverse(name), name=name.replace("_", "-"), icon_name=icon, order=40 + place)
            for place, (label, (name, icon)) in enumerate(zip(labels, ways, strict=True))
        ]
        return [dates, drives, *records, *venues, *by_points]
