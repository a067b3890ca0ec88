"""Who is it? The person behind each row of a roster: by number, by a former number, by name with birthday or mobile."""

from django.utils.translation import gettext as _

from ..models import Member
from .cells import clean_name
from .people import People
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
            self._match_by_person(line)

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

    def _match_by_person(self, line: Line) -> None:
        """Find the person behind a number that nobody has: by the former number, or by name and birthday or mobile."""
        former = line.values.get("former_number", "")
        if former == line.employee_number:
            former = ""
        if former:
            self._match_by_former_number(line, former)
            return
        if line.number in self.member_of or line.faults or not line.employee_number:
            return
        namesakes = [
            member
            for member in self.people.by_name.get(line.values["name"], [])
            if member.pk not in self.met and member.staff_status != Status.DECEASED
        ]
        sure = [member for member in namesakes if agrees(member, line)]
        if len(sure) == 1:
            self._renumber(line, sure[0])
        elif sure:
            line.fault(
                "employee_number",
                _("Several members are like this one: %(numbers)s. Write the number so far in a column “原工号”.")
                % {"numbers": "、".join(member.employee_number for member in sure)},
            )
        else:
            for member in namesakes:
                if member.is_active and not _contradicts(member, line):
                    line.remark(
                        "employee_number",
                        _(
                            "%(member)s has the same name and is not in the file. If it is the same person, write that "
                            "number in a column “原工号”; otherwise a second account is made."
                        )
                        % {"member": member},
                    )

    def _match_by_former_number(self, line: Line, former: str) -> None:
        if line.number in self.member_of:
            # Already renumbered by an earlier import, or two accounts, which nobody merges afterwards.
            if former in self.people.by_number:
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
    """Whether birthday or mobile say that it is the same person."""
    if _contradicts(member, line):
        return False
    birthday, mobile = line.values.get("birthday"), line.values.get("mobile")
    return bool((birthday and member.birthday) or (mobile and mobile == member.mobile))


def _contradicts(member: Member, line: Line) -> bool:
    birthday = line.values.get("birthday")
    return bool(birthday and member.birthday and birthday != member.birthday.isoformat())
