from wagtail.admin.menu import MenuItem

from .permissions import news_index_for


class ImportMenuItem(MenuItem):
    """The import of manuscripts, shown to those who may add news."""

    def is_shown(self, request):
        return news_index_for(request.user) is not None
