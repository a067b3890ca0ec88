"""A group leader names people with a thumb, and two colleagues exchange their places."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from signups.actions.signing_up import sign_up
from signups.models import SignUp, SignUpTerms
from signups.quotas.pools import Share, set_pools
from tests.factories import MemberFactory, OfferingFactory, SessionFactory, UnionGroupFactory, make_site
from tests.plugins.browser import axe

pytestmark = pytest.mark.browser

LEADER, ONE, OTHER = "2001", "2002", "2003"


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_a_leader_ticks_one_pastes_another_and_takes_one_back(open_page, live_site):
    with live_site.rows():
        make_site()
        leader = MemberFactory(employee_number=LEADER, name="解安然")
        group = UnionGroupFactory(leader=leader)
        ticked = MemberFactory(name="成为先", union_group=group)
        MemberFactory(name="单雅芳", union_group=group)
        session = SessionFactory(mode=SignUpTerms.Mode.QUOTA, capacity=4, title="疗休养一线")
        set_pools(session, [Share(group, 2)], leader)
    phone = open_page("phone", as_member=LEADER)
    phone.goto("/me/")
    phone.locator(f'a[href="/sessions/{session.pk}/group/"]').tap()
    expect(phone.locator(".quotas__form")).to_be_visible()
    assert (axe(phone), fits(phone)) == ([], True)
    phone.get_by_label("成为先").check()
    phone.locator("textarea").fill("单雅芳、外院某人")
    phone.locator(".quotas__form [type=submit]").tap()
    outcomes = phone.locator(".quotas__outcome")
    expect(outcomes).to_have_count(3)
    expect(outcomes.nth(2)).to_contain_text("外院某人")
    assert (axe(phone), fits(phone)) == ([], True)
    # Both places are named, so nobody else can be.
    expect(phone.locator(".quotas__form")).to_have_count(0)
    phone.locator(".quotas__row", has_text="成为先").locator("button").tap()
    expect(phone.locator(".quotas__row")).to_have_count(1)
    expect(phone.locator(".quotas__form")).to_have_count(1)
    with live_site.rows():
        states = dict(session.sign_ups.values_list("member", "state"))
        assert states.pop(ticked.pk) == "cancelled"
        assert list(states.values()) == ["requested"]


def test_one_offers_a_place_and_the_other_takes_it_with_a_thumb(open_page, live_site):
    with live_site.rows():
        make_site()
        offering = OfferingFactory(title="周末瑜伽", capacity=1)
        first = SessionFactory(offering=offering)
        second = SessionFactory(offering=offering, starts_at=timezone.now() + timedelta(days=9))
        mine = MemberFactory(employee_number=ONE, name="成为先")
        theirs = MemberFactory(employee_number=OTHER, name="单雅芳")
        sign_up(mine, first)
        sign_up(theirs, second)
    one = open_page("phone", as_member=ONE)
    one.goto(f"/sessions/{first.pk}/")
    one.locator("#swap select").select_option(str(second.pk))
    one.locator("#swap form", has=one.locator("select")).locator("[type=submit]").tap()
    expect(one.locator('#swap form[action$="/withdraw/"]')).to_be_visible()
    assert (axe(one), fits(one)) == ([], True)
    other = open_page("phone", as_member=OTHER)
    other.goto(f"/sessions/{second.pk}/")
    assert (axe(other), fits(other)) == ([], True)
    expect(other.locator("#swap")).not_to_contain_text("成为先")
    other.locator('#swap form[action$="/accept/"] [type=submit]').tap()
    other.wait_for_url(f"**/sessions/{first.pk}/")
    with live_site.rows():
        held = SignUp.objects.granted().values_list("session", "member")
        assert set(held) == {(first.pk, theirs.pk), (second.pk, mine.pk)}
    one.reload()
    expect(one.locator("#swap")).to_have_count(0)
