import json

import pgtrigger
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.sealing import seal, unseal

from ..answers.querysets import AnswersQuerySet
from ..answers.questions import APART_KINDS, SEALED_KINDS
from ..answers.storage import PURPOSE, AnswersStorage


class Answers(models.Model):
    """What was answered with one attempt to sign up, for all of its party; `sign_up` is the first of them.

    `asked` are the questions as they were then: [{key, kind, label}]. `plain` holds ordinary values by key. Numbers of
    ID cards and telephones, and who picks a child up, lie sealed in `sealed`, together with the sign-up that they
    belong to: moved to another row they cannot be read.
    """

    sign_up = models.OneToOneField("signups.SignUp", models.PROTECT, related_name="answers", verbose_name=_("sign-up"))
    asked = models.JSONField(default=list)
    plain = models.JSONField(default=dict)
    sealed = models.TextField(blank=True)
    made_at = models.DateTimeField(_("answered at"), default=timezone.now)
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now)

    objects = AnswersQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["sign_up"]
        verbose_name = _("answers with a sign-up")
        verbose_name_plural = _("answers with sign-ups")

    def __str__(self):
        return f"{self.sign_up_id}"

    @property
    def values(self) -> dict:
        """All values by key, the sealed ones as well; of what cannot be unsealed nothing."""
        return {**self.plain, **self.opened}

    @property
    def opened(self) -> dict:
        """The sealed values. A key that was lost, or a row that was tampered with, opens nothing."""
        if not self.sealed:
            return {}
        try:
            kept = json.loads(unseal(self.sealed, PURPOSE))
        except InvalidToken:
            return {}
        return kept["values"] if kept["sign_up"] == self.sign_up_id else {}

    @property
    def cannot_be_opened(self) -> bool:
        return bool(self.sealed) and not self.opened

    def hold(self, values: dict) -> None:
        """Take over values by key, sorted into what lies open and what is sealed by the kinds in `asked`."""
        kinds = {each["key"]: each["kind"] for each in self.asked}
        told = {key: value for key, value in values.items() if value not in (None, "", []) and key in kinds}
        self.plain = {key: value for key, value in told.items() if kinds[key] not in SEALED_KINDS | APART_KINDS}
        sealed = {key: value for key, value in told.items() if kinds[key] in SEALED_KINDS}
        kept = json.dumps({"sign_up": self.sign_up_id, "values": sealed}, ensure_ascii=False)
        self.sealed = seal(kept, PURPOSE) if sealed else ""


class Consent(models.Model):
    """What somebody agreed to with a sign-up: the very words, who and when. Taken back it stays, with that moment."""

    answers = models.ForeignKey(Answers, models.CASCADE, related_name="consents", verbose_name=_("answers"))
    key = models.CharField(max_length=36, editable=False)
    title = models.CharField(_("what it is"), max_length=80)
    text = models.TextField(_("text"))
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("agreed by")
    )
    agreed_at = models.DateTimeField(_("agreed at"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("taken back at"), null=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        verbose_name = pgettext_lazy("with a sign-up", "consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.UniqueConstraint(
                fields=["answers", "key"], condition=Q(withdrawn_at=None), name="signups_consent_one_that_holds"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="stays_as_it_was_given",
                operation=pgtrigger.UpdateOf("answers_id", "key", "title", "text", "agreed_by_id", "agreed_at"),
            ),
            pgtrigger.Protect(
                name="is_taken_back_once",
                operation=pgtrigger.UpdateOf("withdrawn_at"),
                condition=pgtrigger.Q(old__withdrawn_at__isnull=False),
            ),
        ]

    def __str__(self):
        return self.title


class Attachment(models.Model):
    """A file attached to a sign-up, for whoever keeps the list. `file` lies sealed, under a name drawn by chance."""

    answers = models.ForeignKey(Answers, models.CASCADE, related_name="attachments", verbose_name=_("answers"))
    key = models.CharField(max_length=36, editable=False)
    file = models.FileField(_("file"), storage=AnswersStorage(), max_length=60)
    name = models.CharField(_("file name"), max_length=100)
    size = models.PositiveIntegerField(_("size"), help_text=_("In bytes."))
    uploaded_at = models.DateTimeField(_("uploaded at"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        verbose_name = _("attachment to a sign-up")
        verbose_name_plural = _("attachments to sign-ups")
        constraints = [
            models.UniqueConstraint(fields=["answers", "key"], name="signups_attachment_one_per_question"),
        ]

    def __str__(self):
        return self.name
