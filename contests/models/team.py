import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LIVE = ["asked", "entered"]


class TeamQuerySet(models.QuerySet):
    def live(self):
        """Teams that are in, or wait to be."""
        return self.filter(state__in=LIVE)

    def entered(self):
        """Teams that have a place."""
        return self.filter(state="entered")

    def with_part(self):
        """Fetch what they belong to, and who leads them."""
        return self.select_related("contest", "branch", "union_group", "department", "captain", "sign_up__session")

    def with_numbers(self):
        """Add how many are on the roster: `players_named`, and of them `substitutes_named`."""
        named = models.Q(players__state="named")
        return self.annotate(
            players_named=models.Count("players", filter=named & models.Q(players__is_substitute=False)),
            substitutes_named=models.Count("players", filter=named & models.Q(players__is_substitute=True)),
        )

    def of_parts_led_by(self, member):
        """Live teams of the branches, groups and departments that a member leads, and of the groups of the branches."""
        led = (
            Q(branch__chair=member)
            | Q(union_group__leader=member)
            | Q(union_group__branch__chair=member)
            | Q(department__head=member)
        )
        return self.live().filter(led)


def one_for_each(part: str) -> models.UniqueConstraint:
    """Return the constraint that a part of the house has one live team in a contest."""
    return models.UniqueConstraint(
        fields=["contest", part],
        condition=Q(state__in=LIVE, **{f"{part}__isnull": False}),
        name=f"contests_team_one_live_per_{part}",
        violation_error_message=_("It has a team there already."),
    )


class Team(models.Model):
    """A team of a branch, a group or a department. Its place is the sign-up of its captain; the state follows that."""

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("team", "waits for a place")
        ENTERED = "entered", pgettext_lazy("team", "entered")
        WITHDRAWN = "withdrawn", pgettext_lazy("team", "withdrawn")

    contest = models.ForeignKey("contests.Contest", models.PROTECT, related_name="teams", verbose_name=_("contest"))
    branch = models.ForeignKey(
        "people.Branch", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("branch")
    )
    union_group = models.ForeignKey(
        "people.UnionGroup", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("union group")
    )
    department = models.ForeignKey(
        "people.Department", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("department")
    )
    name = models.CharField(_("name of the team"), max_length=30)
    captain = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="teams_led", verbose_name=_("captain")
    )
    sign_up = models.OneToOneField(
        "signups.SignUp", models.SET_NULL, null=True, editable=False, related_name="team", verbose_name=_("sign-up")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ASKED)
    # Among the strongest: these do not meet in the first rounds of a knock-out.
    seeded = models.PositiveSmallIntegerField(_("seeded"), null=True, blank=True)
    made_at = models.DateTimeField(_("entered at"), auto_now_add=True)

    objects = TeamQuerySet.as_manager()

    # A record, not content.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        constraints = [
            one_for_each("branch"),
            one_for_each("union_group"),
            one_for_each("department"),
            models.CheckConstraint(
                condition=(
                    Q(branch__isnull=False, union_group=None, department=None)
                    | Q(branch=None, union_group__isnull=False, department=None)
                    | Q(branch=None, union_group=None, department__isnull=False)
                ),
                name="contests_team_of_one_part",
                violation_error_message=_("A team belongs to one branch, one group or one department."),
            ),
            models.UniqueConstraint(
                fields=["contest", "name"],
                condition=Q(state__in=LIVE),
                name="contests_team_name_once",
                violation_error_message=_("Another team of this contest is called so."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("team", args=[self.pk])

    @property
    def part(self):
        return self.branch or self.union_group or self.department

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def is_entered(self) -> bool:
        return self.state == self.State.ENTERED

    @property
    def lacks_players(self) -> bool:
        """Whether it has fewer than it needs; of rows that `with_numbers` has counted."""
        return self.players_named < self.contest.players_min

    @property
    def is_withdrawn(self) -> bool:
        return self.state == self.State.WITHDRAWN


class PlayerQuerySet(models.QuerySet):
    def named(self):
        return self.filter(state="named")

    def with_people(self):
        return self.select_related("member__department")

    def in_order(self):
        """Players before substitutes, each by name."""
        return self.order_by("is_substitute", "member__pinyin", "member__employee_number")


class Player(models.Model):
    """One person on the roster of a team. Nobody plays for two teams of a contest; who declines is not asked again."""

    class State(models.TextChoices):
        NAMED = "named", _("on the roster")
        DECLINED = "declined", _("has declined")
        OFF = "off", _("taken off")

    team = models.ForeignKey(Team, models.CASCADE, related_name="players", verbose_name=_("team"))
    # That of the team; the trigger below copies it.
    contest = models.ForeignKey("contests.Contest", models.PROTECT, null=True, editable=False, related_name="+")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="played_in", verbose_name=_("member")
    )
    is_substitute = models.BooleanField(pgettext_lazy("team", "substitute"), default=False)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.NAMED)
    named_at = models.DateTimeField(pgettext_lazy("team", "named at"), auto_now_add=True)
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=pgettext_lazy("team", "named by")
    )
    ended_at = models.DateTimeField(_("ended at"), null=True, editable=False)

    objects = PlayerQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["is_substitute", "pk"]
        verbose_name = _("player")
        verbose_name_plural = _("players")
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "member"],
                condition=Q(state="named"),
                name="contests_player_one_team_per_contest",
                violation_error_message=_("Nobody plays for two teams of one contest."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="knows_its_contest",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("team_id", "contest_id"),
                func="""
                    SELECT contest_id INTO NEW.contest_id FROM contests_team WHERE id = NEW.team_id;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return f"{self.team}: {self.member.name}"

    @property
    def is_named(self) -> bool:
        return self.state == self.State.NAMED


class RosterChange(models.Model):
    """What the organiser changed on a roster after it had closed, and why. Nobody changes or removes it."""

    class Act(models.TextChoices):
        NAMED = "named", _("put on the roster")
        OFF = "off", _("taken off the roster")

    team = models.ForeignKey(Team, models.CASCADE, related_name="changes", verbose_name=_("team"))
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("member"))
    act = models.CharField(_("what was done"), max_length=5, choices=Act)
    reason = models.CharField(_("reason"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("changed by"))
    at = models.DateTimeField(_("changed at"), auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("late change of a roster")
        verbose_name_plural = _("late changes of rosters")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="contests_rosterchange_has_reason"),
        ]
        triggers = [pgtrigger.Protect(name="never_changed", operation=pgtrigger.Update)]

    def __str__(self):
        return f"{self.team}: {self.get_act_display()}"
