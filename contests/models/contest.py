from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from approval.models import ApprovedSnippet
from approval.models.approved_snippet import ApprovedSnippetQuerySet
from cms.blocks import TEXT_FEATURES
from signups.models import Offering, SignUpTerms

from .event import ContestEvent

LARGEST_TEAM = 60
PLACE_POINTS = "8,7,6,5,4,3,2,1"


class ContestQuerySet(ApprovedSnippetQuerySet):
    def with_card_data(self):
        """Fetch what a list of contests shows, in a constant number of queries."""
        return self.select_related("picture", "club").prefetch_related("picture__renditions")

    def going_on(self):
        """Those that are not over, the next first."""
        return self.filter(ends_on__gte=timezone.localdate()).order_by("starts_on", "pk")

    def over(self):
        """Those that are over, the latest first."""
        return self.filter(ends_on__lt=timezone.localdate()).order_by("-ends_on", "-pk")

    def kept_by(self, member):
        """Those of which a member is the contact person, or leads the club; the office keeps them all beside."""
        led = Q(club__leaders__member=member, club__live=True)
        return self.filter(pk__in=self.model.objects.filter(Q(contact=member) | led).values("pk"))


class Contest(index.Indexed, ApprovedSnippet, ClusterableModel):
    """A sports meeting or a league: who enters it, how it is played, and on what terms. A team enters by a sign-up of
    its captain, so that places, waiting list and withdrawal are those of `signups/`.
    """

    class EnteredBy(models.TextChoices):
        BRANCH = "branch", _("branches")
        GROUP = "union_group", _("union groups")
        DEPARTMENT = "department", _("departments")

    class Plan(models.TextChoices):
        ROUND_ROBIN = "round_robin", _("everybody meets everybody once")
        TABLE = "table", _("one table, the organiser says who meets whom")
        KNOCK_OUT = "knock_out", _("knock-out")
        RANKED = "ranked", _("events in which all teams are ranked")

    # Two teams meet, and points stand in a table.
    TABLED = [Plan.ROUND_ROBIN, Plan.TABLE]
    # Fixtures are made by themselves.
    DRAWN = [Plan.ROUND_ROBIN, Plan.KNOCK_OUT]

    class Entry(models.TextChoices):
        FIRST_COME = SignUpTerms.Mode.FIRST_COME.value, _("first come, first served")
        APPROVAL = SignUpTerms.Mode.APPROVAL.value, _("the organiser decides on each")

    title = models.CharField(_("title"), max_length=60)
    sport = models.CharField(
        pgettext_lazy("contest", "sport"), max_length=30, help_text=_("For example: air volleyball, relay, tug-of-war.")
    )
    summary = models.CharField(_("summary"), max_length=120, blank=True)
    rules = RichTextField(_("rules of the contest"), features=TEXT_FEATURES)
    picture = models.ForeignKey(
        "cms.UnionImage", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    club = models.ForeignKey(
        "activities.ClubPage",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="contests",
        verbose_name=_("club"),
        help_text=_("Its leaders keep fixtures and results, too."),
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    place = models.CharField(_("where"), max_length=80, blank=True)
    entered_by = models.CharField(
        _("teams are of"), max_length=12, choices=EnteredBy, default=EnteredBy.BRANCH, help_text=_("One team each.")
    )
    entry = models.CharField(_("how teams are let in"), max_length=12, choices=Entry, default=Entry.FIRST_COME)
    teams_max = models.PositiveSmallIntegerField(
        _("places for teams"),
        null=True,
        blank=True,
        validators=[MinValueValidator(2)],
        help_text=_("Empty: as many as come. Further teams wait."),
    )
    entries_open_at = models.DateTimeField(
        _("entries open"), null=True, blank=True, help_text=_("Empty: once it is public.")
    )
    entries_close_at = models.DateTimeField(_("entries close"))
    rosters_close_at = models.DateTimeField(
        _("rosters close"), help_text=_("From then on the organiser alone changes a roster, with a reason.")
    )
    players_min = models.PositiveSmallIntegerField(_("players at least"), default=1, validators=[MinValueValidator(1)])
    players_max = models.PositiveSmallIntegerField(
        _("players at most"), default=8, validators=[MinValueValidator(1), MaxValueValidator(LARGEST_TEAM)]
    )
    substitutes_max = models.PositiveSmallIntegerField(
        _("substitutes at most"), default=2, validators=[MaxValueValidator(LARGEST_TEAM)]
    )
    guests_allowed = models.BooleanField(
        _("players of other parts of the house"),
        default=False,
        help_text=_("A team may name people of another branch, group or department."),
    )
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("contact person"),
        help_text=_("Keeps teams, fixtures and results, beside the office and the club's leaders."),
    )
    plan = models.CharField(_("how it is played"), max_length=12, choices=Plan, default=Plan.ROUND_ROBIN)
    win_points = models.PositiveSmallIntegerField(_("points for a win"), default=2)
    draw_points = models.PositiveSmallIntegerField(
        _("points for a draw"), null=True, blank=True, help_text=_("Empty: there are no draws.")
    )
    loss_points = models.PositiveSmallIntegerField(_("points for a loss"), default=1)
    walkover_points = models.PositiveSmallIntegerField(
        _("points for not turning up"), default=0, help_text=_("For the team to which a match is counted as lost.")
    )
    walkover_score = models.PositiveSmallIntegerField(
        _("score of a walkover"),
        default=2,
        validators=[MinValueValidator(1)],
        help_text=_("So much to nothing for the team that was there."),
    )
    place_points = models.CharField(
        _("points for places"),
        max_length=80,
        default=PLACE_POINTS,
        validators=[RegexValidator(r"^\d{1,3}(,\d{1,3})*$", _("Numbers with commas between them, such as 8,7,6."))],
        help_text=_("In ranked events: for the first place, the second, and so on."),
    )

    objects = ContestQuerySet.as_manager()

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("sport"), FieldPanel("club")]),
        FieldPanel("summary"),
        FieldPanel("rules"),
        FieldPanel("picture"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        FieldRowPanel([FieldPanel("place"), FieldPanel("contact")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("entered_by"), FieldPanel("entry")]),
                FieldRowPanel([FieldPanel("entries_open_at"), FieldPanel("entries_close_at")]),
                FieldRowPanel([FieldPanel("teams_max"), FieldPanel("rosters_close_at")]),
                FieldRowPanel([FieldPanel("players_min"), FieldPanel("players_max"), FieldPanel("substitutes_max")]),
                FieldPanel("guests_allowed"),
            ],
            heading=_("Teams"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("plan"),
                FieldRowPanel([FieldPanel("win_points"), FieldPanel("draw_points"), FieldPanel("loss_points")]),
                FieldRowPanel([FieldPanel("walkover_points"), FieldPanel("walkover_score")]),
                FieldPanel("place_points"),
            ],
            heading=_("How it is played"),
        ),
        InlinePanel(
            "events", label=pgettext_lazy("contest", "event"), heading=_("Events in which all teams are ranked")
        ),
    ]
    search_fields = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.SearchField("sport"),
        index.AutocompleteField("sport"),
        index.SearchField("summary"),
        index.SearchField("rules"),
        index.FilterField("live"),
    ]

    class Meta:
        ordering = ["-starts_on", "-pk"]
        verbose_name = pgettext_lazy("of sports", "contest")
        verbose_name_plural = pgettext_lazy("of sports", "contests")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="contests_contest_ends_after_it_starts",
                violation_error_message=_("The last day cannot be before the first."),
            ),
            models.CheckConstraint(
                condition=Q(players_max__gte=F("players_min")),
                name="contests_contest_team_has_room",
                violation_error_message=_("A team cannot have fewer players at most than at least."),
            ),
            models.CheckConstraint(
                condition=Q(entries_open_at=None) | Q(entries_close_at__gt=F("entries_open_at")),
                name="contests_contest_entries_close_after_opening",
                violation_error_message=_("Entries would close before they have opened."),
            ),
            models.CheckConstraint(
                condition=Q(rosters_close_at__gte=F("entries_close_at")),
                name="contests_contest_rosters_close_last",
                violation_error_message=_("Rosters close no earlier than entries."),
            ),
        ]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        # What has results stays: they would hang in the air.
        kept = {event.pk for event in self.events.all()}
        if self.pk and ContestEvent.objects.filter(contest=self.pk, performances__isnull=False).exclude(pk__in=kept):
            raise ValidationError(_("An event that has results cannot be taken away."))

    def get_absolute_url(self):
        return reverse("contest", args=[self.pk])

    @property
    def rules_text(self):
        return strip_tags(self.rules)

    @property
    def terms(self) -> SignUpTerms:
        """What the captains sign up on; of the terms of a date only these have a meaning for teams."""
        return Offering(
            mode=self.entry,
            capacity=self.teams_max,
            contact=self.contact,
            belonging_only=True,
            clashes_matter=False,
            absences_count=False,
        )

    @property
    def points_of_places(self) -> list[int]:
        return [int(number) for number in self.place_points.split(",")]

    @property
    def has_table(self) -> bool:
        return self.plan in self.TABLED

    @property
    def is_drawn(self) -> bool:
        return self.plan in self.DRAWN

    @property
    def is_knock_out(self) -> bool:
        return self.plan == self.Plan.KNOCK_OUT

    @property
    def is_ranked(self) -> bool:
        return self.plan == self.Plan.RANKED

    @property
    def allows_draws(self) -> bool:
        return self.has_table and self.draw_points is not None

    @property
    def rosters_are_closed(self) -> bool:
        return self.rosters_close_at <= timezone.now()

    @property
    def is_over(self) -> bool:
        return self.ends_on < timezone.localdate()

    @cached_property
    def entry_session(self):
        """Where its captains sign up; None before it was ever public."""
        offering = Offering.objects.of(self).first()
        return offering and offering.sessions.select_related("offering").order_by("pk").first()

    def club_for(self, user):
        """Return the club, unless it is not public yet or not for `user`; None without one."""
        return self.club if self.club and self.club.is_open_to(user) else None

    def get_preview_template(self, request, mode_name):
        return "contests/contest.html"

    def get_preview_context(self, request, mode_name):
        return {"contest": self, "club": self.club_for(request.user), "request": request}
