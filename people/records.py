"""Records in the admin: listed, searched, inspected. Changing one goes through a named act, never a free form."""

from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin


class RecordPermissionHelper(PermissionHelper):
    def user_can_edit_obj(self, user, obj):
        return False

    def user_can_delete_obj(self, user, obj):
        return False


class RecordAdmin(ModelAdmin):
    """What every list of records has in common. Those who may view a record may inspect it."""

    permission_helper_class = RecordPermissionHelper
    inspect_view_enabled = True
    list_per_page = 50
