from datetime import datetime, timedelta

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from approval.models import ApprovedSnippet
from approval.models.approved_snippet import ApprovedSnippetQuerySet
from cms.blocks import TEXT_FEATURES
from signups.actions.offering import Slot
from signups.models import SignUpTerms

from ..forms import RecurringActivityForm
from ..recurrence import check_rule, read_rule
from ..wording import in_words

OCCURRENCES_LIMIT = 400


class RecurringActivityQuerySet(ApprovedSnippetQuerySet):
    def with_card_data(self):
        """Fetch what a list of activities shows, in a constant number of queries."""
        return self.select_related("club", "picture", "department").prefetch_related("picture__renditions")


class RecurringActivity(index.Indexed, SignUpTerms, ApprovedSnippet):
    """Something that comes again: a rule (RFC 5545 text) from an aware start; its dates are computed, never edited."""

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
    rule = models.CharField(_("recurrence"), max_length=200, editable=False)
    ends_on = models.DateField(_("last date"), null=True, blank=True, help_text=_("Empty: until further notice."))

    objects = RecurringActivityQuerySet.as_manager()

    base_form_class = RecurringActivityForm
    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("club")]),
        FieldPanel("summary"),
        FieldPanel("description"),
        FieldPanel("picture"),
        MultiFieldPanel(
            [
                FieldPanel("weekdays"),
                FieldRowPanel([FieldPanel("first_date"), FieldPanel("ends_on")]),
                FieldRowPanel([FieldPanel("begins"), FieldPanel("minutes")]),
            ],
            heading=_("Weekday and time"),
        ),
        FieldRowPanel([FieldPanel("venue"), FieldPanel("reserved_venue")]),
        FieldPanel("department"),
        SignUpTerms.sign_up_panel,
    ]
    search_fields = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.FilterField("live"),
    ]

    class Meta:
        ordering = ["title"]
        verbose_name = _("recurring activity")
        verbose_name_plural = _("recurring activities")
        constraints = [
            *SignUpTerms.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(duration__gt=timedelta(0)),
                name="activities_recurringactivity_takes_time",
                violation_error_message=_("An activity lasts longer than nothing."),
            ),
        ]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        if self.rule:
            check_rule(self.rule)

    def get_absolute_url(self):
        return reverse("activity", args=[self.pk])

    url = property(get_absolute_url)

    def club_for(self, user):
        """Return the club, unless it is not public yet or not for `user`; None without one."""
        return self.club if self.club and self.club.is_open_to(user) else None

    @property
    def description_text(self):
        return strip_tags(self.description)

    def occurrences(self, begin: datetime, end: datetime) -> list[datetime]:
        """Return the aware starts in [begin, end), in the hospital's time zone, at most OCCURRENCES_LIMIT.

        The rule is worked out on wall-clock time, so that 17:30 stays 17:30 whatever the zone does.
        """
        if not self.rule or not self.starts_at:
            return []
        zone = timezone.get_default_timezone()
        first = timezone.localtime(self.starts_at, zone).replace(tzinfo=None)
        naive_begin = timezone.localtime(begin, zone).replace(tzinfo=None)
        naive_end = timezone.localtime(end, zone).replace(tzinfo=None)
        if self.ends_on:
            naive_end = min(naive_end, datetime.combine(self.ends_on + timedelta(days=1), datetime.min.time()))
        found = []
        for moment in read_rule(self.rule, first, zone).xafter(naive_begin, inc=True):
            if moment >= naive_end or len(found) == OCCURRENCES_LIMIT:
                break
            found.append(timezone.make_aware(moment, zone))
        return found

    def occurrence_slots(self, begin: datetime, end: datetime):
        return [Slot(moment, moment, moment + self.duration) for moment in self.occurrences(begin, end)]

    @property
    def schedule(self) -> str:
        """Its days and hours in one line; the hours alone where the rule has no short wording."""
        if not self.starts_at:
            return ""
        start = timezone.localtime(self.starts_at)
        return f"{in_words(self.rule)} {start:%H:%M}–{start + self.duration:%H:%M}".strip()

    @property
    def rule_in_words(self) -> str:
        """The rule as an approver reads it; in its own notation where it has no short wording."""
        return in_words(self.rule) or self.rule

    @property
    def next_occurrence(self):
        """The next start from now, looking a year ahead; None when there is none."""
        now = timezone.now()
        return next(iter(self.occurrences(now, now + timedelta(days=366))), None)

    def get_preview_template(self, request, mode_name):
        return "activities/recurring_activity.html"

    def get_preview_context(self, request, mode_name):
        return {"activity": self, "club": self.club_for(request.user), "request": request}
