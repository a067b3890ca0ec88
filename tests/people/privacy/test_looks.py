"""Whoever sees personal data of others leaves a trace, which nobody changes."""

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from approval.models import ApprovalRecord
from approval.models.record import Act
from approval.recording import record
from people.actions import grant_role
from people.models import Look, Role
from people.privacy.looks import note_look
from tests.factories import MemberFactory
from tests.list_costs import queries_for


def looks() -> list[tuple]:
    return list(Look.objects.order_by("pk").values_list("subject", "member__employee_number", "people"))


def test_opening_a_member_is_a_look_at_that_member(admin, member, administrator):
    admin.get(f"/admin/users/edit/{member.pk}/")
    look = Look.objects.get()
    assert (look.viewer, look.member, look.subject) == (administrator, member, "people.member")


def test_a_look_at_oneself_is_none(admin, administrator):
    admin.get(f"/admin/users/edit/{administrator.pk}/")
    assert not Look.objects.exists()


def test_a_list_is_one_row_with_its_size_and_what_it_was_narrowed_by(admin, member, administrator):
    MemberFactory(name="周全")
    MemberFactory(staff_status="left", is_active=False)
    admin.get("/admin/users/?is_active=true&p=1")
    look = Look.objects.get()
    assert (look.subject, look.member, look.people, look.narrowed_by) == ("people.member", None, 3, "is_active=true")


def test_an_hour_of_looking_is_one_row_and_the_next_hour_another(admin, member, time_machine):
    for moment in ("2026-05-01T09:05:00+08:00", "2026-05-01T09:50:00+08:00", "2026-05-01T10:05:00+08:00"):
        time_machine.move_to(moment)
        admin.cookies.clear()
        admin.force_login(type(member).objects.get(employee_number="9001"))
        admin.get(f"/admin/users/edit/{member.pk}/")
        admin.get("/admin/users/")
    assert Look.objects.filter(member=member).count() == 2
    assert Look.objects.filter(member=None).count() == 2


def test_roles_are_listed_and_inspected_with_a_trace(admin, member, administrator):
    grant = grant_role(member, Role.LIBRARIAN, by=administrator)
    admin.get("/admin/people/rolegrant/")
    admin.get(f"/admin/people/rolegrant/inspect/{grant.pk}/")
    assert looks() == [("people.rolegrant", None, 2), ("people.rolegrant", "2001", None)]


def test_choosing_a_member_is_one_look_however_long_the_search(admin, member):
    for typed in ("", "周", "周敏"):
        assert admin.get(f"/admin/member-chooser/results/?q={typed}").status_code == 200
    assert [subject for subject, _member, _people in looks()] == ["people.member_choice"]


def test_approval_records_with_their_employee_numbers_are_listed_and_exported_with_a_trace(client_of, member):
    chair = MemberFactory(chair=True)
    record(Act.DELEGATED, actor=member, remark="")
    record(Act.DELEGATED, actor=member, remark="")
    browser = client_of(chair)
    browser.get("/admin/approval/approvalrecord/?act=delegated")
    browser.post("/admin/approval/approvalrecord/?act=delegated")
    count = ApprovalRecord.objects.filter(act=Act.DELEGATED).count()
    assert looks() == [("approval.approvalrecord", None, count), ("approval.record_export", None, 1)]
    assert set(Look.objects.values_list("narrowed_by", flat=True)) == {"act=delegated"}


def test_lists_that_are_about_nobody_leave_no_trace(client_of):
    browser = client_of(MemberFactory(librarian=True))
    assert browser.get("/admin/reading/copy/").status_code == 200
    assert not Look.objects.exists()


def test_the_office_sees_who_looked_at_what(admin, member, administrator):
    note_look(MemberFactory(name="好奇"), "people.member", member=member)
    html = admin.get("/admin/people/look/").content.decode()
    assert "好奇" in html
    assert "周敏" in html


def test_the_list_of_looks_costs_the_same_with_one_and_with_many(admin, member):
    note_look(MemberFactory(), "people.member", member=member)
    first = len(queries_for(admin, "/admin/people/look/"))
    for _number in range(9):
        note_look(MemberFactory(), "people.member", member=MemberFactory())
    assert len(queries_for(admin, "/admin/people/look/")) == first


def test_a_look_costs_one_query(member, administrator, django_assert_num_queries):
    with django_assert_num_queries(1):
        note_look(administrator, "people.member", member=member)
    with django_assert_num_queries(1):
        note_look(administrator, "people.member", member=member)
    assert Look.objects.count() == 1


@pytest.mark.parametrize(
    "act",
    [lambda: Look.objects.update(people=1), lambda: Look.objects.all().delete()],
    ids=["change", "delete"],
)
def test_nobody_changes_or_deletes_a_look(act, member, administrator):
    note_look(administrator, "people.member", member=member)
    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
        act()
    assert Look.objects.get().people is None


def test_nobody_enters_one_by_hand(admin, member):
    for address in ("create/", "edit/1/", "delete/1/"):
        assert admin.get(f"/admin/people/look/{address}").status_code in (302, 403, 404)


def test_whoever_may_not_see_members_sees_none_and_leaves_no_trace(member):
    browser = Client()
    browser.force_login(MemberFactory(officer=True))
    assert browser.get(f"/admin/users/edit/{member.pk}/").status_code in (302, 403)
    assert not Look.objects.exists()
