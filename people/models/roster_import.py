import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..querysets import RosterImportQuerySet, RosterRowQuerySet
from ..roster.storage import RosterStorage
from .fields import employee_number_field, person_name_field


def place_of_file(roster: "RosterImport", name: str) -> str:
    """A name that says nothing; what the file was called stands in `file_name`."""
    return f"{uuid.uuid4()}"


class RosterImport(models.Model):
    """One roster on its way in: uploaded, read and compared, applied, perhaps undone. README.md says what is kept."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("uploaded")
        READING = "reading", _("being compared")
        UNREADABLE = "unreadable", _("could not be read")
        COMPARED = "compared", _("compared")
        APPLYING = "applying", _("being applied")
        APPLIED = "applied", _("applied")
        UNDOING = "undoing", _("being undone")
        UNDONE = "undone", _("undone")
        DISCARDED = "discarded", _("discarded")

    class Covers(models.TextChoices):
        WHOLE = "whole", _("the whole staff: whoever is missing has left")
        PART = "part", _("a part of the staff: nobody leaves by not being in it")

    WORKING_STATES = [State.READING, State.APPLYING, State.UNDOING]
    WRITING_STATES = [State.APPLYING, State.UNDOING]
    OPEN_STATES = [State.UPLOADED, State.READING, State.UNREADABLE, State.COMPARED]

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.UPLOADED)
    covers = models.CharField(_("what the file covers"), max_length=5, choices=Covers, blank=True)
    file = models.FileField(_("file"), storage=RosterStorage(), upload_to=place_of_file, blank=True)
    file_name = models.CharField(_("name of the file"), max_length=200)
    sheet = models.CharField(_("sheet"), max_length=80, blank=True)
    other_sheets = models.JSONField(default=list, blank=True)
    headings = models.JSONField(default=list, blank=True)
    # Name of a column of the roster by the place of a column of the file, as text, since it is JSON.
    mapping = models.JSONField(default=dict, blank=True)
    # Parts of the house that applying makes; see comparing.Parts.
    new_parts = models.JSONField(default=dict, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    # Why the last step did not work, in the language of the screens.
    trouble = models.TextField(blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    # When the comparison looked at the people: what was applied or undone later is not in it.
    compared_at = models.DateTimeField(_("compared at"), null=True, blank=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("applied by")
    )
    applied_at = models.DateTimeField(_("applied at"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("undone by")
    )
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    objects = RosterImportQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name = _("roster import")
        verbose_name_plural = _("roster imports")

    def __str__(self):
        return self.file_name

    @property
    def is_working(self) -> bool:
        return self.state in self.WORKING_STATES

    @property
    def is_compared(self) -> bool:
        return self.state == self.State.COMPARED

    def count_of(self, outcome: str) -> int:
        return self.counts.get(outcome, 0)

    @property
    def faulty(self) -> int:
        return self.count_of(RosterRow.Outcome.FAULTY)

    @property
    def leaving(self) -> int:
        return self.count_of(RosterRow.Outcome.LEAVING)

    @property
    def changes_people(self) -> bool:
        return any(self.count_of(outcome) for outcome in RosterRow.APPLIED_OUTCOMES)

    @property
    def changes_something(self) -> bool:
        return self.changes_people or bool(self.new_parts.get("joined"))

    @property
    def has_lost_rows(self) -> bool:
        """Whether the rows that an undo needs are kept no longer."""
        return self.changes_people and not self.rows.exists()


class RosterRow(models.Model):
    """What an import does to one person, or why a row cannot be taken. Rows that change nothing are only counted."""

    class Outcome(models.TextChoices):
        FAULTY = "faulty", _("faulty")
        LEAVING = "leaving", _("leaving")
        NEW = "new", _("new")
        CHANGED = "changed", _("changed")

    APPLIED_OUTCOMES = [Outcome.NEW, Outcome.CHANGED, Outcome.LEAVING]
    # Those of which a remark is worth a look of its own.
    NOTED_OUTCOMES = [Outcome.NEW, Outcome.CHANGED]

    roster = models.ForeignKey(RosterImport, models.CASCADE, related_name="rows")
    # As Excel shows it; none for somebody who is missing from the file.
    number = models.PositiveIntegerField(_("row"), null=True)
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome)
    employee_number = employee_number_field(blank=True)
    name = person_name_field(blank=True)
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    # {field: [old, new]}; dates as ISO text, parts of the house by name.
    changes = models.JSONField(default=dict)
    # [cell, sentence]: why the row is faulty, and what somebody should look at.
    reasons = models.JSONField(default=list)
    remarks = models.JSONField(default=list)
    # Sentences: what leaving has ended, and what an undo has left as it is.
    ended = models.JSONField(default=list)
    kept = models.JSONField(default=list)

    wagtail_reference_index_ignore = True

    objects = RosterRowQuerySet.as_manager()

    class Meta:
        ordering = ["number", "pk"]
        indexes = [models.Index(fields=["roster", "outcome", "number"], name="people_rosterrow_by_outcome")]
        verbose_name = _("row of a roster")
        verbose_name_plural = _("rows of a roster")

    def __str__(self):
        return f"{self.number or ''} {self.name} ({self.employee_number})"

    @property
    def is_to_look_at(self) -> bool:
        return self.outcome in self.NOTED_OUTCOMES and bool(self.remarks)


class HeadingMemory(models.Model):
    """How the columns of a set of headings were read last time, so that nobody says it twice."""

    # Digest of the headings in any order.
    key = models.CharField(max_length=64, unique=True)
    # Name of a column by folded heading; an empty text: not read.
    columns = models.JSONField(default=dict)
    covers = models.CharField(max_length=5, choices=RosterImport.Covers, blank=True)
    used_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("remembered headings")
        verbose_name_plural = _("remembered headings")

    def __str__(self):
        return self.key
