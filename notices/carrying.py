"""Carrying messages, each once: what became of it is kept, whatever happens to the worker on the way."""

import logging
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from procrastinate.contrib.django import app

from .channels.codes import Code
from .channels.configured import Channel, configured_channels
from .channels.errors import NotNow, Refused, Unanswered
from .channels.message import Message
from .kinds import kind_of
from .models import Delivery, Notice
from .routing import LAST, Wishes, enqueue, enqueue_again, enqueue_digest, pass_on, wishes_of

# How many notices a digest names; the inbox has all.
TITLES_IN_DIGEST = 12
# How long a service that answers at once takes to say what became of a message.
LOOKED_BACK_AFTER = {"minutes": 2}
# Longer than anybody is at one message.
LOOKED_AGAIN_AFTER = timedelta(minutes=5)

logger = logging.getLogger(__name__)


def carry(notice_id: int, code: Code) -> None:
    """Carry one notice by one channel, once; it raises when it has to be tried again."""
    with _claimed(f"notices.{code}.{notice_id}") as is_ours:
        if not is_ours:
            # Whose machine is gone holds its claim until the database finds out, and carries nothing.
            enqueue_again(notice_id, code, timezone.now() + LOOKED_AGAIN_AFTER)
            return
        notice = Notice.objects.select_related("recipient", "event").filter(pk=notice_id).first()
        if notice is None or (code == Code.MAIL and notice.mailed_at):
            return
        delivery, _created = Delivery.objects.get_or_create(notice=notice, channel=code)
        delivery.notice = notice
        wishes = wishes_of([notice.recipient_id])[notice.recipient_id]
        if delivery.is_settled or delivery.in_digest or _is_too_late(delivery) or _is_put_off(delivery, wishes):
            return
        _carry_together([delivery], _message_of(notice), wishes)


def carry_digest(member_id: int) -> None:
    """Carry what waits for a member's digest as one message a channel; it raises when it has to be tried again."""
    with _claimed(f"notices.digest.{member_id}") as is_ours:
        if not is_ours:
            # Whoever is at it looked before the newest of these came.
            enqueue_digest(member_id, timezone.now() + LOOKED_AGAIN_AFTER)
            return
        waiting = list(Delivery.objects.for_digest_of(member_id))
        if not waiting:
            return
        wishes = wishes_of([member_id])[member_id]
        now = timezone.now()
        if wishes.quiet and wishes.quiet.holds(timezone.localtime(now).time()):
            enqueue_digest(member_id, wishes.quiet.end_after(now))
            return
        troubles = []
        for together in _by_message(waiting):
            try:
                _carry_together(together, _digest_of([delivery.notice for delivery in together]), wishes)
            except (NotNow, Unanswered, OSError) as trouble:
                # One way that is shut holds up no other.
                troubles.append(trouble)
        if troubles:
            raise troubles[0]


def _by_message(waiting: list[Delivery]) -> list[list[Delivery]]:
    """Return what goes together: by one way, and what may have arrived already again as it was, so that the service
    drops the second.
    """
    messages = defaultdict(list)
    for delivery in waiting:
        messages[delivery.channel, delivery.unsure_since].append(delivery)
    return list(messages.values())


def look_back(code: Code, reference: str) -> None:
    """Ask a service what became of a message that it took; one that did not arrive goes another way."""
    channel = configured_channels().get(code)
    sent = Delivery.objects.filter(channel=code, reference=reference, state=Delivery.State.SENT)
    deliveries = list(sent.select_related("notice__recipient"))
    if channel is None or not deliveries:
        return
    try:
        channel.look_back(reference)
    except Refused as refusal:
        member_id = deliveries[0].notice.recipient_id
        _fail(deliveries, refusal.why, wishes_of([member_id])[member_id])


def _carry_together(deliveries: list[Delivery], message: Message, wishes: Wishes) -> None:
    channel = configured_channels().get(deliveries[0].channel)
    with translation.override(settings.LANGUAGE_CODE):
        obstacle = _obstacle(channel, message)
        if obstacle:
            _fail(deliveries, obstacle, wishes)
        else:
            _attempt(deliveries, channel, message, wishes)


def _obstacle(channel: Channel | None, message: Message) -> str:
    """Say why there is nothing to try at all, or nothing."""
    if not message.recipient.is_active:
        return _("The account is closed.")
    if channel is None:
        return _("This way is no longer set up.")
    if not channel.reaches(message.recipient):
        return _("No address or number of this person is known.")
    return ""


