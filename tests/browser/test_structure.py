"""Membership is applied for on a phone and decided on at a desk; posts are given there, and a new term begins."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from people.bodies.appointing import appoint
from people.models import Body, Member, PostHeld
from tests.factories import BranchFactory, DepartmentFactory, MemberFactory

from ..plugins.browser import axe

pytestmark = pytest.mark.browser


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


@pytest.fixture
def people(live_site):
    with live_site.rows():
        office = MemberFactory(administrator=True, employee_number="9001", name="钱管理")
        department = DepartmentFactory(name="骨伤科")
        MemberFactory(
            employee_number="3001", name="吴新来", membership_status=Member.MembershipStatus.NONE, department=department
        )
        long_ago = timezone.localdate() - timedelta(days=1800)
        committee = Body.objects.get(kind=Body.Kind.COMMITTEE)
        for post, name in (("chair", "周主席"), ("deputy_chair", "郑副主席"), ("member", "冯委员")):
            appoint(committee, post, MemberFactory(name=name, department=department), by=office, starts_on=long_ago)
        appoint(BranchFactory(name="外科分会").body, PostHeld.Post.CHAIR, MemberFactory(name="陈亚芳"), by=office)
        return committee.pk


def test_somebody_applies_on_a_phone_and_is_accepted_at_a_desk(open_page, people):
    phone, desk = open_page("phone", as_member="3001"), open_page("desk", as_member="9001")
    phone.goto("/me/")
    phone.get_by_role("link", name="我的会籍").tap()
    phone.fill("textarea[name=note]", "此前在市二院入会，会员证随身。")
    assert fits(phone)
    assert not axe(phone)
    phone.get_by_role("button", name="提交入会申请").tap()
    expect(phone.get_by_role("button", name="撤回申请")).to_be_visible()
    assert not axe(phone)
    desk.goto("/admin/membership/")
    assert not axe(desk)
    desk.get_by_role("link", name="处理 吴新来").click()
    assert not axe(desk)
    desk.get_by_role("button", name="同意入会").click()
    expect(desk.get_by_text("目前没有等待处理的申请")).to_be_visible()
    phone.reload()
    expect(phone.locator("main")).to_contain_text("在籍")
    assert fits(phone)


def test_a_post_is_given_and_a_term_begins_at_a_desk(open_page, people):
    desk = open_page("desk", as_member="9001")
    desk.goto("/admin/bodies/")
    expect(desk.get_by_role("table")).to_contain_text("陈亚芳")
    assert not axe(desk)
    desk.get_by_role("link", name="工会委员会", exact=True).click()
    assert not axe(desk)
    desk.get_by_role("link", name="登记任职").click()
    desk.select_option("select[name=post]", "member")
    desk.get_by_role("button", name="选择职工").click()
    dialog = desk.get_by_role("dialog")
    dialog.get_by_role("textbox").first.fill("wxl")
    dialog.get_by_role("link", name="吴新来").click()
    expect(desk.locator("[data-chooser-title]")).to_contain_text("吴新来")
    expect(dialog).to_be_hidden()
    assert not axe(desk)
    desk.get_by_role("button", name="登记任职").click()
    expect(desk.get_by_role("table")).to_contain_text("吴新来")
    desk.get_by_role("link", name="登记换届").click()
    # Everybody is ticked; who goes is not.
    expect(desk.get_by_label("主席 周主席")).to_be_checked()
    desk.get_by_label("委员 冯委员").uncheck()
    assert not axe(desk)
    desk.get_by_role("button", name="登记换届").click()
    expect(desk.get_by_role("table")).to_contain_text("周主席")
    expect(desk.get_by_role("table")).not_to_contain_text("冯委员")
    expect(desk.locator("main")).to_contain_text("第1届")
    assert fits(desk)
