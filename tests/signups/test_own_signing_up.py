"""Signing up on the page of a date, and what is answered."""

import json
import re
from datetime import timedelta
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from people.models import Audience, Member
from signups import errors
from signups.actions.signing_up import sign_up
from signups.models import Release, SignUp, SignUpTerms, Strike
from tests.factories import (
    DependantFactory,
    DriveFactory,
    MemberFactory,
    SessionFactory,
    SignUpFactory,
)

from .own_pages import BUTTON, act, ask, hours, own, shown, words

pytestmark = pytest.mark.usefixtures("site")

Mode, Company = SignUpTerms.Mode, SignUpTerms.Company
# Sign-in, the verb with its savepoints, lock and notice, and what is shown afterwards.
POST_QUERIES = 29


def test_signing_up_answers_htmx_with_the_part_of_the_page_alone(client, member):
    session = SessionFactory()
    answer = ask(client, session, note="靠窗")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "own-party--confirmed" in text
    assert "<html" not in text
    assert len(text) < 4000
    assert own(member) == ["confirmed"]
    assert SignUp.objects.get().note == "靠窗"


def test_what_stands_below_the_box_asks_for_itself_again_after_each_act_and_refusal(client, member):
    session = SessionFactory()
    page = shown(client, session)
    assert 'hx-trigger="acted from:body"' in page
    rest = page.split('id="rest"')[1]
    assert f'hx-get="/sessions/{session.pk}/"' in rest
    assert "facts" in rest
    assert "facts" not in page.split('id="rest"')[0]
    for answer in (
        ask(client, session),
        ask(client, session),
        act(client, SignUp.objects.get(), "confirm"),
        act(client, SignUp.objects.get(), "cancel"),
    ):
        assert json.loads(answer.headers["HX-Trigger"]) == {"acted": {}}
    # Neither what was filled in wrong nor what is about to be asked again has changed anything.
    assert "HX-Trigger" not in ask(client, session, note="长" * 201).headers
    with patch("signups.own.views.sign_up_as_filled_in", side_effect=errors.Busy):
        assert "HX-Trigger" not in ask(client, session).headers


def test_signing_up_without_scripts_leads_back_to_the_page(client, member):
    session = SessionFactory()
    answer = ask(client, session, htmx=False)
    assert answer.url == f"/sessions/{session.pk}/"
    assert "own-party--confirmed" in shown(client, session)


def test_the_same_attempt_twice_is_one_sign_up(client, member):
    session, attempt = SessionFactory(), uuid4()
    for _tap in range(3):
        assert ask(client, session, attempt=attempt).status_code == 200
    assert own(member) == ["confirmed"]


def test_another_attempt_is_told_that_there_is_one_already(client, member):
    session = SessionFactory()
    ask(client, session)
    answer = ask(client, session)
    assert answer.status_code == 409
    assert member.name in words(answer)
    assert own(member) == ["confirmed"]


def test_an_old_form_does_not_pass_for_a_new_sign_up(client, member):
    session, attempt = SessionFactory(), uuid4()
    ask(client, session, attempt=attempt)
    act(client, SignUp.objects.get(), "cancel")
    answer = ask(client, session, attempt=attempt)
    assert answer.status_code == 409
    fresh = re.search(r'name="attempt" value="([^"]+)"', answer.content.decode())[1]
    assert fresh != str(attempt)
    ask(client, session, attempt=fresh)
    assert own(member) == ["cancelled", "confirmed"]


def refusals() -> dict[str, dict]:
    soon = timezone.now() + timedelta(days=3)
    return {
        "NotOffered": {"mode": Mode.OPEN, "capacity": None},
        "SessionCancelled": {"state": "cancelled"},
        "SessionOver": {"starts_at": hours(-0.5)},
        "NotOpenYet": {"opens_at": hours(5)},
        "WindowClosed": {"closes_at": hours(-1)},
        "Clash": {"starts_at": soon},
        "LimitReached": {"limit_per_member": 1},
        "NotForYou": {},
        "Suspended": {},
        "OneOfEachDrive": {},
        "NextBatch": {"capacity": 1},
    }


@pytest.mark.parametrize("name", list(refusals()))
def test_each_refusal_is_a_sentence_and_what_was_typed_is_kept(name, client, member):
    fields = refusals()[name]
    if name == "OneOfEachDrive":
        fields = {"drive": DriveFactory()}
        sign_up(member, SessionFactory(**fields, starts_at=hours(200)))
    session = SessionFactory(**fields)
    if name == "Clash":
        sign_up(member, SessionFactory(starts_at=session.starts_at))
    elif name == "LimitReached":
        sign_up(member, SessionFactory(offering=session.offering, starts_at=hours(300)))
    elif name == "NotForYou":
        session.offering.audience = Audience.objects.create(name="别人", gender=Member.Gender.FEMALE)
        session.offering.save()
    elif name == "Suspended":
        missed = SignUpFactory(member=member, blocks=None, state="cancelled")
        Strike.objects.create(sign_up=missed, member=member, cause="no_show", weight=3, expires_on=timezone.localdate())
    elif name == "NextBatch":
        Release.objects.create(session=session, at=hours(3), places=1)
    with pytest.raises(getattr(errors, name)) as refused:
        sign_up(member, session)
    for htmx in (True, False):
        answer = ask(client, session, htmx=htmx, note="留言还在")
        assert answer.status_code == 409
        assert str(refused.value) in answer.content.decode()
        if name in ("Clash", "LimitReached", "Suspended", "OneOfEachDrive", "NotOpenYet", "NextBatch"):
            assert "留言还在" in answer.content.decode()
    assert not SignUp.objects.live().filter(member=member, session=session).exists()


