"""DingTalk work notices, over HTTP to a server that answers as DingTalk does."""

import json

import pytest

from notices.channels.configured import configured_channels
from notices.channels.errors import NotNow, Refused, Unanswered
from notices.models import WorkAccount
from tests.factories import MemberFactory

from .test_wecom import message

TOKEN = "/v1.0/oauth2/accessToken"
SEND = "/topapi/message/corpconversation/asyncsend_v2"
RESULT = "/topapi/message/corpconversation/getsendresult"


def send(member, **words):
    return configured_channels()["dingtalk"].send(message(member, **words))


def look_back():
    configured_channels()["dingtalk"].look_back("4711")


@pytest.fixture
def member(db):
    return MemberFactory(employee_number="20031")


def test_a_notice_goes_to_the_employee_number_and_comes_back_as_a_task(dingtalk, member):
    assert send(member) == "4711"
    [token], [sent] = dingtalk.at(TOKEN), dingtalk.at(SEND)
    assert token.body == {"appKey": "key", "appSecret": "secret"}
    assert sent.query == {"access_token": "token-1"}
    assert (sent.body["agent_id"], sent.body["userid_list"], sent.body["to_all_user"]) == (77, "20031", False)
    assert sent.body["msg"]["text"]["content"].startswith("周六健步走\n滨河步道见。")


def test_whoever_is_known_by_another_name_is_written_to_by_it(dingtalk, member):
    WorkAccount.objects.create(member=member, channel="dingtalk", account="manager42")
    send(member)
    assert dingtalk.at(SEND)[0].body["userid_list"] == "manager42"


def test_the_token_is_kept_and_an_expired_one_fetched_again(dingtalk, member):
    send(member)
    send(member)
    assert len(dingtalk.at(TOKEN)) == 1
    dingtalk.say(SEND, (200, {"errcode": 88, "sub_code": "40014"}), (200, {"errcode": 0, "task_id": 1}))
    send(member)
    assert len(dingtalk.at(TOKEN)) == 2


def test_a_wrong_key_is_for_the_administrator_to_mend(dingtalk, member):
    dingtalk.say(TOKEN, (400, {"code": "invalidClientIdOrSecret", "message": "no"}))
    with pytest.raises(NotNow, match="invalidClientIdOrSecret"):
        send(member)


@pytest.mark.parametrize("code", [33012, 60121])
def test_who_is_not_in_the_company_is_refused_for_good(code, dingtalk, member):
    dingtalk.say(SEND, (200, {"errcode": code}))
    with pytest.raises(Refused, match="钉钉"):
        send(member)


@pytest.mark.parametrize("body", [{"errcode": -1}, {"errcode": 88, "sub_code": "60011"}, {"errcode": 143103}])
def test_a_busy_or_wrongly_set_up_service_is_asked_again(body, dingtalk, member):
    dingtalk.say(SEND, (200, body))
    with pytest.raises(NotNow, match=str(body.get("sub_code", body["errcode"]))):
        send(member)


@pytest.mark.parametrize("trouble", ["drops", "hangs", (504, b"")])
def test_a_service_that_says_nothing_may_have_sent_it(trouble, dingtalk, member, impatient):
    dingtalk.say(SEND, trouble)
    with pytest.raises(Unanswered):
        send(member)


def test_a_long_text_fits_as_json(dingtalk, member):
    send(member, body='字"\n' * 2000)
    shaped = dingtalk.at(SEND)[0].body["msg"]
    assert 1900 < len(json.dumps(shaped, ensure_ascii=False).encode()) <= 2048
    assert shaped["text"]["content"].endswith("https://union.example.org/news/")


@pytest.mark.parametrize(
    "result",
    [
        {"invalid_user_id_list": ["20031"]},
        {"failed_user_id_list": ["20031"]},
        {"forbidden_user_id_list": ["20031"], "forbidden_list": [{"code": "143105", "userid": "20031"}]},
    ],
)
def test_what_did_not_arrive_is_known_afterwards(result, dingtalk, member):
    dingtalk.say(RESULT, (200, {"errcode": 0, "send_result": result}))
    with pytest.raises(Refused):
        look_back()
    assert dingtalk.at(RESULT)[0].body == {"agent_id": 77, "task_id": 4711}


@pytest.mark.parametrize(
    "result",
    [{}, {"unread_user_id_list": ["20031"]}, {"forbidden_list": [{"code": "143106", "userid": "20031"}]}],
)
def test_what_arrived_or_was_there_already_is_no_failure(result, dingtalk, member):
    dingtalk.say(RESULT, (200, {"errcode": 0, "send_result": result}))
    look_back()
