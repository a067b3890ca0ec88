"""What is searched for, kept for ninety days without saying who asked: for the office, and for what is popular."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Count, F, Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KEPT_FOR_DAYS = 90
# Longer is no search but a pasted text, and may say anything.
LONGEST = 40
DIGEST_LENGTH = 32
# More is no reading by people: whoever fills the list with anything fills it no further than this.
MOST_A_DAY = 20_000


class KeptSearchQuerySet(models.QuerySet):
    def since(self, days: int):
        """Those of the last so many days, today included."""
        return self.filter(day__gt=timezone.localdate() - timedelta(days=days))

    def by_words(self):
        """What was asked for, one dict for each words: `asked` and `in_vain`, how many people on how many days did,
        in all and without finding anything; `last_day`; and the last of them, and the last without results, `last` and
        `last_in_vain`, by their keys.
        """
        nothing = Q(found=0)
        return (
            self.order_by()
            .values("words")
            .annotate(
                asked=Count("pk"),
                in_vain=Count("pk", filter=nothing),
                last_day=Max("day"),
                last=Max("pk"),
                last_in_vain=Max("pk", filter=nothing),
            )
        )

    def without_results(self):
        """Of `by_words`, those for which nothing is found any more: a synonym or a new text takes them off the list."""
        return self.filter(last=F("last_in_vain"))

    def with_results(self):
        """Of `by_words`, the others."""
        return self.exclude(last_in_vain__isnull=False, last=F("last_in_vain"))


class KeptSearch(models.Model):
    """Somebody searched for these words on this day, for the first time that day.

    `asker` is a digest by a secret of who it was, with the day and the words in it: the same person counts once a day,
    and nobody reads from two rows that one person asked both, on one day or on two.
    """

    day = models.DateField(_("day"))
    words = models.CharField(pgettext_lazy("of a search", "words"), max_length=LONGEST)
    asker = models.CharField(max_length=DIGEST_LENGTH)
    found = models.PositiveIntegerField(pgettext_lazy("of a search", "found"))
    by_staff = models.BooleanField(pgettext_lazy("of a search", "signed in"))

    objects = KeptSearchQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("kept", "search")
        verbose_name_plural = pgettext_lazy("kept", "searches")
        constraints = [
            models.UniqueConstraint(fields=["day", "words", "asker"], name="cms_keptsearch_once_a_day"),
            models.CheckConstraint(condition=~Q(words=""), name="cms_keptsearch_has_words"),
        ]
        indexes = [models.Index(fields=["words", "day"], name="cms_keptsearch_words")]

    def __str__(self):
        return self.words


def is_full(day: date) -> bool:
    return KeptSearch.objects.filter(day=day).count() >= MOST_A_DAY


def keep(words: str, found: int, day: date, asker: str, by_staff: bool) -> None:
    """Keep a search; asked again on the same day, what was found counts as it is now."""
    if is_full(day):
        return
    search = KeptSearch(words=words, found=found, day=day, asker=asker, by_staff=by_staff)
    KeptSearch.objects.bulk_create(
        [search], update_conflicts=True, unique_fields=["day", "words", "asker"], update_fields=["found"]
    )


def forget_expired() -> int:
    """Delete what was searched for more than `KEPT_FOR_DAYS` ago; returns how many rows."""
    limit = timezone.localdate() - timedelta(days=KEPT_FOR_DAYS)
    return KeptSearch.objects.filter(day__lt=limit).delete()[0]
