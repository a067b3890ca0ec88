"""The draft of a list that another room has worked out. The office completes it and sends it to its approval."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import models, transaction
from django.utils.html import linebreaks

from people.models import Member

from ..errors import AlreadyInEffect, NobodyOnTheList, WaitsForApproval
from ..models import Publication, PublicationLine, Standing

# What the office has entered once stands in the next draft too.
CONTACTS = ["contact_name", "contact_phone", "supervision_phone"]


@dataclass(frozen=True)
class Line:
    """One line of a list: a member, or whoever `name` says. `cells` belong to the columns, in their order."""

    member: Member | None = None
    name: str = ""
    department: str = ""
    cells: Sequence[str] = ()
    heading: str = ""
    outcome: str = ""

    def as_row(self, position: int) -> PublicationLine:
        department = self.department
        if not department and self.member and self.member.department:
            department = self.member.department.name
        return PublicationLine(
            member=self.member,
            name=self.name or (self.member.name if self.member else ""),
            department=department,
            cells=[str(cell) for cell in self.cells],
            heading=self.heading,
            outcome=self.outcome,
            position=position,
        )


@transaction.atomic
def draft(
    subject: models.Model, *, by: Member, title: str, introduction: str, columns: Sequence[str], lines: Iterable[Line]
) -> Publication:
    """Make the draft of the list that decides about `subject`, or write it anew; nothing is public by that.

    `introduction` is plain text. While an earlier wording stands, the days begin again once this one is approved.

    Raises:
        AlreadyInEffect: what the list decided has happened.
        WaitsForApproval: a version of it has been submitted.
        NobodyOnTheList: there are no lines.
    """
    rows = [line.as_row(position) for position, line in enumerate(lines)]
    if not rows:
        raise NobodyOnTheList
    publication = _draft_of(subject)
    publication.title = title[: Publication._meta.get_field("title").max_length]
    publication.introduction = linebreaks(introduction)
    publication.columns = [str(column) for column in columns]
    publication.lines.set(rows)
    if publication.pk is None:
        publication.save()
    # The office has still to complete it.
    publication.save_revision(user=by, log_action=True, clean=False)
    return publication


def _draft_of(subject: models.Model) -> Publication:
    """Return what is written of the list now, under the lock of its row; a new one where there is none."""
    kept = Publication.objects.of(subject).select_for_update(no_key=True, of=("self",)).first()
    if kept is None:
        return Publication(subject=subject, **_last_contacts())
    if Standing.objects.filter(publication=kept, ending=Standing.Ending.IN_EFFECT).exists():
        raise AlreadyInEffect
    if kept.workflow_in_progress:
        raise WaitsForApproval
    return kept.get_latest_revision_as_object()


def _last_contacts() -> dict[str, str]:
    return Publication.objects.order_by("-pk").values(*CONTACTS).first() or {}
