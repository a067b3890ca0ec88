from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..selections.kinds import Kind
from ..selections.querysets import BaseQuerySet, RatingQuerySet

MOST_STARS = 5


class Base(models.Model):
    """Who takes people in, year after year: a retreat base with its route, a school, an agency. Members rate it."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    place = models.CharField(_("where it is"), max_length=80, blank=True)
    is_in_use = models.BooleanField(_("in use"), default=True)

    objects = BaseQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["name"]
        verbose_name = _("base")
        verbose_name_plural = _("bases")

    def __str__(self):
        return self.name


class PastTurn(models.Model):
    """That somebody had a turn of a kind of selection on a day; the years since then count the next time.

    `sign_up_id` is the number of the sign-up where it was one here, which may be forgotten earlier.
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="past_turns", verbose_name=_("member")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    on = models.DateField(_("day"))
    what = models.CharField(_("what it was"), max_length=80, blank=True)
    sign_up_id = models.PositiveBigIntegerField(null=True, unique=True, editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("entered by"),
        help_text=_("Empty: it was one of this site."),
    )
    entered_at = models.DateTimeField(_("entered at"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = _("past turn")
        verbose_name_plural = _("past turns")
        constraints = [
            models.UniqueConstraint(fields=["member", "kind", "on"], name="signups_pastturn_once_a_day"),
        ]

    def __str__(self):
        return f"{self.member}: {self.get_kind_display()} {self.on:%Y-%m-%d}"


def _stars(label) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        label,
        choices=[(number, "★" * number) for number in range(1, MOST_STARS + 1)],
        validators=[MinValueValidator(1), MaxValueValidator(MOST_STARS)],
    )


class Rating(models.Model):
    """What somebody who was there says of a base and its route, once for each turn. The words are read by the office,
    and by others once the office has let them through.
    """

    STARS = ["food", "lodging", "programme", "care"]

    sign_up = models.OneToOneField(
        "signups.SignUp", models.SET_NULL, null=True, related_name="rating", verbose_name=_("sign-up")
    )
    base = models.ForeignKey(Base, models.PROTECT, related_name="ratings", verbose_name=_("base"))
    route = models.CharField(_("route"), max_length=40, blank=True)
    year = models.PositiveSmallIntegerField(_("year"))
    food = _stars(_("food"))
    lodging = _stars(_("lodging"))
    programme = _stars(_("programme"))
    care = _stars(_("care on the way"))
    words = models.TextField(_("in your own words"), max_length=500, blank=True)
    made_at = models.DateTimeField(_("rated at"), default=timezone.now)
    released_at = models.DateTimeField(_("words let through at"), null=True, editable=False)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("words let through by")
    )

    objects = RatingQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-made_at"]
        verbose_name = _("rating of a base")
        verbose_name_plural = _("ratings of bases")
        constraints = [
            models.CheckConstraint(
                condition=Q(food__range=(1, MOST_STARS))
                & Q(lodging__range=(1, MOST_STARS))
                & Q(programme__range=(1, MOST_STARS))
                & Q(care__range=(1, MOST_STARS)),
                name="signups_rating_has_stars",
                violation_error_message=_("Give one to five stars for each."),
            ),
            models.CheckConstraint(
                condition=Q(released_at=None) | ~Q(words=""), name="signups_rating_lets_words_through"
            ),
        ]

    def __str__(self):
        return f"{self.base} {self.year}"
