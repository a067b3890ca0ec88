"""Telling people. Nothing is told before commit: the job that carries a notice is deferred in its transaction."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from people.models import Member

from .jobs import mail_notice
from .models import Notice


@transaction.atomic
def notify(
    recipients: Iterable[Member], *, kind: str, key: str, subject: str, body: str = "", link: str = ""
) -> list[Notice]:
    """Put one notice into each inbox and defer its delivery; whoever has had `key` already gets nothing.

    `link` is a path on this site. Returns the notices that are new.
    """
    # A title may have come with line breaks, and a subject of two lines is no header that a mail server takes.
    subject = " ".join(subject.splitlines())
    people = {member.pk: member for member in recipients if member.is_active}
    told = set(Notice.objects.filter(recipient__in=people, dedupe_key=key).values_list("recipient_id", flat=True))
    fresh = []
    for pk in people.keys() - told:
        notice, created = Notice.objects.get_or_create(
            recipient_id=pk,
            dedupe_key=key,
            defaults={"kind": kind, "subject": subject[:200], "body": body, "link": link},
        )
        if created:
            fresh.append(notice)
            mail_notice.defer(notice_id=notice.pk)
    return fresh


def mark_read(notice: Notice) -> None:
    """Note when the recipient first opened the notice."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())


def mark_all_read(member: Member) -> int:
    """Mark everything in the member's inbox as read; returns how many notices that were."""
    return member.notices.unread().update(read_at=timezone.now())
