"""On the phone: from the link of a notice past the sign-in to a changed item, back with a remark, and confirmed."""

import re

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import expect
from wagtail.models import Workflow, WorkflowTask

from approval.models import Finder, ReviewTask
from approval.roles import WORKFLOW_NAME
from cms.demo.accounts import PASSWORD
from news.models import NewsPage
from notices.models import Notice
from people.models import Member
from tests.plugins.browser import axe

from .writing import find_in_inbox

pytestmark = pytest.mark.browser

BEFORE, AFTER = "四月的第二个周六，滨河步道见。", "四月的第三个周六，滨河步道见。"
TITLE = "春季健步走（改期）"


@pytest.fixture
def changed(demo_site):
    """A public page with another date, approved by the deputy at the first of two stages; the chair decides next."""
    with demo_site.rows():
        officer, deputy = (Member.objects.get(employee_number=number) for number in ("1001", "1003"))
        workflow, last = Workflow.objects.get(name=WORKFLOW_NAME), ReviewTask.objects.get(name=WORKFLOW_NAME)
        groups = list(last.groups.all())
        last.groups.set(Group.objects.filter(name="工会主席"))
        first = ReviewTask.objects.create(name="初审", finder=Finder.PERSON, person=deputy)
        WorkflowTask.objects.create(workflow=workflow, task=first, sort_order=-1)
        public = NewsPage.objects.live().first()
        page = public.copy(to=public.get_parent(), update_attrs={"slug": "changed"}, keep_live=False)
        page.title, page.summary, page.owner = TITLE, BEFORE, officer
        # As if it had been approved: what is tested comes after.
        page.save_revision(user=officer).publish(skip_permission_checks=True)
        page = NewsPage.objects.get(pk=page.pk)
        page.summary = AFTER
        page.save_revision(user=officer)
        waiting = page.get_workflow().start(page, officer).current_task_state
        first.on_action(waiting, deputy, "approve")
    yield page
    with demo_site.rows():
        NewsPage.objects.get(pk=page.pk).delete()
        first.delete()
        Notice.objects.filter(subject__contains=TITLE).delete()
        last.groups.set(groups)


def mend(page) -> None:
    """Do what the officer does in the editor, which other tests walk through."""
    page = NewsPage.objects.get(pk=page.pk)
    officer = Member.objects.get(employee_number="1001")
    page.summary = f"{AFTER}下雨改到次日。"
    page.save_revision(user=officer)
    page.current_workflow_state.resume(officer)


def fits(page, parts: str = "main") -> bool:
    """True when none of the visible parts ends beyond the screen's edge: what is fixed there scrolls no page."""
    seen = "[...document.querySelectorAll(parts)].filter(part => part.checkVisibility())"
    return page.evaluate(
        f"parts => {seen}.every(part => part.getBoundingClientRect().right <= window.innerWidth)", parts
    )


def test_a_change_is_read_sent_back_with_a_tapped_remark_mended_and_confirmed_with_one_tap(
    open_page, demo_site, changed
):
    with demo_site.rows():
        link = Notice.objects.get(
            kind="approval.waiting", recipient__employee_number="1002", subject__contains=TITLE
        ).link
    chair = open_page("phone")
    chair.goto(link)
    chair.fill("input[name=login]", "1002")
    chair.fill("input[name=password]", PASSWORD)
    chair.locator("form", has=chair.locator("input[name=password]")).locator("[type=submit]").tap()
    chair.wait_for_url(f"**{link}")
    expect(chair.locator(".approval__heading")).to_have_text(TITLE)
    change = chair.locator(".approval__change", has_text="周六")
    expect(change.locator("del")).to_have_text("二")
    expect(change.locator("ins")).to_have_text("三")
    chair.get_by_role("link", name=re.compile("^下一条")).tap()
    expect(chair.locator(".approval__heading")).not_to_have_text(TITLE)
    chair.go_back()
    say = chair.locator(".approval__say")
    say.locator("summary").tap()
    expect(say.locator("textarea")).to_be_visible()
    assert fits(chair, ".approval__decision *")

    chair.locator(".approval__reject summary").tap()
    expect(say.locator("textarea")).to_be_hidden()
    remark = chair.get_by_role("button", name="请补充时间和地点。")
    remark.tap()
    expect(chair.locator("textarea[name=reject-comment]")).to_have_value("请补充时间和地点。")
    assert fits(chair, ".approval__decision *")
    assert axe(chair) == []
    chair.get_by_role("button", name="附此意见退回").tap()
    expect(chair.locator(".messages .success")).to_contain_text("退回")

    with demo_site.rows():
        mend(changed)
    deputy = open_page("phone", as_member="1003")
    find_in_inbox(deputy, TITLE)
    expect(deputy.locator("#changes-heading")).to_have_text("您通过之后的改动")
    expect(deputy.locator(".approval__change")).to_have_count(1)
    expect(deputy.locator(".approval__change ins")).to_have_text("下雨改到次日。")
    deputy.get_by_role("button", name=re.compile("^确认通过$")).tap()
    expect(deputy.locator(".messages .success")).to_contain_text(TITLE)
    with demo_site.rows():
        assert NewsPage.objects.get(pk=changed.pk).current_workflow_task_state.task.name == WORKFLOW_NAME


def test_what_must_not_stay_is_taken_down_from_its_own_page_on(open_page, changed):
    chair = open_page("phone", as_member="1002")
    chair.goto(changed.url)
    chair.locator("#wagtail-userbar-trigger").tap()
    chair.get_by_role("menuitem", name="撤下").tap()
    expect(chair.locator(".approval__heading")).to_have_text(TITLE)
    chair.get_by_role("button", name="含有不应公开的个人信息。").tap()
    assert axe(chair) == []
    chair.get_by_role("button", name="立即撤下").tap()
    expect(chair.locator(".messages .success")).to_contain_text(TITLE)
    assert chair.request.get(changed.url).status == 404
