"""How long what people signed up for is kept with their names."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from .models import SignUp, Strike

# Whether a place was had, for draws in which those who have never been go first, and for hours of courses.
KEPT_FOR = timedelta(days=3 * 365)
# What came to nothing, was written beside it, or is nobody's business.
SHORTLY_KEPT_FOR = timedelta(days=365)
# After it has stopped counting, so that somebody can still ask why.
STRIKES_KEPT_FOR = timedelta(days=365)


def forget_expired() -> int:
    """Delete sign-ups that have been kept long enough, and blank what was written beside the others after a year.

    Counted from the end of the date; where there is none, such as membership of a club, from the end of the sign-up.
    Returns how many sign-ups were deleted.
    """
    now = timezone.now()
    Strike.objects.filter(expires_on__lt=timezone.localdate() - STRIKES_KEPT_FOR).delete()
    shortly = _over_since(now - SHORTLY_KEPT_FOR)
    SignUp.objects.filter(shortly).exclude(note="", reason="").update(note="", reason="")
    came_to_nothing = ~Q(state__in=SignUp.GRANTED_STATES) | Q(session__offering__is_confidential=True)
    going = SignUp.objects.filter((shortly & came_to_nothing) | _over_since(now - KEPT_FOR))
    # A missed sign-up that is still shown to its member says which one it was.
    struck = Strike.objects.filter(sign_up=OuterRef("pk"))
    _deleted, by_model = going.exclude(Exists(struck)).delete()
    return by_model.get(SignUp._meta.label, 0)


def _over_since(moment) -> Q:
    return Q(session__ends_at__lt=moment) | Q(session__ends_at=None, ended_at__lt=moment)
