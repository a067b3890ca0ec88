"""Where rooms above say what the things are that they offer, so that this room need not know of them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import models

from people.models import Member

from .models.session import where_is


def _nobody(thing, member) -> bool:
    return False


def _nothing(thing, reader) -> dict:
    return {}


def _none(member) -> list[int]:
    return []


@dataclass(frozen=True)
class Said:
    """What a series says of one of its dates."""

    starts_at: datetime
    ends_at: datetime
    venue: models.Model | None = None
    place: str = ""

    @property
    def where(self) -> str:
        return where_is(self.venue, self.place)


def _no_dates(thing, begin, end) -> dict[datetime, Said]:
    return {}


def _leaves_it(thing, sign_ups) -> None:
    pass


def _nowhere(thing) -> str:
    return ""


def _usual(_sign_up: models.Model) -> list[str]:
    return []


@dataclass(frozen=True)
class Thing:
    """What a kind of thing answers. `keeps_list(thing, member)`: whether this member keeps its lists, beside the office
    and the contact person. `belongs(thing, member)`: whether they are one of its own, such as a member of its club.
    `about(thing, reader)`: what the page of a date says of it: `kind`, `summary`, `organiser`, `club` (its page), all
    of them optional. `kept_by(member)`: the ids of all things of the kind whose lists this member keeps.
    `keepers(thing)`: who keeps its lists beside the contact person and the office, to be told of what waits there.
    `belonged_to(member)`: the ids of all to which `belongs` says that they belong.
    `dates(thing, begin, end)`: what its series says now of the dates in [begin, end), by the key of their sessions.
    `follow(thing, sign_ups)`: does what it means to the thing that sign-ups of one of its sessions were made, granted,
    confirmed or ended; called with them as they are now, under the lock and in the transaction that did so.
    `own_page(thing)`, `own_list(thing)`: the addresses on which one signs up for it, and on which its list is kept,
    where these are not the pages of its session. How many places it has, and whether it takes place, it says itself.
    `remarks(sign_up)`: what is said of how one of its sign-ups came about, where that is not what is usually said.
    """

    keeps_list: Callable[[models.Model, Member], bool] = _nobody
    belongs: Callable[[models.Model, Member], bool] = _nobody
    about: Callable[[models.Model, Member], Mapping] = _nothing
    kept_by: Callable[[Member], Iterable[int]] = _none
    keepers: Callable[[models.Model], Iterable[Member]] = _none
    belonged_to: Callable[[Member], Iterable[int]] = _none
    dates: Callable[[models.Model, datetime, datetime], dict[datetime, Said]] = _no_dates
    follow: Callable[[models.Model, list], None] = _leaves_it
    own_page: Callable[[models.Model], str] = _nowhere
    own_list: Callable[[models.Model], str] = _nowhere
    remarks: Callable[[models.Model], list[str]] = _usual


_things: dict[str, Thing] = {}


def register_thing(label: str, thing: Thing) -> None:
    """Register what `label` ("app.model") answers."""
    _things[label] = thing


def answers_of(offering) -> Thing:
    return _things.get(offering.thing._meta.label_lower, Thing()) if offering.thing else Thing()


def kinds_that_follow() -> set[int]:
    """Return the ids of the content types of things that do something when their sign-ups change."""
    return _kinds(label for label, thing in _things.items() if thing.follow is not _leaves_it)


def kinds_with_own_pages() -> set[int]:
    """Return the ids of the content types of things whose session has no pages: it stands on theirs."""
    return _kinds(label for label, thing in _things.items() if thing.own_list is not _nowhere)


def own_page_of(session) -> str:
    """Return the address on which one signs up for a session, where it is not its own page; else nothing."""
    return answers_of(session.offering).own_page(session.offering.thing) if _is_elsewhere(session) else ""


def own_list_of(session) -> str:
    """Return the address on which the list of a session is kept, where it is not its own page; else nothing."""
    return answers_of(session.offering).own_list(session.offering.thing) if _is_elsewhere(session) else ""


def _is_elsewhere(session) -> bool:
    # Most have a date, and then nothing is asked of the database.
    kind = session.offering.thing_type_id
    return session.starts_at is None and kind in kinds_with_own_pages() and session.offering.thing is not None


def _kinds(labels: Iterable[str]) -> set[int]:
    return {ContentType.objects.get_by_natural_key(*label.split(".")).pk for label in labels}


def things_kept_by(member: Member) -> models.Q:
    """Return the condition that an offering is of a thing whose lists a member keeps; `pk=None` meets none."""
    return _of_things({label: thing.kept_by(member) for label, thing in _things.items()})


def things_belonged_to(member: Member) -> models.Q:
    """Return the condition that an offering is of a thing to which a member belongs."""
    return _of_things({label: thing.belonged_to(member) for label, thing in _things.items()})


def _of_things(ids: Mapping[str, Iterable[int]]) -> models.Q:
    found = models.Q(pk=None)
    for label, things in ids.items():
        kind = ContentType.objects.get_by_natural_key(*label.split("."))
        found |= models.Q(thing_type=kind, thing_id__in=things)
    return found
