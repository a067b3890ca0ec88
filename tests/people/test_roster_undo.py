"""The last import taken back; what somebody has built on it stays, and is listed."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from people.actions import grant_role
from people.bodies.appointing import appoint, end_post
from people.bodies.terms import begin_term
from people.models import Department, Member, PostHeld, Role, RosterImport, UnionGroup
from people.roster import work
from people.roster.errors import AnotherAtWork, NotNow, NotTheLast, TooOld
from people.roster.steps import begin_applying, begin_undoing, can_be_undone
from tests.factories import BranchFactory, DepartmentFactory, MemberFactory, UnionGroupFactory

from .rosters import LI, WHOLE, ZHANG, applied, compared, undone, workbook

SELF = ["9001", "钱管理"]


@pytest.fixture
def zhang(administrator):
    return MemberFactory(employee_number="3001", name="张三", birthday=date(1980, 5, 6), email="")


def everybody() -> list[dict]:
    return list(Member.objects.order_by("pk").values())


def test_an_undo_puts_back_everything_as_it_was(zhang, administrator):
    MemberFactory(employee_number="3003", name="王五", email="")
    before = everybody()
    rows = [SELF, [*ZHANG[:6], "13700137000"], LI]
    roster = undone(applied(workbook(rows), administrator, covers=WHOLE), administrator)
    assert roster.state == RosterImport.State.UNDONE
    assert everybody() == before
    assert not Department.objects.exists()
    assert not roster.rows.exclude(kept=[]).exists()


def test_groups_and_branches_that_were_made_go_again(administrator):
    headings = ["工号", "姓名", "工会小组", "分会"]
    undone(applied(workbook([["3001", "张三", "一组", "第一分会"]], headings), administrator), administrator)
    assert not UnionGroup.objects.exists()


def test_a_file_that_only_puts_groups_into_branches_is_applied_and_undone(zhang, administrator):
    group = UnionGroupFactory(name="一组", branch=None)
    Member.objects.filter(pk=zhang.pk).update(union_group=group)
    first, headings = BranchFactory(name="第一分会"), ["工号", "姓名", "工会小组", "分会"]
    roster = compared(workbook([["3001", "张三", "一组", "第一分会"]], headings), administrator)
    assert (roster.rows.count(), roster.changes_something) == (0, True)
    roster = applied(workbook([["3001", "张三", "一组", "第一分会"]], headings), administrator)
    group.refresh_from_db()
    assert group.branch == first
    assert undone(roster, administrator).state == RosterImport.State.UNDONE
    group.refresh_from_db()
    assert group.branch is None


def test_a_group_that_was_put_into_another_branch_since_stays_there(zhang, administrator):
    group, other = UnionGroupFactory(name="一组", branch=None), BranchFactory(name="第二分会")
    headings = ["工号", "姓名", "工会小组", "分会"]
    roster = applied(workbook([["3001", "张三", "一组", "第一分会"]], headings), administrator)
    UnionGroup.objects.filter(pk=group.pk).update(branch=other)
    undone(roster, administrator)
    group.refresh_from_db()
    assert group.branch == other


def test_a_number_goes_back_with_its_history(zhang, administrator):
    undone(applied(workbook([["5001", *ZHANG[1:]]]), administrator), administrator)
    zhang.refresh_from_db()
    assert zhang.employee_number == "3001"
    assert not zhang.former_numbers.exists()


def test_what_was_changed_by_hand_since_stays_and_is_listed(zhang, administrator):
    roster = applied(workbook([["3001", "张三", "男", "", "", "", "13700137000"]]), administrator)
    Member.objects.filter(pk=zhang.pk).update(mobile="13600136000")
    undone(roster, administrator)
    zhang.refresh_from_db()
    assert (zhang.gender, zhang.mobile) == ("", "13600136000")
    assert roster.rows.get().kept == ["“手机号码”此后被手工修改过，保持现状。"]


@pytest.mark.parametrize(
    "use",
    [
        lambda member: grant_role(member, Role.LIBRARIAN, by=None),
        lambda member: DepartmentFactory(head=member),
        lambda member: Member.objects.filter(pk=member.pk).update(last_login=timezone.now()),
        lambda member: Member.objects.filter(pk=member.pk).update(title="护士长"),
    ],
    ids=["a role", "a post", "a sign-in", "a value"],
)
def test_a_new_account_in_use_is_closed_instead_of_deleted(administrator, use):
    roster = applied(workbook([["3001", "张三", "护士"]], ["工号", "姓名", "职务"]), administrator)
    use(Member.objects.get(employee_number="3001"))
    undone(roster, administrator)
    assert not Member.objects.get(employee_number="3001").is_active
    assert len(roster.rows.get().kept) == 1


def test_what_leaving_has_ended_is_listed_and_not_given_back(zhang, administrator):
    grant_role(zhang, Role.LIBRARIAN, by=None)
    roster = undone(applied(workbook([SELF]), administrator, covers=WHOLE), administrator)
    zhang.refresh_from_db()
    assert zhang.is_active
    assert not zhang.groups.exists()
    assert roster.rows.get().kept == roster.rows.get().ended != []


def test_a_leaver_of_whom_status_was_changed_by_hand_does_not_half_return(zhang, administrator):
    roster = applied(workbook([SELF]), administrator, covers=WHOLE)
    Member.objects.filter(pk=zhang.pk).update(staff_status="deceased")
    undone(roster, administrator)
    zhang.refresh_from_db()
    assert (zhang.staff_status, zhang.is_active) == ("deceased", False)


def test_a_number_that_somebody_else_has_by_now_stays_theirs(zhang, administrator):
    roster = applied(workbook([["5001", *ZHANG[1:]]]), administrator)
    MemberFactory(employee_number="3001")
    undone(roster, administrator)
    zhang.refresh_from_db()
    assert zhang.employee_number == "5001"
    assert "3001" in roster.rows.get().kept[0]


def test_a_department_that_somebody_joined_since_stays(administrator):
    roster = applied(workbook([ZHANG]), administrator)
    MemberFactory(department=Department.objects.get(name="内科"))
    undone(roster, administrator)
    assert Department.objects.filter(name="内科").exists()


def lead_for_a_while(body, somebody) -> None:
    held = appoint(body, PostHeld.Post.LEADER, somebody, by=somebody)
    end_post(held, on=timezone.localdate(), ending=PostHeld.Ending.RESIGNED, by=somebody)


@pytest.mark.parametrize(
    "act",
    [
        lead_for_a_while,
        lambda body, somebody: begin_term(
            body, number=1, starts_on=timezone.localdate(), ends_on=None, staying=[], by=somebody
        ),
    ],
    ids=["a post", "a term"],
)
def test_a_group_that_has_something_on_record_stays(administrator, act):
    roster = applied(workbook([["3001", "张三", "一组"]], ["工号", "姓名", "工会小组"]), administrator)
    act(UnionGroup.objects.get(name="一组").body, administrator)
    undone(roster, administrator)
    assert not Member.objects.filter(employee_number="3001").exists()
    assert UnionGroup.objects.get(name="一组").leader is None


def test_only_the_last_import_is_undone_and_only_once(administrator):
    first = applied(workbook([ZHANG]), administrator)
    second = applied(workbook([LI]), administrator)
    with pytest.raises(NotTheLast):
        begin_undoing(first, by=administrator)
    second = undone(second, administrator)
    with pytest.raises(NotNow):
        begin_undoing(second, by=administrator)
    assert can_be_undone(first)


def test_an_undo_that_was_asked_for_before_another_import_is_refused_after_it(zhang, administrator):
    first = applied(workbook([ZHANG]), administrator)
    second = compared(workbook([[*ZHANG[:6], "13700137000"]]), administrator)
    # Both were asked for before either was done.
    RosterImport.objects.filter(pk=first.pk).update(state="undoing")
    RosterImport.objects.filter(pk=second.pk).update(state="applying", applied_by=administrator)
    work.carry_out(second.pk)
    work.take_back(first.pk)
    first.refresh_from_db()
    assert (first.state, first.trouble) == ("applied", str(NotTheLast.sentence))
    zhang.refresh_from_db()
    assert zhang.mobile == "13700137000"


@pytest.mark.parametrize("state", ["applying", "undoing"])
def test_nothing_is_begun_while_another_import_is_at_work(administrator, state):
    waiting = compared(workbook([LI]), administrator)
    done = applied(workbook([ZHANG]), administrator)
    RosterImport.objects.create(uploaded_by=administrator, file_name="x", state=state)
    with pytest.raises(AnotherAtWork):
        begin_undoing(done, by=administrator)
    with pytest.raises(AnotherAtWork):
        begin_applying(waiting, by=administrator)


def test_an_import_is_not_undone_after_a_month(administrator):
    roster = applied(workbook([ZHANG]), administrator)
    RosterImport.objects.filter(pk=roster.pk).update(uploaded_at=timezone.now() - timedelta(days=31))
    with pytest.raises(TooOld):
        begin_undoing(roster, by=administrator)


def test_an_import_of_which_no_rows_are_left_is_not_undone(administrator):
    roster = applied(workbook([ZHANG]), administrator)
    roster.rows.all().delete()
    with pytest.raises(TooOld):
        begin_undoing(roster, by=administrator)


def test_whoever_had_returned_by_the_import_is_let_go_again(zhang, administrator):
    applied(workbook([[*ZHANG[:4], "调出"]]), administrator)
    roster = applied(workbook([ZHANG]), administrator)
    zhang.refresh_from_db()
    grant_role(zhang, Role.LIBRARIAN, by=None)
    undone(roster, administrator)
    zhang.refresh_from_db()
    assert not zhang.is_active
    assert not zhang.groups.exists()
