"""What a member chooses about notices, on the page for it."""

import threading
from datetime import time

import pytest
from django.test import Client

from notices.forms import PreferencesForm
from notices.models import NoticeSettings, Preferences
from tests.factories import MemberFactory
from tests.plugins.racing import at_once

ADDRESS = "/me/notices/settings/"
PLAIN = {"way": "", "quiet": "office", "urgent_comes_through": "on", "digest_at": ""}


@pytest.fixture
def member(site, client):
    reader = MemberFactory(mobile="13800001234")
    client.force_login(reader)
    return reader


def errors(client, **choices) -> dict:
    response = client.post(ADDRESS, {**PLAIN, **choices})
    assert response.status_code == 200
    return response.context["form"].errors


def save(client, **choices) -> Preferences:
    assert client.post(ADDRESS, {**PLAIN, **choices}).url == ADDRESS
    return Preferences.objects.get()


def test_looking_keeps_nothing(member, client):
    assert client.get(ADDRESS).status_code == 200
    assert not Preferences.objects.exists()


def test_hours_of_ones_own_are_kept(member, client):
    kept = save(client, quiet="own", quiet_from="08:00", quiet_until="15:00", way="mail", digest_at="18")
    assert kept.member == member
    assert (kept.quiet_from, kept.quiet_until, kept.digest_at) == (time(8), time(15), time(18))
    assert (kept.way, kept.urgent_comes_through) == ("mail", True)
    text = client.get(ADDRESS).content.decode()
    assert 'value="08:00"' in text
    assert '<option value="18" selected>' in text


def test_choosing_again_changes_what_is_kept(member, client):
    save(client, quiet="own", quiet_from="22:30", quiet_until="06:00")
    kept = save(client, quiet="never", quiet_from="22:30", quiet_until="06:00")
    assert (kept.quiet, kept.quiet_from) == ("never", None)


@pytest.mark.parametrize(
    ("begins", "ends"), [("", ""), ("08:00", ""), ("", "15:00"), ("08:00", "08:00"), ("25:00", "15:00")]
)
def test_hours_without_a_beginning_an_end_or_a_length_are_refused(begins, ends, member, client):
    assert errors(client, quiet="own", quiet_from=begins, quiet_until=ends)
    assert not Preferences.objects.exists()


@pytest.mark.parametrize(
    "choices",
    [
        {"quiet": "own", "quiet_from": "16:00", "quiet_until": "20:00", "digest_at": "18"},
        {"quiet": "office", "digest_at": "6"},
    ],
)
def test_the_hour_of_the_digest_is_not_a_quiet_one(choices, member, client):
    NoticeSettings.objects.create(quiet_from=time(22), quiet_until=time(7))
    assert "digest_at" in errors(client, **choices)


def test_only_what_is_set_up_is_offered(member, client, wecom):
    text = client.get(ADDRESS).content.decode()
    assert "企业微信" in text
    assert "钉钉" not in text
    assert "短信" not in text
    assert "way" in errors(client, way="dingtalk")


def test_sms_is_offered_to_who_has_a_number(member, client, sms):
    assert save(client, sms_if_urgent="on").sms_if_urgent
    client.force_login(MemberFactory(mobile=""))
    assert "短信" not in client.get(ADDRESS).content.decode()


def test_the_hours_of_the_house_are_named(member, client):
    NoticeSettings.objects.create(quiet_from=time(22), quiet_until=time(7))
    assert "22:00–07:00" in client.get(ADDRESS).content.decode()


def test_each_sees_the_own_choices_alone(member, client):
    Preferences.objects.create(member=MemberFactory(), quiet="own", quiet_from=time(1, 23), quiet_until=time(2))
    assert "01:23" not in client.get(ADDRESS).content.decode()


@pytest.mark.race
def test_of_two_first_choices_at_once_both_are_taken_and_one_stays(committed_db, monkeypatch):
    member = MemberFactory()
    both_have_looked, is_valid = threading.Barrier(2), PreferencesForm.is_valid

    def is_valid_once_both_have_looked(form):
        both_have_looked.wait(20)
        return is_valid(form)

    monkeypatch.setattr(PreferencesForm, "is_valid", is_valid_once_both_have_looked)

    def choose():
        client = Client()
        client.force_login(member)
        return client.post(ADDRESS, PLAIN).status_code

    assert at_once(choose, choose) == [302, 302]
    assert Preferences.objects.get().member == member
