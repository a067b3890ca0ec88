"""The approver's own pages, made for a phone first. Deciding goes through the task's `on_action` like any other way."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.models import TaskState, WorkflowState

from .checks.findings import findings_of
from .comparison import changes_of
from .errors import DecisionRefused
from .forms import OptionalRemarkForm, RemarkForm
from .models import ReviewTask
from .permissions import is_approver
from .queue import edit_url_of, remarks_on, waiting_for

PAGE_LENGTH = 20
HOME_CRUMB = {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")}


def queue(request):
    """What waits for this approver, oldest first."""
    if not is_approver(request.user):
        raise PermissionDenied
    waiting = Paginator(waiting_for(request.user), PAGE_LENGTH).get_page(request.GET.get("page"))
    title = _("Waiting for approval")
    context = {"waiting": waiting, "header_title": title, "header_icon": "tasks"}
    context["breadcrumbs_items"] = [HOME_CRUMB, {"url": "", "label": title}]
    return render(request, "approval/queue.html", context)


def review(request, task_state_id):
    """One item as readers will see it, what it changes, and the two decisions."""
    state = _reviewable(request, task_state_id)
    action = request.POST.get("action", "")
    forms = {
        "reject": RemarkForm(request.POST if action == "reject" else None, prefix="reject"),
        "approve": OptionalRemarkForm(request.POST if action == "approve" else None, prefix="approve"),
    }
    if request.method == "POST" and action in forms and forms[action].is_valid():
        return _decide(request, state, action, forms[action].cleaned_data["comment"])
    title = state.revision.object_str
    context = {
        "state": state,
        "title": title,
        "header_title": title,
        "header_icon": "tasks",
        "breadcrumbs_items": [
            HOME_CRUMB,
            {"url": reverse("approval_queue"), "label": _("Waiting for approval")},
            {"url": "", "label": title},
        ],
        "kind": capfirst(state.revision.content_type.model_class()._meta.verbose_name),
        "is_new": not state.revision.content_object.live_revision_id,
        "findings": findings_of(state.revision.as_object()),
        "changes": changes_of(state.revision, request),
        "is_open": state.status == TaskState.STATUS_IN_PROGRESS,
        "may_decide": state.task.specific.may_decide(state, request.user),
        "forms": forms,
        "remarks": remarks_on(state.workflow_state),
        "edit_url": edit_url_of(state.revision.content_object),
    }
    return render(request, "approval/review.html", context, status=422 if request.method == "POST" else 200)


def preview(request, task_state_id):
    """The reviewed revision as readers will see it, for the frame on the review page."""
    state = _reviewable(request, task_state_id)
    thing = state.revision.as_object()
    return thing.make_preview_request(request, thing.default_preview_mode)


def _reviewable(request, task_state_id: int) -> TaskState:
    state = get_object_or_404(
        TaskState.objects.select_related("revision__user", "revision__content_type", "workflow_state__requested_by"),
        pk=task_state_id,
    )
    if not is_approver(request.user) or not isinstance(state.task.specific, ReviewTask):
        raise PermissionDenied
    return state


def _decide(request, state: TaskState, action: str, remark: str):
    """Carry out the decision, say what happened, and lead to the next item."""
    try:
        state.task.specific.on_action(state, request.user, action, comment=remark)
    except DecisionRefused as refusal:
        messages.error(request, str(refusal.sentence))
        return redirect("approval_review", state.pk)
    if action == "reject":
        said = _("“%(title)s” was sent back.")
    elif state.revision.content_object.live:
        said = _("“%(title)s” is approved and public.")
    else:
        said = _("“%(title)s” is approved and goes public at its hour.")
    messages.success(request, said % {"title": state.revision.object_str})
    following = next(iter(waiting_for(request.user)), None)
    return redirect("approval_review", following.pk) if following else redirect("approval_queue")


def item(request, workflow_state_id):
    """Lead an author from a notice to the editor of what it is about."""
    state = get_object_or_404(WorkflowState, pk=workflow_state_id)
    return redirect(edit_url_of(state.content_object))
