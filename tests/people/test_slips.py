"""Slips in the admin: for whom, in which order, as a sheet that nobody can fetch twice."""

import io
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from people.codes import recipients as choosing
from people.codes.characters import as_meant
from people.codes.errors import WrongCode
from people.codes.issuing import Issued, issue_codes
from people.codes.recipients import recipients
from people.codes.redeeming import find_code
from people.codes.slips import address_with_code, sheet_of, slips_pdf
from people.models import Look, Member, SignInCode
from tests.factories import DepartmentFactory, MemberFactory, UnionGroupFactory
from tests.list_costs import queries_for

from .rosters import ZHANG, applied, workbook

SLIPS = "/admin/slips/"
SHEET = f"{SLIPS}sheet/"
OTHERS = ["officer", "chair", "deputy", "librarian"]


@pytest.fixture
def admin(administrator, client):
    client.force_login(administrator)
    return client


def newcomer(**fields) -> Member:
    return MemberFactory(password=None, **fields)


def choose(client, chosen: str, **fields):
    return client.post(SLIPS, {"chosen": chosen, "skip_password": "on", "skip_code": "on", **fields})


def on_sheet(response) -> list[str]:
    return [member.name for member in response.context["people"].on_this_sheet]


def print_sheet(client, response):
    """Press the button of the page that says who gets a slip."""
    data = {"members": response.context["pks"], "seen_at": response.context["seen_at"]}
    return client.post(SHEET, data)


def words_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_but_an_administrator_sees_or_prints_slips(client, role, db):
    member = newcomer()
    client.force_login(MemberFactory(**{role: True}))
    data = {"members": str(member.pk), "seen_at": timezone.now().isoformat()}
    for response in (client.get(SLIPS), client.post(SLIPS, {"chosen": "without_password"}), client.post(SHEET, data)):
        assert (response.status_code, response["Location"]) == (302, "/admin/")
    assert SLIPS not in client.get("/admin/").content.decode()
    assert not SignInCode.objects.exists()


def test_a_look_issues_nothing_and_the_sheet_is_no_page_to_look_at(admin):
    newcomer()
    assert admin.get(SLIPS).status_code == 200
    assert admin.get(SHEET).status_code == 405
    assert choose(admin, "without_password").status_code == 200
    assert not SignInCode.objects.exists()


def test_who_sees_who_gets_a_slip_is_noted_with_how_many_they_are(admin, administrator):
    department = DepartmentFactory()
    newcomer(department=department)
    newcomer(department=department)
    choose(admin, "department", department=department.pk)
    look = Look.objects.get()
    assert (look.viewer, look.subject, look.people) == (administrator, "people.sign_in_slips", 2)
    assert look.narrowed_by == f"chosen=department&department={department.pk}"
    assert look.subject_name == "登录凭条"


def test_the_page_before_says_what_printing_means(admin):
    newcomer(name="张三")
    page = choose(admin, "without_password").content.decode()
    for said in ("张三", "只在这一个文件里", "14 天", "当面"):
        assert said in page


def test_the_sheet_has_the_codes_and_is_kept_by_nobody(admin, administrator):
    member = newcomer(employee_number="3001", name="张三", department=DepartmentFactory(name="急诊科"))
    response = print_sheet(admin, choose(admin, "without_password"))
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]
    words = words_of(response.content)
    for said in ("张三", "3001", "急诊科", "前有效"):
        assert said in words
    (code,) = re.findall("[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4}", words)
    assert find_code("3001", code).issued_by == administrator
    assert as_meant(code) not in SignInCode.objects.get(member=member).digest


def test_a_second_press_prints_no_second_sheet(admin):
    newcomer()
    page = choose(admin, "without_password")
    assert print_sheet(admin, page).status_code == 200
    again = print_sheet(admin, page)
    assert (again.status_code, again["Location"]) == (302, SLIPS)
    assert SignInCode.objects.count() == 1


