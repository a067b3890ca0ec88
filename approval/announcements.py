"""Who is told of what happened at an hour: the author, and of what failed also the administrator."""

from functools import wraps

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from wagtail.models import Revision, WorkflowState

from notices.actions import notify
from people.actions import GROUP_NAMES, refresh_due_roles
from people.models import Member, Role

from .hours import in_words
from .models import MissedHour
from .queue import edit_url_of


def in_the_sites_language(tell):
    """Let `tell` write the site's language: notices are stored as text, and workers speak no language of their own."""

    @wraps(tell)
    def telling(*args, **kwargs):
        with translation.override(settings.LANGUAGE_CODE):
            return tell(*args, **kwargs)

    return telling


def holders_of(role: Role):
    """Return the active members who hold a role now."""
    refresh_due_roles()
    return Member.objects.filter(is_active=True, groups__name=GROUP_NAMES[role]).distinct()


def author_of(revision: Revision | None, thing=None) -> Member | None:
    """Return who submitted a revision; failing that who wrote it, or who owns the thing."""
    if revision:
        submission = (
            WorkflowState.objects.filter(current_task_state__revision=revision).select_related("requested_by").last()
        )
        if submission and submission.requested_by:
            return submission.requested_by
        if revision.user:
            return revision.user
    return getattr(thing, "owner", None)


def _tell(people, *, kind: str, thing, hour, places: dict, link: str, wording: str = "") -> None:
    notify(
        [person for person in people if person],
        kind=kind,
        wording=wording,
        key=f"{kind}.{thing}.{int(hour.timestamp())}",
        places={"hour": in_words(hour), **places},
        link=link,
    )


@in_the_sites_language
def tell_of_publication(thing, revision: Revision, hour) -> None:
    """Tell the author that it has gone public at its hour."""
    _tell(
        [author_of(revision, thing)],
        kind="approval.published",
        thing=f"{revision.base_content_type_id}.{thing.pk}",
        hour=hour,
        places={"title": str(revision.object_str)},
        link=edit_url_of(thing),
    )


@in_the_sites_language
def tell_of_expiry(thing, revision: Revision | None, hour) -> None:
    """Tell the author that it is public no longer."""
    _tell(
        [author_of(revision, thing)],
        kind="approval.expired",
        thing=f"{thing._meta.label_lower}.{thing.pk}",
        hour=hour,
        places={"title": str(thing)},
        link=edit_url_of(thing),
    )


@in_the_sites_language
def tell_of_missed_hour(missed: MissedHour) -> None:
    """Tell author and administrators that something failed; once for each hour that was missed."""
    if missed.act == MissedHour.Act.PUBLISH:
        revisions = Revision.objects.filter(base_content_type=missed.content_type, object_id=missed.object_id)
        revision = revisions.filter(approved_go_live_at=missed.due_at).order_by("pk").last()
    else:
        thing = missed.content_type.model_class()._base_manager.filter(pk=missed.object_id).first()
        revision = thing and thing.live_revision
    _tell(
        [author_of(revision), *holders_of(Role.ADMINISTRATOR)],
        kind="approval.hour_missed",
        thing=f"{missed.act}.{missed.content_type_id}.{missed.object_id}",
        wording=missed.act,
        hour=missed.due_at,
        places={"title": missed.title, "reason": missed.reason},
        link=reverse("approval_calendar"),
    )
