"""How a row of an import reads on the screen."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import pgettext

from ..models import Member, RosterRow
from .columns import PRIVATE, WORDS, label

# What a look at rows and at the export is noted as.
ROWS = "people.roster_import"
EXPORT = "people.roster_export"


@dataclass(frozen=True)
class Change:
    label: str
    old: str
    new: str


class RowCard:
    """A row with its changes in words; what is private is shown in part."""

    def __init__(self, row: RosterRow):
        self.row = row

    @cached_property
    def changes(self) -> list[Change]:
        return [
            Change(label(name), shown(name, old), shown(name, new))
            for name, (old, new) in self.row.changes.items()
            # A new account says its number and name already, and nothing of its values is a change of anything.
            if not (self.row.outcome == RosterRow.Outcome.NEW and name in ("employee_number", "name", "is_active"))
        ]


def shown(name: str, value) -> str:
    """Return a value as the page of an import shows it: in words, and of a birthday only the year."""
    if value and name in PRIVATE:
        return f"{value[:4]}-**-**" if name == "birthday" else f"{value[:3]}****{value[-4:]}"
    return in_words(name, value)


def in_words(name: str, value) -> str:
    """Return a value of `RosterRow.changes` as people read it, whole: words for codes."""
    if name == "is_active":
        return pgettext("account", "open") if value else pgettext("account", "closed")
    if not value:
        return ""
    if name in WORDS:
        return str(dict(Member._meta.get_field(name).choices).get(value, value))
    return str(value)
