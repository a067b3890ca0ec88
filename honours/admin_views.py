"""The recipients of an honour are published for objection: what the list will say, and how far it is."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin.admin_url_finder import AdminURLFinder

from approval.crumbs import crumbs
from people.errors import Refused
from publications.questions import publication_of, standing_of
from publications.state import state_of

from .models import Honour
from .publishing import lines_of, put_forward


@require_http_methods(["GET", "HEAD", "POST"])
def honour_objection(request, pk):
    """Show the list that the honour gives, as it is written now; drafting it is a press of its own."""
    if not Honour.snippet_viewset.permission_policy.user_has_permission(request.user, "change"):
        raise PermissionDenied
    found = get_object_or_404(Honour, pk=pk)
    finder = AdminURLFinder(request.user)
    if request.method == "POST":
        try:
            drafted = put_forward(found, request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("put_honour_forward", pk=pk)
        messages.success(request, _("The list is drafted. Complete its contacts, and submit it for approval."))
        return redirect(finder.get_edit_url(drafted))
    return _shown(request, found, finder)


def _shown(request, found: Honour, finder: AdminURLFinder):
    publication, standing = publication_of(found), standing_of(found)
    title = _("Publication for objection")
    edit_url = finder.get_edit_url(found)
    context = {
        "honour": found,
        "lines": lines_of(found.get_latest_revision_as_object()),
        "publication": publication,
        "publication_edit_url": finder.get_edit_url(publication) if publication else "",
        "standing": standing,
        "state": state_of(standing) if standing else None,
        "may_draft": standing is None or not standing.is_in_effect,
        "edit_url": edit_url,
        "header_title": title,
        "header_icon": "pick",
        "breadcrumbs_items": crumbs((str(found), edit_url), (title, "")),
    }
    return render(request, "honours/admin/objection.html", context)
