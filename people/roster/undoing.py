"""The last import taken back, as far as nobody has built on it since; what stays is listed."""

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.search.models import IndexEntry

from ..actions import check_an_administrator_stays, let_go
from ..membership.changing import record_changes
from ..models import Body, FormerNumber, Look, Member, MembershipChange, RosterImport, RosterRow, UnionGroup
from .applying import (
    BATCH,
    Tick,
    lock_the_roster,
    members_of,
    no_tick,
    parts_by_name,
    set_values,
    write_members,
)
from .columns import label
from .errors import NotTheLast
from .known import PART_MODELS, current_value

# What points at somebody, or at a part of the house, without being anything done or given there. A body comes with its
# part by itself; posts that were held in it are asked for apart.
NO_USE = (RosterRow, Look, Body)


class Undoing:
    """What an undo of `roster` would do at this moment: `kept` has, by row, the sentences about what stays."""

    def __init__(self, roster: RosterImport, *, lock: bool = False):
        self.roster = roster
        self.rows = list(roster.rows.applicable().exclude(member=None))
        self.members = members_of(self.rows, lock=lock)
        self.kept: dict[int, list[str]] = {}
        self.back: list[Member] = []
        self.closed: list[Member] = []
        self.removed: list[Member] = []
        self.memberships: list[tuple[Member, str, str]] = []
        self._parts = parts_by_name()
        self._numbers = set(Member.objects.values_list("employee_number", flat=True))
        new = roster.rows.filter(outcome=RosterRow.Outcome.NEW).exclude(member=None)
        used = _in_use(Member, new.values("member"))
        for row in self.rows:
            member = self.members.get(row.member_id)
            if member is None:
                continue
            if row.outcome == RosterRow.Outcome.NEW:
                self._take_away(row, member, member.pk in used or member.last_login is not None)
            else:
                self._put_back(row, member)

    def _keep(self, row: RosterRow, sentence: str) -> None:
        self.kept.setdefault(row.pk, []).append(sentence)

    def _take_away(self, row: RosterRow, member: Member, is_in_use: bool) -> None:
        changed = [name for name, values in row.changes.items() if current_value(member, name) != values[1]]
        if not is_in_use and not changed:
            self.removed.append(member)
            return
        self._keep(row, _("The account is in use, has a slip, or was changed by hand: it stays, and is closed."))
        if member.is_active:
            member.is_active = False
            self.closed.append(member)

    def _put_back(self, row: RosterRow, member: Member) -> None:
        for sentence in row.ended:
            self._keep(row, sentence)
        old = {}
        for name, (before, after) in row.changes.items():
            if current_value(member, name) != after:
                self._keep(row, _("%(field)s was changed by hand since and stays.") % {"field": label(name)})
            elif name == "employee_number" and before in self._numbers:
                self._keep(row, _("The number %(number)s belongs to somebody else by now.") % {"number": before})
            elif name in self._parts and before and before not in self._parts[name]:
                self._keep(row, _("“%(name)s” is no more.") % {"name": before})
            else:
                old[name] = before
        # Status and account follow each other: one of them alone would be a contradiction.
        if "is_active" in row.changes and not {"is_active", "staff_status"} <= old.keys() | _unchanged(row):
            old.pop("is_active", None)
            old.pop("staff_status", None)
        if "membership_status" in old:
            self.memberships.append((member, member.membership_status, old["membership_status"]))
        if old:
            set_values(member, old, self._parts)
            self.back.append(member)

    @property
    def goes_again(self) -> list[Member]:
        """Members who had come back with the import, and whose account closes again."""
        return [member for member in [*self.back, *self.closed] if not member.is_active]


def _unchanged(row: RosterRow) -> set[str]:
    return {"is_active", "staff_status"} - row.changes.keys()


