"""The base of every page: who may read it, its summary, and the promise that nobody publishes it alone."""

from urllib.parse import urlencode

from django.conf import settings
from django.db import models
from django.shortcuts import redirect, resolve_url
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PublishingPanel
from wagtail.models import Page

from approval.permissions import ApprovedPagePermissionTester
from approval.review_dates import last_confirmed_at
from approval.rules import keep_what_was_submitted

from .querysets import UnionPageManager

SUMMARY_LENGTH = 120


class UnionPage(Page):
    """A page of this site. Concrete pages name their own `content_panels` and `reading_fields`."""

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("everyone")
        STAFF = "staff", _("signed-in staff only")

    summary = models.CharField(
        _("summary"),
        max_length=SUMMARY_LENGTH,
        blank=True,
        help_text=_("One or two sentences, at most 120 characters. Shown in lists and when the page is shared."),
    )
    visibility = models.CharField(_("who may read it"), max_length=8, choices=Visibility, default=Visibility.PUBLIC)
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

    # Names of fields (rich text, StreamField or plain) whose words a search should find.
    reading_fields: list[str] = []

    # Wagtail's own privacy panel has no place here: `visibility` is approved with the page.
    settings_panels = [FieldPanel("visibility"), FieldPanel("review_by"), PublishingPanel()]
    promote_panels = [
        MultiFieldPanel([FieldPanel("slug"), FieldPanel("show_in_menus")], heading=_("Address and menu")),
    ]

    class Meta:
        abstract = True

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

    def words_of_reading_fields(self) -> str:
        """Return the plain text of what a reader reads, without markup, for searching."""
        parts = []
        for name in self.reading_fields:
            value = getattr(self, name)
            block = getattr(self._meta.get_field(name), "stream_block", None)
            found = block.get_searchable_content(value) if block else [strip_tags(str(value or ""))]
            parts += [str(words) for words in found]
        return "\n".join(parts)

    def may_be_read_by(self, user) -> bool:
        return self.visibility == self.Visibility.PUBLIC or user.is_authenticated

    def is_open_to(self, user) -> bool:
        """True when it is live and `user` may read it: only then do other pages name it and lead to it."""
        return self.live and self.may_be_read_by(user)

    @cached_property
    def last_confirmed_at(self):
        """When somebody last stood for what it says; None where the page carries no review-by date."""
        return last_confirmed_at(self) if self.review_by else None

    def serve(self, request, *args, **kwargs):
        if not self.may_be_read_by(request.user):
            query = urlencode({"next": request.get_full_path()})
            return redirect(f"{resolve_url(settings.LOGIN_URL)}?{query}")
        response = super().serve(request, *args, **kwargs)
        if self.visibility != self.Visibility.PUBLIC:
            response["Cache-Control"] = "private, no-store"
        return response
