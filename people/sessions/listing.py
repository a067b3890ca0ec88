"""The list of sign-ins that a member sees."""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from .devices import device_in_words

SHOWN = 20


@dataclass(frozen=True)
class SignIn:
    pk: int
    device: str
    began_at: datetime
    seen_at: datetime
    is_this_one: bool


def sign_ins_of(request: HttpRequest) -> list[SignIn]:
    """Return where the member of this request is signed in, this one first; one query for however many."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    rows = UserSession.objects.filter(user=request.user, session_key__in=alive).order_by("-last_seen_at", "-pk")
    sign_ins = [
        SignIn(
            row.pk,
            device_in_words(row.user_agent),
            row.created_at,
            row.last_seen_at,
            row.session_key == request.session.session_key,
        )
        for row in rows[:SHOWN]
    ]
    return sorted(sign_ins, key=lambda each: not each.is_this_one)
