"""Standard pages, and the pages on which each room begins, as they are found."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from activities.models import ClubIndexPage
from cms.restriction import readable
from cms.search.kinds import Kind, describe_page, register_kind
from honours.models import HonourWallPage
from news.models import NewsIndexPage
from reading.models import ReadingRoomPage

from .models import StandardPage

MODELS = (StandardPage, ClubIndexPage, HonourWallPage, NewsIndexPage, ReadingRoomPage)


def register() -> None:
    register_kind(
        Kind(
            key="pages",
            label=_("Pages"),
            models=MODELS,
            describe=describe_page,
            shown_to=lambda reader: readable(live_pages(), reader),
            template="home/found_page.html",
            order=90,
            live_things=live_pages,
        )
    )


def live_pages() -> QuerySet:
    return Page.objects.type(*MODELS).live().specific()
