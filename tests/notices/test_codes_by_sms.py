"""A code by SMS to set a password with, where the hospital has a gateway."""

import itertools
import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from notices.channels.errors import NotNow
from people.codes.issuing import issue_codes
from people.jobs import text_code
from people.models import Member, SignInCode
from tests.factories import MemberFactory

ASK = "/accounts/text/"
TAKE = "/accounts/text/code/"
CHOOSE = "/accounts/first/password/"
PASSWORD = "correct-horse-9-staple"
addresses = (f"198.51.{third}.{fourth}" for third, fourth in itertools.product(range(256), range(1, 255)))


@pytest.fixture
def member(site):
    return MemberFactory(employee_number="A3001", mobile="13800001234")


def ask(client, number: str = "A3001", **options):
    return client.post(ASK, {"number": number}, **{"REMOTE_ADDR": next(addresses), **options})


def jobs() -> list[dict]:
    return list(
        ProcrastinateJob.objects.filter(task_name="people.text_code").order_by("pk").values_list("args", flat=True)
    )


def let_the_worker_send() -> None:
    text_code(**jobs()[-1])


def code_in(sms) -> str:
    return re.search(r"\d{8}", sms.at("/sms")[-1].body["content"])[0]


def take(client, code: str):
    return client.post(TAKE, {"code": code})


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**8:08d}"


def test_number_then_the_code_from_the_sms_then_a_password_then_signed_in(client, sms, member):
    assert ask(client, " ａ3001")["Location"] == TAKE
    let_the_worker_send()
    [sent] = sms.at("/sms")
    assert sent.body["mobile"] == "13800001234"
    assert "10 分钟" in sent.body["content"]
    code = code_in(sms)
    assert take(client, f"{code[:4]} {code[4:]}")["Location"] == CHOOSE
    response = client.post(CHOOSE, {"password1": PASSWORD, "password2": PASSWORD})
    assert response["Location"] == "/me/"
    member.refresh_from_db()
    assert member.check_password(PASSWORD)
    # Who set it is on record as with a slip.
    record = SignInCode.objects.get()
    assert (record.issued_by, bool(record.used_at)) == (member, True)
    assert take(client, code).status_code == 302


def test_without_a_gateway_there_is_no_such_page_and_no_link_to_it(client, site):
    assert client.get(ASK).status_code == 404
    assert ask(client).status_code == 404
    for address in ("/accounts/password/reset/", "/accounts/first/"):
        assert ASK not in client.get(address).content.decode()


def test_with_a_gateway_both_pages_for_who_has_no_password_lead_to_it(client, sms, site):
    for address in ("/accounts/password/reset/", "/accounts/first/"):
        assert f'href="{ASK}"' in client.get(address).content.decode()


def test_known_and_unknown_numbers_are_answered_alike_after_the_same_queries(sms, member):
    answers = []
    for number in ("A1111", "A3001", "A9999"):
        client = Client()
        with CaptureQueriesContext(connection) as counted:
            response = ask(client, number)
        page = client.get(TAKE).content.decode()
        answers.append((response.status_code, response["Location"], without_what_is_random(page, number), len(counted)))
    # The first fills caches.
    assert answers[1] == answers[2]
    text_code(**jobs()[2])
    assert sms.at("/sms") == []


def without_what_is_random(page: str, number: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page).replace(number, "")


def test_the_code_is_of_no_use_in_another_browser(client, sms, member):
    stranger = Client()
    ask(client)
    text_code(**jobs()[0])
    with time_machine.travel(timezone.now() + timedelta(seconds=70)):
        assert ask(stranger)["Location"] == TAKE
        assert take(stranger, code_in(sms)).status_code == 422
    assert SignInCode.objects.count() == 0


def test_a_wrong_code_is_refused_in_plain_words_and_the_right_one_still_works(client, sms, member):
    ask(client)
    let_the_worker_send()
    response = take(client, wrong(code_in(sms)))
    assert response.status_code == 422
    assert "不是这个验证码" in response.content.decode()
    assert take(client, code_in(sms))["Location"] == CHOOSE


def test_rubbish_is_no_code(client, sms, member):
    ask(client)
    for rubbish in ("", "字" * 20, "12345678901234567890", "\x00"):
        assert take(client, rubbish).status_code in (400, 422)


def test_whoever_guesses_has_to_wait(client, sms, member):
    ask(client)
    let_the_worker_send()
    statuses = [take(client, wrong(code_in(sms))).status_code for _number in range(6)]
    assert statuses == [422] * 5 + [429]
    assert take(client, code_in(sms)).status_code == 429


