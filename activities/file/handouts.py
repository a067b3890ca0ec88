"""Lists of things given out: entered, changed, settled once a file is made of them."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from signups.models import Session, SignUp

from ..models import ActivityFile, Handout, HandoutShare
from .errors import Settled, ThereAlready, TooMany
from .parts.people import came_by_session

MOST_OF_A_DATE = 30


@dataclass(frozen=True)
class Share:
    """One of those who came, with what they got."""

    sign_up: SignUp
    quantity: int


def shares_of(handout: Handout, came: Iterable[SignUp]) -> list[Share]:
    """Return what each of those who came got, in their order; of a settled list what is written down, which may be of
    somebody whose attendance has been corrected since. One query where shares are not fetched yet.
    """
    written = {share.sign_up_id: share for share in handout.shares.all()}
    if handout.is_settled:
        return [Share(share.sign_up, share.quantity) for share in written.values()]
    return [Share(row, written[row.pk].quantity if row.pk in written else handout.each) for row in came]


def shares_for_paper(handout: Handout) -> list[Share]:
    """Return who got something, in order of their names."""
    if handout.is_settled:
        written = handout.shares.select_related("sign_up__member__department", "sign_up__dependant")
        shares = [Share(each.sign_up, each.quantity) for each in written]
        shares.sort(key=lambda share: (share.sign_up.member.pinyin, share.sign_up.member.employee_number))
    else:
        shares = shares_of(handout, came_by_session([handout.session]).get(handout.session_id, []))
    return [share for share in shares if share.quantity]


def enter(handout: Handout) -> Handout:
    """Enter another kind of thing for a date.

    Raises:
        TooMany: a date has so many lists already.
        ThereAlready: there is one of this thing.
    """
    if Handout.objects.filter(session=handout.session_id).count() >= MOST_OF_A_DATE:
        raise TooMany(_("A date has %(limit)d lists at most.") % {"limit": MOST_OF_A_DATE})
    with _named_once():
        handout.save()
    return handout


@transaction.atomic
def change(handout: Handout, quantities: Mapping[int, int]) -> None:
    """Change what is said of a thing and how much of it each got, by sign-up; whoever is not named gets the usual.

    Raises:
        Settled: a file was made of it.
        ThereAlready: there is another list of this thing.
    """
    _open(handout)
    with _named_once():
        handout.save(update_fields=["item", "unit", "each", "remark"])
    handout.shares.exclude(sign_up__in=quantities).delete()
    HandoutShare.objects.bulk_create(
        [HandoutShare(handout=handout, sign_up_id=pk, quantity=count) for pk, count in quantities.items()],
        update_conflicts=True,
        unique_fields=["handout", "sign_up"],
        update_fields=["quantity"],
    )


@contextmanager
def _named_once() -> Iterator[None]:
    """Of one thing a date has one list; the constraint says so, also where two are entered at once."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise ThereAlready from error


@transaction.atomic
def remove(handout: Handout) -> None:
    """Raises Settled: a file was made of it."""
    _open(handout)
    handout.delete()


def _open(handout: Handout) -> None:
    if Handout.objects.select_for_update().get(pk=handout.pk).is_settled:
        raise Settled


@transaction.atomic
def settle(sessions: Iterable[Session]) -> None:
    """Write down what everybody got on some dates, and let nothing of it change any more."""
    open_ones = Handout.objects.select_for_update(of=("self",)).filter(session__in=sessions, settled_at=None)
    handouts = list(open_ones.order_by("pk").prefetch_related("shares"))
    came = came_by_session({handout.session_id for handout in handouts})
    shares = []
    for handout in handouts:
        written = {share.sign_up_id for share in handout.shares.all()}
        rows = came.get(handout.session_id, [])
        shares += [
            HandoutShare(handout=handout, sign_up=row, quantity=handout.each) for row in rows if row.pk not in written
        ]
        # Somebody who was noted as absent after all.
        gone = written - {row.pk for row in rows}
        handout.shares.filter(sign_up__in=gone).delete()
    HandoutShare.objects.bulk_create(shares)
    Handout.objects.filter(pk__in=[handout.pk for handout in handouts]).update(settled_at=timezone.now())


def unsettle(sessions: Iterable[Session]) -> None:
    """Let the lists of these dates be changed again of which no file stands any more."""
    for session in sessions:
        if not ActivityFile.objects.covering(session).exists():
            Handout.objects.filter(session=session).update(settled_at=None)


def lists_of(session: Session, came: list[SignUp]) -> list[dict]:
    """Return the lists of a date with how much of each was given to how many. Two queries."""
    found = []
    for handout in session.handouts.prefetch_related("shares__sign_up"):
        shares = [share for share in shares_of(handout, came) if share.quantity]
        found.append({"handout": handout, "people": len(shares), "total": sum(share.quantity for share in shares)})
    return found


def total_of(shares: Iterable[Share]) -> int:
    return sum(share.quantity for share in shares)
