import pgtrigger
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel
from wagtail.search import index

from approval.models import ApprovedSnippet
from approval.models.approved_snippet import ApprovedSnippetQuerySet

from .call import KIND_LENGTH, usual_end
from .work import Work

MOST_CHOICES = 20
# What nobody changes once a vote was cast: it would change what those meant who have voted.
FIXED_BY_A_VOTE = [
    *["call", "opens_at", "choices", "audience", "kind", "hides_authors", "own_works", "follows", "finalists"],
]


class VoteRoundQuerySet(ApprovedSnippetQuerySet):
    def open(self):
        """Rounds in which votes may be cast now."""
        now = timezone.now()
        return self.live().filter(opens_at__lte=now, closes_at__gt=now, counted_at=None)

    def to_be_counted(self):
        return self.live().filter(closes_at__lte=timezone.now(), counted_at=None)


class VoteRound(index.Indexed, ApprovedSnippet):
    """One vote about the works of a call, or about the first of an earlier round: one member, one vote.

    That somebody has voted (`Voted`) and what was chosen (`Ballot`) are kept apart, so a vote is not changed.
    """

    call = models.ForeignKey("contests.Call", models.PROTECT, related_name="rounds", verbose_name=_("call"))
    title = models.CharField(_("title"), max_length=60)
    opens_at = models.DateTimeField(_("vote from"), default=timezone.now)
    closes_at = models.DateTimeField(_("vote until"), default=usual_end)
    choices = models.PositiveSmallIntegerField(
        _("choices of each member"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_CHOICES)],
        help_text=_("How many works one member chooses at most."),
    )
    kind = models.CharField(
        _("only works of the kind"), max_length=KIND_LENGTH, blank=True, help_text=_("Empty: works of all kinds.")
    )
    audience = models.ForeignKey(
        "people.Audience",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who may vote"),
        help_text=_("Empty: all members of staff."),
    )
    hides_authors = models.BooleanField(
        _("authors are not named until the count"), default=True, help_text=_("From the approval of this round on.")
    )
    own_works = models.BooleanField(_("one may choose one's own works"), default=False)
    follows = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
        verbose_name=_("earlier round"),
        help_text=_("Where only the first of an earlier round are put to the vote."),
    )
    finalists = models.PositiveSmallIntegerField(_("how many of the earlier round"), null=True, blank=True)
    counted_at = models.DateTimeField(_("counted at"), null=True, editable=False)

    objects = VoteRoundQuerySet.as_manager()

    panels = [
        FieldPanel("call"),
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
        FieldRowPanel([FieldPanel("choices"), FieldPanel("kind")]),
        FieldPanel("audience"),
        FieldRowPanel([FieldPanel("hides_authors"), FieldPanel("own_works")]),
        FieldRowPanel([FieldPanel("follows"), FieldPanel("finalists")]),
        HelpPanel(_("The votes are counted and shown when the round closes. What it says stays once somebody voted.")),
    ]
    search_fields = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.FilterField("live"),
    ]

    class Meta:
        ordering = ["-closes_at", "-pk"]
        verbose_name = _("round of votes")
        verbose_name_plural = _("rounds of votes")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")),
                name="contests_voteround_in_order",
                violation_error_message=_("A vote closes after it opens."),
            ),
            models.CheckConstraint(
                condition=models.Q(choices__range=(1, MOST_CHOICES)),
                name="contests_voteround_choices",
                violation_error_message=_("Each member chooses from 1 to 20 works."),
            ),
            models.CheckConstraint(
                condition=models.Q(follows=None, finalists=None)
                | models.Q(follows__isnull=False, finalists__isnull=False, finalists__gt=0),
                name="contests_voteround_finalists",
                violation_error_message=_("Name the earlier round and how many of it, or neither."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="is_counted_once",
                operation=pgtrigger.UpdateOf("counted_at"),
                condition=pgtrigger.Q(old__counted_at__isnull=False)
                & pgtrigger.Q(old__counted_at__df=pgtrigger.F("new__counted_at")),
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("vote_round", args=[self.pk])

    @property
    def has_opened(self) -> bool:
        return self.opens_at <= timezone.now()

    @property
    def has_closed(self) -> bool:
        return self.closes_at <= timezone.now()

    @property
    def is_open(self) -> bool:
        return self.live and self.has_opened and not self.has_closed

    @property
    def is_counted(self) -> bool:
        return self.counted_at is not None

    @property
    def candidates(self) -> models.QuerySet[Work]:
        """The works that are put to the vote: those that were shown when it opened and are shown still."""
        works = Work.objects.live().filter(call=self.call_id, first_published_at__lte=self.opens_at)
        if not self.has_opened:
            works = Work.objects.live().filter(call=self.call_id)
        if self.kind:
            works = works.filter(kind=self.kind)
        if self.follows_id:
            works = works.filter(tallies__round=self.follows_id, tallies__rank__lte=self.finalists)
        return works

    def clean(self):
        """Refuse what a round says to be changed once somebody has voted; when it closes may still be moved."""
        super().clean()
        if self.follows_id and self.follows.call_id != self.call_id:
            raise ValidationError({"follows": _("The earlier round is one of another call.")})
        stored = VoteRound.objects.filter(pk=self.pk).first()
        if stored is None or not (stored.counted_at or stored.voted.exists()):
            return
        fixed = [*FIXED_BY_A_VOTE, "closes_at"] if stored.counted_at else FIXED_BY_A_VOTE
        attributes = {name: self._meta.get_field(name).attname for name in fixed}
        changed = [name for name, each in attributes.items() if getattr(self, each) != getattr(stored, each)]
        if changed:
            raise ValidationError(dict.fromkeys(changed, _("Somebody has voted already: this stays as it is.")))

    def with_content_json(self, content):
        counted_at = self.counted_at
        vote_round = super().with_content_json(content)
        vote_round.counted_at = counted_at
        return vote_round

    def get_preview_template(self, request, mode_name):
        return "contests/works/vote_round.html"

    def get_preview_context(self, request, mode_name):
        return {"round": self, "call": self.call, "request": request}
