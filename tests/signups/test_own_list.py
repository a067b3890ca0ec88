"""What a member has signed up for, on one's own page and list."""

import re

import pytest

from signups.actions.sessions import call_off
from signups.actions.signing_up import sign_up
from tests.factories import (
    MemberFactory,
    SessionFactory,
    SignUpFactory,
)
from tests.list_costs import queries_for

from .own_pages import hours, shown

pytestmark = pytest.mark.usefixtures("site")


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
