import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ..selections.querysets import ApplicationQuerySet, RunQuerySet


class Run(models.Model):
    """What becomes of a selection that is live: its drive, of which everybody gets one place, the promised seed of the
    draw that orders those with the same points, and how far it is.

    `commitment` is public from the start; `sealed` holds the seed until applications have closed, `seed` after that.
    """

    selection = models.OneToOneField(
        "signups.Selection", models.PROTECT, related_name="run", verbose_name=_("selection")
    )
    drive = models.OneToOneField("signups.Drive", models.PROTECT, related_name="run", verbose_name=_("drive"))
    sealed = models.CharField(max_length=300, editable=False)
    commitment = models.CharField(_("commitment"), max_length=64)
    committed_at = models.DateTimeField(_("committed at"), default=timezone.now)
    seed = models.CharField(_("seed"), max_length=64, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, editable=False)
    ranked_at = models.DateTimeField(_("ranked at"), null=True, editable=False)
    # What there was to be given when the list was made, as `selections.places.places_of` has it.
    ranked_for = models.JSONField(default=list, editable=False)
    effective_at = models.DateTimeField(_("in effect since"), null=True, editable=False)

    objects = RunQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("run of a selection")
        verbose_name_plural = _("runs of selections")
        constraints = [
            models.CheckConstraint(
                condition=(Q(closed_at=None, seed="", ranked_at=None) | Q(closed_at__isnull=False) & ~Q(seed="")),
                name="signups_run_reveals_its_seed_at_closing",
            ),
            models.CheckConstraint(
                condition=Q(effective_at=None) | Q(ranked_at__isnull=False), name="signups_run_is_ranked_first"
            ),
        ]
        triggers = [
            # Another seed after somebody has looked at this one would be another draw.
            pgtrigger.ReadOnly(
                name="keeps_its_seed", fields=["selection", "drive", "sealed", "commitment", "committed_at"]
            ),
        ]

    def __str__(self):
        return str(self.selection)


