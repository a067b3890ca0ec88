"""Locking the session that a thousand people want at the same moment.

While one of them holds the lock the others wait, so little may be done under it. What was read of the session before
mostly still stands; a short question says whether it does, and whether anything of the member has to be looked at.
As text: its putting together by the ORM took longer than its answer, each time.
"""

from copy import copy
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from people.models import Member

from .locking import LOCK_TIMEOUT, JoinedAnotherDrive, lock_session
from .models import Session
from .querysets import VERSION

LOCK = """
    SELECT set_config('lock_timeout', %(patience)s, true);
    SELECT 1 FROM signups_offering WHERE id = %(offering)s FOR NO KEY UPDATE;
"""
LOOK = f"""
    SELECT
        {VERSION},
        EXISTS (
            SELECT FROM signups_signup mine JOIN signups_session other ON other.id = mine.session_id
            WHERE mine.member_id = %(member)s AND (
                mine.session_id = signups_session.id
                OR mine.state IN ('offered', 'confirmed') AND (other.ends_at IS NULL OR other.ends_at > %(now)s)
            )
        ) OR EXISTS (
            SELECT FROM signups_strike WHERE member_id = %(member)s AND waived_at IS NULL AND expires_on >= %(today)s
        ),
        EXISTS (
            SELECT FROM signups_release WHERE session_id = signups_session.id AND released_at IS NULL AND at > %(now)s
        )
    FROM signups_session JOIN signups_offering ON signups_offering.id = signups_session.offering_id
    WHERE signups_session.id = %(session)s
"""  # noqa: S608 - put together of what stands here alone


class Locked(NamedTuple):
    """A session as it is now, with its offering; whether anything of the member has to be looked at before they sign
    up: an attempt here, a place elsewhere, a strike; and whether places are held back for a later hour.
    """

    session: Session
    knows_member: bool = True
    holds_back: bool = True


def lock_for(member: Member, session: Session) -> Locked:
    """Lock what a session belongs to. Of one that was fetched `with_version` nothing is read again that still is as
    it was; any other is read again, and everything is to be looked at.
    """
    version = getattr(session, "version", None)
    if version is None or session.offering.drive_id is not None:
        return Locked(lock_session(session.pk))
    now = timezone.now()
    asked = {
        "patience": LOCK_TIMEOUT,
        "session": session.pk,
        "offering": session.offering_id,
        "member": member.pk,
        "now": now,
        "today": timezone.localdate(now),
    }
    with connection.cursor() as cursor:
        # Sent together, and yet one after the other: each sees what was there when it began.
        cursor.execute(LOCK + LOOK, asked)
        while cursor.nextset():
            pass
        version_now, *looked = cursor.fetchone() or (None,)
    if version_now == version:
        # What is reckoned on it is of this attempt alone; another one begins with what was read.
        return Locked(copy(session), *looked)
    now_it_is = Session.objects.with_version().select_related("venue").get(pk=session.pk)
    if now_it_is.offering.drive_id is not None:
        session.offering = now_it_is.offering
        raise JoinedAnotherDrive
    return Locked(now_it_is, *looked)
