"""What becomes of sign-ups when members leave the hospital."""

import logging
from collections.abc import Iterable

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils.translation import gettext as _

from people.models import Member
from people.registry import Ended

from .actions.giving_back import end_for_leavers
from .errors import Busy
from .models import Offering, Session, SignUp
from .registry import kinds_with_own_pages
from .telling import title_of, when

logger = logging.getLogger(__name__)


def end_sign_ups(members: list[Member]) -> Iterable[Ended]:
    """End the sign-ups of leavers at dates to come; the places go to those who wait, who are told.

    What is busy at this moment is ended by the clock a minute later: its people are listed all the same.
    """
    live = SignUp.objects.of_leavers().filter(member__in=[member.pk for member in members])
    # Of what stands on pages of its own, such as clubs, the room of that says which places ended.
    told_there = Q(state__in=SignUp.GRANTED_STATES, session__offering__thing_type__in=kinds_with_own_pages())
    live = live.annotate(is_told_there=ExpressionWrapper(told_there, BooleanField()))
    ending = list(live.select_related("session__offering").order_by("member", "session__starts_at", "pk"))
    # In one order, that of their locks: of two who end sign-ups at once none waits for the other for ever.
    sessions = {row.session for row in ending}
    for session in sorted(sessions, key=lambda each: (each.offering.drive_id or 0, each.offering_id, each.pk)):
        try:
            end_for_leavers(session.pk)
        except Busy:
            logger.warning("session %s was busy; the next minute ends the sign-ups of leavers", session.pk)
    return [
        *(Ended(row.member_id, _sentence(row)) for row in ending if not row.is_told_there),
        *_still_contacts(members),
    ]


def _still_contacts(members: list[Member]) -> Iterable[Ended]:
    """Whoever keeps the list of dates to come was approved with it; of what is confidential nobody else sees names."""
    coming = Session.objects.planned().coming()
    named = Offering.objects.live().filter(contact__in=[member.pk for member in members], sessions__in=coming)
    for offering in named.distinct():
        words = {"title": offering.title}
        yield Ended(offering.contact_id, _("“%(title)s” still names this contact person.") % words)


def _sentence(row: SignUp) -> str:
    words = {"title": title_of(row.session.offering), "when": when(row.session)}
    if row.session.starts_at is None:
        undated = (
            _("The place in “%(title)s” was given back.") if row.is_granted else _("No longer waits for “%(title)s”.")
        )
        return undated % words
    if row.is_granted:
        return _("The place in “%(title)s” was given back: %(when)s.") % words
    return _("No longer waits for “%(title)s”: %(when)s.") % words
