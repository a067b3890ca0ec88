"""Pages that the office puts first for certain words. It chooses among what is public, and adds no words of its own."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from ..restriction import readable
from .questions import Question, understand
from .text import key_of

MOST_SHOWN = 3
MOST_WORDS = 20
LONGEST = 30


class PromotedResult(models.Model):
    """A page that stands first when somebody searches for exactly one of its words."""

    page = models.OneToOneField(
        Page,
        models.CASCADE,
        related_name="+",
        verbose_name=_("page"),
        error_messages={"unique": _("This page has its words already. Add to those instead.")},
    )
    words = ArrayField(models.CharField(max_length=LONGEST), verbose_name=pgettext_lazy("of a search", "words"))
    # The words as questions are compared.
    keys = ArrayField(models.CharField(max_length=LONGEST), editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("promoted result")
        verbose_name_plural = _("promoted results")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(keys__len__gt=0),
                name="cms_promotedresult_has_words",
                violation_error_message=_("Write at least one word."),
            )
        ]

    def __str__(self):
        return f"{'、'.join(self.words)} → {self.page}"

    def save(self, *args, **kwargs):
        self.keys = [asked_as(words) for words in self.words]
        super().save(*args, **kwargs)


def asked_as(words: str) -> str:
    """Return `words` as they are compared, however they are typed."""
    return compared(understand(words))


def compared(question: Question) -> str:
    """Return all that a question asks for, in the form in which it is compared as a whole."""
    return key_of(question.key)


def promoted_for(question: Question, reader) -> list[Page]:
    """Return the pages, specific, that are put first for exactly this question: live ones that `reader` may read, at
    most `MOST_SHOWN`, in the order in which the office entered them.
    """
    asked = compared(question)
    if not asked or any(term.is_excluded for term in question.terms):
        return []
    order = dict(PromotedResult.objects.filter(keys__contains=[asked]).values_list("page", "pk"))
    if not order:
        return []
    pages = readable(Page.objects.live().filter(depth__gt=1, pk__in=order), reader)
    return sorted(pages.specific(), key=lambda page: order[page.pk])[:MOST_SHOWN]
