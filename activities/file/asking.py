"""Asking for the file of an activity, and throwing one away."""

from django.db import transaction

from people.models import Member

from ..models import ActivityFile
from .errors import AlreadyTaken, NoDates
from .handouts import settle, unsettle
from .making import delete_made
from .subject import Subject
from .work import set_to_work


@transaction.atomic
def ask_for(subject: Subject, by: Member) -> ActivityFile:
    """Have the file made by a job, for whoever asks; asked for again while it is being made, it is the same one.

    The lists of things given out are settled with it.

    Raises:
        NoDates: nothing took place in the period.
    """
    if not subject.sessions:
        raise NoDates
    file, is_new = ActivityFile.objects.get_or_create(
        state__in=ActivityFile.OPEN_STATES,
        offering=subject.offering,
        session=subject.session,
        begins_on=subject.begins_on,
        ends_on=subject.ends_on,
        asked_by=by,
    )
    if is_new:
        settle(subject.sessions)
        set_to_work(file.pk)
    return file


@transaction.atomic
def discard(file: ActivityFile) -> None:
    """Throw a file away that is ready, or that failed; the lists settled with it may be changed again.

    Raises:
        AlreadyTaken: it was downloaded, and lies somewhere.
    """
    file = ActivityFile.objects.select_for_update(of=("self",)).select_related("offering").get(pk=file.pk)
    if file.downloaded_at:
        raise AlreadyTaken
    if file.state not in (ActivityFile.State.READY, ActivityFile.State.FAILED):
        return
    ActivityFile.objects.filter(pk=file.pk).update(state=ActivityFile.State.DISCARDED, archive="", pdf="")
    unsettle(Subject.of_file(file).sessions)
    transaction.on_commit(lambda: delete_made(file))
