"""What tests of second factors have in hand: the app on a phone, and somebody at the door."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from cms.demo.accounts import PASSWORD
from people.models import Member

STEP = 30
SHOW = "/accounts/2fa/authenticate/"


def app_of(member: Member) -> str:
    """Set up an authenticator app for the member, as the screens do; returns its secret."""
    secret = generate_totp_secret()
    TOTP.activate(member, secret)
    RecoveryCodes.activate(member)
    return secret


def digits_of(secret: str, *, steps: int = 0) -> str:
    """Return what the app shows now, or so many steps later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // STEP + steps))


def recovery_codes_of(member: Member) -> list[str]:
    return Authenticator.objects.get(user=member, type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()


def at_the_door(number: str, client: Client | None = None, **fields):
    """Show number and password; returns the browser and the answer."""
    client = client or Client()
    return client, client.post("/accounts/login/", {"login": number, "password": PASSWORD, **fields})


def signed_in(number: str = "1002", secret: str | None = None) -> Client:
    client, answer = at_the_door(number)
    if secret:
        assert answer["Location"] == SHOW
        client.post(SHOW, {"code": digits_of(secret)})
        client.post("/accounts/2fa/trust/", {"action": "skip"})
    return client


def is_in(client: Client) -> bool:
    return client.get("/me/").status_code == 200
