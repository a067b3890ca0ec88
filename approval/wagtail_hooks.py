from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .guards import refuse_to_delete_live_snippets
from .menus import ApprovalMenuItem

hooks.register("before_delete_snippet", refuse_to_delete_live_snippets)


@hooks.register("register_admin_menu_item")
def approval_menu_item():
    return ApprovalMenuItem(_("Approval"), reverse("approval_queue"), name="approval", icon_name="tasks", order=90)
