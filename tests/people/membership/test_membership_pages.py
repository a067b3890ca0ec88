"""One's own membership page, the queue of applications, and the record of one person in the admin."""

import pytest
from django.urls import reverse
from django.utils import timezone

from people.membership.applying import apply_for_membership, refuse
from people.membership.errors import OwnMembership
from people.models import Look, Member, MembershipApplication, MembershipChange
from tests.factories import DepartmentFactory, MemberFactory
from tests.list_costs import queries_for
from tests.untouched_forms import form_on

Status, State = Member.MembershipStatus, MembershipApplication.State
MINE = "/me/membership/"
OTHERS = ["officer", "chair", "deputy", "librarian"]
RUBBISH = ["-1", "99999999999999999999", "2026-13-45", "\0", "长" * 400]


def newcomer(**fields) -> Member:
    return MemberFactory(membership_status=Status.NONE, **fields)


@pytest.fixture
def admin(administrator, client):
    client.force_login(administrator)
    return client


def test_somebody_applies_and_withdraws_on_their_own_page(client, db):
    member = newcomer()
    client.force_login(member)
    page = client.post(MINE, {"note": "<b>从市二院来</b>"}, follow=True)
    assert "&lt;b&gt;从市二院来" in page.text
    application = member.membership_applications.get()
    withdraw = reverse("withdraw_application", args=[application.pk])
    assert withdraw in page.text
    client.post(withdraw)
    application.refresh_from_db()
    assert application.state == State.WITHDRAWN
    assert withdraw not in client.get(MINE).text


def test_a_second_application_is_answered_with_a_sentence(client, db):
    member = newcomer()
    client.force_login(member)
    for _time in range(2):
        assert client.post(MINE, {"note": ""}, follow=True).status_code == 200
    assert member.membership_applications.count() == 1


def test_too_long_a_note_is_refused_and_kept_in_the_form(client, db):
    client.force_login(newcomer())
    response = client.post(MINE, {"note": "长" * 301})
    assert response.status_code == 422
    assert "长" * 301 in response.text
    assert client.post(MINE, {"note": "\0"}).status_code in (400, 422)
    assert not MembershipApplication.objects.exists()


@pytest.mark.parametrize("status", [Status.ENROLLED, Status.RETAINED])
def test_a_member_is_offered_no_application(client, db, status):
    client.force_login(MemberFactory(membership_status=status))
    assert 'name="note"' not in client.get(MINE).text


def test_the_page_is_the_members_own_and_asks_who_it_is(client, db):
    assert client.get(MINE).status_code == 302
    application = apply_for_membership(newcomer())
    client.force_login(newcomer())
    assert client.post(reverse("withdraw_application", args=[application.pk])).status_code == 404
    assert client.get(reverse("withdraw_application", args=[application.pk])).status_code == 405
    application.refresh_from_db()
    assert application.is_open


def test_my_page_leads_to_it(client, db):
    client.force_login(MemberFactory())
    assert MINE in client.get("/me/").text


def addresses(application) -> list[str]:
    member = application.member_id
    return [
        reverse("membership_applications"),
        reverse("membership_application", args=[application.pk]),
        *[reverse(name, args=[member]) for name in ("membership_of", "membership_in", "membership_out")],
        reverse("people_membershipchange_modeladmin_index"),
    ]


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_but_an_administrator_decides_or_sees_the_record(client, db, role):
    application = apply_for_membership(newcomer())
    client.force_login(MemberFactory(**{role: True}))
    data = {"decision": "accepted", "on": timezone.localdate(), "union": "市二院工会"}
    for address in addresses(application):
        for response in (client.get(address), client.post(address, data)):
            assert response.status_code in (302, 403)
    application.refresh_from_db()
    assert application.is_open
    assert not MembershipChange.objects.exists()


def test_what_does_not_exist_is_not_found(admin):
    for name in ("membership_application", "membership_of", "membership_in", "membership_out"):
        assert admin.get(reverse(name, args=[987654])).status_code == 404


def test_the_queue_is_empty_and_says_so(admin):
    response = admin.get(reverse("membership_applications"))
    assert response.status_code == 200
    assert "<tbody>" not in response.text


def test_an_application_is_accepted_from_the_queue(admin, administrator):
    application = apply_for_membership(newcomer(name="吴新来"))
    assert "吴新来" in admin.get(reverse("membership_applications")).text
    address = reverse("membership_application", args=[application.pk])
    assert admin.post(address, {"decision": "accepted", "remark": ""}).status_code == 302
    # The message of the decision, which names the member, is shown once.
    admin.get(reverse("membership_applications"))
    assert "吴新来" not in admin.get(reverse("membership_applications")).text
    assert "吴新来" in admin.get(reverse("membership_applications"), {"show": "closed"}).text
    assert application.member.membership_changes.get().by == administrator
    assert admin.post(address, {"decision": "refused", "remark": "不"}).status_code == 422


