from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin import messages

from approval.checks.findings import draft_of
from approval.errors import DecisionRefused
from approval.preview import preview_of
from approval.queue import edit_url_of
from approval.registry import approved_thing_or_404

from .actions import may_read_proofs, other_eyes_needed, proofs_url_of, take_back, tick
from .standing import is_being_drafted, standing_of
from .text import text_hash


def proofs(request, label, pk):
    """The newest draft of a page or snippet as readers will see it, and the ticks of those who have read it."""
    thing = _readable(request, label, pk)
    if request.method == "POST":
        return _act(request, thing)
    draft = draft_of(thing)
    standing = standing_of(thing)
    under_review = thing.workflow_in_progress
    is_open = is_being_drafted(thing) and not under_review
    next_round = standing.next_round if is_open else None
    edit_url = edit_url_of(thing)
    context = {
        "title": str(draft),
        "kind": capfirst(type(draft)._meta.verbose_name),
        "standing": standing,
        "next_round": next_round,
        "refused": other_eyes_needed(standing, next_round, request.user) if next_round else None,
        "last_tick": standing.given[-1].tick if standing.given and is_open else None,
        "under_review": under_review,
        "shown": text_hash(thing.latest_revision) if is_open else "",
        "preview_url": reverse("approval_proof_preview", args=[label, pk]),
        "edit_url": edit_url,
        "header_title": _("Proof-reading"),
        "header_icon": "glasses",
        "breadcrumbs_items": [{"url": edit_url, "label": str(draft)}, {"url": "", "label": _("Proof-reading")}],
    }
    return render(request, "approval/proofs/proofs.html", context)


def preview(request, label, pk):
    """The newest draft as readers will see it, for the frame on the page."""
    draft = draft_of(_readable(request, label, pk))
    return preview_of(draft, request)


def _readable(request, label: str, pk: str):
    thing = approved_thing_or_404(label, pk)
    if not may_read_proofs(thing, request.user):
        raise PermissionDenied
    return thing


def _act(request, thing):
    """Tick the proof that was read, or take a tick back."""
    round = request.POST.get("round", "")
    round = int(round) if round in ("1", "2", "3") else 0
    try:
        if request.POST.get("action") == "take_back":
            take_back(thing, round, request.user)
            messages.success(request, _("Your tick is taken back."))
        else:
            row = tick(thing, round, request.POST.get("shown", ""), request.user)
            messages.success(request, _("%(round)s is ticked, with your name.") % {"round": row.get_round_display()})
    except DecisionRefused as refusal:
        messages.error(request, str(refusal.sentence))
    return redirect(proofs_url_of(thing))
