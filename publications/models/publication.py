from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField
from wagtail.search import index

from approval.models import ApprovedSnippet
from cms.blocks import TEXT_FEATURES
from people.strokes import in_order_of_strokes

from ..contents import hash_of
from ..forms import PublicationForm
from ..listing import as_a_preview
from ..panels import PUBLICATION_PANELS
from ..querysets import PublicationQuerySet

WORKING_DAYS = 5
MOST_WORKING_DAYS = 30


class Publication(index.Indexed, ApprovedSnippet, ClusterableModel):
    """A list published for objection (公示): who or what is to be decided on, before it is.

    `subject` is what it decides about, such as a year's rating; without one the office has written the list itself.
    For how long it stands and what becomes of it say its standings.
    """

    title = models.CharField(_("title"), max_length=80)
    introduction = RichTextField(
        _("introduction"),
        features=TEXT_FEATURES,
        help_text=_("What is to be decided, by what rule the list was made, and what it means to be on it."),
    )
    columns = models.JSONField(_("headings of the columns"), default=list, blank=True, editable=False)
    by_strokes = models.BooleanField(
        _("names by the strokes of the surname"),
        default=False,
        help_text=_("Under each heading, and the list says so. Not where the order of the list is its result."),
    )
    working_days = models.PositiveSmallIntegerField(
        _("working days"),
        default=WORKING_DAYS,
        help_text=_("So many whole working days it stands, from the first one after it is published."),
    )
    audience = models.ForeignKey(
        "people.Audience",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who may see it"),
        help_text=_("Empty: all staff who have signed in. Who stands on the list sees it in any case."),
    )
    contact_name = models.CharField(_("contact"), max_length=40, help_text=_("A person or an office."))
    contact_phone = models.CharField(_("telephone of the contact"), max_length=40)
    supervision_phone = models.CharField(
        _("supervision telephone"),
        max_length=40,
        help_text=_("Of somebody who had no part in the list: the accounts-review committee or discipline inspection."),
    )
    subject_type = models.ForeignKey(ContentType, models.PROTECT, null=True, editable=False, related_name="+")
    subject_id = models.PositiveBigIntegerField(null=True, editable=False)
    subject = GenericForeignKey("subject_type", "subject_id")

    objects = PublicationQuerySet.as_manager()

    base_form_class = PublicationForm
    panels = PUBLICATION_PANELS
    search_fields = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.SearchField("introduction"),
        index.FilterField("live"),
    ]

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(working_days__range=(1, MOST_WORKING_DAYS)),
                name="publications_publication_working_days",
                violation_error_message=_("A list stands for 1 to 30 working days."),
            ),
            models.CheckConstraint(
                condition=Q(subject_type=None, subject_id=None)
                | Q(subject_type__isnull=False, subject_id__isnull=False),
                name="publications_publication_whole_subject",
            ),
            models.UniqueConstraint(
                fields=["subject_type", "subject_id"], name="publications_publication_one_per_subject"
            ),
        ]
        verbose_name = _("publication for objection")
        verbose_name_plural = _("publications for objection")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("publication", args=[self.pk])

    # An approver reads what it decides about by its title; the number of it says nothing.
    subject_type_in_words = subject_id_in_words = ""

    @property
    def columns_in_words(self) -> str:
        return "、".join(self.columns)

    @property
    def audience_in_words(self) -> str:
        """Who will see it, as an approver has it."""
        return self.audience.name_on_record if self.audience else gettext("all staff who have signed in")

    @property
    def has_subject(self) -> bool:
        return self.subject_type_id is not None

    @property
    def lines_in_order(self) -> list["PublicationLine"]:
        """The lines as they are published: as they were written, or the names under each heading by strokes."""
        lines = list(self.lines.all())
        return self._by_strokes(lines) if self.by_strokes else lines

    @staticmethod
    def _by_strokes(lines: Iterable["PublicationLine"]) -> list["PublicationLine"]:
        ordered = []
        for _heading, under_it in groupby(lines, key=attrgetter("heading")):
            ordered += in_order_of_strokes(under_it, name=attrgetter("name"))
        return ordered

    @property
    def list_hash(self) -> str:
        """What the list itself says, as a hash: with another one the days begin again."""
        return hash_of(self)

    def get_preview_template(self, request, mode_name):
        return "publications/publication.html"

    def get_preview_context(self, request, mode_name):
        return {**as_a_preview(self), "request": request}


class PublicationLine(models.Model):
    """One line: somebody, or a team or a department by name, with what the columns say, under a heading.

    `name` and `department` are what was published; `member` says who that is, where it is known.
    """

    class Outcome(models.TextChoices):
        NONE = "", _("as the heading says")
        SELECTED = "selected", pgettext_lazy("on a published list", "selected")
        SUBSTITUTE = "substitute", pgettext_lazy("line of a published list", "substitute")

    publication = ParentalKey(Publication, on_delete=models.CASCADE, related_name="lines")
    heading = models.CharField(_("heading"), max_length=60, blank=True)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="publication_lines",
        verbose_name=_("member"),
    )
    name = models.CharField(_("name"), max_length=80)
    department = models.CharField(_("department"), max_length=80, blank=True)
    cells = models.JSONField(_("what the columns say"), default=list, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="publications_publicationline_names_somebody"),
            models.CheckConstraint(
                condition=Q(outcome__in=["", "selected", "substitute"]),
                name="publications_publicationline_known_outcome",
            ),
        ]
        verbose_name = _("line of a published list")
        verbose_name_plural = _("lines of published lists")

    def __str__(self):
        return self.name

    # The name says it.
    member_in_words = position_in_words = ""

    @property
    def is_substitute(self) -> bool:
        return self.outcome == self.Outcome.SUBSTITUTE
