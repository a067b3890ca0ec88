"""Records in the admin: listed, searched, inspected. Changing one goes through a named act, never a free form."""

from django.db.models import Q
from wagtail_modeladmin.helpers import DjangoORMSearchHandler, PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import HistoryView, IndexView, InspectView

from .finding import called
from .privacy.looks import NotedList, note_look


class PeopleSearchHandler(DjangoORMSearchHandler):
    """For lists of records: whoever is found by the employee number is found by the name and its reading too."""

    NUMBER = "employee_number"

    def search_queryset(self, queryset, search_term, **kwargs):
        found = super().search_queryset(queryset, search_term, **kwargs)
        whose = [name.removesuffix(self.NUMBER) for name in self.search_fields or () if name.endswith(self.NUMBER)]
        if not search_term or not whose:
            return found
        people = Q(pk__in=found.order_by().values("pk"))
        for member in whose:
            people |= called(search_term, member)
        return queryset.filter(people)


class RecordPermissionHelper(PermissionHelper):
    def user_can_edit_obj(self, user, obj):
        return False

    def user_can_delete_obj(self, user, obj):
        return False


class WrittenByItself(RecordPermissionHelper):
    """Superusers included: nobody writes such a record by hand."""

    def user_can_create(self, user):
        return False


class NotedIndexView(NotedList, IndexView):
    """A list of records. Where they are about people, who opened it is noted."""

    def get_context_data(self, **kwargs):
        self.noted_as = None if self.model_admin.about_people else ""
        return super().get_context_data(**kwargs)

    def get_filters(self, request):
        """Narrow by the filters that are offered, and by nothing else: whatever else stood in the address would be
        asked of the database, and who may not read a field could guess it letter by letter, a password's hash too.
        """
        filters, has_filters, _others, needs_distinct = super().get_filters(request)
        return filters, has_filters, {}, needs_distinct


class NotedInspectView(InspectView):
    """One record. Where it is about somebody, who looked is noted."""

    def get_context_data(self, **kwargs):
        subject_of = self.model_admin.about_people
        if subject_of:
            member = getattr(self.instance, subject_of)
            note_look(self.request.user, self.model._meta.label_lower, member=member)
        return super().get_context_data(**kwargs)

    def get_page_subtitle(self):
        return self.model_admin.name_of(self.instance)


class RecordHistoryView(HistoryView):
    """For those who may inspect the record; modeladmin's own asks nobody, and its heading says what the record is."""

    def check_action_permitted(self, user):
        return self.permission_helper.user_can_inspect_obj(user, self.instance)

    def get_page_subtitle(self):
        return self.model_admin.name_of(self.instance)


class RecordAdmin(ModelAdmin):
    """What every list of records has in common. Those who may view a record may inspect it.

    `about_people` names the field that says about whom a record is; looks at such records are noted.
    """

    about_people: str | None = None
    index_view_class = NotedIndexView
    inspect_view_class = NotedInspectView
    history_view_class = RecordHistoryView
    permission_helper_class = RecordPermissionHelper
    search_handler_class = PeopleSearchHandler
    inspect_view_enabled = True
    list_per_page = 50

    def name_of(self, row) -> str:
        """What a record is called above what is shown of it."""
        return str(row)
