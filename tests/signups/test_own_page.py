"""The page of one date, as it stands for whom."""

import re
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext
from icalendar import Calendar

from people.models import Audience
from signups import errors
from signups.actions.signing_up import sign_up
from signups.models import Pool, Release, SignUp, SignUpTerms
from signups.own.standing import State, standing_of
from signups.telling import when
from tests.factories import (
    BranchFactory,
    DependantFactory,
    MemberFactory,
    OfferingFactory,
    PoolFactory,
    SessionFactory,
    SignUpFactory,
    UnionGroupFactory,
)
from tests.list_costs import queries_for

from .own_pages import BUTTON, act, ask, hours, own, shown, words

pytestmark = pytest.mark.usefixtures("site")

Mode, Company = SignUpTerms.Mode, SignUpTerms.Company


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


def test_places_for_a_group_are_counted_for_its_people_alone(client, member):
    group, branch = UnionGroupFactory(), BranchFactory()
    audience = Audience.objects.create(name="全院", everyone=True)
    session = SessionFactory(capacity=10)
    Release.objects.create(session=session, at=hours(3), places=1)
    for number, kept_for in enumerate([{"union_group": group}, {"branch": branch}, {"audience": audience}], start=1):
        PoolFactory(session=session, places=number, **kept_for)
    of_group = MemberFactory(union_group=group)
    of_branch = MemberFactory(union_group=UnionGroupFactory(branch=branch))

    def left(reader):
        return standing_of(session.pk, reader).places_now

    assert [left(each) for each in (AnonymousUser(), member, of_group, of_branch)] == [3, 6, 7, 8]
    sign_up(of_group, session)
    # The one place of the group is held, and kept no longer.
    assert [left(each) for each in (AnonymousUser(), member, of_group)] == [3, 6, 6]
    page = client.get(f"/sessions/{session.pk}/")
    assert "余 6 / 10" in words(page)
    assert re.search(r'facts__item">[^<]*\b2\b', page.content.decode())
    Pool.objects.update(merged_at=timezone.now())
    assert left(AnonymousUser()) == 8


def test_what_is_kept_for_others_alone_offers_the_queue(client, member):
    session = SessionFactory(capacity=2)
    PoolFactory(session=session, places=2, union_group=UnionGroupFactory())
    assert standing_of(session.pk, member).state == State.FULL
    ask(client, session)
    assert own(member) == ["waiting"]


def test_whoever_is_in_a_draw_is_on_no_waiting_list(client, member):
    session = SessionFactory(mode=Mode.DRAW, capacity=2)
    for other in MemberFactory.create_batch(3):
        sign_up(other, session)
    html = shown(client, session)
    assert "已报 3 人" in html
    assert "候补" not in html


def test_whoever_has_joined_a_draw_leaves_the_draw_and_no_waiting_list(client, member):
    session = SessionFactory(mode=Mode.DRAW, capacity=2)
    ask(client, session)
    html = shown(client, session)
    assert "own-party__sure" in html
    assert "候补" not in html


def test_whoever_keeps_the_list_is_led_to_it_once(client):
    session = SessionFactory(contact=MemberFactory())
    address = f'href="/sessions/{session.pk}/list/"'
    client.force_login(MemberFactory())
    assert address not in shown(client, session)
    client.force_login(session.offering.contact)
    assert shown(client, session).count(address) == 1


def test_what_ends_on_another_day_says_on_which(client, member):
    begins = datetime.fromisoformat("2099-05-01T20:00:00+08:00")
    session = SessionFactory(starts_at=begins, ends_at=begins + timedelta(hours=12))
    assert "5/1 周五 20:00–5/2 08:00" in words(client.get(f"/sessions/{session.pk}/"))
    assert when(session) == "5/1 (周五) 20:00–5/2 (周六) 08:00"


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


def test_one_place_is_none_for_two_who_come_together_and_that_is_said_before(client, member):
    session = SessionFactory(company=Company.TOGETHER, capacity=3)
    child = DependantFactory(member=member)
    SignUpFactory(session=session)
    sentence = gettext("1 place is left, and the two of you come together: you wait until there are two.")
    assert standing_of(session.pk, member).state == State.FREE
    assert sentence not in shown(client, session)
    SignUpFactory(session=session)
    assert standing_of(session.pk, member).state == State.FULL
    html = shown(client, session)
    assert sentence in html
    assert gettext("1 left, too few for two") in html
    assert gettext("Join the waiting list") in html
    assert ask(client, session, dependants=child.pk).status_code == 200
    assert own(member) == ["waiting", "waiting"]


def test_whoever_may_bring_more_than_there_is_room_for_reads_that_all_would_wait(client, member):
    session = SessionFactory(company=Company.MAY_BRING, capacity=3)
    SignUpFactory(session=session)
    DependantFactory(member=member)
    client.cookies["django_language"] = "en"
    assert "Whoever comes with more people" not in shown(client, session)
    DependantFactory(member=member)
    assert "2 places are left. Whoever comes with more people waits" in shown(client, session)
    SignUpFactory(session=session)
    assert "1 place is left. Whoever comes with more people waits" in shown(client, session)
    # Where somebody decides nobody is too late.
    decided = SessionFactory(company=Company.MAY_BRING, capacity=1, mode=Mode.APPROVAL)
    assert "Whoever comes with more people" not in shown(client, decided)


def test_looking_changes_nothing(client, member):
    session = SessionFactory(confirm_within_hours=1)
    row = SignUpFactory(session=session, member=member, offered=True)
    for address in ("sign-up/",):
        assert client.get(f"/sessions/{session.pk}/{address}").status_code == 302
    for verb in ("cancel", "confirm"):
        assert client.get(f"/me/sign-ups/{row.pk}/{verb}/").status_code == 302
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


def test_the_page_costs_the_same_for_one_who_comes_and_for_twenty(client, member):
    session = SessionFactory(capacity=None)
    sign_up(MemberFactory(), session)
    one = queries_for(client, f"/sessions/{session.pk}/")
    for other in MemberFactory.create_batch(19):
        sign_up(other, session)
    assert len(queries_for(client, f"/sessions/{session.pk}/")) == len(one)


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


def test_the_file_of_a_confidential_date_does_not_say_what_it_is(site, client):
    session = SessionFactory(is_confidential=True, contact=MemberFactory(), title="巴林特小组")
    assert "巴林特" not in client.get(f"/sessions/{session.pk}/calendar.ics").content.decode()
