"""Tokens that a service gives for a while: fetched once for all workers, and again when it takes them back."""

import hashlib
from collections.abc import Callable

from django.core.cache import cache

from .errors import NotNow, Unanswered

# Before its time is over, so that it does not expire on the way.
SPARE_SECONDS = 300


class TokenExpired(Exception):
    """The service does not take the token any more. It has done nothing."""


class KeptToken:
    """`fetch` asks the service and returns the token and for how many seconds it is good."""

    def __init__(self, *whose: str, fetch: Callable[[], tuple[str, int]]):
        self.key = "notices.token." + hashlib.sha256("\0".join(whose).encode()).hexdigest()
        self.fetch = fetch

    def current(self) -> str:
        token = cache.get(self.key)
        if token is None:
            try:
                token, seconds = self.fetch()
            except Unanswered as error:
                # Of the message nothing has been handed over.
                raise NotNow(error.why) from error
            cache.set(self.key, token, max(seconds - SPARE_SECONDS, seconds // 2))
        return token

    def used_by(self, act: Callable[[str], object]):
        """Return what `act` returns, called with the token; once more with a new one when that has expired.

        Raises:
            TokenExpired: the service does not take the new one either.
        """
        try:
            return act(self.current())
        except TokenExpired:
            cache.delete(self.key)
            return act(self.current())
