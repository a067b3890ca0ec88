"""Approved hours that another act takes away: a newer approval, a taking down, an outage. Each goes on record."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Revision, WorkflowState

from notices.actions import notify

from .hours import in_words
from .models.record import Act, ApprovalRecord
from .recording import lock_all, record


@dataclass(frozen=True)
class ApprovedHour:
    """`scheduled` is the record that put the revision on the schedule; None where nothing on record did."""

    revision: Revision
    at: datetime
    scheduled: ApprovalRecord | None

    @property
    def submission(self) -> int | None:
        return self.scheduled.submission if self.scheduled else None


def approved_hours_of(thing: models.Model) -> list[ApprovedHour]:
    """Return the hours at which versions of a page or snippet are to go public: one, unless something went wrong."""
    return [
        ApprovedHour(revision, revision.approved_go_live_at, _scheduled(revision))
        for revision in thing.revisions.exclude(approved_go_live_at=None).select_related("user").order_by("pk")
    ]


def _scheduled(revision: Revision) -> ApprovalRecord | None:
    return ApprovalRecord.objects.filter(revision=revision.pk, act=Act.SCHEDULED).first()


@contextmanager
def hours_on_record(
    thing: models.Model, *, submission: int | None = None, by=None, on_behalf_of=None, remark: str = ""
) -> Iterator[None]:
    """Record each approved hour of `thing` that the block takes away, and tell who had submitted that version.

    To be called in the transaction of the act. `submission` is the one that the block carries out, whose own hour is
    kept or comes true; `remark` says why the others go, by default because a newer version was approved.
    """
    # Under the lock that the worker takes as well: an hour that comes true at this moment is not lost.
    lock_all([thing])
    hours = [hour for hour in approved_hours_of(thing) if submission is None or hour.submission != submission]
    yield
    for hour in hours:
        if _is_lost(hour):
            with translation.override(settings.LANGUAGE_CODE):
                why = remark or _("A newer version was approved in its place.")
                row = record_lost_hour(thing, hour, remark=why, by=by, on_behalf_of=on_behalf_of)
                _tell(row, hour, by, why, instead=submission)


def record_lost_hour(
    thing: models.Model, hour: ApprovedHour, *, remark: str, by=None, on_behalf_of=None
) -> ApprovalRecord:
    """Record that a version does not go public at its hour, in the course of its submission."""
    seen = {"follows": hour.scheduled} if hour.scheduled else {"revision": hour.revision}
    title = str(hour.revision.object_str)
    return record(Act.UNSCHEDULED, thing=thing, title=title, actor=by, on_behalf_of=on_behalf_of, remark=remark, **seen)


def _is_lost(hour: ApprovedHour) -> bool:
    """True when the version has no hour any more, or has one by another submission of the same words."""
    if not Revision.objects.filter(pk=hour.revision.pk).exclude(approved_go_live_at=None).exists():
        return True
    return _scheduled(hour.revision) != hour.scheduled


def _tell(row: ApprovalRecord, hour: ApprovedHour, by, why: str, *, instead: int | None) -> None:
    """Tell who had submitted it, unless it was that person who did it, or who submitted the newer version."""
    courses = WorkflowState.objects.filter(pk__in=[hour.submission, instead]).select_related("requested_by")
    submitters = {course.pk: course.requested_by for course in courses}
    author = submitters.get(hour.submission) or hour.revision.user
    if author is None or author in (by, submitters.get(instead)):
        return
    notify(
        [author],
        kind="approval.unscheduled",
        wording="taken" if by else "lost",
        key=f"approval.unscheduled.{row.number}",
        places={
            "title": hour.revision.object_str,
            "hour": in_words(hour.at),
            "by": by.get_full_name() if by else "",
            "why": why,
        },
        link=reverse("approval_item", args=[hour.submission]) if hour.submission in submitters else "",
    )
