"""Signing up, for oneself, with a dependant, or for somebody of one's group."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from people.models import Dependant, Member

from .. import notice_kinds as kinds
from ..following import let_follow
from ..locking import lock_session, patiently
from ..models import Session, SignUp, SignUpTerms
from ..promoting import promote
from ..rules import (
    check_asked_here,
    check_audience,
    check_batch,
    check_company,
    check_hours,
    check_not_there_yet,
    check_room,
    check_standing,
    check_takes_place,
    check_window,
)
from ..rush import lock_for
from ..telling import tell, tell_of_requests


@patiently
def sign_up(
    member: Member,
    session: Session,
    *,
    with_self: bool = True,
    dependants: Sequence[Dependant] = (),
    attempt: UUID | None = None,
    note: str = "",
) -> list[SignUp]:
    """Ask for places of a session; returns a row for each person, as it is afterwards: granted, waiting, or to be
    decided on.

    `attempt` is drawn by the browser: the same one a second time is no second sign-up, and returns what the first made.

    Raises:
        SignUpRefused: one of its kinds says why not.
    """
    session, knows_member, holds_back = lock_for(member, session)
    if attempt and knows_member:
        made = list(SignUp.objects.filter(session=session, member=member, attempt=attempt).with_people())
        if made:
            return made
    offering = session.offering
    people: list[Dependant | None] = [*([None] if with_self else []), *dependants]
    check_asked_here(offering)
    check_window(session)
    check_audience(offering, member)
    check_company(offering, with_self, dependants, member)
    check_room(session, len(people))
    if knows_member:
        check_standing(member)
        check_not_there_yet(session, member, people)
    made = enter(session, member, people, attempt=attempt, note=note)
    tell_of_requests(session, made)
    granted = {each.pk: each for each in promote(session, asked_now=[each.pk for each in made], stands_as_read=True)}
    if made[0].pk not in granted and not session.is_full:
        # A place at the same hour may have come in between, for which promoting passes by; it is said here.
        check_hours(session, member, people)
    if offering.mode == SignUpTerms.Mode.FIRST_COME and holds_back and made[0].pk not in granted:
        check_batch(session)
    return [granted.get(each.pk, each) for each in made]


def enter(
    session: Session, member: Member, people: Sequence[Dependant | None], *, by: Member | None = None, **fields
) -> list[SignUp]:
    """Write down a request for each of `people` (None is the member); nobody has a place by that. Under the lock."""
    first = SignUp.State.WAITING
    if session.offering.mode in SignUpTerms.ADMITTED_MODES:
        first = SignUp.State.REQUESTED
    party = uuid4() if len(people) > 1 else None
    made = [
        SignUp.objects.create(
            session=session,
            member=member,
            dependant=dependant,
            party=party,
            state=first,
            signed_up_by=by,
            # One attempt of a party makes several rows.
            **fields,
        )
        for dependant in people
    ]
    let_follow(session, made)
    return made


@patiently
def sign_up_for(organiser: Member, member: Member, session: Session, *, reason: str = "") -> list[SignUp]:
    """Sign somebody up on their behalf, before sign-up has opened or after it has closed as well; they are told.

    They get a place if there is one, or wait like everybody. The caller says who may do so.

    Raises:
        SignUpRefused: the date is over or cancelled, it is not for them, or they are there already.
    """
    session = lock_session(session.pk)
    check_asked_here(session.offering)
    check_takes_place(session)
    check_audience(session.offering, member)
    check_not_there_yet(session, member, [None])
    made = enter(session, member, [None], by=organiser, reason=reason)
    if session.offering.mode in SignUpTerms.ADMITTED_MODES:
        SignUp.objects.filter(pk__in=[each.pk for each in made]).update(state=SignUp.State.WAITING)
    granted = {each.pk: each for each in promote(session, asked_now=[each.pk for each in made])}
    if not granted.keys() & {each.pk for each in made}:
        wording = "draw" if session.awaits_draw else "waiting"
        tell(kinds.SIGNED_UP_BY, session, made, wording=wording, event="waiting", by=organiser.name)
    for each in made:
        each.refresh_from_db()
    return made