@transaction.atomic
def undo_roster(roster_pk: int, tick: Tick = no_tick) -> bool:
    """Take an applied import back; False when there was nothing to do.

    Raises:
        NotTheLast: another import was applied since.
        LastAdministrator: the site would be left without one.
    """
    lock_the_roster()
    roster = RosterImport.objects.select_for_update().get(pk=roster_pk)
    if roster.state != RosterImport.State.UNDOING:
        return False
    # Once more, under the lock: whoever asked for this undo asked before.
    if RosterImport.objects.exclude(pk=roster.pk).in_force_since(roster.applied_at).exists():
        raise NotTheLast
    undoing = Undoing(roster, lock=True)
    tick(len(undoing.rows) // 2)
    was_active = set(
        Member.objects.filter(pk__in=[member.pk for member in undoing.goes_again], is_active=True).values_list(
            "pk", flat=True
        )
    )
    leavers = [member for member in undoing.goes_again if member.pk in was_active]
    check_an_administrator_stays([*leavers, *undoing.removed])
    write_members([], [*undoing.back, *undoing.closed])
    record_changes(undoing.memberships, MembershipChange.Act.ROSTER_UNDONE, by=roster.undone_by)
    _remove(undoing.removed)
    let_go(leavers)
    _forget_former_numbers(roster)
    touched = [row for row in undoing.rows if row.pk in undoing.kept]
    for row in touched:
        row.kept = undoing.kept[row.pk]
    RosterRow.objects.bulk_update(touched, ["kept"], batch_size=BATCH)
    _remove_parts(roster.new_parts)
    roster.state, roster.undone_at, roster.trouble = RosterImport.State.UNDONE, timezone.now(), ""
    roster.save(update_fields=["state", "undone_at", "trouble"])
    return True


def _in_use(model: type[Model], pks: QuerySet | set[int]) -> set[int]:
    """Return which rows of `model` something points at: a post, a role, anything.

    Rows of imports and looks do not count.
    """
    used: set[int] = set()
    for relation in model._meta.get_fields(include_hidden=True):
        points_here = relation.auto_created and not relation.concrete and not relation.many_to_many
        if points_here and relation.related_model not in NO_USE:
            field = relation.field
            rows = field.model._base_manager.filter(**{f"{field.name}__in": pks})
            used |= set(rows.order_by().values_list(field.attname, flat=True).distinct())
    return used


def _remove(members: list[Member]) -> None:
    """Delete accounts that nothing points at. What overlooks a reference fails at the end of the transaction."""
    pks = [member.pk for member in members]
    RosterRow.objects.filter(member__in=pks).update(member=None)
    for start in range(0, len(members), BATCH):
        batch = pks[start : start + BATCH]
        IndexEntry.objects.filter(
            content_type__app_label="people", content_type__model="member", object_id__in=[str(pk) for pk in batch]
        )._raw_delete(using="default")
        Member.objects.filter(pk__in=batch)._raw_delete(using="default")


def _forget_former_numbers(roster: RosterImport) -> None:
    """A number that is the member's own again is no former one."""
    for former in FormerNumber.objects.filter(roster=roster).select_related("member"):
        if former.number == former.member.employee_number:
            former.delete()


def _remove_parts(new_parts: dict) -> None:
    """Take groups out of the branches they had joined, and delete the parts that were made and that nothing uses."""
    joined = new_parts.get("joined", {})
    groups = UnionGroup.objects.filter(name__in=joined).values_list("pk", "name", "branch__name")
    # A group that was made and that somebody belongs to by now stays as it was made.
    groups = groups.exclude(name__in=new_parts.get("union_group", []), members__isnull=False)
    still = [pk for pk, name, branch in groups if branch == joined[name]]
    UnionGroup.objects.filter(pk__in=still).update(branch=None)
    for kind in ["union_group", "branch", "department", "campus"]:
        model = PART_MODELS[kind]
        fresh = model.objects.filter(name__in=new_parts.get(kind, []))
        pks = set(fresh.values_list("pk", flat=True))
        if pks:
            model.objects.filter(pk__in=pks - _in_use(model, pks) - _on_record(kind, pks)).delete()


def _on_record(kind: str, pks: set[int]) -> set[int]:
    """Return the parts of the house that posts or terms are on record of."""
    if kind == "campus":
        return set()
    bodies = Body.objects.filter(**{f"{kind}__in": pks}).exclude(posts_held=None, terms=None)
    return set(bodies.values_list(f"{kind}_id", flat=True))
