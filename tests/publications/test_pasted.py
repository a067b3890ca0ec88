"""A list as the office pastes it from Excel or Word, or types it."""

import pytest
from django.core.exceptions import ValidationError

from publications.pasted import as_text, read
from tests.factories import DepartmentFactory, MemberFactory, PublicationFactory


def test_a_table_of_excel_is_read_by_its_headings(db):
    member = MemberFactory(employee_number="30900", name="张三", department=DepartmentFactory(name="急诊科"))
    pasted = read(
        "序号\t工号\t姓名\t科室\t得分\t结果\n1\t30900\t张　三\t急诊科\t90\t入选\n2\t\t护理一组\t儿科\t88\t候补\n"
    )
    assert pasted.columns == ["得分"]
    first, second = pasted.lines
    assert (first.name, first.member, first.cells, first.outcome) == ("张三", member, ["90"], "selected")
    assert (second.name, second.member, second.department, second.outcome) == ("护理一组", None, "儿科", "substitute")


@pytest.mark.parametrize("typed", ["张三，急诊科", "张三,急诊科", "张三  急诊科", "张三 急诊科", "张三\t急诊科"])
def test_a_line_is_typed_with_a_name_and_a_department(db, typed):
    (line,) = read(typed).lines
    assert (line.name, line.department) == ("张三", "急诊科")


def test_headings_group_what_stands_below_them(db):
    lines = read("# 一等奖\n甲\n乙\n【二等奖】\n丙").lines
    assert [(line.heading, line.name) for line in lines] == [("一等奖", "甲"), ("一等奖", "乙"), ("二等奖", "丙")]


def test_a_column_of_merged_cells_groups_them_too(db):
    lines = read("奖项\t姓名\n一等奖\t甲\n\t乙\n二等奖\t丙").lines
    assert [line.heading for line in lines] == ["一等奖", "一等奖", "二等奖"]


def test_a_name_that_one_member_alone_has_is_that_member(db):
    member = MemberFactory(name="欧阳文静", department=DepartmentFactory(name="儿科"))
    (line,) = read("欧阳文静").lines
    assert (line.member, line.department) == (member, "儿科")


def test_of_two_of_one_name_the_department_or_the_number_says_who(db):
    here = MemberFactory(name="王芳", department=DepartmentFactory(name="儿科"))
    MemberFactory(name="王芳", department=DepartmentFactory(name="骨科"))
    assert read("王芳\t儿科").lines[0].member == here
    with pytest.raises(ValidationError, match="王芳"):
        read("王芳")
    assert read(f"姓名\t工号\n王芳\t{here.employee_number}").lines[0].member == here


@pytest.mark.parametrize(
    "faulty",
    [
        "姓名\t工号\n张三\t99999",
        "姓名\t科室\n\t急诊科",
        "姓名\t结果\n张三\t可能",
        "姓名\t姓名\n张三\t李四",
        "姓名\t科室\n张三\t急诊科\t多出来的",
        "姓名\n" + "长" * 81,
        "姓名\t" + "\t".join(f"列{number}" for number in range(9)) + "\n张三",
        "\n".join(["甲"] * 2001),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(db, faulty):
    with pytest.raises(ValidationError):
        read(faulty)


def test_a_wrong_number_beside_a_name_is_noticed(db):
    MemberFactory(employee_number="30900", name="李四")
    with pytest.raises(ValidationError, match="30900"):
        read("姓名\t工号\n张三\t30900")


def test_many_faults_are_named_up_to_eight(db):
    with pytest.raises(ValidationError) as refused:
        read("姓名\t工号\n" + "\n".join(f"甲{number}\t9990{number}" for number in range(9)))
    assert len(refused.value.messages) == 9
    assert "1" in refused.value.messages[-1]


def test_what_was_read_is_written_so_that_it_reads_the_same(db):
    MemberFactory(employee_number="30900", name="张三")
    text = "工号\t姓名\t科室\t得分\t结果\n# 入选名单\n30900\t张三\t急诊科\t90\t入选\n# 递补名单\n\t护理组\t\t\t递补"
    pasted = read(text)
    publication = PublicationFactory(of=[], draft=True)
    publication.columns = pasted.columns
    publication.lines.set(pasted.rows(publication.lines.model))
    assert as_text(publication) == text
