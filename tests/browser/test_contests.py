"""A league on a phone: a captain enters a team, fixtures are made, a result is entered, and the table shows it."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from contests.fixtures.making import make_fixtures
from contests.models import Player, Team
from signups.models import Session
from tests.factories import (
    BranchFactory,
    ContestFactory,
    DepartmentFactory,
    MemberFactory,
    UnionGroupFactory,
    make_site,
    make_team,
)
from tests.plugins.browser import axe

pytestmark = pytest.mark.browser


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def looks_right(page, name: str) -> None:
    """Nothing serious for axe, nothing beside the page; a picture of it where somebody wants to look at them."""
    if os.environ.get("PICTURES"):
        folder = Path(os.environ["PICTURES"])
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{name}-{page.viewport_size['width']}.png", full_page=True)
    assert (axe(page), fits(page)) == ([], True), name


@pytest.fixture
def league(live_site):
    """A league with two teams, and a captain whose branch has three more people and no team yet."""
    with live_site.rows():
        make_site()
        contest = ContestFactory(title="第四届分会气排球联赛", players_min=2)
        for name in ("外科系统分会", "医技护理分会"):
            captain = MemberFactory(
                name=f"{name[:2]}队长", union_group=UnionGroupFactory(branch=BranchFactory(name=name))
            )
            make_team(contest, captain, f"{name}队")
        group, ward = UnionGroupFactory(branch=BranchFactory(name="内科系统分会")), DepartmentFactory(name="心病科")
        captain = MemberFactory(name="任静远", pinyin="ren jingyuan", union_group=group, department=ward)
        for name, pinyin in (("单雅芳", "shan yafang"), ("沈𬭎", "shen hong"), ("温㛃", "wen jie")):
            MemberFactory(name=name, pinyin=pinyin, union_group=group, department=ward)
        officer = MemberFactory(officer=True)
    return contest, captain.employee_number, officer.employee_number


def test_a_captain_enters_a_team_and_its_result_stands_in_the_table(live_site, open_page, league):
    contest, captain, officer = league
    phone = open_page("phone", as_member=captain)
    phone.goto("/contests/")
    looks_right(phone, "list")
    phone.locator(".contest-card__link").tap()
    looks_right(phone, "contest-open")
    phone.locator(f"a[href='/contests/{contest.pk}/enter/']").tap()
    phone.locator("[name=name]").fill("内科飞燕队")
    looks_right(phone, "enter")
    phone.locator(".kept__form [type=submit]").tap()

    # Whoever is meant is found by initials, or pasted; a name of another branch is answered with a sentence.
    phone.locator("#search-words").fill("syf")
    phone.locator(".search-box__button").tap()
    expect(phone.locator("[name=people]")).to_have_count(1)
    phone.locator("[name=people]").check()
    phone.locator("[name=names]").fill("沈𬭎，外科队长")
    looks_right(phone, "roster-form")
    phone.locator(".quotas__form [type=submit]").first.tap()
    expect(phone.locator(".quotas__outcome")).to_have_count(3)
    expect(phone.locator(".roster__player")).to_have_count(2)
    looks_right(phone, "roster")
    with live_site.rows():
        team = Team.objects.get(name="内科飞燕队")
        assert set(Player.objects.named().values_list("member__name", flat=True)) == {"单雅芳", "沈𬭎"}

    # The office makes the fixtures, gives one a date and enters how it ended.
    desk = open_page("desk", as_member=officer)
    desk.goto(f"/contests/{contest.pk}/keep/")
    looks_right(desk, "keep-before")
    desk.locator(f"a[href='/contests/{contest.pk}/keep/fixtures/']").click()
    looks_right(desk, "make")
    desk.locator(".kept__form [type=submit]").click()
    expect(desk.locator(".fixture")).to_have_count(3)
    match = desk.locator(".fixture", has_text="内科飞燕队").first
    match.locator("a[href$='/hours/']").click()
    desk.locator("[name=starts_at]").fill("2027-01-09T15:00")
    desk.locator("[name=ends_at]").fill("2027-01-09T16:00")
    desk.locator("[name=place]").fill("文化宫二号场")
    looks_right(desk, "hours")
    desk.locator(".kept__form [type=submit]").click()
    match = desk.locator(".fixture", has_text="内科飞燕队").filter(has_text="文化宫二号场")
    expect(match).to_have_count(1)
    looks_right(desk, "keep")
    match.locator("a[href$='#result']").click()
    own_side = "home" if desk.locator(".fixture-page__title span").first.inner_text() == "内科飞燕队" else "away"
    for side in ("home", "away"):
        desk.locator(f"[name={side}]").fill("2" if side == own_side else "1")
    looks_right(desk, "result")
    desk.locator(".kept__form [type=submit]").click()
    # Its day has to come first; what was typed stays.
    expect(desk.locator(".field__errors")).to_contain_text("定于")
    expect(desk.locator(f"[name={own_side}]")).to_have_value("2")
    with live_site.rows():
        now = timezone.now()
        dated = Session.objects.filter(fixture__contest=contest, starts_at__gt=now)
        dated.update(starts_at=now - timedelta(hours=2), ends_at=now - timedelta(hours=1))
    desk.locator(".kept__form [type=submit]").click()
    expect(desk.locator(".fixture-page__score")).to_contain_text("2")

    # It stands in the table, at the top, and the captain's own team is marked.
    phone.goto(contest.url)
    first = phone.locator(".standings tbody tr").first
    expect(first).to_contain_text("内科飞燕队")
    expect(first.locator(".standings__points")).to_have_text("2")
    expect(phone.locator(".standings__own")).to_contain_text("内科飞燕队")
    looks_right(phone, "contest")
    phone.goto(team.get_absolute_url())
    expect(phone.locator(".fixture")).to_have_count(2)
    looks_right(phone, "team")
    phone.goto("/me/teams/")
    looks_right(phone, "my-teams")
    desk.goto(contest.url)
    looks_right(desk, "contest")


def test_two_captains_agree_on_a_result_on_their_phones(live_site, open_page, league):
    contest, _captain, _officer = league
    with live_site.rows():
        make_fixtures(contest, MemberFactory(), seed="一")
        fixture = contest.fixtures.select_related("home__captain", "away__captain").get()
        numbers = [team.captain.employee_number for team in (fixture.home, fixture.away)]
    first = open_page("phone", as_member=numbers[0])
    first.goto(fixture.get_absolute_url())
    first.locator("[name=home]").fill("2")
    first.locator("[name=away]").fill("0")
    looks_right(first, "captain-result")
    first.locator(".kept__form [type=submit]").tap()
    expect(first.locator("#proposed")).to_be_visible()
    second = open_page("phone", as_member=numbers[1])
    second.goto(fixture.get_absolute_url())
    looks_right(second, "captain-confirm")
    second.locator("#proposed [type=submit]").first.tap()
    expect(second.locator(".fixture-page__score")).to_contain_text("2 : 0")