class Batch(models.Model):
    """The session of an option of a live selection. It outlasts the option, which a later version may drop."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="batches")
    option = models.OneToOneField("signups.Option", models.SET_NULL, null=True, related_name="held")
    session = models.OneToOneField("signups.Session", models.PROTECT, related_name="batch_held")
    route = models.CharField(_("route"), max_length=40)
    base = models.ForeignKey("signups.Base", models.PROTECT, null=True, related_name="+", verbose_name=_("base"))

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        verbose_name = _("date of a selection")
        verbose_name_plural = _("dates of selections")

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        return self.session.topic


class Application(models.Model):
    """That somebody applies in a selection: for which dates stands in its wishes, each a sign-up that waits.

    `total` are the points at closing. `number` and `draw_position` are those of the draw among all who had applied
    then; it orders those with the same points. `position` is the place among all that are on the list.
    """

    class Consent(models.TextChoices):
        NOT_NEEDED = "not_needed", _("not needed")
        ASKED = "asked", _("asked for")
        GIVEN = "given", pgettext_lazy("consent of a department", "given")
        REFUSED = "refused", pgettext_lazy("consent of a department", "refused")

    run = models.ForeignKey(Run, models.PROTECT, related_name="applications", verbose_name=_("selection"))
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="applications", verbose_name=_("member")
    )
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("applied by"),
        help_text=_("Empty: the member."),
    )
    applied_at = models.DateTimeField(_("applied at"), default=timezone.now)
    consent = models.CharField(_("consent of the department"), max_length=10, choices=Consent, default=Consent.ASKED)
    consent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    consent_at = models.DateTimeField(_("decided at"), null=True)
    consent_reason = models.CharField(_("reason"), max_length=200, blank=True)
    # What is wrong with the points, in the applicant's own words; empty once it was looked at.
    doubt = models.CharField(_("to be corrected"), max_length=300, blank=True)
    total = models.DecimalField(_("points"), max_digits=7, decimal_places=2, null=True)
    number = models.PositiveIntegerField(_("entry"), null=True)
    draw_position = models.PositiveIntegerField(_("position in the draw"), null=True)
    position = models.PositiveIntegerField(_("position"), null=True)
    why_not = models.CharField(_("why not on the list"), max_length=200, blank=True)

    objects = ApplicationQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        constraints = [
            models.UniqueConstraint(fields=["run", "member"], name="signups_application_one_per_member"),
            models.UniqueConstraint(fields=["run", "number"], name="signups_application_number_once"),
            models.UniqueConstraint(fields=["run", "draw_position"], name="signups_application_drawn_once"),
            models.CheckConstraint(
                condition=~Q(consent="refused") | ~Q(consent_reason=""),
                name="signups_application_refused_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(position=None) | Q(why_not=""), name="signups_application_on_the_list_or_not"
            ),
        ]

    def __str__(self):
        return f"{self.run}: {self.member}"


class Wish(models.Model):
    """One date that an applicant would like, and the sign-up that waits for it; 1 is the first wish.

    `outcome` and `place` are what the list says: chosen, or the how-manieth substitute.
    """

    class Outcome(models.TextChoices):
        SELECTED = "selected", _("selected")
        SUBSTITUTE = "substitute", _("substitute")
        ELSEWHERE = "elsewhere", _("selected for another date")

    application = models.ForeignKey(Application, models.CASCADE, related_name="wishes")
    # A sign-up that is forgotten takes this along.
    sign_up = models.OneToOneField("signups.SignUp", models.CASCADE, related_name="wish", verbose_name=_("sign-up"))
    preference = models.PositiveSmallIntegerField(_("wish"))
    outcome = models.CharField(_("result"), max_length=10, choices=Outcome, blank=True)
    place = models.PositiveIntegerField(_("substitute number"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["application", "preference"]
        verbose_name = _("wish")
        verbose_name_plural = _("wishes")
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(outcome="selected"), name="signups_wish_selected_once"
            ),
            models.CheckConstraint(
                condition=Q(outcome="substitute", place__isnull=False) | ~Q(outcome="substitute") & Q(place=None),
                name="signups_wish_substitute_has_a_number",
            ),
        ]

    def __str__(self):
        return f"{self.application}: {self.preference}"

    @property
    def result_in_words(self) -> str:
        """What the list says of it, and whether a substitute has moved up since."""
        if self.outcome == self.Outcome.SUBSTITUTE and self.sign_up.is_granted:
            return gettext("moved up from substitute %(number)d") % {"number": self.place}
        if self.outcome == self.Outcome.SUBSTITUTE:
            return gettext("substitute %(number)d") % {"number": self.place}
        return str(self.get_outcome_display())


class Mark(models.Model):
    """The points of an application by one criterion, and how they came about, as they were at closing.

    `units` were found by the site; `corrected` are what the office says instead, with the reason.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="marks")
    criterion = models.ForeignKey("signups.Criterion", models.SET_NULL, null=True, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(_("criterion"), max_length=30)
    units = models.DecimalField(_("found"), max_digits=7, decimal_places=2)
    points = models.DecimalField(_("points"), max_digits=7, decimal_places=2)
    how = models.CharField(_("how it came about"), max_length=160, blank=True)
    corrected = models.DecimalField(_("corrected to"), max_digits=7, decimal_places=2, null=True, blank=True)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("corrected by")
    )
    corrected_at = models.DateTimeField(_("corrected at"), null=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["application", "position", "pk"]
        verbose_name = _("points by a criterion")
        verbose_name_plural = _("points by criteria")
        constraints = [
            models.UniqueConstraint(fields=["application", "criterion"], name="signups_mark_one_per_criterion"),
            models.CheckConstraint(
                condition=Q(corrected=None) | ~Q(reason=""), name="signups_mark_corrected_for_a_reason"
            ),
        ]

    def __str__(self):
        return f"{self.label}: {self.points}"

    @property
    def worth(self):
        """The points that count: as found, or as the office has corrected them."""
        return self.points if self.corrected is None else self.corrected

    @property
    def is_corrected(self) -> bool:
        return self.corrected is not None
