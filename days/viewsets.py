from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.views.generic.models import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from .models import AnnouncedYear, CalendarDay
from .working_days import year_to_announce


class DaysIndexView(IndexView):
    """The rows, with the way to the year that is to be entered next."""

    @property
    def header_buttons(self):
        today = timezone.localdate()
        year = year_to_announce(today) or today.year
        label = _("Holidays of %(year)s") % {"year": year}
        button = HeaderButton(label, reverse("holidays_of_year", args=[year]), icon_name="calendar-check")
        return [*super().header_buttons, button]


class CalendarDayViewSet(ModelViewSet):
    model = CalendarDay
    icon = "calendar-check"
    exclude_form_fields = []
    list_display = ["date", "kind", "name"]
    list_filter = ["kind"]
    copy_view_enabled = False
    index_view_class = DaysIndexView


class AnnouncedYearViewSet(ModelViewSet):
    model = AnnouncedYear
    icon = "calendar-check"
    exclude_form_fields = []
    copy_view_enabled = False
    index_view_class = DaysIndexView
