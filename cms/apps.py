from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("site")

    def ready(self):
        from approval.registry import register_policies
        from people.paper import register_letterhead

        from . import checks  # noqa: F401 - registers what it checks
        from .admin_starts import replace_inline_scripts
        from .admin_words import name_what_the_page_search_lists
        from .letterhead import union_in_full
        from .personal_data import register
        from .search import documents
        from .signal_handlers import connect

        register_policies()
        register_letterhead(union_in_full)
        register()
        documents.register()
        connect()
        replace_inline_scripts()
        name_what_the_page_search_lists()
