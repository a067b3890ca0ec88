"""What check-in keeps about people, for the registry; sign-ups and what was missed stand in the room's own."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.privacy.periods import days, years
from people.privacy.registry import facts_of, forgets, keeps
from people.privacy.subjects import register_subjects

from ..models import AttendanceMark, Token

MARKS_KEPT_FOR = timedelta(days=365)
CODES_KEPT_FOR = timedelta(days=7)


def register() -> None:
    register_subjects(signups__attendance=_("attendance"))
    keeps(
        key="signups.marks",
        name=_("Attendance, as it was noted"),
        contents=_("Each time that somebody noted you as present, absent or excused: when, how, and by whom."),
        purpose=_("To settle who was there where two say different things."),
        period=years(MARKS_KEPT_FOR),
        seen_by=_("Yourself; whoever keeps the list sees what holds."),
        models=("signups.AttendanceMark",),
        rows=lambda member: AttendanceMark.objects.filter(sign_up__member=member).select_related(
            "sign_up__session__offering", "by"
        ),
        describe=_mark,
    )
    keeps(
        key="signups.codes",
        name=_("Check-in codes"),
        contents=_("When you asked for a code, and when it was used. What the code was is not kept."),
        purpose=_("A code works once."),
        period=days(CODES_KEPT_FOR),
        seen_by=_("Yourself."),
        models=("signups.Token",),
        rows=lambda member: member.sign_up_tokens.select_related("session__offering"),
        describe=lambda token: facts_of(token, "session", "made_at", "expires_at", "used_at"),
    )
    forgets("signups.attendance", forget_expired)


def _mark(mark: AttendanceMark) -> list:
    return facts_of(mark, "sign_up", "attendance", "excuse", "way", "by", "at")


def forget_expired() -> None:
    """Let go of what is kept no longer. Attendance itself stands in the sign-up, and goes with it."""
    now = timezone.now()
    AttendanceMark.objects.filter(at__lt=now - MARKS_KEPT_FOR).delete()
    Token.objects.filter(expires_at__lt=now - CODES_KEPT_FOR).delete()
