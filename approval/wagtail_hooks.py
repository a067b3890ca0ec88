from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .menus import ApprovalMenuItem


@hooks.register("register_admin_menu_item")
def approval_menu_item():
    return ApprovalMenuItem(_("Approval"), reverse("approval_queue"), name="approval", icon_name="tasks", order=90)
