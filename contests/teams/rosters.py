"""Who is on the roster of a team. Each verb locks the team, so that it never names more than it may."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from notices.actions import notify
from people.models import Member
from signups.errors import NotYours
from signups.locking import constraint_of

from ..errors import (
    HasDeclined,
    IsOnRoster,
    NotHere,
    NotOfThePart,
    NotOnRoster,
    NotYourTeam,
    PlaysElsewhere,
    ReasonNeeded,
    RosterClosed,
    RosterFull,
    TeamWithdrawn,
)
from ..models import Player, RosterChange, Team
from ..notice_kinds import DECLINED, NAMED, OFF_ROSTER, ROSTER_CHANGED
from ..rules import keeps_contest, people_of

ONE_TEAM = "contests_player_one_team_per_contest"


def lock_team(pk: int) -> Team:
    """Lock a team until the transaction ends; returns it as it is now."""
    return Team.objects.with_part().select_for_update(of=("self",), no_key=True).get(pk=pk)


@transaction.atomic
def name_player(team: Team, member: Member, by: Member, *, is_substitute: bool = False, reason: str = "") -> Player:
    """Put somebody on the roster; they are told, and may decline. After it has closed the organiser alone does, with a
    reason that is kept.

    Raises:
        NotYourTeam, TeamWithdrawn, RosterClosed, ReasonNeeded, NotHere, NotOfThePart, IsOnRoster, HasDeclined,
        PlaysElsewhere, RosterFull
    """
    team = lock_team(team.pk)
    check_may_change(team, by, reason)
    check_may_play(team, member)
    check_room(team, is_substitute)
    try:
        with transaction.atomic():
            player = Player.objects.create(team=team, member=member, is_substitute=is_substitute, named_by=by)
    except IntegrityError as error:
        # Another captain, who has locked another team, was quicker.
        if constraint_of(error) != ONE_TEAM:
            raise
        raise PlaysElsewhere(member, _team_of(team, member)) from error
    _note_late_change(team, member, RosterChange.Act.NAMED, by, reason)
    if member.pk != by.pk:
        places = {"team": team.name, "title": team.contest.title, "by": by.name}
        notify([member], kind=NAMED.code, key=f"{NAMED.code}.{player.pk}", places=places, link=team.get_absolute_url())
    return player


@transaction.atomic
def take_off(player: Player, by: Member, *, reason: str = "") -> Player:
    """Take somebody off the roster; they are told.

    Raises:
        NotYourTeam, TeamWithdrawn, RosterClosed, ReasonNeeded, NotOnRoster
    """
    team = lock_team(player.team_id)
    check_may_change(team, by, reason)
    player = _end(player, Player.State.OFF)
    _note_late_change(team, player.member, RosterChange.Act.OFF, by, reason)
    if player.member_id != by.pk:
        places = {"team": team.name, "title": team.contest.title, "reason": reason}
        notify(
            [player.member],
            kind=OFF_ROSTER.code,
            key=f"{OFF_ROSTER.code}.{player.pk}",
            places=places,
            wording="reason" if reason else "",
            link=team.get_absolute_url(),
        )
    return player


@transaction.atomic
def decline(player: Player, by: Member) -> Player:
    """Let somebody who was named say that they do not play; the captain is told, and does not ask again.

    Raises:
        NotYours, NotOnRoster
    """
    if player.member_id != by.pk:
        raise NotYours
    team = lock_team(player.team_id)
    player = _end(player, Player.State.DECLINED)
    places = {"name": by.name, "team": team.name, "title": team.contest.title}
    key = f"{DECLINED.code}.{player.pk}"
    told = [] if team.captain_id == by.pk else [team.captain]
    notify(told, kind=DECLINED.code, key=key, places=places, link=team.get_absolute_url())
    return player


@transaction.atomic
def seat(player: Player, by: Member, *, is_substitute: bool, reason: str = "") -> Player:
    """Let somebody on the roster be a player, or a substitute.

    Raises:
        NotYourTeam, TeamWithdrawn, RosterClosed, ReasonNeeded, NotOnRoster, RosterFull
    """
    team = lock_team(player.team_id)
    check_may_change(team, by, reason)
    player = Player.objects.select_related("member").get(pk=player.pk)
    if not player.is_named:
        raise NotOnRoster
    if player.is_substitute != is_substitute:
        check_room(team, is_substitute)
        player.is_substitute = is_substitute
        player.save(update_fields=["is_substitute"])
        _note_late_change(team, player.member, RosterChange.Act.NAMED, by, reason)
    return player


def check_may_change(team: Team, by: Member, reason: str) -> None:
    """Raises NotYourTeam, TeamWithdrawn, RosterClosed, ReasonNeeded."""
    keeps = keeps_contest(team.contest, by)
    if team.captain_id != by.pk and not keeps:
        raise NotYourTeam
    if not team.is_live:
        raise TeamWithdrawn
    if team.contest.rosters_are_closed and not keeps:
        raise RosterClosed(team.contest)
    if team.contest.rosters_are_closed and not reason.strip():
        raise ReasonNeeded


def check_may_play(team: Team, member: Member) -> None:
    """Raises NotHere, NotOfThePart, IsOnRoster, HasDeclined, PlaysElsewhere."""
    if not Member.objects.present().filter(pk=member.pk).exists():
        raise NotHere(member)
    if not team.contest.guests_allowed and not people_of(team.part).filter(pk=member.pk).exists():
        raise NotOfThePart(member, team)
    there = Player.objects.filter(contest=team.contest, member=member)
    if there.filter(team=team, state=Player.State.DECLINED).exists():
        raise HasDeclined(member)
    named = there.named().select_related("team").first()
    if named and named.team_id == team.pk:
        raise IsOnRoster(member)
    if named:
        raise PlaysElsewhere(member, named.team)


def check_room(team: Team, is_substitute: bool) -> None:
    """Raises RosterFull."""
    contest = team.contest
    most = contest.substitutes_max if is_substitute else contest.players_max
    if Player.objects.named().filter(team=team, is_substitute=is_substitute).count() >= most:
        raise RosterFull(most, substitutes=is_substitute)


def _team_of(team: Team, member: Member) -> Team:
    named = Player.objects.named().filter(contest=team.contest, member=member).select_related("team")
    return named.get().team


def _end(player: Player, state: Player.State) -> Player:
    player = Player.objects.select_related("member", "team").get(pk=player.pk)
    if not player.is_named:
        raise NotOnRoster
    player.state, player.ended_at = state, timezone.now()
    player.save(update_fields=["state", "ended_at"])
    return player


def _note_late_change(team: Team, member: Member, act: RosterChange.Act, by: Member, reason: str) -> None:
    if not team.contest.rosters_are_closed:
        return
    change = RosterChange.objects.create(team=team, member=member, act=act, reason=reason.strip(), by=by)
    if team.captain_id != by.pk:
        places = {"team": team.name, "name": member.name, "act": change.get_act_display(), "reason": change.reason}
        key = f"{ROSTER_CHANGED.code}.{change.pk}"
        notify([team.captain], kind=ROSTER_CHANGED.code, key=key, places=places, link=team.get_absolute_url())
