from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from approval.errors import DecisionRefused
from approval.models.acknowledgement import REASON_LENGTH
from approval.models.approved_snippet import ApprovedSnippet
from approval.queue import edit_url_of

from .actions import acknowledge, checks_url_of, may_acknowledge, may_see_findings
from .findings import draft_of, findings_of


def findings(request, label, pk):
    """What the checks found on the newest draft of a page or snippet, for whoever may edit it."""
    thing = _thing(label, pk)
    if not may_see_findings(thing, request.user):
        raise PermissionDenied
    if request.method == "POST":
        return _acknowledge(request, thing)
    draft = draft_of(thing)
    found = findings_of(draft)
    edit_url = edit_url_of(thing)
    context = {
        "title": str(draft),
        "kind": capfirst(type(draft)._meta.verbose_name),
        "findings": found,
        "blocking": sum(finding.is_blocking for finding in found),
        "may_acknowledge": may_acknowledge(thing, request.user),
        "edit_url": edit_url,
        "reason_length": REASON_LENGTH,
        "header_title": _("Checks"),
        "header_icon": "circle-check",
        "breadcrumbs_items": [{"url": edit_url, "label": str(draft)}, {"url": "", "label": _("Checks")}],
    }
    return render(request, "approval/checks/findings.html", context)


def _thing(label: str, pk: str):
    """Return the page or snippet, of its own class; Http404 for anything else."""
    try:
        model = apps.get_model(label)
        if not issubclass(model, Page | ApprovedSnippet):
            raise Http404
        thing = model.objects.get(pk=pk)
    except (LookupError, ValueError, ObjectDoesNotExist) as error:
        raise Http404 from error
    return thing.specific if isinstance(thing, Page) else thing


def _acknowledge(request, thing):
    try:
        acknowledge(thing, request.POST.get("fingerprint", ""), request.user, request.POST.get("reason", ""))
    except DecisionRefused as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(request, _("Your reason is kept, and shown to whoever approves it."))
    return redirect(checks_url_of(thing))
