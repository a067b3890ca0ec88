from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(AppConfig):
    # There are two in this file.
    default = True
    name = "people"
    verbose_name = _("people")

    def ready(self):
        from .own_section import register as register_own_section
        from .privacy.own import register
        from .second_factor import checks  # noqa: F401
        from .single_sign_on.listing import make_known

        register()
        make_known()
        register_own_section()


class UnionUsersAppConfig(WagtailUsersAppConfig):
    """Wagtail's users section, with our form: no groups and no superusers, since roles are granted by an act."""

    group_viewset = "people.role_groups.RoleGroupViewSet"
    user_viewset = "people.viewsets.MemberViewSet"
