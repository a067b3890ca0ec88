"""A compared roster becomes the house: all of it or nothing, with bulk writes."""

from collections.abc import Callable
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.text import slugify

from ..actions import check_an_administrator_stays, let_go
from ..membership.changing import record_changes
from ..models import FormerNumber, Member, MembershipChange, RosterImport, RosterRow, UnionGroup
from ..pinyin import pinyin_of
from ..registry import Ended
from .columns import DATES, OF_A_MEMBER
from .errors import RosterChanged
from .forgetting import drop_file
from .known import MEMBER_PARTS, PART_MODELS, current_value

BATCH = 1000
WRITTEN = [*OF_A_MEMBER, "pinyin", "is_active"]
LOCK = "people.roster"
Tick = Callable[[int], None]


def no_tick(count: int) -> None:
    """For who does not watch."""


def lock_the_roster() -> None:
    """Wait for an import or an undo that is under way; nobody else begins one until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [LOCK])


@transaction.atomic
def apply_roster(roster_pk: int, tick: Tick = no_tick) -> bool:
    """Write what the comparison found; False when there was nothing to do, as when another worker has done it.

    Raises:
        RosterChanged: somebody has changed a person, a number or a part of the house since the comparison.
        LastAdministrator: nobody who administers the site would be left.
    """
    lock_the_roster()
    roster = RosterImport.objects.select_for_update().get(pk=roster_pk)
    if roster.state != RosterImport.State.APPLYING:
        return False
    refuse_outdated(roster)
    rows = list(roster.rows.applicable())
    known = members_of(rows, lock=True)
    _check_nothing_changed(rows, known)
    parts = _make_parts(roster.new_parts)
    new, changed, leavers, returners = [], [], [], []
    for count, row in enumerate(rows, start=1):
        tick(count)
        member = known[row.member_id] if row.member_id else Member(password=make_password(None))
        if member.is_gone:
            returners.append(member)
        set_values(member, {name: values[1] for name, values in row.changes.items()}, parts)
        (changed if row.member_id else new).append(member)
        if row.outcome == RosterRow.Outcome.LEAVING:
            leavers.append(member)
    check_an_administrator_stays(leavers)
    # Whoever comes back comes without what somebody forgot to end when they went.
    ended = let_go([member for member in returners if not member.is_gone])
    write_members(new, changed)
    record_changes(_memberships(rows, known), MembershipChange.Act.ROSTER, by=roster.applied_by)
    _note_former_numbers(roster, rows)
    _note_what_has_ended(rows, [*ended, *let_go(leavers)])
    # Accounts that were made just now are known by their numbers.
    made = Member.objects.filter(employee_number=models.OuterRef("employee_number")).values("pk")[:1]
    roster.rows.filter(outcome=RosterRow.Outcome.NEW).update(member_id=models.Subquery(made))
    roster.state, roster.applied_at, roster.trouble = RosterImport.State.APPLIED, timezone.now(), ""
    roster.save(update_fields=["state", "applied_at", "trouble"])
    drop_file(roster)
    return True


def refuse_outdated(roster: RosterImport) -> None:
    """Raises RosterChanged when another import was applied or undone since `roster` was compared."""
    others = RosterImport.objects.exclude(pk=roster.pk)
    if roster.compared_at is None or others.written_since(roster.compared_at).exists():
        raise RosterChanged


def set_values(member: Member, values: dict, parts: dict[str, dict[str, models.Model]]) -> None:
    """Give a member values as `RosterRow.changes` holds them; `parts` has the parts of the house by kind and name."""
    for name, value in values.items():
        if name in MEMBER_PARTS:
            setattr(member, name, part_of(parts, name, value) if value else None)
        elif name in DATES:
            setattr(member, name, date.fromisoformat(value) if value else None)
        else:
            setattr(member, name, value)
    if "name" in values:
        member.pinyin = pinyin_of(member.name)


def part_of(parts: dict[str, dict[str, models.Model]], kind: str, name: str) -> models.Model:
    """Return a part of the house. Raises RosterChanged when it has been renamed or deleted since the comparison."""
    try:
        return parts[kind][name]
    except KeyError as error:
        raise RosterChanged from error


def write_members(new: list[Member], changed: list[Member]) -> None:
    """Write members in bulk. The admin's search finds them once `work.index` has been there.

    An update of thousands of rows by CASE takes minutes; an insert that meets its own row takes seconds.
    """
    Member.objects.bulk_create(new, batch_size=BATCH)
    Member.objects.bulk_create(
        changed, batch_size=BATCH, update_conflicts=True, unique_fields=["id"], update_fields=WRITTEN
    )


def members_of(rows: list[RosterRow], *, lock: bool) -> dict[int, Member]:
    """Return the members that the rows are about, by pk, with their parts of the house."""
    members = Member.objects.select_related(*MEMBER_PARTS).order_by("pk")
    if lock:
        # On people alone: the parts they belong to are only read.
        members = members.select_for_update(of=("self",))
    return members.in_bulk([row.member_id for row in rows if row.member_id])


def parts_by_name() -> dict[str, dict[str, models.Model]]:
    return {kind: {part.name: part for part in model.objects.all()} for kind, model in PART_MODELS.items()}


def _check_nothing_changed(rows: list[RosterRow], known: dict[int, Member]) -> None:
    """Raises RosterChanged where a row no longer meets what it was compared with."""
    taken = set(Member.objects.values_list("employee_number", flat=True))
    for row in rows:
        member = known.get(row.member_id)
        if row.outcome != RosterRow.Outcome.NEW and member is None:
            raise RosterChanged
        if "employee_number" in row.changes and row.changes["employee_number"][1] in taken:
            raise RosterChanged
        if member and any(current_value(member, name) != values[0] for name, values in row.changes.items()):
            raise RosterChanged


def _make_parts(new_parts: dict) -> dict[str, dict[str, models.Model]]:
    parts = parts_by_name()
    for kind, model in PART_MODELS.items():
        slugs = set(model.objects.values_list("slug", flat=True))
        fresh = []
        for name in new_parts.get(kind, []):
            if name not in parts[kind]:
                fresh.append(model(name=name, slug=_free_slug(name, slugs)))
        parts[kind] |= {part.name: part for part in model.objects.bulk_create(fresh)}
    joined = []
    for name, branch in new_parts.get("joined", {}).items():
        group = part_of(parts, "union_group", name)
        # One that has got a branch meanwhile, be it the same: an undo must not take it away.
        if group.branch_id is not None:
            raise RosterChanged
        group.branch = part_of(parts, "branch", branch)
        joined.append(group)
    UnionGroup.objects.bulk_update(joined, ["branch"], batch_size=BATCH)
    return parts


def _free_slug(name: str, taken: set[str]) -> str:
    base = slugify(name, allow_unicode=True)[:50].strip("-") or "part"
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    taken.add(slug)
    return slug


def _memberships(rows: list[RosterRow], known: dict[int, Member]):
    """Yield who was a member of what kind before, and is now; people who are new have no before."""
    for row in rows:
        if row.member_id and "membership_status" in row.changes:
            yield known[row.member_id], *row.changes["membership_status"]


def _note_former_numbers(roster: RosterImport, rows: list[RosterRow]) -> None:
    FormerNumber.objects.bulk_create(
        FormerNumber(member_id=row.member_id, number=row.changes["employee_number"][0], roster=roster)
        for row in rows
        if row.member_id and "employee_number" in row.changes
    )


def foretell_what_ends(rows: list[RosterRow]) -> None:
    """Write into the rows of leavers, which are not saved yet, what their leaving will end.

    It is ended, and taken back at once: so every room says here what it will say then, and nothing of it stays.
    """
    leaving = [row for row in rows if row.outcome == RosterRow.Outcome.LEAVING]
    with transaction.atomic():
        sentences = _sentences(let_go([row.member for row in leaving]))
        transaction.set_rollback(True)
    for row in leaving:
        row.ended = sentences.get(row.member_id, [])


def _note_what_has_ended(rows: list[RosterRow], ended: list[Ended]) -> None:
    sentences = _sentences(ended)
    # Also where something was foretold that has ended meanwhile.
    touched = [row for row in rows if row.ended or row.member_id in sentences]
    for row in touched:
        row.ended = sentences.get(row.member_id, [])
    RosterRow.objects.bulk_update(touched, ["ended"], batch_size=BATCH)


def _sentences(ended: list[Ended]) -> dict[int, list[str]]:
    sentences: dict[int, list[str]] = {}
    for end in ended:
        sentences.setdefault(end.member_id, []).append(str(end.sentence))
    return sentences
