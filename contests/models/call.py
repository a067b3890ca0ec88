from datetime import datetime, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index

from approval.models import ApprovedSnippet
from approval.models.approved_snippet import ApprovedSnippetQuerySet
from cms.blocks import TEXT_FEATURES

KIND_LENGTH = 20
MOST_WORKS = 20
USUAL_LENGTH = timedelta(days=14)


def usual_end() -> datetime:
    return timezone.now() + USUAL_LENGTH


class CallQuerySet(ApprovedSnippetQuerySet):
    def open(self):
        """Calls to which works may be handed in now."""
        now = timezone.now()
        return self.live().filter(opens_at__lte=now, closes_at__gt=now)

    def latest_first(self):
        return self.order_by("-closes_at", "-pk")


class Call(index.Indexed, ApprovedSnippet, ClusterableModel):
    """A call for works (征集): what may be handed in, by whom, from when until when, and how many by each."""

    title = models.CharField(_("title"), max_length=60)
    introduction = RichTextField(_("introduction"), features=TEXT_FEATURES)
    opens_at = models.DateTimeField(_("works from"), default=timezone.now)
    closes_at = models.DateTimeField(_("works until"), default=usual_end)
    limit = models.PositiveSmallIntegerField(
        _("works of each member"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_WORKS)],
        help_text=_("How many works one member hands in at most, of all kinds together."),
    )
    audience = models.ForeignKey(
        "people.Audience",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who may hand in"),
        help_text=_("Empty: all members of staff."),
    )
    rules = RichTextField(_("rules"), blank=True, features=TEXT_FEATURES)
    consent = models.TextField(
        _("what the author agrees to"),
        max_length=500,
        help_text=_("For example: that the work is shown to colleagues with the author's name, and put to a vote."),
    )

    objects = CallQuerySet.as_manager()

    panels = [
        FieldPanel("title"),
        FieldPanel("introduction"),
        InlinePanel("kinds", label=_("kind"), heading=_("What may be handed in"), min_num=1),
        FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
        FieldRowPanel([FieldPanel("limit"), FieldPanel("audience")]),
        FieldPanel("rules"),
        FieldPanel("consent"),
    ]
    search_fields = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.SearchField("introduction"),
        index.SearchField("rules"),
        index.FilterField("live"),
    ]

    class Meta:
        ordering = ["-closes_at", "-pk"]
        verbose_name = _("call for works")
        verbose_name_plural = _("calls for works")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")),
                name="contests_call_in_order",
                violation_error_message=_("A call ends after it begins."),
            ),
            models.CheckConstraint(
                condition=models.Q(limit__range=(1, MOST_WORKS)),
                name="contests_call_limit",
                violation_error_message=_("Each member hands in from 1 to 20 works."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("call", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.live and self.opens_at <= timezone.now() < self.closes_at

    @property
    def is_over(self) -> bool:
        return self.closes_at <= timezone.now()

    @property
    def hides_authors(self) -> bool:
        """True while a vote about its works is to come or going on in which nobody is to know whose is whose."""
        return self.rounds.live().filter(hides_authors=True, counted_at=None).exists()

    def get_preview_template(self, request, mode_name):
        return "contests/works/call.html"

    def get_preview_context(self, request, mode_name):
        return {"call": self, "kinds": list(self.kinds.all()), "request": request}


class CallKind(Orderable):
    """One of the kinds of work that a call takes: a picture with a few words, or a text."""

    class Takes(models.TextChoices):
        PICTURE = "picture", _("a picture")
        TEXT = "text", _("a text")

    call = ParentalKey(Call, on_delete=models.CASCADE, related_name="kinds")
    name = models.CharField(_("name"), max_length=KIND_LENGTH, help_text=_("For example: photographs, calligraphy"))
    takes = models.CharField(_("what is handed in"), max_length=8, choices=Takes, default=Takes.PICTURE)

    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("takes")])]

    class Meta(Orderable.Meta):
        verbose_name = _("kind of work")
        constraints = [
            models.UniqueConstraint(
                fields=["call", "name"],
                name="contests_callkind_once",
                violation_error_message=_("This kind is named already."),
            )
        ]

    def __str__(self):
        return self.name
