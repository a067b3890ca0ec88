"""What the site exports, the site reads without finding anything new."""

import io
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from people.models import Branch, Campus, Department, Member, RosterImport, UnionGroup
from people.roster.cells import clean, clean_name
from people.roster.columns import HEADINGS
from people.roster.comparing import Comparison
from people.roster.exporting import EXPORTED, write_roster, write_template
from people.roster.reading import read_lines
from people.roster.spreadsheet import open_table
from people.workbooks import sign_sheets

SIGNS = "张王李单曾㛃𬭎欧阳娜・·• 　（）()ＡaZ1=+-@'\"，、/"
NAMES = st.text(SIGNS, min_size=1, max_size=12).map(clean_name).filter(lambda name: any(map(str.isalpha, name)))
PARTS = st.text(SIGNS, min_size=1, max_size=12).map(clean).filter(bool)
DAYS = st.none() | st.dates(date(1905, 1, 1), date(2009, 12, 31))


@st.composite
def people(draw):
    """Between one and six members, in parts of the house that some of them share."""
    numbers = draw(st.lists(st.from_regex(r"[A-Z0-9]{1,20}", fullmatch=True), min_size=1, max_size=6, unique=True))
    parts = draw(st.lists(PARTS, min_size=1, max_size=3, unique_by=lambda text: "".join(text.split()).casefold()))
    return [
        {
            "employee_number": number,
            "name": draw(NAMES),
            "gender": draw(st.sampled_from(["", *Member.Gender.values])),
            "employment": draw(st.sampled_from(["", *Member.Employment.values])),
            "staff_status": draw(st.sampled_from([*Member.PRESENT_STATUSES, *Member.RETIRED_STATUSES])),
            "membership_status": draw(st.sampled_from(Member.MembershipStatus.values)),
            "birthday": draw(DAYS),
            "started_work_on": draw(DAYS),
            "joined_hospital_on": draw(DAYS),
            "started_practice_on": draw(DAYS),
            "mobile": draw(st.just("") | st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)),
            "email": draw(st.sampled_from(["", "a.b+c@example.org", "Zhang@Example.org"])),
            "title": draw(st.just("") | PARTS),
            "parts": [draw(st.none() | st.sampled_from(parts)) for _kind in range(3)],
            "branch": draw(st.none() | st.sampled_from(parts)),
        }
        for number in numbers
    ]


def keep(items: list[dict]) -> None:
    def part(model, name, **fields):
        if name is None:
            return None
        known = {"".join(found.name.split()).casefold(): found for found in model.objects.all()}
        return known.get("".join(name.split()).casefold()) or model.objects.create(
            name=name, slug=f"{model.__name__}-{model.objects.count()}", **fields
        )

    for item in items:
        department, campus, group = item.pop("parts")
        branch = part(Branch, item.pop("branch"))
        Member.objects.create(
            password="!",
            department=part(Department, department),
            campus=part(Campus, campus),
            union_group=part(UnionGroup, group, branch=branch),
            **item,
        )


def read(content: io.BytesIO) -> Comparison:
    content.seek(0)
    table = open_table(content, "roster.xlsx")
    mapping = {str(place): name for place, name in enumerate(EXPORTED)}
    assert table.headings == [HEADINGS[name] for name in EXPORTED]
    return Comparison(RosterImport.Covers.WHOLE).compare(read_lines(table, mapping))


class Undo(Exception):
    pass


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(items=people())
def test_an_export_that_comes_back_changes_nothing(items):
    with suppress(Undo), transaction.atomic():
        keep(items)
        content = io.BytesIO()
        members = Member.objects.select_related("department", "campus", "union_group__branch")
        write_roster(members).save(content)
        comparison = read(content)
        said = [(row.employee_number, row.outcome, row.changes, row.reasons) for row in comparison.rows]
        assert said == []
        assert comparison.same == len(items)
        assert comparison.parts.stored() == {
            "department": [],
            "campus": [],
            "branch": [],
            "union_group": [],
            "joined": {},
        }
        raise Undo


def test_no_cell_of_an_export_is_computed(db):
    keep([{"employee_number": "0012", "name": "张三", "title": "=1+1", "parts": [None] * 3, "branch": None}])
    content = io.BytesIO()
    write_roster(Member.objects.all()).save(content)
    cells = list(load_workbook(content).active[2])
    assert {cell.data_type for cell in cells if cell.value} == {"s"}
    assert all(cell.quotePrefix for cell in cells if cell.value)
    assert cells[0].value == "0012"


def test_an_export_says_in_its_footer_who_made_it_and_when_and_reads_the_same(db, time_machine):
    keep([{"employee_number": "0012", "name": "张三", "parts": [None] * 3, "branch": None}])
    time_machine.move_to(datetime(2026, 11, 22, 9, 5, tzinfo=UTC), tick=False)
    content = io.BytesIO()
    book = write_roster(Member.objects.all())
    sign_sheets(book, by=Member.objects.get(), rows=1)
    book.save(content)
    footer = load_workbook(content).active.oddFooter.left.text
    assert "张三 (0012)" in footer
    assert "2026-11-22 17:05" in footer
    assert "1 行" in footer
    comparison = read(content)
    assert (comparison.rows, comparison.same) == ([], 1)


def test_the_template_has_every_heading_and_explains_it():
    content = io.BytesIO()
    write_template().save(content)
    book = load_workbook(content)
    assert [cell.value for cell in book["花名册"][1]] == list(HEADINGS.values())
    explained = {row[0].value: row[2].value for row in book["说明"].iter_rows(min_row=2)}
    assert set(explained) == set(HEADINGS.values())
    assert all(explained.values())
    content.seek(0)
    assert open_table(content, "template.xlsx").sheet == "花名册"
