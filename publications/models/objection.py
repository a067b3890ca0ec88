import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.sealing import seal, unseal

from ..querysets import ObjectionQuerySet

PURPOSE = b"publications.objection"


class Objection(models.Model):
    """What a member of staff objects to in a published list, in confidence, and what was answered.

    Both texts lie sealed (`people.sealing`); whoever may read them says `publications.readers`. `about` is whom it
    is about; without one it is the whole list.
    """

    class State(models.TextChoices):
        RECEIVED = "received", pgettext_lazy("of an objection", "received")
        TAKEN_UP = "taken_up", pgettext_lazy("of an objection", "taken up")
        UPHELD = "upheld", pgettext_lazy("of an objection", "upheld")
        NOT_UPHELD = "not_upheld", pgettext_lazy("of an objection", "not upheld")
        WITHDRAWN = "withdrawn", pgettext_lazy("of an objection", "withdrawn")

    OPEN_STATES = [State.RECEIVED, State.TAKEN_UP]
    ANSWERED_STATES = [State.UPHELD, State.NOT_UPHELD]

    number = models.CharField(_("number"), max_length=12, unique=True)
    standing = models.ForeignKey(
        "publications.Standing", models.PROTECT, related_name="objections", verbose_name=_("published list")
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="objections",
        verbose_name=pgettext_lazy("of an objection", "who objects"),
    )
    about = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="objections_about",
        verbose_name=_("whom it is about"),
    )
    about_name = models.CharField(_("which line it is about"), max_length=80, blank=True)
    sealed_text = models.TextField(editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.RECEIVED)
    received_at = models.DateTimeField(_("received at"), default=timezone.now)
    due_on = models.DateField(_("to be answered by"))
    taken_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("taken up by")
    )
    taken_up_at = models.DateTimeField(_("taken up at"), null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered at"), null=True)
    sealed_answer = models.TextField(editable=False, blank=True)
    withdrawn_at = models.DateTimeField(pgettext_lazy("of an objection", "withdrawn at"), null=True)
    # Since when it no longer says who objected to what.
    emptied_at = models.DateTimeField(null=True, editable=False)

    objects = ObjectionQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["received", "taken_up", "upheld", "not_upheld", "withdrawn"]),
                name="publications_objection_known_state",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["upheld", "not_upheld"], answered_at__isnull=False, answered_by__isnull=False)
                | (~Q(state__in=["upheld", "not_upheld"]) & Q(answered_at=None, answered_by=None, sealed_answer="")),
                name="publications_objection_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=(~Q(state="withdrawn") & Q(withdrawn_at=None))
                | Q(state="withdrawn", withdrawn_at__isnull=False),
                name="publications_objection_withdrawn_once",
            ),
            models.CheckConstraint(
                condition=Q(emptied_at=None, member__isnull=False)
                | (
                    Q(emptied_at__isnull=False, member=None, about=None, about_name="", sealed_text="")
                    & ~Q(state__in=["received", "taken_up"])
                ),
                name="publications_objection_emptied_whole",
            ),
            # Nobody answers what they themselves have asked.
            models.CheckConstraint(
                condition=Q(answered_by=None) | Q(member=None) | ~Q(answered_by=models.F("member")),
                name="publications_objection_answered_by_another",
            ),
        ]
        indexes = [models.Index(fields=["standing", "state"], name="publications_objection_open")]
        triggers = [
            pgtrigger.Protect(name="is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="stays_what_it_is", fields=["number", "standing", "received_at"]),
        ]
        verbose_name = _("objection")
        verbose_name_plural = _("objections")

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("objection", args=[self.pk])

    url = property(get_absolute_url)

    @property
    def text(self) -> str:
        """What was written; empty once it was emptied."""
        return unseal(self.sealed_text, PURPOSE) if self.sealed_text else ""

    @text.setter
    def text(self, words: str) -> None:
        self.sealed_text = seal(words, PURPOSE)

    @property
    def answer(self) -> str:
        return unseal(self.sealed_answer, PURPOSE) if self.sealed_answer else ""

    @answer.setter
    def answer(self, words: str) -> None:
        self.sealed_answer = seal(words, PURPOSE)

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN_STATES

    @property
    def is_answered(self) -> bool:
        return self.state in self.ANSWERED_STATES

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_on < timezone.localdate()
