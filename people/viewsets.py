from django.contrib.admin.utils import quote
from django.forms import modelform_factory
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin import messages
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.admin.forms.models import formfield_for_dbfield
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView, ChosenMultipleView, ChosenView
from wagtail.admin.views.generic.models import InspectView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.chooser import BaseChooser
from wagtail.users.views.users import CreateView, EditView, IndexView, UserColumn, UserViewSet

from days.viewsets import AnnouncedYearViewSet, CalendarDayViewSet

from .audience_viewset import AudienceViewSet
from .bodies.parts import LedPartDeleteView, LedPartForm, PartDeleteView
from .codes.permissions import may_issue
from .finding import called
from .forms import MEMBER_FIELDS, MemberCreationForm, MemberEditForm
from .membership.permissions import may_keep_membership
from .models import Branch, Campus, Department, Member, UnionGroup
from .privacy.looks import NotedList, note_look
from .privacy.own import CHOICE
from .second_factor.needing import has_second_factor
from .second_factor.removing import PERMISSION as TAKE_OFF

CODES_SHOWN = 20


class MemberIndexView(NotedList, IndexView):
    """Members by name and employee number; what Wagtail lists of superusers and first names is not ours."""

    page_title = _("Members")
    add_item_label = _("Add a member")

    @property
    def columns(self):
        name_column = self._get_title_column_class(UserColumn)
        return [
            name_column(
                "name",
                label=pgettext_lazy("of a person", "Name"),
                sort_key="pinyin",
                get_url=self.get_edit_url,
                classname="name",
            ),
            Column("employee_number", label=_("employee number"), sort_key="employee_number"),
            Column("department", label=_("department")),
            Column("get_staff_status_display", label=_("staff status"), sort_key="staff_status"),
            BooleanColumn("is_active", label=_("Active"), sort_key="is_active"),
        ]

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("department")

    def search_queryset(self, queryset):
        return queryset.filter(called(self.search_query)) if self.is_searching else queryset


class MemberInspectView(InspectView):
    """A member as the roster has them, and who issued sign-in codes for them when."""

    template_name = "people/admin/member.html"

    def get_field_display_value(self, field_name, field):
        """In words: Wagtail shows what Python calls nothing and true."""
        value = super().get_field_display_value(field_name, field)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        return "—" if value in (None, "") else value

    def get_context_data(self, **kwargs):
        codes = self.object.sign_in_codes.select_related("issued_by")[:CODES_SHOWN]
        removals = self.object.second_factor_removals.select_related("removed_by")[:CODES_SHOWN]
        note_look(self.request.user, "people.member", member=self.object)
        may = {
            "may_issue": may_issue(self.request.user),
            "has_open_code": self.object.sign_in_codes.usable().exists(),
            "may_keep_membership": may_keep_membership(self.request.user),
            "may_take_off": self.request.user.has_perm(TAKE_OFF),
        }
        has_one = has_second_factor(self.object)
        return super().get_context_data(codes=codes, removals=removals, has_second_factor=has_one, **may, **kwargs)


class MemberCreateView(CreateView):
    """Whoever is added signs in by a slip: the page that comes next offers it."""

    success_message = _("%(object)s is added. Print a slip for the first sign-in.")
    # Filled in by the view set.
    inspect_url_name = None

    def get_success_url(self):
        return reverse(self.inspect_url_name, args=[quote(self.object.pk)])

    def get_success_buttons(self):
        slip = f"{reverse('sign_in_slips')}?numbers={self.object.employee_number}"
        return [messages.button(slip, _("Print a slip")), *super().get_success_buttons()]


class MemberEditView(EditView):
    """Everything about one member: who opens it is noted."""

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"by": self.request.user}

    def get_context_data(self, **kwargs):
        note_look(self.request.user, "people.member", member=self.object)
        return super().get_context_data(**kwargs)


class MemberViewSet(UserViewSet):
    index_view_class = MemberIndexView
    inspect_view_class = MemberInspectView
    inspect_view_enabled = True
    inspect_view_fields = MEMBER_FIELDS
    add_view_class = MemberCreateView
    edit_view_class = MemberEditView
    create_template_name = "people/admin/add_member.html"
    edit_template_name = "people/admin/edit_member.html"
    menu_label = _("Members")

    def get_form_class(self, for_update=False):
        return MemberEditForm if for_update else MemberCreationForm


