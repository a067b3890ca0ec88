"""One page for what was submitted together: all of it, each item in full, decided there.

Whoever has to sign in again before an act comes back without it, and is led to the page.
"""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import TaskState

from ..approvers import deciders_of
from ..checks.actions import checks_url_of
from ..crumbs import HOME, QUEUE
from ..errors import DecisionRefused
from ..forms import RemarkForm
from ..jobs import send_back_together
from ..jobs import withdraw_together as withdraw_in_background
from ..models import ApprovalRecord, ApprovalSettings, JointSubmission
from ..permissions import is_approver, is_reviewer
from ..queue import describe, with_contents
from ..shown import seal, sealed, ticked
from .beginning import begin_again
from .cards import fates_of, filled_in
from .deciding import Outcome, decide_together, left_for, withdraw_together
from .members import states_of
from .submitting import AT_ONCE, discard, progress_of
from .telling import address_of

PAGE_LENGTH = 20
# What the list of what it showed is sealed as.
PAGE = "together"


def together(request, joint_id):
    """Everything that waits in a joint submission, twenty on a page, and what became of the rest.

    Whoever decides on some of it alone, such as the head of a department, finds that here and nothing else.
    """
    joint = readable_joint(request, joint_id)
    return _everything(request, joint) if joint.submitted_at else _prepared(request, joint)


def _everything(request, joint: JointSubmission, refused: RemarkForm | None = None):
    """Show the page; with a remark that was `refused`, everything that was typed and ticked stands there again."""
    states = states_of(joint)
    deciders = deciders_of(states)
    mine = [state for state in states if request.user.pk in deciders[state.pk]]
    # What this person decides comes first: whoever has decided on a page finds the next one in its place.
    all_of_it = sees_all_of(joint, request.user)
    others = [state for state in states if all_of_it and request.user.pk not in deciders[state.pk]]
    page = Paginator([*mine, *others], PAGE_LENGTH).get_page(request.GET.get("p"))
    shown = with_contents(list(page.object_list))
    describe(shown)
    shown = list(filled_in(shown, request, deciders))
    fates = fates_of(joint) if all_of_it else []
    context = {
        "joint": joint,
        "page": page,
        "elided_page_range": page.paginator.get_elided_page_range(page.number),
        "states": shown,
        "fates": fates,
        "mine": len(mine),
        "mine_here": sum(state.may_decide for state in shown),
        "waiting": len(states),
        "all": joint.items.exclude(submitted=None).count(),
        "all_of_it": all_of_it,
        "pages_seen": seal(request, PAGE, [state for state in shown if state.may_decide]),
        "form": refused or RemarkForm(prefix="reject"),
        "ticked": ticked(request),
        "sends_back_all": request.POST.get("scope") == "all",
        "common_remarks": ApprovalSettings.current().common_remarks,
        "reviews": is_reviewer(request.user),
        "may_withdraw": joint.by_id == request.user.pk and bool(states),
        **_frame(request, joint.title),
    }
    return render(request, "approval/together/joint_submission.html", context, status=422 if refused else 200)


def decide(request, joint_id):
    """Approve what is ticked, or send back what is ticked or everything, with one remark."""
    joint = readable_joint(request, joint_id)
    if request.method != "POST":
        return _lead_to_the_page(request, joint)
    mine = {state.pk: state for state in left_for(joint, request.user)} if joint.submitted_at else {}
    action = request.POST.get("action")
    if action == "approve":
        known = sealed(request, PAGE)
        chosen = [mine[pk] for pk in ticked(request)[:PAGE_LENGTH] if pk in mine and pk in known]
        return _carry_out(request, joint, chosen, "approve", "")
    if action != "reject":
        raise PermissionDenied
    form = RemarkForm(request.POST, prefix="reject")
    if not form.is_valid():
        return _everything(request, joint, form) if joint.submitted_at else redirect(address_of(joint))
    # Nothing goes public by it, so that what nobody has looked at may be sent back too.
    wanted = mine if request.POST.get("scope") == "all" else ticked(request)[:PAGE_LENGTH]
    chosen = [mine[pk] for pk in wanted if pk in mine]
    return _carry_out(request, joint, chosen, "reject", form.cleaned_data["comment"])


def _carry_out(request, joint: JointSubmission, states: list[TaskState], action: str, remark: str):
    if not states:
        messages.warning(request, _("Nothing was ticked, so nothing was decided."))
        return redirect(address_of(joint))
    if len(states) > AT_ONCE:
        send_back_together.defer(joint_id=joint.pk, member_id=request.user.pk, remark=remark)
        messages.success(
            request, _("They are being sent back, one after the other. Load the page again to see how far it is.")
        )
        return redirect(address_of(joint))
    outcome = decide_together(joint, states, request.user, action, remark)
    _report(request, outcome, action)
    return redirect(address_of(joint) if left_for(joint, request.user) or outcome.refused else "approval_queue")


