"""Who a club belongs to, and who may read of what it does."""

from django.db.models import Q, QuerySet

from .models import ClubLeader, ClubMembership, ClubPage, RecurringActivity


def leads_a_club(member) -> bool:
    """True when a live club page names `member` as one of its leaders."""
    return ClubLeader.objects.filter(member=member, club__live=True).exists()


def leads(club: ClubPage | int | None, member) -> bool:
    """True when the live page of a club, or of the one of that id, names `member`, who has not left, as a leader."""
    named = ClubLeader.objects.filter(member=member.pk, club=getattr(club, "pk", club), club__live=True)
    return member.is_active and named.exists()


def leaders_of(club: ClubPage) -> list:
    """Return whom the live page of the club names as its leaders, without those who have left the hospital."""
    named = ClubLeader.objects.filter(club=club, club__live=True, member__is_active=True)
    return [leader.member for leader in named.select_related("member")]


def belongs_to(club: ClubPage | int | None, member) -> bool:
    """True for the present members of the club, and for whoever leads it."""
    return ClubMembership.objects.present().filter(member=member, club=club).exists() or leads(club, member)


def about_club(club: ClubPage, reader) -> dict:
    """What the pages of its session say of it."""
    return {"kind": club.get_category_display(), "summary": club.summary}


def clubs_led_by(member) -> QuerySet:
    """Return the ids of the clubs whose live pages name `member` as one of their leaders."""
    return ClubLeader.objects.filter(member=member, club__live=True).values("club")


def clubs_of(member) -> QuerySet:
    """Return the ids of the clubs that `member` belongs to; the same rule as `belongs_to`."""
    present = ClubMembership.objects.present().filter(member=member).values("club")
    return ClubPage.objects.filter(Q(pk__in=present) | Q(pk__in=clubs_led_by(member))).values("pk")


def leads_its_club(activity: RecurringActivity, member) -> bool:
    return leads(activity.club_id, member)


def leaders_of_its_club(activity: RecurringActivity) -> list:
    """Return whom the live page of the activity's club names as its leaders, without those who have left."""
    return leaders_of(activity.club) if activity.club else []


def belongs_to_its_club(activity: RecurringActivity, member) -> bool:
    return belongs_to(activity.club_id, member)


def about(activity: RecurringActivity, reader) -> dict:
    """What the page of one of its dates says of it."""
    return {
        "kind": activity.get_kind_display(),
        "summary": activity.summary,
        "organiser": activity.department or "",
        "club": activity.club_for(reader),
    }


def activities_led_by(member) -> QuerySet:
    """Return the ids of the activities of clubs whose live pages name `member` as one of their leaders."""
    return RecurringActivity.objects.filter(club__in=clubs_led_by(member)).values("pk")


def activities_of_own_clubs(member) -> QuerySet:
    """Return the ids of the activities whose clubs `member` belongs to; the same rule as `belongs_to_its_club`."""
    return RecurringActivity.objects.filter(club__in=clubs_of(member)).values("pk")
