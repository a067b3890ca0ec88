"""The draw: once, under the lock, by the clock or by whoever keeps the list."""

from people.models import Member
from people.sealing import unseal

from .. import notice_kinds as kinds
from ..errors import AlreadyDrawn, NoDraw, NotClosedYet
from ..locking import lock_session, patiently
from ..models import Draw, DrawEntry, Session, SignUp, SignUpTerms
from ..promoting import promote
from ..rules import check_takes_place
from ..telling import parties, tell
from .committing import seed_of
from .entries import Entrant, entrants_of, who_have_been
from .recompute import ALGORITHM, digest_of_entries, in_order

AT_A_TIME = 500


def due_draws() -> list[int]:
    """Return the ids of sessions of which sign-up has closed and that nobody has drawn."""
    return list(Session.objects.to_be_drawn().order_by("closes_at", "pk").values_list("pk", flat=True))


@patiently
def draw(session: Session, by: Member | None = None) -> Draw:
    """Put those who wait into the order of a draw, give them the places in that order, and tell everybody.

    Raises:
        NoDraw, SessionCancelled, SessionOver, NotClosedYet, AlreadyDrawn
    """
    session = lock_session(session.pk)
    _check(session)
    seed = seed_of(session)
    entrants, put_first = entrants_of(session)
    have_been = who_have_been(session, entrants)
    entries = [each.as_entry(number, session, have_been) for number, each in enumerate(entrants, start=1)]
    offering = session.offering
    made = Draw.objects.create(
        session=session,
        algorithm=ALGORITHM,
        commitment=seed.commitment,
        committed_at=seed.made_at,
        seed=unseal(seed.sealed),
        entries_digest=digest_of_entries(entries),
        places=session.capacity - session.taken,
        put_first=put_first,
        first_timers_first=offering.first_timers_first,
        seniority_counts=offering.seniority_counts,
        drawn_by=by,
    )
    drawn = in_order(made.seed, entries, made.first_timers_first)
    _write_down(made, drawn, entrants)
    session.drawn_at = made.drawn_at
    session.save(update_fields=["drawn_at"])
    # Their place is the outcome of the draw and not one from the waiting list: nobody has to confirm it.
    promote(session, asked_now=[row.pk for each in entrants for row in each.sign_ups])
    _tell_the_others(session)
    return made


def _check(session: Session) -> None:
    if session.drawn_at is not None:
        raise AlreadyDrawn
    if session.offering.mode != SignUpTerms.Mode.DRAW or session.capacity is None:
        raise NoDraw
    check_takes_place(session)
    if session.closes_at is not None and not session.is_closed:
        raise NotClosedYet(session.closes_at)


def _write_down(made: Draw, drawn: list[dict], entrants: list[Entrant]) -> None:
    rows, ranked = [], []
    for entry in drawn:
        entrant = entrants[entry["number"] - 1]
        rows.append(
            DrawEntry(
                draw=made,
                number=entry["number"],
                sign_up=entrant.lead,
                people=entry["people"],
                weight=entry["weight"],
                is_first_timer=entry["first_timer"],
                digest=entry["digest"],
                score=entry["score"],
                position=entry["position"],
            )
        )
        for sign_up in entrant.sign_ups:
            # Below 0, so that whoever is entered later waits behind everybody who was drawn.
            sign_up.rank = entry["position"] - len(drawn) - 1
            ranked.append(sign_up)
    DrawEntry.objects.bulk_create(rows, batch_size=AT_A_TIME)
    SignUp.objects.bulk_update(ranked, ["rank"], batch_size=AT_A_TIME)


def _tell_the_others(session: Session) -> None:
    """Tell those who have no place by the draw which is theirs on the waiting list."""
    waiting = SignUp.objects.waiting().filter(session=session).with_people().in_order()
    for number, party in enumerate(parties(waiting), start=1):
        tell(kinds.NOT_DRAWN, session, party, number=str(number))
