"""How long files of activities, and what was collected for them, are kept."""

import logging
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from signups.retention import KEPT_FOR

from ..models import ActivityFile, Handout, SessionChoice, SessionDocument, SessionPhoto
from .documents import remove_document
from .handouts import unsettle
from .making import ATTEMPTS, delete_made, give_up
from .photos import remove_photo
from .storage import ActivityFileStorage
from .subject import Subject
from .work import set_to_work

logger = logging.getLogger(__name__)

# The accounts of a year are closed and looked through in the next one.
CONTENTS_KEPT_FOR = timedelta(days=2 * 365)
# Who made which file, after the file itself.
NOTES_KEPT_FOR = timedelta(days=3 * 365)
# A request that still stores a file, and an attempt that still writes one, are over long before.
STRAY_AFTER = timedelta(hours=6)


def look_after_silent() -> None:
    """Set a file to work again whose worker has died; after some attempts leave it with a sentence."""
    for file in ActivityFile.objects.silent():
        if file.attempt >= ATTEMPTS:
            give_up(
                file.pk,
                file.attempt,
                _("It was broken off %(count)d times. Ask the administrator, then make it again.")
                % {"count": ATTEMPTS},
            )
        else:
            set_to_work(file.pk)


def delete_expired() -> int:
    """Delete archives that have lain ready for some days; returns how many. One that nobody has downloaded is as if it
    had been discarded: it lies nowhere.
    """
    expired = list(ActivityFile.objects.expired().select_related("offering", "session__offering"))
    for file in expired:
        _delete_expired(file)
    return len(expired)


@transaction.atomic
def _delete_expired(file: ActivityFile) -> None:
    ready = ActivityFile.objects.filter(pk=file.pk, state=ActivityFile.State.READY)
    if not ready.filter(downloaded_at=None).update(state=ActivityFile.State.DISCARDED, archive="", pdf=""):
        ready.update(state=ActivityFile.State.EXPIRED, archive="", pdf="")
    unsettle(Subject.of_file(file).sessions)
    transaction.on_commit(lambda: delete_made(file))


def forget_expired() -> None:
    """Let go of what is kept no longer, counted from the end of the date. One that fails keeps no other."""
    now = timezone.now()
    delete_expired()
    before = now - CONTENTS_KEPT_FOR
    failed = _each(SessionPhoto.objects.filter(session__ends_at__lt=before), remove_photo)
    failed += _each(SessionDocument.objects.filter(session__ends_at__lt=before), remove_document)
    SessionChoice.objects.filter(session__ends_at__lt=before).delete()
    old = Handout.objects.filter(session__ends_at__lt=now - KEPT_FOR)
    old.update(settled_at=None)
    old.delete()
    gone = [ActivityFile.State.EXPIRED, ActivityFile.State.DISCARDED, ActivityFile.State.FAILED]
    ActivityFile.objects.filter(state__in=gone, asked_at__lt=now - NOTES_KEPT_FOR).delete()
    sweep(now - STRAY_AFTER)
    if failed:
        raise RuntimeError(f"{failed} files of activities could not be deleted; see the log.")


def _each(rows: QuerySet, delete: Callable) -> int:
    failed = 0
    for row in rows:
        try:
            delete(row)
        except Exception:
            logger.exception("%s could not be deleted", row)
            failed += 1
    return failed


def sweep(before: datetime) -> int:
    """Delete files that no row knows, and folders of attempts: their process was killed. Returns how many."""
    storage, gone = ActivityFileStorage(), 0
    work = Path(storage.path("work"))
    for folder in work.iterdir() if work.exists() else ():
        if folder.stat().st_mtime < before.timestamp():
            shutil.rmtree(folder, ignore_errors=True)
            gone += 1
    known = _known()
    for name in storage.older_than(before):
        if name not in known:
            storage.delete(name)
            gone += 1
    return gone


def _known() -> set[str]:
    fields = [
        *[(ActivityFile, name) for name in ("archive", "pdf")],
        *[(SessionPhoto, name) for name in ("file", "small")],
        (SessionDocument, "file"),
    ]
    return {
        name for model, field in fields for name in model.objects.exclude(**{field: ""}).values_list(field, flat=True)
    }
