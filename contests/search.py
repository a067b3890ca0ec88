"""Festivals and contests as they are found."""

from dataclasses import replace

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.search.kinds import Description, Kind, describe_page, register_kind

from .models import Contest, FestivalPage


def register() -> None:
    register_kind(
        Kind(
            key="festivals",
            label=pgettext_lazy("pages", "Festivals"),
            models=(FestivalPage,),
            describe=lambda page: replace(describe_page(page), dated=page.starts_on),
            shown_to=FestivalPage.objects.visible_to,
            template="contests/found_festival.html",
            order=40,
            weight=0.5,
        )
    )
    register_kind(
        Kind(
            key="contests",
            label=_("Contests"),
            models=(Contest,),
            describe=describe,
            shown_to=lambda reader: Contest.objects.live(),
            template="contests/found_contest.html",
            order=50,
            weight=0.5,
        )
    )


def describe(contest: Contest) -> Description:
    return Description(
        title=contest.title,
        summary=f"{contest.sport} {contest.summary}".strip(),
        text=f"{contest.place}\n{strip_tags(contest.rules)}",
        dated=contest.starts_on,
    )
