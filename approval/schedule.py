"""What goes public and what expires at its hour. Each thing is dealt with on its own; what fails is tried again.

Wagtail's own command gives up at the first thing that fails, and takes the hour of a next version away when the
present one expires.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin, Page, Revision, WorkflowState

from people.sentences import joined

from .announcements import in_the_sites_language, tell_of_expiry, tell_of_missed_hour, tell_of_publication
from .contents import require_unchanged
from .errors import DecisionRefused, NeverApproved
from .lost_hours import approved_hours_of, hours_on_record, record_lost_hour
from .models import MissedHour
from .publishing import lock_subject
from .recording import submitted_record

logger = logging.getLogger(__name__)

EXPIRE, PUBLISH = MissedHour.Act.EXPIRE, MissedHour.Act.PUBLISH
LONGEST_PAUSE = timedelta(hours=1)

# Rooms whose pages change with the clock enter themselves here.
_other_changes: list[Callable[[datetime], datetime | None]] = []


@dataclass(frozen=True)
class DueAct:
    """One thing, by its base content type and its id as text, and what its hour asks for."""

    act: str
    content_type_id: int
    object_id: str
    due_at: datetime

    @property
    def thing(self) -> tuple[str, int, str]:
        return (self.act, self.content_type_id, self.object_id)


def scheduled_models() -> list[type]:
    """Return the models whose things are drafted and published: pages, as one, and each kind of snippet."""
    snippets = [
        model for model in apps.get_models() if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]
    return [Page, *snippets]


@in_the_sites_language
def carry_out_what_is_due() -> None:
    """Expire and publish everything whose hour has come, each in a transaction of its own, the earliest first.

    What fails is put off, reported once, and tried again after growing pauses; the others go on.
    """
    now = timezone.now()
    due = sorted(_due(now), key=lambda act: act.due_at)
    resting = _resting(due, now)
    for act in due:
        if act.thing in resting:
            continue
        try:
            with transaction.atomic():
                carry_out(act)
        except Exception as error:
            logger.exception("The schedule could not %s %s", act.act, act.object_id)
            put_off(act, error)


def carry_out(act: DueAct) -> None:
    """Do what the hour asks for, if it still does once the thing's row is locked; within a transaction.

    What another worker is at is left to it.

    Raises:
        NeverApproved: the revision has an hour, and no approval.
    """
    content_type = ContentType.objects.get_for_id(act.content_type_id)
    thing = lock_subject(content_type, act.object_id, skip_locked=True)
    if thing is None:
        return
    if act.act == EXPIRE:
        _expire(thing)
    else:
        _publish(thing)
    MissedHour.objects.filter(act=act.act, content_type=content_type, object_id=act.object_id).delete()


def put_off(act: DueAct, error: Exception) -> MissedHour:
    """Note that it failed and when it is tried again: after 1, 2, 4 … minutes, and at last every hour."""
    with transaction.atomic():
        missed, created = MissedHour.objects.select_for_update().get_or_create(
            act=act.act,
            content_type_id=act.content_type_id,
            object_id=act.object_id,
            defaults={"due_at": act.due_at, "try_again_at": act.due_at, "title": _title_of(act)},
        )
        if missed.due_at != act.due_at:
            missed.due_at, missed.attempts = act.due_at, 0
        pause = min(timedelta(minutes=2 ** min(missed.attempts, 10)), LONGEST_PAUSE)
        missed.attempts += 1
        missed.try_again_at = timezone.now() + pause
        missed.reason = reason_of(error)[:300]
        missed.save()
        tell_of_missed_hour(missed)
    return missed


def reason_of(error: Exception) -> str:
    """Return why something failed, for those who are told; what is technical stands in the log."""
    if isinstance(error, ValidationError):
        return joined(error.messages)
    if isinstance(error, DecisionRefused):
        return str(error.sentence)
    return _("A technical fault (%(name)s). The administrator finds it in the log.") % {"name": type(error).__name__}


def next_scheduled_change(now: datetime) -> datetime | None:
    """Return when, as far as is known, the schedule next changes what is public; None when it never does.

    What is kept for visitors must not outlive this moment. It is `now` itself while something is overdue.
    """
    hours = [found(now) for found in _other_changes]
    overdue = list(_due(now))
    waits = {
        (missed.act, missed.content_type_id, missed.object_id): missed.try_again_at
        for missed in MissedHour.objects.all()
    }
    hours += [max(now, waits.get(act.thing, now)) for act in overdue]
    hours.append(
        Revision.objects.filter(approved_go_live_at__gt=now).aggregate(hour=Min("approved_go_live_at"))["hour"]
    )
    for model in scheduled_models():
        expiring = model._base_manager.filter(live=True, expire_at__gt=now)
        hours.append(expiring.aggregate(hour=Min("expire_at"))["hour"])
    return min((hour for hour in hours if hour is not None), default=None)


def register_changes(find: Callable[[datetime], datetime | None]) -> None:
    """Enter a room's own answer to `next_scheduled_change`, such as the end of a pin."""
    _other_changes.append(find)


