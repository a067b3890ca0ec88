"""The code that a member shows and the organiser scans: the address of a page that only the organiser can use."""

import hashlib
import secrets
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from people.models import Member

from ..errors import CodeUnknown, CodeUsed, NoPlaceHere, SessionCancelled, SessionOver
from ..locking import patiently
from ..models import AttendanceMark, Session, SignUp, Token
from .marking import check_hour, present

CODE_BYTES = 16
# Who comes late is let in late.
WORKS_AFTER_END = timedelta(hours=1)
CHECK_IN = Token.Purpose.CHECK_IN


def digest_of(code: str) -> str:
    """A code is random enough that a plain digest of it tells nothing."""
    return hashlib.sha256(code.encode()).hexdigest()


def held_by(member: Member, session: Session):
    """Return the places that a member has at a session, the dependants' as well."""
    return SignUp.objects.of_holders().filter(session=session, member=member).with_people().order_by("pk")


@transaction.atomic
def make_code(member: Member, session: Session) -> str:
    """Return a new code for a member's places at a session; the one before, if it was not used, is unknown from now on.

    Raises:
        SessionCancelled, SessionOver, TooEarlyToMark, NoPlaceHere
    """
    if session.is_cancelled:
        raise SessionCancelled
    if session.starts_at is None or session.is_over:
        raise SessionOver
    check_hour(session)
    if not held_by(member, session).exists():
        raise NoPlaceHere
    code, now = secrets.token_urlsafe(CODE_BYTES), timezone.now()
    words = {"digest": digest_of(code), "made_at": now, "expires_at": session.ends_at + WORKS_AFTER_END}
    key = {"purpose": CHECK_IN, "session": session, "member": member, "used_at": None}
    if not Token.objects.filter(**key).update(**words):
        try:
            with transaction.atomic():
                Token.objects.create(**key, **words)
        except IntegrityError:
            # Tapped twice: the code that came first is the older one.
            Token.objects.filter(**key).update(**words)
    return code


def token_of(code: str) -> Token | None:
    """Return what a code stands for, used up or not; None for one that is unknown or too old."""
    known = Token.objects.filter(digest=digest_of(code), purpose=CHECK_IN, expires_at__gt=timezone.now())
    return known.select_related("session__offering", "session__venue", "member").first()


@patiently
def use_code(token: Token, sign_ups: list[SignUp], by: Member) -> None:
    """Note these places of whoever showed the code as present, and use it up. Of two at once one does so.

    Raises:
        CodeUsed, CodeUnknown; SessionCancelled, TooEarlyToMark, NoPlaceHere
    """
    if not Token.objects.open().filter(pk=token.pk).update(used_at=timezone.now()):
        used_at = Token.objects.filter(pk=token.pk).values_list("used_at", flat=True).first()
        raise CodeUsed(used_at) if used_at else CodeUnknown
    check_hour(token.session)
    if not sign_ups:
        raise NoPlaceHere
    present(token.session, sign_ups, by, AttendanceMark.Way.CODE)
