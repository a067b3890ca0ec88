"""WeCom messages, over HTTP to a server that answers as WeCom does, or does not."""

import pytest
from django.conf import settings

from notices.channels.configured import configured_channels
from notices.channels.errors import NotNow, Refused, Unanswered
from notices.channels.message import Message
from notices.models import WorkAccount
from tests.factories import MemberFactory

TOKEN, SEND = "/cgi-bin/gettoken", "/cgi-bin/message/send"
EXPIRED = (200, {"errcode": 42001, "errmsg": "access_token expired"})


def message(member, **words) -> Message:
    facts = {"subject": "周六健步走", "body": "滨河步道见。", "address": "https://union.example.org/news/"}
    return Message(member, "notice-1", **{**facts, **words})


def send(member, **words):
    return configured_channels()["wecom"].send(message(member, **words))


@pytest.fixture
def member(db):
    return MemberFactory(employee_number="20031")


def test_a_message_goes_to_the_employee_number(wecom, member):
    send(member)
    [token], [sent] = wecom.at(TOKEN), wecom.at(SEND)
    assert token.query == {"corpid": "corp", "corpsecret": "s&cret"}
    assert sent.query == {"access_token": "token-1"}
    assert sent.body["touser"] == "20031"
    assert sent.body["agentid"] == 1000002
    assert sent.body["msgtype"] == "text"
    assert sent.body["text"]["content"] == "周六健步走\n滨河步道见。\nhttps://union.example.org/news/"
    assert sent.body["enable_duplicate_check"] == 1
    assert sent.body["duplicate_check_interval"] == 4 * 3600


def test_whoever_is_known_by_another_name_is_written_to_by_it(wecom, member):
    WorkAccount.objects.create(member=member, channel="wecom", account="LinYue")
    WorkAccount.objects.create(member=member, channel="dingtalk", account="manager42")
    send(member)
    assert wecom.at(SEND)[0].body["touser"] == "LinYue"


def test_the_token_is_fetched_once_for_all_messages(wecom, member):
    send(member)
    send(member)
    assert len(wecom.at(TOKEN)) == 1
    assert len(wecom.at(SEND)) == 2


def test_a_token_that_has_expired_is_fetched_again(wecom, member):
    send(member)
    wecom.say(SEND, EXPIRED, (200, {"errcode": 0}))
    send(member)
    assert [sent.query["access_token"] for sent in wecom.at(SEND)] == ["token-1", "token-1", "token-2"]


def test_a_service_that_takes_no_token_is_asked_twice_and_then_later(wecom, member):
    wecom.say(SEND, EXPIRED)
    with pytest.raises(NotNow):
        send(member)
    assert len(wecom.at(SEND)) == 2


@pytest.mark.parametrize("code", [60111, 81013, 82001, 40031])
def test_who_is_not_in_the_company_is_refused_for_good(code, wecom, member):
    wecom.say(SEND, (200, {"errcode": code, "errmsg": "no"}))
    with pytest.raises(Refused, match="企业微信"):
        send(member)


@pytest.mark.parametrize("list_name", ["invaliduser", "unlicenseduser"])
def test_who_is_listed_as_not_reached_is_refused_for_good(list_name, wecom, member):
    wecom.say(SEND, (200, {"errcode": 0, "errmsg": "ok", list_name: "20031"}))
    with pytest.raises(Refused):
        send(member)


@pytest.mark.parametrize("code", [-1, 45009, 45033, 60020, 40001, 301002])
def test_a_busy_or_wrongly_set_up_service_is_asked_again(code, wecom, member):
    wecom.say(SEND, (200, {"errcode": code, "errmsg": "later"}))
    with pytest.raises(NotNow, match=str(code)):
        send(member)


def test_without_a_token_nothing_is_sent(wecom, member):
    wecom.say(TOKEN, (200, {"errcode": 40001, "errmsg": "invalid credential"}))
    with pytest.raises(NotNow, match="40001"):
        send(member)
    assert wecom.at(SEND) == []


@pytest.mark.parametrize("trouble", ["drops", "hangs", "drips", (502, b"<html>"), (200, b"<html>"), (200, b"[]")])
def test_a_service_that_says_nothing_may_have_sent_it(trouble, wecom, member, impatient):
    wecom.say(SEND, trouble)
    with pytest.raises(Unanswered):
        send(member)


@pytest.mark.parametrize("trouble", ["drops", "hangs", (503, b"")])
def test_a_token_that_does_not_come_leaves_the_message_unsent(trouble, wecom, member, impatient):
    wecom.say(TOKEN, trouble)
    with pytest.raises(NotNow):
        send(member)


def test_a_service_that_is_not_there_has_sent_nothing(wecom, member):
    wecom.close()
    with pytest.raises(NotNow):
        send(member)


def test_nobody_is_followed_elsewhere_with_the_token(wecom, member):
    wecom.say(SEND, (302, b""))
    with pytest.raises(NotNow):
        send(member)
    assert wecom.at("/elsewhere") == []


def test_no_error_tells_the_token_or_the_secret(wecom, member):
    wecom.close()
    with pytest.raises(NotNow) as caught:
        send(member)
    assert "s&cret" not in str(caught.value)
    assert "token" not in str(caught.value)


def test_a_long_text_is_cut_between_characters_and_keeps_its_address(wecom, member):
    send(member, body="字" * 2000)
    text = wecom.at(SEND)[0].body["text"]["content"]
    assert len(text.encode()) <= 2048
    assert text.endswith("字…\nhttps://union.example.org/news/")


def test_without_settings_there_is_mail_alone(db):
    assert settings.NOTICE_CHANNELS == {}
    assert list(configured_channels()) == ["mail"]
