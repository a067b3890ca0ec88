from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import WorkflowMixin

from .actions import proofs_url_of
from .standing import Reading, is_being_drafted, standing_of


def show_proofs(request, thing):
    """Open the editor with who has read which proof, and a way to the page on which they are ticked."""
    # A background request would leave its message to the next page that is opened.
    if request.method != "GET" or request.headers.get("Accept") == "application/json":
        return
    if not isinstance(thing, WorkflowMixin) or thing.workflow_in_progress:
        return
    standing = standing_of(thing)
    if not standing.asked or not standing.readings or not is_being_drafted(thing):
        return
    said = _("Proof-reading: %(readings)s.") % {"readings": _("; ").join(map(_in_words, standing.readings))}
    say = messages.warning if standing.fault else messages.success
    say(request, said, buttons=[messages.button(proofs_url_of(thing), _("Read and tick"))])


def _in_words(reading: Reading) -> str:
    if reading.tick is None:
        said = _("%(round)s missing")
        return said % {"round": reading.round.label}
    said = _("%(round)s %(name)s %(at)s")
    if reading.is_stale:
        said = _("%(round)s %(name)s %(at)s (before the last change)")
    return said % {
        "round": reading.round.label,
        "name": reading.tick.by_name,
        "at": f"{timezone.localtime(reading.tick.at):%Y-%m-%d %H:%M}",
    }
