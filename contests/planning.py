"""Where the teams of a contest get their places: an offering of `signups/` with one session, a place for each team."""

from signups.actions.offering import follow
from signups.locking import lock_offering, patiently
from signups.models import Session
from signups.promoting import promote

from .models import Contest


@patiently
def plan_contest(contest: Contest) -> Session:
    """Let the offering of a live contest and its session say what the contest says; more places go to those who wait.

    There are never fewer places than teams that have one. Raises Busy.
    """
    offering = follow(contest, contest.terms, title=contest.title, link=contest.url)
    offering = lock_offering(offering.pk)
    session = Session.objects.filter(offering=offering).order_by("pk").first() or Session(offering=offering)
    session.offering = offering
    session.capacity = contest.teams_max and max(contest.teams_max, session.taken)
    session.opens_at, session.closes_at = contest.entries_open_at, contest.entries_close_at
    session.place = contest.place
    session.save()
    promote(session)
    return session