def _due(now: datetime) -> Iterator[DueAct]:
    for model in scheduled_models():
        kind = ContentType.objects.get_for_model(model).pk
        expired = model._base_manager.filter(live=True, expire_at__lte=now)
        for pk, hour in expired.values_list("pk", "expire_at"):
            yield DueAct(EXPIRE, kind, str(pk), hour)
    revisions = Revision.objects.filter(approved_go_live_at__lte=now)
    for kind, pk, hour in revisions.values_list("base_content_type_id", "object_id", "approved_go_live_at"):
        yield DueAct(PUBLISH, kind, pk, hour)


def _resting(due: Iterable[DueAct], now: datetime) -> set[tuple[str, int, str]]:
    """Return what has failed for the hour it has now and is not to be tried yet; forget what is due no longer."""
    hours = {act.thing: act.due_at for act in due}
    resting = set()
    for missed in MissedHour.objects.all():
        thing = (missed.act, missed.content_type_id, missed.object_id)
        if hours.get(thing) != missed.due_at:
            missed.delete()
        elif missed.try_again_at > now:
            resting.add(thing)
    return resting


def _expire(thing) -> None:
    if not thing.live or thing.expire_at is None or thing.expire_at > timezone.now():
        return
    was_public = thing.live_revision
    hour = thing.expire_at
    # Taking it down takes the hour of an approved next version away as well.
    scheduled = dict(thing.revisions.exclude(approved_go_live_at=None).values_list("pk", "approved_go_live_at"))
    thing.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    for pk, go_live_at in scheduled.items():
        Revision.objects.filter(pk=pk).update(approved_go_live_at=go_live_at)
    tell_of_expiry(thing, was_public, hour)


def _publish(thing) -> None:
    revision = (
        thing.revisions.filter(approved_go_live_at__lte=timezone.now()).order_by("-approved_go_live_at", "-pk").first()
    )
    if revision is None:
        return
    if not WorkflowState.objects.filter(
        status=WorkflowState.STATUS_APPROVED, current_task_state__revision=revision
    ).exists():
        raise NeverApproved
    proposed = revision.as_object()
    if proposed.expire_at and proposed.expire_at <= timezone.now():
        _let_it_pass(thing, revision, proposed.expire_at)
        return
    # Files and names may have changed since the approval.
    submitted = submitted_record(revision.pk)
    require_unchanged(revision, submitted)
    hour = revision.approved_go_live_at
    with hours_on_record(thing, submission=submitted.submission):
        revision.publish(log_action="wagtail.publish.scheduled", skip_permission_checks=True)
    tell_of_publication(thing, revision, hour)


def _let_it_pass(thing, revision: Revision, expired_at: datetime) -> None:
    """End a schedule of which both hours have passed, as after a long outage: what it would replace goes, too."""
    for scheduled in approved_hours_of(thing):
        record_lost_hour(thing, scheduled, remark=_("Its hour of expiry had passed before it could go public."))
    thing.revisions.update(approved_go_live_at=None)
    if thing.live:
        thing.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    else:
        type(thing)._base_manager.filter(pk=thing.pk).update(expired=True)
    tell_of_expiry(thing, revision, expired_at)


def _title_of(act: DueAct) -> str:
    revisions = Revision.objects.filter(base_content_type_id=act.content_type_id, object_id=act.object_id)
    return (revisions.order_by("-pk").values_list("object_str", flat=True).first() or "")[:255]
