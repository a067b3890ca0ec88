"""Guessing at the door: slowed, then refused with a sentence, by number and by address, while others sign in."""

import itertools
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.utils import timezone

from cms.demo.accounts import PASSWORD
from cms.settings.sign_in import rate_limits
from people.codes.issuing import issue_codes
from people.models import Member
from people.retention import forget_expired
from tests.factories import MemberFactory

SIGN_IN = "/accounts/login/"
FIRST = "/accounts/first/"
HOSPITAL = "203.0.113.9"
addresses = (f"198.51.{third}.{fourth}" for third, fourth in itertools.product(range(256), range(1, 255)))


@pytest.fixture
def member(db):
    return MemberFactory(employee_number="2001")


@pytest.fixture
def counts_in_the_database(settings):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cms_cache"},
        "progress": settings.CACHES["progress"],
    }


def sign_in(client, number: str, password: str = PASSWORD, address: str = HOSPITAL):
    return client.post(SIGN_IN, {"login": number, "password": password}, REMOTE_ADDR=address)


def show_code(client, number: str, code: str, address: str = HOSPITAL):
    return client.post(FIRST, {"number": number, "code": code}, REMOTE_ADDR=address)


def try_password(number: str, address: str = HOSPITAL):
    return sign_in(Client(), number, "wrong-password", address)


def try_code(number: str, address: str = HOSPITAL):
    return show_code(Client(), number, "0" * 12, address)


def let_minutes_pass(minutes: float):
    return time_machine.travel(timezone.now() + timedelta(minutes=minutes))


@pytest.mark.parametrize("attempt", [try_password, try_code])
def test_five_wrong_at_one_number_have_to_wait_wherever_they_come_from(member, attempt):
    statuses = [attempt("2001", next(addresses)).status_code for _number in range(7)]
    assert 429 not in statuses[:5]
    assert statuses[5:] == [429, 429]
    with let_minutes_pass(5.1):
        assert attempt("2001", next(addresses)).status_code != 429


@pytest.mark.parametrize("attempt", [try_password, try_code])
def test_twenty_wrong_at_one_number_in_an_hour_are_refused_for_the_rest_of_it(member, attempt):
    taken = 0
    for wait in range(0, 48, 6):
        with let_minutes_pass(wait):
            for _number in range(5):
                taken += attempt("2001", next(addresses)).status_code != 429
    assert taken == 20
    with let_minutes_pass(50):
        assert sign_in(Client(), "2001", address=next(addresses)).status_code == 429
    with let_minutes_pass(110):
        assert sign_in(Client(), "2001", address=next(addresses)).status_code == 302


@pytest.mark.parametrize("attempt", [try_password, try_code])
def test_twenty_wrong_from_one_address_at_whatever_numbers_have_to_wait(member, attempt):
    statuses = [attempt(f"77{number:02}").status_code for number in range(22)]
    assert 429 not in statuses[:20]
    assert statuses[20:] == [429, 429]
    with let_minutes_pass(5.1):
        assert attempt("7799").status_code != 429


def test_passwords_and_codes_are_counted_together(member):
    for number in range(10):
        try_password(f"77{number:02}")
        try_code(f"78{number:02}")
    assert try_code("7999").status_code == try_password("7999").status_code == 429


def test_the_refusal_is_a_plain_sentence_in_chinese(member):
    for _number in range(6):
        response = try_password("2001")
    assert response.status_code == 429
    page = response.content.decode()
    assert "请等五分钟" in page
    assert "登录凭条" in page


def test_others_sign_in_meanwhile_from_elsewhere(member):
    for number in range(25):
        try_password(f"77{number:02}")
    assert sign_in(Client(), "2001", address=next(addresses)).status_code == 302


def test_who_has_signed_in_with_this_browser_before_still_does_from_the_address_that_somebody_guesses_from(member):
    own = Client()
    assert sign_in(own, "2001").status_code == 302
    own.post("/accounts/logout/")
    for number in range(25):
        try_password(f"77{number:02}")
    assert sign_in(Client(), "2001").status_code == 429
    assert sign_in(own, "2001").status_code == 302


def test_nobody_locks_a_colleague_out_of_the_colleagues_own_browser(member):
    own = Client()
    sign_in(own, "2001")
    own.post("/accounts/logout/")
    for _number in range(30):
        try_password("2001", next(addresses))
    assert sign_in(own, "2001").status_code == 302


