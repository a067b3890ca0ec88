from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.admin import messages

from approval.errors import DecisionRefused
from approval.models.acknowledgement import REASON_LENGTH
from approval.queue import edit_url_of
from approval.registry import approved_thing_or_404

from .actions import acknowledge, checks_url_of, may_acknowledge, may_see_findings
from .findings import draft_of, findings_of
from .taking_back import may_take_back, take_back_acknowledgement


def findings(request, label, pk):
    """What the checks found on the newest draft of a page or snippet, for whoever may edit it."""
    thing = approved_thing_or_404(label, pk)
    if not may_see_findings(thing, request.user):
        raise PermissionDenied
    if request.method == "POST":
        return _take_back(request, thing) if request.POST.get("action") == "take_back" else _acknowledge(request, thing)
    draft = draft_of(thing)
    found = findings_of(draft)
    acknowledged = [finding.acknowledgement for finding in found if finding.acknowledgement]
    submitted = bool(acknowledged) and thing.workflow_in_progress
    edit_url = edit_url_of(thing)
    context = {
        "title": str(draft),
        "kind": capfirst(type(draft)._meta.verbose_name),
        "findings": found,
        "blocking": sum(finding.is_blocking for finding in found),
        "may_acknowledge": may_acknowledge(thing, request.user),
        "may_take_back": {row.pk for row in acknowledged if not submitted and may_take_back(row, thing, request.user)},
        "edit_url": edit_url,
        "reason_length": REASON_LENGTH,
        "header_title": pgettext("before publishing", "Checks"),
        "header_icon": "circle-check",
        "breadcrumbs_items": [
            {"url": edit_url, "label": str(draft)},
            {"url": "", "label": pgettext("before publishing", "Checks")},
        ],
    }
    return render(request, "approval/checks/findings.html", context)


def _acknowledge(request, thing):
    try:
        acknowledge(thing, request.POST.get("fingerprint", ""), request.user, request.POST.get("reason", ""))
    except DecisionRefused as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(request, _("Your reason is kept, and shown to whoever approves it."))
    return redirect(checks_url_of(thing))


def _take_back(request, thing):
    try:
        take_back_acknowledgement(thing, request.POST.get("fingerprint", ""), request.user)
    except DecisionRefused as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(request, _("The reason is taken back. The finding counts again."))
    return redirect(checks_url_of(thing))
