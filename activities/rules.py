"""Who a club belongs to."""

from django.db.models import QuerySet

from .models import ClubLeader, ClubMembership, RecurringActivity


def leads_a_club(member) -> bool:
    """True when a live club page names `member` as one of its leaders."""
    return ClubLeader.objects.filter(member=member, club__live=True).exists()


def leads_its_club(activity: RecurringActivity, member) -> bool:
    """True when the live page of the activity's club names `member` as one of its leaders."""
    return ClubLeader.objects.filter(member=member, club=activity.club_id, club__live=True).exists()


def belongs_to_its_club(activity: RecurringActivity, member) -> bool:
    """True for the present members of the activity's club, and for whoever leads it."""
    present = ClubMembership.objects.filter(member=member, club=activity.club_id, left_on=None)
    return present.exists() or leads_its_club(activity, member)


def activities_led_by(member) -> QuerySet:
    """Return the ids of the activities of clubs whose live pages name `member` as one of their leaders."""
    led = ClubLeader.objects.filter(member=member, club__live=True)
    return RecurringActivity.objects.filter(club__in=led.values("club")).values("pk")
