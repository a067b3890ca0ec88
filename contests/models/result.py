import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Result(models.Model):
    """What was entered for a fixture. One is in force; those that were replaced stay as history.

    A captain proposes, and the other one confirms; the keeper enters at once.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("to be confirmed by the other team")
        IN_FORCE = "in_force", _("in force")
        REPLACED = "replaced", _("replaced")
        DISPUTED = "disputed", _("disputed")

    class Walkover(models.TextChoices):
        NO = "", _("both teams were there")
        HOME = "home", _("the second team did not turn up")
        AWAY = "away", _("the first team did not turn up")

    fixture = models.ForeignKey("contests.Fixture", models.PROTECT, related_name="results", verbose_name=_("fixture"))
    home_score = models.PositiveSmallIntegerField(_("first team"))
    away_score = models.PositiveSmallIntegerField(_("second team"))
    # Who was there wins.
    walkover = models.CharField(_("walkover"), max_length=4, choices=Walkover, blank=True, default=Walkover.NO)
    details = models.CharField(
        pgettext_lazy("match", "details"), max_length=60, blank=True, help_text=_("For example the sets: 15:11 15:9")
    )
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.IN_FORCE)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by")
    )
    entered_at = models.DateTimeField(_("entered at"), auto_now_add=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("confirmed by")
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("result")
        verbose_name_plural = _("results")
        constraints = [
            models.UniqueConstraint(
                fields=["fixture"], condition=Q(state="in_force"), name="contests_result_one_in_force"
            ),
            models.UniqueConstraint(
                fields=["fixture"], condition=Q(state="proposed"), name="contests_result_one_proposed"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="what_was_entered_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                # What becomes of it is written; what was entered, and by whom, is not written over.
                func="""
                    IF TG_OP = 'DELETE' OR (OLD.fixture_id, OLD.home_score, OLD.away_score, OLD.walkover, OLD.details,
                            OLD.entered_by_id, OLD.entered_at) IS DISTINCT FROM (NEW.fixture_id, NEW.home_score,
                            NEW.away_score, NEW.walkover, NEW.details, NEW.entered_by_id, NEW.entered_at) THEN
                        RAISE EXCEPTION 'a result is replaced by another one, never written over'
                            USING ERRCODE = 'check_violation', CONSTRAINT = 'contests_result_stays';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return self.in_words

    @property
    def in_words(self) -> str:
        return f"{self.home_score} : {self.away_score}"

    @property
    def is_proposed(self) -> bool:
        return self.state == self.State.PROPOSED

    @property
    def is_draw(self) -> bool:
        return self.home_score == self.away_score


class Performance(models.Model):
    """What a team reached in a ranked event. Without a value it started and did not finish."""

    class State(models.TextChoices):
        IN_FORCE = "in_force", _("in force")
        REPLACED = "replaced", _("replaced")

    event = models.ForeignKey(
        "contests.ContestEvent",
        models.PROTECT,
        related_name="performances",
        verbose_name=pgettext_lazy("contest", "event"),
    )
    team = models.ForeignKey("contests.Team", models.PROTECT, related_name="performances", verbose_name=_("team"))
    value = models.DecimalField(
        pgettext_lazy("contest", "value"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.IN_FORCE)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by")
    )
    entered_at = models.DateTimeField(_("entered at"), auto_now_add=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-pk"]
        verbose_name = pgettext_lazy("contest", "performance")
        verbose_name_plural = pgettext_lazy("contest", "performances")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "team"], condition=Q(state="in_force"), name="contests_performance_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(value=None) | Q(value__gte=0), name="contests_performance_not_below_nothing"
            ),
        ]

    def __str__(self):
        return f"{self.team}: {self.value}"


class Award(models.Model):
    """That a place of a contest has become an honour: never twice."""

    contest = models.ForeignKey("contests.Contest", models.PROTECT, related_name="awards", verbose_name=_("contest"))
    place = models.PositiveSmallIntegerField(_("place"))
    honour = models.OneToOneField("honours.Honour", models.CASCADE, related_name="+", verbose_name=_("honour"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["place"]
        verbose_name = _("award of a contest")
        verbose_name_plural = _("awards of contests")
        constraints = [
            models.UniqueConstraint(fields=["contest", "place"], name="contests_award_once_for_each_place"),
        ]

    def __str__(self):
        return f"{self.contest}: {self.place}"
