"""Cancelling an hour that was approved: what has not gone public yet stays a draft."""

from django.db import models, transaction
from wagtail.models import Revision

from notices.actions import notify
from people.models import Member
from people.models.role_grant import APPROVING_ROLES

from .announcements import author_of, in_the_sites_language
from .errors import NothingScheduled, NotYoursToUnschedule, RemarkMissing
from .hours import in_words
from .models import Act, MissedHour
from .permissions import is_approver
from .publishing import lock_subject
from .queue import edit_url_of
from .recording import record


@transaction.atomic
def unschedule(revision: Revision, by: Member, remark: str) -> None:
    """Take the approved hour of a page's or snippet's version away and say why; it comes back through an approval.

    Raises:
        NotYoursToUnschedule: `by` is no approver.
        RemarkMissing: nobody would know why.
        NothingScheduled: it has no hour any more.
    """
    if not is_approver(by):
        raise NotYoursToUnschedule
    remark = remark.strip()
    if not remark:
        raise RemarkMissing
    # The worker locks the thing before it publishes: whoever comes second finds nothing to do.
    thing = lock_subject(revision.base_content_type, revision.object_id)
    scheduled = Revision.objects.filter(pk=revision.pk).exclude(approved_go_live_at=None).first()
    if thing is None or scheduled is None:
        raise NothingScheduled
    hour, scheduled.approved_go_live_at = scheduled.approved_go_live_at, None
    scheduled.save(user=by, update_fields=["approved_go_live_at"])
    MissedHour.objects.filter(
        act=MissedHour.Act.PUBLISH, content_type=scheduled.base_content_type_id, object_id=scheduled.object_id
    ).delete()
    record(Act.UNSCHEDULED, thing=thing, revision=scheduled, actor=by, remark=remark)
    _tell(thing, scheduled, hour, by, remark)


@in_the_sites_language
def _tell(thing: models.Model, revision: Revision, hour, by: Member, remark: str) -> None:
    """Tell its author and the other approvers."""
    author = author_of(revision, thing)
    watching = Member.objects.holding(*APPROVING_ROLES).values("pk")
    told = Member.objects.filter(models.Q(pk=author.pk if author else None) | models.Q(pk__in=watching))
    notify(
        told.exclude(pk=by.pk).distinct(),
        kind="approval.unscheduled",
        key=f"approval.unscheduled.{revision.pk}.{int(hour.timestamp())}",
        places={
            "title": revision.object_str,
            "by": by.get_full_name(),
            "hour": in_words(hour),
            "remark": remark,
        },
        link=edit_url_of(thing) or "",
    )
