from datetime import timedelta

from dateutil.relativedelta import relativedelta
from django.contrib.admin import SimpleListFilter
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.privacy.looks import note_list
from people.records import NotedIndexView, RecordAdmin, RecordPermissionHelper
from people.workbooks import export

from .exports import records_workbook
from .models import Act, ApprovalRecord
from .models.record import name_of_kind
from .personal_data import EXPORT
from .recording import record


class PeriodFilter(SimpleListFilter):
    title = _("period")
    parameter_name = "period"

    def lookups(self, request, model_admin):
        return [
            ("week", _("last seven days")),
            ("month", _("this month")),
            ("last_month", _("last month")),
            ("year", _("this year")),
            ("last_year", _("last year")),
        ]

    def queryset(self, request, queryset):
        today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        month, year = today.replace(day=1), today.replace(month=1, day=1)
        tomorrow = today + timedelta(days=1)
        periods = {
            "week": (today - timedelta(days=6), tomorrow),
            "month": (month, tomorrow),
            "last_month": (month - relativedelta(months=1), month),
            "year": (year, tomorrow),
            "last_year": (year - relativedelta(years=1), year),
        }
        if self.value() not in periods:
            return queryset
        since, until = periods[self.value()]
        return queryset.filter(at__gte=since, at__lt=until)


class ActFilter(SimpleListFilter):
    title = _("act")
    parameter_name = "act"

    def lookups(self, request, model_admin):
        return Act.choices

    def queryset(self, request, queryset):
        return queryset.filter(act=self.value()) if self.value() else queryset


class RecordedKindFilter(SimpleListFilter):
    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        kinds = ApprovalRecord.objects.exclude(kind="").order_by().values_list("kind", flat=True).distinct()
        return sorted((kind, name_of_kind(kind)) for kind in kinds)

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() else queryset


class ActorFilter(SimpleListFilter):
    title = _("acting person")
    parameter_name = "by"

    def lookups(self, request, model_admin):
        actors = ApprovalRecord.objects.exclude(actor_number="").order_by("actor_number")
        pairs = actors.values_list("actor_number", "words__actor_name").distinct()
        names = {number: name for number, name in pairs if name}
        return [(number, f"{names.get(number, '')} {number}".strip()) for number in sorted({pair[0] for pair in pairs})]

    def queryset(self, request, queryset):
        return queryset.filter(actor_number=self.value()) if self.value() else queryset


class ApprovalRecordIndexView(NotedIndexView):
    # An export is an act: it is asked for by a form, never by an address.
    FORMATS = ()

    def post(self, request, *args, **kwargs):
        """Export what the filters leave, and record who did."""
        record(Act.EXPORTED, actor=request.user, remark=request.GET.urlencode())
        count = self.queryset.count()
        note_list(request, EXPORT, people=self.queryset.order_by().values("actor_number").distinct().count())
        name = f"approval-records-{timezone.localdate()}.xlsx"
        return export(records_workbook(self.queryset), name, by=request.user, rows=count)


class WrittenByActsHelper(RecordPermissionHelper):
    """Superusers included: a record is written by what it tells of."""

    def user_can_create(self, user):
        return False


class ApprovalRecordAdmin(RecordAdmin):
    """What was done to everything that the public sees. Nobody changes it."""

    model = ApprovalRecord
    permission_helper_class = WrittenByActsHelper
    menu_label = _("Approval records")
    menu_icon = "doc-full-inverse"
    menu_order = 95
    index_view_class = ApprovalRecordIndexView
    about_people = "actor"
    index_template_name = "approval/record_list.html"
    list_display = ["number", "local_time", "get_act_display", "title", "kind_name", "actor_name"]
    list_filter = [PeriodFilter, ActFilter, RecordedKindFilter, ActorFilter]
    list_select_related = ["words"]
    search_fields = ["words__title", "words__actor_name", "actor_number", "sheet"]
    ordering = ["-number"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("words")

    def inspect_view(self, request, instance_pk):
        """The page of a record has an address that cannot be guessed, since submitters open it too: whoever may list
        the records is led there by the number, and nobody else.
        """
        if not self.permission_helper.user_can_list(request.user):
            raise PermissionDenied
        known = ApprovalRecord.objects.only("reference")
        number = int(instance_pk) if instance_pk.isdecimal() else 0
        return redirect("approval_record", get_object_or_404(known, pk=number).reference)

    def local_time(self, row):
        return f"{timezone.localtime(row.at):%Y-%m-%d %H:%M}"

    local_time.short_description = _("time")
    local_time.admin_order_field = "at"

    def get_act_display(self, row):
        return row.get_act_display()

    get_act_display.short_description = _("act")

    def title(self, row):
        return _("(erased)") if row.words.erased_by_id else row.words.title or "—"

    title.short_description = _("title")

    def kind_name(self, row):
        return row.kind_name

    kind_name.short_description = _("kind")

    def actor_name(self, row):
        return row.words.actor_name or row.actor_number or _("the clock")

    actor_name.short_description = _("acting person")
