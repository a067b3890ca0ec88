"""Applying: all of it or nothing; what leavers had ends; the last administrator stays."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.hashers import is_password_usable
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.search.backends import get_search_backend

from activities.models import ClubMembership
from notices.models import Notice
from people.actions import grant_role
from people.bodies.appointing import appoint
from people.errors import LastAdministrator
from people.models import Branch, Department, Member, Role, RosterImport, UnionGroup
from people.registry import Ended, leaving_rules
from people.roster import applying, work
from people.roster.errors import HasFaults, ManyLeave, NotNow, RosterChanged
from people.roster.steps import begin_applying, begin_comparing
from tests.factories import BranchFactory, ClubPageFactory, DepartmentFactory, MemberFactory, UnionGroupFactory

from .rosters import LI, WHOLE, ZHANG, applied, compared, undone, workbook

SELF = ["9001", "钱管理"]


@pytest.fixture
def zhang(administrator):
    return MemberFactory(employee_number="3001", name="张三")


def test_new_people_have_an_account_that_no_password_opens(administrator):
    roster = applied(workbook([ZHANG]), administrator)
    zhang = Member.objects.get(employee_number="3001")
    assert not is_password_usable(zhang.password)
    assert (zhang.pinyin, zhang.is_active, zhang.department.name) == ("zhang san", True, "内科")
    assert roster.rows.get().member == zhang


def test_people_of_an_import_are_found_by_name_in_the_choosers(zhang, administrator):
    applied(workbook([LI, ["3001", "张三", "男"]]), administrator)
    found = get_search_backend().autocomplete("li", Member)
    assert [member.employee_number for member in found] == ["3002"]


def test_groups_and_branches_are_made_with_the_people(administrator):
    applied(workbook([["3001", "张三", "一组", "第一分会"]], ["工号", "姓名", "工会小组", "分会"]), administrator)
    group = UnionGroup.objects.get(name="一组")
    assert group.branch.name == "第一分会"
    assert Member.objects.get(employee_number="3001").union_group == group


def test_the_file_is_deleted_once_it_is_applied(administrator, roster_folder, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        roster = compared(workbook([ZHANG]), administrator)
        assert len(list(roster_folder.iterdir())) == 1
        begin_applying(roster, by=administrator)
        work.carry_out(roster.pk)
    assert list(roster_folder.iterdir()) == []


def test_a_roster_with_faults_is_not_applied(administrator):
    roster = compared(workbook([ZHANG, ["3002", ""]]), administrator)
    with pytest.raises(HasFaults):
        begin_applying(roster, by=administrator)


def test_a_roster_is_applied_once(administrator):
    roster = applied(workbook([ZHANG]), administrator)
    with pytest.raises(NotNow):
        begin_applying(roster, by=administrator)
    assert applying.apply_roster(roster.pk) is False


def test_leavers_lose_account_roles_and_posts(zhang, administrator):
    grant_role(zhang, Role.LIBRARIAN, by=administrator)
    department, group = DepartmentFactory(head=zhang), UnionGroupFactory(leader=zhang)
    roster = applied(workbook([SELF]), administrator, covers=WHOLE)
    for row in (zhang, department, group):
        row.refresh_from_db()
    assert (zhang.is_active, zhang.staff_status, department.head, group.leader) == (False, "left", None, None)
    assert not zhang.groups.exists()
    assert not zhang.role_grants.in_force(timezone.now() + timedelta(seconds=1)).exists()
    assert len(roster.rows.get().ended) == 3


@pytest.mark.parametrize("rows", [[SELF], [SELF, ["3001", "张三", "", "", "调出"]]], ids=["missing", "said so"])
def test_whose_account_was_closed_by_hand_before_loses_roles_and_posts_all_the_same(zhang, administrator, rows):
    grant_role(zhang, Role.LIBRARIAN, by=administrator)
    department = DepartmentFactory(head=zhang)
    Member.objects.filter(pk=zhang.pk).update(is_active=False)
    roster = applied(workbook(rows), administrator, covers=WHOLE)
    zhang.refresh_from_db()
    department.refresh_from_db()
    assert roster.leaving == 1
    assert (zhang.staff_status, department.head, zhang.groups.exists()) == ("left", None, False)
    assert not zhang.role_grants.in_force(timezone.now() + timedelta(seconds=1)).exists()


def rights_of_somebody_gone(zhang, administrator) -> Department:
    """A role and a post that were not ended when their holder left."""
    grant_role(zhang, Role.ADMINISTRATOR, by=administrator)
    Member.objects.filter(pk=zhang.pk).update(is_active=False, staff_status="left")
    return DepartmentFactory(head=zhang)


def assert_no_rights(zhang, department) -> None:
    department.refresh_from_db()
    assert (department.head, zhang.groups.exists()) == (None, False)
    assert not zhang.role_grants.in_force(timezone.now() + timedelta(seconds=1)).exists()


def test_whoever_comes_back_comes_without_old_rights(zhang, administrator):
    department = rights_of_somebody_gone(zhang, administrator)
    roster = applied(workbook([["3001", "张三"]]), administrator)
    zhang.refresh_from_db()
    assert (zhang.is_active, zhang.staff_status) == (True, "active")
    assert len(roster.rows.get().ended) == 2
    assert_no_rights(zhang, department)


def test_whoever_is_brought_back_by_hand_comes_without_old_rights(zhang, administrator, client):
    department = rights_of_somebody_gone(zhang, administrator)
    client.force_login(administrator)
    data = {"employee_number": "3001", "name": "张三", "staff_status": "active", "membership_status": "enrolled"}
    assert client.post(f"/admin/users/edit/{zhang.pk}/", {**data, "is_active": "on"}).status_code == 302
    zhang.refresh_from_db()
    assert zhang.is_active
    assert_no_rights(zhang, department)


def test_the_migration_that_closes_accounts_ends_what_they_could_do(zhang, administrator):
    department = rights_of_somebody_gone(zhang, administrator)
    import_module("people.migrations.0003_roster_import").close_accounts_of_the_gone(apps, None)
    assert_no_rights(zhang, department)
    assert administrator.role_grants.in_force().exists()


def test_leavers_leave_their_clubs_and_the_leaders_are_told_once(site, zhang, administrator):
    leader, other = MemberFactory(), MemberFactory()
    club = ClubPageFactory(led_by=[leader])
    for member in (zhang, other):
        ClubMembership.objects.create(club=club, member=member)
    roster = compared(workbook([SELF, [leader.employee_number, leader.name]]), administrator, covers=WHOLE)
    begin_applying(roster, by=administrator, leavers=2)
    work.carry_out(roster.pk)
    assert not ClubMembership.objects.filter(left_on=None).exists()
    notice = Notice.objects.get(recipient=leader)
    assert "张三" in notice.body
    assert other.name in notice.body


def test_a_room_above_says_what_it_has_ended(zhang, administrator, monkeypatch):
    seen = []

    def give_places_back(members):
        seen.extend((member.pk, member.is_active) for member in members)
        return [Ended(member.pk, "瑜伽的名额已让出。") for member in members]

    monkeypatch.setattr("people.registry.leaving_rules", [*leaving_rules, give_places_back])
    monkeypatch.setattr("people.actions.leaving_rules", [*leaving_rules, give_places_back])
    roster = applied(workbook([SELF]), administrator, covers=WHOLE)
    # The comparison has asked first, and has taken everything back.
    assert seen == [(zhang.pk, True), (zhang.pk, False)]
    assert roster.rows.get().ended == ["瑜伽的名额已让出。"]


def test_the_dry_run_says_what_leaving_will_end_and_ends_nothing(site, zhang, administrator, client):
    club = ClubPageFactory(title="瑜伽俱乐部")
    ClubMembership.objects.create(club=club, member=zhang)
    branch = BranchFactory(name="外科分会")
    appoint(branch.body, "chair", zhang, by=administrator)
    roster = compared(workbook([SELF]), administrator, covers=WHOLE)
    [row] = roster.rows.all()
    assert any("瑜伽俱乐部" in sentence for sentence in row.ended)
    assert any("外科分会" in sentence for sentence in row.ended)
    client.force_login(administrator)
    page = client.get(reverse("roster_import", args=[roster.pk]), {"outcome": "leaving"}).content.decode()
    assert "写入后：" in page
    # Nothing of it has happened.
    assert ClubMembership.objects.filter(left_on=None).exists()
    assert Branch.objects.get().chair == zhang
    assert not Notice.objects.exists()
    # What has ended before it is applied is not said again.
    ClubMembership.objects.update(left_on=timezone.localdate())
    begin_applying(roster, by=administrator, leavers=roster.leaving)
    work.carry_out(roster.pk)
    row.refresh_from_db()
    assert len(row.ended) == 1
    page = client.get(reverse("roster_import", args=[roster.pk]), {"outcome": "leaving"}).content.decode()
    assert "写入后：" not in page


def test_what_goes_wrong_at_the_end_leaves_everything_as_it_was(zhang, administrator, monkeypatch):
    def fail(members):
        raise RuntimeError("the room above is broken")

    roster = compared(workbook([SELF, LI]), administrator, covers=WHOLE)
    monkeypatch.setattr("people.actions.leaving_rules", [fail])
    begin_applying(roster, by=administrator, leavers=1)
    before = list(Member.objects.order_by("pk").values())
    with pytest.raises(RuntimeError):
        work.carry_out(roster.pk)
    roster.refresh_from_db()
    assert list(Member.objects.order_by("pk").values()) == before
    assert not Department.objects.exists()
    assert roster.state == RosterImport.State.COMPARED
    assert "没有改变" in roster.trouble


def test_many_leavers_are_asked_about_twice(administrator):
    MemberFactory.create_batch(3)
    roster = compared(workbook([SELF]), administrator, covers=WHOLE)
    for said in (None, 2):
        with pytest.raises(ManyLeave):
            begin_applying(roster, by=administrator, leavers=said)
    begin_applying(roster, by=administrator, leavers=3)


def test_a_few_leavers_are_not_asked_about(administrator, zhang):
    MemberFactory.create_batch(19)
    others = Member.objects.exclude(pk__in=[zhang.pk]).values_list("employee_number", "name")
    roster = compared(workbook([list(other) for other in others]), administrator, covers=WHOLE)
    assert roster.leaving == 1
    begin_applying(roster, by=administrator)


def test_the_last_administrator_does_not_leave(zhang, administrator):
    roster = compared(workbook([["3001", "张三"]]), administrator, covers=WHOLE)
    with pytest.raises(LastAdministrator):
        begin_applying(roster, by=administrator, leavers=1)


def test_an_administrator_leaves_where_another_stays(administrator):
    MemberFactory(administrator=True, employee_number="3001", name="张三")
    applied(workbook([["3001", "张三"]]), administrator, covers=WHOLE)
    administrator.refresh_from_db()
    assert not administrator.is_active


def test_the_other_administrator_may_have_lost_the_role_meanwhile(administrator):
    other = MemberFactory(administrator=True, employee_number="3001", name="张三")
    roster = compared(workbook([["3001", "张三"]]), administrator, covers=WHOLE)
    begin_applying(roster, by=administrator, leavers=1)
    other.role_grants.update(ends_at=timezone.now())
    work.carry_out(roster.pk)
    roster.refresh_from_db()
    administrator.refresh_from_db()
    assert administrator.is_active
    assert roster.trouble == str(LastAdministrator.sentence)


@pytest.mark.parametrize(
    "meanwhile",
    [
        lambda zhang: Member.objects.filter(pk=zhang.pk).update(mobile="13600136000"),
        lambda zhang: MemberFactory(employee_number="3002"),
        lambda zhang: Member.objects.filter(pk=zhang.pk).delete(),
    ],
    ids=["a value", "a number", "a person"],
)
def test_what_was_changed_since_the_comparison_is_not_overwritten(zhang, administrator, meanwhile):
    roster = compared(workbook([ZHANG, LI]), administrator)
    begin_applying(roster, by=administrator)
    meanwhile(zhang)
    work.carry_out(roster.pk)
    roster.refresh_from_db()
    assert roster.state == RosterImport.State.COMPARED
    assert "重新比对" in roster.trouble
    assert not Department.objects.exists()


@pytest.mark.parametrize("kind", [Department, UnionGroup, Branch])
def test_a_part_of_the_house_that_is_renamed_meanwhile_is_compared_again(administrator, kind):
    DepartmentFactory(name="内科")
    UnionGroupFactory(name="一组")
    BranchFactory(name="第一分会")
    row = ["3001", "张三", "内科", "一组", "第一分会"]
    roster = compared(workbook([row], ["工号", "姓名", "科室", "工会小组", "分会"]), administrator)
    begin_applying(roster, by=administrator)
    kind.objects.update(name="改名")
    work.carry_out(roster.pk)
    roster.refresh_from_db()
    assert (roster.state, roster.trouble) == ("compared", str(RosterChanged.sentence))
    assert not Member.objects.filter(employee_number="3001").exists()


def test_a_comparison_from_before_another_import_or_its_undo_is_made_again(zhang, administrator):
    before = compared(workbook([LI]), administrator)
    other = applied(workbook([ZHANG]), administrator)
    between = compared(workbook([LI]), administrator)
    undone(other, administrator)
    for outdated in (before, between):
        with pytest.raises(RosterChanged):
            begin_applying(outdated, by=administrator)
    begin_comparing(before, before.mapping, before.covers)
    work.compare(before.pk)
    begin_applying(before, by=administrator)


def test_of_two_imports_begun_at_once_the_second_is_compared_again_whatever_they_change(administrator):
    first, second = [compared(workbook([row]), administrator) for row in (ZHANG, LI)]
    RosterImport.objects.filter(pk__in=[first.pk, second.pk]).update(state="applying", applied_by=administrator)
    for roster in (first, second):
        work.carry_out(roster.pk)
        roster.refresh_from_db()
    assert (first.state, second.state, second.trouble) == ("applied", "compared", str(RosterChanged.sentence))
    assert not Member.objects.filter(employee_number="3002").exists()


def test_applying_costs_as_many_queries_for_20_people_as_for_2(administrator):
    def cost(first: int, count: int) -> int:
        known = MemberFactory.create_batch(count)
        new = [[str(first + number), "李四", "女", "外科"] for number in range(count)]
        rows = [*([member.employee_number, member.name, "女"] for member in known), *new]
        roster = compared(workbook(rows), administrator)
        begin_applying(roster, by=administrator)
        with CaptureQueriesContext(connection) as captured:
            work.carry_out(roster.pk)
        assert Member.objects.filter(gender="f").count() >= count * 2
        return len(captured)

    cost(5000, 1)
    assert cost(6000, 2) == cost(7000, 20)


def test_whoever_is_let_go_by_hand_loses_what_an_import_would_take(zhang, administrator, client):
    grant_role(zhang, Role.LIBRARIAN, by=administrator)
    client.force_login(administrator)
    data = {"employee_number": "3001", "name": "张　三", "staff_status": "left", "membership_status": "moved_out"}
    response = client.post(f"/admin/users/edit/{zhang.pk}/", {**data, "is_active": "on"})
    assert response.status_code == 302
    zhang.refresh_from_db()
    assert (zhang.name, zhang.is_active) == ("张三", False)
    assert not zhang.groups.exists()


def form_of(member: Member, **changed) -> dict:
    """What the form of a member posts."""
    fields = ["employee_number", "name", "staff_status", "membership_status"]
    return {name: getattr(member, name) for name in fields} | {"is_active": "on"} | changed


def test_nobody_lets_themselves_go(administrator, client):
    MemberFactory(administrator=True)
    client.force_login(administrator)
    data = form_of(administrator, staff_status="left")
    response = client.post(f"/admin/users/edit/{administrator.pk}/", data)
    assert response.status_code == 200
    assert "staff_status" in response.context["form"].errors
    administrator.refresh_from_db()
    assert (administrator.is_active, administrator.staff_status) == (True, "active")


@pytest.mark.parametrize("changed", [{"staff_status": "deceased"}, {"is_active": ""}], ids=["status", "account"])
def test_the_last_administrator_stays_by_hand_too(administrator, client, changed):
    client.force_login(MemberFactory(is_superuser=True))
    address = f"/admin/users/edit/{administrator.pk}/"
    response = client.post(address, form_of(administrator, **changed))
    assert str(LastAdministrator.sentence) in response.context["form"].non_field_errors()
    MemberFactory(administrator=True)
    assert client.post(address, form_of(administrator, **changed)).status_code == 302


def test_the_last_administrator_is_not_closed_with_several_others(zhang, administrator, client):
    client.force_login(MemberFactory(is_superuser=True))
    ids = f"id={zhang.pk}&id={administrator.pk}"
    client.post(f"/admin/bulk/people/member/set_active_state/?{ids}&next=/admin/users/", {"mark_as_active": "False"})
    assert Member.objects.filter(pk__in=[zhang.pk, administrator.pk], is_active=True).count() == 2


def test_a_number_that_is_changed_by_hand_is_a_former_one(zhang, administrator, client):
    client.force_login(administrator)
    address = f"/admin/users/edit/{zhang.pk}/"
    for number, former in (("5001", ["3001"]), ("3001", ["5001"])):
        assert client.post(address, form_of(zhang, employee_number=number)).status_code == 302
        assert list(zhang.former_numbers.values_list("number", flat=True)) == former
    assert client.post(address, form_of(zhang, employee_number="3001", title="护士")).status_code == 302
    assert zhang.former_numbers.count() == 1


@pytest.mark.parametrize(("status", "opens"), [("deceased", False), ("left", False), ("active", True)])
def test_the_accounts_of_the_gone_are_not_opened_several_at_once(zhang, administrator, client, status, opens):
    Member.objects.filter(pk=zhang.pk).update(staff_status=status, is_active=False)
    client.force_login(administrator)
    address = f"/admin/bulk/people/member/set_active_state/?id={zhang.pk}&next=/admin/users/"
    assert client.post(address, {"mark_as_active": "True"}).status_code == 302
    zhang.refresh_from_db()
    assert zhang.is_active is opens


def test_the_database_itself_refuses_an_account_of_somebody_gone(zhang):
    with pytest.raises(IntegrityError, match="people_member_gone_has_no_account"), transaction.atomic():
        Member.objects.filter(pk=zhang.pk).update(staff_status="deceased")
