"""Notices by thumb: quiet hours after a night shift, 「收到」 with one tap, and the group leader who sees it."""

import re

import pytest
from playwright.sync_api import expect

from notices.actions import notify
from notices.models import Event, Notice, Preferences
from people.models import Member, UnionGroup
from tests.plugins.browser import axe

pytestmark = pytest.mark.browser

SUBJECT = "周六义诊：七点半门诊大厅集合"
NURSE, LEADER, SENDER = "2001", "2002", "1001"


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


@pytest.fixture
def group_told(demo_site):
    """A group of two, its leader, and a notice to both that asks for a receipt."""
    with demo_site.rows():
        nurse, leader, sender = (Member.objects.get(employee_number=number) for number in (NURSE, LEADER, SENDER))
        before = {member.pk: member.union_group_id for member in (nurse, leader)}
        # It stays: who led it is on record.
        group, _made = UnionGroup.objects.update_or_create(name="夜班小组", slug="night", defaults={"leader": leader})
        Member.objects.filter(pk__in=before).update(union_group=group)
        notify(
            [nurse, leader],
            kind="test",
            key="clinic on saturday",
            subject=SUBJECT,
            body="请带工牌。\n下雨照常。",
            sender=sender,
            asks_receipt=True,
        )
    yield group
    with demo_site.rows():
        Notice.objects.filter(subject__contains=SUBJECT).delete()
        Event.objects.filter(subject=SUBJECT).delete()
        for pk, union_group in before.items():
            Member.objects.filter(pk=pk).update(union_group=union_group)


@pytest.fixture
def no_choice_kept(demo_site):
    yield
    with demo_site.rows():
        Preferences.objects.filter(member__employee_number=NURSE).delete()


def test_a_nurse_sets_quiet_hours_after_her_night_shift_on_a_phone(open_page, demo_site, no_choice_kept):
    phone = open_page("phone", as_member=NURSE)
    phone.goto("/me/notices/")
    phone.get_by_role("link", name="渠道与免打扰").tap()
    phone.get_by_label("免打扰时段").select_option("own")
    phone.get_by_label("免打扰开始").fill("08:00")
    phone.get_by_role("button", name="保存").tap()
    expect(phone.locator(".field__errors")).to_contain_text("须有开始和结束时间")
    phone.get_by_label("免打扰结束").fill("15:00")
    phone.get_by_label("每日汇总").select_option(label="每天 18:00")
    assert (axe(phone), fits(phone)) == ([], True)
    phone.get_by_role("button", name="保存").tap()
    expect(phone.get_by_text("已保存。")).to_be_visible()
    expect(phone.get_by_label("免打扰开始")).to_have_value("08:00")
    with demo_site.rows():
        kept = Preferences.objects.get(member__employee_number=NURSE)
        assert (kept.quiet, str(kept.quiet_until), str(kept.digest_at)) == ("own", "15:00:00", "18:00:00")


def test_one_tap_says_received_and_the_leader_sees_who_has_not(open_page, group_told):
    nurse, leader = open_page("phone", as_member=NURSE), open_page("phone", as_member=LEADER)
    leader.goto("/me/notices/sent/")
    leader.get_by_role("link", name=re.compile(SUBJECT)).tap()
    expect(leader.locator("main")).to_contain_text("2 人中 0 人已收到")
    assert (axe(leader), fits(leader)) == ([], True)

    nurse.goto("/me/notices/")
    assert (axe(nurse), fits(nurse)) == ([], True)
    nurse.get_by_role("button", name=re.compile(f"^收到.*{SUBJECT}")).tap()
    expect(nurse.locator("main")).to_contain_text("已收到 20")
    expect(nurse.get_by_role("button", name="收到")).to_have_count(0)
    nurse.context.grant_permissions(["clipboard-read", "clipboard-write"])
    nurse.get_by_role("button", name="复制文字").tap()
    expect(nurse.get_by_role("button", name="已复制")).to_be_visible()
    assert nurse.evaluate("navigator.clipboard.readText()").startswith(f"{SUBJECT}\n请带工牌。\n下雨照常。\nhttp://")
    assert (axe(nurse), fits(nurse)) == ([], True)

    leader.reload()
    expect(leader.locator("main")).to_contain_text("2 人中 1 人已收到")
    leader.get_by_role("button", name="提醒 1 人").tap()
    expect(leader.get_by_text("已提醒 1 人。")).to_be_visible()
    expect(leader.get_by_role("button", name=re.compile("提醒"))).to_have_count(0)
