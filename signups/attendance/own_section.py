"""What a member's own page shows of missed sign-ups: none of it where nothing counts."""

from people.own_page import SIDE, Section, register_section

from ..models import SignUpSettings, Strike


def missed_sign_ups(request) -> dict | None:
    """Those that count still, the one that is forgotten first in front. Two queries."""
    counting = Strike.objects.counting().filter(member=request.user).order_by("expires_on", "pk")
    missed = list(counting.select_related("sign_up__session__offering__contact"))
    if not missed:
        return None
    allowed = SignUpSettings.load().strikes_allowed
    counted = sum(each.weight for each in missed)
    return {"missed": missed, "counted": counted, "allowed": allowed, "is_suspended": counted >= allowed}


def register() -> None:
    register_section(
        Section("missed_sign_ups", "signups/attendance/missed_section.html", missed_sign_ups, SIDE, order=5)
    )