@pytest.mark.parametrize("name", ["Clash", "NotForYou", "Suspended"])
def test_why_somebody_cannot_is_said_before_they_try(name, client, member):
    session = SessionFactory()
    if name == "Clash":
        sign_up(member, SessionFactory(starts_at=session.starts_at))
    elif name == "NotForYou":
        session.offering.audience = Audience.objects.create(name="别人", gender=Member.Gender.FEMALE)
        session.offering.save()
    else:
        missed = SignUpFactory(member=member, blocks=None, state="cancelled")
        Strike.objects.create(sign_up=missed, member=member, cause="no_show", weight=3, expires_on=timezone.localdate())
    with pytest.raises(getattr(errors, name)) as refused:
        sign_up(member, session)
    html = shown(client, session)
    assert str(refused.value) in html
    assert BUTTON not in html


def test_a_busy_database_keeps_the_attempt_and_asks_again_by_itself(client, member):
    session, attempt = SessionFactory(), uuid4()
    with patch("signups.own.views.sign_up_as_filled_in", side_effect=errors.Busy):
        answer = ask(client, session, attempt=attempt, note="留言还在")
        text = answer.content.decode()
        assert answer.status_code == 409
        assert re.search(r'hx-trigger="submit, load delay:\d{4}ms"', text)
        assert f'value="{attempt}"' in text
        assert "留言还在" in text
        assert 'name="tries" value="1"' in text
        # Not for ever: somebody has to press then.
        text = ask(client, session, attempt=attempt, tries="5").content.decode()
        assert "load delay" not in text
        assert BUTTON in text
        assert BUTTON in ask(client, session, attempt=attempt, tries="x", htmx=False).content.decode()
    assert ask(client, session, attempt=attempt, tries="1").status_code == 200
    assert own(member) == ["confirmed"]


@pytest.mark.parametrize("data", [{"attempt": ""}, {"attempt": "x"}, {"note": "长" * 201}, {"dependants": "1"}])
def test_a_form_that_is_not_right_is_shown_again(data, client, member):
    session = SessionFactory()
    answer = ask(client, session, **data)
    if "dependants" in data:
        # Nobody comes along here; what nobody asked is not read.
        assert own(member) == ["confirmed"]
    else:
        assert answer.status_code == 422
        assert own(member) == []


def test_an_answer_asks_the_database_for_nothing_of_the_page_around_it(client, member):
    session = SessionFactory()
    ask(client, SessionFactory(starts_at=hours(200)))
    with CaptureQueriesContext(connection) as captured:
        assert ask(client, session).status_code == 200
    asked = [query["sql"] for query in captured]
    assert not [sql for sql in asked if "wagtailcore_page" in sql or "cms_unionsettings" in sql], asked
    assert len(asked) == POST_QUERIES, "\n".join(f"{number} {sql[:150]}" for number, sql in enumerate(asked, 1))


def test_a_member_may_bring_those_of_the_family(client, member):
    children = [DependantFactory(member=member, name=name) for name in ("小满", "小寒")]
    somebody_elses = DependantFactory(member=MemberFactory(), name="别家的")
    session = SessionFactory(company=Company.MAY_BRING, capacity=5)
    html = shown(client, session)
    assert "小满" in html
    assert "别家的" not in html
    assert ask(client, session, dependants=[somebody_elses.pk]).status_code == 422
    answer = ask(client, session, dependants=[child.pk for child in children])
    assert "小满" in words(answer)
    assert own(member) == ["confirmed"] * 3


def test_a_child_is_signed_up_alone_and_then_its_sister(client, member):
    children = [DependantFactory(member=member, name=name) for name in ("小满", "小寒")]
    session = SessionFactory(company=Company.DEPENDANT, capacity=5)
    assert ask(client, session).status_code == 422
    ask(client, session, dependants=children[0].pk)
    html = shown(client, session)
    assert "act__another" in html
    assert "小满" not in html.split("act__another")[1].split("</form>")[0]
    ask(client, session, dependants=children[1].pk)
    assert own(member) == ["confirmed"] * 2
    assert "act__another" not in shown(client, session)


def test_whoever_has_nobody_to_bring_is_told_where_to_enter_them(client, member):
    session = SessionFactory(company=Company.TOGETHER, capacity=5)
    html = shown(client, session)
    assert BUTTON not in html
    assert 'href="/me/family/"' in html.split('id="act"')[1].split("</dl>")[0]
