from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField

from ..answers.blocks import QuestionsBlock
from ..answers.questions import in_words, questions_of
from .fields import UsualNumberField


class SignUpTerms(models.Model):
    """On what terms the places of a thing are given: for whom, how many, from when until when.

    A thing that is approved carries them in its fields, so that they are approved with it; once it is live its
    offering takes them over (`actions.offering.follow`). Hours are worked out for each session (`window_of`).
    """

    class Mode(models.TextChoices):
        OPEN = "open", _("no sign-up, everybody just comes")
        FIRST_COME = "first_come", _("first come, first served")
        APPROVAL = "approval", _("the organiser decides on each")
        DRAW = "draw", _("draw once sign-up has closed")
        QUOTA = "quota", _("places by group, the group leaders name the people")
        # Of a selection, which has a page of its own (`signups/selections/`); nothing else is offered on such terms.
        SELECTION = "selection", _("by points, once the list has taken effect")

    # Each person asks for a place of their own.
    ASKED_FOR_MODES = [Mode.FIRST_COME, Mode.APPROVAL, Mode.DRAW, Mode.QUOTA, Mode.SELECTION]
    # Somebody looks at each before it can have a place.
    ADMITTED_MODES = [Mode.APPROVAL, Mode.QUOTA]

    class Company(models.TextChoices):
        ALONE = "alone", _("members only")
        MAY_BRING = "may_bring", _("members, who may bring dependants")
        TOGETHER = "together", _("a member together with a dependant, both or neither")
        DEPENDANT = "dependant", _("a dependant of the member")

    mode = models.CharField(_("sign-up"), max_length=12, choices=Mode, default=Mode.OPEN)
    capacity = models.PositiveIntegerField(
        _("places"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("For each date. Empty: as many as come."),
    )
    audience = models.ForeignKey(
        "people.Audience",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("for whom"),
        help_text=_("Empty: all staff."),
    )
    belonging_only = models.BooleanField(
        _("club members only"), default=False, help_text=_("Only those who belong to the club that offers it.")
    )
    opens_days_before = models.PositiveSmallIntegerField(
        _("opens days before"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(365)],
        help_text=_("Empty: as soon as the date stands in the calendar."),
    )
    opens_at_time = models.TimeField(_("opens at"), null=True, blank=True, help_text=_("Empty: at midnight."))
    closes_hours_before = UsualNumberField(_("closes hours before"), default=0, help_text=_("0: when it begins."))
    cancel_hours_before = UsualNumberField(
        _("cancel until hours before"),
        default=2,
        help_text=_("Whoever cancels later is noted as having failed to come, if that counts here."),
    )
    confirm_within_hours = models.PositiveSmallIntegerField(
        _("confirm within hours"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("How long somebody from the waiting list has to accept. Empty: the place is theirs at once."),
    )
    later_percent = UsualNumberField(
        _("percent released later"),
        default=0,
        validators=[MaxValueValidator(100)],
        help_text=_("This part of the places opens in a second batch, for those who were at work during the first."),
    )
    later_at_time = models.TimeField(_("second batch at"), null=True, blank=True)
    limit_per_member = models.PositiveSmallIntegerField(
        _("limit per member"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("How many coming dates one member may hold at once. Empty: as many as they like."),
    )
    limit_per_department = models.PositiveSmallIntegerField(
        _("limit per department"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("At most so many of one ward or department on one date: somebody has to stay with the patients."),
    )
    company = models.CharField(_("who comes"), max_length=10, choices=Company, default=Company.ALONE)
    clashes_matter = models.BooleanField(
        _("one place at a time"), default=True, help_text=_("Nobody holds two places at the same hour.")
    )
    absences_count = models.BooleanField(
        _("absences count"), default=True, help_text=_("Whoever holds a place and fails to come is noted.")
    )
    is_confidential = models.BooleanField(
        _("confidential"),
        default=False,
        help_text=_("Names are shown to the contact person alone, and stand in no list, file or message."),
    )
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("contact person"),
        help_text=_("Keeps the list of these dates, beside the office and the club's leaders."),
    )
    first_timers_first = models.BooleanField(
        _("those who have never been go first"), default=False, help_text=_("In a draw.")
    )
    seniority_counts = models.BooleanField(
        _("years in the hospital count"), default=False, help_text=_("In a draw: a longer service has better odds.")
    )
    questions = StreamField(
        QuestionsBlock(),
        verbose_name=_("questions with the sign-up"),
        blank=True,
        help_text=_("Ask as little as you can do with. What is answered is deleted some weeks after the date."),
    )

    sign_up_panel = MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("mode"), FieldPanel("capacity")]),
            FieldRowPanel([FieldPanel("audience"), FieldPanel("belonging_only")]),
            FieldRowPanel([FieldPanel("company"), FieldPanel("contact")]),
            FieldRowPanel([FieldPanel("opens_days_before"), FieldPanel("opens_at_time")]),
            FieldRowPanel([FieldPanel("closes_hours_before"), FieldPanel("cancel_hours_before")]),
            FieldRowPanel([FieldPanel("later_percent"), FieldPanel("later_at_time")]),
            FieldRowPanel([FieldPanel("limit_per_member"), FieldPanel("limit_per_department")]),
            FieldPanel("confirm_within_hours"),
            FieldRowPanel([FieldPanel("first_timers_first"), FieldPanel("seniority_counts")]),
            FieldRowPanel([FieldPanel("absences_count"), FieldPanel("clashes_matter")]),
            FieldPanel("is_confidential"),
            FieldPanel("questions"),
        ],
        heading=_("Sign-up"),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_confidential=False) | models.Q(contact__isnull=False),
                name="%(app_label)s_%(class)s_confidential_has_contact",
                violation_error_message=_("What is confidential needs a contact person: nobody else sees the names."),
            ),
            models.CheckConstraint(
                condition=models.Q(later_percent=0) | models.Q(later_at_time__isnull=False),
                name="%(app_label)s_%(class)s_second_batch_has_hour",
                violation_error_message=_("Say at what time the second batch of places opens."),
            ),
            models.CheckConstraint(
                condition=models.Q(later_percent=0)
                | models.Q(opens_at_time=None)
                | models.Q(later_at_time__gt=models.F("opens_at_time")),
                name="%(app_label)s_%(class)s_second_batch_comes_later",
                violation_error_message=_("The second batch opens later in the day than the first."),
            ),
            models.CheckConstraint(
                condition=models.Q(later_percent__lte=100),
                name="%(app_label)s_%(class)s_later_percent_is_one",
                violation_error_message=_("No more than all of the places can be released later."),
            ),
            models.CheckConstraint(
                condition=~models.Q(mode="draw") | models.Q(capacity__isnull=False),
                name="%(app_label)s_%(class)s_draw_has_places",
                violation_error_message=_("A draw needs a number of places."),
            ),
            models.CheckConstraint(
                condition=~models.Q(mode="draw") | models.Q(closes_hours_before__gte=1),
                name="%(app_label)s_%(class)s_draw_comes_before_it_begins",
                violation_error_message=_(
                    "The draw takes place once sign-up has closed: let it close at least an hour before it begins."
                ),
            ),
        ]

    @classmethod
    def term_names(cls) -> list[str]:
        """Return the names of the fields that are terms."""
        return [field.name for field in SignUpTerms._meta.get_fields()]

    def clean(self):
        super().clean()
        if self.company == self.Company.ALONE:
            child = next((each for each in questions_of(self) if each.is_about_a_child), None)
            if child:
                raise ValidationError(
                    {"questions": _("“%(label)s” is asked of those who bring a child.") % {"label": child.label}}
                )

    def clean_window(self, starts_at: datetime) -> None:
        """Refuse a window in which nobody could ever sign up for a session that begins then. Raises ValidationError."""
        window = self.window_of(starts_at)
        if self.takes_sign_ups and window["opens_at"] and window["opens_at"] >= window["closes_at"]:
            raise ValidationError({"closes_hours_before": _("Sign-up would close before it has opened.")})

    @property
    def questions_in_words(self) -> str:
        """As an approver reads them."""
        return in_words(self)

    @property
    def takes_sign_ups(self) -> bool:
        return self.mode != self.Mode.OPEN

    @property
    def is_for_dependants(self) -> bool:
        return self.company != self.Company.ALONE

    def window_of(self, starts_at: datetime) -> dict[str, datetime | None]:
        """Return `opens_at`, `closes_at` and `cancel_until` of a session, on the wall clock of the hospital."""
        return {
            "opens_at": self._opening(starts_at),
            "closes_at": starts_at - timedelta(hours=self.closes_hours_before),
            "cancel_until": starts_at - timedelta(hours=self.cancel_hours_before),
        }

    def _opening(self, starts_at: datetime) -> datetime | None:
        if self.opens_days_before is None:
            return None
        day = timezone.localdate(starts_at) - timedelta(days=self.opens_days_before)
        return _at(day, self.opens_at_time)

    def second_batch_of(self, starts_at: datetime) -> tuple[datetime, int] | None:
        """Return when a session's later places open and how many these are; None where all open at once."""
        if not self.later_percent or self.capacity is None or self.later_at_time is None:
            return None
        day = timezone.localdate(self._opening(starts_at) or timezone.now())
        return _at(day, self.later_at_time), self.capacity * self.later_percent // 100


def _at(day, time) -> datetime:
    moment = datetime.combine(day, time or datetime.min.time())
    return timezone.make_aware(moment)
