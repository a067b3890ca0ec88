"""Wagtail's bar on a public page, for those who may take it down: an emergency begins with the page on the screen."""

from wagtail.admin.userbar import BaseItem, ContentCheckerItem

from .models import ApprovedSnippet
from .permissions import is_approver
from .take_down_views import address_of_take_down


class TakeDownItem(BaseItem):
    """Leads to where `page` is taken down, or the snippet that stands in the template's context as `thing`."""

    template_name = "approval/userbar/take_down.html"

    def __init__(self, page):
        self.page = page

    def render_html(self, parent_context):
        request, thing = parent_context["request"], self.page or parent_context.get("thing")
        if getattr(request, "is_preview", False) or not can_be_taken_down(thing, request.user):
            return ""
        self.address = address_of_take_down(thing)
        return super().render_html(parent_context)


def can_be_taken_down(thing, user) -> bool:
    """True when `thing` is public and `user` may take it down; pages by their own rule, which spares the root.

    Every page asks this of every reader, so the answer for most of them is one query.
    """
    if not getattr(thing, "live", False) or not thing.pk or not is_approver(user):
        return False
    return isinstance(thing, ApprovedSnippet) or thing.permissions_for_user(user).can_unpublish()


def offer_to_take_down(request, items, page):
    """Add our item. What checks a text as it is written belongs to the editor's preview, and slows a phone down."""
    if getattr(request, "is_preview", False):
        return
    items[:] = [item for item in items if not isinstance(item, ContentCheckerItem)]
    items.append(TakeDownItem(page))
