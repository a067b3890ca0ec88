"""The approval record: who did what to which content, and when. It is only ever added to.

Each record carries the digest of the one before it, so that a change anywhere shows. What can be erased (titles,
remarks, names, the text itself) lies in `RecordWords`; the chain holds a salted digest of it, from which an erased text
cannot be guessed.
"""

import hashlib
import hmac
import json
import uuid
from datetime import UTC

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..querysets import ApprovalRecordQuerySet
from .proof_reading import ProofRound


class Act(models.TextChoices):
    SUBMITTED = "submitted", pgettext_lazy("approval record", "submitted for approval")
    APPROVED = "approved", pgettext_lazy("approval record", "approved at a stage")
    CONFIRMED = "confirmed", pgettext_lazy("approval record", "confirmed again")
    SENT_BACK = "sent_back", pgettext_lazy("approval record", "sent back")
    WITHDRAWN = "withdrawn", pgettext_lazy("approval record", "withdrawn")
    SCHEDULED = "scheduled", pgettext_lazy("approval record", "put on the schedule")
    UNSCHEDULED = "unscheduled", pgettext_lazy("approval record", "taken off the schedule")
    PUBLISHED = "published", pgettext_lazy("approval record", "made public")
    TAKEN_DOWN = "taken_down", pgettext_lazy("approval record", "taken down")
    EXPIRED = "expired", pgettext_lazy("approval record", "expired")
    DELETED = "deleted", pgettext_lazy("approval record", "deleted")
    DELEGATED = "delegated", pgettext_lazy("approval record", "deputy named")
    DELEGATION_ENDED = "delegation_ended", pgettext_lazy("approval record", "deputyship ended")
    ESCALATED = "escalated", pgettext_lazy("approval record", "passed on to the deputies")
    EXPORTED = "exported", pgettext_lazy("approval record", "records exported")
    ERASED = "erased", pgettext_lazy("approval record", "texts erased")


# A stage was passed; the next one belongs to the same submission.
PASSING_ACTS = [Act.APPROVED, Act.CONFIRMED]
# What answers a submission.
ANSWERING_ACTS = [Act.SENT_BACK, Act.SCHEDULED, Act.PUBLISHED]
# After these a submission neither waits, nor has an hour, nor is public.
ENDING_ACTS = [Act.WITHDRAWN, Act.UNSCHEDULED, Act.TAKEN_DOWN, Act.EXPIRED, Act.DELETED]


def acts():
    """A function, so that a new kind of act needs no migration."""
    return Act.choices


# What a digest is made of. A later layout gets a number of its own here, so that old records can still be checked.
CHAINED_FIELDS = {
    1: [
        "layout",
        "number",
        "reference",
        "act",
        "at",
        "actor_id",
        "actor_number",
        "on_behalf_of_id",
        "on_behalf_of_number",
        "kind",
        "thing_id",
        "submission",
        "sheet",
        "stage",
        "revision",
        "content_hash",
        "files_hash",
        "names_hash",
        "words_digest",
        "previous_digest",
    ]
}
CHAINED_FIELDS[2] = CHAINED_FIELDS[1]
# What the digest of the words is made of, by the same numbers.
CHAINED_WORDS = {1: ["title", "remark", "actor_name", "on_behalf_of_name", "text", "findings", "files", "names"]}
CHAINED_WORDS[2] = [*CHAINED_WORDS[1], "proofs"]
LAYOUT = 2


