"""What an administrator does to an import: choose a file, say what its columns are, apply, undo, discard."""

import hashlib
import json
from collections.abc import Callable

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from .. import jobs
from ..actions import check_an_administrator_stays
from ..models import HeadingMemory, Member, RosterImport, RosterRow
from ..querysets import ROSTER_ROWS_KEPT_FOR
from .applying import refuse_outdated
from .columns import fold_heading, guess
from .errors import AnotherAtWork, HasFaults, ManyLeave, NotNow, NotTheLast, RosterRefused, TooOld
from .forgetting import drop_file, forget_what_was_read
from .spreadsheet import open_table

State = RosterImport.State
# More leavers than this share of the staff are more likely a file that lacks a campus.
MANY_LEAVE = 0.05


def receive_roster(file: File, *, by: Member) -> RosterImport:
    """Keep an uploaded file and read its headings. Raises UnreadableFile."""
    table = open_table(file, file.name)
    file.seek(0)
    roster = RosterImport(
        file_name=file.name[-200:],
        headings=table.headings,
        sheet=table.sheet[:80],
        other_sheets=table.other_sheets,
        uploaded_by=by,
    )
    memory = HeadingMemory.objects.filter(key=_key(table.headings)).first()
    roster.mapping = _first_mapping(table.headings, memory)
    roster.covers = memory.covers if memory else ""
    roster.file.save(file.name, file, save=False)
    roster.save()
    return roster


def _first_mapping(headings: list[str], memory: HeadingMemory | None) -> dict[str, str]:
    """Return what the headings meant last time, or what they look like; no column is read from two places."""
    mapping, used = {}, set()
    for place, heading in enumerate(headings):
        name = memory.columns.get(fold_heading(heading), "") if memory else guess(heading)
        if name and name not in used:
            used.add(name)
            mapping[str(place)] = name
    return mapping


def _key(headings: list[str]) -> str:
    folded = sorted(fold_heading(heading) for heading in headings if heading)
    return hashlib.sha256(json.dumps(folded).encode()).hexdigest()


@transaction.atomic
def begin_comparing(roster: RosterImport, mapping: dict[str, str], covers: str) -> None:
    """Remember what the columns are, and have the file compared in the background."""
    roster = _locked(roster, [State.UPLOADED, State.COMPARED, State.UNREADABLE])
    if not roster.file:
        raise NotNow
    roster.mapping, roster.covers = mapping, covers
    roster.state, roster.trouble = State.READING, ""
    roster.save()
    columns = {
        fold_heading(heading): mapping.get(str(place), "") for place, heading in enumerate(roster.headings) if heading
    }
    HeadingMemory.objects.update_or_create(key=_key(roster.headings), defaults={"columns": columns, "covers": covers})
    jobs.compare_roster.defer(roster_id=roster.pk)


@transaction.atomic
def begin_applying(roster: RosterImport, *, by: Member, leavers: int | None = None) -> None:
    """Have a compared roster applied in the background; `leavers` is how many leave, where that was asked for.

    Raises:
        NotNow, AnotherAtWork, RosterChanged, HasFaults, ManyLeave, LastAdministrator
    """
    roster = _locked(roster, [State.COMPARED])
    refuse_while_another_works(roster)
    refuse_outdated(roster)
    refuse_faults(roster)
    if many_leave(roster) and leavers != roster.leaving:
        raise ManyLeave
    leaving = roster.rows.filter(outcome=RosterRow.Outcome.LEAVING).exclude(member=None)
    check_an_administrator_stays([row.member for row in leaving.select_related("member")])
    _begin(roster, State.APPLYING, jobs.apply_roster.defer, applied_by=by)


def refuse_while_another_works(roster: RosterImport) -> None:
    if RosterImport.objects.at_work().exclude(pk=roster.pk).exists():
        raise AnotherAtWork


def refuse_faults(roster: RosterImport) -> None:
    if roster.faulty:
        raise HasFaults


def many_leave(roster: RosterImport) -> bool:
    """Whether more people leave than go in an ordinary month."""
    present = Member.objects.present().count()
    return roster.leaving > present * MANY_LEAVE


@transaction.atomic
def begin_undoing(roster: RosterImport, *, by: Member) -> None:
    """Have the last applied import undone in the background. Raises NotNow, AnotherAtWork, NotTheLast or TooOld."""
    roster = _locked(roster, [State.APPLIED])
    refuse_while_another_works(roster)
    refuse_undo(roster)
    _begin(roster, State.UNDOING, jobs.undo_roster.defer, undone_by=by)


def refuse_undo(roster: RosterImport) -> None:
    """Raises NotNow, NotTheLast or TooOld when `roster` cannot be undone."""
    if roster.state != State.APPLIED:
        raise NotNow
    if RosterImport.objects.applied().first() != roster:
        raise NotTheLast
    # As retention counts, since there is nothing to put back without the rows.
    if timezone.now() - roster.uploaded_at > ROSTER_ROWS_KEPT_FOR or roster.has_lost_rows:
        raise TooOld


def can_be_undone(roster: RosterImport) -> bool:
    try:
        refuse_undo(roster)
    except RosterRefused:
        return False
    return True


@transaction.atomic
def discard(roster: RosterImport) -> None:
    """Remove what was uploaded and what was compared; that there was an import stays. Raises NotNow."""
    roster = _locked(roster, [State.UPLOADED, State.COMPARED, State.UNREADABLE])
    roster.state = State.DISCARDED
    roster.save(update_fields=["state"])
    forget_what_was_read(roster)
    drop_file(roster)


def _begin(roster: RosterImport, state: State, defer: Callable, **by: Member) -> None:
    roster.state, roster.trouble = state, ""
    for name, member in by.items():
        setattr(roster, name, member)
    roster.save(update_fields=["state", "trouble", *by])
    defer(roster_id=roster.pk)


def _locked(roster: RosterImport, states: list[State]) -> RosterImport:
    locked = RosterImport.objects.select_for_update().get(pk=roster.pk)
    if locked.state not in states:
        raise NotNow
    return locked
