"""One club in one round of the star rating: what it says of itself, what the figures say, and what marks it has."""

from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..rating.querysets import ClubRatingQuerySet
from ..rating.storage import EvidenceStorage
from .club import ClubPage
from .rating import FULL_MARKS, MOST_STARS, RatingCriterion, RatingRound

WITHIN_THE_POINTS = """
    IF NEW.mark > (SELECT points FROM activities_ratingcriterion WHERE id = NEW.criterion_id) THEN
        RAISE EXCEPTION 'more than the criterion has'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'activities_mark_within_the_points';
    END IF;
"""


class ClubRating(models.Model):
    """What becomes of a club in a round. `total`, `rank` and `stars` are written when the result is put forward."""

    round = models.ForeignKey(
        RatingRound, models.PROTECT, related_name="entries", verbose_name=pgettext_lazy("of a rating", "round")
    )
    club = models.ForeignKey(ClubPage, models.PROTECT, related_name="ratings", verbose_name=_("club"))
    summary = models.TextField(_("the year in a few sentences"), max_length=2000, blank=True)
    handed_in_at = models.DateTimeField(_("handed in at"), null=True, editable=False)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("handed in by"),
    )
    # For this club alone the office has set another day.
    reopened_until = models.DateField(_("reopened until"), null=True, editable=False)
    total = models.DecimalField(_("points"), max_digits=5, decimal_places=2, null=True, editable=False)
    rank = models.PositiveSmallIntegerField(_("rank"), null=True, editable=False)
    stars = models.PositiveSmallIntegerField(_("stars"), null=True, editable=False)

    objects = ClubRatingQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["round", "club"]
        verbose_name = _("rating of a club")
        verbose_name_plural = _("ratings of clubs")
        constraints = [
            models.UniqueConstraint(fields=["round", "club"], name="activities_clubrating_once_a_round"),
            models.CheckConstraint(
                condition=Q(total=None) | Q(total__gte=0, total__lte=FULL_MARKS),
                name="activities_clubrating_within_a_hundred",
            ),
            models.CheckConstraint(
                condition=Q(stars=None) | Q(stars__lte=MOST_STARS), name="activities_clubrating_stars_there_are"
            ),
            models.CheckConstraint(
                condition=Q(total=None, rank=None, stars=None)
                | Q(total__isnull=False, rank__isnull=False, stars__isnull=False),
                name="activities_clubrating_outcome_is_whole",
            ),
        ]

    def __str__(self):
        return f"{self.round}: {self.club}"

    @property
    def last_day(self) -> date:
        """The last day on which the club may hand in."""
        if self.reopened_until is None:
            return self.round.self_assessment_until
        return max(self.reopened_until, self.round.self_assessment_until)

    @property
    def is_handed_in(self) -> bool:
        return self.handed_in_at is not None

    @property
    def is_late(self) -> bool:
        return timezone.localdate() > self.last_day

    @property
    def takes_self_assessment(self) -> bool:
        """Whether the club may write and hand in now; of a round that is marked already, where the office lets it."""
        if self.round.is_in_self_assessment:
            return not self.is_late
        return self.round.is_being_marked and self.reopened_until is not None and not self.is_late