class MemberColumns:
    """Members by name, with the department, so that two people of one name are told apart."""

    @property
    def columns(self):
        return [
            self.title_column,
            Column("employee_number", label=_("employee number")),
            Column("department", label=_("department")),
        ]


class MemberFilterForm(SearchFilterMixin, BaseFilterForm):
    """What the chooser of members finds."""

    def filter(self, objects):
        words = self.cleaned_data.get("q")
        if not words:
            return BaseFilterForm.filter(self, objects)
        self.is_searching, self.search_query = True, words
        return objects.filter(called(words))


class NotedChoice:
    """It shows employee numbers. Its search goes on with every letter: it is noted once, without the letters."""

    filter_form_class = MemberFilterForm

    def get_context_data(self, **kwargs):
        note_look(self.request.user, CHOICE, people=self.results.paginator.count)
        return super().get_context_data(**kwargs)


class MemberChooseView(NotedChoice, MemberColumns, ChooseView):
    pass


class MemberChooseResultsView(NotedChoice, MemberColumns, ChooseResultsView):
    pass


class MemberChosenView(ChosenView):
    def get_object(self, pk):
        return super().get_object(number_or_404(pk))


class MemberChosenMultipleView(ChosenMultipleView):
    def get_objects(self, pks):
        return super().get_objects([number_or_404(pk) for pk in pks])


def number_or_404(pk: str) -> int:
    """What is no number is nobody's; the database would not even look for it."""
    if not pk.isdecimal():
        raise Http404
    return int(pk)


class MemberChooserWidget(BaseChooser):
    """In a form that is refused and shown again, what is no number stands for nobody."""

    def get_instance(self, value):
        if isinstance(value, str) and not value.isdecimal():
            return None
        return super().get_instance(value)


class MemberChooserViewSet(ChooserViewSet):
    """Choosing a member by name, pinyin or number; a list of 5,000 in a select would be of no use."""

    model = Member
    icon = "user"
    choose_one_text = _("Choose a member")
    choose_another_text = _("Choose another member")
    edit_item_text = _("Edit this member")
    choose_view_class = MemberChooseView
    choose_results_view_class = MemberChooseResultsView
    chosen_view_class = MemberChosenView
    chosen_multiple_view_class = MemberChosenMultipleView
    base_widget_class = MemberChooserWidget
    creation_form_class = None
    per_page = 20

    def get_urlpatterns(self):
        # Nobody is made here; Wagtail's address for it fails.
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "create"]


class StructureViewSet(ModelViewSet):
    """A list of the house's parts: named, ordered, and not deletable while somebody belongs to it."""

    exclude_form_fields = []
    search_fields = ["name"]
    list_display = ["name", "slug", "position"]
    inspect_view_enabled = False
    copy_view_enabled = False
    delete_view_class = PartDeleteView

    def formfield_for_dbfield(self, db_field, **kwargs):
        # With the choosers that are registered, such as that of members.
        return formfield_for_dbfield(db_field, **kwargs)


class LedPartViewSet(StructureViewSet):
    """A part of the house that somebody leads."""

    delete_view_class = LedPartDeleteView

    def get_form_class(self, for_update=False):
        return modelform_factory(
            self.model,
            form=LedPartForm,
            formfield_callback=self.formfield_for_dbfield,
            exclude=self.get_exclude_form_fields(),
        )


class DepartmentViewSet(LedPartViewSet):
    model = Department
    icon = "group"
    list_display = ["name", "parent", "position"]


class CampusViewSet(StructureViewSet):
    model = Campus
    icon = "site"


class BranchViewSet(LedPartViewSet):
    model = Branch
    icon = "folder-open-inverse"


class UnionGroupViewSet(LedPartViewSet):
    model = UnionGroup
    icon = "group"
    list_display = ["name", "branch", "leader", "position"]


class HouseViewSetGroup(ViewSetGroup):
    """What the administrator keeps: the parts of the house, who belongs where, and which days are off."""

    menu_label = _("The house")
    menu_icon = "home"
    menu_order = 300
    items = (
        DepartmentViewSet("department"),
        CampusViewSet("campus"),
        BranchViewSet("branch"),
        UnionGroupViewSet("union_group"),
        AudienceViewSet("audience"),
        CalendarDayViewSet("calendar_day"),
        AnnouncedYearViewSet("announced_year"),
    )
