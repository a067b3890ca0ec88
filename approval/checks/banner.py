from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import WorkflowMixin

from .actions import checks_url_of
from .findings import findings_of


def show_findings(request, thing):
    """Open the editor with what the checks found on the draft, and a way to the list of it."""
    # A background request would leave its message to the next page that is opened.
    if request.method != "GET" or request.headers.get("Accept") == "application/json":
        return
    if not isinstance(thing, WorkflowMixin):
        return
    found = [finding for finding in findings_of(thing) if not finding.acknowledgement]
    if not found:
        return
    blocking = sum(finding.is_blocking for finding in found)
    buttons = [messages.button(checks_url_of(thing), _("See what and where"))]
    if blocking:
        said = ngettext(
            "The checks found %(count)d thing that stops the submission.",
            "The checks found %(count)d things that stop the submission.",
            blocking,
        )
        messages.error(request, said % {"count": blocking}, buttons=buttons)
    else:
        said = ngettext("The checks found %(count)d thing.", "The checks found %(count)d things.", len(found))
        messages.warning(request, said % {"count": len(found)}, buttons=buttons)
