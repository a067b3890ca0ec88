"""What a club page says of joining, as an offering with one session without a date."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from signups.actions.offering import follow
from signups.locking import patiently
from signups.models import Offering, Session, SignUp, SignUpTerms
from signups.promoting import promote

from ..models import ClubMembership, ClubPage, Recruitment

# Whoever has waited for months may not want it any more; the place then goes on to the next.
CONFIRM_WITHIN_HOURS = 7 * 24


@patiently
def follow_page(club: ClubPage) -> Session:
    """Let the offering of a club and its session follow its page, and count those who belong to it already.

    Any number of times: what follows already stays as it is.

    Raises:
        Busy
    """
    offering = follow(club, _terms_of(club), title=club.title, link=club.url or "", is_live=club.live, page=club)
    session = Session.objects.filter(offering=offering, starts_at=None).first() or Session(offering=offering)
    session.offering = offering
    session.opens_at, session.closes_at = _window_of(club, session)
    session.capacity = None
    session.save()
    entered = _count_members(club, session)
    session.refresh_from_db(fields=["taken"])
    session.capacity = _capacity_of(club, session.taken, entered)
    session.save(update_fields=["capacity"])
    promote(session)
    return session


def session_of(club: ClubPage) -> Session | None:
    """Return the session by which people join a club; None for a club that has never been live."""
    of_it = Session.objects.filter(offering__in=Offering.objects.of(club), starts_at=None)
    return of_it.select_related("offering").first()


def _terms_of(club: ClubPage) -> SignUpTerms:
    # Unsaved, for its terms alone.
    return Offering(
        mode=SignUpTerms.Mode.APPROVAL,
        audience=club.audience,
        confirm_within_hours=CONFIRM_WITHIN_HOURS,
        clashes_matter=False,
        absences_count=False,
    )


def _window_of(club: ClubPage, session: Session) -> tuple[datetime | None, datetime]:
    opens_on, closes_on = club.recruitment_opens_on, club.recruitment_closes_on
    if opens_on and closes_on:
        return _midnight(opens_on), _midnight(closes_on + timedelta(days=1))
    now = timezone.now()
    # No recruitment is announced: it has been closed since it was, or since now.
    return None, min(session.closes_at or now, now)


def _midnight(day) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _count_members(club: ClubPage, session: Session) -> list[ClubMembership]:
    """Give each present membership without a place its own, so that it counts; returns these."""
    entered = list(ClubMembership.objects.present().filter(club=club, sign_up=None).order_by("pk"))
    for membership in entered:
        live = SignUp.objects.live().filter(session=session, member=membership.member_id).first()
        sign_up = live or SignUp(session=session, member_id=membership.member_id)
        sign_up.state, sign_up.due_at = SignUp.State.CONFIRMED, None
        sign_up.granted_at = sign_up.granted_at or _midnight(membership.joined_on)
        sign_up.save()
        membership.sign_up = sign_up
        membership.save(update_fields=["sign_up"])
    return entered


def _capacity_of(club: ClubPage, taken: int, entered: list[ClubMembership]) -> int | None:
    """Return how many may belong to the club: those from before its recruitment, and the places of its page.

    Never fewer than do; places that the page takes away again are not given anew.
    """
    if club.places is None or not (club.recruitment_opens_on and club.recruitment_closes_on):
        return None
    return max(_recruitment_of(club, taken, entered).members_before + club.places, taken)


def _recruitment_of(club: ClubPage, taken: int, entered: list[ClubMembership]) -> Recruitment:
    """Return the recruitment that the page speaks of: the last one while their days meet, or a new one."""
    opens_on, closes_on = club.recruitment_opens_on, club.recruitment_closes_on
    found = club.recruitments.filter(opens_on__lte=closes_on, closes_on__gte=opens_on).first()
    if found is None:
        found = Recruitment(club=club, members_before=taken)
    elif timezone.localdate() < found.opens_on:
        # Who leaves before it begins leaves no place behind for it.
        found.members_before = taken
    else:
        # Who has been there all the time and is known only now takes none of its places.
        found.members_before += sum(each.joined_on < found.opens_on for each in entered)
    found.opens_on, found.closes_on = opens_on, closes_on
    found.save()
    return found
