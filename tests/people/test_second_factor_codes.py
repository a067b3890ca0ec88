"""Codes of a second factor: right for a moment, once, and guessed by nobody."""

import json

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.test import Client
from django.utils import timezone

from people.models import Member
from people.sealing import seal, unseal
from tests.factories import MemberFactory

from .second_factors import SHOW, app_of, at_the_door, digits_of, is_in, recovery_codes_of, signed_in


@pytest.fixture(autouse=True)
def _required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def chair(site) -> Member:
    return MemberFactory(employee_number="1002", chair=True)


def test_digits_of_the_step_before_are_right_and_none_works_twice(chair):
    secret = app_of(chair)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        digits = digits_of(secret)
        clock.shift(30)
        assert is_in(signed_in_with(digits))
        # Right for a minute and a half in all; used all that time.
        assert not is_in(signed_in_with(digits))
        clock.shift(29)
        assert not is_in(signed_in_with(digits))
        assert is_in(signed_in_with(digits_of(secret)))


def signed_in_with(code: str) -> Client:
    client, _answer = at_the_door("1002")
    client.post(SHOW, {"code": code})
    client.post("/accounts/2fa/trust/", {"action": "skip"})
    return client


def test_each_recovery_code_works_once(chair):
    app_of(chair)
    code = recovery_codes_of(chair)[0]
    assert is_in(signed_in_with(code))
    assert not is_in(signed_in_with(code))
    assert len(recovery_codes_of(chair)) == 9


def test_the_digits_of_the_set_up_open_no_door_afterwards(chair):
    client = signed_in()
    page = client.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret
    digits = digits_of(secret)
    client.post("/accounts/2fa/totp/activate/", {"code": digits})
    assert Authenticator.objects.filter(type="totp").exists()
    assert not is_in(signed_in_with(digits))
    assert is_in(signed_in_with(digits_of(secret, steps=1)))


def test_of_two_who_show_a_recovery_code_at_once_one_gets_in(chair):
    app_of(chair)
    code = recovery_codes_of(chair)[0]
    kept = Authenticator.objects.filter(type="recovery_codes")
    unused = kept.get().data
    assert is_in(signed_in_with(code))
    # As the other one has read it, a moment before.
    kept.update(data=unused)
    assert not is_in(signed_in_with(code))


def test_five_wrong_codes_have_to_wait_wherever_they_come_from(chair):
    secret = app_of(chair)
    for number in range(5):
        client = Client(REMOTE_ADDR=f"10.0.0.{number + 1}")
        at_the_door("1002", client)
        client.post(SHOW, {"code": "000000"})
    client = Client(REMOTE_ADDR="10.0.0.99")
    at_the_door("1002", client)
    page = client.post(SHOW, {"code": digits_of(secret)})
    assert page.status_code == 200
    assert not is_in(client)


def guess_passwords(times: int, address: str) -> list[int]:
    """Try passwords at numbers that nobody has; returns how each was answered."""
    guesser = Client(REMOTE_ADDR=address)
    tried = ({"login": f"77{number:02}", "password": "wrong-password"} for number in range(times))
    return [guesser.post("/accounts/login/", data).status_code for data in tried]


def test_showing_a_code_of_ones_own_buys_no_more_guesses_at_passwords(site):
    secret = app_of(MemberFactory(employee_number="2001"))
    client = signed_in("2001", secret)
    assert 429 not in guess_passwords(19, "127.0.0.1")
    assert client.post("/accounts/2fa/reauthenticate/", {"code": digits_of(secret, steps=1)}).status_code == 302
    assert [status == 429 for status in guess_passwords(2, "127.0.0.1")] == [False, True]


def test_a_code_is_taken_in_a_known_browser_at_the_address_that_somebody_guesses_from(chair):
    secret = app_of(chair)
    client = signed_in(secret=secret)
    client.post("/accounts/logout/")
    assert guess_passwords(21, "127.0.0.1")[-1] == 429
    _client, answer = at_the_door("1002", client)
    assert answer["Location"] == SHOW
    assert client.post(SHOW, {"code": digits_of(secret, steps=1)}).status_code == 302


def test_the_secret_lies_sealed_in_the_database_and_needs_the_secret_key(chair, settings):
    secret = app_of(chair)
    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert unseal(kept) == secret
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-" + "1" * 40
    assert unseal(kept) == secret
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(InvalidToken):
        unseal(kept)
    assert seal(secret) != seal(secret)
