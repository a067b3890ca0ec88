from datetime import timedelta

import pgtrigger
from django.db import transaction
from django.utils import timezone

from .dependants.keeping import forget_dependants
from .guessing import forget_expired_counts
from .models import Correction, HeadingMemory, Look, RosterImport, SecondFactorRemoval, SignInCode
from .querysets import CORRECTIONS_KEPT_FOR, LOOKS_KEPT_FOR, ROSTER_FILE_KEPT_FOR, ROSTER_KEPT_FOR
from .roster.forgetting import drop_file, forget_what_was_read
from .roster.storage import RosterStorage
from .sessions.ending import forget_ended_sessions


def forget_expired() -> None:
    """Delete the files of rosters after three days, their rows after thirty, what came of them after two years.

    An import that nobody has applied by then is discarded with its file. docs/rules/roster.md says why. Who issued
    which sign-in code is forgotten two years after it expired, on which devices somebody was signed in when that is
    over, and how often somebody was wrong at the door when it no longer counts. Children who have been of age for
    a year go off the lists of dependants.
    """
    for pk in RosterImport.objects.with_expired_file().values_list("pk", flat=True):
        _forget_file(pk)
    for pk in RosterImport.objects.with_expired_rows().values_list("pk", flat=True):
        _forget_rows(pk)
    RosterImport.objects.expired().delete()
    HeadingMemory.objects.filter(used_at__lt=timezone.now() - ROSTER_KEPT_FOR).delete()
    SignInCode.objects.expired_record().delete()
    SecondFactorRemoval.objects.expired_record().delete()
    forget_ended_sessions()
    forget_expired_counts()
    _forget_looks()
    Correction.objects.filter(at__lt=timezone.now() - CORRECTIONS_KEPT_FOR).delete()
    forget_dependants()
    _remove_stray_files()


def _forget_looks() -> None:
    """The only way in which a look goes."""
    with pgtrigger.ignore("people.Look:is_forgotten_alone"):
        Look.objects.filter(hour__lt=timezone.now() - LOOKS_KEPT_FOR).delete()


@transaction.atomic
def _forget_file(pk: int) -> None:
    roster = _locked(pk)
    if roster is None or not roster.file:
        return
    if roster.state in RosterImport.OPEN_STATES:
        roster.state = RosterImport.State.DISCARDED
        roster.save(update_fields=["state"])
        forget_what_was_read(roster)
    drop_file(roster)


@transaction.atomic
def _forget_rows(pk: int) -> None:
    roster = _locked(pk)
    if roster is not None and roster.state not in RosterImport.WRITING_STATES:
        forget_what_was_read(roster)


def _locked(pk: int) -> RosterImport | None:
    """Return the import as it is now; none while somebody is at it, who may be applying it: an hour later will do."""
    return RosterImport.objects.select_for_update(skip_locked=True).filter(pk=pk).first()


def _remove_stray_files() -> None:
    """A process that died between its commit and the removal of a file leaves one that no import knows."""
    storage = RosterStorage()
    if not storage.exists(""):
        return
    known = set(RosterImport.objects.exclude(file="").values_list("file", flat=True))
    before = timezone.now() - ROSTER_FILE_KEPT_FOR + timedelta(days=1)
    for name in storage.listdir("")[1]:
        if name not in known and storage.get_modified_time(name) < before:
            storage.delete(name)
