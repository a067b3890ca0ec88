"""What an author does with works: hand in, replace, withdraw."""

from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.actions.unpublish import UnpublishAction
from wagtail.models import TaskState, WorkflowState

from approval.errors import AlreadyDecided
from approval.lost_hours import hours_on_record
from approval.publishing import lock_subject
from approval.recording import acting
from approval.withdrawing import withdraw as take_back
from people.models import Member

from ..models import Call, CallKind, Work
from .errors import (
    CallClosed,
    LimitReached,
    NoSuchKind,
    NotAgreed,
    NotForYou,
    NotOpenYet,
    NotYours,
    SameTitle,
    WorkLookedAt,
    WorkShown,
    WorkWithdrawn,
)
from .pictures import keep_picture


@dataclass(frozen=True)
class Contents:
    """What is handed in. `picture` is a checked file, None for a text, or where the picture stays."""

    title: str
    text: str = ""
    picture: ContentFile | None = None
    description: str = ""
    people_agreed: bool = False


@transaction.atomic
def hand_in(call: Call, author: Member, kind: CallKind, contents: Contents, *, agreed: bool) -> Work:
    """Hand in a work: a draft, which only its author and the office see until it is approved.

    Raises:
        NotOpenYet, CallClosed, NotForYou: nothing is taken, or not from this member.
        NotAgreed: the author does not agree to its being shown.
        NoSuchKind, LimitReached, SameTitle: this work is not taken.
    """
    refuse_unless_open(call, author)
    if not agreed:
        raise NotAgreed
    if kind.call_id != call.pk:
        raise NoSuchKind
    # Of two phones in one hand the second waits, and then counts what the first has handed in.
    Member.objects.select_for_update(no_key=True).get(pk=author.pk)
    own = Work.objects.standing().filter(call=call, author=author)
    if own.count() >= call.limit:
        raise LimitReached(call.limit)
    if own.filter(title=contents.title).exists():
        raise SameTitle
    work = Work(call=call, author=author, kind=kind.name, title=contents.title, text=contents.text)
    work.agreed_to = call.consent
    work.picture = _kept(contents, call, author)
    work.save()
    work.save_revision(user=author)
    return work


@transaction.atomic
def replace(work: Work, author: Member, contents: Contents) -> Work:
    """Put another picture, title or text in the place of what was handed in.

    Raises:
        NotYours, WorkWithdrawn, WorkLookedAt, WorkShown: it is not the author's to change now.
        CallClosed: the time for that is over.
        SameTitle: another of the author's works is called so.
    """
    work = _locked(work)
    refuse_unless_replaceable(work, author)
    if Work.objects.standing().filter(call=work.call, author=author, title=contents.title).exclude(pk=work.pk).exists():
        raise SameTitle
    former = work.picture if contents.picture else None
    work.title, work.text = contents.title, contents.text
    if contents.picture:
        work.picture = _kept(contents, work.call, author)
    elif work.picture and contents.description and contents.description != work.picture.description:
        work.picture.description = contents.description
        work.picture.save(update_fields=["description"])
    work.save()
    latest = work.latest_revision
    # What was never submitted need not be kept; what was is part of the record of its approval.
    is_only_draft = latest.user_id == author.pk and not TaskState.objects.filter(revision=latest).exists()
    work.save_revision(user=author, overwrite_revision=latest if is_only_draft else None)
    if former and is_only_draft:
        former.delete()
    return work


@transaction.atomic
def withdraw(work: Work, author: Member) -> None:
    """Take a work away for good, whatever has become of it: what was shown is off the site at once.

    An author's consent ends when the author says so; the office is not asked. Votes for it are not counted.

    Raises:
        NotYours, WorkWithdrawn: it is not the author's to withdraw.
    """
    if work.author_id != author.pk:
        raise NotYours
    state = work.current_workflow_state
    if state:
        # Approved this moment, it is shown, and taken down below.
        with suppress(AlreadyDecided):
            take_back(state, user=author)
    work = _locked(work)
    if work.withdrawn_at:
        raise WorkWithdrawn
    with translation.override(settings.LANGUAGE_CODE):
        remark = _("Withdrawn by its author")
    if work.live:
        with hours_on_record(work, by=author, remark=remark), acting(author, remark=remark):
            UnpublishAction(work, user=author).execute(skip_permission_checks=True)
    Work.objects.filter(pk=work.pk).update(withdrawn_at=timezone.now())


def refuse_unless_open(call: Call, author: Member) -> None:
    """Raise NotOpenYet, CallClosed or NotForYou where `author` cannot hand anything in to `call` now."""
    if not call.live or call.opens_at > timezone.now():
        raise NotOpenYet(call.opens_at)
    if call.is_over:
        raise CallClosed(call.closes_at)
    if call.audience and not call.audience.includes(author):
        raise NotForYou(call.audience.why_not(author))


def refuse_unless_replaceable(work: Work, author: Member) -> None:
    """Raise NotYours, WorkWithdrawn, WorkShown, WorkLookedAt or CallClosed where `author` cannot change `work`."""
    if work.author_id != author.pk:
        raise NotYours
    if work.withdrawn_at:
        raise WorkWithdrawn
    if work.live or work.first_published_at:
        raise WorkShown
    state = work.current_workflow_state
    if state and state.status == WorkflowState.STATUS_IN_PROGRESS:
        raise WorkLookedAt
    if work.call.is_over:
        raise CallClosed(work.call.closes_at)


def _kept(contents: Contents, call: Call, author: Member):
    if contents.picture is None:
        return None
    return keep_picture(
        contents.picture,
        title=call.title,
        description=contents.description or contents.title,
        people_agreed=contents.people_agreed,
        by=author,
    )


def _locked(work: Work) -> Work:
    return lock_subject(work.get_base_content_type(), work.pk)
