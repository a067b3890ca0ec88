"""A works vote on a phone: handed in, submitted by the office, approved, voted about, counted."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from contests.models import Ballot, VoteRound, Work
from contests.works.counting import count
from people.models import Member
from tests.approval.conftest import decide
from tests.contests.handing import photograph
from tests.factories import (
    CallFactory,
    FestivalPageFactory,
    MemberFactory,
    RecurringActivityFactory,
    VoteRoundFactory,
    WorkFactory,
    make_site,
)

from ..plugins.browser import axe

pytestmark = pytest.mark.browser


@pytest.fixture
def call(live_site):
    with live_site.rows():
        make_site()
        for number, name, role in [("1001", "钱小文", "officer"), ("1002", "孙立", "chair")]:
            MemberFactory(employee_number=number, name=name, **{role: True})
        MemberFactory(employee_number="2001", name="周敏")
        MemberFactory(employee_number="2003", name="吴桐")
        call = CallFactory(title="身边的光")
        for number in range(3):
            WorkFactory(call=call, title=f"第{number + 1}束光")
        festival = FestivalPageFactory(draft=True)
        festival.calls.create(call=call)
        festival.activities.create(activity=RecurringActivityFactory(title="艺术节公开课"))
        festival.save_revision().publish(skip_permission_checks=True)
    return call


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def hand_in(phone, call) -> None:
    phone.goto(f"{call.url}hand-in/")
    assert not axe(phone)
    phone.fill("[name=title]", "下夜班的花园")
    phone.fill("[name=text]", "交完班从这里走过。")
    picture = photograph()
    phone.set_input_files("[name=picture]", {"name": picture.name, "mimeType": "image/jpeg", "buffer": picture.read()})
    phone.locator("[name=people][value=nobody]").check()
    phone.locator(".hand-in__form [type=submit]").click()
    # Without the consent nothing is taken, and what was written is there.
    expect(phone.locator("[role=alert]").first).to_be_visible()
    expect(phone.locator("[name=title]")).to_have_value("下夜班的花园")
    phone.set_input_files(
        "[name=picture]", {"name": picture.name, "mimeType": "image/jpeg", "buffer": photograph().read()}
    )
    phone.locator("[name=agreed]").check()
    phone.locator(".hand-in__form [type=submit]").click()
    expect(phone.locator(".own-work__title")).to_contain_text("下夜班的花园")
    assert not axe(phone)


def vote(phone, vote_round, *titles: str) -> None:
    phone.goto(vote_round.url)
    assert not axe(phone)
    assert fits(phone)
    number = phone.locator(".ballot__number")
    for chosen, title in enumerate(titles, start=1):
        phone.locator(".ballot__choice", has_text=title).click()
        # The stylesheet counts what is ticked.
        assert phone.locator(".ballot__tick:checked").count() == chosen
    assert "counter" in number.evaluate("each => getComputedStyle(each, '::before').content")
    phone.locator(".ballot__next").click()
    for title in titles:
        expect(phone.locator(".confirm-vote__works")).to_contain_text(title)
    assert not axe(phone)
    phone.locator("button[name=cast]").click()
    expect(phone.locator(".vote__done")).to_be_visible()


def test_a_works_vote_from_handing_in_to_the_result(open_page, live_site, call):
    author = open_page("phone", as_member="2001")
    hand_in(author, call)
    office = open_page("phone", as_member="1001")
    office.goto(f"{call.url}office/")
    assert not axe(office)
    assert fits(office)
    office.locator(".hand-in__ways [type=submit]").click()
    expect(office.locator(".messages")).to_be_visible()
    with live_site.rows():
        work = Work.objects.get(title="下夜班的花园")
        decide(work.current_workflow_task_state, Member.objects.get(employee_number="1002"))
        vote_round = VoteRoundFactory(call=call, opens_at=timezone.now(), choices=2)
    voter = open_page("phone", as_member="2003")
    voter.goto("/arts-festival/")
    assert not axe(voter)
    assert fits(voter)
    # A second window of the same voter, who has not sent anything yet.
    second = open_page("phone", as_member="2003")
    second.goto(vote_round.url)
    vote(voter, vote_round, "下夜班的花园", "第1束光")
    second.locator(".ballot__choice", has_text="第2束光").click()
    second.locator(".ballot__next").click()
    expect(second.locator("[role=alert]")).to_be_visible()
    author.goto(vote_round.url)
    expect(author.locator(".ballot__tick:disabled")).to_have_count(1)
    vote(author, vote_round, "第1束光")
    with live_site.rows():
        assert Ballot.objects.count() == 2
        VoteRound.objects.filter(pk=vote_round.pk).update(closes_at=timezone.now() - timedelta(seconds=1))
        count(VoteRound.objects.get(pk=vote_round.pk))
    author.goto(vote_round.url)
    expect(author.locator(".tallies__one").first).to_contain_text("第1束光")
    expect(author.locator(".tallies__one", has_text="下夜班的花园")).to_contain_text("周敏")
    assert not axe(author)
    assert fits(author)
