from django.db import models
from django.db.models.functions import Length, Lower
from django.utils.translation import gettext_lazy as _

from .check_settings import Severity

SHORTEST = 2
models.CharField.register_lookup(Length)


class CheckedWord(models.Model):
    """A word that the office wants to be asked about before it is public."""

    class Kind(models.TextChoices):
        SENSITIVE = "sensitive", _("sensitive word")
        SLIP = "slip", _("often mistaken")
        PATIENT = "patient", _("about patients")

    class OwnSeverity(models.TextChoices):
        BLOCK = Severity.BLOCK.value, Severity.BLOCK.label
        WARN = Severity.WARN.value, Severity.WARN.label

    word = models.CharField(_("word"), max_length=40)
    kind = models.CharField(_("kind"), max_length=9, choices=Kind)
    advice = models.CharField(
        _("advice"), max_length=120, blank=True, help_text=_("What to write instead, or what to look at.")
    )
    severity = models.CharField(
        _("how strict"), max_length=5, choices=OwnSeverity, blank=True, help_text=_("Empty: as set for its kind.")
    )

    class Meta:
        ordering = ["kind", "word"]
        verbose_name = _("word to look at")
        verbose_name_plural = _("words to look at")
        constraints = [
            models.UniqueConstraint(
                Lower("word"), name="approval_checkedword_once", violation_error_message=_("The word is on the list.")
            ),
            models.CheckConstraint(
                condition=models.Q(word__length__gte=SHORTEST),
                name="approval_checkedword_no_single_character",
                violation_error_message=_("A single character would be found everywhere. Give a longer word."),
            ),
        ]

    def __str__(self):
        return self.word
