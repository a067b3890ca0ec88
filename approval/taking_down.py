"""Taking what is public off the site at once. It needs no second person, but a second person is told."""

from django.db import models, transaction
from django.urls import reverse
from wagtail.actions.unpublish import UnpublishAction
from wagtail.models import Page

from notices.actions import notify
from people.models import Member, Role
from people.models.role_grant import APPROVING_ROLES

from .errors import NotPublic, NotYoursToTakeDown, RemarkMissing
from .lost_hours import hours_on_record
from .permissions import is_approver
from .publishing import lock_subject
from .queue import edit_url_of
from .recording import acting


@transaction.atomic
def take_down(thing: models.Model, by: Member, remark: str) -> None:
    """Make a page or snippet private again, say why, and tell its author, the other approvers and the administrator.

    A next version that was approved for an hour does not go public either; its author is told.

    Raises:
        NotYoursToTakeDown: `by` is no approver.
        RemarkMissing: nobody would know why.
        NotPublic: it is not public any more.
    """
    if not is_approver(by):
        raise NotYoursToTakeDown
    remark = remark.strip()
    if not remark:
        raise RemarkMissing
    # The worker locks it in the same way before it publishes the next version.
    thing = lock_subject(thing.get_base_content_type(), thing.pk)
    if thing is None or not thing.live:
        raise NotPublic
    author = thing.live_revision.user_id if thing.live_revision_id else getattr(thing, "owner_id", None)
    # What an emergency took off the site does not come back by itself: an approved next version loses its hour.
    with hours_on_record(thing, by=by, remark=remark), acting(by, remark=remark):
        _unpublish(thing, by)
    told = Member.objects.filter(models.Q(pk=author) | models.Q(pk__in=_who_watches())).exclude(pk=by.pk)
    notify(
        told.distinct(),
        kind="approval.taken_down",
        key=f"approval.taken_down.{thing._meta.label_lower}.{thing.pk}.{thing.latest_revision_id}",
        places={"title": thing, "by": by.get_full_name(), "remark": remark},
        link=edit_url_of(thing) or reverse("wagtailadmin_home"),
    )


def _unpublish(thing: models.Model, by: Member) -> None:
    if isinstance(thing, Page):
        thing.unpublish(user=by)
    else:
        # Wagtail asks for the permission to publish, which nobody holds.
        UnpublishAction(thing, user=by).execute(skip_permission_checks=True)


def _who_watches():
    return Member.objects.holding(*APPROVING_ROLES, Role.ADMINISTRATOR).values("pk")
