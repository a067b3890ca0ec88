"""How often somebody may be wrong at the door: allauth's limits, by number and by address.

A browser in which a number has signed in before is counted by itself. So nobody locks a colleague out of their own
phone by trying passwords at the colleague's number, and a ward goes on signing in when somebody tries passwords from
the same address, as all of a hospital's telephones may have.
"""

import secrets

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from django.conf import settings
from django.core import signing
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .models import Member

COOKIE = "known_browser"
SALT = "people.known_browser"
KEPT_SECONDS = 180 * 24 * 3600
# Those who share a computer on a ward.
KEPT_NUMBERS = 20


class Attempt:
    """One attempt to sign in to the account with this number; it counts unless `was_right()` is called.

    Raises:
        ImmediateHttpResponse: there have been too many; it carries the answer, a page with the status 429.
    """

    def __init__(self, request: HttpRequest, number: str):
        number = _as_compared(number)
        browser = _known_browser(request)
        # The limits are cms/settings/sign_in.py.
        if _mark(number) in browser["numbers"]:
            limit = {"action": "wrong_in_known_browser", "key": f"{browser['id']}:{number}"}
        else:
            limit = {"action": "wrong_at_the_door", "key": number}
        self._usage = None
        # First without counting: what is refused for one reason is not counted for another.
        if _consume(request, dry_run=True, **limit):
            self._usage = _consume(request, **limit)
        if self._usage is None:
            raise ImmediateHttpResponse(ratelimit.respond_429(request))

    def was_right(self) -> None:
        self._usage.rollback()


def may_ask_for_text(request: HttpRequest, number: str) -> bool:
    """Count that somebody asks for a code by SMS, and tell whether that is not too often."""
    limits = [{"action": "text_code", "key": _as_compared(number)}, {"action": "text_code_of_all", "key": "all"}]
    # As above: whoever is refused for the address must not use up what others' numbers have for the day.
    return all(_consume(request, dry_run=dry_run, **limit) for dry_run in (True, False) for limit in limits)


def _consume(request, **limit):
    return ratelimit.consume(request, app="allauth.account", **limit)


def remember_browser(request: HttpRequest, response: HttpResponse, member: Member) -> None:
    """Note in the browser, signed, that the member has signed in with it. The note opens nothing."""
    browser = _known_browser(request)
    mark = _mark(_as_compared(member.employee_number))
    others = [other for other in browser["numbers"] if other != mark]
    browser["numbers"] = [mark, *others][:KEPT_NUMBERS]
    response.set_cookie(
        COOKIE,
        signing.dumps(browser, salt=SALT, compress=True),
        max_age=KEPT_SECONDS,
        path="/accounts/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget_expired_counts() -> None:
    """Delete the counts whose time is over: in the database they stay until room is needed, with network addresses."""
    cache = settings.CACHES["default"]
    if not cache["BACKEND"].endswith(".DatabaseCache"):
        return
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(cache["LOCATION"])
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [timezone.now()])  # noqa: S608 - a setting of ours


def _known_browser(request: HttpRequest) -> dict:
    try:
        return signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature:
        return {"id": secrets.token_urlsafe(9), "numbers": []}


def _as_compared(number: str) -> str:
    """In capitals, as the database looks for it: the ı without a dot is an I there too, and would be another number."""
    return number.upper()


def _mark(number: str) -> str:
    """What stands for a number in the cookie: who finds the computer does not read who works at it."""
    return salted_hmac(SALT, number).hexdigest()[:12]
