"""The publishing calendar in the admin, and the warnings about days off."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from approval.models import MissedHour
from days.models import CalendarDay
from news.models import NewsPage
from people.models import Role
from tests.list_costs import queries_for

from .conftest import decide, make_draft, make_member, put_in_line, submit

SHANGHAI = ZoneInfo("Asia/Shanghai")
CALENDAR = "/admin/approvals/calendar/"


def at(*moment) -> datetime:
    return datetime(*moment, tzinfo=SHANGHAI)


@pytest.fixture
def clock():
    with time_machine.travel(at(2026, 9, 14, 9, 0), tick=False) as travel:
        yield travel


@pytest.fixture
def administrator(db):
    return make_member("1006", "赵管理", Role.ADMINISTRATOR)


def month(client, member, text="") -> str:
    client.force_login(member)
    answer = client.get(CALENDAR, {"month": text} if text else {})
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def square(html: str, date: str) -> str:
    """Return the square of one day, as `09-20`."""
    return html.partition(f'datetime="2026-{date}"')[2].partition('<li class="schedule__day')[0]


def test_what_is_approved_for_an_hour_stands_on_its_day(clock, news_index, officer, chair, client):
    page = make_draft(news_index, officer, go_live_at=at(2026, 9, 21, 8, 30), expire_at=at(2026, 9, 25, 17, 0))
    decide(submit(page, officer), chair)
    html = month(client, officer)
    assert "08:30 发布" in square(html, "09-21")
    assert "春季健步走报名" in square(html, "09-21")
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in square(html, "09-21")
    assert "17:00 到期下线" in square(html, "09-25")


def test_what_waits_is_shown_as_asked_for(clock, news_index, officer, chair, client):
    submit(make_draft(news_index, officer, go_live_at=at(2026, 9, 21, 8, 30)), officer)
    assert "通过审批后发布" in square(month(client, chair), "09-21")


def test_a_draft_that_was_not_submitted_is_not_shown(clock, news_index, officer, client):
    make_draft(news_index, officer, go_live_at=at(2026, 9, 21, 8, 30))
    assert "春季健步走报名" not in month(client, officer)


def test_the_expiry_of_what_is_public_is_shown_for_pages_and_snippets(
    clock, news_index, honour_draft, officer, chair, client
):
    decide(submit(make_draft(news_index, officer, expire_at=at(2026, 9, 22, 12, 0)), officer), chair)
    honour_draft.expire_at = at(2026, 9, 23, 12, 0)
    honour_draft.save_revision(user=officer)
    decide(submit(honour_draft, officer), chair)
    html = month(client, officer)
    assert "春季健步走报名" in square(html, "09-22")
    assert "市级五一巾帼标兵岗" in square(html, "09-23")


def test_days_off_and_make_up_days_are_marked(clock, officer, client):
    CalendarDay.objects.create(date="2026-09-17", kind=CalendarDay.Kind.DAY_OFF, name="院庆")
    html = month(client, officer)
    assert "院庆" in square(html, "09-17")
    assert "调休上班" in square(html, "09-20")
    assert "国庆节" in square(month(client, officer, "2026-10"), "10-01")


def test_a_year_that_is_not_announced_says_so(clock, officer, client):
    assert "尚未公布" in month(client, officer, "2031-05")
    assert "尚未公布" not in month(client, officer)


def test_a_month_that_is_none_leads_to_this_month(clock, officer, client):
    for text in ("2026-13", "abc", "1800-01", "0001-01", "9999-12", "2026-09-01"):
        assert "2026年9月" in month(client, officer, text)


def test_what_missed_its_hour_stands_above_the_month(clock, officer, client, news_index):
    kind = news_index.get_base_content_type()
    MissedHour.objects.create(
        act="publish",
        content_type=kind,
        object_id="1",
        title="春季<b>健步走",
        due_at=at(2026, 9, 14, 8, 0),
        reason="短名称已被占用。",
        try_again_at=at(2026, 9, 14, 9, 4),
    )
    html = month(client, officer)
    assert "春季&lt;b&gt;健步走" in html
    assert "短名称已被占用。" in html


@pytest.mark.parametrize(
    ("role", "sees"),
    [("officer", True), ("chair", True), ("deputy", True), ("administrator", True), ("superuser", False)],
)
def test_those_who_write_decide_or_look_after_the_site_see_it(role, sees, client, request):
    client.force_login(request.getfixturevalue(role))
    answer = client.get(CALENDAR)
    assert (answer.status_code == 200) is sees
    assert (CALENDAR in client.get("/admin/").content.decode()) is sees


def test_other_staff_and_visitors_do_not_see_it(client, reader):
    assert client.get(CALENDAR).status_code == 302
    client.force_login(reader)
    assert client.get(CALENDAR).status_code == 302


def test_the_administrator_reads_titles_without_links_to_the_editor(clock, news_index, officer, administrator, client):
    page = make_draft(news_index, officer, go_live_at=at(2026, 9, 21, 8, 30))
    submit(page, officer)
    html = month(client, administrator)
    assert "春季健步走报名" in html
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) not in html


def test_one_hour_and_twenty_cost_the_same(clock, news_index, officer, client):
    def fill(first, last):
        for number in range(first, last):
            hours = {"go_live_at": at(2026, 9, 21, 8, number), "expire_at": at(2026, 9, 25, 8, number)}
            approved = make_draft(news_index, officer, f"approved-{number}", **hours)
            approved.revisions.update(approved_go_live_at=hours["go_live_at"])
            put_in_line(make_draft(news_index, officer, f"waiting-{number}", **hours), officer)
            live = make_draft(news_index, officer, f"live-{number}", expire_at=hours["expire_at"])
            NewsPage.objects.filter(pk=live.pk).update(live=True, live_revision=live.latest_revision)

    fill(0, 1)
    client.force_login(officer)
    one = len(queries_for(client, CALENDAR))
    fill(1, 20)
    assert len(queries_for(client, CALENDAR)) == one
    html = month(client, officer)
    # Whatever is put into rows here is shown.
    assert (square(html, "09-21").count("春季健步走报名"), square(html, "09-25").count("春季健步走报名")) == (40, 60)


class TestTheEditor:
    def editor(self, client, officer, page) -> str:
        client.force_login(officer)
        return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    def test_it_warns_of_a_day_off(self, clock, news_index, officer, client):
        page = make_draft(news_index, officer, go_live_at=at(2026, 10, 1, 8, 0))
        assert "2026-10-01 是休息日（国庆节）" in self.editor(client, officer, page)

    def test_it_warns_of_a_weekend(self, clock, news_index, officer, client):
        page = make_draft(news_index, officer, go_live_at=at(2026, 9, 19, 8, 0))
        assert "2026-09-19 是休息日。" in self.editor(client, officer, page)

    def test_it_does_not_warn_of_a_make_up_day(self, clock, news_index, officer, client):
        page = make_draft(news_index, officer, go_live_at=at(2026, 9, 20, 8, 0))
        assert "是休息日" not in self.editor(client, officer, page)

    def test_it_says_when_nobody_knows_yet(self, clock, news_index, officer, client):
        page = make_draft(news_index, officer, go_live_at=at(2031, 5, 6, 8, 0))
        assert "放假安排尚未公布" in self.editor(client, officer, page)

    def test_a_snippet_warns_as_well(self, clock, honour_draft, officer, client):
        honour_draft.go_live_at = at(2026, 10, 1, 8, 0)
        honour_draft.save_revision(user=officer)
        client.force_login(officer)
        html = client.get(reverse("wagtailsnippets_honours_honour:edit", args=[honour_draft.pk])).content.decode()
        assert "2026-10-01 是休息日（国庆节）" in html

    def test_the_hour_is_kept_all_the_same(self, clock, news_index, officer, chair):
        page = make_draft(news_index, officer, go_live_at=at(2026, 10, 1, 8, 0))
        decide(submit(page, officer), chair)
        assert page.revisions.get().approved_go_live_at == at(2026, 10, 1, 8, 0)

    def test_the_calendar_warns_too(self, clock, news_index, officer, chair, client):
        page = make_draft(news_index, officer, go_live_at=at(2026, 10, 1, 8, 0))
        decide(submit(page, officer), chair)
        assert "在休息日发布" in square(month(client, officer, "2026-10"), "10-01")


class TestTheReviewPage:
    def shown(self, client, chair, state) -> str:
        client.force_login(chair)
        return client.get(reverse("approval_review", args=[state.pk])).content.decode()

    def test_the_approver_is_warned_of_a_day_off_as_well(self, clock, news_index, officer, chair, client):
        state = submit(make_draft(news_index, officer, go_live_at=at(2026, 10, 1, 8, 0)), officer)
        assert "2026-10-01 是休息日（国庆节）" in self.shown(client, chair, state)

    def test_for_a_snippet_too(self, clock, honour_draft, officer, chair, client):
        honour_draft.go_live_at = at(2026, 10, 1, 8, 0)
        honour_draft.save_revision(user=officer)
        state = submit(honour_draft, officer)
        assert "2026-10-01 是休息日（国庆节）" in self.shown(client, chair, state)

    def test_of_a_working_day_nothing_is_said(self, clock, news_index, officer, chair, client):
        state = submit(make_draft(news_index, officer, go_live_at=at(2026, 9, 21, 8, 0)), officer)
        assert "是休息日" not in self.shown(client, chair, state)

    def test_once_it_is_decided_nothing_is_said(self, clock, news_index, officer, chair, client):
        state = submit(make_draft(news_index, officer, go_live_at=at(2026, 10, 1, 8, 0)), officer)
        decide(state, chair)
        assert "是休息日" not in self.shown(client, chair, state)

    def test_small_changes_together_warn_too(self, clock, news_index, officer, chair, client):
        submit(make_draft(news_index, officer, body=[], go_live_at=at(2026, 10, 1, 8, 0)), officer)
        client.force_login(chair)
        assert "2026-10-01 是休息日" in client.get(reverse("approval_several")).content.decode()
