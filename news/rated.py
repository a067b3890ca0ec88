"""What the star rating of the clubs counts here: the articles about a club."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from activities.models import ClubPage
from activities.rating.figures import Counted, Figure, register_figure

from .models import NewsPage


def articles_of(club: ClubPage, year: int):
    return NewsPage.objects.live().filter(club=club, date__year=year).order_by("date", "pk")


def articles(club: ClubPage, year: int) -> Decimal:
    return Decimal(articles_of(club, year).count())


def counted(club: ClubPage, year: int) -> list[Counted]:
    return [Counted(f"{page.date:%Y-%m-%d} {page.title}", page.relative_url(None)) for page in articles_of(club, year)]


def register() -> None:
    register_figure(
        Figure(
            "news.articles",
            _("articles"),
            articles,
            counted,
            _("Articles about the club that are public, by the day that stands above them."),
        )
    )
