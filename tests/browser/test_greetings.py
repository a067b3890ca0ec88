"""A birthday on a phone: the card, the notice, what one does without; and the calendar of the own page."""

import pytest
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import expect

from home.greetings.sending import due_on, letter_to
from home.models import CalendarFeed
from notices.models import Notice, Preferences
from notices.together import notify_each
from people.models import Member

from ..plugins.browser import axe

pytestmark = pytest.mark.browser

NUMBER = "2007"


@pytest.fixture
def birthday(demo_site):
    """It is the member's birthday, and the greeting has come."""
    today = timezone.localdate()
    with demo_site.rows():
        member = Member.objects.get(employee_number=NUMBER)
        before = member.birthday
        Member.objects.filter(pk=member.pk).update(birthday=today.replace(year=1988))
        greeting = next(each for each in due_on(today) if each.occasion == "birthday" and each.who == "everybody")
        letter = letter_to(member, greeting, {"医院": "医院", "工会": "院工会"})
        notify_each([letter], kind="home.birthday", key=greeting.key_on(today))
    yield letter
    with demo_site.rows():
        Notice.objects.filter(kind="home.birthday").delete()
        Preferences.objects.filter(member=member).delete()
        CalendarFeed.objects.filter(member=member).delete()
        Member.objects.filter(pk=member.pk).update(birthday=before)


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_a_birthday_is_greeted_on_a_phone_and_can_be_done_without(open_page, birthday):
    phone = open_page("phone", as_member=NUMBER)
    phone.goto("/me/")
    card = phone.locator(".greeting-card")
    expect(card.first).to_contain_text(birthday.subject)
    assert fits(phone)
    assert not axe(phone)
    phone.locator(".notices__open", has_text=birthday.subject).tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text(birthday.subject)
    assert fits(phone)
    assert not axe(phone)
    phone.goto("/me/notices/settings/")
    phone.get_by_label("接收生日问候").uncheck()
    assert not axe(phone)
    phone.get_by_role("button", name="保存").tap()
    # A page that is left before it has answered ends the next one's loading.
    expect(phone.get_by_text("已保存")).to_be_visible()
    phone.goto("/me/")
    expect(phone.get_by_role("heading", level=1)).to_be_visible()
    expect(phone.locator(".greeting-card", has_text=birthday.subject)).to_have_count(0)


def test_a_member_makes_replaces_and_ends_the_address_of_the_calendar(open_page, birthday):
    phone = open_page("phone", as_member=NUMBER)
    phone.goto("/me/")
    phone.get_by_role("button", name="生成订阅网址").tap()
    field = phone.locator("#calendar-address")
    expect(field).to_be_visible()
    assert fits(phone)
    assert not axe(phone)
    first = field.input_value()[field.input_value().index("/feeds/") :]
    answer = phone.request.get(first)
    assert answer.status == 200
    assert Calendar.from_ical(answer.body())["VERSION"] == "2.0"
    phone.get_by_role("button", name="换一个网址").tap()
    expect(phone.locator(".messages")).to_contain_text("已生成新的日历网址")
    assert phone.request.get(first).status == 404
    phone.get_by_role("button", name="停用").tap()
    expect(phone.get_by_role("button", name="生成订阅网址")).to_be_visible()
