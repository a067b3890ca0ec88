"""EMAIL_URL: one line for what Django wants in ten."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.settings.email import email_settings


def test_a_plain_server_is_reached_at_port_25_without_encryption():
    found = email_settings("smtp://mail.example.org")
    assert found["EMAIL_HOST"] == "mail.example.org"
    assert found["EMAIL_PORT"] == 25
    assert not found["EMAIL_USE_TLS"]
    assert not found["EMAIL_USE_SSL"]


def test_smtp_tls_begins_encryption_at_port_587():
    found = email_settings("smtp+tls://mail.example.org")
    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (587, True, False)


def test_smtps_is_encrypted_from_the_start_at_port_465():
    found = email_settings("smtps://mail.example.org")
    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (465, False, True)


def test_a_port_of_its_own_wins():
    assert email_settings("smtp+tls://mail.example.org:2525")["EMAIL_PORT"] == 2525


def test_user_and_password_may_hold_what_an_address_may_not():
    found = email_settings("smtp://union%40example.org:p%3Aa%2Fss@mail.example.org")
    assert found["EMAIL_HOST_USER"] == "union@example.org"
    assert found["EMAIL_HOST_PASSWORD"] == "p:a/ss"


def test_the_sender_is_named_by_from():
    found = email_settings("smtp://mail.example.org?from=union@example.org")
    assert found["DEFAULT_FROM_EMAIL"] == found["SERVER_EMAIL"] == "union@example.org"


def test_a_server_that_hangs_is_given_up_after_a_while():
    assert 0 < email_settings("smtp://mail.example.org")["EMAIL_TIMEOUT"] <= 30


def test_mail_can_go_to_the_screen_or_to_files():
    assert "console" in email_settings("console:")["EMAIL_BACKEND"]
    found = email_settings("file:///srv/mail%20box")
    assert "filebased" in found["EMAIL_BACKEND"]
    assert found["EMAIL_FILE_PATH"] == "/srv/mail box"


@pytest.mark.parametrize(
    "url", ["", "mail.example.org", "http://mail.example.org", "smtp://", "smtp://host:port", "file:"]
)
def test_what_cannot_be_read_is_refused_with_an_example(url):
    with pytest.raises(ImproperlyConfigured, match=r"smtp\+tls://user:password@host:587"):
        email_settings(url)
