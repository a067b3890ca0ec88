"""What an organiser does besides deciding on one sign-up: to many at once, from one date to another, and in words.

Who that is, `signups.keeping` says. Each verb locks as `signups.locking` does.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from notices.actions import notify
from notices.models import Notice
from people.models import Member

from .. import notice_kinds as kinds
from ..actions.giving_back import end, party_to_end
from ..actions.sessions import move
from ..actions.signing_up import enter, sign_up_for
from ..answers.keeping import carry
from ..errors import HasEnded, SessionOver, SignUpRefused
from ..locking import lock_session, patiently
from ..models import Session, SignUp
from ..promoting import promote
from ..registry import Said
from ..rules import check_not_there_yet, check_room, check_takes_place
from ..telling import kind_of_news, link_to, places_of, tell_who_waits, when, who
from .errors import AnotherOffering, ChangedMeanwhile, NobodyToTell, NoPlaceThere, SaidAlready

Seen = TypeVar("Seen", Session, SignUp)
SAME_WORDS_APART = timedelta(minutes=10)


def stamp_of(thing: Session | SignUp) -> str:
    """Return what an organiser has seen of a date or a sign-up, so that an act on what has changed since is noticed."""
    if isinstance(thing, SignUp):
        return f"{thing.state}.{thing.rank}"
    return f"{thing.state}.{thing.sequence}.{thing.capacity}.{thing.is_out_of_step:d}"


@patiently
def as_seen(act: Callable[..., Seen], thing: Seen, by: Member, *, seen: str, **fields) -> Seen:
    """Do what somebody decided by looking at a page, if what it showed still holds.

    Raises:
        ChangedMeanwhile, and what `act` raises.
    """
    lock_session(thing.session_id if isinstance(thing, SignUp) else thing.pk)
    thing = type(thing).objects.get(pk=thing.pk)
    if stamp_of(thing) != seen:
        raise ChangedMeanwhile
    return act(thing, by=by, **fields)


@patiently
def admit_all(session: Session, chosen: Iterable[int], by: Member) -> list[SignUp]:
    """Let the requests among `chosen`, ids of sign-ups, join those who get places, by the order in which they came.

    Parties come in together; whoever finds no place waits, and is told so. Returns those who were let in now; whom
    somebody else has decided on meanwhile is left as it is.
    """
    session = lock_session(session.pk)
    asked = SignUp.objects.requested().filter(session=session)
    picked = asked.filter(pk__in=list(chosen))
    parties = [party for party in picked.values_list("party", flat=True) if party]
    rows = list((picked | asked.filter(party__in=parties)).with_people().in_order())
    pks = [row.pk for row in rows]
    SignUp.objects.filter(pk__in=pks).update(state=SignUp.State.WAITING)
    promote(session, asked_now=pks)
    tell_who_waits(session, pks)
    return list(SignUp.objects.filter(pk__in=pks).with_people().in_order())


@patiently
def transfer(sign_up: SignUp, by: Member, *, to: Session, reason: str = "") -> list[SignUp]:
    """Move somebody, with their party, to another date of the same offering; they are told once.

    The rows here become history, and what was answered goes along. Whoever has a place here has one there, or nothing
    changes; whoever waits here waits there behind the others. What becomes free here goes to the next.

    Raises:
        AnotherOffering, HasEnded, SessionOver, NotedAsPresent, NoPlaceThere; SignUpRefused: they cannot have a place
            there.
    """
    here = lock_session(sign_up.session_id)
    row = SignUp.objects.select_related("member", "dependant").get(pk=sign_up.pk)
    if to.offering_id != here.offering_id or to.pk == here.pk:
        raise AnotherOffering
    if not row.is_live:
        raise HasEnded
    if here.has_begun:
        raise SessionOver
    there = Session.objects.select_related("venue").get(pk=to.pk)
    there.offering = here.offering
    check_takes_place(there)
    state = row.state
    party = party_to_end(row)
    dependants = [each.dependant for each in party]
    check_room(there, len(party))
    # First, so that the place here counts for no limit there.
    had_a_place = state in SignUp.GRANTED_STATES
    ended = SignUp.State.SWAPPED if had_a_place else SignUp.State.CANCELLED
    end(party, ended, by=by, reason=reason or _moved_to(there))
    check_not_there_yet(there, row.member, dependants)
    made = enter(there, row.member, dependants, by=by, reason=reason, note=row.note)
    if state != SignUp.State.REQUESTED:
        SignUp.objects.filter(pk__in=[each.pk for each in made]).update(state=SignUp.State.WAITING)
    if had_a_place:
        _tell_of_transfer(here, there, made, reason)
    promote(there, asked_now=[each.pk for each in made])
    for each in made:
        each.refresh_from_db()
    is_placed = all(each.is_granted for each in made)
    if had_a_place and not is_placed:
        raise NoPlaceThere
    if not is_placed:
        _tell_of_transfer(here, there, made, reason, wording="waits")
    carry(party, made[0])
    promote(here, freed=party)
    return made


def _moved_to(there: Session) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return _("moved to %(when)s") % {"when": when(there)}


def _tell_of_transfer(here: Session, there: Session, made: list[SignUp], reason: str, wording: str = "") -> None:
    first = made[0]
    with translation.override(settings.LANGUAGE_CODE):
        before = when(here)
    notify(
        [first.member],
        kind=kinds.TRANSFERRED.code,
        wording=wording,
        # By the key of the place there, which `promote` would tell of besides.
        key=f"{kind_of_news(there, first).code}.{first.pk}",
        places={**places_of(there), "who": who(made), "before": before, "reason": reason},
        link=link_to(there),
    )


@dataclass(frozen=True)
class Outcome:
    """What became of signing one person up: the rows, or why there are none."""

    member: Member
    made: tuple[SignUp, ...] = ()
    refusal: str = ""

    @property
    def is_placed(self) -> bool:
        return bool(self.made) and all(row.is_granted for row in self.made)

    @property
    def waits(self) -> bool:
        return bool(self.made) and not self.is_placed


@patiently
def sign_up_people(session: Session, members: Sequence[Member], by: Member) -> list[Outcome]:
    """Sign people up in their order, under one lock: all that can be, in one act; says of each what became of it."""
    lock_session(session.pk)
    return [_sign_up_one(session, member, by) for member in members]


def _sign_up_one(session: Session, member: Member, by: Member) -> Outcome:
    try:
        return Outcome(member, tuple(sign_up_for(by, member, session)))
    except SignUpRefused as refusal:
        return Outcome(member, refusal=str(refusal))


def try_to_sign_up(session: Session, members: Sequence[Member], by: Member) -> list[Outcome]:
    """Return what `sign_up_people` would do. It is done, and undone: nobody is told, and nothing is kept."""
    with transaction.atomic():
        outcomes = sign_up_people(session, members, by)
        transaction.set_rollback(True)
    return outcomes


def tell_people(
    session: Session,
    sign_ups: Iterable[SignUp],
    by: Member,
    *,
    subject: str,
    text: str,
    attempt: UUID,
    asks_receipt: bool = False,
) -> int:
    """Send the members of `sign_ups` a message, each once however often it is sent; returns how many this message has
    reached by now.

    One message is one attempt with its words: pressed twice it is the same, changed it is another. The same words
    reach nobody a second time within `SAME_WORDS_APART`. Of what is confidential nobody is asked for a receipt: the
    leaders of groups would see it there.

    Raises:
        NobodyToTell; SaidAlready: everybody has just had these words.
    """
    members = {row.member_id: row.member for row in sign_ups}
    if not members:
        raise NobodyToTell
    dates = f"{kinds.MESSAGE.code}.{session.pk}."
    key = dates + str(uuid5(attempt, f"{subject}\n{text}"))
    same_words = Notice.objects.saying(subject, text, since=timezone.now() - SAME_WORDS_APART)
    said = same_words.filter(recipient__in=members, dedupe_key__startswith=dates).exclude(dedupe_key=key)
    just_told = dict(said.values_list("recipient", "created_at"))
    if just_told.keys() == members.keys():
        raise SaidAlready(max(just_told.values()))
    notify(
        [member for pk, member in members.items() if pk not in just_told],
        kind=kinds.MESSAGE.code,
        key=key,
        subject=subject,
        body=text,
        link=link_to(session),
        sender=by,
        asks_receipt=asks_receipt and not session.offering.is_confidential,
    )
    return Notice.objects.filter(dedupe_key=key, recipient__in=members).count()


def keep_as_it_is(session: Session, by: Member) -> Session:
    """Let a date differ from its series; from now on the series leaves it alone. Under the lock."""
    Session.objects.filter(pk=session.pk).update(changed_by_hand=True, is_out_of_step=False)
    session.changed_by_hand, session.is_out_of_step = True, False
    return session


def take_over(session: Session, by: Member, *, said: Said) -> Session:
    """Let a date be what its series says now; whoever is signed up is told. It follows the series again afterwards.

    Under the lock.

    Raises:
        SessionCancelled, SessionOver, VenueTaken
    """
    moved = move(session, by, starts_at=said.starts_at, ends_at=said.ends_at, venue=said.venue, place=said.place)
    Session.objects.filter(pk=session.pk).update(changed_by_hand=False, is_out_of_step=False)
    return moved
