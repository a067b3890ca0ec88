from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = _("news")

    def ready(self):
        from approval.schedule import register_changes

        from . import rated
        from .changes import next_change
        from .in_activity_files import register as register_in_activity_files
        from .personal_data import register
        from .search import register as register_search

        register_search()
        register()
        rated.register()
        register_in_activity_files()
        register_changes(next_change)
