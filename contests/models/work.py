from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from approval.models import ApprovedSnippet
from approval.models.approved_snippet import ApprovedSnippetQuerySet
from cms.visibility import Visibility

from .call import KIND_LENGTH

TITLE_LENGTH = 40
TEXT_LENGTH = 5000
# What no version brings back: whether the author has taken the work away, and what the author agreed to.
OF_THE_ROW = ["withdrawn_at", "handed_in_at", "agreed_to"]


class WorkQuerySet(ApprovedSnippetQuerySet):
    def standing(self):
        """Works that their authors have not withdrawn, shown or not."""
        return self.filter(withdrawn_at=None)

    def with_card_data(self):
        """Fetch what a gallery shows, in a constant number of queries."""
        return self.select_related("picture", "author__department").prefetch_related("picture__renditions")

    def latest_first(self):
        return self.order_by("-handed_in_at", "-pk")


class Work(index.Indexed, ApprovedSnippet):
    """What a member handed in to a call. Nobody sees it before it was approved but its author and the office."""

    call = models.ForeignKey("contests.Call", models.PROTECT, related_name="works", verbose_name=_("call"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="works", verbose_name=_("author"))
    kind = models.CharField(_("kind"), max_length=KIND_LENGTH)
    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    text = models.TextField(_("words"), max_length=TEXT_LENGTH, blank=True)
    picture = models.ForeignKey(
        "cms.UnionImage", models.PROTECT, null=True, blank=True, related_name="works", verbose_name=_("picture")
    )
    agreed_to = models.TextField(_("what the author agreed to"), blank=True, editable=False)
    handed_in_at = models.DateTimeField(pgettext_lazy("a work", "handed in at"), default=timezone.now, editable=False)
    withdrawn_at = models.DateTimeField(pgettext_lazy("a work", "withdrawn at"), null=True, editable=False)

    objects = WorkQuerySet.as_manager()

    # The office hands in for whoever brings a print, and mends a slip of the pen; either is approved.
    panels = [
        FieldPanel("call"),
        FieldRowPanel([FieldPanel("author"), FieldPanel("kind")]),
        FieldPanel("title"),
        FieldPanel("text"),
        FieldPanel("picture"),
    ]
    search_fields = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.SearchField("text"),
        index.AutocompleteField("text"),
        index.FilterField("live"),
    ]

    class Meta:
        ordering = ["-handed_in_at", "-pk"]
        verbose_name = _("work")
        verbose_name_plural = _("works")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(picture__isnull=False) | ~models.Q(text=""),
                name="contests_work_holds_something",
                violation_error_message=_("A work is a picture or a text."),
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None) | models.Q(live=False),
                name="contests_work_not_shown_once_withdrawn",
                violation_error_message=_("Its author has withdrawn this work."),
            ),
            models.UniqueConstraint(
                fields=["call", "author", "title"],
                condition=models.Q(withdrawn_at=None),
                name="contests_work_title_once_each",
                violation_error_message=_("You have handed in a work of this title already."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("work", args=[self.pk])

    @property
    def visibility(self) -> Visibility:
        """Who may fetch its picture once it is live: works are shown to colleagues, not to the world."""
        return Visibility.STAFF

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    def clean(self):
        super().clean()
        if self.withdrawn_at:
            raise ValidationError(_("Its author has withdrawn this work."))

    def with_content_json(self, content):
        work = super().with_content_json(content)
        for name in OF_THE_ROW:
            setattr(work, name, getattr(self, name))
        return work

    def get_preview_template(self, request, mode_name):
        return "contests/works/work.html"

    def get_preview_context(self, request, mode_name):
        return {"work": self, "call": self.call, "request": request}
