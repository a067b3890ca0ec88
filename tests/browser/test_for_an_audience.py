"""A page for two departments: chosen in the editor, read by the chair on a phone, and by those whom it is for."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from news.models import NewsPage
from people.models import Audience, Member
from tests.approval.conftest import decide
from tests.factories import DepartmentFactory, MemberFactory, NewsPageFactory, make_site
from tests.plugins.browser import axe

pytestmark = pytest.mark.browser


@pytest.fixture
def draft(live_site):
    """An officer's draft, and an audience that it may be for."""
    with live_site.rows():
        make_site()
        nursing = DepartmentFactory(name="护理部", position=1)
        audience = Audience.objects.create(name="护理与急诊")
        audience.departments.set([nursing, DepartmentFactory(name="急诊科", position=2)])
        officer = MemberFactory(officer=True, employee_number="1001")
        MemberFactory(chair=True, employee_number="1002")
        MemberFactory(employee_number="2001", department=nursing)
        MemberFactory(employee_number="2002")
        return NewsPageFactory(draft=True, by=officer, title="夜班休息室排班", slug="night-shift")


def test_it_is_chosen_in_the_editor_and_read_by_the_chair_and_those_inside(open_page, live_site, draft):
    desk = open_page("desk", as_member="1001")
    desk.goto(reverse("wagtailadmin_pages:edit", args=[draft.pk]))
    desk.get_by_role("tab", name="设置").click()
    desk.select_option("[name=visibility]", "audience")
    with desk.expect_navigation():
        desk.get_by_role("button", name="保存草稿").click()
    expect(desk.get_by_text("须选定人员范围").first).to_be_visible()
    desk.get_by_role("tab", name="设置").click()
    desk.select_option("[name=audience]", label="护理与急诊")
    expect(desk.get_by_text("对下级页面同样有效")).to_be_visible()
    with desk.expect_navigation():
        desk.get_by_role("button", name="保存草稿").click()
    with live_site.rows():
        page = NewsPage.objects.get(pk=draft.pk)
        assert page.visibility == "audience"
        page.get_workflow().start(page, page.owner)
        waiting = page.current_workflow_task_state

    chair = open_page("phone", as_member="1002")
    chair.goto(reverse("approval_review", args=[waiting.pk]))
    # Above all that it says, and again where it stands among what is approved.
    expect(chair.get_by_text("仅限：护理部、急诊科").first).to_be_in_viewport()
    expect(chair.get_by_text("仅限：护理部、急诊科")).to_have_count(2)
    assert axe(chair) == []
    with live_site.rows():
        decide(waiting, Member.objects.get(employee_number="1002"))

    inside, outside = open_page("phone", as_member="2001"), open_page("phone", as_member="2002")
    inside.goto("/news/")
    expect(inside.get_by_role("link", name="夜班休息室排班")).to_be_visible()
    expect(inside.get_by_text("限定范围").first).to_be_visible()
    assert axe(inside) == []
    outside.goto("/news/")
    expect(outside.get_by_text("夜班休息室排班")).to_have_count(0)
    assert outside.goto("/news/night-shift/").status == 404
