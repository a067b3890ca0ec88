import re
from datetime import datetime, time

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _

from .models import NewsPage

FEED_LENGTH = 30
# XML 1.0 has no way to write these, and one in a title pasted from Word would stop the whole feed.
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def written_in_xml(text: str) -> str:
    """Return `text` with a space for each character that XML cannot hold."""
    return NOT_IN_XML.sub(" ", text)


class NewsFeed(Feed):
    """The newest public news as Atom. Feeds are read without signing in, so nothing for staff alone is in them."""

    feed_type = Atom1Feed
    title = settings.WAGTAIL_SITE_NAME
    subtitle = _("News of the trade union")
    link = "/news/"
    feed_url = "/feed/"
    language = settings.LANGUAGE_CODE

    def items(self):
        return (
            NewsPage.objects.visible_to(AnonymousUser())
            .select_related("category")
            .order_by("-date", "-pk")[:FEED_LENGTH]
        )

    def item_title(self, item):
        return written_in_xml(item.title)

    def item_description(self, item):
        return written_in_xml(item.summary)

    def item_link(self, item):
        return item.url

    def item_pubdate(self, item):
        return timezone.make_aware(datetime.combine(item.date, time(8)))

    def item_updateddate(self, item):
        return item.last_published_at

    def item_author_name(self, item):
        return written_in_xml(item.writer) or None

    def item_categories(self, item):
        return [written_in_xml(item.category.name)]
