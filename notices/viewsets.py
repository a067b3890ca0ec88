from wagtail.admin.forms.models import formfield_for_dbfield
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from people.privacy.looks import NotedList, note_look

from .models import WorkAccount


class NotedIndexView(NotedList, IndexView):
    """The accounts say what their owners are called elsewhere: who opens the list is noted."""


class NotedEditView(EditView):
    """One account: who opens it is noted."""

    def get_context_data(self, **kwargs):
        note_look(self.request.user, self.model._meta.label_lower, member=self.object.member)
        return super().get_context_data(**kwargs)


class WorkAccountViewSet(ModelViewSet):
    """Who is known at WeCom or DingTalk by another name than the employee number."""

    model = WorkAccount
    icon = "user"
    exclude_form_fields = []
    list_display = ["member", "channel", "account"]
    list_filter = ["channel"]
    search_fields = ["account", "member__name", "member__employee_number"]
    inspect_view_enabled = False
    copy_view_enabled = False
    index_view_class = NotedIndexView
    edit_view_class = NotedEditView
    menu_order = 330
    add_to_settings_menu = True

    def formfield_for_dbfield(self, db_field, **kwargs):
        # With the choosers that are registered, such as that of members.
        return formfield_for_dbfield(db_field, **kwargs)
