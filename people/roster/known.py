"""The people and parts of the house as an import meets them: all at once, in a fixed number of queries."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from ..models import Branch, Campus, Department, FormerNumber, Member, UnionGroup
from .cells import clean_name, fold
from .reading import Line

PART_MODELS = {"department": Department, "campus": Campus, "branch": Branch, "union_group": UnionGroup}
MEMBER_PARTS = ["department", "campus", "union_group"]


class People:
    """Members by number, by the number without zeros at its front, and by name."""

    def __init__(self):
        self.all = list(Member.objects.select_related("department", "campus", "union_group__branch").order_by("pk"))
        self.by_number = {member.employee_number: member for member in self.all}
        self.by_name: dict[str, list[Member]] = {}
        self.by_stripped: dict[str, list[Member]] = {}
        for member in self.all:
            self.by_name.setdefault(clean_name(member.name), []).append(member)
            self.by_stripped.setdefault(member.employee_number.lstrip("0"), []).append(member)
        self.former_numbers: dict[int, set[str]] = {}  # by pk of the member
        for pk, number in FormerNumber.objects.values_list("member", "number"):
            self.former_numbers.setdefault(pk, set()).add(number)

    def with_lost_zeros(self, number: str) -> Member | None:
        """Return the one member whose number is `number` with zeros before it."""
        found = self.by_stripped.get(number, [])
        return found[0] if len(found) == 1 else None


@dataclass
class Parts:
    """Names of the house's parts as they are stored, however the file spells them; and those that are new."""

    known: dict[str, dict[str, str]] = field(default_factory=dict)
    # Branch by union group, empty for a group without one.
    branch_of: dict[str, str] = field(default_factory=dict)
    new: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in PART_MODELS})
    # Groups that get a branch: those that are new, and those that had none.
    joined: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls) -> "Parts":
        parts = cls()
        for kind, model in PART_MODELS.items():
            parts.known[kind] = {fold(name): name for name in model.objects.values_list("name", flat=True)}
        for name, branch in UnionGroup.objects.values_list("name", "branch__name"):
            parts.branch_of[name] = branch or ""
        return parts

    def name_of(self, kind: str, text: str) -> str:
        """Return the name of the part that `text` means; one that is not known becomes a new one."""
        name = self.known[kind].get(fold(text))
        if name is None:
            self.known[kind][fold(text)] = name = text
            self.new[kind].append(text)
        return name

    def settle(self, line: Line) -> dict[str, str]:
        """Return the parts that a line names, noting faults and remarks on it."""
        found = {kind: self.name_of(kind, line.values[kind]) for kind in MEMBER_PARTS if kind in line.values}
        if "branch" not in line.values:
            return found
        group = found.get("union_group")
        if group is None:
            line.remark("branch", _("The branch is not kept: a member belongs to one by a union group."))
            return found
        branch = self.name_of("branch", line.values["branch"])
        if not self.branch_of.get(group):
            self.branch_of[group] = self.joined[group] = branch
        elif self.branch_of[group] != branch:
            line.fault(
                "branch",
                _("The group “%(group)s” belongs to the branch “%(branch)s”, and not to this one.")
                % {"group": group, "branch": self.branch_of[group]},
            )
        return found

    def stored(self) -> dict:
        return {**self.new, "joined": self.joined}


def current_value(member: Member, name: str):
    """Return a value of a member as `RosterRow.changes` holds it: text, ISO dates, names of parts, true or false."""
    value = getattr(member, name)
    if name in MEMBER_PARTS:
        return value.name if value else ""
    if isinstance(value, date):
        return value.isoformat()
    if value is None:
        return ""
    return value if isinstance(value, bool) else str(value)