def test_a_refusal_needs_a_remark(admin):
    application = apply_for_membership(newcomer())
    address = reverse("membership_application", args=[application.pk])
    assert admin.post(address, {"decision": "refused", "remark": " "}).status_code == 422
    assert admin.post(address, {"decision": "refused", "remark": "请先补交材料"}).status_code == 302
    application.refresh_from_db()
    assert (application.state, application.remark) == (State.REFUSED, "请先补交材料")


def test_moves_are_entered_on_the_page_of_the_member(admin, administrator):
    member = MemberFactory()
    data = {"on": timezone.localdate(), "union": "省中医院工会", "remark": "调动"}
    page = admin.post(reverse("membership_out", args=[member.pk]), data, follow=True)
    assert "省中医院工会" in page.text
    page = admin.post(reverse("membership_in", args=[member.pk]), data, follow=True)
    member.refresh_from_db()
    assert member.membership_status == Status.ENROLLED
    assert [row.by for row in member.membership_changes.all()] == [administrator] * 2


@pytest.mark.parametrize("rubbish", RUBBISH)
def test_rubbish_is_refused_in_words(admin, rubbish):
    member = MemberFactory()
    application = apply_for_membership(newcomer())
    data = dict.fromkeys(["on", "union", "remark", "decision"], rubbish)
    for name in ("membership_in", "membership_out"):
        assert admin.post(reverse(name, args=[member.pk]), data).status_code in (400, 422)
    address = reverse("membership_applications")
    assert admin.get(address, {"p": rubbish, "show": rubbish}).status_code in (200, 400)
    assert not MembershipChange.objects.filter(member=member).exists()
    application.refresh_from_db()
    assert application.is_open


def test_only_the_two_decisions_decide(admin):
    application = apply_for_membership(newcomer())
    address = reverse("membership_application", args=[application.pk])
    assert admin.post(address, {"decision": "perhaps", "remark": "?"}).status_code == 422
    application.refresh_from_db()
    assert application.is_open


def test_a_status_changed_in_the_form_of_a_member_is_on_record(admin, administrator):
    member = MemberFactory(employee_number="3001", name="张三")
    address = reverse("wagtailusers_users:edit", args=[member.pk])
    data = {"employee_number": "3001", "name": "张三", "staff_status": "active", "is_active": "on"}
    for status in (Status.RETAINED, Status.RETAINED):
        response = admin.post(address, data | {"membership_status": status})
        assert response.status_code == 302, response.context["form"].errors
    row = member.membership_changes.get()
    assert (row.act, row.before, row.after, row.by) == ("by_hand", Status.ENROLLED, Status.RETAINED, administrator)


def test_nobody_changes_their_own_membership_in_the_form_of_a_member(admin, administrator):
    address = reverse("wagtailusers_users:edit", args=[administrator.pk])
    page = admin.post(address, form_on(admin, address) | {"membership_status": Status.RETAINED})
    assert str(OwnMembership.sentence) in page.text
    administrator.refresh_from_db()
    assert administrator.membership_status == Status.ENROLLED
    assert not administrator.membership_changes.exists()


def test_days_stand_in_forms_as_the_browsers_calendar_reads_them(admin):
    member = MemberFactory()
    today = f'value="{timezone.localdate():%Y-%m-%d}"'
    assert today in admin.get(reverse("membership_out", args=[member.pk])).text


def test_looks_at_applications_are_noted(admin):
    application = apply_for_membership(newcomer())
    for address in addresses(application)[:3]:
        admin.get(address)
    assert Look.objects.filter(member=application.member).count() == 2
    assert Look.objects.filter(subject="people.membershipapplication", people=1).count() == 1


def test_the_pages_cost_the_same_for_1_and_for_20(admin, administrator):
    member = newcomer(department=DepartmentFactory())

    def fill(count):
        for _number in range(count):
            refuse(apply_for_membership(member), by=administrator, remark="请补交材料")
            apply_for_membership(newcomer(department=DepartmentFactory()))
            MembershipChange.objects.create(
                member=member, act="by_hand", before="none", after="enrolled", on=timezone.localdate(), by=administrator
            )

    pages = [
        reverse("membership_applications"),
        reverse("membership_applications") + "?show=closed",
        reverse("membership_of", args=[member.pk]),
        reverse("people_membershipchange_modeladmin_index"),
    ]
    fill(1)
    few = [len(queries_for(admin, page)) for page in pages]
    fill(18)
    assert [len(queries_for(admin, page)) for page in pages] == few
    admin.force_login(member)
    assert admin.get(MINE).text.count("<li><time") >= 38
