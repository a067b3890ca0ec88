"""The yearly star rating of the clubs (星级评比): a round, its criteria, and what its stars take and bring."""

import pgtrigger
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..rating.querysets import RatingRoundQuerySet

FULL_MARKS = 100
MOST_STARS = 5


def stands_once_begun(rows: str) -> pgtrigger.Trigger:
    """Once the clubs assess themselves nothing of what they are rated by changes; `rows` says what."""
    return pgtrigger.Trigger(
        name="stands_once_begun",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        # As wide as the migration has it: another indentation would be another trigger.
        func=f"""
                    IF EXISTS (SELECT FROM activities_ratinground WHERE phase <> 'preparing'
                            AND id IN (NEW.round_id, OLD.round_id)) THEN
                        RAISE EXCEPTION '{rows} are fixed'
                            USING ERRCODE = 'check_violation', CONSTRAINT = 'activities_ratinground_is_fixed';
                    END IF;
                    RETURN COALESCE(NEW, OLD);
                """,
    )


class RatingRound(models.Model):
    """The rating of one year. Its phases follow each other; a publication that is withdrawn leads back to marking."""

    class Phase(models.TextChoices):
        PREPARING = "preparing", _("being prepared")
        SELF_ASSESSMENT = "self", _("self-assessment")
        MARKING = "marking", _("marking by the committee")
        PUBLICATION = "publication", _("publication for objection")
        AWARDED = "awarded", _("stars awarded")

    # The clubs are asked, and may be allowed to hand in late.
    RUNNING_PHASES = [Phase.SELF_ASSESSMENT, Phase.MARKING]
    # What came of the marks stands.
    DECIDED_PHASES = [Phase.PUBLICATION, Phase.AWARDED]

    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(2000)], help_text=_("The year whose figures count.")
    )
    title = models.CharField(_("title"), max_length=80)
    self_assessment_until = models.DateField(_("self-assessment until"), help_text=_("The end of this day."))
    committee_until = models.DateField(_("marks of the committee until"))
    budget_otherwise = models.DecimalField(
        _("budget without stars"),
        max_digits=9,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0)],
        help_text=_("In yuan, proposed for next year for a club that gets no star."),
    )
    phase = models.CharField(_("phase"), max_length=12, choices=Phase, default=Phase.PREPARING, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now, editable=False)
    opened_at = models.DateTimeField(_("self-assessment begun at"), null=True, editable=False)
    figures_taken_at = models.DateTimeField(_("figures taken at"), null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("put forward by"),
    )
    published_at = models.DateTimeField(_("put forward at"), null=True, editable=False)
    awarded_at = models.DateTimeField(_("stars awarded at"), null=True, editable=False)

    objects = RatingRoundQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-year"]
        verbose_name = _("round of the star rating")
        verbose_name_plural = _("rounds of the star rating")
        constraints = [
            models.UniqueConstraint(
                fields=["year"],
                name="activities_ratinground_one_a_year",
                violation_error_message=_("There is a rating of this year already."),
            ),
            models.CheckConstraint(
                condition=Q(committee_until__gte=F("self_assessment_until")),
                name="activities_ratinground_in_order",
                violation_error_message=_("The committee marks after the self-assessment, not before."),
            ),
            models.CheckConstraint(
                condition=Q(budget_otherwise__gte=0), name="activities_ratinground_budget_not_negative"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="opens_with_a_hundred",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("phase"),
                condition=pgtrigger.Q(old__phase="preparing") & ~pgtrigger.Q(new__phase="preparing"),
                func="""
                    IF (SELECT COALESCE(SUM(points), 0) FROM activities_ratingcriterion WHERE round_id = NEW.id)
                            <> 100 THEN
                        RAISE EXCEPTION 'the criteria do not come to a hundred points'
                            USING ERRCODE = 'check_violation', CONSTRAINT = 'activities_ratinground_a_hundred_points';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def total_points(self) -> int:
        """What the points of its criteria come to; a query."""
        return self.criteria.aggregate(total=models.Sum("points"))["total"] or 0

    @property
    def is_being_prepared(self) -> bool:
        return self.phase == self.Phase.PREPARING

    @property
    def is_in_self_assessment(self) -> bool:
        return self.phase == self.Phase.SELF_ASSESSMENT

    @property
    def is_being_marked(self) -> bool:
        return self.phase == self.Phase.MARKING

    @property
    def is_published(self) -> bool:
        return self.phase == self.Phase.PUBLICATION

    @property
    def is_awarded(self) -> bool:
        return self.phase == self.Phase.AWARDED

    @property
    def is_decided(self) -> bool:
        return self.phase in self.DECIDED_PHASES

    @property
    def is_running(self) -> bool:
        return self.phase in self.RUNNING_PHASES


class RatingCriterion(models.Model):
    """What a club is rated by, and how many of the hundred points it has.

    Of a figure that the system has, `target` is the value that brings full marks; below it the mark is in proportion.
    Without a figure the committee gives the mark. Fixed once the self-assessment has begun.
    """

    round = models.ForeignKey(
        RatingRound, models.CASCADE, related_name="criteria", verbose_name=pgettext_lazy("of a rating", "round")
    )
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    title = models.CharField(pgettext_lazy("of a rating", "criterion"), max_length=40)
    explanation = models.CharField(_("what counts"), max_length=200, blank=True)
    points = models.PositiveSmallIntegerField(pgettext_lazy("of a rating", "points"), validators=[MinValueValidator(1)])
    figure = models.CharField(pgettext_lazy("of a criterion", "from"), max_length=40, blank=True)
    target = models.DecimalField(
        _("full marks from"), max_digits=8, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["round", "position", "pk"]
        verbose_name = _("criterion of the star rating")
        verbose_name_plural = _("criteria of the star rating")
        constraints = [
            models.CheckConstraint(
                condition=Q(points__gte=1, points__lte=FULL_MARKS),
                name="activities_ratingcriterion_has_points",
                violation_error_message=_("A criterion has between 1 and 100 points."),
            ),
            models.CheckConstraint(
                condition=Q(figure="", target=None) | (~Q(figure="") & Q(target__gt=0)),
                name="activities_ratingcriterion_target_of_a_figure",
                violation_error_message=_(
                    "A figure needs the value that brings full marks; what the committee marks needs none."
                ),
            ),
        ]
        triggers = [stands_once_begun("criteria")]

    def __str__(self):
        return self.title


class RatingStep(models.Model):
    """From how many points a club has so many stars, and what budget is proposed for it then."""

    round = models.ForeignKey(
        RatingRound, models.CASCADE, related_name="steps", verbose_name=pgettext_lazy("of a rating", "round")
    )
    stars = models.PositiveSmallIntegerField(_("stars"))
    from_points = models.DecimalField(
        _("from points"), max_digits=5, decimal_places=2, validators=[MinValueValidator(0)]
    )
    budget = models.DecimalField(
        _("budget for next year"), max_digits=9, decimal_places=2, default=0, validators=[MinValueValidator(0)]
    )

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["round", "-stars"]
        verbose_name = _("step of the star rating")
        verbose_name_plural = _("steps of the star rating")
        constraints = [
            models.UniqueConstraint(fields=["round", "stars"], name="activities_ratingstep_once"),
            models.CheckConstraint(
                condition=Q(stars__gte=1, stars__lte=MOST_STARS), name="activities_ratingstep_stars_there_are"
            ),
            models.CheckConstraint(
                condition=Q(from_points__gte=0, from_points__lte=FULL_MARKS, budget__gte=0),
                name="activities_ratingstep_within_a_hundred",
                violation_error_message=_("Points lie between 0 and 100, and no budget is negative."),
            ),
        ]
        triggers = [stands_once_begun("steps")]

    def __str__(self):
        return f"{self.stars}: {self.from_points}"
