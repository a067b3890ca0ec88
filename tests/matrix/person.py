"""One of those who ask and are asked for, and all of them together."""

from dataclasses import dataclass, field
from datetime import date

from people.actions import grant_role
from people.models import (
    Member,
    Role,
    UnionGroup,
)
from publications.models import Publication

from .roles import Who

ROLES = {
    Who.OFFICER: Role.PUBLICITY_OFFICER,
    Who.DEPUTY: Role.DEPUTY_CHAIR,
    Who.CHAIR: Role.CHAIR,
    Who.LIBRARIAN: Role.LIBRARIAN,
    Who.ADMINISTRATOR: Role.ADMINISTRATOR,
}
# One for each person, in no other word of the site.
SIGNS = "犇猋骉羴鱻麤龘靐齉爨龖灪癵籱鱺麣驫厵"


@dataclass
class Person:
    """One of the cast. `marks` says of each kind of mark the words that are this person's; `rows` the rows."""

    member: Member
    sign: str
    marks: dict[str, list[str]] = field(default_factory=dict)
    rows: dict[str, object] = field(default_factory=dict)

    @property
    def pk(self) -> int:
        return self.member.pk


def days(day: date) -> list[str]:
    """Return how a page may write a day."""
    return [f"{day:%Y-%m-%d}", f"{day.year}年{day.month}月{day.day}日", f"{day:%Y/%m/%d}"]


def make_person(number: int, group: UnionGroup, who: Who | None = None) -> Person:
    sign = SIGNS[number]
    birthday = date(1963, 1 + number % 12, 10 + number)
    member = Member.objects.create_user(
        f"QX7{number:02}041",
        name=f"阚{sign}鑫",
        email=f"private{number:02}@matrix.example",
        mobile=f"1587{number:02}60417",
        birthday=birthday,
        union_group=group,
        staff_status=Member.StaffStatus.RETIRED if who == Who.RETIRED else Member.StaffStatus.ACTIVE,
        is_superuser=who == Who.SUPERUSER,
    )
    if who in ROLES:
        grant_role(member, ROLES[who], by=None)
    person = Person(member, sign)
    person.marks["name"] = [member.name, member.employee_number]
    person.marks["private data"] = [member.mobile, member.email, *days(birthday)]
    return person


@dataclass
class Cast:
    """`askers` by role; `colleague` is of their union group, `stranger` of another one."""

    askers: dict[Who, Person]
    colleague: Person
    stranger: Person
    clerk: Person
    bystanders: dict[int, Person]
    group: UnionGroup
    # A date of the club that one of them leads.
    date: int = 0
    # A published list, to which each of them objects.
    publication: Publication | None = None
    # Whose each row was that stood there before anybody asked, by model and key.
    owners: dict[tuple[str, str], set[int]] = field(default_factory=dict)

    def people(self) -> list[Person]:
        return [*self.askers.values(), self.colleague, self.stranger, self.clerk, *self.bystanders.values()]