def _attempt(deliveries: list[Delivery], channel: Channel, message: Message, wishes: Wishes) -> None:
    first = deliveries[0]
    since = first.unsure_since
    if since and not channel.drops_a_second(since):
        _keep(deliveries, state=Delivery.State.UNSURE, why=first.why or _("It is not known whether it has arrived."))
        return
    attempts = first.attempts + 1
    # Before it leaves: a worker that dies now leaves behind that it may have arrived.
    _keep(deliveries, attempts=attempts, unsure_since=since or timezone.now())
    try:
        reference = channel.send(message)
    except Refused as refusal:
        _keep(deliveries, unsure_since=since)
        _fail(deliveries, refusal.why, wishes)
    except Unanswered as silence:
        _keep(deliveries, why=str(silence.why)[:200])
        _try_again_or_give_up(silence, attempts, deliveries, channel, wishes)
    except NotNow as delay:
        _keep(deliveries, unsure_since=since, why=str(delay.why)[:200])
        _try_again_or_give_up(delay, attempts, deliveries, channel, wishes)
    except OSError as trouble:
        # Mail: the server is gone, refuses or hangs up.
        _keep(deliveries, why=_("The mail server did not take it."))
        _try_again_or_give_up(trouble, attempts, deliveries, channel, wishes)
    else:
        _note_sent(deliveries, channel, reference)


@transaction.atomic
def _note_sent(deliveries: list[Delivery], channel: Channel, reference: str) -> None:
    _keep(deliveries, state=Delivery.State.SENT, reference=reference[:64], why="")
    if channel.code == Code.MAIL:
        Notice.objects.filter(deliveries__in=deliveries).update(mailed_at=timezone.now())
    if reference and hasattr(channel, "look_back"):
        task = app.configure_task("notices.look_back", queue="mail", priority=LAST, schedule_in=LOOKED_BACK_AFTER)
        task.defer(channel=channel.code.value, reference=reference[:64])


def _try_again_or_give_up(
    trouble: Exception, attempts: int, deliveries: list[Delivery], channel: Channel, wishes: Wishes
) -> None:
    """Raise what went wrong, so that the job is tried again; or settle it where that is of no use."""
    first = deliveries[0]
    if attempts >= channel.most_attempts:
        why = _("Given up after %(count)d attempts: %(why)s") % {"count": attempts, "why": first.why}
        _fail(deliveries, why, wishes)
    elif isinstance(trouble, Unanswered) and not channel.drops_a_second(first.unsure_since):
        _keep(deliveries, state=Delivery.State.UNSURE)
    else:
        raise trouble


def _fail(deliveries: list[Delivery], why, wishes: Wishes) -> None:
    """Note that it has failed for good and why, and try the next channel."""
    with translation.override(settings.LANGUAGE_CODE), transaction.atomic():
        _keep(deliveries, state=Delivery.State.FAILED, why=str(why)[:200])
        for delivery in deliveries:
            if delivery.notice.recipient.is_active:
                pass_on(delivery, wishes)


def _keep(deliveries: list[Delivery], **facts) -> None:
    rows = Delivery.objects.filter(pk__in=[delivery.pk for delivery in deliveries])
    rows.update(changed_at=timezone.now(), **facts)
    for delivery in deliveries:
        for name, value in facts.items():
            setattr(delivery, name, value)


def _is_put_off(delivery: Delivery, wishes: Wishes) -> bool:
    """Put it off where its reader wants quiet now: a retry, or a choice of since then, may come at any hour."""
    now = timezone.now()
    if wishes.due(kind_of(delivery.notice.kind), now) <= now:
        return False
    enqueue(delivery, wishes)
    return True


def _is_too_late(delivery: Delivery) -> bool:
    """Settle what was for a day that has passed; no other way is tried, and the inbox has it."""
    if not delivery.notice.is_over:
        return False
    with translation.override(settings.LANGUAGE_CODE):
        _keep([delivery], state=Delivery.State.FAILED, why=_("Its day had passed."))
    return True


def _message_of(notice: Notice) -> Message:
    # Where a receipt is asked for, it is given on the page of the notice.
    path = notice.event.address if notice.asks_receipt else notice.link
    address = f"{settings.WAGTAILADMIN_BASE_URL}{path}" if path else ""
    return Message(
        notice.recipient, f"notice-{notice.pk}", notice.subject, notice.body, address, told_at=notice.created_at
    )


def _digest_of(notices: list[Notice]) -> Message:
    if len(notices) == 1:
        return _message_of(notices[0])
    with translation.override(settings.LANGUAGE_CODE):
        count = len(notices)
        subject = ngettext("%(count)d notice", "%(count)d notices", count) % {"count": count}
        lines = [f"· {notice.subject}" for notice in notices[:TITLES_IN_DIGEST]]
        if count > TITLES_IN_DIGEST:
            lines.append(_("and %(count)d more") % {"count": count - TITLES_IN_DIGEST})
    address = settings.WAGTAILADMIN_BASE_URL + reverse("inbox")
    last = notices[-1]
    return Message(last.recipient, f"digest-{last.pk}", subject, "\n".join(lines), address, told_at=last.created_at)


@contextmanager
def _claimed(name: str) -> Iterator[bool]:
    """Claim a piece of work for as long as this lasts; False when another worker is at it.

    The database lets go of it when the connection ends, so a worker that dies keeps nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [name])
        is_ours = cursor.fetchone()[0]
        try:
            yield is_ours
        finally:
            if is_ours:
                cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [name])
