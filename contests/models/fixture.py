from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from .result import Result


class Programme(models.Model):
    """Who meets whom in a contest. `seed` is what the order was drawn with: drawn again with it, it is the same.

    Its offering holds the hours of all fixtures as sessions, so that no venue is used twice at once by anybody.
    """

    contest = models.OneToOneField(
        "contests.Contest", models.PROTECT, related_name="programme", verbose_name=_("contest")
    )
    seed = models.CharField(_("drawn with"), max_length=40, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made at"), auto_now=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("programme of a contest")
        verbose_name_plural = _("programmes of contests")

    def __str__(self):
        return str(self.contest)


class FixtureQuerySet(models.QuerySet):
    def with_teams(self):
        """Fetch all that a list of fixtures shows, in a constant number of queries."""
        return self.select_related("home", "away", "session__venue", "home_from", "away_from").prefetch_related(
            models.Prefetch("results", Result.objects.filter(state="in_force"), to_attr="in_force")
        )

    def in_order(self):
        return self.order_by("round", F("session__starts_at").asc(nulls_last=True), "position", "pk")

    def of_team(self, team):
        return self.filter(Q(home=team) | Q(away=team))


class Fixture(models.Model):
    """One match of two teams. In a knock-out a side may still be the winner of an earlier one (`home_from`).

    Its hours and its venue are a session of the programme's offering; without a date it has none.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("to be played")
        POSTPONED = "postponed", _("postponed")
        CANCELLED = "cancelled", _("cancelled")
        PLAYED = "played", _("played")

    OPEN_STATES = [State.PLANNED, State.POSTPONED]

    contest = models.ForeignKey("contests.Contest", models.PROTECT, related_name="fixtures", verbose_name=_("contest"))
    round = models.PositiveSmallIntegerField(pgettext_lazy("match", "round"), default=1)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    home = models.ForeignKey(
        "contests.Team", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("first team")
    )
    away = models.ForeignKey(
        "contests.Team", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("second team")
    )
    home_from = models.ForeignKey("self", models.CASCADE, null=True, related_name="+", editable=False)
    away_from = models.ForeignKey("self", models.CASCADE, null=True, related_name="+", editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)
    remark = models.CharField(_("reason"), max_length=160, blank=True)
    session = models.OneToOneField(
        "signups.Session", models.SET_NULL, null=True, editable=False, related_name="fixture", verbose_name=_("session")
    )

    objects = FixtureQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["round", "position", "pk"]
        verbose_name = _("fixture")
        verbose_name_plural = _("fixtures")
        constraints = [
            models.CheckConstraint(
                condition=Q(home=None) | Q(away=None) | ~Q(home=F("away")),
                name="contests_fixture_of_two_teams",
                violation_error_message=_("A team does not play against itself."),
            ),
            models.CheckConstraint(
                condition=~Q(state="played") | Q(home__isnull=False, away__isnull=False),
                name="contests_fixture_played_by_two",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["cancelled", "postponed"]) | ~Q(remark=""),
                name="contests_fixture_off_for_a_reason",
                violation_error_message=_("Say why it does not take place."),
            ),
        ]

    def __str__(self):
        return f"{self.home_name} – {self.away_name}"

    def get_absolute_url(self):
        return reverse("fixture", args=[self.pk])

    @property
    def home_name(self) -> str:
        return self._name(self.home, self.home_from)

    @property
    def away_name(self) -> str:
        return self._name(self.away, self.away_from)

    def _name(self, team, earlier) -> str:
        if team:
            return team.name
        if earlier:
            return gettext("winner of match %(number)d") % {"number": earlier.number}
        return pgettext("match", "open")

    @property
    def teams(self) -> list:
        return [team for team in (self.home, self.away) if team]

    @property
    def number(self) -> int:
        """What a knock-out calls it: matches are counted through all rounds."""
        return self.position + 1

    @property
    def is_played(self) -> bool:
        return self.state == self.State.PLAYED

    @property
    def is_cancelled(self) -> bool:
        return self.state == self.State.CANCELLED

    @property
    def is_postponed(self) -> bool:
        return self.state == self.State.POSTPONED

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN_STATES

    @property
    def is_ready(self) -> bool:
        """Whether both sides are known."""
        return self.home_id is not None and self.away_id is not None

    @property
    def takes_result(self) -> bool:
        return self.is_open and self.is_ready

    @cached_property
    def result(self) -> Result | None:
        """The result in force; of several fixtures `with_teams` fetches it."""
        found = self.in_force if hasattr(self, "in_force") else self.results.filter(state=Result.State.IN_FORCE)
        return next(iter(found), None)
