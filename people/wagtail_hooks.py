from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from .admin import RoleGrantAdmin
from .admin_views import end_role_view
from .bodies import admin_urls as bodies_urls
from .bodies.admin import PostHeldAdmin
from .codes import admin_urls as slips_urls
from .codes.admin_views import withdraw_slip
from .guards import guard_accounts, refuse_deletion
from .membership import admin_urls as membership_urls
from .membership.admin import MembershipChangeAdmin
from .menus import BodiesMenuItem, MembershipMenuItem, RosterMenuItem, SlipsMenuItem
from .privacy.admin import PrivacyGroup
from .roster import urls as roster_urls
from .second_factor.admin_views import take_off
from .viewsets import HouseViewSetGroup, MemberChooserViewSet

modeladmin_register(RoleGrantAdmin)
modeladmin_register(PrivacyGroup)
modeladmin_register(PostHeldAdmin)
modeladmin_register(MembershipChangeAdmin)
hooks.register("before_bulk_action", guard_accounts)
hooks.register("before_delete_user", refuse_deletion)


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


@hooks.register("register_admin_urls")
def account_urls():
    return [
        path("users/<int:pk>/second-factor/", take_off, name="take_second_factor_off"),
        path("users/<int:pk>/withdraw-slip/", withdraw_slip, name="withdraw_slip"),
    ]


@hooks.register("register_admin_urls")
def roster_import_urls():
    return [path("roster/", include(roster_urls))]


@hooks.register("register_admin_menu_item")
def roster_menu_item():
    return RosterMenuItem(
        _("Import the roster"), reverse("roster_imports"), name="roster", icon_name="upload", order=305
    )


@hooks.register("register_admin_urls")
def sign_in_slips_urls():
    return [path("slips/", include(slips_urls))]


@hooks.register("register_admin_menu_item")
def sign_in_slips_menu_item():
    return SlipsMenuItem(_("Sign-in slips"), reverse("sign_in_slips"), name="slips", icon_name="key", order=306)


@hooks.register("register_admin_urls")
def structure_urls():
    return [path("bodies/", include(bodies_urls)), path("membership/", include(membership_urls))]


@hooks.register("register_admin_menu_item")
def bodies_menu_item():
    return BodiesMenuItem(_("Bodies and posts"), reverse("bodies"), name="bodies", icon_name="group", order=307)


@hooks.register("register_admin_menu_item")
def membership_menu_item():
    return MembershipMenuItem(
        _("Membership"), reverse("membership_applications"), name="membership", icon_name="user", order=308
    )
