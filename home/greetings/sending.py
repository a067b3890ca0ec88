"""Sending what is due today, each member once, whatever becomes of the worker meanwhile."""

import logging
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from notices.models import Notice
from notices.together import Letter, notify_each
from people.models import Member

from ..models import Greeting
from .occasions import Occasion
from .places import filled, names_of_house, values_for, values_for_all
from .recipients import narrowness, recipients_on

# So many are told in one transaction: what was sent stays sent when the worker dies.
AT_ONCE = 500

logger = logging.getLogger(__name__)


class GreetingsFailed(Exception):
    """Some greetings could not be sent; the others were, and the next run tries again while it is the day."""


def send_what_is_due(now: datetime | None = None) -> int:
    """Send every live greeting whose day is today and whose hour has come; returns how many notices are new.

    What was sent is not sent again, so it may run at any time and as often as it likes; what was missed is caught up
    until midnight. One that fails keeps no other.

    Raises:
        GreetingsFailed: at the end, where one or more have failed.
    """
    now = timezone.localtime(now)
    today, sent, failed = now.date(), 0, []
    greetings = due_on(today)
    for greeting in greetings:
        if greeting.hour > now.time():
            continue
        try:
            sent += _send(greeting, today, greetings)
        except Exception:
            logger.exception("The greeting %s was not sent", greeting.pk)
            failed.append(str(greeting))
    if failed:
        raise GreetingsFailed("、".join(failed))
    return sent


def due_on(day: date) -> list[Greeting]:
    """Return the live greetings that are for somebody on `day`, the narrowest first. One query."""
    live = Greeting.objects.live().select_related("audience")
    return sorted((greeting for greeting in live if greeting.year_on(day) is not None), key=narrowness)


def _send(greeting: Greeting, day: date, others: Iterable[Greeting]) -> int:
    house, key = names_of_house(), greeting.key_on(day)
    everybody = recipients_on(greeting, day, others).exclude(notices__dedupe_key=key).order_by("pk")
    sent, last = 0, 0
    while True:
        with transaction.atomic():
            members = list(everybody.filter(pk__gt=last)[:AT_ONCE])
            if not members or not _stays_as_it_is(greeting):
                return sent
            letters = [letter_to(member, greeting, house) for member in members]
            sent += len(_tell(letters, greeting, key, house))
        last = members[-1].pk


def _stays_as_it_is(greeting: Greeting) -> bool:
    """Lock the greeting; False where it was taken down meanwhile, or another version approved, which the next run sends
    to whoever is left.
    """
    locked = Greeting.objects.live().select_for_update(no_key=True)
    return locked.filter(pk=greeting.pk, live_revision=greeting.live_revision_id).first() is not None


def _tell(letters: list[Letter], greeting: Greeting, key: str, house: dict[str, str]) -> list[Notice]:
    if greeting.occasion == Occasion.BIRTHDAY:
        return notify_each(letters, kind="home.birthday", key=key)
    words = values_for_all(house)
    subject, body = filled(greeting.title, words), filled(greeting.text, words)
    # Nurses and the retired are greeted on one occasion in different words, and each passes on their own.
    event_key = f"{key}.{greeting.pk}.{greeting.live_revision_id}"
    return notify_each(letters, kind="home.festival", key=key, subject=subject, body=body, event_key=event_key)


def letter_to(member: Member, greeting: Greeting, house: dict[str, str]) -> Letter:
    words = values_for(member, house)
    return Letter(member, filled(greeting.title, words), filled(greeting.text, words))