def _report(request, outcome: Outcome, action: str) -> None:
    """Say what was decided, and of each that could not be, why."""
    count = len(outcome.decided)
    if count and action == "approve":
        said = ngettext("%(count)s item is approved.", "%(count)s items are approved.", count)
        messages.success(request, said % {"count": count})
    elif count and action == "reject":
        said = ngettext("%(count)s item was sent back.", "%(count)s items were sent back.", count)
        messages.success(request, said % {"count": count})
    elif count:
        said = ngettext("%(count)s item was withdrawn.", "%(count)s items were withdrawn.", count)
        messages.success(request, said % {"count": count})
    for state, sentence in outcome.refused:
        messages.error(request, f"“{state.revision.object_str}”: {sentence}")


def withdraw(request, joint_id):
    """Take back everything that nobody has decided yet."""
    joint = readable_joint(request, joint_id)
    if request.method != "POST":
        return _lead_to_the_page(request, joint)
    if joint.by_id == request.user.pk and joint.items.waiting().count() > AT_ONCE:
        withdraw_in_background.defer(joint_id=joint.pk, member_id=request.user.pk)
        messages.success(
            request, _("They are being withdrawn, one after the other. Load the page again to see how far it is.")
        )
        return redirect(address_of(joint))
    try:
        _report(request, withdraw_together(joint, request.user), "withdraw")
    except DecisionRefused as refusal:
        messages.error(request, str(refusal.sentence))
    return redirect(address_of(joint))


def again(request, joint_id):
    """Submit what was refused once more, or let go of it."""
    joint = readable_joint(request, joint_id)
    if request.method != "POST":
        return _lead_to_the_page(request, joint)
    if joint.by_id != request.user.pk:
        raise PermissionDenied
    if request.POST.get("action") == "discard":
        try:
            discard(joint)
        except DecisionRefused as refusal:
            messages.error(request, str(refusal.sentence))
            return redirect(address_of(joint))
        messages.success(request, _("It is not submitted. The drafts stay as they are."))
        return redirect("wagtailadmin_home")
    begin_again(joint)
    return redirect(address_of(joint))


def _prepared(request, joint: JointSubmission):
    """How far the submission is, or what has to be mended before it."""
    refused = joint.items.exclude(refusal="").prefetch_related("thing").order_by("position")
    refused = [item for item in refused if item.thing]
    for item in refused:
        item.address = item.leads_to or checks_url_of(item.thing)
    context = {
        "joint": joint,
        "count": joint.items.count(),
        "progress": progress_of(joint),
        "refused": refused,
        **_frame(request, joint.title),
    }
    return render(request, "approval/together/prepared.html", context)


def _lead_to_the_page(request, joint: JointSubmission):
    page = urlencode({"p": request.GET["p"]}) if "p" in request.GET else ""
    return redirect(f"{address_of(joint)}?{page}" if page else address_of(joint))


def readable_joint(request, joint_id: int) -> JointSubmission:
    """Return a joint submission if this user submitted it, decides or decided on some of it, or sees all records."""
    joint = get_object_or_404(JointSubmission.objects.select_related("by"), pk=joint_id)
    user = request.user
    if joint.by_id == user.pk:
        return joint
    if not joint.submitted_at:
        raise PermissionDenied
    if sees_all_of(joint, user):
        return joint
    if is_reviewer(user) and (left_for(joint, user) or _has_decided(joint, user)):
        return joint
    raise PermissionDenied


def sees_all_of(joint: JointSubmission, user) -> bool:
    """True for the submitter, the approvers, and whoever sees all records: they read more than what they decide."""
    return joint.by_id == user.pk or is_approver(user) or user.has_perm("approval.view_approvalrecord")


def _has_decided(joint: JointSubmission, user) -> bool:
    submissions = joint.items.values("workflow_state")
    return ApprovalRecord.objects.filter(submission__in=submissions, actor=user).exists()


def _frame(request, title: str) -> dict:
    """Return what Wagtail's header needs; the queue is a crumb only for those who have one."""
    steps = [{"url": QUEUE[1], "label": QUEUE[0]}] if is_reviewer(request.user) else []
    return {
        "header_title": title,
        "header_icon": "tasks",
        "breadcrumbs_items": [HOME, *steps, {"url": "", "label": title}],
    }
