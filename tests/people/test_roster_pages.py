"""The pages of an import: for administrators alone, every write by POST, the same cost for one row and for many."""

import io

import pytest
from django.core.cache import cache
from django.urls import reverse
from openpyxl import load_workbook

from people.models import Look, Member, RosterImport
from people.roster import progress, work
from tests.factories import MemberFactory, UnionGroupFactory
from tests.list_costs import queries_for

from .rosters import LI, WHOLE, ZHANG, applied, compared, upload, workbook

IMPORTS = "/admin/roster/"
STEPS = ["", "columns/", "compare/", "progress/", "apply/", "undo/", "discard/"]
OTHERS = ["officer", "chair", "deputy", "librarian"]


@pytest.fixture
def admin(administrator, client):
    client.force_login(administrator)
    return client


@pytest.fixture
def roster(administrator):
    return compared(workbook([ZHANG, LI]), administrator)


def run_jobs(roster: RosterImport) -> None:
    """Do what the job worker would do."""
    for step in (work.compare, work.carry_out, work.take_back):
        step(roster.pk)


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_but_an_administrator_sees_or_touches_an_import(roster, client, role):
    client.force_login(MemberFactory(**{role: True}))
    for step in STEPS:
        for ask in (client.get, client.post):
            response = ask(f"{IMPORTS}{roster.pk}/{step}")
            assert (response.status_code, response.headers.get("Location")) == (302, "/admin/"), step
    for address in ("", "template/"):
        assert client.get(IMPORTS + address).status_code == 302
    assert client.post(f"{IMPORTS}export/").status_code == 302
    assert client.post(IMPORTS, {"file": upload(workbook([LI]))}).status_code == 302
    roster.refresh_from_db()
    assert (roster.state, RosterImport.objects.count()) == ("compared", 1)
    assert not Look.objects.exists()


def test_the_menu_leads_administrators_there_and_nobody_else(admin, client):
    assert reverse("roster_imports") in admin.get("/admin/").content.decode()
    client.force_login(MemberFactory(officer=True))
    assert reverse("roster_imports") not in client.get("/admin/").content.decode()


def test_a_look_at_an_address_changes_no_state(roster, admin):
    for step in STEPS:
        admin.get(f"{IMPORTS}{roster.pk}/{step}")
    roster.refresh_from_db()
    assert (roster.state, Member.objects.count()) == ("compared", 1)


def test_an_import_from_the_file_to_the_undo(admin):
    response = admin.post(IMPORTS, {"file": upload(workbook([ZHANG]))})
    roster = RosterImport.objects.get()
    address = f"{IMPORTS}{roster.pk}/"
    assert response["Location"] == address
    page = admin.get(address)
    form = page.context["form"]
    assert form["column-0"].value() == "employee_number"
    data = {name: form[name].value() for name in form.fields}

    assert "covers" in admin.post(f"{address}compare/", {**data, "covers": ""}).context["form"].errors
    admin.post(f"{address}compare/", {**data, "covers": "part"})
    assert "正在比对" in admin.get(address).content.decode()
    run_jobs(roster)
    page = admin.get(address).content.decode()
    assert "张三" in page
    assert "1980-**-**" in page
    assert "1980-05-06" not in page
    assert "138****8000" in page

    admin.post(f"{address}apply/")
    run_jobs(roster)
    assert "已写入" in admin.get(IMPORTS).content.decode()
    assert "可以全部撤销" in admin.get(f"{address}undo/").content.decode()
    admin.post(f"{address}undo/")
    run_jobs(roster)
    assert not Member.objects.filter(employee_number="3001").exists()
    assert "撤销了这次导入" in admin.get(address).content.decode()


def test_a_column_read_twice_and_a_number_read_nowhere_are_refused(administrator, admin):
    admin.post(IMPORTS, {"file": upload(workbook([ZHANG]))})
    roster = RosterImport.objects.get()
    data = {"column-0": "name", "column-1": "name", "covers": "part"}
    response = admin.post(f"{IMPORTS}{roster.pk}/compare/", data)
    assert response.status_code == 422
    errors = response.context["form"].non_field_errors()
    assert len(errors) == 2
    roster.refresh_from_db()
    assert roster.state == RosterImport.State.UPLOADED


def test_a_file_that_cannot_be_read_is_refused_beside_its_field(admin):
    response = admin.post(IMPORTS, {"file": upload(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "花名册.xls")})
    assert response.status_code == 422
    assert "另存为" in response.content.decode()
    assert not RosterImport.objects.exists()


def test_many_leavers_are_confirmed_by_their_number(administrator, admin):
    MemberFactory.create_batch(3)
    roster = compared(workbook([["9001", "钱管理"]]), administrator, covers=WHOLE)
    address = f"{IMPORTS}{roster.pk}/apply/"
    assert "3" in admin.get(address).content.decode()
    assert admin.post(address).status_code == 200
    assert admin.post(address, {"leavers": "2"}).status_code == 422
    roster.refresh_from_db()
    assert roster.is_compared
    admin.post(address, {"leavers": "3"})
    roster.refresh_from_db()
    assert roster.state == RosterImport.State.APPLYING


