"""An import of the roster that changes memberships leaves the same record, in bulk, and its undo another."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.models import Member, MembershipChange
from people.roster import work
from people.roster.steps import begin_applying
from tests.factories import MemberFactory
from tests.people.rosters import applied, compared, undone, workbook

Act, Status = MembershipChange.Act, Member.MembershipStatus
HEADINGS = ["工号", "姓名", "会籍状态", "人员状态"]


def record() -> list[tuple]:
    return list(
        MembershipChange.objects.order_by("pk").values_list("member__name", "act", "before", "after", "by__name")
    )


def test_an_import_and_its_undo_leave_a_record_of_what_they_changed(administrator):
    MemberFactory(employee_number="3001", name="张三", email="")
    MemberFactory(employee_number="3002", name="李四", email="")
    rows = [["3001", "张三", "转出", "在职"], ["3002", "李四", "在籍", "在职"], ["3003", "王五", "在籍", "在职"]]
    roster = applied(workbook(rows, HEADINGS), administrator)
    assert record() == [("张三", Act.ROSTER, Status.ENROLLED, Status.MOVED_OUT, "钱管理")]
    undone(roster, administrator)
    assert record()[1:] == [("张三", Act.ROSTER_UNDONE, Status.MOVED_OUT, Status.ENROLLED, "钱管理")]
    # The new account was in nobody's way, and has gone with the undo.
    assert not Member.objects.filter(employee_number="3003").exists()


def test_who_retires_by_the_roster_keeps_the_membership_on_record(administrator):
    MemberFactory(employee_number="3001", name="张三", email="")
    applied(workbook([["3001", "张三", "", "退休"]], HEADINGS), administrator)
    assert record() == [("张三", Act.ROSTER, Status.ENROLLED, Status.RETAINED, "钱管理")]


def test_what_was_changed_since_is_not_undone_and_not_recorded(administrator):
    member = MemberFactory(employee_number="3001", name="张三", email="")
    roster = applied(workbook([["3001", "张三", "转出", "在职"]], HEADINGS), administrator)
    Member.objects.filter(pk=member.pk).update(membership_status=Status.RETAINED)
    undone(roster, administrator)
    assert len(record()) == 1


def test_the_record_costs_as_much_for_20_people_as_for_2(administrator):
    costs = []
    for first, count in ((4000, 2), (5000, 20)):
        rows = []
        for number in range(first, first + count):
            MemberFactory(employee_number=str(number), name=f"甲{number}", email="")
            rows.append([str(number), f"甲{number}", "转出", "在职"])
        roster = compared(workbook(rows, HEADINGS), administrator)
        begin_applying(roster, by=administrator, leavers=0)
        with CaptureQueriesContext(connection) as captured:
            work.carry_out(roster.pk)
        assert MembershipChange.objects.filter(member__employee_number__gte=str(first)).count() == count
        costs.append(sum("people_membershipchange" in query["sql"] for query in captured))
    assert costs == [1, 1]
