"""What becomes of club memberships when members leave the hospital."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from notices.actions import notify
from people.models import Member, Role
from people.registry import Ended

from .membership.following import end_membership
from .models import ClubLeader, ClubMembership
from .notice_kinds import LEADER_LEFT, MEMBERS_LEFT


def end_club_memberships(members: list[Member]) -> Iterable[Ended]:
    """End the memberships of leavers, and tell the clubs' leaders who is no longer among them, and the office whose
    pages still name them as leaders. Their places `signups` gives to those who wait.
    """
    pks = [member.pk for member in members]
    live = ClubMembership.objects.filter(member__in=pks, left_on=None)
    ended = list(live.select_related("club", "member").order_by("club", "member__pinyin"))
    for membership in ended:
        end_membership(membership)
    _tell_leaders(ended, set(pks))
    named = list(ClubLeader.objects.filter(member__in=pks, club__live=True).select_related("club", "member"))
    _tell_office(named)
    return [
        *(Ended(place.member_id, _("Is no longer in the club “%(club)s”.") % {"club": place.club}) for place in ended),
        # The page was approved with this name on it; only an approval takes it off.
        *(
            Ended(
                leader.member_id, _("The page of the club “%(club)s” still names this leader.") % {"club": leader.club}
            )
            for leader in named
        ),
    ]


def _tell_office(named: list[ClubLeader]) -> None:
    by_club = defaultdict(list)
    for leader in named:
        by_club[leader.club].append(leader)
    for club, leaders in by_club.items():
        notify(
            Member.objects.holding(Role.PUBLICITY_OFFICER),
            kind=LEADER_LEFT.code,
            key=f"{LEADER_LEFT.code}.{club.pk}.{max(leader.pk for leader in leaders)}",
            places={"club": club.title, "names": "、".join(leader.member.name for leader in leaders)},
            link=club.url or "",
        )


def _tell_leaders(ended: list[ClubMembership], leaving: set[int]) -> None:
    by_club = defaultdict(list)
    for membership in ended:
        by_club[membership.club].append(membership)
    leaders = defaultdict(list)
    for leader in ClubLeader.objects.filter(club__in=by_club).select_related("member"):
        if leader.member_id not in leaving:
            leaders[leader.club_id].append(leader.member)
    for club, memberships in by_club.items():
        names = "、".join(membership.member.name for membership in memberships)
        notify(
            leaders[club.pk],
            kind=MEMBERS_LEFT.code,
            key=f"{MEMBERS_LEFT.code}.{min(membership.pk for membership in memberships)}",
            places={"count": len(memberships), "club": club, "names": names},
            link=club.url or "",
        )
