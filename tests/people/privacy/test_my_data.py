"""Members see what is kept about them, who looked at it, and take it with them; nobody else does."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.log_actions import log

from activities.models import ClubMembership
from notices.actions import notify
from people.actions import grant_role
from people.models import Role, RosterImport, RosterRow
from people.privacy.looks import note_look
from people.privacy.registry import holdings
from tests.factories import ClubPageFactory, DocumentFactory, HonourFactory, ImageFactory, MemberFactory
from tests.list_costs import queries_for

PAGES = ["/me/data/", "/me/data/download/", "/me/data/correct/"]


def downloaded(client: Client) -> tuple[dict, str]:
    response = client.get("/me/data/download/")
    assert response["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        return json.loads(archive.read("my-data.json")), archive.read("my-data.html").decode()


@pytest.mark.parametrize("address", PAGES)
def test_a_visitor_is_asked_to_sign_in(address):
    assert Client().get(address).url == f"/accounts/login/?next={address}"


@pytest.mark.parametrize("address", PAGES)
def test_nothing_of_it_is_kept_by_a_cache(address, own):
    assert "no-store" in own.get(address)["Cache-Control"]


def test_it_shows_what_every_room_keeps(own, member):
    club = ClubPageFactory(title="瑜伽俱乐部")
    ClubMembership.objects.create(club=club, member=member)
    HonourFactory(title="先进职工", to=[member])
    notify([member], kind="test", key="one", subject="活动改期")
    grant_role(member, Role.LIBRARIAN, by=None)
    html = own.get("/me/data/").content.decode()
    for said in ("2001", "13800138000", "zhou@example.org", "瑜伽俱乐部", "先进职工", "活动改期", "图书管理员"):
        assert said in html
    for holding in holdings():
        # What nobody can tell apart by member is on the page for everybody alone.
        assert (str(holding.name) in html) is bool(holding.rows)
        assert (str(holding.purpose) in html) is bool(holding.count(member))


def test_what_an_import_has_changed_is_said_in_words(own, member, administrator):
    changes = {"department": ["", "内科"], "staff_status": ["active", "leave"], "is_active": [True, False]}
    roster = RosterImport.objects.create(uploaded_by=administrator, file_name="花名册.xlsx")
    RosterRow.objects.create(roster=roster, member=member, outcome="changed", changes=changes)
    said = "账号：可用 → 停用；科室：— → 内科；人员状态：在职 → 长假"
    data, page = downloaded(own)
    for text in (own.get("/me/data/").text, page, data["kept"]["people.roster_rows"]["entries"][0]["changes"]):
        assert said in text


def test_what_one_did_in_the_editor_is_not_called_a_look(own, member):
    log(ImageFactory(title="合影"), "wagtail.edit", user=member)
    holding = next(holding for holding in holdings() if holding.key == "cms.log_of_records")
    assert [str(fact.label) for fact in holding.entries(member)[0]][-1] == "对象"


def test_it_shows_nothing_of_anybody_else(own):
    other = MemberFactory(name="别人", mobile="13900139000")
    notify([other], kind="test", key="two", subject="只给别人的消息")
    data, page = downloaded(own)
    html = own.get("/me/data/").content.decode()
    for said in ("13900139000", "只给别人的消息", "别人"):
        assert said not in html
        assert said not in page
        assert said not in json.dumps(data, ensure_ascii=False)


def test_the_file_holds_all_of_it_as_data_and_as_a_page(own, member):
    for number in range(12):
        notify([member], kind="test", key=str(number), subject=f"第{number}条消息")
    data, page = downloaded(own)
    assert set(data["kept"]) == {holding.key for holding in holdings() if holding.rows}
    [person] = data["kept"]["people.person"]["entries"]
    assert person["mobile"] == "13800138000"
    assert len(data["kept"]["notices.notices"]["entries"]) == 12
    for number in range(12):
        assert f"第{number}条消息" in page
    assert data["kept"]["notices.notices"]["period"] == "365 天。"


def test_the_file_has_what_somebody_did_in_the_editor_beside_pages(own, member):
    ImageFactory(title="义诊现场", uploaded_by_user=member)
    log(DocumentFactory(title="报名表", uploaded_by_user=member), "wagtail.edit", user=member)
    kept = downloaded(own)[0]["kept"]
    assert [entry["title"] for entry in kept["cms.uploads"]["entries"]] == ["义诊现场"]
    assert [entry["title"] for entry in kept["cms.documents"]["entries"]] == ["报名表"]
    assert "报名表" in [entry["label"] for entry in kept["cms.log_of_records"]["entries"]][0]


def test_the_file_is_named_after_the_member_and_the_day(own, time_machine):
    time_machine.move_to("2026-05-01T09:00:00+08:00")
    response = own.get("/me/data/download/")
    assert response["Content-Disposition"] == 'attachment; filename="my-data-2001-2026-05-01.zip"'


def test_nothing_in_the_file_can_run_in_the_page(own, member):
    notify([member], kind="test", key="x", subject="<script>alert(1)</script>")
    _data, page = downloaded(own)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_long_list_shows_its_newest_and_says_how_many_there_are(own, member):
    for number in range(7):
        notify([member], kind="test", key=str(number), subject=f"第{number}条消息")
    html = own.get("/me/data/").content.decode()
    assert "第6条消息" in html
    assert "第1条消息" not in html
    assert "7" in html


def test_it_costs_the_same_with_one_notice_look_and_club_and_with_many(own, member, administrator):
    def live_on(number: int) -> None:
        club = ClubPageFactory()
        ClubMembership.objects.create(club=club, member=member)
        notify([member], kind="test", key=f"n{number}", subject="消息")
        note_look(MemberFactory(administrator=True), "people.member", member=member)
        note_look(administrator, "people.member", people=number, narrowed_by=str(number))

    live_on(0)
    first = len(queries_for(own, "/me/data/"))
    for number in range(1, 9):
        live_on(number)
    assert len(queries_for(own, "/me/data/")) == first


def test_it_says_who_looked_at_it_by_day_with_name_and_role(own, member, administrator, time_machine):
    time_machine.move_to("2026-05-01T09:10:00+08:00")
    grant_role(administrator, Role.CHAIR, by=None)
    note_look(administrator, "people.member", member=member)
    time_machine.move_to("2026-05-01T11:10:00+08:00")
    note_look(administrator, "people.member", member=member)
    response = own.get("/me/data/")
    [visit] = response.context["visits"]
    assert visit.viewer == administrator
    assert str(visit.on) == "2026-05-01"
    assert "工会主席" in visit.roles
    html = response.content.decode()
    assert "钱管理" in html
    assert "2026-05-01" in html


def test_a_role_that_ended_before_is_not_what_somebody_looked_as(own, member, administrator, time_machine):
    time_machine.move_to("2026-04-01T09:10:00+08:00")
    grant_role(administrator, Role.CHAIR, by=None, ends_at=None).refresh_from_db()
    administrator.role_grants.filter(role=Role.CHAIR).update(ends_at="2026-04-02T00:00:00+08:00")
    time_machine.move_to("2026-05-01T09:10:00+08:00")
    note_look(administrator, "people.member", member=member)
    [visit] = own.get("/me/data/").context["visits"]
    assert "工会主席" not in visit.roles


def test_the_file_has_every_look_however_long_ago(own, member, administrator, time_machine):
    first_day = timezone.now() + timedelta(days=1)
    for day in range(70):
        time_machine.move_to(first_day + timedelta(days=day))
        note_look(administrator, "people.member", member=member)
        note_look(administrator, "people.member", people=3)
    own.force_login(member)
    data, page = downloaded(own)
    assert len(data["looks"]) == len(data["lists"]) == 70
    assert page.count(timezone.localdate(first_day).isoformat()) == 2
    html = own.get("/me/data/").content.decode()
    assert html.count("更早的见下载文件。") == 2
    assert timezone.localdate(first_day).isoformat() not in html


def test_it_says_which_lists_and_exports_may_have_held_it(own, member, administrator, admin):
    admin.post("/admin/roster/export/")
    response = own.get("/me/data/")
    [look] = response.context["lists"]
    assert (look.subject, look.people) == ("people.roster_export", 2)
    assert "整份花名册" in response.content.decode()


def test_my_page_leads_to_it(own):
    assert 'href="/me/data/"' in own.get("/me/").content.decode()
