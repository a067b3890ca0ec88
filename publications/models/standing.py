import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..querysets import StandingQuerySet


class Standing(models.Model):
    """The days for which one wording of a list stands, and how they ended. A record: it begins when the list is
    published, and ends once.

    `starts_on` and `ends_on` are its first and its last working day. What was published goes on standing beyond them
    as long as an objection waits for its answer.
    """

    class Ending(models.TextChoices):
        IN_EFFECT = "in_effect", _("in effect")
        CHANGED = "changed", _("the list was changed, and the days began again")
        UPHELD = "upheld", _("stopped by an objection that was upheld")
        OUTDATED = "outdated", _("stopped, since what it decides about has changed")
        TAKEN_DOWN = "taken_down", _("taken down")

    publication = models.ForeignKey(
        "publications.Publication", models.PROTECT, related_name="standings", verbose_name=_("publication")
    )
    # The revision that was approved; Wagtail may purge it.
    revision = models.PositiveBigIntegerField(_("version"))
    list_hash = models.CharField(max_length=64, editable=False)
    follows = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by", verbose_name=_("stands again after")
    )
    published_at = models.DateTimeField(_("published at"), default=timezone.now)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    working_days = models.PositiveSmallIntegerField(_("working days"))
    # In a year whose holidays nobody had announced Monday to Friday were counted.
    by_weekdays = models.BooleanField(_("counted by weekdays"), default=False)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    ending = models.CharField(pgettext_lazy("of a standing list", "ending"), max_length=10, choices=Ending, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    effective_at = models.DateTimeField(_("in effect since"), null=True, blank=True)

    objects = StandingQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication"], condition=Q(ended_at=None), name="publications_standing_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="publications_standing_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ending="") | (Q(ended_at__isnull=False) & ~Q(ending="")),
                name="publications_standing_ends_somehow",
            ),
            models.CheckConstraint(
                condition=Q(ending="in_effect", effective_at__isnull=False)
                | (~Q(ending="in_effect") & Q(effective_at=None)),
                name="publications_standing_effect_is_an_ending",
            ),
        ]
        indexes = [models.Index(fields=["publication", "-published_at"], name="publications_standing_last")]
        triggers = [
            pgtrigger.Protect(name="is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="says_what_stood",
                fields=["publication", "revision", "list_hash", "follows", "published_at", "starts_on", "working_days"],
            ),
            pgtrigger.Protect(
                name="ends_once", operation=pgtrigger.Update, condition=pgtrigger.Q(old__ended_at__isnull=False)
            ),
            pgtrigger.Trigger(
                name="no_effect_over_an_objection",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Insert,
                condition=pgtrigger.Q(new__effective_at__isnull=False),
                func="""
                    IF EXISTS (
                        SELECT FROM publications_objection o
                        JOIN publications_standing s ON s.id = o.standing_id
                        WHERE s.publication_id = NEW.publication_id AND o.state IN ('received', 'taken_up')
                    ) THEN
                        RAISE EXCEPTION 'an objection waits for its answer'
                            USING ERRCODE = 'check_violation', CONSTRAINT = 'publications_standing_no_open_objection';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]
        verbose_name = _("standing of a list")
        verbose_name_plural = _("standings of lists")

    def __str__(self):
        return f"{self.publication}: {self.starts_on} – {self.ends_on}"

    @property
    def is_standing(self) -> bool:
        """True from its publication until it is in effect, stopped, or replaced."""
        return self.ended_at is None

    @property
    def is_over(self) -> bool:
        """True once its last day is past."""
        return self.ends_on < timezone.localdate()

    @property
    def takes_objections(self) -> bool:
        """From the moment of publication to the end of the last day."""
        return self.is_standing and not self.is_over

    @property
    def is_in_effect(self) -> bool:
        return self.ending == self.Ending.IN_EFFECT

    @cached_property
    def open_objections(self) -> int:
        """How many objections to this list wait for an answer, those to an earlier wording of it too."""
        return self.publication.standings.open_objections_of(self.publication_id)

    @property
    def is_held_up(self) -> bool:
        """Its days are over, and it is not in effect because an objection waits for an answer."""
        return self.is_standing and self.is_over and self.open_objections > 0

    @property
    def may_be_changed(self) -> bool:
        """Whether what was published may be decided anew: not while it stands, nor once it is in effect."""
        return not self.is_standing and not self.is_in_effect