def canonical(value) -> bytes:
    """Return the one way to write a value of dicts, lists, texts, numbers and booleans as bytes."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def digest_of_facts(facts: dict) -> str:
    """Return the digest of the chained fields of one record, by name."""
    at = facts["at"].astimezone(UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(canonical({**facts, "at": at, "reference": str(facts["reference"])})).hexdigest()


def digest_of_words(salt: str, words: dict) -> str:
    """Return the salted digest of what a record says in words, by name of field."""
    return hmac.digest(salt.encode(), canonical(words), "sha256").hex()


class ApprovalRecord(models.Model):
    """One act. Numbers have no gaps. References are plain ids beside snapshots: what they point to may go."""

    number = models.BigIntegerField(_("number"), primary_key=True)
    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    layout = models.PositiveSmallIntegerField(default=LAYOUT)
    act = models.CharField(_("act"), max_length=20, choices=acts)
    at = models.DateTimeField(_("time"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("acting person"),
    )
    actor_number = models.CharField(_("employee number"), max_length=20, blank=True)
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("on behalf of"),
    )
    on_behalf_of_number = models.CharField(max_length=20, blank=True)
    kind = models.CharField(_("kind"), max_length=100, blank=True)
    thing_id = models.CharField(max_length=255, blank=True)
    submission = models.BigIntegerField(_("submission"), null=True)
    sheet = models.CharField(_("number of the sheet"), max_length=20, blank=True)
    stage = models.CharField(_("stage"), max_length=100, blank=True)
    revision = models.BigIntegerField(null=True)
    content_hash = models.CharField(_("hash of the content"), max_length=64, blank=True)
    files_hash = models.CharField(_("hash of the files"), max_length=64, blank=True)
    names_hash = models.CharField(_("hash of the names referred to"), max_length=64, blank=True)
    words_digest = models.CharField(max_length=64)
    previous_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(_("digest"), max_length=64)

    objects = ApprovalRecordQuerySet.as_manager()

    # A record, not content: the index of references would be written with every act and never asked.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["previous_digest"], name="approval_approvalrecord_one_follows_another"),
        ]
        indexes = [
            models.Index(fields=["submission", "number"], name="approval_record_submission"),
            models.Index(fields=["revision"], name="approval_record_revision"),
            models.Index(fields=["kind", "thing_id"], name="approval_record_thing"),
            models.Index(fields=["act", "at"], name="approval_record_act"),
            models.Index(fields=["at"], name="approval_record_at"),
            models.Index(fields=["actor_number"], name="approval_record_actor"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]
        verbose_name = _("approval record")
        verbose_name_plural = _("approval records")

    def __str__(self):
        return f"{self.number} {self.get_act_display()}"

    def computed_digest(self) -> str:
        """Return what `digest` must be, given the other fields."""
        return digest_of_facts({name: getattr(self, name) for name in CHAINED_FIELDS[self.layout]})

    @property
    def kind_name(self) -> str:
        """What members of staff call this kind of thing; the stored label once no room has such a thing any more."""
        return name_of_kind(self.kind)

    @property
    def actor_name(self) -> str:
        return self.words.actor_name


def name_of_kind(kind: str) -> str:
    """Return the Chinese name of `app_label.model`, or the label itself when there is no such model."""
    try:
        return capfirst(apps.get_model(kind)._meta.verbose_name) if kind else ""
    except LookupError:
        return kind


class RecordWords(models.Model):
    """What a record says in words. It can be erased, by an act that has a record of its own.

    `findings`: [{level, place, message, reason}]; `files`: [{what, name, hash}]; `names`: [{what, name}]; `proofs`:
    [{round, name, number, at, current}], a name of "" for a reading that was asked for and not done.
    """

    WORDS = CHAINED_WORDS[LAYOUT]
    LISTS = ["findings", "files", "names", "proofs"]

    record = models.OneToOneField(ApprovalRecord, models.DO_NOTHING, primary_key=True, related_name="words")
    salt = models.CharField(max_length=64, blank=True)
    title = models.TextField(_("title"), blank=True)
    remark = models.TextField(_("remark"), blank=True)
    actor_name = models.CharField(_("name"), max_length=100, blank=True)
    on_behalf_of_name = models.CharField(max_length=100, blank=True)
    text = models.TextField(_("text"), blank=True)
    findings = models.JSONField(default=list)
    files = models.JSONField(default=list)
    names = models.JSONField(default=list)
    proofs = models.JSONField(default=list)
    erased_by = models.ForeignKey(ApprovalRecord, models.DO_NOTHING, null=True, related_name="erased_words")

    # A record, not content: the index of references would be written with every act and never asked.
    wagtail_reference_index_ignore = True

    class Meta:
        triggers = [
            pgtrigger.Protect(name="no_deletion", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="only_an_erasure_changes_words",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                    IF OLD.erased_by_id IS NULL AND NEW.record_id = OLD.record_id
                        AND NEW.salt = '' AND NEW.title = '' AND NEW.remark = '' AND NEW.actor_name = ''
                        AND NEW.on_behalf_of_name = '' AND NEW.text = '' AND NEW.findings = '[]'::jsonb
                        AND NEW.files = '[]'::jsonb AND NEW.names = '[]'::jsonb AND NEW.proofs = '[]'::jsonb
                        AND EXISTS (
                            SELECT 1 FROM approval_approvalrecord
                            WHERE number = NEW.erased_by_id AND act = 'erased'
                                AND kind = 'approval.approvalrecord' AND thing_id = OLD.record_id::text
                        )
                    THEN
                        RETURN NEW;
                    END IF;
                    RAISE EXCEPTION 'The words of an approval record are changed by nothing but an erasure';
                """,
            ),
        ]
        verbose_name = _("words of an approval record")
        verbose_name_plural = _("words of approval records")

    def __str__(self):
        return self.title

    @property
    def readings(self) -> list[dict]:
        """`proofs` with a `label` for each: who had read what when it was submitted."""
        return [{**entry, "label": ProofRound(entry["round"]).label} for entry in self.proofs]

    def computed_digest(self) -> str:
        """Return what the record's `words_digest` must be. Without the salt, which an erasure removes, no one can."""
        return digest_of_words(self.salt, {name: getattr(self, name) for name in self.WORDS})


class ChainHead(models.Model):
    """The one row that every writer of a record locks, so that there is one chain. It moves by one record at a time."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="approval_chainhead_is_one_row")]
        triggers = [
            pgtrigger.Protect(name="no_deletion", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="moves_by_one_record",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                    IF NEW.id = OLD.id AND NEW.number = OLD.number + 1 AND EXISTS (
                        SELECT 1 FROM approval_approvalrecord
                        WHERE number = NEW.number AND digest = NEW.digest AND previous_digest = OLD.digest
                    )
                    THEN
                        RETURN NEW;
                    END IF;
                    RAISE EXCEPTION 'The head of the approval record follows the records one by one';
                """,
            ),
        ]
        verbose_name = _("end of the approval record")
        verbose_name_plural = _("ends of the approval record")

    def __str__(self):
        return str(self.number)
