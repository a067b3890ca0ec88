"""Evidence of a club for a criterion: files, which lie sealed, and what the club has on the site."""

from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction

from people.models import Member
from signups.answers.files import CheckedFile, check_file
from signups.answers.questions import FILE, PDF, PICTURE, WORD, Question

from ..models import ClubRating, RatingCriterion, RatingEvidence
from .assessing import check_may_write
from .errors import TooMuchEvidence
from .figures import Counted, figures
from .locking import lock_entry
from .storage import EvidenceStorage

MOST_FOR_ONE = 6
# What a file may be, by its content as well as by its name.
EVIDENCE = Question("evidence", FILE, "", more={"kinds": [PICTURE, PDF, WORD], "megabytes": 10})


def checked(upload) -> CheckedFile:
    """Return an uploaded file as it may be kept. Raises ValidationError."""
    return check_file(upload, EVIDENCE)


def things_of(entry: ClubRating) -> list[Counted]:
    """Return what the club has on the site of this year: each address once, in the order of the figures."""
    found: dict[str, Counted] = {}
    for figure in figures():
        for thing in figure.counted(entry.club, entry.round.year):
            if thing.link:
                found.setdefault(thing.link, thing)
    return list(found.values())


@transaction.atomic
def attach(entry: ClubRating, criterion: RatingCriterion, file: CheckedFile, by: Member) -> RatingEvidence:
    """Keep a file; it is deleted again unless the transaction is committed.

    Raises NotItsLeader, WrongPhase, TooLate, HandedInBefore, TooMuchEvidence.
    """
    entry = _room_for_more(entry, criterion, by)
    row = RatingEvidence(entry=entry, criterion=criterion, name=file.name, size=len(file.content), added_by=by)
    row.file.save(uuid4().hex, ContentFile(file.content), save=False)
    transaction.on_commit(_Uncommitted(row.file.name))
    row.save()
    return row


@transaction.atomic
def point_at(entry: ClubRating, criterion: RatingCriterion, thing: Counted, by: Member) -> RatingEvidence:
    """Point at something that the club has on the site; the same thing twice is one.

    Raises NotItsLeader, WrongPhase, TooLate, HandedInBefore, TooMuchEvidence.
    """
    known = RatingEvidence.objects.filter(entry=entry, criterion=criterion, link=thing.link).first()
    entry = _room_for_more(entry, criterion, by)
    return known or RatingEvidence.objects.create(
        entry=entry, criterion=criterion, name=thing.title[:160], link=thing.link, added_by=by
    )


@transaction.atomic
def remove(row: RatingEvidence, by: Member) -> None:
    """Take a piece of evidence away, its file once that is committed.

    Raises NotItsLeader, WrongPhase, TooLate, HandedInBefore.
    """
    check_may_write(lock_entry(row.entry_id), by)
    delete_evidence(row)


def delete_evidence(row: RatingEvidence) -> None:
    name = row.file.name
    row.delete()
    if name:
        transaction.on_commit(lambda: EvidenceStorage().delete(name))


def _room_for_more(entry: ClubRating, criterion: RatingCriterion, by: Member) -> ClubRating:
    entry = lock_entry(entry.pk)
    check_may_write(entry, by)
    if entry.evidence.filter(criterion=criterion).count() >= MOST_FOR_ONE:
        raise TooMuchEvidence(MOST_FOR_ONE)
    return entry


class _Uncommitted:
    """A file whose transaction is not over: a rollback forgets whatever waits for the commit, this too, and the file
    goes. One whose process was killed is found by `retention.sweep`.
    """

    def __init__(self, name: str):
        self.name, self.is_committed = name, False

    def __call__(self) -> None:
        self.is_committed = True

    def __del__(self) -> None:
        if not self.is_committed:
            EvidenceStorage().delete(self.name)
