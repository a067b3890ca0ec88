from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from .admin import DeliveryAdmin, NoticeAdmin
from .admin_views import kinds_of_notices
from .menus import KindsMenuItem
from .viewsets import WorkAccountViewSet

modeladmin_register(NoticeAdmin)
modeladmin_register(DeliveryAdmin)


@hooks.register("register_admin_viewset")
def work_account_viewset():
    return WorkAccountViewSet("work_account", url_prefix="work-account")


@hooks.register("register_admin_urls")
def kinds_urls():
    return [path("notice-kinds/", kinds_of_notices, name="kinds_of_notices")]


@hooks.register("register_reports_menu_item")
def kinds_menu_item():
    return KindsMenuItem(_("Texts of notices"), reverse("kinds_of_notices"), name="notice-kinds", icon_name="mail")
