"""Where rooms above say what the things are that they offer, so that this room need not know of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import models

from people.models import Member


def _nobody(thing, member) -> bool:
    return False


def _everybody(thing, reader) -> bool:
    return True


def _nothing(thing, reader) -> dict:
    return {}


@dataclass(frozen=True)
class Thing:
    """What a kind of thing answers. `keeps_list(thing, member)`: whether this member keeps its lists, beside the office
    and the contact person. `belongs(thing, member)`: whether they are one of its own, such as a member of its club.
    `is_open_to(thing, reader)`: whether they may read of it at all. `about(thing, reader)`: what the page of a date
    says of it: `kind`, `summary`, `organiser`, `club` (its page), all of them optional.
    """

    keeps_list: Callable[[models.Model, Member], bool] = _nobody
    belongs: Callable[[models.Model, Member], bool] = _nobody
    is_open_to: Callable[[models.Model, Member], bool] = _everybody
    about: Callable[[models.Model, Member], Mapping] = _nothing


_things: dict[str, Thing] = {}


def register_thing(label: str, thing: Thing) -> None:
    """Register what `label` ("app.model") answers."""
    _things[label] = thing


def answers_of(offering) -> Thing:
    return _things.get(offering.thing._meta.label_lower, Thing()) if offering.thing else Thing()
