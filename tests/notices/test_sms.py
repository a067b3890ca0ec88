"""SMS by a gateway that wants one POST of JSON."""

import pytest
from django.conf import settings
from django.test import override_settings

from notices.channels.configured import configured_channels
from notices.channels.errors import NotNow, Refused, Unanswered
from tests.factories import MemberFactory

from .test_wecom import message


def send(member, **words):
    return configured_channels()["sms"].send(message(member, **words))


@pytest.fixture
def member(db):
    return MemberFactory(mobile="13800001234")


def test_the_fields_are_those_of_the_gateway(sms, member):
    send(member)
    [sent] = sms.at("/sms")
    assert sent.headers["Authorization"] == "Bearer t0ken"
    assert sent.body == {
        "mobile": "13800001234",
        "content": "【仁和医院工会】周六健步走 滨河步道见。 https://union.example.org/news/",
        "serial": "notice-1",
    }


def test_a_long_text_is_cut_and_its_address_is_not(sms, member):
    send(member, body="字" * 2000)
    text = sms.at("/sms")[0].body["content"]
    assert len(text) == 300
    assert text.endswith("… https://union.example.org/news/")


def test_who_has_no_number_is_not_reached(sms, member):
    assert configured_channels()["sms"].reaches(member)
    assert not configured_channels()["sms"].reaches(MemberFactory(mobile=""))


@pytest.mark.parametrize("status", [400, 404, 422])
def test_a_number_that_the_gateway_does_not_take_is_refused_for_good(status, sms, member):
    sms.say("/sms", (status, {"error": "number"}))
    with pytest.raises(Refused, match=str(status)):
        send(member)


@pytest.mark.parametrize("status", [401, 403, 429])
def test_a_gateway_that_refuses_us_is_asked_again(status, sms, member):
    sms.say("/sms", (status, {}))
    with pytest.raises(NotNow):
        send(member)


def test_what_the_gateway_has_already_is_sent(sms, member):
    sms.say("/sms", (409, {}))
    assert send(member) == ""


@pytest.mark.parametrize("trouble", ["hangs", "drops", (500, b"")])
def test_what_may_have_been_sent_is_told_apart(trouble, sms, member, impatient):
    sms.say("/sms", trouble)
    with pytest.raises(Unanswered):
        send(member)


def test_a_gateway_may_say_no_in_the_body(sms, member):
    options = settings.NOTICE_CHANNELS["sms"] | {"good": "code=0"}
    sms.say("/sms", (200, {"code": 0}), (200, {"code": 4012}))
    with override_settings(NOTICE_CHANNELS={"sms": options}):
        send(member)
        with pytest.raises(Refused, match="4012"):
            send(member)
