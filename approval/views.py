"""The approver's own pages, made for a phone first. Deciding goes through the task's `on_action` like any other way."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_latest_str
from wagtail.models import TaskState, WorkflowState

from .comparison import changes_of
from .errors import DecisionRefused
from .forms import OptionalRemarkForm, RemarkForm
from .permissions import is_approver
from .queue import edit_url_of, waiting_for

PAGE_LENGTH = 20


def queue(request):
    """What waits for this approver, oldest first, and what they cannot decide because they worked on it."""
    if not is_approver(request.user):
        raise PermissionDenied
    waiting = Paginator(waiting_for(request.user), PAGE_LENGTH).get_page(request.GET.get("page"))
    return render(request, "approval/queue.html", {"waiting": waiting})


def review(request, task_state_id):
    """One item as readers will see it, what it changes, and the two decisions."""
    state = get_object_or_404(TaskState.objects.select_related("revision__user", "workflow_state"), pk=task_state_id)
    task = state.task.specific
    if not is_approver(request.user) or not hasattr(task, "may_decide"):
        raise PermissionDenied
    may_decide = state.status == TaskState.STATUS_IN_PROGRESS and task.may_decide(state, request.user)
    reject_form, approve_form = RemarkForm(prefix="reject"), OptionalRemarkForm(prefix="approve")
    if request.method == "POST":
        action = request.POST.get("action")
        form = (
            RemarkForm(request.POST, prefix="reject")
            if action == "reject"
            else OptionalRemarkForm(request.POST, prefix="approve")
        )
        if form.is_valid():
            try:
                task.on_action(state, request.user, action, comment=form.cleaned_data["comment"])
            except DecisionRefused as refusal:
                messages.error(request, str(refusal.sentence))
                return redirect("approval_review", state.pk)
            title = get_latest_str(state.revision.content_object)
            said = _("“%(title)s” is approved and public.") if action == "approve" else _("“%(title)s” was sent back.")
            messages.success(request, said % {"title": title})
            following = next(iter(waiting_for(request.user)), None)
            return redirect("approval_review", following.pk) if following else redirect("approval_queue")
        if action == "reject":
            reject_form = form
        else:
            approve_form = form
    context = {
        "state": state,
        "object": state.revision.as_object(),
        "title": state.revision.object_str,
        "is_new": not state.revision.content_object.live_revision_id,
        "changes": changes_of(state.revision, request),
        "may_decide": may_decide,
        "is_open": state.status == TaskState.STATUS_IN_PROGRESS,
        "reject_form": reject_form,
        "approve_form": approve_form,
        "remarks": TaskState.objects.filter(
            workflow_state__base_content_type=state.workflow_state.base_content_type_id,
            workflow_state__object_id=state.workflow_state.object_id,
        )
        .exclude(comment="")
        .select_related("finished_by")
        .order_by("-finished_at"),
        "edit_url": edit_url_of(state.revision.content_object),
    }
    return render(request, "approval/review.html", context, status=200 if request.method == "GET" else 422)


def item(request, workflow_state_id):
    """Lead an author from a notice to the editor of what it is about."""
    state = get_object_or_404(WorkflowState, pk=workflow_state_id)
    return redirect(edit_url_of(state.content_object))
