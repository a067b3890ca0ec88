"""A month of the schedule: what goes public and what expires when, and which days are worked."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q
from django.db.models.fields.json import KT
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision, TaskState

from days.working_days import Day, days_between

from .queue import edit_url_of
from .schedule import EXPIRE, PUBLISH, scheduled_models

DONE, APPROVED, WAITING = "done", "approved", "waiting"
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True)
class Entry:
    """One thing at one hour. `state` is DONE, APPROVED or WAITING (asked for, and not decided on).

    `revision` is the id of the approved version that goes public then, else None.
    """

    hour: datetime
    act: str
    state: str
    title: str
    kind: str
    edit_url: str
    revision: int | None = None

    @property
    def label(self) -> str:
        return {
            (PUBLISH, DONE): _("went public"),
            (PUBLISH, APPROVED): _("goes public"),
            (PUBLISH, WAITING): _("goes public once approved"),
            (EXPIRE, DONE): _("expired"),
            (EXPIRE, APPROVED): _("expires"),
            (EXPIRE, WAITING): _("expires, once approved"),
        }[self.act, self.state]


@dataclass
class MonthDay:
    """One square of the month."""

    day: Day
    in_month: bool
    is_today: bool
    entries: list[Entry] = field(default_factory=list)

    @property
    def is_plain(self) -> bool:
        """True when there is nothing to say of it: a list leaves it out."""
        return not self.entries and not self.day.name and not self.is_today

    @property
    def warns(self) -> bool:
        """True when something is to go public on a day off."""
        return self.day.is_off and any(entry.act == PUBLISH and entry.state != DONE for entry in self.entries)


def month_of(text: str) -> date:
    """Return the first day of a month such as `2026-10`; of anything else, of the current month."""
    try:
        first = datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007
    except ValueError:
        first = None
    if first is None or not FIRST_YEAR < first.year < LAST_YEAR:
        return timezone.localdate().replace(day=1)
    return first


def weeks_of(first: date) -> list[list[MonthDay]]:
    """Return the weeks, from Monday, that hold the month of `first`; the number of queries is constant."""
    dates = Calendar().monthdatescalendar(first.year, first.month)
    known = {day.date: day for day in days_between(dates[0][0], dates[-1][-1])}
    entries = defaultdict(list)
    for entry in entries_between(_midnight(dates[0][0]), _midnight(dates[-1][-1] + timedelta(days=1))):
        entries[timezone.localdate(entry.hour)].append(entry)
    today = timezone.localdate()
    return [
        [
            MonthDay(
                known[day],
                in_month=day.month == first.month,
                is_today=day == today,
                entries=sorted(entries[day], key=lambda entry: entry.hour),
            )
            for day in week
        ]
        for week in dates
    ]


def entries_between(start: datetime, end: datetime) -> list[Entry]:
    """Return what happens, or happened, from `start` to before `end`, in no order."""
    replaced = {}
    found = []
    for revision, kind, pk, title, go_live_at, expire_at in _approved():
        replaced[kind, pk] = go_live_at
        found += _entries(kind, pk, title, APPROVED, (PUBLISH, go_live_at), revision=revision)
        found += _entries(kind, pk, title, APPROVED, (EXPIRE, expire_at))
    for kind, pk, title, go_live_at, expire_at in _waiting():
        found += _entries(kind, pk, title, WAITING, (PUBLISH, go_live_at), (EXPIRE, expire_at))
    for kind, thing in _public(start, end):
        title, pk = str(thing), str(thing.pk)
        if thing.live:
            found += _entries(kind, pk, title, DONE, (PUBLISH, thing.go_live_at))
            # What an approved version replaces before it expires does not expire.
            if thing.expire_at and not replaced.get((kind, pk), thing.expire_at) < thing.expire_at:
                found += _entries(kind, pk, title, APPROVED, (EXPIRE, thing.expire_at))
        elif thing.expired:
            found += _entries(kind, pk, title, DONE, (EXPIRE, thing.expire_at))
    return [entry for entry in found if start <= entry.hour < end]


def _approved() -> Iterator[tuple[int, int, str, str, datetime, datetime | None]]:
    rows = Revision.objects.exclude(approved_go_live_at=None).annotate(expiry=KT("content__expire_at"))
    for revision, kind, pk, title, go_live_at, expiry in rows.values_list(
        "pk", "content_type_id", "object_id", "object_str", "approved_go_live_at", "expiry"
    ):
        yield revision, kind, pk, title, go_live_at, _moment(expiry)


def _waiting() -> Iterator[tuple[int, str, str, datetime | None, datetime | None]]:
    open_states = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, workflow_state__current_task_state=F("pk")
    )
    rows = Revision.objects.filter(pk__in=open_states.values("revision")).annotate(
        go_live=KT("content__go_live_at"), expiry=KT("content__expire_at")
    )
    rows = rows.exclude(go_live=None, expiry=None)
    for kind, pk, title, go_live, expiry in rows.values_list(
        "content_type_id", "object_id", "object_str", "go_live", "expiry"
    ):
        yield kind, pk, title, _moment(go_live), _moment(expiry)


def _public(start: datetime, end: datetime) -> Iterator[tuple[int, object]]:
    """What is or was public and has an hour in the time; pages as plain pages, with their own content type."""
    hours = Q(go_live_at__range=(start, end), live=True) | Q(expire_at__range=(start, end))
    for model in scheduled_models():
        kind = None if model is Page else ContentType.objects.get_for_model(model).pk
        for thing in model._base_manager.filter(hours):
            yield kind or thing.content_type_id, thing


def _entries(
    kind: int, pk: str, title: str, state: str, *hours: tuple[str, datetime | None], revision: int | None = None
) -> list[Entry]:
    model = ContentType.objects.get_for_id(kind).model_class()
    return [
        Entry(
            hour=timezone.localtime(hour),
            act=act,
            state=state,
            title=title,
            kind=str(model._meta.verbose_name),
            edit_url=edit_url_of(model(pk=pk)) or "",
            revision=revision,
        )
        for act, hour in hours
        if hour
    ]


def _moment(text: str | None) -> datetime | None:
    moment = parse_datetime(text) if text else None
    return timezone.make_aware(moment) if moment and timezone.is_naive(moment) else moment


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
