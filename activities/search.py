"""Clubs and activities as they are found."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from cms.search.kinds import Description, Kind, describe_page, register_kind

from .calendar import activities_for
from .models import ClubPage, RecurringActivity


def register() -> None:
    register_kind(
        Kind(
            key="clubs",
            label=_("Clubs"),
            models=(ClubPage,),
            describe=describe_club,
            shown_to=lambda reader: ClubPage.objects.visible_to(reader).with_card_data(),
            template="activities/found_club.html",
            order=20,
            weight=1,
        )
    )
    register_kind(
        Kind(
            key="activities",
            label=_("Activities"),
            models=(RecurringActivity,),
            describe=describe_activity,
            shown_to=lambda reader: activities_for(reader).with_card_data(),
            template="activities/found_activity.html",
            order=30,
            weight=1,
        )
    )


def describe_club(club: ClubPage) -> Description:
    leaders = [leader.member.name for leader in club.leaders.select_related("member")]
    return replace(describe_page(club), names=leaders)


def describe_activity(activity: RecurringActivity) -> Description:
    return Description(
        title=activity.title,
        summary=activity.summary,
        text=f"{activity.venue}\n{activity.description_text}",
        department_id=activity.department_id,
        page_id=activity.club_id,
    )
