from django.contrib.admin.utils import quote
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from .checks.banner import show_findings
from .checks.viewsets import CheckedWordViewSet
from .guards import refuse_to_delete_live_snippets, show_why_it_was_sent_back
from .menus import ApprovalMenuItem
from .models import ApprovedSnippet
from .panels import replace_wagtails_panels
from .permissions import is_approver

hooks.register("before_delete_snippet", refuse_to_delete_live_snippets)
hooks.register("before_edit_page", show_why_it_was_sent_back)
hooks.register("before_edit_snippet", show_why_it_was_sent_back)
hooks.register("before_edit_page", show_findings)
hooks.register("before_edit_snippet", show_findings)
hooks.register("construct_homepage_panels", replace_wagtails_panels)


@hooks.register("register_admin_viewset")
def checked_word_viewset():
    return CheckedWordViewSet("checked_word", url_prefix="checked-word")


@hooks.register("construct_snippet_listing_buttons")
def take_down_button(buttons, snippet, user):
    if isinstance(snippet, ApprovedSnippet) and snippet.live and is_approver(user):
        url = reverse(snippet.snippet_viewset.get_url_name("unpublish"), args=[quote(snippet.pk)])
        buttons.append(Button(_("Take down"), url, icon_name="download", priority=50))


@hooks.register("register_admin_menu_item")
def approval_menu_item():
    return ApprovalMenuItem(_("Approval"), reverse("approval_queue"), name="approval", icon_name="tasks", order=90)
