"""The list of sign-ins that a member sees."""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Q
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
    rows = UserSession.objects.filter(user=request.user, session_key__in=alive)
    # When each was last seen is noted once an hour: this one may be behind many others.
    rows = rows.annotate(is_this_one=Q(session_key=request.session.session_key))
    return [
        SignIn(
            row.pk,
            device_in_words(row.user_agent),
            row.created_at,
            row.last_seen_at,
            row.is_this_one,
        )
        for row in rows.order_by("-is_this_one", "-last_seen_at", "-pk")[:SHOWN]
    ]
