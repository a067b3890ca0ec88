"""Records in the admin: listed, searched, inspected. Changing one goes through a named act, never a free form."""

from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import IndexView, InspectView

from .privacy.looks import NotedList, note_look


class RecordPermissionHelper(PermissionHelper):
    def user_can_edit_obj(self, user, obj):
        return False

    def user_can_delete_obj(self, user, obj):
        return False


class NotedIndexView(NotedList, IndexView):
    """A list of records. Where they are about people, who opened it is noted."""

    def get_context_data(self, **kwargs):
        self.noted_as = None if self.model_admin.about_people else ""
        return super().get_context_data(**kwargs)


class NotedInspectView(InspectView):
    """One record. Where it is about somebody, who looked is noted."""

    def get_context_data(self, **kwargs):
        subject_of = self.model_admin.about_people
        if subject_of:
            member = getattr(self.instance, subject_of)
            note_look(self.request.user, self.model._meta.label_lower, member=member)
        return super().get_context_data(**kwargs)


class RecordAdmin(ModelAdmin):
    """What every list of records has in common. Those who may view a record may inspect it.

    `about_people` names the field that says about whom a record is; looks at such records are noted.
    """

    about_people: str | None = None
    index_view_class = NotedIndexView
    inspect_view_class = NotedInspectView
    permission_helper_class = RecordPermissionHelper
    inspect_view_enabled = True
    list_per_page = 50
