"""One day of a venue as members see it: each slot, and what can be done with it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from ..models import Offering, Session, SignUp, Venue
from ..telling import title_of


@dataclass(frozen=True)
class Slot:
    """`state` is one of: past, free, full, taken (by something else), own, waiting."""

    starts_at: datetime
    ends_at: datetime
    state: str
    left: int = 0
    session: Session | None = None
    # What takes place then, where `member` may read of it.
    title: str = ""

    @property
    def is_under_way(self) -> bool:
        return self.starts_at <= timezone.now() < self.ends_at

    @property
    def can_be_booked(self) -> bool:
        return self.state in ("free", "full")


def slots_between(venue: Venue, day: date, member) -> list[Slot]:
    """Return the slots of a day with their states for `member`; two queries, however many slots there are, and a few
    more for what else takes place there.
    """
    begin = timezone.make_aware(datetime.combine(day, time.min))
    there = Session.objects.planned().filter(venue=venue, starts_at__lt=begin + timedelta(days=1), ends_at__gt=begin)
    sessions = list(there.select_related("offering").with_own_state(member))
    slots = {session.starts_at: session for session in sessions if session.is_slot}
    others = [session for session in sessions if not session.is_slot]
    named = set(Offering.objects.filter(sessions__in=others).open_to(member).values_list("pk", flat=True))
    titles = {session: title_of(session.offering) if session.offering_id in named else "" for session in others}
    return [_slot(venue, starts, ends, slots.get(starts), titles) for starts, ends in venue.slots_of(day)]


def _slot(venue: Venue, starts: datetime, ends: datetime, booked: Session | None, others: dict[Session, str]) -> Slot:
    busy = next((other for other in others if other.starts_at < ends and other.ends_at > starts), None)
    if booked and booked.own_state:
        state = "own" if booked.own_state in SignUp.GRANTED_STATES else "waiting"
        return Slot(starts, ends, state, session=booked)
    if starts <= timezone.now():
        return Slot(starts, ends, "past", session=busy)
    if busy:
        return Slot(starts, ends, "taken", session=busy, title=others[busy])
    left = venue.slot_places - (booked.taken if booked else 0)
    return Slot(starts, ends, "free" if left > 0 else "full", left=max(left, 0), session=booked)
