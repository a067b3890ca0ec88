"""A star rating from the self-assessment on a phone to the stars on the page of the club."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from people.bodies.appointing import appoint
from people.models import Body, PostHeld
from publications.jobs import conclude_what_is_over
from publications.models import Publication
from tests.factories import ClubPageFactory, MemberFactory, NewsPageFactory, make_site
from tests.factories.rating import make_round
from tests.plugins.browser import axe
from tests.signups.asking import pdf

pytestmark = pytest.mark.browser

LEADER, MARKER, OFFICER = "2001", "2002", "2003"
PICTURES = os.environ.get("RATING_PICTURES")


def looked_at(page, name: str) -> None:
    """Nothing is wider than the screen, axe finds nothing serious; a picture where one is asked for."""
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}-{page.viewport_size['width']}.png", full_page=True)
    assert (axe(page), page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]) == (
        [],
        True,
    )


def _narrow(page, address: str):
    page.goto(address)
    return page


def test_from_the_self_assessment_to_the_stars_on_the_page(open_page, live_site, tmp_path):
    with live_site.rows():
        make_site()
        leader = MemberFactory(employee_number=LEADER, name="覃若云")
        marker = MemberFactory(employee_number=MARKER, name="黎曙光")
        officer = MemberFactory(employee_number=OFFICER, name="林知夏", officer=True)
        appoint(Body.objects.get(kind=Body.Kind.COMMITTEE), PostHeld.Post.COMMITTEE_MEMBER, marker, by=None)
        yoga = ClubPageFactory(title="瑜伽俱乐部", led_by=[leader])
        ClubPageFactory(title="合唱团")
        NewsPageFactory(title="瑜伽公开课", club=yoga)
        round = make_round(
            officer, opened=True, criteria=[("账目规范", 60, "", None), ("宣传报道", 40, "news.articles", 1)]
        )
        entry = round.entries.get(club=yoga)
        first = round.criteria.first()
    attached = tmp_path / "签到表.pdf"
    attached.write_bytes(pdf("签到表.pdf").read())

    phone = open_page("phone", as_member=LEADER)
    phone.goto("/me/")
    phone.locator(f'a[href="/ratings/clubs/{entry.pk}/self-assessment/"]').first.tap()
    expect(phone.locator(".rating__bar")).to_be_visible()
    looked_at(phone, "self-assessment")
    phone.locator(f"#id_mark_{first.pk}").fill("55")
    phone.locator(f"#id_words_{first.pk}").fill("支出都先报批")
    phone.locator(f"#criterion-{first.pk} summary").tap()
    phone.locator(f"#id_files_{first.pk}").set_input_files(attached)
    phone.locator(f"#id_thing_{first.pk}").select_option(index=1)
    phone.locator(".rating__bar button[name=save]").tap()
    expect(phone.locator(".rating__evidence li")).to_have_count(2)
    phone.locator(".rating__bar button[name=hand_in]").tap()
    expect(phone.locator(".callout--success").last).to_contain_text("覃若云")
    looked_at(phone, "handed-in")

    office = open_page("desk", as_member=OFFICER)
    office.goto(f"/ratings/{round.pk}/")
    looked_at(office, "round")
    office.locator(f'form[action="/ratings/{round.pk}/begin-marks/"] button').click()
    expect(office.locator(f'a[href="/ratings/{round.pk}/result/"]')).to_be_visible()

    committee = open_page("phone", as_member=MARKER)
    committee.goto(f"/ratings/{round.pk}/marking/")
    looked_at(committee, "marking")
    committee.locator(".rating__acts a").tap()
    # By the keyboard alone: the first mark has the focus, Enter leads to the next club.
    expect(committee.locator(f"#id_mark_{first.pk}")).to_be_focused()
    committee.keyboard.type("50")
    committee.keyboard.press("Enter")
    expect(committee.locator("h1")).to_have_text("瑜伽俱乐部")
    expect(committee.locator(".rating__own").first).to_contain_text("支出都先报批")
    looked_at(committee, "mark-club")
    committee.keyboard.type("58")
    committee.keyboard.press("Enter")
    expect(committee.locator(".rating__state--done")).to_have_count(2)

    office.goto(f"/ratings/{round.pk}/result/")
    expect(office.locator(".rating__place").first).to_contain_text("瑜伽俱乐部")
    looked_at(office, "result")
    office.locator(f'form[action="/ratings/{round.pk}/put-forward/"] button').click()
    office.wait_for_url("**/admin/snippets/publications/publication/edit/**")
    phone.goto(f"/ratings/clubs/{entry.pk}/")
    expect(phone.locator(".rating__total strong")).to_have_text("98")
    looked_at(phone, "outcome")

    with live_site.rows():
        written = Publication.objects.get().get_latest_revision_as_object()
        written.contact_name, written.contact_phone, written.supervision_phone = "工会办公室", "8001", "8002"
        revision = written.save_revision(user=officer)
        # Approved so long ago that its days are over by now.
        with time_machine.travel(timezone.now() - timedelta(days=30)):
            revision.publish(skip_permission_checks=True)
    phone.goto("/clubs/")
    expect(phone.locator(".club-card")).to_have_count(2)
    assert phone.locator(".stars").count() == 0
    with live_site.rows():
        conclude_what_is_over(0)
    phone.goto("/clubs/")
    expect(phone.locator(".stars").first).to_contain_text("★★★★★")
    looked_at(phone, "clubs")
    phone.goto(yoga.url)
    expect(phone.locator(".stars")).to_contain_text("★★★★★")
    looked_at(phone, "club")
    office.goto("/ratings/")
    looked_at(office, "ratings")
    office.locator("#id_year").fill("2099")
    office.locator("#id_self_assessment_until").fill("2099-12-01")
    office.locator("#id_committee_until").fill("2099-12-10")
    office.locator(".rating__form [type=submit]").click()
    office.wait_for_url("**/criteria/")
    looked_at(office, "criteria")
    looked_at(_narrow(open_page("phone", as_member=OFFICER), office.url), "criteria")
