"""A parent answers for a child on a phone, with a consent and a file; the organiser reads it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from people.models import Look
from signups.actions.signing_up import sign_up
from signups.models import Answers, SignUpTerms
from tests.factories import DependantFactory, MemberFactory, SessionFactory, make_site
from tests.signups.asking import (
    GUARDIAN,
    INSURED,
    PHONE,
    PICK_UP,
    PROOF,
    RESIDENT_ID,
    SIZE,
    name_of,
    picked_up_by,
    picture,
)

from ..plugins.browser import axe

pytestmark = pytest.mark.browser


@pytest.fixture
def session(live_site):
    """A child of 2003 is signed up for a holiday class whose list 2001 keeps; nothing is answered yet."""
    with live_site.rows():
        make_site()
        parent = MemberFactory(employee_number="2003", name="周敏")
        begins = timezone.now() + timedelta(days=40)
        made = SessionFactory(
            starts_at=begins,
            company=SignUpTerms.Company.DEPENDANT,
            contact=MemberFactory(employee_number="2001", name="李联系"),
            capacity=9,
            questions=[SIZE, PHONE, INSURED, PROOF, PICK_UP, GUARDIAN],
        )
        child = DependantFactory(member=parent, name="小禾")
        sign_up(parent, made, with_self=False, dependants=[child])
    return made


def fill_in(phone, *, mobile: str) -> None:
    phone.get_by_label("M", exact=True).check()
    phone.fill(f"[name={name_of(PHONE)}]", mobile)
    phone.fill(f"[name={name_of(INSURED)}]", RESIDENT_ID)
    phone.set_input_files(
        f"[name={name_of(PROOF)}]",
        {"name": "健康证明.jpg", "mimeType": "image/jpeg", "buffer": picture().read()},
    )
    for name, text in picked_up_by(("王芳", "姑姑", "13912345678")).items():
        phone.fill(f"[name={name}]", text)
    phone.check(f"[name={name_of(GUARDIAN)}]")


def test_a_parent_answers_for_a_child_on_a_phone(open_page, live_site, session):
    phone = open_page("phone", as_member="2003")
    address = f"/sessions/{session.pk}/answers/"
    phone.goto(address)
    expect(phone.locator("main")).to_contain_text("小禾")
    assert not axe(phone)
    assert phone.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    fill_in(phone, mobile="138")
    phone.locator("main form [type=submit]").click()
    # What was typed is still there, and the file is asked for again by its name.
    expect(phone.locator(f"[name={name_of(INSURED)}]")).to_have_value(RESIDENT_ID)
    expect(phone.locator("main")).to_contain_text("健康证明.jpg")
    assert not axe(phone)
    fill_in(phone, mobile="138 0013 8000")
    phone.locator("main form [type=submit]").click()
    phone.wait_for_url(lambda url: url.endswith(f"/sessions/{session.pk}/"))
    with live_site.rows():
        answers = Answers.objects.get(sign_up__session=session)
        assert answers.values[PICK_UP["id"]] == [{"name": "王芳", "relation": "姑姑", "mobile": "13912345678"}]
        assert answers.consents.get().agreed_by.employee_number == "2003"
        assert answers.attachments.get().name == "健康证明.jpg"
    phone.goto(address)
    with phone.expect_download() as begun:
        phone.get_by_role("link", name="健康证明.jpg").click()
    assert begun.value.suggested_filename == "健康证明.jpg"

    desk = open_page("desk", as_member="2001")
    desk.goto(f"/sessions/{session.pk}/list/answers/")
    assert not axe(desk)
    expect(desk.locator("main")).not_to_contain_text(RESIDENT_ID)
    desk.locator(".answers__list form [type=submit]").click()
    expect(desk.locator("main")).to_contain_text(RESIDENT_ID)
    assert not axe(desk)
    with live_site.rows():
        assert Look.objects.filter(subject="signups.sealed_answers", member__employee_number="2003").exists()
