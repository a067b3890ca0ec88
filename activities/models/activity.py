from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField
from wagtail.search import index

from approval.models import ApprovedSnippet
from approval.models.approved_snippet import ApprovedSnippetQuerySet
from cms.blocks import TEXT_FEATURES
from days.working_days import DayBook
from days.yearly import LUNAR_MONTH_DAYS, TERMS
from signups.models import SignUpTerms

from ..choices import yearly_of
from ..forms import RecurringActivityForm
from ..panels import ACTIVITY_PANELS
from ..recurrence import PLANNABLE, check_rule
from ..series import OnHolidays, OnMakeUpDays, Series, Slot
from ..wording import hours_in_words, in_words, single_dates_in_words
from .single_date import SingleDate

LUNAR_MONTHS = 12


class RecurringActivityQuerySet(ApprovedSnippetQuerySet):
    def with_dates(self):
        """Fetch what their dates follow from, in a constant number of queries."""
        return self.prefetch_related("single_dates")

    def with_card_data(self):
        """Fetch what a list of activities shows, in a constant number of queries."""
        return self.select_related("club", "picture", "department").prefetch_related("picture__renditions").with_dates()


class RecurringActivity(index.Indexed, SignUpTerms, ApprovedSnippet, ClusterableModel):
    """Something with dates: a rule (RFC 5545 text) from an aware start, and single dates beside it or instead.

    The dates are computed, never edited: `series` says how. It carries the terms on which its places are given.
    """

    class Kind(models.TextChoices):
        CLUB_SESSION = "club_session", _("club session")
        WORK_BREAK = "work_break", _("work-break exercises")
        BALINT = "balint", _("Balint group")
        TEA_WORKSHOP = "tea_workshop", _("tea workshop")
        RECEPTION_DAY = "reception_day", _("the chair's reception day")
        COURSE = "course", _("staff school")
        TALK = "talk", _("talk")
        FESTIVAL = "festival", _("festival")
        OTHER = "other", _("other")

    title = models.CharField(_("title"), max_length=60)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.CLUB_SESSION)
    club = models.ForeignKey(
        "activities.ClubPage", models.PROTECT, null=True, blank=True, related_name="activities", verbose_name=_("club")
    )
    venue = models.CharField(_("venue"), max_length=80)
    department = models.ForeignKey(
        "people.Department", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organiser")
    )
    reserved_venue = models.ForeignKey(
        "signups.Venue",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reserved venue"),
        help_text=_("Its hours are taken by this activity, and by nothing else then."),
    )
    summary = models.CharField(_("summary"), max_length=120, blank=True)
    description = RichTextField(_("description"), features=TEXT_FEATURES)
    picture = models.ForeignKey(
        "cms.UnionImage", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    starts_at = models.DateTimeField(_("first time"), help_text=_("Date and time of the first occurrence."))
    duration = models.DurationField(_("duration"), default=timedelta(hours=1))
    rule = models.CharField(_("recurrence"), max_length=200, blank=True, editable=False)
    lunar_month = models.PositiveSmallIntegerField(_("lunar month"), null=True, blank=True)
    lunar_day = models.PositiveSmallIntegerField(_("lunar day"), null=True, blank=True)
    term = models.CharField(_("solar term"), max_length=2, choices=[(name, name) for name in TERMS], blank=True)
    ends_on = models.DateField(
        _("last date"), null=True, blank=True, validators=PLANNABLE, help_text=_("Empty: until further notice.")
    )
    on_holidays = models.CharField(_("on public holidays"), max_length=8, choices=OnHolidays, default=OnHolidays.KEEP)
    on_make_up_days = models.CharField(
        _("on make-up working days"),
        max_length=5,
        choices=OnMakeUpDays,
        default=OnMakeUpDays.USUAL,
        help_text=_(
            "A Saturday or Sunday that is worked for a holiday. No notice says which weekday it stands for: choose "
            "here whose programme runs."
        ),
    )

    objects = RecurringActivityQuerySet.as_manager()

    base_form_class = RecurringActivityForm
    panels = ACTIVITY_PANELS
    search_fields = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.SearchField("summary"),
        index.SearchField("description"),
        index.SearchField("venue"),
        index.AutocompleteField("venue"),
        index.FilterField("live"),
    ]

    class Meta:
        ordering = ["title"]
        verbose_name = _("recurring activity")
        verbose_name_plural = _("recurring activities")
        constraints = [
            *SignUpTerms.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(mode=SignUpTerms.Mode.SELECTION),
                name="activities_recurringactivity_is_no_selection",
                violation_error_message=_("What is given by points is a selection, with a page of its own."),
            ),
            models.CheckConstraint(
                condition=models.Q(duration__gt=timedelta(0)),
                name="activities_recurringactivity_takes_time",
                violation_error_message=_("An activity lasts longer than nothing."),
            ),
            models.CheckConstraint(
                condition=Q(lunar_month=None, lunar_day=None)
                | Q(
                    lunar_month__range=(1, LUNAR_MONTHS),
                    lunar_day__range=(1, LUNAR_MONTH_DAYS),
                    term="",
                    rule__startswith="FREQ=YEARLY",
                ),
                name="activities_recurringactivity_lunar_day",
                violation_error_message=_("What comes on a lunar date comes every year, on one day."),
            ),
            models.CheckConstraint(
                condition=Q(term="") | Q(rule__startswith="FREQ=YEARLY"),
                name="activities_recurringactivity_term_is_yearly",
                violation_error_message=_("What comes on a solar term comes every year."),
            ),
        ]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        if self.starts_at:
            self.clean_window(self.starts_at)
        if self.rule:
            start = self.starts_at and timezone.localtime(self.starts_at).replace(tzinfo=None)
            check_rule(self.rule, start)

    def get_absolute_url(self):
        return reverse("activity", args=[self.pk])

    def club_for(self, user):
        """Return the club, unless it is not public yet or not for `user`; None without one."""
        return self.club if self.club and self.club.is_open_to(user) else None

    @property
    def description_text(self):
        return strip_tags(self.description)

    @property
    def series(self) -> Series | None:
        """All that is said of its dates; None before anything is."""
        return self.series_with(self.single_dates.all())

    def series_with(self, single_dates: list[SingleDate]) -> Series | None:
        """The same with these single dates instead of its own."""
        if not self.starts_at:
            return None
        first = timezone.localtime(self.starts_at, timezone.get_default_timezone()).replace(tzinfo=None)
        return Series(
            first=first,
            duration=self.duration,
            rule=self.rule,
            yearly=yearly_of(self.lunar_month, self.lunar_day, self.term),
            ends_on=self.ends_on,
            on_holidays=self.on_holidays,
            on_make_up_days=self.on_make_up_days,
            without=frozenset(each.date for each in single_dates if each.is_off),
            added=frozenset(each.moment(first.time()) for each in single_dates if not each.is_off),
        )

    def occurrence_slots(self, begin: datetime, end: datetime, days: DayBook | None = None) -> list[Slot]:
        """Return the dates in [begin, end), at most OCCURRENCES_LIMIT, each with its key in the series.

        Where holidays make a difference they are looked up: give `days` for several activities, and they are once.
        """
        return self.series.slots(begin, end, days) if self.series else []

    @property
    def is_course(self) -> bool:
        """True where its dates have an end that is known from the beginning: single ones, so and so many, to a day."""
        return not self.rule or self.ends_on is not None or "COUNT=" in self.rule

    @property
    def schedule(self) -> str:
        """Its days and hours in one line; the hours alone where the rule has no short wording."""
        return self.schedule_of(self.series)

    def schedule_of(self, series: Series | None) -> str:
        """The same for a series that is still being written."""
        if not series:
            return ""
        days = in_words(series.rule, series.yearly) or single_dates_in_words(series.single_moments)
        return f"{days} {hours_in_words(series.first, series.duration)}".strip()

    @property
    def rule_in_words(self) -> str:
        """The rule as an approver reads it; in its own notation where it has no short wording."""
        if not self.rule:
            return gettext("On single dates")
        return in_words(self.rule, yearly_of(self.lunar_month, self.lunar_day, self.term)) or self.rule

    # An approver reads them as part of the rule.
    lunar_month_in_words = lunar_day_in_words = term_in_words = ""

    def get_preview_template(self, request, mode_name):
        return "activities/recurring_activity.html"

    def get_preview_context(self, request, mode_name):
        return {"activity": self, "club": self.club_for(request.user), "request": request}