def test_the_code_is_over_after_ten_minutes(client, sms, member):
    ask(client)
    let_the_worker_send()
    with time_machine.travel(timezone.now() + timedelta(minutes=10, seconds=5)):
        assert take(client, code_in(sms)).status_code == 422
        # Neither does a worker that was busy send it then.
        let_the_worker_send()
    assert len(sms.at("/sms")) == 1


def test_it_is_asked_for_once_a_minute_and_five_times_a_day(sms, member):
    now = timezone.now()
    assert ask(Client()).status_code == 302
    assert ask(Client()).status_code == 429
    for number in range(1, 5):
        with time_machine.travel(now + timedelta(minutes=2 * number)):
            assert ask(Client()).status_code == 302
    with time_machine.travel(now + timedelta(hours=3)):
        assert ask(Client()).status_code == 429
        # Somebody else has a count of their own.
        assert ask(Client(), "A4001").status_code == 302
    assert len(jobs()) == 6


def test_who_asks_too_often_reads_when_to_ask_again(sms, member):
    ask(Client())
    page = ask(Client()).content.decode()
    assert "短信验证码申请过于频繁" in page
    assert "密码" not in page.split("</h1>")[1].split("</p>")[0]


def test_one_address_asks_for_twenty_in_an_hour(sms, site):
    statuses = [ask(Client(), f"B{number}", REMOTE_ADDR="203.0.113.5").status_code for number in range(21)]
    assert statuses == [302] * 20 + [429]


def test_a_request_that_is_refused_for_the_address_is_not_counted_for_the_number(sms, member):
    now, busy = timezone.now(), "203.0.113.5"
    for number in range(20):
        ask(Client(), f"B{number}", REMOTE_ADDR=busy)
    for minute in range(5):
        with time_machine.travel(now + timedelta(minutes=2 * minute)):
            assert ask(Client(), REMOTE_ADDR=busy).status_code == 429
    assert ask(Client()).status_code == 302


def test_a_request_that_is_refused_for_all_together_is_not_counted_for_the_number(sms, member, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "text_code_of_all": "1/h/key"}
    now = timezone.now()
    ask(Client(), "B1")
    for minute in range(5):
        with time_machine.travel(now + timedelta(minutes=2 * minute)):
            assert ask(Client()).status_code == 429
    with time_machine.travel(now + timedelta(minutes=61)):
        assert ask(Client()).status_code == 302


def test_a_number_written_with_an_i_without_a_dot_is_no_other_number(sms, site):
    MemberFactory(employee_number="LI3001", mobile="13800001234")
    assert ask(Client(), "li3001").status_code == 302
    assert ask(Client(), "lı3001").status_code == 429


@pytest.mark.parametrize("unlike", [{"mobile": ""}, {"is_active": False}, {"is_superuser": True}, {"chair": True}])
def test_who_has_no_number_is_closed_or_may_do_more_than_administrators_gets_none(client, sms, site, unlike):
    MemberFactory(employee_number="A3001", **{"mobile": "13800001234", **unlike})
    assert ask(client)["Location"] == TAKE
    let_the_worker_send()
    assert sms.at("/sms") == []


def test_a_mobile_number_that_changed_meanwhile_makes_the_code_worthless(client, sms, member):
    ask(client)
    let_the_worker_send()
    Member.objects.filter(pk=member.pk).update(mobile="13900001234")
    assert take(client, code_in(sms)).status_code == 422


def test_asking_leaves_a_slip_as_it_is_and_showing_the_code_withdraws_it(client, sms, member):
    issue_codes([member.pk], by=MemberFactory(administrator=True))
    ask(client)
    let_the_worker_send()
    assert SignInCode.objects.usable().count() == 1
    take(client, code_in(sms))
    assert list(SignInCode.objects.usable().values_list("issued_by", flat=True)) == [member.pk]


def test_neither_session_nor_job_holds_the_code(client, sms, member):
    ask(client)
    let_the_worker_send()
    code = code_in(sms)
    assert code not in str(jobs())
    assert code not in str(dict(client.session.items()))


def test_a_gateway_that_is_busy_is_asked_again_and_one_that_refuses_is_not(client, sms, member, caplog):
    ask(client)
    sms.say("/sms", (429, {}), (400, {}))
    with pytest.raises(NotNow):
        let_the_worker_send()
    let_the_worker_send()
    assert "has not gone out" in caplog.text
    assert "13800001234" not in caplog.text


def test_who_is_signed_in_is_led_to_the_own_page(client, sms, member):
    client.force_login(member)
    assert client.get(ASK)["Location"] == "/me/"
    assert client.get(TAKE)["Location"] == ASK
