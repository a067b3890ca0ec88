from django.db.models import Q
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from .restriction import readable


class UnionPageQuerySet(PageQuerySet):
    def visible_to(self, member):
        """Live pages that `member`, or an anonymous visitor, may read, themselves and all that stand above them."""
        return readable(self.live(), member)

    def mentioning(self, words: str):
        """Pages in whose title, summary or text each of the words, separated by spaces, stands."""
        pages = self
        for word in words.split():
            pages = pages.filter(Q(title__icontains=word) | Q(summary__icontains=word) | Q(search_text__icontains=word))
        return pages


UnionPageManager = PageManager.from_queryset(UnionPageQuerySet)
