from wagtail.admin.menu import MenuItem
from wagtail.permission_policies.pages import PagePermissionPolicy

from .permissions import news_index_for


class ImportMenuItem(MenuItem):
    """The import of manuscripts, shown to those who may add news."""

    def is_shown(self, request):
        # Each page of the admin asks: the permissions have been fetched for its menu already, the news index has not.
        held = PagePermissionPolicy().get_cached_permissions_for_user(request.user)
        places = [each.page for each in held if each.permission.codename == "add_page"]
        if not places and not request.user.is_superuser:
            return False
        everywhere = any(page.is_root() for page in places)
        return everywhere or news_index_for(request.user) is not None
