"""What becomes of players and captains when they leave the hospital."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from notices.actions import notify
from people.models import Member
from people.registry import Ended

from .models import Player, Team
from .notice_kinds import DECLINED


def take_leavers_off(members: list[Member]) -> Iterable[Ended]:
    """Take leavers off the rosters of contests that are not over, and tell the captains.

    The sign-up of a captain ends with all others of theirs (`signups/leaving.py`), and the team follows it.
    """
    today = timezone.localdate()
    pks = [member.pk for member in members]
    live = Player.objects.named().filter(member__in=pks, team__state__in=["asked", "entered"])
    ending = list(live.filter(contest__ends_on__gte=today).select_related("member", "team__contest", "team__captain"))
    Player.objects.filter(pk__in=[each.pk for each in ending]).update(state=Player.State.OFF, ended_at=timezone.now())
    for each in ending:
        places = {"name": each.member.name, "team": each.team.name, "title": each.team.contest.title}
        key = f"{DECLINED.code}.left.{each.pk}"
        captain = [each.team.captain] if each.team.captain_id not in pks else []
        notify(captain, kind=DECLINED.code, key=key, places=places, link=each.team.get_absolute_url())
    led = Team.objects.live().filter(captain__in=pks, contest__ends_on__gte=today)
    return [
        *(
            Ended(each.member_id, _("Is no longer on the roster of “%(team)s”.") % {"team": each.team})
            for each in ending
        ),
        *(
            Ended(
                team.captain_id, _("Was the captain of “%(team)s”; the team needs to be entered anew.") % {"team": team}
            )
            for team in led
        ),
    ]
