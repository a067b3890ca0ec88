"""Who is meant by what somebody pastes, types or uploads."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from people.models import Member
from people.workbooks import UnreadableFile
from signups.naming import ROWS_LIMIT, find_people, rows_of_lines, rows_of_workbook
from tests.factories import DepartmentFactory, MemberFactory

pytestmark = pytest.mark.django_db


def named(text):
    rows = rows_of_lines(text)
    find_people(rows)
    return rows


def workbook(*rows):
    book, content = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(content)
    return SimpleUploadedFile("名单.xlsx", content.getvalue())


def test_people_are_meant_by_number_by_name_or_by_both():
    people = [MemberFactory(employee_number=number, name=name) for number, name in [("00123", "张三"), ("A7", "李四")]]
    for text in ("00123\na7", "张三\n李四", "00123 张三\nA7，李四", "张　三\n李 四", "\n  00123\t张三\n\nA7\n"):
        assert [row.member for row in named(text)] == people, text


def test_of_namesakes_the_number_is_asked_for():
    for number, ward in (("101", "骨科"), ("102", "儿科")):
        MemberFactory(employee_number=number, name="王芳", department=DepartmentFactory(name=ward))
    (row,) = named("王芳")
    assert row.member is None
    assert all(words in row.fault for words in ("101", "骨科", "102", "儿科"))
    assert named("102 王芳")[0].member.employee_number == "102"


def test_a_row_says_what_is_wrong_with_it():
    MemberFactory(employee_number="101", name="王芳")
    MemberFactory(employee_number="900", name="离职", is_active=False)
    rows = named("999\n没有人\n101 李芳\n101\n王芳\n900\n12-3")
    assert [bool(row.fault) for row in rows] == [True, True, True, False, True, True, True]
    assert "4" in rows[4].fault


def test_a_workbook_is_read_whatever_stands_above_its_headings():
    member = MemberFactory(employee_number="20001", name="王芳")
    file = workbook(
        ["瑜伽名单"], [], ["序号", "姓名", "工号", "备注"], [1, "王 芳", 20001, "x"], [None, None, None, None]
    )
    rows = rows_of_workbook(file)
    find_people(rows)
    assert [(row.number, row.member) for row in rows] == [(4, member)]


def test_zeros_that_excel_has_lost_are_found_again_and_said():
    member = MemberFactory(employee_number="00123")
    rows = rows_of_workbook(workbook(["工号", "姓名"], [123, member.name]))
    find_people(rows)
    assert (rows[0].member, bool(rows[0].remark)) == (member, True)
    # Typed by hand, zeros are lost to nobody.
    assert named("123")[0].member is None


def test_several_stand_in_one_line_with_commas_between():
    people = [MemberFactory(employee_number=number, name=name) for number, name in [("1001", "张三"), ("A7", "李四")]]
    people.append(MemberFactory(name="王五"))
    for text in ("张　三、 1001；李四,\n王 五", "1001 张三，A7 李四，王五", "张三、李四、王五"):
        rows = named(text)
        assert list(dict.fromkeys(row.member for row in rows if row.member)) == people, text


def test_nobody_is_found_beyond_those_who_are_asked_among():
    here, beyond = MemberFactory(name="张三"), MemberFactory(name="李四", employee_number="Q77")
    rows = rows_of_lines("张三、李四、q77、没有人")
    find_people(rows, Member.objects.filter(pk=here.pk), unknown="不在这里")
    assert [row.member for row in rows] == [here, None, None, None]
    assert {row.fault for row in rows[1:]} == {"不在这里"}
    assert named("q77")[0].member == beyond


def test_more_than_anybody_reads_through_are_refused():
    assert len(rows_of_lines("、".join(map(str, range(ROWS_LIMIT))))) == ROWS_LIMIT
    with pytest.raises(UnreadableFile):
        rows_of_lines("、".join(map(str, range(ROWS_LIMIT + 1))))


def test_names_are_found_at_the_same_cost_for_one_and_for_many(django_assert_num_queries):
    people = MemberFactory.create_batch(20)
    for some in (people[:1], people):
        rows = rows_of_lines("\n".join(member.employee_number for member in some))
        with django_assert_num_queries(1):
            find_people(rows)
        assert [row.member for row in rows] == some
