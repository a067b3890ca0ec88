"""How sign-ins end: one, all others, or all of several members."""

from collections.abc import Collection

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from ..models import Member


def end_sessions_of(members: Collection[Member], *, but: str | None = None) -> None:
    """End every sign-in of these members, save the session with the key `but`; as many queries for one as for all."""
    sessions = UserSession.objects.filter(user__in=[member.pk for member in members]).exclude(session_key=but or "")
    _end(sessions)


def end_session(member: Member, pk: int) -> bool:
    """End one sign-in of the member; False when it is nobody's or somebody else's."""
    return _end(UserSession.objects.filter(user=member, pk=pk)) > 0


def _end(sessions) -> int:
    keys = list(sessions.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
    return len(keys)


def forget_ended_sessions() -> None:
    """Delete what is known of devices whose sign-in is over, and the sessions that have expired."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
