"""What stands of selections on a member's own page: what is open, what waits for the own consent, what can be rated."""

from django.utils import timezone

from people.own_page import MAIN, Section, register_section

from ..models import Application, Selection
from .consenting import applications_to_decide
from .showing import turns_to_rate

SHOWN = 3


def selections_of(request) -> dict | None:
    """Return nothing where there is nothing to do."""
    open_now = list(Selection.objects.live().filter(opens_at__lte=timezone.now(), closes_at__gt=timezone.now())[:SHOWN])
    to_decide = applications_to_decide(request.user).filter(consent=Application.Consent.ASKED)
    to_decide = to_decide.filter(run__selection__consent_until__gt=timezone.now()).count()
    to_rate = list(turns_to_rate(request.user)[:SHOWN])
    if not (open_now or to_decide or to_rate):
        return None
    return {"open_now": open_now, "to_decide": to_decide, "to_rate": to_rate}


def register() -> None:
    register_section(Section("selections", "signups/selections/own_section.html", selections_of, MAIN, order=12))
