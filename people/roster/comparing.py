"""The dry run: what each row of a roster would do, and who would leave. Nothing is written here but its result."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from ..models import Member, RosterImport, RosterRow
from .cells import clean_name, fold
from .columns import OF_A_MEMBER, REQUIRED
from .known import MEMBER_PARTS, Parts, current_value
from .matching import Matching, agrees, has_another_birthday
from .reading import Line

Status = Member.StaffStatus
Membership = Member.MembershipStatus
# What a row says of a member as it stands there; number and name say who it is, and of the rest one follows another.
PLAIN = [name for name in OF_A_MEMBER if name not in (*REQUIRED, "staff_status", "membership_status")]
# Two spellings of these are the same: width of letters and spaces do not count.
LOOSE = ["title", "email"]


class Comparison:
    """Lines of a roster against the people of this moment. `rows` has what there is to show, `same` counts the rest."""

    def __init__(self, covers: str):
        self.covers = covers
        self.matching, self.parts = Matching(), Parts.load()
        self.rows: list[RosterRow] = []
        self.same = 0
        self.has_lines = False

    def compare(self, lines: Iterable[Line], tick: Callable[[int], None] = lambda count: None) -> "Comparison":
        lines = list(self._counted(lines, tick))
        self.has_lines = bool(lines)
        self.matching.match(lines)
        for line in lines:
            self._judge(line)
        if self.covers == RosterImport.Covers.WHOLE:
            self._miss()
        return self

    def _counted(self, lines, tick):
        for count, line in enumerate(lines, start=1):
            tick(count)
            yield line

    # What does it change?

    def _judge(self, line: Line) -> None:
        member = self.matching.member_of.get(line.number)
        # Somebody who has left and whom nobody knew: there is nothing to do, and no part of the house to make.
        if not line.faults and member is None and line.values.get("staff_status") in Member.GONE_STATUSES:
            self.same += 1
            return
        changes = {}
        if not line.faults:
            parts = self.parts.settle(line)
            if not line.faults:
                changes = self._changes(line, member, parts)
        if line.faults:
            self._add(RosterRow.Outcome.FAULTY, line, member)
        elif not changes:
            self.same += 1
        elif member is None:
            self._add(RosterRow.Outcome.NEW, line, None, changes)
        elif _leaves(changes):
            line.remark("staff_status", _("The file says so."))
            self._add(RosterRow.Outcome.LEAVING, line, member, changes)
        else:
            self._add(RosterRow.Outcome.CHANGED, line, member, changes)

    def _changes(self, line: Line, member: Member | None, parts: dict[str, str]) -> dict[str, list]:
        """Return {field: [old, new]} of one line. An empty cell changes nothing."""
        if member is None:
            member, old_number = Member(), ""
        else:
            old_number = member.employee_number
            self._same_name(line, member)
        changes = {}
        if old_number != line.employee_number:
            changes["employee_number"] = [old_number, line.employee_number]
        if clean_name(member.name) != line.values["name"]:
            changes["name"] = [member.name, line.values["name"]]
        for name in PLAIN:
            new = parts.get(name) if name in MEMBER_PARTS else line.values.get(name)
            old = current_value(member, name)
            if new and not (new == old or (name in LOOSE and fold(new) == fold(old))):
                changes[name] = [old, new]
        changes |= self._standing(line, member)
        return changes

    def _same_name(self, line: Line, member: Member) -> None:
        """A number that has got another name is another person, unless something else says that it is not."""
        if clean_name(member.name) == line.values["name"]:
            if has_another_birthday(member, line):
                line.remark(
                    "birthday",
                    _("The date of birth is another than that of %(member)s so far. Is it the same person?")
                    % {"member": member},
                )
            return
        if agrees(member, line):
            line.remark("name", _("%(member)s gets another name.") % {"member": member})
            return
        line.fault(
            "name",
            _(
                "This number is that of %(name)s. If the person has a new name, change it by hand first; a number is "
                "never given to somebody else."
            )
            % {"name": member.name},
        )

    def _standing(self, line: Line, member: Member) -> dict[str, list]:
        """What becomes of staff status, membership and account: they follow each other."""
        old, stated = member.staff_status, line.values.get("staff_status")
        if old == Status.DECEASED and stated != old:
            line.fault("staff_status", _("This person has died. If that is wrong, correct it by hand first."))
            return {}
        # Whoever had left and stands in the file without a word about it has come back.
        new = stated or (Status.ACTIVE if old == Status.LEFT else old)
        active = member.is_active
        if new in Member.GONE_STATUSES:
            active = False
        elif old in Member.GONE_STATUSES:
            active = True
            line.remark("staff_status", _("Returns: the account is opened again."))
        elif not active:
            line.remark("employee_number", _("The account was closed by hand and stays closed."))
        membership = line.values.get("membership_status") or _follows(member, new)
        return _differences(member, staff_status=new, membership_status=membership, is_active=active)

    def _miss(self) -> None:
        """Whoever works here and is missing has left. The retired stay, and so do accounts made on the command line."""
        for member in self.matching.people.all:
            is_met = member.pk in self.matching.met
            if is_met or member.is_superuser or member.staff_status not in Member.PRESENT_STATUSES:
                continue
            changes = _differences(
                member, staff_status=Status.LEFT, membership_status=_follows(member, Status.LEFT), is_active=False
            )
            row = RosterRow(
                number=None,
                outcome=RosterRow.Outcome.LEAVING,
                employee_number=member.employee_number,
                name=member.name,
                member=member,
                changes=changes,
                remarks=[["", _("Missing from the file.")]],
            )
            self.rows.append(row)

    def _add(self, outcome: str, line: Line, member: Member | None, changes: dict | None = None) -> None:
        self.rows.append(
            RosterRow(
                number=line.number,
                outcome=outcome,
                employee_number=line.employee_number,
                name=line.values.get("name", "") or (member.name if member else ""),
                member=member,
                changes=changes or {},
                reasons=[list(fault) for fault in line.faults],
                remarks=[list(remark) for remark in line.remarks],
            )
        )

    def counts(self) -> dict[str, int]:
        counts = dict.fromkeys(RosterRow.Outcome.values, 0)
        for row in self.rows:
            counts[row.outcome] += 1
        return counts | {"same": self.same, "to_look_at": sum(row.is_to_look_at for row in self.rows)}


def _leaves(changes: dict[str, list]) -> bool:
    """Whether somebody goes, whose account may have been closed by hand long before: there is more to end than that."""
    old, new = changes.get("staff_status", ["", ""])
    return new in Member.GONE_STATUSES and old not in Member.GONE_STATUSES


def _follows(member: Member, status: str) -> str:
    """Return the membership that goes with a new staff status, where the file does not say."""
    now = member.membership_status
    if status == member.staff_status and member.pk:
        return now
    if status in Member.RETIRED_STATUSES and now == Membership.ENROLLED:
        return Membership.RETAINED
    if status == Status.LEFT and now in (Membership.ENROLLED, Membership.RETAINED):
        return Membership.MOVED_OUT
    if status in Member.PRESENT_STATUSES and now in (Membership.RETAINED, Membership.MOVED_OUT):
        return Membership.ENROLLED
    return now


def _differences(member: Member, **values) -> dict[str, list]:
    return {
        name: [current_value(member, name) if member.pk else "", str(value) if not isinstance(value, bool) else value]
        for name, value in values.items()
        if value != getattr(member, name) or not member.pk
    }
