"""A draw as it was: the commitment to its seed before, and everything that anybody needs to do it again afterwards."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def _never_emptied() -> pgtrigger.Trigger:
    """Triggers on rows do not see a TRUNCATE."""
    return pgtrigger.Trigger(
        name="never_emptied",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;",
    )


class DrawSeed(models.Model):
    """The secret of a draw to come. `commitment` is public from the start; the seed itself lies sealed
    (`people.sealing`) until the draw reveals it.
    """

    session = models.OneToOneField(
        "signups.Session", models.CASCADE, related_name="draw_seed", verbose_name=_("session")
    )
    sealed = models.CharField(max_length=300, editable=False)
    commitment = models.CharField(_("commitment"), max_length=64)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("seed of a draw")
        verbose_name_plural = _("seeds of draws")
        triggers = [
            pgtrigger.Protect(name="never_changes", operation=pgtrigger.Update),
            _never_emptied(),
            pgtrigger.Trigger(
                name="stays_with_its_entrants",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                # Another seed for the same people would be another draw.
                func="""
                    IF EXISTS (SELECT FROM signups_signup WHERE session_id = OLD.session_id) THEN
                        RAISE EXCEPTION 'the seed of a draw stays once somebody has signed up'
                            USING ERRCODE = 'check_violation', CONSTRAINT = 'signups_drawseed_stays';
                    END IF;
                    RETURN OLD;
                """,
            ),
        ]

    def __str__(self):
        return self.commitment


class Draw(models.Model):
    """One draw of one session; it is only ever added, and never done again.

    `entries_digest` is the SHA-256 of the list of entries, `algorithm` names the method (`draws/recompute.py`).
    """

    session = models.OneToOneField("signups.Session", models.PROTECT, related_name="draw", verbose_name=_("session"))
    algorithm = models.CharField(_("method"), max_length=40)
    commitment = models.CharField(_("commitment"), max_length=64)
    committed_at = models.DateTimeField(_("committed at"))
    seed = models.CharField(_("seed"), max_length=64)
    entries_digest = models.CharField(_("digest of the entries"), max_length=64)
    places = models.PositiveIntegerField(_("places"))
    put_first = models.PositiveIntegerField(_("put first before the draw"), default=0)
    first_timers_first = models.BooleanField(_("those who have never been go first"))
    seniority_counts = models.BooleanField(_("years in the hospital count"))
    drawn_at = models.DateTimeField(_("drawn at"), default=timezone.now)
    # Plain references: what they point to may go, and the record stays.
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("drawn by"),
        help_text=_("Empty: by the clock."),
    )

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-drawn_at"]
        verbose_name = _("draw")
        verbose_name_plural = _("draws")
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            _never_emptied(),
        ]

    def __str__(self):
        return f"{self.session}: {self.commitment[:8]}"

    @property
    def was_committed_in_time(self) -> bool:
        """True unless the commitment came after sign-up had closed, when it promises nothing."""
        return self.session.closes_at is None or self.committed_at <= self.session.closes_at


class DrawEntry(models.Model):
    """One entry: a person, or a party that comes together. The number is all that is published of who it is."""

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField(_("entry"))
    sign_up = models.ForeignKey(
        "signups.SignUp", models.DO_NOTHING, db_constraint=False, related_name="draw_entries", verbose_name=_("sign-up")
    )
    people = models.PositiveSmallIntegerField(_("people"))
    weight = models.PositiveSmallIntegerField(_("tickets"))
    is_first_timer = models.BooleanField(_("has never been"))
    digest = models.CharField(_("digest of the entry"), max_length=64)
    score = models.CharField(_("score"), max_length=80)
    position = models.PositiveIntegerField(_("position in the draw"))

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["position"]
        verbose_name = _("entry of a draw")
        verbose_name_plural = _("entries of draws")
        constraints = [
            models.UniqueConstraint(fields=["draw", "number"], name="signups_drawentry_number_once"),
            models.UniqueConstraint(fields=["draw", "position"], name="signups_drawentry_position_once"),
            models.CheckConstraint(condition=models.Q(weight__gte=1), name="signups_drawentry_weighs_something"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            _never_emptied(),
        ]

    def __str__(self):
        return f"{self.position}: {self.number}"
