"""The base of every page: who may read it, its summary, and the promise that nobody publishes it alone."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PublishingPanel
from wagtail.models import Page
from wagtail.search import index

from approval.permissions import ApprovedPagePermissionTester
from approval.review_dates import last_confirmed_at
from approval.rules import keep_what_was_submitted

from .querysets import UnionPageManager
from .restriction import Restriction, follow, turn_away

SUMMARY_LENGTH = 120


class UnionPage(Page):
    """A page of this site. Concrete pages name their own `content_panels` and `reading_fields`."""

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("everyone")
        STAFF = "staff", _("signed-in staff only")
        AUDIENCE = "audience", _("an audience only")

    summary = models.CharField(
        _("summary"),
        max_length=SUMMARY_LENGTH,
        blank=True,
        help_text=_("One or two sentences, at most 120 characters. Shown in lists and when the page is shared."),
    )
    visibility = models.CharField(
        _("who may read it"),
        max_length=8,
        choices=Visibility,
        default=Visibility.PUBLIC,
        help_text=_("Holds for the pages below it too: none of them is more public than this one."),
    )
    audience = models.ForeignKey(
        "people.Audience",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("audience"),
        help_text=_("Where the page is for an audience only: for which."),
    )
    review_by = models.DateField(
        _("review by"),
        null=True,
        blank=True,
        help_text=_(
            "You are reminded a week before and on the day to read the page again. Readers see when it was confirmed."
        ),
    )
    search_text = models.TextField(editable=False, blank=True)

    objects = UnionPageManager()

    # What the admin's searches find it by, drafts too. Readers search in what is live (`cms.search.entries`).
    search_fields = [
        *Page.search_fields,
        index.SearchField("draft_title", boost=2),
        index.AutocompleteField("draft_title"),
        index.SearchField("summary"),
        index.AutocompleteField("summary"),
        index.SearchField("search_text"),
    ]

    # Names of fields (rich text, StreamField or plain) whose words a search should find.
    reading_fields: list[str] = []

    # Wagtail's own privacy panel has no place here: `visibility` is approved with the page.
    settings_panels = [
        FieldPanel("visibility"),
        FieldPanel("audience"),
        FieldPanel("review_by"),
        PublishingPanel(),
    ]
    promote_panels = [
        MultiFieldPanel([FieldPanel("slug"), FieldPanel("show_in_menus")], heading=_("Address and menu")),
    ]

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(visibility="audience", audience__isnull=False)
                | (~models.Q(visibility="audience") & models.Q(audience=None)),
                name="%(app_label)s_%(class)s_audience_if_for_one",
                violation_error_message=_(
                    "A page that is for an audience only names the audience, and no other page names one."
                ),
            )
        ]

    def permissions_for_user(self, user):
        return ApprovedPagePermissionTester(user, self)

    def save_revision(
        self, *args, overwrite_revision=None, previous_revision=None, log_action: bool | str = False, **kwargs
    ):
        keep_what_was_submitted(overwrite_revision)
        return super().save_revision(
            *args,
            overwrite_revision=overwrite_revision,
            previous_revision=previous_revision,
            # The log says whose words were taken up again.
            log_action=log_action or previous_revision is not None,
            **kwargs,
        )

    def save(self, *args, **kwargs):
        self.search_text = self.words_of_reading_fields()
        super().save(*args, **kwargs)
        # A draft of a live page is saved past its fields: what is not stored is not approved.
        if self.live and (not kwargs.get("update_fields") or "visibility" in kwargs["update_fields"]):
            follow(self)

    def words_of_reading_fields(self) -> str:
        """Return the plain text of what a reader reads, without markup, for searching."""
        parts = []
        for name in self.reading_fields:
            value = getattr(self, name)
            block = getattr(self._meta.get_field(name), "stream_block", None)
            found = block.get_searchable_content(value) if block else [strip_tags(str(value or ""))]
            parts += [str(words) for words in found]
        return "\n".join(parts)

    @property
    def visibility_in_words(self) -> str:
        """Who may read it, as an approver has it: of an audience, who that is."""
        if self.visibility == self.Visibility.AUDIENCE and self.audience:
            return Restriction(audience=self.audience).in_words
        return str(self.get_visibility_display())

    @property
    def readers_in_words(self) -> str:
        """Who will read it in the end, with what the pages above it say."""
        said = dict.fromkeys(restriction.in_words for restriction in self.restrictions())
        return " · ".join(said) or str(self.Visibility.PUBLIC.label)

    def restrictions(self) -> list[Restriction]:
        """Return what keeps readers out: what it says itself, and what the pages above it say. One query."""
        own = [] if self.visibility == self.Visibility.PUBLIC else [Restriction(audience_id=self.audience_id)]
        return [*own, *Restriction.objects.above(self)]

    def may_be_read_by(self, user) -> bool:
        return all(restriction.admits(user) for restriction in self.restrictions())

    def is_open_to(self, user) -> bool:
        """True when it is live and `user` may read it: only then do other pages name it and lead to it."""
        return self.live and self.may_be_read_by(user)

    @cached_property
    def last_confirmed_at(self):
        """When somebody last stood for what it says; None where the page carries no review-by date."""
        return last_confirmed_at(self) if self.review_by else None

    def handle_options_request(self, request, *args, **kwargs):
        # Wagtail answers this past `serve`, and what is for others is not there.
        if not self.may_be_read_by(request.user):
            return turn_away(request)
        return super().handle_options_request(request, *args, **kwargs)

    def serve(self, request, *args, **kwargs):
        restrictions = self.restrictions()
        if not all(restriction.admits(request.user) for restriction in restrictions):
            return turn_away(request)
        response = super().serve(request, *args, **kwargs)
        if restrictions:
            response["Cache-Control"] = "private, no-store"
        return response
