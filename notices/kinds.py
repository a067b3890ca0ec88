"""What notices are about, and their words. A room registers its kinds when it starts; a kind's code is stored."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

LONGEST_SUBJECT = 200


def as_subject(text: str) -> str:
    """Return a subject as it is kept: names and titles may come with line breaks, and one of two lines is no header
    that a mail server takes.
    """
    return " ".join(text.splitlines())[:LONGEST_SUBJECT]


@dataclass(frozen=True)
class Wording:
    """Subject and text with named places, such as `%(title)s`; a text of two numbers is an `ngettext_lazy`."""

    subject: str | Promise
    body: str | Promise = ""

    def filled(self, places: Mapping[str, object]) -> tuple[str, str]:
        """Return subject and text in the site's language: notices are stored as text, whoever's act they follow.

        Raises:
            KeyError: a place has nothing to fill it.
        """
        places = dict(places)
        with translation.override(settings.LANGUAGE_CODE):
            return str(self.subject % places), str(self.body % places) if self.body else ""


@dataclass(frozen=True)
class Kind:
    """`wordings` by name, the plain one under ""; a kind without any is worded by whoever sends it.

    `urgent`: comes through quiet hours, and by SMS. `digestible`: may wait for the digest of the day. `optional`: a
    member may do without. `for_its_day`: worth nothing the day after, so what has not been carried by midnight stays in
    the inbox. `personal`: its words are for one person, and nothing to pass on. `template`: shows the notice in full
    instead of its text, with `notice`.
    """

    code: str
    name: str | Promise
    wordings: Mapping[str, Wording] = field(default_factory=dict)
    urgent: bool = False
    digestible: bool = True
    optional: bool = False
    for_its_day: bool = False
    personal: bool = False
    template: str = ""

    @property
    def room(self) -> str:
        return self.code.partition(".")[0]

    @property
    def waits_for_digest(self) -> bool:
        return self.digestible and not self.urgent


# What the places of texts are called where the texts are read in a list.
PLACES: dict[str, str | Promise] = {
    "author": _("who submitted it"),
    "by": _("who did it"),
    "count": _("number"),
    "date": _("date"),
    "name": _("name of the person"),
    "remark": _("remark"),
    "reason": _("reason"),
    "title": _("title"),
}

_kinds: dict[str, Kind] = {}


def register_kinds(kinds: Iterable[Kind], **places: str | Promise) -> None:
    """Make kinds known, and what places of theirs are called that other rooms do not have.

    Raises:
        ValueError: there is another kind of that code already.
    """
    for kind in kinds:
        if _kinds.setdefault(kind.code, kind) is not kind:
            raise ValueError(f"there are two kinds of notices called {kind.code}")
    PLACES.update(places)


def kind_of(code: str) -> Kind:
    """Return the kind; for one that no room knows any more, one that is neither urgent nor may wait."""
    return _kinds.get(code) or Kind(code, code, digestible=False)


def is_registered(code: str) -> bool:
    return code in _kinds


def registered_kinds() -> list[Kind]:
    """Return every kind, those of a room one after another."""
    return sorted(_kinds.values(), key=lambda kind: kind.room)


def optional_kinds() -> list[Kind]:
    """Return the kinds that a member may do without."""
    return [kind for kind in registered_kinds() if kind.optional]


def name_of_kind(code: str) -> str:
    """Return the name of a kind; of one that no room knows any more, its code."""
    return str(kind_of(code).name)


def kinds() -> list[tuple[str, str]]:
    """Return every kind with its name, as choices."""
    return [(kind.code, str(kind.name)) for kind in _kinds.values()]


class Placeholders(dict):
    """Stands for whatever fills the places of a text, and knows afterwards which were asked for."""

    def __init__(self):
        super().__init__()
        self.asked: set[str] = set()

    def __missing__(self, place: str):
        self.asked.add(place)
        # What is counted has to be a number: the text follows it.
        return EXAMPLE_COUNT if place == "count" else f"\0{place}\0"


EXAMPLE_COUNT = 2
PLACE = re.compile("\0([a-z_]+)\0")


def places_of(text: str | Promise) -> set[str]:
    """Return the names of the places in a text."""
    placeholders = Placeholders()
    _fill(text, placeholders)
    return placeholders.asked


def shown_with_places(text: str | Promise) -> SafeString:
    """Return a text as HTML, each place marked and called by its name in the language of the reader."""
    parts = PLACE.split(_fill(text, Placeholders()))
    marked = [
        format_html("<mark>{}</mark>", PLACES.get(part, part)) if number % 2 else conditional_escape(part)
        for number, part in enumerate(parts)
    ]
    return mark_safe("".join(marked))


def _fill(text: str | Promise, placeholders: Placeholders) -> str:
    return str(text % placeholders) if text else ""
