"""Telling a whole hospital something at once, each in words of their own."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, transaction

from people.models import Member

from .kinds import as_subject, kind_of
from .models import Event, Notice
from .querysets import wanting
from .routing import send_off_together, wishes_of


@dataclass(frozen=True)
class Letter:
    recipient: Member
    subject: str
    body: str
    # A path on this site.
    link: str = ""


@transaction.atomic
def notify_each(
    letters: Iterable[Letter], *, kind: str, key: str, subject: str = "", body: str = "", event_key: str = ""
) -> list[Notice]:
    """Put a notice with its own words into each inbox; like `notify`, but no query is asked for each recipient.

    `subject` and `body` are those for whoever passes it on, and call nobody by name; without them there is nothing to
    pass on. `event_key` tells them from other words in which others are told the same, by the same `key`. Whoever has
    had `key` already, does without the kind or has no account gets nothing. Two who tell of the same `key` at once
    follow each other. Returns the notices that are new.
    """
    people = {letter.recipient.pk: letter for letter in letters}
    _wait_for_others(key)
    known = Member.objects.filter(pk__in=people, is_active=True).exclude(notices__dedupe_key=key)
    if kind_of(kind).optional:
        known = known.filter(wanting(kind))
    fresh = [people[pk] for pk in known.order_by("pk").values_list("pk", flat=True)]
    if not fresh:
        return []
    event = None
    if subject:
        words = {"subject": as_subject(subject), "body": body}
        event, _created = Event.objects.get_or_create(key=event_key or key, defaults=words)
    notices = Notice.objects.bulk_create(
        Notice(
            recipient=letter.recipient,
            kind=kind,
            dedupe_key=key,
            subject=as_subject(letter.subject),
            body=letter.body,
            link=letter.link,
            event=event,
        )
        for letter in fresh
    )
    send_off_together(notices, wishes_of([letter.recipient.pk for letter in fresh]))
    return notices


def _wait_for_others(key: str) -> None:
    """Of two transactions that tell of the same event the second waits, and then finds whom the first has told."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"notices.key.{key}"])
