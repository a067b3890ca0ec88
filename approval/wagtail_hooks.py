from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail_modeladmin.options import modeladmin_register

from .admin import ApprovalRecordAdmin
from .checks.banner import show_findings
from .checks.viewsets import CheckedWordViewSet
from .guards import (
    lock_what_is_deleted_together,
    refuse_to_delete_what_was_approved,
    refuse_to_take_down_several,
    show_why_it_was_sent_back,
    warn_of_a_day_off,
)
from .menus import ApprovalMenuItem, CalendarMenuItem
from .models import ApprovedSnippet
from .panels import replace_wagtails_panels
from .permissions import is_approver
from .proofs.banner import show_proofs
from .review_dates import may_confirm
from .take_down_views import address_of_take_down
from .task_types import choose_persons_by_name, open_the_form_of_our_stage_alone
from .userbar import offer_to_take_down

choose_persons_by_name()
open_the_form_of_our_stage_alone()
modeladmin_register(ApprovalRecordAdmin)
hooks.register("before_delete_snippet", refuse_to_delete_what_was_approved)
hooks.register("before_bulk_action", refuse_to_take_down_several)
hooks.register("before_bulk_action", lock_what_is_deleted_together)
hooks.register("before_edit_page", show_why_it_was_sent_back)
hooks.register("before_edit_snippet", show_why_it_was_sent_back)
hooks.register("before_edit_page", warn_of_a_day_off)
hooks.register("before_edit_snippet", warn_of_a_day_off)
hooks.register("before_edit_page", show_findings)
hooks.register("before_edit_snippet", show_findings)
hooks.register("before_edit_page", show_proofs)
hooks.register("before_edit_snippet", show_proofs)
hooks.register("construct_homepage_panels", replace_wagtails_panels)
hooks.register("construct_wagtail_userbar", offer_to_take_down)


@hooks.register("register_admin_viewset")
def checked_word_viewset():
    return CheckedWordViewSet("checked_word", url_prefix="checked-word")


@hooks.register("construct_snippet_listing_buttons")
def take_down_button(buttons, snippet, user):
    if isinstance(snippet, ApprovedSnippet) and snippet.live and is_approver(user):
        buttons.append(Button(_("Take down"), address_of_take_down(snippet), icon_name="download", priority=50))


@hooks.register("register_admin_menu_item")
def approval_menu_item():
    return ApprovalMenuItem(_("Approval"), reverse("approval_queue"), name="approval", icon_name="tasks", order=90)


@hooks.register("register_admin_menu_item")
def calendar_menu_item():
    url = reverse("approval_calendar")
    return CalendarMenuItem(_("Publishing calendar"), url, name="calendar", icon_name="calendar-alt", order=95)


@hooks.register("register_page_header_buttons")
def confirm_button(page, user, view_name, next_url=None):
    if getattr(page, "review_by", None) and may_confirm(page, user):
        yield Button(
            _("Confirm that it holds"), reverse("approval_confirm", args=[page.pk]), icon_name="check", priority=70
        )
