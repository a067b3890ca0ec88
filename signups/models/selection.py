from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable
from wagtail.search import index

from approval.models import ApprovedSnippet
from cms.blocks import TEXT_FEATURES

from ..answers.blocks import QuestionsBlock
from ..selections.criteria import worth_in_words
from ..selections.editing import CRITERION_PANELS, OPTION_PANELS, SELECTION_PANELS, SHARE_PANELS, SelectionForm
from ..selections.facts import choices_of_facts
from ..selections.kinds import Kind, Source
from .fields import UsualNumberField
from .pool import KeptForOne
from .terms import SignUpTerms


class Selection(index.Indexed, ApprovedSnippet, ClusterableModel):
    """Places that go by points: a retreat of routes and batches, child care, a course.

    Approved with all that decides: who may apply and until when, what counts how much, what is kept for whom. Once it
    is live its run holds what becomes of it (`selections/holding.py`).
    """

    Kind = Kind

    title = models.CharField(_("title"), max_length=60)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.RETREAT)
    summary = models.CharField(_("summary"), max_length=120, blank=True)
    introduction = RichTextField(_("introduction"), features=TEXT_FEATURES)
    rules = RichTextField(_("rules"), features=TEXT_FEATURES, blank=True)
    opens_at = models.DateTimeField(_("applications open at"))
    closes_at = models.DateTimeField(_("applications close at"))
    points_on = models.DateField(_("points as of"), help_text=_("Years are counted up to this day."))
    audience = models.ForeignKey(
        "people.Audience",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("for whom"),
        help_text=_("Empty: all staff."),
    )
    years_between = models.PositiveSmallIntegerField(
        _("years between two turns"),
        null=True,
        blank=True,
        help_text=_(
            "Whoever had a turn less than so many years ago is not put on the list. Empty: it does not matter."
        ),
    )
    most_wishes = UsualNumberField(
        _("wishes"),
        default=3,
        validators=[MinValueValidator(1)],
        help_text=_("How many of the dates one person may apply for, in order of preference."),
    )
    limit_per_department = SignUpTerms._meta.get_field("limit_per_department").clone()
    needs_consent = models.BooleanField(
        _("the department consents"), default=True, help_text=_("Its head confirms that each can be spared.")
    )
    consent_until = models.DateTimeField(_("consent until"), null=True, blank=True)
    cancel_days_before = UsualNumberField(
        _("withdraw until days before"), default=3, help_text=_("Whoever gives the place back later is noted.")
    )
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("contact person"),
        help_text=_("Keeps the list, beside the office."),
    )
    questions = StreamField(
        QuestionsBlock(), verbose_name=_("questions with the application"), blank=True, help_text=_("Ask little.")
    )

    base_form_class = SelectionForm
    panels = SELECTION_PANELS
    search_fields = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.SearchField("summary"),
        index.SearchField("introduction"),
        index.SearchField("rules"),
        index.FilterField("live"),
    ]

    class Meta:
        ordering = ["-opens_at", "-pk"]
        verbose_name = _("selection")
        verbose_name_plural = _("selections")
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="signups_selection_closes_after_it_opens",
                violation_error_message=_("Applications close after they have opened."),
            ),
            models.CheckConstraint(
                condition=Q(needs_consent=False) | Q(consent_until__gte=F("closes_at")),
                name="signups_selection_leaves_time_to_consent",
                violation_error_message=_("Let the departments consent at least until applications close."),
            ),
            models.CheckConstraint(
                condition=Q(needs_consent=False) | Q(consent_until__isnull=False),
                name="signups_selection_says_until_when_to_consent",
                violation_error_message=_("Say until when the departments consent."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("selection", args=[self.pk])

    # Questions are asked of the member: nobody comes along.
    company = SignUpTerms.Company.ALONE

    @property
    def introduction_text(self):
        return strip_tags(self.introduction)

    @property
    def is_not_open_yet(self) -> bool:
        return self.opens_at > timezone.now()

    @property
    def is_closed(self) -> bool:
        return self.closes_at <= timezone.now()

    @property
    def is_open(self) -> bool:
        return self.live and not (self.is_not_open_yet or self.is_closed)

    @property
    def consent_is_over(self) -> bool:
        return self.consent_until is not None and self.consent_until <= timezone.now()

    @property
    def questions_in_words(self) -> str:
        """As an approver reads them."""
        return SignUpTerms.questions_in_words.fget(self)

    def get_preview_template(self, request, mode_name):
        return "signups/selections/selection.html"

    def get_preview_context(self, request, mode_name):
        return {"selection": self, "routes": [], "options": self.options.all(), "request": request}


class Option(Orderable):
    """One date to apply for: a batch of a route. Those with one name of the route belong together."""

    selection = ParentalKey(Selection, on_delete=models.CASCADE, related_name="options")
    route = models.CharField(_("route"), max_length=40)
    batch = models.CharField(_("batch"), max_length=20, blank=True)
    base = models.ForeignKey(
        "signups.Base", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("base")
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    places = models.PositiveIntegerField(_("places"), validators=[MinValueValidator(1)])
    note = models.CharField(_("price and notes"), max_length=120, blank=True)

    panels = OPTION_PANELS

    class Meta(Orderable.Meta):
        verbose_name = _("route and batch")
        verbose_name_plural = _("routes and batches")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="signups_option_ends_after_it_starts",
                violation_error_message=_("It ends on the day on which it begins, or later."),
            ),
            models.CheckConstraint(
                condition=Q(places__gte=1),
                name="signups_option_has_places",
                violation_error_message=_("There is at least one place."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        return f"{self.route} {self.batch}".strip()


class Criterion(Orderable):
    """What counts, and how much: so many points for each unit of what its source says, so many at most."""

    Source = Source

    selection = ParentalKey(Selection, on_delete=models.CASCADE, related_name="criteria")
    label = models.CharField(_("criterion"), max_length=30)
    source = models.CharField(
        pgettext_lazy("of a criterion", "from"), max_length=8, choices=Source, default=Source.FACT
    )
    fact = models.CharField(_("what is counted"), max_length=30, blank=True, choices=choices_of_facts)
    question = models.CharField(_("question"), max_length=80, blank=True, help_text=_("As it is worded below."))
    answer = models.CharField(
        _("answer that counts"), max_length=60, blank=True, help_text=_("Empty: the number that was answered.")
    )
    audience = models.ForeignKey(
        "people.Audience", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("audience")
    )
    points = models.DecimalField(_("points for each"), max_digits=5, decimal_places=2)
    most = models.DecimalField(_("points at most"), max_digits=5, decimal_places=2, null=True, blank=True)
    weight = models.DecimalField(_("weight"), max_digits=4, decimal_places=2, default=1)
    note = models.CharField(_("explanation"), max_length=120, blank=True)

    panels = CRITERION_PANELS

    class Meta(Orderable.Meta):
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        constraints = [
            models.CheckConstraint(
                condition=(Q(source="fact") & ~Q(fact=""))
                | (Q(source="answer") & ~Q(question=""))
                | Q(source="audience", audience__isnull=False)
                | Q(source="office"),
                name="signups_criterion_says_what_counts",
                violation_error_message=_("Say what is counted: the fact, the question or the audience."),
            ),
            models.CheckConstraint(
                condition=Q(points__gte=0) & Q(weight__gt=0) & (Q(most=None) | Q(most__gte=0)),
                name="signups_criterion_takes_nothing_away",
                violation_error_message=_("Points are never below nothing."),
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def worth_in_words(self) -> str:
        return worth_in_words(self)


class SelectionShare(KeptForOne, Orderable):
    """Places of every date that are kept for a part of the house or an audience, such as a department."""

    selection = ParentalKey(Selection, on_delete=models.CASCADE, related_name="shares")
    places = models.PositiveIntegerField(_("places of each date"), validators=[MinValueValidator(1)])

    panels = SHARE_PANELS

    class Meta(KeptForOne.Meta, Orderable.Meta):
        verbose_name = _("places kept")
        verbose_name_plural = _("places kept")
