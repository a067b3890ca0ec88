"""Making the file of an activity, as a job does it. A worker may die in the middle: the next attempt begins anew."""

import logging
import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from people.models import Member
from people.paper import letterhead
from people.privacy.looks import note_look
from signups.models import Session
from signups.rules import may_take_names_away

from ..models import ActivityFile, SessionDocument
from .archive import Archive
from .binding import Binding
from .handouts import unsettle
from .looking import MADE, place_of
from .parts.people import attendance_count, sign_ups_count
from .registry import File, Part, parts
from .storage import ActivityFileStorage
from .subject import Subject

logger = logging.getLogger(__name__)

State = ActivityFile.State
ATTEMPTS = 3


class Superseded(Exception):
    """Another attempt makes this file by now, since this one was taken for dead."""


def make(pk: int) -> None:
    """Make a file that waits, or that a dead worker has left behind."""
    attempt = _begin(pk)
    if attempt is None:
        return
    file = ActivityFile.objects.select_related("offering", "session__offering", "session__venue", "asked_by").get(pk=pk)
    storage = ActivityFileStorage()
    archive, pdf = (f"made/{uuid4().hex}" for _each in range(2))
    try:
        with translation.override(settings.LANGUAGE_CODE), _folder(storage) as folder:
            _make(file, folder, Path(storage.path(archive)), Path(storage.path(pdf)), _ticker(pk, attempt))
    except Superseded:
        _delete(storage, archive, pdf)
        return
    except Exception:
        _delete(storage, archive, pdf)
        give_up(pk, attempt, _("It failed; the log of the site says why. Nothing that was collected is lost."))
        raise
    finish(file, attempt, archive, pdf)


def _begin(pk: int) -> int | None:
    """Return the number of this attempt; None for a file that is no longer wanted."""
    open_ones = ActivityFile.objects.filter(pk=pk, state__in=ActivityFile.OPEN_STATES)
    begun = open_ones.update(
        state=State.MAKING, attempt=F("attempt") + 1, seen_at=timezone.now(), done=0, steps=0, trouble=""
    )
    return ActivityFile.objects.values_list("attempt", flat=True).get(pk=pk) if begun else None


def _ticker(pk: int, attempt: int) -> Callable[..., None]:
    mine = ActivityFile.objects.filter(pk=pk, attempt=attempt, state=State.MAKING)

    def tick(**changes) -> None:
        """Say that one more step is done. Raises Superseded."""
        if not mine.update(seen_at=timezone.now(), **(changes or {"done": F("done") + 1})):
            raise Superseded

    return tick


def _make(file: ActivityFile, folder: Path, archive_path: Path, pdf_path: Path, tick: Callable[..., None]) -> None:
    subject, reader = Subject.of_file(file), file.asked_by
    chosen = parts_for(subject, reader)
    # Each file is written once and printed once; and the PDF takes its time.
    tick(steps=sum(max(part.count(subject, reader), 1) for part in chosen) * 2 + 1)
    binding = Binding(folder)
    with Archive(archive_path) as archive:
        written = _write(archive, subject, reader, chosen, tick)
        for part in chosen:
            binding.add(part.folder, written[part.key], tick)
        missing = [part.title for part in chosen if part.is_expected and not written[part.key]]
        facts, note = facts_of(subject), _note(reader)
        said = {"title": subject.title, "facts": facts, "missing": missing, **note}
        file.pages = binding.into(pdf_path, **said)
        tick()
        archive.add_pdf(pdf_path)
        archive.add_index(subject.title, facts, missing, f"{note['made_by']} 于 {note['printed_at']} 汇编")
    if may_name(subject, reader):
        file.people = max(sign_ups_count(subject, reader), attendance_count(subject, reader))


