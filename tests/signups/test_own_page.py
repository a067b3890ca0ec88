"""The page of one date, as it stands for whom; and what is answered to each act on it."""

import re
from datetime import timedelta
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from people.models import Audience, Member
from signups import errors
from signups.actions.sessions import call_off
from signups.actions.signing_up import sign_up
from signups.models import Release, SignUp, SignUpTerms, Strike
from signups.own.standing import State, standing_of
from tests.factories import (
    DependantFactory,
    DriveFactory,
    MemberFactory,
    OfferingFactory,
    SessionFactory,
    SignUpFactory,
)
from tests.list_costs import queries_for

pytestmark = pytest.mark.usefixtures("site")

Mode, Company = SignUpTerms.Mode, SignUpTerms.Company
HTMX = {"HX-Request": "true"}
# Sign-in 3, the date 1, the verb with its savepoints, lock and notice, and what is shown afterwards 2.
POST_QUERIES = 40
BUTTON = 'class="button act__button"'


@pytest.fixture
def member(client):
    found = MemberFactory()
    client.force_login(found)
    return found


def hours(number: float):
    return timezone.now() + timedelta(hours=number)


def shown(client, session) -> str:
    answer = client.get(f"/sessions/{session.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def ask(client, session, *, htmx=True, **data):
    data.setdefault("attempt", uuid4())
    return client.post(f"/sessions/{session.pk}/sign-up/", data, headers=HTMX if htmx else {})


def act(client, row, verb, *, htmx=True, **data):
    return client.post(f"/me/sign-ups/{row.pk}/{verb}/", data, headers=HTMX if htmx else {})


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def own(member) -> list[str]:
    return list(SignUp.objects.filter(member=member).order_by("pk").values_list("state", flat=True))


# What the page says, and what it offers.


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, State.FREE),
        ({"capacity": None}, State.FREE),
        ({"mode": Mode.DRAW}, State.FREE),
        ({"mode": Mode.APPROVAL}, State.FREE),
        ({"mode": Mode.OPEN, "capacity": None}, State.OPEN),
        ({"opens_at": hours(5)}, State.OPENS),
        ({"closes_at": hours(-1)}, State.CLOSED),
        ({"mode": Mode.DRAW, "drawn_at": hours(-1)}, State.CLOSED),
        ({"state": "cancelled"}, State.CANCELLED),
        ({"starts_at": hours(-0.5)}, State.BEGUN),
        ({"starts_at": hours(-5)}, State.OVER),
    ],
)
def test_each_state_of_a_date_is_told_and_what_can_be_done_is_offered(fields, state, client, member):
    session = SessionFactory(**fields)
    standing = standing_of(session.pk, member)
    assert standing.state == state
    html = shown(client, session)
    assert f"act--{state}" in html
    assert ('action="/sessions/' in html) is (state in (State.FREE, State.OPENS))
    assert html.count(BUTTON) == (1 if state in (State.FREE, State.OPENS) else 0)
    assert ("disabled" in html.split(BUTTON)[-1][:60]) is (state == State.OPENS)


def test_a_full_date_offers_the_queue_and_says_how_long_it_is(client, member):
    session = SessionFactory(capacity=1)
    for other in MemberFactory.create_batch(3):
        sign_up(other, session)
    session.refresh_from_db()
    standing = standing_of(session.pk, member)
    assert (standing.state, standing.session.queue) == (State.FULL, 2)
    ask(client, session)
    assert own(member) == ["waiting"]
    assert "3" in shown(client, session).split("own-party__heading")[1][:300]


def test_a_later_batch_counts_down_when_the_first_places_are_gone(client, member):
    session = SessionFactory(capacity=2)
    Release.objects.create(session=session, at=hours(3), places=1)
    sign_up(MemberFactory(), session)
    standing = standing_of(session.pk, member)
    assert (standing.state, standing.places_now) == (State.LATER, 0)
    assert f'data-opens-at="{int(standing.session.later_at.timestamp())}"' in shown(client, session)


def test_a_date_that_opens_later_says_when_and_counts_by_the_clock_of_the_server(client, member):
    session = SessionFactory(opens_at=hours(5))
    html = shown(client, session)
    assert f'data-opens-at="{int(session.opens_at.timestamp())}"' in html
    now = float(re.search(r'data-now="([\d.]+)"', html)[1])
    assert abs(timezone.now().timestamp() - now) < 60
    assert f"{timezone.localtime(session.opens_at):%H:%M}" in html.split("data-countdown-label")[1][:80]


