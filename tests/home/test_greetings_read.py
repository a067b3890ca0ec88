"""A greeting where its reader meets it: the inbox, the own page, the settings, the WeChat group."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from home.greetings.sending import send_what_is_due
from notices.kinds import optional_kinds
from notices.models import Preferences
from tests.factories import GreetingFactory, MemberFactory
from tests.list_costs import queries_for

SHANGHAI = ZoneInfo("Asia/Shanghai")
SETTINGS = {
    "way": "",
    "quiet": "office",
    "urgent_comes_through": "on",
    "digest_at": "",
}
OTHERS = {f"wants_{kind.code.replace('.', '_')}": "on" for kind in optional_kinds() if kind.room != "home"}


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(datetime(2027, 9, 15, 9, 0, tzinfo=SHANGHAI), tick=False)
    return time_machine


@pytest.fixture
def member(site, clock, client):
    reader = MemberFactory(name="单雅芳", birthday="1990-09-15")
    client.force_login(reader)
    return reader


def page_of(client, notice) -> str:
    return client.get(f"/me/notices/{notice.pk}/").content.decode()


def test_it_is_a_card_with_the_seal_of_its_occasion(member, client):
    GreetingFactory(text="{称呼}，月亮圆了。\n\n食堂有月饼。")
    send_what_is_due()
    html = page_of(client, member.notices.get())
    assert "greeting-card--gold" in html
    assert '<span class="greeting-card__seal" aria-hidden="true">月</span>' in html
    assert "<p>单老师，月亮圆了。</p>" in html
    assert html.count("<h1") == 1


def test_a_day_of_remembrance_of_the_house_has_the_quiet_card(member, client, clock):
    clock.move_to(datetime(2027, 4, 5, 9, 0, tzinfo=SHANGHAI), tick=False)
    GreetingFactory(occasion="own", own_name="追思日", calendar="term", term="清明", text="怀念。")
    send_what_is_due()
    notice = member.notices.get()
    assert notice.dedupe_key.endswith(".追思日.2027")
    for html in (page_of(client, notice), client.get("/me/").content.decode()):
        assert "greeting-card--quiet" in html
        assert "庆</span>" not in html


def test_what_an_author_writes_is_no_markup(member, client):
    GreetingFactory(title="<b>中秋", text="<script>alert(1)</script>")
    send_what_is_due()
    assert "<script>alert" not in page_of(client, member.notices.get())
    assert "<b>中秋" not in client.get("/me/").content.decode()


def test_the_text_for_the_group_calls_nobody_by_name_and_opens_for_every_recipient(member, client):
    GreetingFactory(text="{称呼}，月亮圆了。")
    other = MemberFactory(name="张三")
    send_what_is_due()
    notice = member.notices.get()
    html = page_of(client, notice)
    assert "各位同事，月亮圆了。" in html
    assert f"/me/notices/of/{notice.event_id}/" in html
    client.force_login(other)
    assert client.get(f"/me/notices/of/{notice.event_id}/", follow=True).context["notice"] == other.notices.get()


def test_of_two_greetings_for_one_occasion_each_passes_on_the_own_and_the_address_opens_for_both(member, client):
    GreetingFactory(text="{称呼}，月亮圆了。")
    GreetingFactory(text="{称呼}，退休生活如意。", who="retired")
    retired = MemberFactory(name="张三", staff_status="retired")
    assert send_what_is_due() == 2
    for reader, passed_on, other in ((member, "月亮圆了", "退休生活如意"), (retired, "退休生活如意", "月亮圆了")):
        client.force_login(reader)
        html = page_of(client, reader.notices.get())
        assert f"各位同事，{passed_on}。" in html
        assert other not in html
        for notice in (member.notices.get(), retired.notices.get()):
            opened = client.get(f"/me/notices/of/{notice.event_id}/", follow=True)
            assert opened.context["notice"] == reader.notices.get()


def test_a_birthday_is_nothing_to_pass_on(member, client):
    GreetingFactory(occasion="birthday")
    send_what_is_due()
    html = page_of(client, member.notices.get())
    assert 'class="greeting-card' in html
    assert "paste-box" not in html


def test_nobody_else_finds_a_birthday_greeting(member, client):
    GreetingFactory(occasion="birthday")
    send_what_is_due()
    notice = member.notices.get()
    twin = MemberFactory(birthday="1990-09-15")
    send_what_is_due()
    for other in (twin, MemberFactory(), MemberFactory(administrator=True)):
        client.force_login(other)
        answer = client.get(f"/me/notices/{notice.pk}/", follow=True)
        assert "单雅芳" not in answer.content.decode()
        assert answer.status_code == 404 or answer.context["notice"].recipient == other


def test_the_own_page_greets_on_the_birthday(member, client, clock):
    GreetingFactory(occasion="birthday", title="{称呼}，生日快乐")
    assert "单老师，生日快乐" in client.get("/me/").content.decode()
    clock.move_to(datetime(2027, 9, 16, 0, 1, tzinfo=SHANGHAI), tick=False)
    assert "单老师，生日快乐" not in client.get("/me/").content.decode()


def test_the_own_page_shows_what_is_live_and_for_this_member(member, client):
    GreetingFactory(occasion="birthday", title="草稿里的话", draft=True)
    GreetingFactory(title="给退休的", who="retired")
    GreetingFactory(title="给大家的")
    html = client.get("/me/").content.decode()
    assert "给大家的" in html
    assert "草稿里的话" not in html
    assert "给退休的" not in html


def test_whoever_does_without_is_not_greeted_on_the_own_page_either(member, client):
    GreetingFactory(occasion="birthday", title="生日快乐")
    Preferences.objects.create(member=member, unwanted_kinds=["home.birthday"])
    assert "生日快乐" not in client.get("/me/").content.decode()


def test_what_a_member_does_without_is_chosen_in_the_settings(member, client):
    address = "/me/notices/settings/"
    html = client.get(address).content.decode()
    assert 'name="wants_home_birthday"' in html
    assert html.count("checked") >= 2
    client.post(address, {**SETTINGS, **OTHERS, "wants_home_birthday": "on"})
    assert Preferences.objects.get().unwanted_kinds == ["home.festival"]
    GreetingFactory()
    GreetingFactory(occasion="birthday")
    assert send_what_is_due() == 1
    client.post(address, {**SETTINGS, **OTHERS, "wants_home_birthday": "on", "wants_home_festival": "on"})
    assert Preferences.objects.get().unwanted_kinds == []


def test_on_an_ordinary_day_the_own_page_asks_once_for_greetings(member, client, clock):
    clock.move_to(datetime(2027, 9, 20, 9, 0, tzinfo=SHANGHAI), tick=False)
    GreetingFactory()
    one = queries_for(client, "/me/")
    for who in ("women", "nurses", "retired"):
        GreetingFactory(listed=True, who=who)
    assert len(queries_for(client, "/me/")) == len(one)
