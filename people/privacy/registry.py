"""What each room keeps about people. The page /privacy/, a member's own data and the nightly forgetting read it.

A room enters itself in `ready()`: `keeps(...)` for each kind of thing, `forgets(...)` for its rule of retention. A
model that points at a member and stands in no entry fails a test.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

Text = str | Promise


@dataclass(frozen=True)
class Fact:
    """One thing that is known: `name` for programs, `label` for people."""

    name: str
    label: Text
    value: object

    @property
    def text(self) -> str:
        """The value as people read it."""
        if isinstance(self.value, bool):
            return _("yes") if self.value else _("no")
        if isinstance(self.value, datetime):
            return f"{timezone.localtime(self.value):%Y-%m-%d %H:%M}"
        if isinstance(self.value, date):
            return f"{self.value:%Y-%m-%d}"
        return "" if self.value is None else str(self.value)


Entry = list[Fact]


@dataclass(frozen=True)
class Holding:
    """One kind of thing that the site keeps about a member.

    `rows` returns those about one member, in the order in which they are shown; `describe` says what a row holds.
    `models` are the labels of all models that the entry answers for.
    """

    key: str
    name: Text
    contents: Text
    purpose: Text
    period: Text
    seen_by: Text
    models: tuple[str, ...]
    rows: Callable[["people.models.Member"], QuerySet] | None = None  # noqa: F821
    describe: Callable[[models.Model], Entry] | None = None

    def entries(self, member, first: int | None = None) -> list[Entry]:
        """Return what is kept about `member`, the first so many of it or all."""
        return [self.describe(row) for row in self.rows(member)[:first]] if self.rows else []

    def count(self, member) -> int:
        return self.rows(member).count() if self.rows else 0


@dataclass
class _Registry:
    holdings: dict[str, Holding] = field(default_factory=dict)
    forgetting: dict[str, Callable[[], object]] = field(default_factory=dict)
    emptying: list[Callable[["people.models.Member"], None]] = field(default_factory=list)  # noqa: F821


_registry = _Registry()


def keeps(**about) -> None:
    """Register a `Holding`; its key is `room.thing`."""
    holding = Holding(**about)
    _registry.holdings[holding.key] = holding


def forgets(room: str, rule: Callable[[], object]) -> None:
    """Register what a room, or a part of one, does every night to let go of what has been kept long enough.

    Raises:
        ValueError: there is another rule of that name already, which would be forgotten itself.
    """
    if _registry.forgetting.setdefault(room, rule) is not rule:
        raise ValueError(f"there are two rules that let {room} forget")


def on_emptying(rule: Callable) -> Callable:
    """Register what a room does when the personal fields of somebody who left long ago are blanked: called with the
    member, inside the transaction that blanks them.
    """
    _registry.emptying.append(rule)
    return rule


def holdings() -> list[Holding]:
    """Return all of them, what is kept of the person first."""
    return sorted(_registry.holdings.values(), key=lambda holding: not holding.key.startswith("people."))


def forgetting_rules() -> dict[str, Callable[[], object]]:
    return dict(_registry.forgetting)


def emptying_rules() -> Iterable[Callable]:
    return tuple(_registry.emptying)


def facts_of(row: models.Model, *names: str) -> Entry:
    """Return fields of `row` as facts, with the labels that the model gives them; choices in words."""
    facts = []
    for name in names:
        model_field = row._meta.get_field(name)
        value = getattr(row, name)
        if model_field.choices:
            value = str(getattr(row, f"get_{name}_display")())
        elif isinstance(value, models.Model):
            value = str(value)
        facts.append(Fact(name, capfirst(model_field.verbose_name), value))
    return facts
