import pytest
from django.test import override_settings

from .gateways import Services


@pytest.fixture
def services():
    """A server that is WeCom, DingTalk and an SMS gateway at once."""
    running = Services()
    yield running
    running.close()


@pytest.fixture
def wecom(services):
    """WeCom is set up, beside mail."""
    options = {"corp_id": "corp", "agent_id": 1000002, "secret": "s&cret", "api": services.address}
    with override_settings(NOTICE_CHANNELS={"wecom": options}):
        yield services


@pytest.fixture
def wecom_of_worker(services, monkeypatch):
    """Web server and worker, started after this, have the same WeCom."""
    named = {"WECOM_CORP_ID": "corp", "WECOM_AGENT_ID": "1000002", "WECOM_SECRET": "secret"}
    for name, value in {**named, "WECOM_API": services.address}.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def dingtalk(services):
    options = {"app_key": "key", "app_secret": "secret", "agent_id": 77}
    options |= {"api": services.address, "old_api": services.address}
    with override_settings(NOTICE_CHANNELS={"dingtalk": options}):
        yield services


@pytest.fixture
def sms(services):
    fields = {"mobile": "{mobile}", "content": "{text}", "serial": "{id}"}
    options = {"url": f"{services.address}/sms", "token": "t0ken", "signature": "【仁和医院工会】", "fields": fields}
    with override_settings(NOTICE_CHANNELS={"sms": options}):
        yield services


@pytest.fixture
def impatient(monkeypatch):
    """Services have half a second to answer."""
    monkeypatch.setattr("notices.channels.http.STEP_SECONDS", 0.5)
    monkeypatch.setattr("notices.channels.http.WHOLE_SECONDS", 1)
