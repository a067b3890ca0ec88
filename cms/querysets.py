from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from .restriction import readable


class UnionPageQuerySet(PageQuerySet):
    def visible_to(self, member):
        """Live pages that `member`, or an anonymous visitor, may read, themselves and all that stand above them."""
        return readable(self.live(), member)


UnionPageManager = PageManager.from_queryset(UnionPageQuerySet)
