"""What a member's own page shows of published lists: own objections, the lists that stand and name them, and how many
objections wait for them to answer.
"""

from datetime import timedelta

from django.utils import timezone

from people.own_page import MAIN, Section, register_section

from .models import Objection, Standing
from .readers import readable_by

# An answered objection stays on the page so long.
SHOWN_FOR = timedelta(days=60)
SHOWN = 5


def own_publications(request) -> dict | None:
    """Return own objections of late, the lists that stand and name the member, and the number of objections that wait
    for their answer; None where there are none.
    """
    since = timezone.now() - SHOWN_FOR
    objections = Objection.objects.filter(
        member=request.user, received_at__gte=since
    ) | Objection.objects.open().filter(member=request.user)
    listed = (
        Standing.objects.standing()
        .filter(publication__live=True, publication__lines__member=request.user)
        .select_related("publication")
        .distinct()
        .order_by("ends_on")
    )
    found = {
        "objections": list(objections.select_related("standing__publication")[:SHOWN]),
        "listed": list(listed[:SHOWN]),
        "to_answer": readable_by(request.user).open().count(),
    }
    return found if any(found.values()) else None


def register() -> None:
    register_section(Section("publications", "publications/own_section.html", own_publications, MAIN, order=55))
