"""What must hold of places after whatever has happened, and people to let it happen to."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from itertools import count

from django.db.models import Count
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from notices.models import Notice
from people.models import Member
from signups.actions.upkeep import catch_up, due_sessions, give_free_places
from signups.errors import SignUpRefused
from signups.jobs import give_places
from signups.models import Session, SignUp
from tests.factories import SessionFactory

# Of each place that is given one of these tells.
OF_A_PLACE = ("signups.placed", "signups.came_in", "signups.to_confirm", "signups.signed_up_by")
_days, _numbers = count(3), count(1)


def make_members(number: int) -> list[Member]:
    """Members that nobody signs in as, quickly."""
    numbers = [next(_numbers) for _member in range(number)]
    return Member.objects.bulk_create(
        Member(employee_number=f"R{each}", name=f"职工{each}", email=f"r{each}@example.org", password="!")
        for each in numbers
    )


def session_of_another_day(**fields) -> Session:
    """A session at whose hours nobody of another round is busy, as its page fetches it."""
    begins = timezone.now().replace(microsecond=0) + timedelta(days=next(_days))
    made = SessionFactory(**{"starts_at": begins, **fields})
    return Session.objects.with_version().get(pk=made.pk)


def repeat(times: int, act: Callable, *args) -> None:
    for _round in range(times):
        act(*args)


def refused(outcomes) -> list[type]:
    """Return the kinds of refusal among what callers got; anything that is none of them is raised."""
    failed = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    for outcome in failed:
        if not isinstance(outcome, SignUpRefused):
            raise outcome
    return sorted((type(outcome) for outcome in failed), key=lambda kind: kind.__name__)


def run_given_jobs() -> None:
    """Do what was deferred, as the worker does."""
    for job in ProcrastinateJob.objects.filter(task_name="signups.give_places", status="todo").order_by("pk"):
        give_places(**job.args)


def assert_nothing_is_wrong(*sessions: Session) -> None:
    """Never one too many, never a hole beside somebody eligible, exactly one notice for each place."""
    run_given_jobs()
    for session in sessions:
        session.refresh_from_db()
        granted = SignUp.objects.granted().filter(session=session)
        assert session.taken == granted.count()
        assert session.capacity is None or session.taken <= session.capacity
        assert not [each.person_name for each in give_free_places(session.pk)], "a hole beside somebody eligible"
    rows = SignUp.objects.filter(session__in=sessions)
    assert_parties_are_whole(rows)
    assert_nobody_is_twice(rows)
    assert_each_is_told_once(rows)


def assert_nothing_is_left_to_do() -> None:
    """What the clock does a second time changes nothing."""
    before = list(SignUp.objects.order_by("pk").values_list("pk", "state"))
    for session_id in due_sessions():
        catch_up(session_id)
    assert list(SignUp.objects.order_by("pk").values_list("pk", "state")) == before


def assert_parties_are_whole(rows) -> None:
    parties = rows.exclude(party=None).order_by().values("party").annotate(states=Count("state", distinct=True))
    assert not parties.filter(states__gt=1).exists(), "a party has places in part"


def assert_nobody_is_twice(rows) -> None:
    granted = rows.granted().order_by()
    for where in ("session", "drive"):
        people = Counter(granted.exclude(**{where: None}).values_list(where, "member", "dependant"))
        assert not [key for key, number in people.items() if number > 1], f"twice in a {where}"


def assert_each_is_told_once(rows) -> None:
    """Of a party the first row is what the notice is about."""
    heads = {}
    for row in rows.exclude(granted_at=None).order_by("-pk"):
        heads[row.party or row.pk] = row.pk
    known = set(rows.values_list("pk", flat=True))
    members = set(rows.values_list("member", flat=True))
    keys = Notice.objects.filter(kind__in=OF_A_PLACE, recipient__in=members).values_list("dedupe_key", flat=True)
    ends = (key.rsplit(".", 1)[1] for key in keys)
    # That somebody was put on the waiting list is no place yet.
    told = Counter(int(end) for end in ends if end != "waiting" and int(end) in known)
    assert told == Counter(heads.values()), "not exactly one notice for each place"