def test_a_visitor_is_led_to_the_sign_in_and_back(client):
    session = SessionFactory()
    html = shown(client, session)
    assert f'href="/accounts/login/?next=/sessions/{session.pk}/"' in html
    assert "<form" not in html.split('id="act"')[1].split("</dl>")[0]
    answer = ask(client, session, htmx=False)
    assert answer.url == f"/accounts/login/?next=%2Fsessions%2F{session.pk}%2F"
    answer = ask(client, session)
    assert answer["HX-Redirect"].startswith("/accounts/login/?next=")
    assert not SignUp.objects.exists()


def test_what_is_not_public_is_not_there_but_for_whoever_holds_a_place(client, member):
    session = SessionFactory()
    row = sign_up(member, session)[0]
    type(session.offering).objects.update(is_live=False)
    assert client.get(f"/sessions/{session.pk}/").status_code == 200
    assert act(client, row, "cancel").status_code == 200
    assert client.get(f"/sessions/{session.pk}/").status_code == 404
    assert ask(client, session).status_code == 404
    client.logout()
    assert client.get(f"/sessions/{session.pk}/").status_code == 404
    assert client.get("/sessions/99999999/").status_code == 404


def test_looking_changes_nothing(client, member):
    session = SessionFactory(confirm_within_hours=1)
    row = SignUpFactory(session=session, member=member, offered=True)
    for address in ("sign-up/",):
        assert client.get(f"/sessions/{session.pk}/{address}").status_code == 405
    for verb in ("cancel", "confirm"):
        assert client.get(f"/me/sign-ups/{row.pk}/{verb}/").status_code == 405
    shown(client, session)
    assert own(member) == ["offered"]


def test_names_of_others_stand_nowhere_on_the_page(client, member):
    session = SessionFactory(is_confidential=True, contact=MemberFactory(name="联系人甲"))
    other = MemberFactory(name="不要看见我")
    sign_up(other, session)
    sign_up(member, session)
    html = shown(client, session)
    assert other.name not in html
    assert "联系人甲" in html


# Signing up.


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
        if name in ("Clash", "LimitReached", "NotForYou", "Suspended", "OneOfEachDrive", "NotOpenYet", "NextBatch"):
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


# Company.


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
    assert 'href="/me/"' in html.split('id="act"')[1].split("</dl>")[0]


# Giving back and confirming.


def test_giving_a_place_back_asks_once_more_and_is_undone_by_signing_up(client, member):
    session = SessionFactory()
    ask(client, session)
    row = SignUp.objects.get()
    html = shown(client, session)
    assert "own-party__sure" in html
    assert "knows_it_is_late" not in html
    answer = act(client, row, "cancel")
    assert "act__said" in answer.content.decode()
    assert "act--free" in answer.content.decode()
    assert act(client, row, "cancel").status_code == 200
    assert act(client, row, "cancel", htmx=False).url == f"/sessions/{session.pk}/"
    ask(client, session)
    assert own(member) == ["cancelled", "confirmed"]


def test_a_late_cancellation_says_that_it_counts_before_it_does(client, member):
    session = SessionFactory(cancel_until=hours(-1))
    ask(client, session)
    row = SignUp.objects.get()
    assert 'name="knows_it_is_late"' in shown(client, session)
    answer = act(client, row, "cancel")
    assert answer.status_code == 409
    assert str(errors.LateCancel.sentence) in answer.content.decode()
    assert own(member) == ["confirmed"]
    assert act(client, row, "cancel", knows_it_is_late="1").status_code == 200
    assert Strike.objects.filter(member=member).count() == 1


def test_leaving_the_queue_carries_no_warning(client, member):
    session = SessionFactory(capacity=1, cancel_until=hours(-1))
    sign_up(MemberFactory(), session)
    ask(client, session)
    html = shown(client, session)
    assert "own-party--waiting" in html
    assert "own-party__warning" not in html
    act(client, SignUp.objects.get(member=member), "cancel")
    assert not Strike.objects.exists()


def test_an_offered_place_is_confirmed_with_one_button_in_time(client, member):
    session = SessionFactory(confirm_within_hours=2)
    row = SignUpFactory(session=session, member=member, offered=True)
    html = shown(client, session)
    assert f'action="/me/sign-ups/{row.pk}/confirm/"' in html
    assert f"{timezone.localtime(row.due_at):%H:%M}" in html
    assert act(client, row, "confirm").status_code == 200
    assert act(client, row, "confirm", htmx=False).url == f"/sessions/{session.pk}/"
    assert own(member) == ["confirmed"]


def test_a_place_that_was_not_confirmed_in_time_says_so(client, member):
    row = SignUpFactory(member=member, offered=True)
    SignUp.objects.update(due_at=hours(-1))
    answer = act(client, row, "confirm")
    assert answer.status_code == 409
    assert str(errors.TooLateToConfirm.sentence) in answer.content.decode()


