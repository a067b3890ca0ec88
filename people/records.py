"""Records in the admin: listed, searched, inspected. Changing one goes through a named act, never a free form."""

from django.shortcuts import redirect
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import IndexView


class RecordPermissionHelper(PermissionHelper):
    def user_can_edit_obj(self, user, obj):
        return False

    def user_can_delete_obj(self, user, obj):
        return False


class RecordIndexView(IndexView):
    def dispatch(self, request, *args, **kwargs):
        # The database knows no text with such a sign, and fails when it is asked for one.
        if any("\0" in value for values in request.GET.lists() for value in values[1]):
            return redirect(request.path)
        return super().dispatch(request, *args, **kwargs)


class RecordAdmin(ModelAdmin):
    """What every list of records has in common. Those who may view a record may inspect it."""

    permission_helper_class = RecordPermissionHelper
    index_view_class = RecordIndexView
    inspect_view_enabled = True
    list_per_page = 50