def test_a_sheet_that_cannot_be_made_issues_no_code(admin, monkeypatch):
    newcomer()
    page = choose(admin, "without_password")

    def fail(issued):
        raise RuntimeError

    monkeypatch.setattr("people.codes.admin_views.slips_pdf", fail)
    with pytest.raises(RuntimeError):
        print_sheet(admin, page)
    assert not SignInCode.objects.exists()


@pytest.mark.parametrize("data", [{}, {"members": "x"}, {"members": "1,2", "seen_at": "yesterday"}])
def test_rubbish_is_refused(admin, data):
    assert admin.post(SHEET, data).status_code == 400


def test_the_qr_code_carries_number_and_code_where_no_server_reads_them(administrator):
    issued = Issued(newcomer(employee_number="3001"), "ABCDEFGH2345", timezone.now() + timedelta(days=14))
    address, _, fragment = address_with_code(issued).partition("#")
    assert address == "http://testserver/accounts/first/"
    assert fragment == "3001.ABCDEFGH2345"
    (slip,) = sheet_of([issued])["slips"]
    assert slip["qr"].startswith("<svg")


def test_nothing_of_a_name_is_read_as_markup(administrator):
    member = newcomer(name='#strong[x] $y$ "z"', department=DepartmentFactory(name="= 标题 #1"))
    words = words_of(slips_pdf([Issued(member, "ABCDEFGH2345", timezone.now())]))
    assert '#strong[x] $y$ "z"' in words


def test_names_stand_in_order_of_pinyin_inside_each_department(admin):
    second, first = DepartmentFactory(name="外科", position=2), DepartmentFactory(name="内科", position=1)
    for name, pinyin, department in [
        ("张三", "zhang san", first),
        ("李四", "li si", second),
        ("单亚芳", "shan yafang", first),
        ("无科", "wu ke", None),
        ("安静", "an jing", second),
    ]:
        newcomer(name=name, pinyin=pinyin, department=department)
    response = choose(admin, "without_password")
    assert on_sheet(response) == ["单亚芳", "张三", "安静", "李四", "无科"]
    words = words_of(print_sheet(admin, response).content)
    assert sorted(on_sheet(response), key=words.index) == on_sheet(response)


def test_a_department_with_those_below_it(admin):
    above = DepartmentFactory(name="护理部")
    below = DepartmentFactory(name="一病区", parent=above)
    newcomer(name="甲", department=above)
    newcomer(name="乙", department=below)
    newcomer(name="丙")
    MemberFactory(name="丁", department=above)
    assert sorted(on_sheet(choose(admin, "department", department=above.pk))) == ["乙", "甲"]
    assert sorted(on_sheet(choose(admin, "department", department=above.pk, skip_password=""))) == ["丁", "乙", "甲"]
    assert choose(admin, "department").status_code == 422


def test_a_union_group(admin):
    group = UnionGroupFactory()
    newcomer(name="甲", union_group=group)
    newcomer(name="乙")
    assert on_sheet(choose(admin, "union_group", union_group=group.pk)) == ["甲"]


def test_everybody_of_the_last_import_without_a_password(admin, administrator):
    newcomer(name="早先来的")
    applied(workbook([ZHANG]), administrator)
    assert on_sheet(choose(admin, "last_import")) == ["张三"]
    member = Member.objects.get(name="张三")
    member.set_password("a-password-of-mine")
    member.save()
    assert on_sheet(choose(admin, "last_import")) == []


def test_without_any_import_there_is_nobody(admin):
    newcomer()
    assert on_sheet(choose(admin, "last_import")) == []


def test_chosen_members_get_a_new_code_whatever_they_have(admin):
    MemberFactory(employee_number="3001", name="张三")
    newcomer(employee_number="3002", name="李四")
    numbers = {"numbers": "３００１，3002\n3001"}
    assert sorted(on_sheet(choose(admin, "members", **numbers))) == ["张三", "李四"]
    print_sheet(admin, choose(admin, "members", **numbers))
    assert sorted(on_sheet(choose(admin, "members", **numbers))) == ["张三", "李四"]


