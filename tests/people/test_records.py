"""Lists of records in the admin: what they say, and what can be got out of them."""

import pytest
from django.urls import reverse

from notices.actions import notify
from notices.models import Notice
from people.models import Look, RoleGrant
from tests.factories import MemberFactory


@pytest.fixture(autouse=True)
def _site(site):
    """Every page has the frame of the site around it."""


@pytest.fixture
def member(db):
    return MemberFactory(name="周敏", employee_number="2001", mobile="13800138000", officer=True)


@pytest.fixture
def admin(client, member):
    client.force_login(MemberFactory(name="钱管理", administrator=True))
    return client


def numbers_in(answer) -> set[str]:
    return {grant.member.employee_number for grant in answer.context["object_list"]}


@pytest.mark.parametrize(
    "asked",
    [
        "member__mobile__startswith=139",
        "member__password__startswith=md5",
        "granted_by__birthday__year=1961",
        "member__notices__body__contains=x",
        "scope_id=7",
    ],
)
def test_a_list_is_narrowed_by_what_it_offers_alone(asked, admin):
    """What an address says beside the filters answers no question about fields that nobody may read there."""
    everybody = numbers_in(admin.get("/admin/people/rolegrant/"))
    assert "2001" in everybody
    assert numbers_in(admin.get(f"/admin/people/rolegrant/?{asked}")) == everybody


def test_a_filter_that_is_offered_narrows(admin):
    assert numbers_in(admin.get("/admin/people/rolegrant/?role__exact=publicity_officer")) == {"2001"}


def test_the_office_does_not_read_what_a_notice_says_by_inspecting_it(admin, member):
    [notice] = notify([member], kind="approval.decided", key="x", subject="密函一封", body="内情")
    for act in ("inspect", "history"):
        page = admin.get(f"/admin/notices/notice/{act}/{notice.pk}/")
        assert page.status_code == 200
        assert "密函" not in page.content.decode()
    assert Notice.objects.get().subject == "密函一封"


@pytest.mark.parametrize("role", ["librarian", "officer", "chair"])
def test_what_was_done_to_a_record_is_shown_to_those_who_may_inspect_it(role, client, member):
    [notice] = notify([member], kind="approval.decided", key="x", subject="密函一封", body="内情")
    look = Look.objects.create(viewer=member, member=member, subject="people.member")
    client.force_login(MemberFactory(**{role: True}))
    for address in (f"notices/notice/history/{notice.pk}/", f"people/look/history/{look.pk}/"):
        assert client.get(f"/admin/{address}")["Location"] == "/admin/"


def test_a_look_is_inspected(admin, member):
    viewer = MemberFactory(name="孙看")
    look = Look.objects.create(viewer=viewer, member=member, subject="people.member")
    listed = Look.objects.create(viewer=viewer, subject="people.member", people=7)
    page = admin.get(f"/admin/people/look/inspect/{look.pk}/").content.decode()
    assert "周敏" in page
    assert "孙看" in page
    assert admin.get(f"/admin/people/look/inspect/{listed.pk}/").status_code == 200
    assert "周敏" in admin.get("/admin/people/look/").content.decode()


def test_who_is_no_number_is_nobody(admin, client, db):
    chair = MemberFactory(chair=True)
    client.force_login(chair)
    assert client.get("/admin/member-chooser/chosen/nobody/").status_code == 404
    assert client.get("/admin/member-chooser/chosen-multiple/?id=nobody").status_code == 404
    refused = client.post("/admin/approvals/deputies/", {"deputy": "nobody", "first_date": "2099-01-01"})
    assert refused.status_code == 422
    assert client.get(f"/admin/member-chooser/chosen/{chair.pk}/").status_code == 200


def test_roles_are_still_inspected_by_name(admin, member):
    grant = RoleGrant.objects.get(member=member)
    assert "周敏" in admin.get(f"/admin/people/rolegrant/inspect/{grant.pk}/").content.decode()


@pytest.mark.parametrize("record", ["notices_notice", "notices_delivery"])
def test_nobody_writes_what_was_sent_by_hand(client, db, record):
    client.force_login(MemberFactory(is_superuser=True))
    answer = client.get(reverse(f"{record}_modeladmin_create"))
    assert (answer.status_code, answer["Location"]) == (302, reverse("wagtailadmin_home"))
