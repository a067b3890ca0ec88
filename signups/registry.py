"""Where rooms above say what the things are that they offer, so that this room need not know of them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models

from people.models import Member


def _nobody(thing, member) -> bool:
    return False


@dataclass(frozen=True)
class Thing:
    """What a kind of thing answers. `keeps_list(thing, member)`: whether this member keeps its lists, beside the office
    and the contact person. `belongs(thing, member)`: whether they are one of its own, such as a member of its club.
    """

    keeps_list: Callable[[models.Model, Member], bool] = _nobody
    belongs: Callable[[models.Model, Member], bool] = _nobody


_things: dict[str, Thing] = {}


def register_thing(label: str, thing: Thing) -> None:
    """Register what `label` ("app.model") answers."""
    _things[label] = thing


def answers_of(offering) -> Thing:
    return _things.get(offering.thing._meta.label_lower, Thing()) if offering.thing else Thing()
