"""The steps that take their time, as jobs do them. A step may be done twice, as when a worker dies: one counts."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from modelsearch.backends import get_search_backend

from ..errors import Refused
from ..models import Member, RosterImport, RosterRow
from ..workbooks import UnreadableFile
from . import progress
from .applying import BATCH, apply_roster, foretell_what_ends, lock_the_roster
from .comparing import Comparison
from .reading import read_lines
from .spreadsheet import open_table
from .undoing import undo_roster

SEARCHED = ["employee_number", "name"]
State = RosterImport.State


def compare(roster_pk: int) -> None:
    """Read the file and put down what each row would do."""
    roster = RosterImport.objects.get(pk=roster_pk)
    if roster.state != State.READING:
        return
    begun_at = _a_moment_without_writers()
    try:
        comparison, table = _compare(roster)
    except UnreadableFile as error:
        _fall_back(roster, State.READING, State.UNREADABLE, str(error))
        return
    except FileNotFoundError:
        _fall_back(roster, State.READING, State.UNREADABLE, _("The file is no longer here. Choose it again."))
        return
    except Exception:
        _fall_back(roster, State.READING, State.UNREADABLE, _("The comparison failed; the log of the site says why."))
        raise
    finally:
        progress.forget(roster_pk)
    with transaction.atomic():
        roster = RosterImport.objects.select_for_update().get(pk=roster_pk)
        if roster.state != State.READING:
            return
        roster.rows.all().delete()
        for row in comparison.rows:
            row.roster = roster
        RosterRow.objects.bulk_create(comparison.rows, batch_size=BATCH)
        roster.counts, roster.new_parts = comparison.counts(), comparison.parts.stored()
        roster.sheet, roster.other_sheets = table.sheet[:80], table.other_sheets
        roster.state, roster.trouble, roster.compared_at = State.COMPARED, "", begun_at
        roster.save()


@transaction.atomic
def _a_moment_without_writers() -> datetime:
    """Return the time when no import is half written: each is either to be seen by now, or ends later."""
    lock_the_roster()
    return timezone.now()


def _compare(roster: RosterImport):
    with roster.file.open("rb") as file:
        table = open_table(file, roster.file_name)
        lines = read_lines(table, roster.mapping)
        comparison = Comparison(roster.covers).compare(lines, progress.watch(roster.pk, table.size))
    if not comparison.has_lines:
        raise UnreadableFile(_("It has no people below its headings."))
    foretell_what_ends(comparison.rows)
    return comparison, table


def index(roster_pk: int) -> None:
    """Let the admin's search find people by what an import, or its undo, has made of their names and numbers.

    Apart from the import, since it takes longer than all the rest of it.
    """
    rows = RosterRow.objects.filter(roster=roster_pk, changes__has_any_keys=SEARCHED)
    members = list(Member.objects.filter(pk__in=rows.exclude(member=None).values("member")))
    found = get_search_backend().get_index_for_model(Member)
    for start in range(0, len(members), BATCH):
        found.add_items(Member, members[start : start + BATCH])


def carry_out(roster_pk: int) -> None:
    """Apply what was compared."""
    _whole(roster_pk, apply_roster, during=State.APPLYING, back_to=State.COMPARED)


def take_back(roster_pk: int) -> None:
    """Undo what was applied."""
    _whole(roster_pk, undo_roster, during=State.UNDOING, back_to=State.APPLIED)


def _whole(roster_pk: int, step: Callable, *, during: State, back_to: State) -> None:
    roster = RosterImport.objects.get(pk=roster_pk)
    try:
        step(roster_pk, progress.watch(roster_pk, roster.rows.applicable().count()))
    except Refused as refusal:
        _fall_back(roster, during, back_to, str(refusal.sentence))
    except Exception:
        _fall_back(roster, during, back_to, _("It failed, and nothing was changed; the log of the site says why."))
        raise
    finally:
        progress.forget(roster_pk)


def _fall_back(roster: RosterImport, during: State, back_to: State, trouble: str) -> None:
    """Leave the step with a sentence; what it wrote has been rolled back."""
    RosterImport.objects.filter(pk=roster.pk, state=during).update(state=back_to, trouble=trouble)
