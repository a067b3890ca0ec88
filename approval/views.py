"""The approver's own pages, made for a phone first. Deciding goes through the task's `on_action` like any other way."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import TaskState, WorkflowState

from people.models import Member

from .approvers import approved_before, deciders_of
from .checks.findings import findings_of
from .comparison import changes_of
from .crumbs import QUEUE, crumbs
from .errors import DecisionRefused
from .forms import OptionalRemarkForm, RemarkForm
from .hours import warning_of_a_day_off
from .models import ApprovalSettings, ReviewTask
from .permissions import is_approver, is_reviewer
from .preview import preview_of
from .queue import (
    describe,
    edit_url_of,
    remarks_on,
    stages_of,
    waiting_for,
)
from .recording import submitted_record
from .shown import seal, sealed, ticked
from .small_changes import small_changes
from .standing_aside import why_not
from .together.deciding import end_round, left_for
from .together.members import QueueRow, row_after, rows_of
from .together.telling import address_of, joint_of

PAGE_LENGTH = 20
# What the list of the small items shown is sealed as.
SEVERAL_PAGE = "several"


def queue(request):
    """What waits for this approver, oldest first."""
    if not is_reviewer(request.user):
        raise PermissionDenied
    # The parameter, like the steps below the list, is that of Wagtail's own lists.
    waiting = Paginator(rows_of(waiting_for(request.user)), PAGE_LENGTH).get_page(request.GET.get("p"))
    describe(row.state for row in waiting.object_list)
    title = _("Waiting for approval")
    context = {"waiting": waiting, "header_title": title, "header_icon": "tasks"}
    context["elided_page_range"] = waiting.paginator.get_elided_page_range(waiting.number)
    context["breadcrumbs_items"] = crumbs((title, ""))
    return render(request, "approval/queue.html", context)


def several(request):
    """The oldest small items with all that they change, each with a tick: what is ticked is approved in one go."""
    if not is_reviewer(request.user):
        raise PermissionDenied
    if request.method == "POST":
        return _approve_ticked(request)
    small, looked_through = small_changes(request)
    title = _("Small changes together")
    context = {"small": small, "header_title": title, "header_icon": "tasks"}
    context["looked_through"] = looked_through
    context["pages_seen"] = seal(request, SEVERAL_PAGE, small)
    context["breadcrumbs_items"] = crumbs(QUEUE, (title, ""))
    return render(request, "approval/several.html", context)


def _approve_ticked(request):
    """Approve what is ticked and stood on the page, each by itself: one that cannot be does not stop the others."""
    wanted = set(ticked(request))
    shown = wanted & sealed(request, SEVERAL_PAGE)
    approved = 0
    for state in TaskState.objects.filter(pk__in=shown).select_related("revision").order_by("started_at", "pk"):
        try:
            state.task.specific.on_action(state, request.user, "approve")
        except DecisionRefused as refusal:
            messages.error(request, f"“{state.revision.object_str}”: {refusal.sentence}")
        else:
            approved += 1
    if approved:
        said = ngettext("%(count)s item is approved.", "%(count)s items are approved.", approved)
        messages.success(request, said % {"count": approved})
    if wanted - shown:
        messages.error(request, _("What did not stand on this page when it was opened is not approved. Look again."))
    elif not wanted:
        messages.warning(request, _("Nothing was ticked, so nothing was approved."))
    return redirect("approval_several" if wanted - shown else "approval_queue")


def review(request, task_state_id):
    """One item as readers will see it, what it changes, and the two decisions."""
    state = _reviewable(request, task_state_id)
    action = request.POST.get("action", "")
    forms = {
        "reject": RemarkForm(request.POST if action == "reject" else None, prefix="reject"),
        "approve": OptionalRemarkForm(request.POST if action == "approve" else None, prefix="approve").standing_apart(
            "approve"
        ),
    }
    if request.method == "POST" and action in forms and forms[action].is_valid():
        return _decide(request, state, action, forms[action].cleaned_data["comment"])
    title = state.revision.object_str
    describe([state])
    is_open = state.status == TaskState.STATUS_IN_PROGRESS
    deciders = deciders_of([state])[state.pk] if is_open else {}
    may_decide = request.user.pk in deciders
    waiting = rows_of(waiting_for(request.user))
    # Whoever approved this stage before a later one sent it back sees what was mended, and nothing else.
    confirmed = approved_before([state], request.user).get(state.pk) if is_open else None
    proposed = state.revision.as_object()
    context = {
        "state": state,
        "title": title,
        "header_title": title,
        "header_icon": "tasks",
        "breadcrumbs_items": crumbs(QUEUE, (title, "")),
        "kind": capfirst(state.revision.content_type.model_class()._meta.verbose_name),
        "is_new": not state.revision.content_object.live_revision_id,
        # A page says who may read it, with the pages above it; a snippet is public.
        "readers": getattr(proposed, "readers_in_words", ""),
        "findings": findings_of(proposed),
        "day_off": warning_of_a_day_off(proposed) if is_open else "",
        "changes": changes_of(state.revision, request, since=confirmed, proposed=proposed),
        "confirmed": confirmed,
        "is_open": is_open,
        "may_decide": may_decide,
        "why_not": why_not(state, request.user) if is_open and not may_decide else "",
        "next": _next_address(waiting, state),
        "others": sum(all(each.pk != state.pk for each in row.states) for row in waiting),
        "principal": Member.objects.filter(pk=deciders.get(request.user.pk)).first(),
        "stages": stages_of(state),
        "common_remarks": ApprovalSettings.current().common_remarks,
        "forms": forms,
        "remarks": remarks_on(state.workflow_state),
        "edit_url": edit_url_of(state.revision.content_object),
        "submitted": submitted_record(state.revision_id),
        "joint": joint_of(state.workflow_state_id),
    }
    return render(request, "approval/review.html", context, status=422 if request.method == "POST" else 200)


def preview(request, task_state_id):
    """The reviewed revision as readers will see it, for the frame on the review page."""
    state = _reviewable(request, task_state_id)
    thing = state.revision.as_object()
    return preview_of(thing, request)


def _reviewable(request, task_state_id: int) -> TaskState:
    state = get_object_or_404(
        TaskState.objects.select_related("revision__user", "revision__content_type", "workflow_state__requested_by"),
        pk=task_state_id,
    )
    if not is_reviewer(request.user) or not isinstance(state.task.specific, ReviewTask):
        raise PermissionDenied
    if not is_approver(request.user) and not _concerns(state, request.user):
        raise PermissionDenied
    return state


def _concerns(state: TaskState, user) -> bool:
    """True when `user` may decide on the submission, or has decided on it."""
    if state.workflow_state.task_states.filter(finished_by=user).exists():
        return True
    return user.pk in deciders_of([state])[state.pk]


def _decide(request, state: TaskState, action: str, remark: str):
    """Carry out the decision, say what happened, and lead to the next item."""
    joint = joint_of(state.workflow_state_id)
    try:
        state.task.specific.on_action(state, request.user, action, comment=remark)
    except DecisionRefused as refusal:
        messages.error(request, str(refusal.sentence))
        return redirect("approval_review", state.pk)
    if action == "reject":
        said = _("“%(title)s” was sent back.")
    elif state.revision.content_object.live:
        said = _("“%(title)s” is approved and published.")
    else:
        said = _("“%(title)s” is approved and goes public at its hour.")
    messages.success(request, said % {"title": state.revision.object_str})
    if joint:
        end_round(joint, request.user)
    if joint and left_for(joint, request.user):
        return redirect(address_of(joint))
    return redirect(_next_address(rows_of(waiting_for(request.user)), state) or "approval_queue")


def _next_address(waiting: list[QueueRow], state: TaskState) -> str:
    """Return the address of what comes after `state` in a queue; "" where nothing else waits."""
    following = row_after(waiting, state)
    if following is None:
        return ""
    return address_of(following.joint) if following.joint else reverse("approval_review", args=[following.state.pk])


def item(request, workflow_state_id):
    """Lead an author from a notice to the editor of what it is about."""
    state = get_object_or_404(WorkflowState, pk=workflow_state_id)
    return redirect(edit_url_of(state.content_object))
