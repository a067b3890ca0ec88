"""A draft is read on a phone, ticked, submitted from the editor without a change, and the chair sees who read it."""

import pytest
from playwright.sync_api import expect

from approval.models import ApprovalSettings
from news.models import NewsPage
from people.models import Member
from tests.plugins.browser import axe

from .writing import find_in_inbox, submit

pytestmark = pytest.mark.browser

TITLE = "护士节慰问安排（校对稿）"


@pytest.fixture
def manuscript(demo_site):
    """The officer's draft with every kind of block that an article of the demo has; the office asks for two proofs."""
    with demo_site.rows():
        richest = max(NewsPage.objects.live(), key=lambda page: len({block.block_type for block in page.body}))
        officer = Member.objects.get(employee_number="1001")
        draft = richest.copy(to=richest.get_parent(), update_attrs={"slug": "proofs", "live": False}, keep_live=False)
        draft.title, draft.owner = TITLE, officer
        draft.save_revision(user=officer)
        settings = ApprovalSettings.load()
        settings.proofs = 2
        settings.save()
    yield draft
    with demo_site.rows():
        ApprovalSettings.objects.update(proofs=0)
        NewsPage.objects.get(pk=draft.pk).delete()


def test_two_proofs_are_ticked_and_stay_good_when_the_editor_submits_what_was_read(open_page, manuscript):
    editor = f"/admin/pages/{manuscript.pk}/edit/"
    officer = open_page("desk", as_member="1001")
    officer.goto(editor)
    said = officer.locator(".messages li", has_text="校对情况")
    expect(said).to_contain_text("缺一校；缺二校")
    said.get_by_role("link", name="去校对").click()
    assert axe(officer) == []
    officer.get_by_role("button", name="一校：我已校对").click()
    expect(officer.locator(".proofs__round").first).to_contain_text("收回")

    deputy = open_page("phone", as_member="1003")
    deputy.goto(f"/admin/approvals/proofs/news.newspage/{manuscript.pk}/")
    expect(deputy.frame_locator(".approval__frame").locator("h1")).to_have_text(TITLE)
    assert axe(deputy) == []
    deputy.get_by_role("button", name="二校：我已校对").click()
    expect(deputy.locator(".approval__note").first).to_have_text("各校次均已完成。")
    assert deputy.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    officer.goto(editor)
    submit(officer)

    chair = open_page("phone", as_member="1002")
    find_in_inbox(chair, TITLE)
    rounds = chair.locator("[aria-labelledby=proofs-heading] .proofs__round")
    expect(rounds).to_have_count(2)
    expect(rounds.nth(1)).to_contain_text("二校")
    expect(chair.locator(".proofs__stale")).to_have_count(0)
    assert axe(chair) == []
