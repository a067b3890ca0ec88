"""What a comparison has found, or what came of an import: its rows by kind, and the parts of the house it makes."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ..models import RosterImport, RosterRow
from .columns import PARTS
from .known import PART_MODELS

TO_LOOK_AT, KEPT = "to_look_at", "kept"


def kinds_of_rows(roster: RosterImport) -> list[tuple[str, str, int]]:
    """Return code, name and number of rows of each kind there is, what matters most first."""
    counts = [(outcome.value, outcome.label, roster.count_of(outcome)) for outcome in RosterRow.Outcome]
    counts.insert(1, (TO_LOOK_AT, _("to be looked at"), roster.count_of(TO_LOOK_AT)))
    if roster.state == RosterImport.State.UNDONE:
        counts.insert(0, (KEPT, _("not undone"), roster.rows.kept().count()))
    return [kind for kind in counts if kind[2]]


def rows_of_kind(roster: RosterImport, code: str) -> QuerySet[RosterRow]:
    if code == KEPT:
        return roster.rows.kept()
    if code == TO_LOOK_AT:
        return roster.rows.to_look_at()
    return roster.rows.filter(outcome=code)


def new_parts(roster: RosterImport) -> list[tuple[str, str]]:
    """Return what each kind of part is called, and the names that are new."""
    found = [
        (PART_MODELS[kind]._meta.verbose_name_plural, "、".join(roster.new_parts[kind]))
        for kind in PARTS
        if roster.new_parts.get(kind)
    ]
    if joined := roster.new_parts.get("joined"):
        pairs = "、".join(f"{group} → {branch}" for group, branch in joined.items())
        found.append((_("Groups that join a branch"), pairs))
    return found
