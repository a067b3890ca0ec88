from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Revision, WorkflowState
from wagtail.snippets.views.snippets import IndexView

from approval.viewsets import ApprovedSnippetViewSet

from .greetings.calendar import in_order_of_days
from .models import Greeting


class GreetingIndexView(IndexView):
    """The greetings, with the way to the calendar of the next twelve months."""

    def get_base_queryset(self):
        """With what the column of states asks of each row."""
        kind = ContentType.objects.get_for_model(Greeting)
        of_this = {"base_content_type": kind, "object_id": Cast(OuterRef("pk"), CharField())}
        scheduled = Revision.objects.filter(**of_this, approved_go_live_at__isnull=False)
        waiting = WorkflowState.objects.filter(**of_this, status=WorkflowState.STATUS_IN_PROGRESS)
        return super().get_base_queryset().annotate(_is_scheduled=Exists(scheduled), _is_waiting=Exists(waiting))

    def order_queryset(self, queryset):
        """As the chosen column has it; else the next to come first."""
        return super().order_queryset(queryset) if self.ordering else in_order_of_days(queryset)

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
