"""Wagtail's screens for groups. Those of the roles keep their name and stay: grants of a role lead to them by name."""

from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.users.forms import GroupForm
from wagtail.users.views.groups import DeleteView, GroupViewSet

from .actions import GROUP_NAMES

STAYS = _("This group belongs to a role, and stays. Who holds the role is decided under Roles.")


def is_of_a_role(group) -> bool:
    return group.name in GROUP_NAMES.values()


class RoleGroupForm(GroupForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].disabled = is_of_a_role(self.instance)


class RoleGroupDeleteView(DeleteView):
    def get(self, request, *args, **kwargs):
        return self._refused() or super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        return self._refused() or super().post(request, *args, **kwargs)

    def _refused(self):
        if not is_of_a_role(self.object):
            return None
        messages.error(self.request, STAYS)
        return redirect(self.get_success_url())


class RoleGroupViewSet(GroupViewSet):
    delete_view_class = RoleGroupDeleteView

    def get_form_class(self, for_update=False):
        return RoleGroupForm
