"""The people of a hospital with five campuses, none of them saved, and their roster as a workbook."""

import io
import random
from datetime import date, timedelta

from openpyxl import Workbook

from people.models import Branch, Campus, Department, Member, UnionGroup
from people.roster.columns import EXPORTED_WORDS
from people.roster.exporting import write_roster

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰萍红玲芬"
MONTHLY = 300


class House:
    """The parts of the house: departments, campuses, union groups in their branches."""

    def __init__(self):
        self.departments = [Department(name=f"第{n}科", slug=f"department-{n}") for n in range(120)]
        self.campuses = [Campus(name=f"第{n}院区", slug=f"campus-{n}") for n in range(5)]
        self.branches = [Branch(name=f"第{n}分会", slug=f"branch-{n}") for n in range(20)]
        self.union_groups = [
            UnionGroup(name=f"第{n}小组", slug=f"group-{n}", branch=self.branches[n % 20]) for n in range(200)
        ]

    def save(self) -> None:
        for parts in (self.departments, self.campuses, self.branches, self.union_groups):
            type(parts[0]).objects.bulk_create(parts)


def staff(count: int, house: House) -> list[Member]:
    """Return the same people at every call, every column filled."""
    chance = random.Random(8000)
    kinds, states = list(EXPORTED_WORDS["employment"]), list(EXPORTED_WORDS["staff_status"])[:6]
    people = []
    for number in range(count):
        born = date(1960, 1, 1) + timedelta(days=chance.randrange(14_000))
        began = born + timedelta(days=chance.randrange(8_000, 10_000))
        people.append(
            Member(
                employee_number=f"{number:06}",
                name=chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=2)),
                gender=chance.choice("fm"),
                birthday=born,
                mobile=f"13{chance.randrange(10**9):09}",
                email=f"{number:06}@example.org",
                title="主治医师",
                employment=chance.choice(kinds),
                staff_status=chance.choice(states),
                started_work_on=began,
                joined_hospital_on=began,
                started_practice_on=began,
                department=house.departments[number % len(house.departments)],
                campus=house.campuses[number % len(house.campuses)],
                union_group=house.union_groups[number % len(house.union_groups)],
            )
        )
    return people


def next_month(count: int, house: House) -> list[Member]:
    """Return the same staff a month later: some have come, some have gone, some have another post."""
    people = staff(count + MONTHLY, house)[MONTHLY:]
    for member in people[:-MONTHLY:20]:
        member.title = "副主任医师"
    return people


def workbook_of(people: list[Member]) -> bytes:
    """Return the people as an export has them."""
    return content_of(write_roster(people, by=people[0]))


def content_of(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
