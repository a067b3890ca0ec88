"""A club on a phone: somebody asks to join, its leader lets them in, they read who else is there, and leave."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from activities.membership.offering import follow_page
from activities.models import ClubMembership
from tests.factories import ClubPageFactory, DepartmentFactory, MemberFactory, make_site
from tests.plugins.browser import axe

pytestmark = pytest.mark.browser

LEADER, MEMBER = "3001", "3002"


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


@pytest.fixture
def yoga(live_site):
    """A club with twelve members that takes three more, and another that takes members too."""
    with live_site.rows():
        make_site()
        leader = MemberFactory(employee_number=LEADER, name="覃若云")
        MemberFactory(employee_number=MEMBER, name="周静怡", department=DepartmentFactory(name="心血管内科二病区"))
        today = timezone.localdate()
        window = {"recruitment_opens_on": today, "recruitment_closes_on": today + timedelta(days=9)}
        club = ClubPageFactory(title="瑜伽俱乐部", led_by=[leader], places=3, **window)
        for number in range(12):
            ClubMembership.objects.create(
                club=club, member=MemberFactory(name=f"张同队{number}"), joined_on=today - timedelta(days=90)
            )
        follow_page(club)
        follow_page(ClubPageFactory(title="书法俱乐部", **window))
    return club


def check(page, name: str) -> None:
    assert (axe(page), fits(page)) == ([], True), name


def test_a_club_is_joined_and_its_leader_lets_in_on_a_phone(live_site, open_page, yoga):
    phone = open_page("phone", as_member=MEMBER)
    phone.goto("/clubs/recruitment/")
    expect(phone.locator(".recruitment__tick")).to_have_count(2)
    check(phone, "recruitment")
    phone.get_by_role("link", name="瑜伽俱乐部").tap()
    expect(phone.locator("form[action$='/join/'] button")).to_be_visible()
    check(phone, "club")
    phone.locator(".act__note summary").tap()
    phone.locator("#join-note").fill("练过两年，周三都有空")
    phone.locator("form[action$='/join/'] button").tap()
    expect(phone.locator(".own-party--requested")).to_be_visible()
    check(phone, "asked")

    hers = open_page("phone", as_member=LEADER)
    hers.goto(yoga.url)
    hers.locator(f".club-act__keeper a[href='/clubs/{yoga.pk}/members/']").tap()
    expect(hers.locator(".roll__note")).to_contain_text("练过两年")
    check(hers, "roll")
    hers.locator(".roll__link").first.tap()
    hers.locator("form[action$='/admit/'] button").tap()
    expect(hers.locator(".kept__number").first).to_contain_text("13/15")

    phone.goto("/me/notices/")
    expect(phone.locator("main")).to_contain_text("瑜伽俱乐部")
    phone.goto(yoga.url)
    expect(phone.locator(".own-party--confirmed")).to_be_visible()
    check(phone, "member")
    phone.locator(f"a[href='/clubs/{yoga.pk}/members/']").first.tap()
    expect(phone.locator(".club-names li")).to_have_count(13)
    check(phone, "names")

    phone.goto(yoga.url)
    phone.locator(".own-party__end summary").tap()
    phone.locator("form[action$='/leave/'] button").tap()
    expect(phone.locator("form[action$='/join/'] button")).to_be_visible()
    with live_site.rows():
        [membership] = ClubMembership.objects.filter(member__employee_number=MEMBER)
        assert membership.left_on == timezone.localdate()


def test_several_clubs_are_asked_in_one_press_on_a_phone(live_site, open_page, yoga):
    phone = open_page("phone", as_member=MEMBER)
    phone.goto("/clubs/recruitment/")
    for tick in phone.locator(".recruitment__tick").all():
        tick.check()
    phone.locator(".club-act__bar button").tap()
    expect(phone.locator(".recruitment__tick")).to_have_count(0)
    expect(phone.locator(".recruitment__places strong")).to_have_count(2)


def test_the_pages_of_a_leader_are_within_the_screen_and_readable(open_page, yoga):
    for screen in ("phone", "desk"):
        page = open_page(screen, as_member=LEADER)
        page.goto(yoga.url)
        check(page, "led")
        for address in ("members", "duties", "announce", "renewal"):
            page.goto(f"/clubs/{yoga.pk}/{address}/")
            check(page, address)
