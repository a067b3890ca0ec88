"""The dry run: who is new, who changes, who leaves, who is the same person after all."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.models import HeadingMemory, Member, RosterImport
from people.roster import work
from people.roster.steps import begin_comparing, receive_roster
from tests.factories import BranchFactory, MemberFactory, UnionGroupFactory

from .rosters import (
    HEADINGS,
    LI,
    PART,
    WHOLE,
    ZHANG,
    applied,
    compared,
    csv_file,
    outcomes,
    reasons,
    remarks,
    upload,
    workbook,
)

Status = Member.StaffStatus
SELF = ["9001", "钱管理"]


@pytest.fixture
def zhang(administrator):
    return MemberFactory(employee_number="3001", name="张三", birthday=date(1980, 5, 6), mobile="13800138000")


def changes_of(roster: RosterImport, number: str) -> dict:
    return roster.rows.get(employee_number=number).changes


def test_a_dry_run_writes_nothing_but_its_result(zhang, administrator):
    before = list(Member.objects.order_by("pk").values())
    roster = compared(workbook([[*ZHANG[:6], "13700137000"], LI]), administrator, covers=WHOLE)
    assert outcomes(roster) == [(2, "changed"), (3, "new"), (None, "leaving")]
    assert list(Member.objects.order_by("pk").values()) == before


def test_only_what_differs_is_a_change(zhang, administrator):
    roster = compared(workbook([["3001", "张　三", "男", "", "在职", "1980/5/6", "138 0013 8000"]]), administrator)
    assert changes_of(roster, "3001") == {"gender": ["", "m"]}


def test_an_empty_cell_deletes_nothing(zhang, administrator):
    roster = compared(workbook([["3001", "张三", None, None, None, None, None]]), administrator)
    assert outcomes(roster) == []
    assert roster.counts["same"] == 1


def test_whoever_is_missing_from_the_whole_staff_leaves(zhang, administrator):
    roster = compared(workbook([SELF]), administrator, covers=WHOLE)
    assert outcomes(roster) == [(None, "leaving")]
    assert changes_of(roster, "3001") == {
        "staff_status": ["active", "left"],
        "membership_status": ["enrolled", "moved_out"],
        "is_active": [True, False],
    }


def test_nobody_leaves_by_missing_from_a_part_of_the_staff(zhang, administrator):
    assert outcomes(compared(workbook([SELF]), administrator, covers=PART)) == []


def test_a_faulty_row_makes_nobody_a_leaver(zhang, administrator):
    roster = compared(workbook([SELF, [*ZHANG[:6], "12"]]), administrator, covers=WHOLE)
    assert outcomes(roster) == [(3, "faulty")]


@pytest.mark.parametrize("status", [Status.RETIRED, Status.HONOURED])
def test_the_retired_stay_when_they_are_not_in_the_file(zhang, administrator, status):
    Member.objects.filter(pk=zhang.pk).update(staff_status=status)
    assert outcomes(compared(workbook([SELF]), administrator, covers=WHOLE)) == []


def test_whoever_retires_keeps_the_account_and_a_retained_membership(zhang, administrator):
    applied(workbook([[*ZHANG[:4], "退休"]]), administrator)
    zhang.refresh_from_db()
    assert (zhang.is_active, zhang.staff_status, zhang.membership_status) == (True, "retired", "retained")
    assert zhang.is_retired


def test_the_dead_are_never_greeted_and_never_come_back_by_a_roster(zhang, administrator):
    applied(workbook([[*ZHANG[:4], "去世"]]), administrator)
    assert zhang not in Member.objects.greetable()
    roster = compared(workbook([ZHANG]), administrator)
    assert outcomes(roster) == [(2, "faulty")]
    assert "去世" in reasons(roster)[0][1]


def test_accounts_made_on_the_command_line_are_on_no_roster_and_stay(administrator):
    MemberFactory(is_superuser=True)
    assert outcomes(compared(workbook([SELF]), administrator, covers=WHOLE)) == []


def test_somebody_who_had_left_and_returns_gets_the_account_back(zhang, administrator):
    applied(workbook([[*ZHANG[:4], "调出"]]), administrator)
    applied(workbook([ZHANG[:2]]), administrator)
    zhang.refresh_from_db()
    assert (zhang.is_active, zhang.staff_status, zhang.membership_status) == (True, "active", "enrolled")


def test_an_account_that_was_closed_by_hand_stays_closed(zhang, administrator):
    Member.objects.filter(pk=zhang.pk).update(is_active=False)
    applied(workbook([[*ZHANG[:6], "13700137000"]]), administrator)
    zhang.refresh_from_db()
    assert (zhang.is_active, zhang.mobile) == (False, "13700137000")


def test_a_new_number_with_the_same_name_and_birthday_is_the_same_person(zhang, administrator):
    roster = applied(workbook([SELF, ["5001", *ZHANG[1:]]]), administrator, covers=WHOLE)
    zhang.refresh_from_db()
    assert (zhang.employee_number, zhang.is_active) == ("5001", True)
    assert [former.number for former in zhang.former_numbers.all()] == ["3001"]
    assert Member.objects.filter(name="张三").count() == 1
    assert "3001" in remarks(roster)[0]


def test_a_former_number_says_who_it_is(zhang, administrator):
    applied(workbook([["5001", "3001", "张三"]], ["工号", "原工号", "姓名"]), administrator)
    zhang.refresh_from_db()
    assert zhang.employee_number == "5001"


def test_a_roster_that_repeats_a_former_number_changes_nothing_more(zhang, administrator):
    content = workbook([["5001", "3001", "张三"]], ["工号", "原工号", "姓名"])
    applied(content, administrator)
    assert outcomes(compared(content, administrator)) == []


def test_a_former_number_that_somebody_else_has_got_since_is_no_second_account(zhang, administrator):
    content = workbook([["5001", "3001", "张三"]], ["工号", "原工号", "姓名"])
    applied(content, administrator)
    MemberFactory(employee_number="3001", name="李四")
    roster = compared(content, administrator)
    assert (outcomes(roster), roster.counts["same"]) == ([], 1)


def test_two_accounts_are_not_merged_afterwards(zhang, administrator):
    MemberFactory(employee_number="5001", name="张三")
    roster = compared(workbook([["5001", "3001", "张三"]], ["工号", "原工号", "姓名"]), administrator)
    assert reasons(roster)[0][0] == "B2"


def test_an_unknown_former_number_is_faulty(administrator):
    roster = compared(workbook([["5001", "3001", "张三"]], ["工号", "原工号", "姓名"]), administrator)
    assert reasons(roster)[0][0] == "B2"


def test_two_people_of_one_name_and_birthday_are_asked_about(zhang, administrator):
    MemberFactory(employee_number="3009", name="张三", birthday=date(1980, 5, 6))
    roster = compared(workbook([["5001", *ZHANG[1:6], ""]]), administrator)
    assert "3001、3009" in reasons(roster)[0][1]


def test_a_namesake_without_a_birthday_is_a_new_person_to_be_looked_at(zhang, administrator):
    roster = compared(workbook([["5001", "张三"]]), administrator)
    assert outcomes(roster) == [(2, "new")]
    assert roster.counts["to_look_at"] == 1
    assert "3001" in remarks(roster)[0]


def test_a_namesake_with_another_birthday_is_another_person(zhang, administrator):
    roster = compared(workbook([["5001", "张三", "男", "内科", "在职", "1999-01-01", ""]]), administrator)
    assert remarks(roster) == []


def test_two_rows_that_may_be_the_same_member_are_both_asked_about(zhang, administrator):
    roster = compared(workbook([["5001", *ZHANG[1:]], ["5002", *ZHANG[1:]], LI]), administrator)
    assert outcomes(roster) == [(2, "faulty"), (3, "faulty"), (4, "new")]
    assert [cell for cell, _sentence in reasons(roster)] == ["A2", "A3"]
    assert all("3001" in sentence for _cell, sentence in reasons(roster))


def test_another_birthday_under_the_same_number_and_name_is_to_be_looked_at(zhang, administrator):
    roster = compared(workbook([[*ZHANG[:5], "1999-01-01", ""]]), administrator)
    assert (outcomes(roster), roster.counts["to_look_at"]) == ([(2, "changed")], 1)
    assert "3001" in remarks(roster)[0]


@pytest.mark.parametrize(
    ("gender", "mobile", "noted"),
    [("女", ZHANG[6], 0), ("男", "13700137000", 1), ("", "13700137000", 1)],
    ids=["another gender", "another mobile number", "another mobile number, gender unknown"],
)
def test_what_contradicts_makes_nobody_the_same_person(zhang, administrator, gender, mobile, noted):
    Member.objects.filter(pk=zhang.pk).update(gender="m")
    roster = compared(workbook([["5001", "张三", gender, "", "在职", "1980-05-06", mobile]]), administrator)
    assert outcomes(roster) == [(2, "new")]
    assert len(remarks(roster)) == noted


def test_a_number_is_never_given_to_somebody_else(zhang, administrator):
    roster = compared(workbook([["3001", *LI[1:]]]), administrator)
    assert reasons(roster)[0][0] == "B2"
    assert "张三" in reasons(roster)[0][1]


def test_a_new_name_with_the_same_birthday_is_a_change(zhang, administrator):
    applied(workbook([["3001", "张山", *ZHANG[2:]]]), administrator)
    zhang.refresh_from_db()
    assert (zhang.name, zhang.pinyin) == ("张山", "zhang shan")


def test_zeros_that_excel_has_eaten_are_found_again(administrator):
    member = MemberFactory(employee_number="0042", name="王五")
    applied(workbook([[42, "王五", "男"]]), administrator)
    member.refresh_from_db()
    assert (member.employee_number, member.gender) == ("0042", "m")


def test_zeros_that_a_csv_file_lacks_are_found_again(administrator):
    member = MemberFactory(employee_number="0042", name="王五")
    applied(csv_file([["42", "王五", "男"]]), administrator)
    member.refresh_from_db()
    assert (member.employee_number, member.gender) == ("0042", "m")


def test_a_number_that_csv_protects_has_lost_no_zeros(administrator):
    MemberFactory(employee_number="0042", name="王五")
    roster = compared(csv_file([['="42"', "赵六"]]), administrator)
    assert outcomes(roster) == [(2, "new")]


@pytest.mark.parametrize("content", [csv_file([["42", "赵六"]]), workbook([[42, "赵六"]])], ids=["csv", "xlsx"])
def test_lost_zeros_of_somebody_of_another_name_are_asked_about(administrator, content):
    MemberFactory(employee_number="0042", name="王五")
    roster = compared(content, administrator)
    assert reasons(roster)[0][0] == "A2"
    assert "0042" in reasons(roster)[0][1]


def test_parts_of_the_house_are_found_however_they_are_spelt_and_new_ones_are_shown(administrator):
    UnionGroupFactory(name="内科（东院）小组", branch=BranchFactory(name="第一分会"))
    rows = [
        ["3001", "张三", "内科(东院) 小组", "第一分会", "急诊科"],
        ["3002", "李四", "新小组", "第二分会", "急诊科"],
    ]
    roster = compared(workbook(rows, ["工号", "姓名", "工会小组", "分会", "科室"]), administrator)
    assert roster.new_parts["union_group"] == ["新小组"]
    assert roster.new_parts["branch"] == ["第二分会"]
    assert roster.new_parts["department"] == ["急诊科"]
    assert changes_of(roster, "3001")["union_group"] == ["", "内科（东院）小组"]


def test_a_group_of_another_branch_is_faulty(administrator):
    UnionGroupFactory(name="一组", branch=BranchFactory(name="第一分会"))
    roster = compared(
        workbook([["3001", "张三", "一组", "第二分会"]], ["工号", "姓名", "工会小组", "分会"]), administrator
    )
    assert reasons(roster)[0][0] == "D2"


def test_somebody_unknown_who_has_left_makes_no_part_of_the_house(administrator):
    roster = compared(workbook([[*ZHANG[:4], "调出"]]), administrator)
    assert (outcomes(roster), roster.counts["same"]) == ([], 1)
    assert roster.new_parts["department"] == []


def test_a_branch_without_a_group_is_remarked_on(administrator):
    roster = compared(workbook([["3001", "张三", "第一分会"]], ["工号", "姓名", "分会"]), administrator)
    assert outcomes(roster) == [(2, "new")]
    assert "工会小组" in remarks(roster)[0]


def test_what_the_columns_are_is_remembered_for_the_same_headings_in_any_order(administrator):
    headings = ["编号", "职工", *HEADINGS[2:]]
    roster = receive_roster(upload(workbook([ZHANG], headings)), by=administrator)
    assert "employee_number" not in roster.mapping.values()
    begin_comparing(roster, {**roster.mapping, "0": "employee_number", "1": "name"}, WHOLE)
    assert HeadingMemory.objects.count() == 1
    again = receive_roster(upload(workbook([ZHANG[::-1]], headings[::-1])), by=administrator)
    assert again.mapping["6"] == "employee_number"
    assert again.covers == WHOLE


def test_a_comparison_asks_as_much_for_20_rows_as_for_1(administrator):
    def cost(count: int) -> int:
        rows = [[f"4{number:03}", f"职工{'一二三四五六七八九十'[number % 10]}"] for number in range(count)]
        roster = receive_roster(upload(workbook(rows)), by=administrator)
        begin_comparing(roster, roster.mapping, WHOLE)
        with CaptureQueriesContext(connection) as captured:
            work.compare(roster.pk)
        return len(captured)

    assert cost(1) == cost(20)
