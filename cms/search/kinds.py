"""The kinds of things that a reader finds. Each room registers its own in `ready()`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet

# So many things are made anew in one transaction, for which whoever publishes waits.
AT_ONCE = 200


@dataclass(frozen=True)
class Description:
    """What is kept of one thing. `names` are of people and departments, found by their sound as the title is; a reader
    of the page `page_id` may read it.
    """

    title: str
    names: Iterable[str] = ()
    summary: str = ""
    text: str = ""
    dated: date | None = None
    department_id: int | None = None
    page_id: int | None = None


@dataclass(frozen=True)
class Kind:
    """One kind of thing that is found.

    Attributes:
        key: how addresses and stored entries name it.
        models: of the things. A page belongs to the kind of its own class.
        describe: returns what is kept of a live thing.
        shown_to: returns the live things that a reader may read, as they are listed: what is shown is fetched from
            here, so a stale entry shows nobody anything.
        open_to: where a page alone does not say who may read a thing: the rows that admit `reader` to the one whose
            key is the second argument, an `OuterRef`.
        template: shows one of them as `found`; `question` is what was asked.
        order: the place of its group among the others, from 0.
        weight: how much more than others it is what people look for; 0 is nothing more.
        at_once: how many are made anew together; few where each may be as long as a book.
        live_things: returns all that are live, for making the entries anew; needed where there are several models.
    """

    key: str
    label: Any
    models: tuple[type[Model], ...]
    describe: Callable[[Any], Description]
    shown_to: Callable[[Any], QuerySet]
    template: str
    order: int = 50
    weight: float = 0
    open_to: Callable[[Any, Any], QuerySet] | None = None
    live_things: Callable[[], QuerySet] | None = None
    at_once: int = AT_ONCE

    def everything(self) -> QuerySet:
        return self.live_things() if self.live_things else self.models[0]._default_manager.filter(live=True)


_kinds: dict[str, Kind] = {}


def register_kind(kind: Kind) -> None:
    _kinds[kind.key] = kind


def all_kinds() -> list[Kind]:
    return sorted(_kinds.values(), key=lambda kind: kind.order)


def kind_named(key: str) -> Kind | None:
    return _kinds.get(key)


def kind_of(thing: Model) -> Kind | None:
    """Return the kind that `thing`, of its own class, belongs to; None where it is not found by itself."""
    return next((kind for kind in _kinds.values() if type(thing) in kind.models), None)


def describe_page(page) -> Description:
    """Return what is kept of a page of ours; rooms add to it with `dataclasses.replace`."""
    return Description(title=page.title, summary=page.summary, text=page.search_text, page_id=page.pk)
