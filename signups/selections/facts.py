"""What the site knows of people that may count in a selection. Rooms above register what they know."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.utils.functional import Promise


class Found(NamedTuple):
    """So many units, and how they came about in a few words that the applicant reads."""

    units: Decimal
    how: str


@dataclass(frozen=True)
class Fact:
    """`of(members, selection)` returns what is found, by the id of the member; who has nothing may be missing. It reads
    `kind`, `points_on` and `years_between` of the selection, and costs the same queries for one and for many. `unit` is
    what is counted, one of it.
    """

    key: str
    label: str | Promise
    of: Callable[[Iterable, object], Mapping[int, Found]]
    unit: str | Promise = ""


_facts: dict[str, Fact] = {}


def register_fact(fact: Fact) -> None:
    _facts[fact.key] = fact


def fact_of(key: str) -> Fact | None:
    return _facts.get(key)


def choices_of_facts() -> list[tuple[str, str | Promise]]:
    return [(fact.key, fact.label) for fact in _facts.values()]
