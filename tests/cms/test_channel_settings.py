"""Ways of notices beside mail: each where the environment names the whole of it."""

import re

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from cms.settings.channels import channel_settings

WECOM = {"WECOM_CORP_ID": "ww1", "WECOM_AGENT_ID": "1000002", "WECOM_SECRET": "s"}
DINGTALK = {"DINGTALK_APP_KEY": "k", "DINGTALK_APP_SECRET": "s", "DINGTALK_AGENT_ID": "7"}
SMS = {"SMS_URL": "https://sms.example.org/send/"}


def channels(environment):
    return channel_settings(environment)["NOTICE_CHANNELS"]


def test_nothing_is_set_up_by_itself():
    assert channels({}) == {}
    assert channels({"WECOM_CORP_ID": " ", "SMS_TOKEN": "alone"}) == {}


def test_each_is_set_up_by_its_own_settings():
    found = channels({**WECOM, **DINGTALK, **SMS})
    assert found["wecom"] == {
        "corp_id": "ww1",
        "agent_id": 1000002,
        "secret": "s",
        "api": "https://qyapi.weixin.qq.com",
    }
    assert found["dingtalk"]["old_api"] == "https://oapi.dingtalk.com"
    assert found["sms"]["url"] == "https://sms.example.org/send/"
    assert found["sms"]["fields"] == {"mobile": "{mobile}", "text": "{text}", "id": "{id}"}


@pytest.mark.parametrize("missing", [*WECOM, *DINGTALK])
def test_what_is_named_in_part_stops_the_start(missing):
    environment = {name: value for name, value in {**WECOM, **DINGTALK}.items() if name != missing}
    with pytest.raises(ImproperlyConfigured, match=missing):
        channels(environment)


@pytest.mark.parametrize(
    "wrong",
    [
        {**WECOM, "WECOM_AGENT_ID": "mine"},
        {**WECOM, "WECOM_API": "qyapi.weixin.qq.com"},
        {"SMS_URL": "file:///etc/passwd"},
        {**SMS, "SMS_FIELDS": "mobile={mobile}"},
        {**SMS, "SMS_FIELDS": '{"mobile": 1}'},
        {**SMS, "SMS_GOOD": "ok"},
        {**SMS, "SMS_GOOD": "code="},
        {**SMS, "SMS_GOOD": "=0"},
    ],
)
def test_what_cannot_be_read_stops_the_start(wrong):
    with pytest.raises(ImproperlyConfigured):
        channels(wrong)


def test_every_variable_is_in_the_table():
    code = (settings.BASE_DIR / "cms/settings/channels.py").read_text()
    read = set(re.findall(r'"((?:WECOM|DINGTALK|SMS)_[A-Z_]+)"', code))
    table = (settings.BASE_DIR / "docs/settings.md").read_text()
    assert len(read) == 14
    assert {name for name in read if f"`{name}`" not in table} == set()