def test_what_has_begun_cannot_be_given_back(client, member):
    session = SessionFactory(starts_at=hours(-0.2))
    row = SignUpFactory(session=session, member=member)
    assert "own-party__end" not in shown(client, session)
    assert str(errors.SessionOver.sentence) in act(client, row, "cancel").content.decode()
    assert own(member) == ["confirmed"]


@pytest.mark.parametrize("verb", ["cancel", "confirm"])
def test_nobody_acts_on_what_is_somebody_elses(verb, client, member):
    row = SignUpFactory(offered=True)
    for pk in (row.pk, 99_999_999):
        assert client.post(f"/me/sign-ups/{pk}/{verb}/").status_code == 404
    client.logout()
    assert act(client, row, verb, htmx=False).url.startswith("/accounts/login/")
    row.refresh_from_db()
    assert row.state == "offered"


# One's own list.


def test_the_own_page_shows_what_comes_with_what_is_to_be_confirmed_first(client, member):
    later = SignUpFactory(member=member, session=SessionFactory(title="后天的课", starts_at=hours(48)))
    offered = SignUpFactory(member=member, offered=True, session=SessionFactory(title="要确认", starts_at=hours(90)))
    waiting = SignUpFactory(member=member, waiting=True, session=SessionFactory(title="在候补", starts_at=hours(60)))
    SignUpFactory(session=later.session)
    past = SignUpFactory(member=member, session=SessionFactory(title="上周的", starts_at=hours(-160)))
    for address in ("/me/", "/me/sign-ups/"):
        html = client.get(address).content.decode()
        found = re.findall(r'sign-up-row__link" href="/sessions/(\d+)/"', html)
        assert [int(pk) for pk in found] == [each.session_id for each in (offered, later, waiting, past)]


def test_the_list_of_ones_own_is_paged_and_shows_nobody_elses(client, member):
    for number in range(25):
        SignUpFactory(member=member, session=SessionFactory(starts_at=hours(-200 - number * 3)))
    theirs = SignUpFactory()
    assert client.get("/me/sign-ups/").content.decode().count("<article class") == 20
    second = client.get("/me/sign-ups/?page=2").content.decode()
    assert second.count("<article class") == 5
    assert f"/sessions/{theirs.session_id}/" not in second


def test_a_date_that_was_called_off_is_told_with_its_reason(client, member):
    session = SessionFactory()
    sign_up(member, session)
    call_off(session, MemberFactory(), reason="台风停课")
    assert "台风停课" in shown(client, session)
    assert "台风停课" in client.get("/me/sign-ups/").content.decode()


@pytest.mark.parametrize("address", ["/me/", "/me/sign-ups/"])
def test_the_own_pages_cost_the_same_for_one_sign_up_and_for_twenty(address, client, member):
    def add(number):
        SignUpFactory(member=member, session=SessionFactory(starts_at=hours(20 + number * 3)))
        SignUpFactory(member=member, session=SessionFactory(starts_at=hours(-200 - number * 3)))

    add(0)
    one = queries_for(client, address)
    for number in range(1, 20):
        add(number)
    assert len(queries_for(client, address)) == len(one)


def test_the_page_costs_the_same_for_one_who_comes_and_for_twenty(client, member):
    session = SessionFactory(capacity=None)
    sign_up(MemberFactory(), session)
    one = queries_for(client, f"/sessions/{session.pk}/")
    for other in MemberFactory.create_batch(19):
        sign_up(other, session)
    assert len(queries_for(client, f"/sessions/{session.pk}/")) == len(one)


def test_an_answer_asks_the_database_for_nothing_of_the_page_around_it(client, member):
    session = SessionFactory()
    ask(client, SessionFactory(starts_at=hours(200)))
    with CaptureQueriesContext(connection) as captured:
        assert ask(client, session).status_code == 200
    asked = [query["sql"] for query in captured]
    assert not [sql for sql in asked if "wagtailcore_page" in sql or "cms_unionsettings" in sql], asked
    assert len(asked) <= POST_QUERIES, "\n".join(f"{number} {sql[:150]}" for number, sql in enumerate(asked, 1))


def test_offerings_of_another_club_are_refused_to_who_does_not_belong(client, member):
    offering = OfferingFactory(belonging_only=True)
    session = SessionFactory(offering=offering)
    assert str(errors.NotForYou.sentence) in shown(client, session)
    assert ask(client, session).status_code == 409
    assert own(member) == []


def test_one_date_can_be_put_into_a_calendar(site, client):
    session = SessionFactory()
    answer = client.get(f"/sessions/{session.pk}/calendar.ics")
    [event] = Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(event["UID"]) == f"session-{session.pk}@staff-home"
    assert event.start == session.starts_at


def test_a_date_that_nobody_reads_of_has_no_calendar(site, client):
    assert client.get(f"/sessions/{SessionFactory(is_live=False).pk}/calendar.ics").status_code in (302, 404)