def test_numbers_that_nobody_has_are_named(admin):
    response = choose(admin, "members", numbers="404 405")
    assert response.status_code == 422
    assert "404、405" in response.content.decode()
    assert choose(admin, "members", numbers=" ").status_code == 422


@pytest.mark.parametrize("members", ["", "1,", "x", "9" * 5_000])
def test_a_tampered_request_for_a_sheet_is_refused(admin, members):
    assert admin.post(SHEET, {"members": members, "seen_at": timezone.now().isoformat()}).status_code == 400


def test_who_may_do_more_is_left_out_and_named(admin):
    newcomer(name="张三", employee_number="3001")
    MemberFactory(chair=True, name="孙立", employee_number="3002", password=None)
    response = choose(admin, "members", numbers="3001 3002")
    assert on_sheet(response) == ["张三"]
    assert "孙立" in response.content.decode()


def test_the_closed_are_left_out_and_counted(admin):
    newcomer(employee_number="3001", is_active=False)
    people = choose(admin, "members", numbers="3001").context["people"]
    assert (people.on_this_sheet, people.inactive) == ([], 1)


def test_many_are_printed_in_parts_one_after_the_other(admin, administrator, monkeypatch):
    monkeypatch.setattr(choosing.recipients, "__kwdefaults__", {"at_once": 2})
    for number in range(5):
        newcomer(pinyin=f"a{number}", name=f"甲{number}")
    sheets, left = [], []
    for _sheet in range(3):
        response = choose(admin, "without_password")
        left.append(response.context["people"].more)
        sheets.append(on_sheet(response))
        print_sheet(admin, response)
    assert sheets == [["甲0", "甲1"], ["甲2", "甲3"], ["甲4"]]
    assert left == [3, 1, 0]
    assert on_sheet(choose(admin, "without_password")) == []


def test_choosing_costs_the_same_queries_for_one_and_for_twenty(administrator):
    costs = []
    for count in (1, 19):
        MemberFactory.create_batch(count, password=None, department=DepartmentFactory())
        issuer = Member.objects.get(pk=administrator.pk)
        with CaptureQueriesContext(connection) as captured:
            recipients(Member.objects.all(), issuer=issuer, skip_password=True, skip_code=True)
        costs.append(len(captured))
    assert costs[0] == costs[1]


def test_the_members_page_shows_who_issued_codes_when_and_leads_to_another(admin, administrator):
    member = newcomer(employee_number="3001")
    address = f"/admin/users/inspect/{member.pk}/"
    assert "还没有发过" in admin.get(address).content.decode()
    one = len(queries_for(admin, address))
    for _number in range(3):
        print_sheet(admin, choose(admin, "members", numbers="3001"))
    page = admin.get(address).content.decode()
    assert page.count("钱管理") >= 3
    assert f"{SLIPS}?numbers=3001" in page
    assert len(queries_for(admin, address)) == one
    assert member.password not in page


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_but_an_administrator_inspects_members(client, role, db):
    client.force_login(MemberFactory(**{role: True}))
    assert client.get(f"/admin/users/inspect/{newcomer().pk}/").status_code == 302


def test_a_lost_slip_is_withdrawn_from_the_members_page(admin):
    member = newcomer(employee_number="3001")
    code = issue_codes([member.pk], by=MemberFactory(administrator=True))[0].code
    page = admin.get(reverse("wagtailusers_users:inspect", args=[member.pk])).content.decode()
    address = reverse("withdraw_slip", args=[member.pk])
    assert address in page
    assert admin.get(address).status_code == 405
    page = admin.post(address, follow=True).content.decode()
    assert "已作废" in page
    # There is nothing left to withdraw.
    assert address not in page
    with pytest.raises(WrongCode):
        find_code("3001", code)


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_but_an_administrator_withdraws_a_slip(client, role, administrator):
    member = newcomer()
    issue_codes([member.pk], by=administrator)
    client.force_login(MemberFactory(**{role: True}))
    assert client.post(reverse("withdraw_slip", args=[member.pk])).status_code in (302, 403)
    assert member.sign_in_codes.usable().exists()
