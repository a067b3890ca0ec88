from datetime import date, time

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.search import index

from approval.models import ApprovedSnippet
from days.yearly import TERMS, LunarDay, Occurrence, SolarDay, TermDay, Yearly, next_of
from people.models import Member

from ..greetings.occasions import FESTIVALS, LOOKS, Calendar, Look, Occasion, Who
from ..greetings.places import check_places, filled, names_of_house, values_for

# By day, so that what is sent then need not wait for the end of somebody's night.
EARLIEST, LATEST = time(7), time(20)
KEY = "home.greeting"
# Of a name with a surname of two characters the preview shows that it stays whole.
SAMPLE_NAME = "欧阳小禾"


class Greeting(index.Indexed, ApprovedSnippet):
    """The words for an occasion and a group. What is live is sent on its day, by `home.greetings.sending`."""

    occasion = models.CharField(_("occasion"), max_length=16, choices=Occasion)
    own_name = models.CharField(_("name of the day"), max_length=20, blank=True, help_text=_("For instance: 院庆"))
    calendar = models.CharField(_("kind of calendar"), max_length=5, choices=Calendar, blank=True)
    month = models.PositiveSmallIntegerField(
        _("month"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    day = models.PositiveSmallIntegerField(
        _("day of the month"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    term = models.CharField(_("solar term"), max_length=2, choices=[(name, name) for name in TERMS], blank=True)
    who = models.CharField(
        _("who gets it"),
        max_length=9,
        choices=Who,
        default=Who.EVERYBODY,
        help_text=_(
            "Nurses and doctors are known by their post on the roster (护, 医师). Who has children is not known: for "
            "Children's Day write to everybody, or to an audience. Who is in two groups gets the narrower greeting."
        ),
    )
    audience = models.ForeignKey(
        "people.Audience", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("audience")
    )
    title = models.CharField(_("subject"), max_length=40)
    text = models.TextField(_("text"), max_length=300)
    hour = models.TimeField(
        _("sent at"),
        default=time(9),
        help_text=_("From 07:00 to 20:00. It rings after the quiet hours of each member, if these end on that day."),
    )

    panels = [
        MultiFieldPanel([FieldPanel("occasion")], heading=_("Occasion")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("own_name"), FieldPanel("calendar")]),
                FieldRowPanel([FieldPanel("month"), FieldPanel("day"), FieldPanel("term")]),
            ],
            heading=_("Only for a day of the house"),
        ),
        FieldRowPanel([FieldPanel("who"), FieldPanel("audience")]),
        MultiFieldPanel(
            [HelpPanel(template="home/greetings/places.html"), FieldPanel("title"), FieldPanel("text")],
            heading=pgettext_lazy("of a greeting", "Words"),
        ),
        FieldPanel("hour"),
    ]
    search_fields = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.SearchField("text"),
        index.AutocompleteField("text"),
        index.SearchField("name_on_the_site"),
        index.AutocompleteField("name_on_the_site"),
        index.FilterField("live"),
    ]

    class Meta:
        ordering = ["occasion", "pk"]
        verbose_name = _("greeting")
        verbose_name_plural = _("greetings")
        constraints = [
            models.UniqueConstraint(
                fields=["occasion", "own_name", "who"],
                condition=Q(live=True, audience=None),
                name="home_greeting_one_live_per_group",
            ),
            models.UniqueConstraint(
                fields=["occasion", "own_name", "audience"],
                condition=Q(live=True, audience__isnull=False),
                name="home_greeting_one_live_per_audience",
            ),
            models.CheckConstraint(
                condition=~Q(who=Who.AUDIENCE) | Q(audience__isnull=False),
                name="home_greeting_has_its_audience",
                violation_error_message=_("Choose the audience."),
            ),
            models.CheckConstraint(
                condition=Q(who=Who.AUDIENCE) | Q(audience=None),
                name="home_greeting_no_other_audience",
                violation_error_message=_("An audience is chosen, but the greeting is for another group."),
            ),
            models.CheckConstraint(
                condition=~Q(occasion=Occasion.OWN)
                | ~Q(own_name="")
                & (
                    Q(calendar__in=[Calendar.SOLAR, Calendar.LUNAR], month__isnull=False, day__isnull=False, term="")
                    | Q(calendar=Calendar.TERM, month=None, day=None) & ~Q(term="")
                ),
                name="home_greeting_own_day_has_a_rule",
                violation_error_message=_("A day of the house needs a name, and either month and day or a solar term."),
            ),
            models.CheckConstraint(
                condition=Q(hour__range=(EARLIEST, LATEST)),
                name="home_greeting_by_day",
                violation_error_message=_("Greetings are sent between 07:00 and 20:00."),
            ),
        ]

    def __str__(self):
        return f"{self.name}：{self.group}"

    def clean(self):
        super().clean()
        if self.occasion != Occasion.OWN:
            # What does not count is not kept.
            self.own_name = self.calendar = self.term = ""
            self.month = self.day = None
        errors = {}
        for name in ("title", "text"):
            try:
                check_places(getattr(self, name))
            except ValidationError as error:
                errors[name] = error
        if not self._has_possible_day():
            errors["day"] = ValidationError(_("There is no such day."))
        # The constraint speaks only once this is live: too late for a draft and for whoever approves it.
        if self.of_same_group().exclude(pk=self.pk).exists():
            errors["who"] = ValidationError(
                _("A greeting for this occasion and group is live already. Change that one, or take it down first.")
            )
        if errors:
            raise ValidationError(errors)

    def _has_possible_day(self) -> bool:
        try:
            return self.rule is None or bool(self.rule)
        except ValueError:
            return False

    @property
    def approved_schedule(self) -> bool:
        """As lists have it annotated, where they have."""
        return self._is_scheduled if hasattr(self, "_is_scheduled") else super().approved_schedule

    @property
    def workflow_in_progress(self) -> bool:
        return self._is_waiting if hasattr(self, "_is_waiting") else super().workflow_in_progress

    def of_same_group(self) -> models.QuerySet:
        """Return what is live for the same occasion and the same people."""
        return Greeting.objects.live().filter(
            occasion=self.occasion, own_name=self.own_name, who=self.who, audience=self.audience_id
        )

    @property
    def about(self) -> tuple[str, str]:
        """What it is for: who gets two greetings for the same gets one."""
        return self.occasion, self.own_name

    @property
    def name(self) -> str:
        return self.own_name or str(self.get_occasion_display())

    @property
    def name_on_the_site(self) -> str:
        """The name in the language of the site, whatever the language of who saves it: for the search."""
        with override(settings.LANGUAGE_CODE):
            return self.name

    @property
    def group(self) -> str:
        return self.audience.name if self.audience else str(self.get_who_display())

    @property
    def rule(self) -> Yearly | None:
        """When it comes; None for a birthday, which is each member's own, and for a day that is not known yet."""
        if self.occasion != Occasion.OWN:
            return FESTIVALS.get(self.occasion)
        if self.calendar == Calendar.TERM:
            return TermDay(self.term) if self.term else None
        if not (self.calendar and self.month and self.day):
            return None
        return (SolarDay if self.calendar == Calendar.SOLAR else LunarDay)(self.month, self.day)

    @property
    def remembers(self) -> bool:
        """True on Qingming: also for a day of the house that is the same day, or is called so."""
        return self.rule == FESTIVALS[Occasion.QINGMING] or "清明" in self.own_name

    @property
    def wishes_health(self) -> bool:
        """True on the Dragon Boat Festival, in the same way."""
        return self.rule == FESTIVALS[Occasion.DRAGON_BOAT] or "端午" in self.own_name

    @property
    def card(self) -> str:
        """The occasion whose card it has."""
        return Occasion.QINGMING if self.remembers else self.occasion

    def year_on(self, day: date) -> int | None:
        """Return the year as of which it is sent on `day`; None when it is not the day. A birthday is every day."""
        if self.occasion == Occasion.BIRTHDAY:
            return day.year
        found = self.rule.between(day, day) if self.rule else []
        return found[0].year if found else None

    def key_on(self, day: date) -> str | None:
        """Return what a member is told by once: occasion, as its card has it, and year, whichever of several it is."""
        year = self.year_on(day)
        return None if year is None else ".".join([KEY, self.card, *filter(None, [self.own_name]), str(year)])

    def next_time(self) -> Occurrence | None:
        """Return when it comes next; what was due today counts until midnight."""
        return next_of(self.rule, timezone.localdate()) if self.rule else None

    @property
    def next_in_words(self) -> str:
        if self.occasion == Occasion.BIRTHDAY:
            return _("on everybody's birthday")
        found = self.next_time()
        return f"{found.date:%Y-%m-%d}（{self.rule}）" if found else ""

    @property
    def look(self) -> Look:
        return LOOKS.get(self.card, LOOKS[Occasion.OWN])

    @property
    def kind(self) -> str:
        """The kind of notice that it is sent as."""
        return "home.birthday" if self.occasion == Occasion.BIRTHDAY else "home.festival"

    def get_preview_template(self, request, mode_name):
        return "home/greetings/preview.html"

    def get_preview_context(self, request, mode_name):
        sample = values_for(Member(name=SAMPLE_NAME), names_of_house())
        return {
            "look": self.look,
            "subject": filled(self.title, sample),
            "text": filled(self.text, sample),
            "request": request,
        }
