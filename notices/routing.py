"""Which way a notice takes to its reader, and when: what the member has chosen, else what the house has."""

from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from people.models import Member

from .channels.codes import Code
from .channels.configured import configured_channels
from .hours import Window, after_quiet, next_time
from .kinds import Kind, kind_of
from .models import Delivery, Notice, NoticeSettings, Preferences

# After whatever else waits: messages to a server that hangs would hold up everything behind them.
LAST = -10


@dataclass(frozen=True)
class Wishes:
    """How one member wants to hear of notices, with the hours of the house filled in."""

    preferences: Preferences
    quiet: Window | None

    def ways(self, member: Member, kind: Kind) -> list[Code]:
        """Return the channels that can reach the member, the one to try first in front; SMS last, if it is urgent."""
        channels = configured_channels()
        if self.preferences.way == Preferences.Way.INBOX:
            return []
        chosen = [code for code in channels if code == self.preferences.way]
        order = [*chosen, *(code for code in channels if code not in chosen)]
        return [code for code in order if (code != Code.SMS or kind.urgent) and channels[code].reaches(member)]

    def wants_sms(self, member: Member, kind: Kind) -> bool:
        """True where an SMS goes beside the first way."""
        sms = configured_channels().get(Code.SMS)
        return bool(kind.urgent and self.preferences.sms_if_urgent and sms and sms.reaches(member))

    def waits_for_digest(self, kind: Kind) -> bool:
        return kind.waits_for_digest and self.preferences.digest_at is not None

    def due(self, kind: Kind, moment: datetime) -> datetime:
        """Return when a message that is ready at `moment` may ring."""
        if kind.urgent and self.preferences.urgent_comes_through:
            return moment
        return after_quiet(moment, self.quiet)

    def digest_due(self, moment: datetime) -> datetime:
        """Return the hour of the next digest; now, where the member wants none any more."""
        at = self.preferences.digest_at
        return after_quiet(next_time(at, moment) if at else moment, self.quiet)


def wishes_of(member_ids) -> dict[int, Wishes]:
    """Return the wishes of many members, by their ids, with two questions to the database."""
    of_house = NoticeSettings.current().window
    kept = {each.member_id: each for each in Preferences.objects.filter(member__in=member_ids)}
    found = {}
    for pk in member_ids:
        preferences = kept.get(pk) or Preferences()
        found[pk] = Wishes(preferences, preferences.window(of_house))
    return found


def send_off(notice: Notice, wishes: Wishes) -> list[Delivery]:
    """Put a new notice on its way: one delivery and one job for each channel. To be called in a transaction."""
    deliveries = _deliveries(notice, wishes)
    for delivery in Delivery.objects.bulk_create(deliveries):
        enqueue(delivery, wishes)
    return deliveries


def send_off_together(notices: list[Notice], wishes: dict[int, Wishes]) -> list[Delivery]:
    """Put many new notices of one event on their way, with as many questions to the database as one takes.

    Those that wait for a digest are put into it one by one. To be called in a transaction.
    """
    deliveries = [each for notice in notices for each in _deliveries(notice, wishes[notice.recipient_id])]
    jobs = defaultdict(list)
    for delivery in Delivery.objects.bulk_create(deliveries):
        if delivery.in_digest:
            enqueue(delivery, wishes[delivery.notice.recipient_id])
        else:
            name, arguments, due = _job(delivery, wishes[delivery.notice.recipient_id])
            jobs[name, due].append(arguments)
    for (name, due), arguments in jobs.items():
        _task(name, **({"schedule_at": due} if due else {})).batch_defer(*arguments)
    return deliveries


def _deliveries(notice: Notice, wishes: Wishes) -> list[Delivery]:
    """Return the deliveries of a new notice, not saved yet."""
    member, kind = notice.recipient, kind_of(notice.kind)
    if kind.for_its_day and timezone.localdate(wishes.due(kind, timezone.now())) != timezone.localdate():
        return []
    ways = wishes.ways(member, kind)[:1]
    if wishes.wants_sms(member, kind) and Code.SMS not in ways:
        ways.append(Code.SMS)
    in_digest = wishes.waits_for_digest(kind)
    return [Delivery(notice=notice, channel=code, in_digest=in_digest) for code in ways]


def pass_on(failed: Delivery, wishes: Wishes) -> Delivery | None:
    """Try the next channel that reaches the member after one has failed for good; None where there is no other."""
    notice = failed.notice
    tried = set(notice.deliveries.values_list("channel", flat=True))
    left = [code for code in wishes.ways(notice.recipient, kind_of(notice.kind)) if code not in tried]
    if not left or failed.channel == Code.SMS:
        return None
    with transaction.atomic():
        delivery, created = Delivery.objects.get_or_create(
            notice=notice, channel=left[0], defaults={"in_digest": failed.in_digest}
        )
        if created:
            enqueue(delivery, wishes)
    return delivery


def enqueue(delivery: Delivery, wishes: Wishes) -> None:
    """Defer the job that carries a delivery, for the moment at which it may ring."""
    if delivery.in_digest:
        enqueue_digest(delivery.notice.recipient_id, wishes.digest_due(timezone.now()))
        return
    name, arguments, due = _job(delivery, wishes)
    _task(name, **({"schedule_at": due} if due else {})).defer(**arguments)


def _job(delivery: Delivery, wishes: Wishes) -> tuple[str, dict, datetime | None]:
    """Return the job that carries a delivery: its name, its arguments, and when it may ring if not now."""
    notice, now = delivery.notice, timezone.now()
    due = wishes.due(kind_of(notice.kind), now)
    name, arguments = _carrier(notice.pk, delivery.channel)
    return name, arguments, due if due > now else None


def _carrier(notice_id: int, code: str) -> tuple[str, dict]:
    if code == Code.MAIL:
        return "notices.mail_notice", {"notice_id": notice_id}
    return "notices.deliver", {"notice_id": notice_id, "channel": str(code)}


def enqueue_again(notice_id: int, code: Code, due: datetime) -> None:
    """Defer once more, for `due`, the job that carries a notice by one channel, unless it waits already."""
    name, arguments = _carrier(notice_id, code)
    lock = f"notices.again.{code}.{notice_id}"
    with suppress(AlreadyEnqueued), transaction.atomic():
        _task(name, schedule_at=due, queueing_lock=lock).defer(**arguments)


def enqueue_digest(member_id: int, due: datetime) -> None:
    """Defer the member's digest, unless one waits for this hour already: what has come since goes with it.

    Without the hour in its name, the lock of the next day's digest would stop this day's from being tried again.
    """
    lock = f"notices.digest.{member_id}.{int(due.timestamp())}"
    with suppress(AlreadyEnqueued), transaction.atomic():
        _task("notices.send_digest", schedule_at=due, queueing_lock=lock).defer(member_id=member_id)


def _task(name: str, **options):
    return app.configure_task(name, queue="mail", priority=LAST, **options)
