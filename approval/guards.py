"""What happens before somebody edits or deletes: ways around an approval that permissions alone do not close."""

from itertools import chain

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import DraftStateMixin, Page, WorkflowMixin

from .hours import warning_of_a_day_off
from .permissions import is_approver
from .queue import sent_back_with
from .recording import lock_all


def show_why_it_was_sent_back(request, thing):
    """Open the editor of what was sent back with the remark, so that it need not be looked for."""
    decision = sent_back_with(thing) if request.method == "GET" and isinstance(thing, WorkflowMixin) else None
    if decision and decision.comment:
        reviewer = decision.finished_by.get_full_name() if decision.finished_by else ""
        said = _("Sent back by %(reviewer)s: %(remark)s") % {"reviewer": reviewer, "remark": decision.comment}
        messages.warning(request, said)


def warn_of_a_day_off(request, thing):
    """Say in the editor that the hour of publication falls on a day off; it is the author's to decide."""
    said = warning_of_a_day_off(thing) if request.method == "GET" else ""
    if said:
        messages.warning(request, said)


def refuse_to_delete_what_was_approved(request, instances):
    """Stop the deletion of what is public, and, except by an approver, of what has an approved hour; one or many at
    once: Wagtail asks for the model's permission only.
    """
    drafted = [thing for thing in instances if isinstance(thing, DraftStateMixin)]
    for thing in drafted:
        if thing.live:
            said = _("“%(title)s” is public. It is taken down before it is deleted.")
        elif thing.scheduled_revision and not is_approver(request.user):
            said = _("“%(title)s” was approved for an hour. Only the chair and the deputy chairs delete it.")
        else:
            continue
        messages.error(request, said % {"title": thing})
        return redirect(type(thing).snippet_viewset.get_url_name("list"))
    return None


def lock_what_is_deleted_together(request, action_type, objects, action_class_instance):
    """Lock all of several pages and what stands below them before the first is deleted and recorded.

    Wagtail deletes them one after the other in one transaction, and the first record holds the end of the chain.
    """
    pages = [page for page in objects if isinstance(page, Page)]
    if action_type == "delete" and pages:
        lock_all(chain(pages, *(page.get_descendants() for page in pages)))


def refuse_to_take_down_several(request, action_type, objects, action_class_instance):
    """Stop Wagtail's bulk unpublishing, which asks for no remark."""
    if action_type != "unpublish":
        return None
    messages.error(request, _("What is public is taken down one by one, with a remark."))
    return redirect("wagtailadmin_explore_root")
