"""Telling people. Nothing is told before commit: the jobs that carry a notice are deferred in its transaction."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from people.models import Member

from .errors import NoReceiptAsked
from .kinds import as_subject, kind_of
from .models import Event, Notice, Preferences
from .routing import send_off, wishes_of


@transaction.atomic
def notify(
    recipients: Iterable[Member],
    *,
    kind: str,
    key: str,
    places: Mapping[str, object] | None = None,
    wording: str = "",
    subject: str = "",
    body: str = "",
    link: str = "",
    sender: Member | None = None,
    asks_receipt: bool = False,
) -> list[Notice]:
    """Put one notice into each inbox and defer its delivery; whoever has had `key` already gets nothing.

    `places` fill the `wording` of the kind; a kind without wordings takes `subject` and `body` as they are. `link` is
    a path on this site. `sender` sees who has given the receipt that `asks_receipt` asks for. Returns the notices that
    are new.

    Raises:
        KeyError: the kind has no such wording, or a place of it is not filled.
    """
    if places is not None:
        subject, body = kind_of(kind).wordings[wording].filled(places)
    subject = as_subject(subject)
    people = {member.pk: member for member in recipients if member.is_active}
    if kind_of(kind).optional:
        unwanted = Preferences.objects.filter(member__in=people, unwanted_kinds__contains=[kind])
        people = {pk: people[pk] for pk in people.keys() - set(unwanted.values_list("member_id", flat=True))}
    told = set(Notice.objects.filter(recipient__in=people, dedupe_key=key).values_list("recipient_id", flat=True))
    fresh = people.keys() - told
    if not fresh:
        return []
    event = _event(key, sender=sender, asks_receipt=asks_receipt, subject=subject, body=body, link=link)
    wishes = wishes_of(fresh)
    notices = []
    # In one order: of two who tell the same people at once none waits for the other for ever.
    for pk in sorted(fresh):
        notice, created = Notice.objects.get_or_create(
            recipient_id=pk,
            dedupe_key=key,
            defaults={"kind": kind, "subject": subject, "body": body, "link": link, "event": event},
        )
        if created:
            notice.recipient = people[pk]
            notices.append(notice)
            send_off(notice, wishes[pk])
    return notices


def _event(key: str, *, sender: Member | None, asks_receipt: bool, **words) -> Event | None:
    """Return what the sender follows, or None for what nobody follows."""
    if sender is None and not asks_receipt:
        return None
    event, _created = Event.objects.get_or_create(
        key=key, defaults={"sender": sender, "asks_receipt": asks_receipt, **words}
    )
    return event


def keep_choices(chosen: Preferences) -> Preferences:
    """Keep what a member has chosen about notices; of two first choices at once the later one stays."""
    names = {field.name for field in Preferences._meta.fields} - {"id", "member"}
    kept, _created = Preferences.objects.update_or_create(
        member=chosen.member, defaults={name: getattr(chosen, name) for name in names}
    )
    return kept


def mark_read(notice: Notice) -> None:
    """Note when the recipient first opened the notice."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())


def mark_all_read(member: Member) -> int:
    """Mark everything in the member's inbox as read; returns how many notices that were."""
    return member.notices.unread().update(read_at=timezone.now())


def give_receipt(notice: Notice) -> None:
    """Note when the recipient first said that it has arrived; what is received has been read.

    Raises:
        NoReceiptAsked: nobody wants to know.
    """
    if not notice.asks_receipt:
        raise NoReceiptAsked
    Notice.objects.filter(pk=notice.pk, received_at=None).update(received_at=timezone.now())
    mark_read(notice)


def remind(event: Event, by: Member) -> int:
    """Remind those who have not given the receipt, of whom `by` may know, once each; returns how many those are."""
    missing = seen_by(event, by).without_receipt().select_related("recipient")
    reminders = notify(
        [notice.recipient for notice in missing],
        kind="notices.reminder",
        key=f"notices.reminder.{event.pk}",
        places={"title": event.subject, "by": by.get_full_name()},
        link=event.address,
    )
    return len(reminders)


def seen_by(event: Event, member: Member):
    """Return the notices of an event of which `member` may know who has received them: all that one sent oneself,
    else those to the groups that one leads.
    """
    return event.notices.all() if event.sender_id == member.pk else event.notices.in_groups_of(member)
