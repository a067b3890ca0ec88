"""What becomes of a membership when its sign-up is confirmed or ends. Called under the lock that did so."""

from datetime import timedelta

from django.utils import timezone

from notices.actions import notify
from people.models import Member
from signups.models import SignUp

from ..models import ClubMembership, ClubPage, ClubRole
from ..notice_kinds import LEFT_CLUB
from ..rules import leaders_of


def follow(club: ClubPage, sign_ups: list[SignUp]) -> None:
    """Let whoever has a confirmed place belong to the club, and end it for whoever has none any more."""
    for sign_up in sign_ups:
        if sign_up.is_confirmed:
            _join(club, sign_up)
    ended = [each.pk for each in sign_ups if not each.is_live]
    leaving = ClubMembership.objects.present().filter(club=club, sign_up__in=ended)
    for membership in leaving.select_related("member", "sign_up"):
        end_membership(membership)
        if membership.sign_up.ended_by_id == membership.member_id:
            _tell_leaders(club, membership.member, membership.sign_up)


def _join(club: ClubPage, sign_up: SignUp) -> None:
    # Who was entered past the engine belongs to the club already.
    membership = ClubMembership.objects.present().filter(club=club, member=sign_up.member_id).first()
    membership = membership or ClubMembership(club=club, member_id=sign_up.member_id)
    membership.sign_up = sign_up
    membership.save()


def end_membership(membership: ClubMembership) -> None:
    """End a membership today, and its duties with it."""
    today = timezone.localdate()
    membership.left_on = today
    membership.save(update_fields=["left_on"])
    roles = ClubRole.objects.not_over().filter(membership=membership)
    roles.filter(starts_on__gte=today).delete()
    roles.update(ends_on=today - timedelta(days=1))


def _tell_leaders(club: ClubPage, member: Member, sign_up: SignUp) -> None:
    notify(
        leaders_of(club),
        kind=LEFT_CLUB.code,
        key=f"{LEFT_CLUB.code}.{sign_up.pk}",
        places={"name": member.name, "club": club.title},
        link=club.url or "",
    )
