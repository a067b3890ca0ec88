"""News as they are found."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from cms.search.kinds import Description, Kind, describe_page, register_kind

from .models import NewsPage


def register() -> None:
    register_kind(
        Kind(
            key="news",
            label=_("News"),
            models=(NewsPage,),
            describe=describe,
            shown_to=lambda reader: NewsPage.objects.visible_to(reader).with_card_data(),
            template="news/found.html",
            order=10,
        )
    )


def describe(page: NewsPage) -> Description:
    return replace(describe_page(page), dated=page.date, department_id=page.department_id)