def test_the_progress_is_seen_and_its_end_loads_the_page_again(roster, admin):
    RosterImport.objects.filter(pk=roster.pk).update(state=RosterImport.State.APPLYING)
    progress.watch(roster.pk, 800)(400)
    page = admin.get(f"{IMPORTS}{roster.pk}/").content.decode()
    assert 'value="50"' in page
    part = admin.get(f"{IMPORTS}{roster.pk}/progress/", headers={"HX-Request": "true"})
    assert "400" in part.content.decode()
    RosterImport.objects.filter(pk=roster.pk).update(state=RosterImport.State.APPLIED)
    assert admin.get(f"{IMPORTS}{roster.pk}/progress/")["HX-Refresh"] == "true"
    cache.clear()


def test_rows_are_filtered_by_what_happens(administrator, admin):
    roster = compared(workbook([ZHANG, ["3002", ""]]), administrator)
    address = f"{IMPORTS}{roster.pk}/"
    assert [card.row.outcome for card in admin.get(address).context["cards"]] == ["faulty"]
    assert [card.row.outcome for card in admin.get(f"{address}?outcome=new").context["cards"]] == ["new"]
    assert "B3" in admin.get(address).content.decode()


def test_a_dry_run_shows_which_groups_join_a_branch_and_offers_to_apply_it(administrator, admin):
    member = MemberFactory(union_group=UnionGroupFactory(name="一组", branch=None))
    row = [member.employee_number, member.name, "一组", "第一分会"]
    roster = compared(workbook([row], ["工号", "姓名", "工会小组", "分会"]), administrator)
    page = admin.get(f"{IMPORTS}{roster.pk}/").content.decode()
    assert "一组 → 第一分会" in page
    assert f"{IMPORTS}{roster.pk}/apply/" in page


@pytest.mark.parametrize("outcome", ["new", "changed"])
def test_a_dry_run_costs_the_same_for_1_row_and_for_20(administrator, admin, outcome):
    def cost(count: int) -> int:
        known = MemberFactory.create_batch(count) if outcome == "changed" else []
        rows = [[member.employee_number, member.name, "女"] for member in known]
        rows = rows or [[str(6000 + number), "李四", "女"] for number in range(count)]
        roster = compared(workbook(rows), administrator)
        return len(queries_for(admin, f"{IMPORTS}{roster.pk}/?outcome={outcome}"))

    assert cost(1) == cost(20)


def test_the_list_of_imports_costs_the_same_for_1_and_for_20(administrator, admin):
    applied(workbook([ZHANG]), administrator)
    first = len(queries_for(admin, IMPORTS))
    for _number in range(19):
        RosterImport.objects.create(
            uploaded_by=MemberFactory(), applied_by=administrator, file_name="x", state="applied"
        )
    assert len(queries_for(admin, IMPORTS)) == first


def test_the_preview_of_an_undo_costs_the_same_for_1_row_and_for_20(administrator, admin):
    one = applied(workbook([ZHANG]), administrator)
    first = len(queries_for(admin, f"{IMPORTS}{one.pk}/undo/"))
    many = applied(workbook([[str(6000 + number), "李四"] for number in range(20)]), administrator)
    assert len(queries_for(admin, f"{IMPORTS}{many.pk}/undo/")) == first


def test_who_looked_is_noted_once_an_hour_and_shown(roster, admin, administrator):
    for _time in range(2):
        page = admin.get(f"{IMPORTS}{roster.pk}/")
    look = Look.objects.get()
    assert (look.viewer, look.subject, look.subject_id) == (administrator, "people.roster_import", roster.pk)
    assert [shown.viewer for shown in page.context["looks"]] == [administrator]


def test_who_looks_at_what_an_undo_would_leave_is_noted(administrator, admin):
    roster = applied(workbook([ZHANG]), administrator)
    admin.get(f"{IMPORTS}{roster.pk}/undo/")
    assert not Look.objects.exists()
    Member.objects.filter(employee_number="3001").update(title="护士长", mobile="13600136000")
    assert "张三" in admin.get(f"{IMPORTS}{roster.pk}/undo/").content.decode()
    assert Look.objects.get().subject_id == roster.pk


def test_the_whole_roster_is_fetched_by_post_and_noted(administrator, admin):
    MemberFactory(employee_number="0012", name="张三")
    MemberFactory(employee_number="0013", staff_status="left", is_active=False)
    assert admin.get(f"{IMPORTS}export/").status_code == 405
    response = admin.post(f"{IMPORTS}export/")
    rows = list(load_workbook(io.BytesIO(response.content)).active.iter_rows(min_row=2, values_only=True))
    assert [row[:2] for row in rows] == [("0012", "张三"), ("9001", "钱管理")]
    look = Look.objects.get()
    assert (look.subject, look.people) == ("people.roster_export", 2)
    # One who is no longer in the house is not in the file either.
    assert "no-store" in response["Cache-Control"]
    footer = load_workbook(io.BytesIO(response.content)).active.oddFooter.left.text
    assert "钱管理 (9001)" in footer
    assert "2 行" in footer


def test_nothing_of_an_import_is_kept_by_a_cache(roster, admin):
    for address in (IMPORTS, f"{IMPORTS}{roster.pk}/"):
        assert "no-store" in admin.get(address)["Cache-Control"]