def test_a_known_browser_has_limits_too_and_knows_only_its_own_numbers(member):
    other = MemberFactory(employee_number="2002")
    own = Client()
    sign_in(own, "2001")
    own.post("/accounts/logout/")
    assert [sign_in(own, "2001", "wrong-password").status_code for _number in range(6)][-1] == 429
    for _number in range(5):
        try_password("2002", next(addresses))
    assert sign_in(own, other.employee_number).status_code == 429


def test_a_forged_note_of_a_known_browser_counts_for_nothing(member):
    for _number in range(5):
        try_password("2001", next(addresses))
    forger = Client()
    forger.cookies["known_browser"] = "eyJpZCI6ICJ4In0:forged"
    assert sign_in(forger, "2001").status_code == 429


def test_the_note_names_nobody_and_is_not_for_scripts(member):
    cookie = sign_in(Client(), "2001").cookies["known_browser"]
    assert cookie["httponly"]
    assert cookie["path"] == "/accounts/"
    assert "2001" not in cookie.value


def test_who_signs_in_rightly_counts_for_nothing(member):
    assert {sign_in(Client(), "2001").status_code for _number in range(25)} == {302}


def test_a_right_code_counts_for_nothing(member, administrator):
    Member.objects.filter(pk=member.pk).update(password="!")
    code = issue_codes([member.pk], by=administrator)[0].code
    assert {show_code(Client(), "2001", code).status_code for _number in range(7)} == {302}


def test_the_same_number_written_otherwise_is_the_same_number(member):
    for written in ["2001", " 2001", "２００１", "2001 ", "2 0 0 1"]:
        try_password(written, next(addresses))
    assert try_password("2001", next(addresses)).status_code == 429


def test_small_letters_and_an_i_without_a_dot_make_no_other_number(member):
    Member.objects.filter(pk=member.pk).update(employee_number="LI2001")
    for written in ["LI2001", "li2001", "lI2001", "lı2001", "ＬＩ2001"]:
        try_password(written, next(addresses))
    assert try_password("Lı2001", next(addresses)).status_code == 429


def test_another_name_of_the_site_is_no_way_round_the_limit(member):
    for port in range(5):
        client = Client(headers={"host": f"testserver:{8000 + port}"})
        sign_in(client, "2001", "wrong-password", next(addresses))
    assert try_password("2001", next(addresses)).status_code == 429


@pytest.mark.parametrize(
    ("address", "field", "taken"),
    [("/accounts/password/change/", "oldpassword", 20), ("/me/data/correct/", "password", 30)],
)
def test_an_open_sign_in_is_no_place_to_guess_for_hours(address, field, taken, member, client):
    client.force_login(member)
    for minute in range(taken // 5):
        with let_minutes_pass(2 * minute):
            for _number in range(5):
                assert not is_refused(client.post(address, {field: "wrong-password"}))
    with let_minutes_pass(50):
        assert is_refused(client.post(address, {field: "wrong-password"}))


def is_refused(response) -> bool:
    return response.status_code == 429 or "尝试次数太多" in response.content.decode()


def test_what_is_refused_for_the_address_is_not_counted_for_the_number(member):
    for number in range(25):
        try_password(f"77{number:02}")
    for _number in range(10):
        try_password("2001")
    assert sign_in(Client(), "2001", address=next(addresses)).status_code == 302


def test_a_hospital_behind_one_address_can_have_a_higher_limit(member, settings):
    settings.ACCOUNT_RATE_LIMITS = rate_limits(from_one_address=40)
    statuses = [try_code(f"77{number:02}").status_code for number in range(41)]
    assert 429 not in statuses[:40]
    assert statuses[40] == 429


def test_the_limits_hold_across_web_processes(member, counts_in_the_database):
    """They are in the database: nothing of the process, whose memory is thrown away here, is needed."""
    for _number in range(5):
        try_password("2001", next(addresses))
        caches.close_all()
    assert try_password("2001", next(addresses)).status_code == 429
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cms_cache")
        assert cursor.fetchone()[0] > 0


def test_counts_are_forgotten_when_they_count_no_more(member, counts_in_the_database):
    for minutes, are_left in [(0, True), (40, True), (61, False)]:
        with let_minutes_pass(minutes):
            if not minutes:
                try_password("2001")
            forget_expired()
            with connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM cms_cache")
                assert (cursor.fetchone()[0] > 0) is are_left
