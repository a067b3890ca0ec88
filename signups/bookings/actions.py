"""A slot of a venue: a session that is made when the first member books it."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from people.models import Member

from ..actions.offering import follow
from ..actions.sessions import call_off
from ..actions.signing_up import sign_up
from ..errors import NotBookable
from ..locking import lock_offering, patiently
from ..models import Closure, Offering, Session, SignUp, SignUpTerms, Venue

# Giving a slot back is free until so long before: somebody else may still want it.
CANCEL_BEFORE_HOURS = 1


def terms_of(venue: Venue) -> SignUpTerms:
    """Return on what terms the slots of a venue are given; an unsaved offering carries them."""
    return Offering(
        mode=SignUpTerms.Mode.FIRST_COME,
        capacity=venue.slot_places,
        audience=venue.audience,
        limit_per_member=venue.book_limit,
        cancel_hours_before=CANCEL_BEFORE_HOURS,
        absences_count=False,
    )


def offer(venue: Venue) -> Offering:
    """Let the offering of a venue follow what the office says of it."""
    link = venue.get_absolute_url()
    return follow(venue, terms_of(venue), title=venue.name, link=link, is_live=venue.is_open and venue.is_bookable)


@patiently
def book(member: Member, venue: Venue, starts_at: datetime, **fields) -> list[SignUp]:
    """Book a slot: it is the member's, or they wait for it if others have taken all of it.

    Raises:
        NotBookable: there is no such slot. VenueTaken: something else takes place there.
        SignUpRefused: as for any sign-up.
    """
    venue = Venue.objects.bookable().with_hours().filter(pk=venue.pk).first()
    if venue is None:
        raise NotBookable
    ends_at = _end_of_slot(venue, starts_at)
    offering = lock_offering(offer(venue).pk)
    session, _made = Session.objects.get_or_create(
        offering=offering,
        key=starts_at,
        defaults={
            "starts_at": starts_at,
            "ends_at": ends_at,
            "venue": venue,
            "capacity": venue.slot_places,
            "is_slot": True,
            **offering.window_of(starts_at),
        },
    )
    return sign_up(member, session, **fields)


def _end_of_slot(venue: Venue, starts_at: datetime) -> datetime:
    """Raises NotBookable."""
    day = timezone.localdate(starts_at)
    latest = timezone.localdate() + timedelta(days=venue.book_days_ahead)
    ends = dict(venue.slots_of(day)).get(starts_at)
    if ends is None or starts_at <= timezone.now() or day > latest:
        raise NotBookable
    return ends


@transaction.atomic
def close(venue: Venue, by: Member, *, starts_on, ends_on, reason: str) -> list[Session]:
    """Close a venue for some days; whoever has booked it then is told. Returns the slots that are called off.

    Activities that take place there stay: their organiser moves them.
    """
    Closure.objects.create(venue=venue, starts_on=starts_on, ends_on=ends_on, reason=reason)
    return call_off_on_closed_days(venue, by)


@transaction.atomic
def call_off_on_closed_days(venue: Venue, by: Member) -> list[Session]:
    """Call off the coming slots on days on which a venue is closed; returns them."""
    called_off = []
    for closure in Closure.objects.filter(venue=venue, ends_on__gte=timezone.localdate()):
        begin = max(timezone.make_aware(datetime.combine(closure.starts_on, time.min)), timezone.now())
        end = timezone.make_aware(datetime.combine(closure.ends_on + timedelta(days=1), time.min))
        slots = Session.objects.planned().between(begin, end).filter(venue=venue, is_slot=True)
        called_off += [call_off(session, by, reason=closure.reason) for session in slots]
    return called_off
