"""A forgotten password: a link by mail for whoever has an address, a slip for everybody else."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from approval.deputies import name_deputy
from people.codes.issuing import issue_codes
from people.jobs import send_account_mail
from people.models import Member, SignInCode
from people.sealing import unseal
from tests.factories import MemberFactory

FORGOTTEN = "/accounts/password/reset/"
PASSWORD = "correct-horse-9-staple"


@pytest.fixture
def member(site):
    return MemberFactory(employee_number="2001", email="lin@example.org")


def ask(client, email: str, **headers):
    return client.post(FORGOTTEN, {"email": email}, headers=headers)


def mails_to_be_sent() -> list[dict]:
    return list(ProcrastinateJob.objects.filter(task_name="people.send_account_mail").values_list("args", flat=True))


def let_the_worker_send() -> None:
    for job in mails_to_be_sent():
        send_account_mail(**job)


def link_in_the_mail() -> str:
    return re.search(r"http://testserver(/accounts/password/reset/key/\S+)", mail.outbox[-1].body)[1]


def test_the_link_sets_a_new_password(client, member):
    assert ask(client, "LIN@example.org").status_code == 302
    let_the_worker_send()
    [letter] = mail.outbox
    assert letter.to == ["lin@example.org"]
    assert letter.subject == "密码重置邮件"
    page = client.get(link_in_the_mail(), follow=True)
    assert "新密码" in page.content.decode()
    address, _status = page.redirect_chain[-1]
    client.post(address, {"password1": PASSWORD, "password2": PASSWORD})
    member.refresh_from_db()
    assert member.check_password(PASSWORD)


def test_the_link_lies_sealed_while_the_mail_waits(client, member):
    """Jobs are kept when they fail, and the worker writes what they were called with into its log."""
    ask(client, "lin@example.org")
    [job] = mails_to_be_sent()
    let_the_worker_send()
    link = link_in_the_mail()
    assert link.removeprefix("/accounts/password/reset/key/") not in str(job)
    assert "/accounts/" not in str(job)


def test_an_address_with_capitals_gets_its_link_whoever_wrote_it(client, member, administrator):
    client.force_login(member)
    client.post("/me/data/correct/", {"mobile": "", "email": "Lin.Yue@Example.org", "password": "staffhome-demo"})
    ask(Client(), "lin.yue@example.org")
    # The address of before has heard of the change.
    assert [job["to"] for job in mails_to_be_sent()] == [["lin@example.org"], ["lin.yue@example.org"]]


def test_known_and_unknown_addresses_are_answered_alike_and_strangers_get_no_mail(client, member):
    known, unknown = ask(client, "lin@example.org"), ask(client, "nobody@example.org")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert client.get(known["Location"]).content == client.get(unknown["Location"]).content
    assert [job["to"] for job in mails_to_be_sent()] == [["lin@example.org"]]
    # Nothing was sent while they waited.
    assert mail.outbox == []


def test_an_address_that_was_corrected_since_gets_no_link(client, member):
    """allauth writes down every address for which somebody asked."""
    ask(client, "lin@example.org")
    Member.objects.filter(pk=member.pk).update(email="new@example.org")
    ask(client, "lin@example.org")
    ask(client, "new@example.org")
    assert [job["to"] for job in mails_to_be_sent()] == [["lin@example.org"], ["new@example.org"]]


def test_the_closed_get_no_mail(client, member):
    Member.objects.filter(pk=member.pk).update(is_active=False)
    assert ask(client, "lin@example.org").status_code == 302
    assert mails_to_be_sent() == []


def test_no_address_is_added_past_the_page_for_corrections(client, member):
    client.force_login(member)
    response = client.post("/accounts/email/", {"email": "thief@example.org", "action_add": ""})
    assert (response.status_code, response["Location"]) == (302, "/me/data/correct/")
    assert client.get("/accounts/confirm-email/")["Location"] == "/me/data/correct/"
    assert not EmailAddress.objects.exists()
    ask(Client(), "thief@example.org")
    assert mails_to_be_sent() == []


@pytest.mark.parametrize("role", ["chair", "deputy", "superuser"])
def test_who_may_do_more_than_an_administrator_gets_none_to_an_address_that_administrators_write(client, site, role):
    fields = {"email": "sun@example.org"}
    if role == "superuser":
        Member.objects.create_superuser("9999", name="超管", **fields)
    else:
        MemberFactory(**{role: True}, **fields)
    assert ask(client, "sun@example.org").status_code == 302
    assert mails_to_be_sent() == []


def test_nor_does_whoever_stands_in_for_the_chair(client, member):
    today = timezone.localdate()
    name_deputy(MemberFactory(chair=True), member, today, today)
    ask(client, "lin@example.org")
    assert mails_to_be_sent() == []


def test_the_link_leads_to_the_site_whatever_the_request_says_it_is(client, member):
    ask(client, "lin@example.org", host="evil.example.org")
    [job] = mails_to_be_sent()
    assert "http://testserver/accounts/" in unseal(job["sealed"])
    assert "evil" not in unseal(job["sealed"])


def test_few_mails_an_hour_go_to_one_address(client, member):
    assert [ask(client, "lin@example.org").status_code for _number in range(6)] == [302] * 5 + [429]
    assert len(mails_to_be_sent()) == 5


@pytest.mark.parametrize("address", [FORGOTTEN, f"{FORGOTTEN}done/"])
def test_who_has_no_address_reads_where_to_get_a_slip(client, site, address):
    page = client.get(address).content.decode()
    assert "到工会办公室打印一张登录凭条" in page
    assert not re.search(r">\s*[A-Z][a-z]+ [a-z]+", page)


def test_the_door_leads_to_both(client, site):
    page = client.get("/accounts/login/").content.decode()
    assert 'href="/accounts/first/"' in page
    assert f'href="{FORGOTTEN}"' in page


def test_a_password_set_by_mail_lets_no_slip_open_the_account_any_more(client, member, administrator):
    issue_codes([member.pk], by=administrator)
    ask(client, "lin@example.org")
    let_the_worker_send()
    address, _status = client.get(link_in_the_mail(), follow=True).redirect_chain[-1]
    client.post(address, {"password1": PASSWORD, "password2": PASSWORD})
    assert not SignInCode.objects.usable().exists()


def test_no_password_is_set_where_a_slip_would_go_on_opening_the_account(client, member, administrator, monkeypatch):
    issue_codes([member.pk], by=administrator)
    ask(client, "lin@example.org")
    let_the_worker_send()
    address, _status = client.get(link_in_the_mail(), follow=True).redirect_chain[-1]

    def break_off(members):
        raise OSError("no connection")

    monkeypatch.setattr("people.adapters.withdraw_codes", break_off)
    with pytest.raises(OSError, match="no connection"):
        client.post(address, {"password1": PASSWORD, "password2": PASSWORD})
    member.refresh_from_db()
    assert not member.check_password(PASSWORD)


def test_a_password_set_by_mail_ends_every_sign_in(client, member):
    elsewhere = type(client)()
    elsewhere.post("/accounts/login/", {"login": "2001", "password": "staffhome-demo"})
    assert elsewhere.get("/me/").status_code == 200
    ask(client, "lin@example.org")
    let_the_worker_send()
    address, _status = client.get(link_in_the_mail(), follow=True).redirect_chain[-1]
    client.post(address, {"password1": PASSWORD, "password2": PASSWORD})
    assert elsewhere.get("/me/").status_code == 302
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM usersessions_usersession")
        assert cursor.fetchone() == (0,)
