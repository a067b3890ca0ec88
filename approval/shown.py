"""What stood in full on the page from which a decision is sent: nothing else is approved by it."""

from collections.abc import Iterable

from django.core import signing
from wagtail.models import TaskState

from .ids import id_in

# So long a page may lie open before it has to be loaded again.
SHOWN_SECONDS = 24 * 3600


def seal(request, page: str, states: Iterable[TaskState]) -> str:
    """Return a signed list of the task states on `page`, good for this user alone."""
    return signing.dumps([state.pk for state in states], salt=_salt(request, page))


def sealed(request, page: str) -> set[int]:
    """Return the ids of the task states that stood on `page` when it was sent to this user; none if that is unsure."""
    try:
        return set(signing.loads(request.POST.get("pages_seen", ""), salt=_salt(request, page), max_age=SHOWN_SECONDS))
    except signing.BadSignature:
        return set()


def ticked(request) -> list[int]:
    """Return the ids that were sent as ticked; what is no number is passed over."""
    ids = map(id_in, request.POST.getlist("state"))
    return [pk for pk in ids if pk is not None]


def _salt(request, page: str) -> str:
    return f"approval.shown.{page}.{request.user.pk}"
