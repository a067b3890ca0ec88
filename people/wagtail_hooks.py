from django.urls import path
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from .admin import RoleGrantAdmin
from .admin_views import end_role_view
from .viewsets import HouseViewSetGroup, MemberChooserViewSet

modeladmin_register(RoleGrantAdmin)


# Before the forms that choose members with it are made.
@hooks.register("register_admin_viewset", order=-10)
def member_chooser():
    return MemberChooserViewSet("member_chooser", url_prefix="member-chooser")


@hooks.register("register_admin_viewset")
def house_viewsets():
    return HouseViewSetGroup()


@hooks.register("register_admin_urls")
def role_urls():
    return [path("roles/<int:pk>/end/", end_role_view, name="end_role")]