def _write(archive: Archive, subject: Subject, reader: Member, chosen: list[Part], tick) -> dict[str, list]:
    """Write every file of every part into the archive; returns them with their names, by the part they stand in."""
    folders = {part.key: part.folder for part in chosen}
    attached = _documents(subject)
    written: dict[str, list[tuple[str, File]]] = defaultdict(list)
    for part in chosen:
        for file in chain(part.of(subject, reader), attached[part.key]):
            key = file.into if file.into in folders else part.key
            try:
                written[key].append((archive.add(folders[key], file), file))
            except FileNotFoundError:
                # Somebody took it out meanwhile, or its hour had come: the others are whole.
                logger.warning("a file of part %s is gone", key)
            tick()
    return written


def _documents(subject: Subject) -> dict[str, list[File]]:
    found = defaultdict(list)
    for document in SessionDocument.objects.filter(session__in=subject.sessions).select_related("session"):
        name = subject.named(document.session, document.name)
        found[document.part].append(File(name, document.file.open))
    return found


def parts_for(subject: Subject, reader: Member) -> list[Part]:
    """Return the parts that `reader` may take away: of what is confidential those without names."""
    names = may_name(subject, reader)
    return [part for part in parts() if names or not part.names_people]


def may_name(subject: Subject, reader: Member) -> bool:
    return may_take_names_away(subject.session or Session(offering=subject.offering), reader)


def facts_of(subject: Subject) -> list[tuple[str, str]]:
    about = subject.about
    facts = [
        ("活动类别", str(about.get("kind", ""))),
        ("俱乐部", str(subject.club or "")),
        ("承办部门", str(about.get("organiser", ""))),
        ("时间", subject.when),
        ("地点", subject.where),
        ("联系人", subject.offering.contact.name if subject.offering.contact else ""),
    ]
    return [(label, words) for label, words in facts if words]


def _note(reader: Member) -> dict[str, str]:
    return {
        "letterhead": letterhead(),
        "made_by": reader.name,
        "printed_at": f"{timezone.localtime():%Y-%m-%d %H:%M}",
    }


def finish(file: ActivityFile, attempt: int, archive: str, pdf: str) -> None:
    """Hand a file over to whoever asked for it, unless another attempt has taken it over."""
    storage = ActivityFileStorage()
    for name in (archive, pdf):
        os.chmod(storage.path(name), 0o600)
    mine = ActivityFile.objects.filter(pk=file.pk, attempt=attempt, state=State.MAKING)
    with transaction.atomic():
        handed_over = mine.update(
            state=State.READY,
            archive=archive,
            pdf=pdf,
            archive_size=storage.size(archive),
            pages=file.pages,
            people=file.people,
            made_at=timezone.now(),
        )
        if handed_over:
            note_look(file.asked_by, MADE, subject_id=place_of(file), people=file.people)
    if not handed_over:
        _delete(storage, archive, pdf)


@transaction.atomic
def give_up(pk: int, attempt: int, sentence: str) -> None:
    """Leave it with a sentence; what was settled for it may be changed again."""
    mine = ActivityFile.objects.filter(pk=pk, attempt=attempt, state__in=ActivityFile.OPEN_STATES)
    if mine.update(state=State.FAILED, trouble=sentence[:200]):
        unsettle(
            Subject.of_file(ActivityFile.objects.select_related("offering", "session__offering").get(pk=pk)).sessions
        )


def delete_made(file: ActivityFile) -> None:
    """Delete archive and PDF, if there are any."""
    _delete(ActivityFileStorage(), *[made.name for made in (file.archive, file.pdf) if made])


def _delete(storage: ActivityFileStorage, *names: str) -> None:
    for name in names:
        storage.delete(name)


@contextmanager
def _folder(storage: ActivityFileStorage) -> Iterator[Path]:
    """Give an empty folder that goes with everything in it; one that a dead worker left, the night takes away."""
    folder = Path(storage.path(f"work/{uuid4().hex}"))
    for each in (folder, Path(storage.path("made"))):
        each.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
