"""Records of sign-ups in the admin: who signed up for what, and what was missed. Of what is confidential there are none
here: the contact person reads the names on the list of the date, and nobody else does anywhere.
"""

from datetime import timedelta

from django.contrib.admin import SimpleListFilter
from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail_modeladmin.helpers import PermissionHelper

from people.privacy.looks import note_list
from people.records import NotedIndexView, RecordAdmin, WrittenByItself
from people.workbooks import export

from .models import SignUp, Strike
from .record_exports import EXPORT, STRIKES, sign_ups_workbook, strikes_workbook
from .telling import when


class TimeFilter(SimpleListFilter):
    """By when the date is, not by when somebody signed up."""

    title = _("date")
    parameter_name = "when"

    def lookups(self, request, model_admin):
        return [("coming", _("coming")), ("week", _("last seven days")), ("past", _("past"))]

    def queryset(self, request, queryset):
        now = timezone.now()
        ranges = {
            "coming": {"session__starts_at__gte": now},
            "week": {"session__starts_at__range": (now - timedelta(days=7), now)},
            "past": {"session__starts_at__lt": now},
        }
        return queryset.filter(**ranges[self.value()]) if self.value() in ranges else queryset


class CountingFilter(SimpleListFilter):
    title = _("counts")
    parameter_name = "counts"

    def lookups(self, request, model_admin):
        return [("yes", _("counts now")), ("waived", _("waived"))]

    def queryset(self, request, queryset):
        if self.value() == "yes":
            return queryset.counting()
        return queryset.filter(waived_at__isnull=False) if self.value() == "waived" else queryset


class ExportedIndexView(NotedIndexView):
    # An export is an act: it is asked for by a form, never by an address.
    FORMATS = ()

    def post(self, request, *args, **kwargs):
        """Export what the filters leave, and note who did."""
        admin, rows = self.model_admin, self.queryset
        people = rows.order_by().values("member").distinct().count()
        note_list(request, admin.exported_as, people=people)
        name = f"{admin.file_name}-{timezone.localdate()}.xlsx"
        return export(admin.workbook(rows), name, by=request.user, rows=rows.count())


class ExportedRecordAdmin(RecordAdmin):
    """Records about members that are exported to Excel. `workbook` makes one of a queryset."""

    about_people = "member"
    permission_helper_class: type[PermissionHelper] = WrittenByItself
    index_view_class = ExportedIndexView
    index_template_name = "signups/admin/record_list.html"
    exported_as: str
    file_name: str

    def inspect_view(self, request, instance_pk):
        self._known_or_404(request, instance_pk)
        return super().inspect_view(request, instance_pk)

    def history_view(self, request, instance_pk):
        self._known_or_404(request, instance_pk)
        return super().history_view(request, instance_pk)

    def _known_or_404(self, request, instance_pk: str) -> None:
        """What the list leaves out is not found by its id either; modeladmin looks for it among all rows."""
        if not (instance_pk.isdecimal() and self.get_queryset(request).filter(pk=instance_pk[:18]).exists()):
            raise Http404


class SignUpAdmin(ExportedRecordAdmin):
    model = SignUp
    menu_label = _("Sign-ups")
    menu_icon = "list-ul"
    add_to_admin_menu = False
    exported_as, file_name, workbook = EXPORT, "sign-ups", staticmethod(sign_ups_workbook)
    list_display = ["person_name", "department", "title", "when", "state_in_words", "signed_up_at"]
    list_filter = ["state", TimeFilter]
    search_fields = ["member__name", "member__employee_number", "session__offering__title"]
    inspect_view_fields = [
        *["member", "dependant", "session", "state", "made_at", "signed_up_by"],
        *["granted_at", "due_at", "ended_at", "ended_by", "reason", "attendance"],
    ]
    ordering = ["-pk"]

    def get_queryset(self, request):
        known = super().get_queryset(request).filter(session__offering__is_confidential=False)
        return known.select_related("member__department", "dependant", "session__offering", "session__venue")

    def person_name(self, row):
        return row.person_name

    person_name.short_description = _("who comes")

    def department(self, row):
        return row.member.department or ""

    department.short_description = _("department")

    def title(self, row):
        return row.session.offering.title

    title.short_description = _("title")

    def when(self, row):
        return when(row.session)

    when.short_description = pgettext_lazy("of a session", "when")

    def state_in_words(self, row):
        return row.get_state_display()

    state_in_words.short_description = _("state")

    def signed_up_at(self, row):
        return date_format(timezone.localtime(row.made_at), "Y-m-d H:i")

    signed_up_at.short_description = _("signed up at")


class StrikeAdmin(ExportedRecordAdmin):
    model = Strike
    menu_label = _("Missed sign-ups")
    menu_icon = "warning"
    add_to_admin_menu = False
    exported_as, file_name, workbook = STRIKES, "missed-sign-ups", staticmethod(strikes_workbook)
    list_display = ["member", "title", "when", "cause_in_words", "weight", "expires_on", "waived"]
    list_filter = ["cause", CountingFilter]
    search_fields = ["member__name", "member__employee_number", "sign_up__session__offering__title"]
    inspect_view_fields = [
        *["member", "sign_up", "cause", "weight", "made_at", "expires_on"],
        *["waived_at", "waived_by", "waiver_reason"],
    ]
    ordering = ["-made_at", "-pk"]

    def get_queryset(self, request):
        known = super().get_queryset(request).filter(sign_up__session__offering__is_confidential=False)
        return known.select_related("member__department", "sign_up__session__offering", "waived_by")

    def title(self, row):
        return row.sign_up.session.offering.title

    title.short_description = _("title")

    def when(self, row):
        return when(row.sign_up.session)

    when.short_description = pgettext_lazy("of a session", "when")

    def cause_in_words(self, row):
        return row.get_cause_display()

    cause_in_words.short_description = _("cause")

    def waived(self, row):
        return row.waiver_reason if row.waived_at else "—"

    waived.short_description = _("waived")
