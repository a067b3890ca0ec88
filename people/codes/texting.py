"""A code by SMS, for whoever has forgotten the password or never had one, where the hospital has an SMS gateway.

The code is stored nowhere: it follows from a random number that the asker's session keeps, the account, its mobile
number and SECRET_KEY. So it is of use only in the browser that asked, and a copy of the database has no code in it.
"""

import secrets
import time
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext

from ..models import Member, SignInCode
from ..paper import letterhead
from ..registry import texters
from . import characters
from .errors import WrongTextCode
from .issuing import may_do_more_than_administrators, withdraw_codes
from .redeeming import number_as_meant

SALT = "people.codes.texting"
DIGITS = 8
MINUTES = 10
LONGEST_NUMBER = 40


@dataclass(frozen=True)
class Asked:
    """What the session keeps of a request for a code: for which number, and when, in seconds since 1970."""

    number: str
    nonce: str
    at: float

    @classmethod
    def now(cls, number: str) -> "Asked":
        return cls(number_as_meant(number)[:LONGEST_NUMBER], secrets.token_urlsafe(16), time.time())

    @property
    def is_over(self) -> bool:
        return not 0 <= time.time() - self.at <= MINUTES * 60

    def kept(self) -> dict:
        return asdict(self)


def can_text_codes() -> bool:
    """Tell whether there is a gateway that takes codes by SMS."""
    return any(texter.is_set_up() for texter in texters)


def text_code(asked: Asked) -> None:
    """Send the code, unless it is of no use any more or nobody has this number. Raises what the gateway's room raises
    for a gateway that may take it later.
    """
    member = None if asked.is_over else _textable(asked.number)
    if member is None:
        return
    text = gettext(
        "%(code)s is the code with which you set a new password for %(site)s. It works for %(minutes)s minutes, where "
        "you have asked for it. Nobody of the union asks you for it."
    ) % {"code": _code_of(asked, member), "site": letterhead(), "minutes": MINUTES}
    for texter in texters:
        if texter.is_set_up():
            texter.send(member, text, key=f"code-{asked.nonce}")
            return


@transaction.atomic
def take_text_code(asked: Asked, typed: str) -> SignInCode:
    """Return a sign-in code, issued by the member to themselves, for whoever has typed what came by SMS.

    Slips that were printed for the member open nothing any more.

    Raises:
        WrongTextCode: for whatever reason.
    """
    member = _textable(asked.number, Member.objects.select_for_update(of=("self",), no_key=True))
    expected = _code_of(asked, member)
    if not constant_time_compare(characters.as_meant(typed), expected) or member is None or asked.is_over:
        raise WrongTextCode
    withdraw_codes([member])
    now = timezone.now()
    return SignInCode.objects.create(
        member=member,
        # Of a code that nobody has: only the session in which it was shown goes on with it.
        digest=characters.digest_of(member.pk, characters.make_code()),
        issued_by=member,
        issued_at=now,
        expires_at=now + timezone.timedelta(minutes=MINUTES),
    )


def _textable(number: str, members=None) -> Member | None:
    """Return whose account an SMS may open: of nobody who may do more than administrators, who write mobile numbers."""
    members = Member.objects.all() if members is None else members
    member = members.filter(employee_number__iexact=number, is_active=True).exclude(mobile="").first()
    return None if member is None or may_do_more_than_administrators(member) else member


def _code_of(asked: Asked, member: Member | None) -> str:
    account = f"{member.pk}:{member.mobile}" if member else ""
    digest = salted_hmac(SALT, f"{asked.nonce}:{account}", algorithm="sha256").digest()
    return f"{int.from_bytes(digest[:8]) % 10**DIGITS:0{DIGITS}d}"
