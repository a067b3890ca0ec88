from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet

from . import admin_urls
from .menus import ImportMenuItem
from .models import NewsIndexPage
from .viewsets import NewsCategoryViewSet

register_snippet(NewsCategoryViewSet)


@hooks.register("register_admin_urls")
def import_urls():
    return [path("news/import/", include(admin_urls))]


@hooks.register("register_admin_menu_item")
def import_menu_item():
    return ImportMenuItem(
        _("Import manuscripts"), reverse("news_import"), name="news-import", icon_name="upload", order=235
    )


@hooks.register("register_page_header_buttons")
def import_button(page, user, view_name, next_url=None):
    if page.specific_class is NewsIndexPage and page.permissions_for_user(user).can_add_subpage():
        yield Button(_("Import manuscripts"), url=reverse("news_import"), icon_name="upload", priority=5)