class SelfMark(models.Model):
    """The mark that a club gives itself for one criterion, with its words. Empty in a draft."""

    entry = models.ForeignKey(ClubRating, models.CASCADE, related_name="self_marks", verbose_name=_("rating"))
    criterion = models.ForeignKey(RatingCriterion, models.PROTECT, related_name="+", verbose_name=_("criterion"))
    mark = models.DecimalField(_("own mark"), max_digits=4, decimal_places=1, null=True, blank=True)
    words = models.TextField(_("in words"), max_length=1000, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["entry", "criterion__position", "criterion"]
        verbose_name = _("own mark of a club")
        verbose_name_plural = _("own marks of clubs")
        constraints = [
            models.UniqueConstraint(fields=["entry", "criterion"], name="activities_selfmark_once"),
            models.CheckConstraint(condition=Q(mark=None) | Q(mark__gte=0), name="activities_selfmark_not_negative"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="is_within_the_points",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=f"{WITHIN_THE_POINTS} RETURN NEW;",
            )
        ]

    def __str__(self):
        return f"{self.criterion}: {self.mark}"


class RatingEvidence(models.Model):
    """What a club shows for a criterion: a file, which lies sealed, or something of its own on the site."""

    entry = models.ForeignKey(ClubRating, models.CASCADE, related_name="evidence", verbose_name=_("rating"))
    criterion = models.ForeignKey(RatingCriterion, models.PROTECT, related_name="+", verbose_name=_("criterion"))
    name = models.CharField(_("what it is"), max_length=160)
    file = models.FileField(_("file"), storage=EvidenceStorage(), max_length=60, blank=True)
    size = models.PositiveIntegerField(_("size"), default=0, help_text=_("In bytes."))
    link = models.CharField(_("address"), max_length=300, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("added by"))
    added_at = models.DateTimeField(_("added at"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["entry", "criterion__position", "pk"]
        verbose_name = _("evidence of a club")
        verbose_name_plural = _("evidence of clubs")
        constraints = [
            models.CheckConstraint(condition=Q(file="") ^ Q(link=""), name="activities_ratingevidence_file_or_link"),
            models.UniqueConstraint(
                fields=["entry", "criterion", "link"],
                condition=~Q(link=""),
                name="activities_ratingevidence_link_once",
            ),
        ]

    def __str__(self):
        return self.name


class FrozenFigure(models.Model):
    """A figure of a club as it was when the committee began, the mark that follows, and what was counted.

    `counted` lists [what, address]: the sessions, the articles.
    """

    entry = models.ForeignKey(ClubRating, models.PROTECT, related_name="figures", verbose_name=_("rating"))
    criterion = models.ForeignKey(RatingCriterion, models.PROTECT, related_name="+", verbose_name=_("criterion"))
    value = models.DecimalField(_("figure"), max_digits=9, decimal_places=2)
    mark = models.DecimalField(_("mark"), max_digits=5, decimal_places=2)
    counted = models.JSONField(_("what was counted"), default=list)
    taken_at = models.DateTimeField(_("taken at"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["entry", "criterion__position", "criterion"]
        verbose_name = _("figure of a club")
        verbose_name_plural = _("figures of clubs")
        constraints = [
            models.UniqueConstraint(fields=["entry", "criterion"], name="activities_frozenfigure_once"),
            models.CheckConstraint(condition=Q(mark__gte=0), name="activities_frozenfigure_not_negative"),
        ]
        triggers = [
            pgtrigger.Protect(name="stays_as_it_was", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="is_within_the_points",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=f"{WITHIN_THE_POINTS} RETURN NEW;",
            ),
        ]

    def __str__(self):
        return f"{self.criterion}: {self.value}"


class CommitteeMark(models.Model):
    """The mark of one member of the committee for one criterion of one club. Nobody else changes it."""

    entry = models.ForeignKey(ClubRating, models.PROTECT, related_name="marks", verbose_name=_("rating"))
    criterion = models.ForeignKey(RatingCriterion, models.PROTECT, related_name="+", verbose_name=_("criterion"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="rating_marks", verbose_name=_("given by")
    )
    mark = models.DecimalField(_("mark"), max_digits=4, decimal_places=1)
    words = models.CharField(_("in words"), max_length=300, blank=True)
    given_at = models.DateTimeField(_("given at"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["entry", "criterion__position", "criterion", "pk"]
        verbose_name = _("mark of the committee")
        verbose_name_plural = _("marks of the committee")
        constraints = [
            models.UniqueConstraint(fields=["entry", "criterion", "by"], name="activities_committeemark_one_each"),
            models.CheckConstraint(condition=Q(mark__gte=0), name="activities_committeemark_not_negative"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="while_it_is_marked",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func="""
                    IF EXISTS (SELECT FROM activities_clubrating entry JOIN activities_ratinground round
                            ON round.id = entry.round_id
                            WHERE entry.id IN (NEW.entry_id, OLD.entry_id) AND round.phase <> 'marking') THEN
                        RAISE EXCEPTION 'marks stand'
                            USING ERRCODE = 'check_violation', CONSTRAINT = 'activities_committeemark_while_marking';
                    END IF;
                    RETURN COALESCE(NEW, OLD);
                """,
            ),
            pgtrigger.Trigger(
                name="is_within_the_points",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=f"{WITHIN_THE_POINTS} RETURN NEW;",
            ),
            pgtrigger.Protect(
                name="stays_whose_it_is", operation=pgtrigger.UpdateOf("entry_id", "criterion_id", "by_id")
            ),
        ]

    def __str__(self):
        return f"{self.criterion}: {self.mark}"


class ClubStar(models.Model):
    """The stars of a club for a year, awarded once its publication took effect. Shown on its page and card."""

    club = models.ForeignKey(ClubPage, models.PROTECT, related_name="stars_awarded", verbose_name=_("club"))
    year = models.PositiveSmallIntegerField(_("year"))
    stars = models.PositiveSmallIntegerField(_("stars"))
    round = models.ForeignKey(
        RatingRound, models.PROTECT, related_name="stars_awarded", verbose_name=pgettext_lazy("of a rating", "round")
    )
    awarded_at = models.DateTimeField(_("awarded at"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-year", "-stars"]
        verbose_name = _("stars of a club")
        verbose_name_plural = _("stars of clubs")
        constraints = [
            models.UniqueConstraint(fields=["club", "year"], name="activities_clubstar_once_a_year"),
            models.CheckConstraint(
                condition=Q(stars__gte=1, stars__lte=MOST_STARS), name="activities_clubstar_stars_there_are"
            ),
        ]
        triggers = [pgtrigger.Protect(name="is_awarded_for_good", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.club} {self.year}: {self.stars}"

    @property
    def row(self) -> str:
        """The stars as signs, the missing ones hollow."""
        return "★" * self.stars + "☆" * (MOST_STARS - self.stars)
