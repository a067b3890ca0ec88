"""How the secret address of a calendar is made, replaced, ended and recognised."""

import secrets

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from people.models import Member

from ..models import CalendarFeed

SALT = "home.calendar_feed"
KEY_BYTES = 16
# 128 bits: the half of it that only this site can work out.
SEAL_LENGTH = 32


def token_of(feed: CalendarFeed) -> str:
    """Return what stands in the address: the key, and what nobody makes of it without SECRET_KEY."""
    return f"{feed.key}-{_seal(feed.key)}"


def _seal(key: str) -> str:
    return salted_hmac(SALT, key, algorithm="sha256").hexdigest()[:SEAL_LENGTH]


@transaction.atomic
def make_address(member: Member) -> CalendarFeed:
    """Give the member's calendar a new address; the old one, if there was one, is unknown from now on."""
    feed, _created = CalendarFeed.objects.update_or_create(
        member=member, defaults={"key": secrets.token_urlsafe(KEY_BYTES)}
    )
    return feed


def end_address(member: Member) -> None:
    """Switch the calendar off: its address is unknown from now on."""
    CalendarFeed.objects.filter(member=member).delete()


def member_of(token: str) -> Member | None:
    """Return whose calendar has this address; None for an unknown one, and where the account is closed."""
    key, _dash, seal = token.rpartition("-")
    if not constant_time_compare(seal, _seal(key)):
        return None
    feed = CalendarFeed.objects.select_related("member").filter(key=key, member__is_active=True).first()
    return feed.member if feed else None
