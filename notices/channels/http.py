"""Asking another service over HTTP, with an end to the waiting, and a clear word on what may have been done."""

import json
import time
from dataclasses import dataclass, field
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.utils.translation import gettext_lazy as _

from .errors import NotNow, Unanswered

# For each step of a connection, and for all of it.
STEP_SECONDS = 10
WHOLE_SECONDS = 20
MOST_BYTES = 256 * 1024
TOO_MANY_REQUESTS = 429


@dataclass(frozen=True)
class Answer:
    status: int
    body: dict = field(default_factory=dict)

    @property
    def is_good(self) -> bool:
        return 200 <= self.status < 300


class _StayHere(HTTPRedirectHandler):
    """Follow nobody elsewhere: the request carries a secret."""

    def redirect_request(self, *args, **kwargs):
        return None


_opener = build_opener(_StayHere)


def ask(url: str, data: dict | None = None, headers: dict[str, str] | None = None) -> Answer:
    """GET `url`, or POST `data` to it as JSON; returns the answer, whatever its status below 500.

    Neither the address nor an error that holds it may be logged: tokens stand in it.

    Raises:
        NotNow: nothing was handed over, or the service asks to come back later.
        Unanswered: it was handed over, and no answer that can be read has come.
    """
    until = time.monotonic() + WHOLE_SECONDS
    content = None if data is None else json.dumps(data, ensure_ascii=False).encode()
    request = Request(url, data=content, headers={"Content-Type": "application/json", **(headers or {})})  # noqa: S310
    try:
        with _opener.open(request, timeout=STEP_SECONDS) as response:
            return Answer(response.status, _read(response, until))
    except HTTPError as answer:
        with answer:
            return _of_error(answer, until)
    except URLError as error:
        # Only what comes before the answer is told in this way: no connection, or one that broke while it was asked.
        raise NotNow(_("The service could not be reached.")) from error
    except (OSError, HTTPException) as error:
        raise Unanswered(_("The service took it and gave no answer.")) from error


def _of_error(answer: HTTPError, until: float) -> Answer:
    if answer.code == TOO_MANY_REQUESTS:
        raise NotNow(_("The service takes no more for the moment."))
    if answer.code >= 500:
        raise Unanswered(_("The service answered with an error of its own (%(status)d).") % {"status": answer.code})
    try:
        return Answer(answer.code, _read(answer.fp, until))
    except (OSError, HTTPException, Unanswered):
        return Answer(answer.code)


def _read(response, until: float) -> dict:
    content = b""
    while chunk := response.read1(MOST_BYTES):
        content += chunk
        if len(content) > MOST_BYTES or time.monotonic() > until:
            raise Unanswered(_("The answer of the service has no end."))
    try:
        body = json.loads(content)
    except ValueError as error:
        raise Unanswered(_("The answer of the service cannot be read.")) from error
    if not isinstance(body, dict):
        raise Unanswered(_("The answer of the service cannot be read."))
    return body
