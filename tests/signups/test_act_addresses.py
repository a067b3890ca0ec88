"""Addresses that take forms alone, come to by a link: after a sign-in, out of a history."""

from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext

from tests.factories import MemberFactory, SessionFactory, SignUpFactory, VenueFactory

from .own_pages import HTMX

pytestmark = pytest.mark.usefixtures("site")

MADE_UP = 99_999_999
TOO_OLD = {"enforce_csrf_checks": True}


def signed_in_from(answer, client) -> str:
    """Sign in where an answer has led, and return where that ends."""
    assert answer.status_code == 302
    assert urlsplit(answer.url).path == reverse("account_login")
    client.force_login(MemberFactory())
    (back,) = parse_qs(urlsplit(answer.url).query)["next"]
    answer = client.get(back, follow=True)
    assert answer.status_code == 200
    return answer.redirect_chain[-1][0] if answer.redirect_chain else back


@pytest.mark.parametrize("name", ["check_in_code", "offer_place"])
def test_whoever_was_signed_out_meanwhile_comes_back_to_the_date(name, client):
    session = SessionFactory()
    assert signed_in_from(client.post(reverse(name, args=[session.pk])), client) == f"/sessions/{session.pk}/"


def test_whoever_was_signed_out_meanwhile_comes_back_to_the_room_to_their_sign_ups_and_to_the_date(client):
    room = VenueFactory(is_bookable=True)
    assert signed_in_from(client.post(reverse("book_slot", args=[room.pk])), client) == f"/venues/{room.pk}/"
    client.logout()
    row = SignUpFactory()
    assert signed_in_from(client.post(reverse("cancel_sign_up", args=[row.pk])), client) == "/me/sign-ups/"
    client.logout()
    session = SessionFactory()
    assert signed_in_from(client.post(reverse("sign_up", args=[session.pk])), client) == f"/sessions/{session.pk}/"


def pressed(client, session, **headers):
    headers = {**HTMX, "HX-Current-URL": f"http://testserver/sessions/{session.pk}/?x=1", **headers}
    return client.post(f"/sessions/{session.pk}/sign-up/", {"attempt": uuid4()}, headers=headers)


def test_signed_out_with_all_cookies_gone_a_tap_leads_to_the_sign_in_and_back_to_the_date():
    session, client = SessionFactory(), Client(**TOO_OLD)
    answer = pressed(client, session)
    assert answer.status_code == 200
    way = urlsplit(answer.headers["HX-Redirect"])
    assert (way.path, parse_qs(way.query)["next"]) == ("/accounts/login/", [f"/sessions/{session.pk}/?x=1"])
    assert (
        gettext("You are signed out by now. Please sign in again, then press once more.")
        in client.get(answer.headers["HX-Redirect"]).content.decode()
    )


def test_the_way_back_never_leads_to_another_site():
    session = SessionFactory()
    answer = pressed(Client(**TOO_OLD), session, **{"HX-Current-URL": "https://elsewhere.example/x"})
    way = urlsplit(answer.headers["HX-Redirect"])
    assert parse_qs(way.query)["next"] == [f"/sessions/{session.pk}/sign-up/"]


def test_with_the_token_of_an_old_page_a_tap_loads_it_again_and_says_to_press_once_more():
    session, client = SessionFactory(), Client(**TOO_OLD)
    client.force_login(MemberFactory())
    answer = pressed(client, session)
    assert answer.headers["HX-Refresh"] == "true"
    assert not session.sign_ups.exists()
    assert (
        gettext("This page had grown too old. Please press once more.")
        in client.get(f"/sessions/{session.pk}/").content.decode()
    )


def test_a_plain_form_without_its_token_offers_the_sign_in_and_the_way_back():
    session, client = SessionFactory(), Client(**TOO_OLD)
    answer = client.post(f"/sessions/{session.pk}/sign-up/", {"attempt": uuid4()})
    assert answer.status_code == 403
    assert f"/accounts/login/?next=/sessions/{session.pk}/sign-up/" in answer.content.decode()
