"""What a search looks through, and in which order its groups stand."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from activities.calendar import activities_for
from activities.models import ClubPage
from contests.models import Contest, FestivalPage
from honours.models import Honour
from news.models import NewsPage
from reading.models import Book

from .models import StandardPage

SHOWN_PER_GROUP = 5


@dataclass
class Group:
    """One kind of thing that was found: all of it (`found`, a queryset), how much, and the first few."""

    kind: str
    label: str
    found: QuerySet
    count: int

    @property
    def first(self):
        return self.found[:SHOWN_PER_GROUP]


def search_everything(query: str, user) -> list[Group]:
    """Return the groups in which every word of `query` is found by substring; empty groups are left out."""
    activities, contests = activities_for(user).with_card_data(), Contest.objects.live()
    for word in query.split():
        activities = activities.filter(
            Q(title__icontains=word) | Q(description__icontains=word) | Q(venue__icontains=word)
        )
        contests = contests.filter(Q(title__icontains=word) | Q(sport__icontains=word) | Q(summary__icontains=word))
    festivals = FestivalPage.objects.visible_to(user).mentioning(query)
    found = [
        ("news", _("News"), NewsPage.objects.visible_to(user).mentioning(query).newest_first().with_card_data()),
        ("clubs", _("Clubs"), ClubPage.objects.visible_to(user).mentioning(query).with_card_data().order_by("title")),
        ("activities", _("Activities"), activities),
        ("festivals", pgettext_lazy("pages", "Festivals"), festivals.order_by("-starts_on", "pk")),
        ("contests", _("Contests"), contests.order_by("-starts_on", "pk")),
        ("honours", _("Honours"), Honour.objects.live().matching(query).with_card_data()),
        ("books", _("Books"), Book.objects.live().matching(query).with_card_data()),
        ("pages", _("Pages"), StandardPage.objects.visible_to(user).mentioning(query).order_by("title")),
    ]
    groups = [Group(kind, label, things, things.count()) for kind, label, things in found]
    return [group for group in groups if group.count]
