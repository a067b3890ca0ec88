"""Who is it? The person behind each row of a roster: by number, by a former number, by name with birthday or mobile."""

from django.utils.translation import gettext as _

from ..models import Member
from .cells import clean_name
from .known import People
from .reading import Line

Status = Member.StaffStatus


class Matching:
    """`member_of` has the member by number of the line, `met` the line by pk of its member; faults are on the lines."""

    def __init__(self):
        self.people = People()
        self.member_of: dict[int, Member] = {}
        self.met: dict[int, Line] = {}
        self._numbers: dict[str, Line] = {}

    def match(self, lines: list[Line]) -> None:
        for line in lines:
            self._match_by_number(line)
        for line in lines:
            self._match_by_former_number(line)
        self._match_by_people(lines)

    def _match_by_number(self, line: Line) -> None:
        number = line.employee_number
        if not number:
            return
        member = self.people.by_number.get(number)
        if member is None and line.number_was_numeric:
            member = self.people.with_lost_zeros(number)
            if member is not None and not _is_called_so(member, line):
                line.fault(
                    "employee_number",
                    _(
                        "%(member)s may be meant, and the zeros at the front be lost. Write the number with its zeros "
                        'as text; in a CSV file as ="%(number)s", which is also how another number is written.'
                    )
                    % {"member": member, "number": member.employee_number},
                )
                return
            if member is not None:
                line.values["employee_number"] = number = member.employee_number
                line.remark(
                    "employee_number",
                    _("The zeros at its front were lost in Excel; %(number)s was meant.") % {"number": number},
                )
        if number in self._numbers:
            self._twice(line, self._numbers[number])
            return
        self._numbers[number] = line
        if member is not None:
            self._take(line, member)

    def _twice(self, line: Line, other: Line) -> None:
        sentence = _("The same person stands in row %(number)d.")
        line.fault("employee_number", sentence % {"number": other.number})
        other.fault("employee_number", sentence % {"number": line.number})

    def _take(self, line: Line, member: Member) -> None:
        if member.pk in self.met:
            self._twice(line, self.met[member.pk])
            return
        self.met[member.pk] = line
        self.member_of[line.number] = member

    def _match_by_people(self, lines: list[Line]) -> None:
        """Find the people behind numbers that nobody has: by name and birthday or mobile, or ask."""
        claims: dict[int, list[Line]] = {}
        unknown = [line for line in lines if line.employee_number and not line.faults and not self._is_met(line)]
        free = {
            name: [member for member in people if self._is_free(member)] for name, people in self.people.by_name.items()
        }
        for line in unknown:
            namesakes = free.get(line.values["name"], [])
            sure = [member for member in namesakes if agrees(member, line)]
            if len(sure) == 1:
                claims.setdefault(sure[0].pk, []).append(line)
            elif sure:
                line.fault(
                    "employee_number",
                    _("Several members are like this one: %(numbers)s. Write the number so far in a column “原工号”.")
                    % {"numbers": "、".join(member.employee_number for member in sure)},
                )
        members = {member.pk: member for member in self.people.all}
        for pk, claimants in claims.items():
            if len(claimants) == 1:
                self._renumber(claimants[0], members[pk])
                continue
            for line in claimants:
                line.fault(
                    "employee_number",
                    _(
                        "This may be %(member)s, and so may the row %(rows)s. Write the number so far in a column "
                        "“原工号” of the one that is."
                    )
                    % {"member": members[pk], "rows": "、".join(str(o.number) for o in claimants if o is not line)},
                )
        for line in unknown:
            if not self._is_met(line) and not line.faults:
                self._remark_namesakes(line, free.get(line.values["name"], []))

    def _is_met(self, line: Line) -> bool:
        return line.number in self.member_of

    def _is_free(self, member: Member) -> bool:
        return member.pk not in self.met and member.staff_status != Status.DECEASED

    def _remark_namesakes(self, line: Line, namesakes: list[Member]) -> None:
        for member in namesakes:
            if member.is_active and self._is_free(member) and not _contradicts(member, line):
                line.remark(
                    "employee_number",
                    _(
                        "%(member)s has the same name and is not in the file. If it is the same person, write that "
                        "number in a column “原工号”; otherwise a second account is made."
                    )
                    % {"member": member},
                )

    def _match_by_former_number(self, line: Line) -> None:
        former = line.values.get("former_number", "")
        if not former or former == line.employee_number:
            return
        if self._is_met(line):
            # Already renumbered by an earlier import, whoever has got the number since; or two accounts, which nobody
            # merges afterwards.
            had = self.people.former_numbers.get(self.member_of[line.number].pk, set())
            if former in self.people.by_number and former not in had:
                line.fault("former_number", _("Both numbers have accounts already; they cannot be merged here."))
            return
        member = self.people.by_number.get(former)
        if member is None:
            line.fault("former_number", _("Nobody has the number %(number)s.") % {"number": former})
        else:
            self._renumber(line, member)

    def _renumber(self, line: Line, member: Member) -> None:
        line.remark(
            "employee_number", _("The number of %(member)s changes; the person keeps one history.") % {"member": member}
        )
        self._take(line, member)


def _is_called_so(member: Member, line: Line) -> bool:
    return clean_name(member.name) == line.values.get("name") or agrees(member, line)


def agrees(member: Member, line: Line) -> bool:
    """Whether birthday or mobile say that it is the same person, and nothing says that it is not."""
    birthday, mobile = line.values.get("birthday"), line.values.get("mobile")
    if _contradicts(member, line) or (mobile and member.mobile and mobile != member.mobile):
        return False
    return bool((birthday and member.birthday) or (mobile and member.mobile))


def has_another_birthday(member: Member, line: Line) -> bool:
    birthday = line.values.get("birthday")
    return bool(birthday and member.birthday and birthday != member.birthday.isoformat())


def _contradicts(member: Member, line: Line) -> bool:
    """Whether it is somebody else. Another mobile alone does not say so: people change it."""
    gender = line.values.get("gender")
    return has_another_birthday(member, line) or bool(gender and member.gender and gender != member.gender)
