"""People named by hand: pasted names and employee numbers, looked for among some and never beyond them."""

import re
import unicodedata
from collections.abc import Iterable

from people.models import Member

from .errors import NotOfYourGroup, SeveralCalledSo, SignUpRefused

# What stands between names that are pasted from a chat or from a sheet. A blank is none: 张　三 is one person.
BETWEEN = re.compile(r"[\n\r\t,;、，；]+")


def names_in(text: str) -> list[str]:
    """Return the names and numbers of a pasted text, each once, in its order."""
    found = (plain(part) for part in BETWEEN.split(text))
    return list(dict.fromkeys(part for part in found if part))


def plain(name: str) -> str:
    """Return a name or number without the blanks that align it, and in plain characters."""
    return "".join(unicodedata.normalize("NFKC", name).split())


class Named:
    """Some people, found by name or employee number; one query for however many names."""

    def __init__(self, among: Iterable[Member], *, unknown: type[SignUpRefused] = NotOfYourGroup):
        self.unknown = unknown
        self.by_number: dict[str, Member] = {}
        self.by_name: dict[str, list[Member]] = {}
        for member in among:
            self.by_number[member.employee_number.upper()] = member
            self.by_name.setdefault(plain(member.name), []).append(member)

    def one(self, words: str) -> Member:
        """Return who is called so.

        Raises:
            NotOfYourGroup, or what `unknown` says. SeveralCalledSo
        """
        words = plain(words)
        if words.upper() in self.by_number:
            return self.by_number[words.upper()]
        found = self.by_name.get(words, [])
        if not found:
            raise self.unknown
        if len(found) > 1:
            raise SeveralCalledSo
        return found[0]
