from datetime import timedelta

from django.utils import timezone

from .models import Look, RosterImport, RosterRow
from .querysets import LOOKS_KEPT_FOR, ROSTER_FILE_KEPT_FOR
from .roster.applying import drop_file
from .roster_storage import RosterStorage


def forget_expired() -> None:
    """Delete the files of rosters after three days, their rows after thirty, what came of them after two years.

    An import that nobody has applied by then is discarded with its file. docs/rules/roster.md says why.
    """
    for roster in RosterImport.objects.with_expired_file():
        if roster.state in RosterImport.OPEN_STATES:
            roster.rows.all().delete()
            roster.state = RosterImport.State.DISCARDED
            roster.save(update_fields=["state"])
        drop_file(roster)
    RosterRow.objects.filter(roster__in=RosterImport.objects.with_expired_rows()).delete()
    RosterImport.objects.expired().delete()
    Look.objects.filter(on__lt=timezone.localdate() - LOOKS_KEPT_FOR).delete()
    _remove_stray_files()


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
