from wagtail.admin.menu import MenuItem


class KindsMenuItem(MenuItem):
    """The texts of notices, shown to those who may look at notices."""

    def is_shown(self, request):
        return request.user.has_perm("notices.view_notice")
