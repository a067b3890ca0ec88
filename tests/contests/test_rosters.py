"""Who is on the roster of a team, and who puts them there."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from contests.errors import (
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
from contests.models import Contest, Player, RosterChange
from contests.teams.entering import withdraw_team
from contests.teams.rosters import decline, name_player, seat, take_off
from notices.models import Notice
from signups.errors import NotYours
from tests.factories import ContestFactory, MemberFactory, make_captain, make_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def contest(db):
    return ContestFactory(listed=True, players_max=2, substitutes_max=1)


@pytest.fixture
def team(contest):
    return make_team(contest)


def colleague(team, **fields):
    return MemberFactory(union_group=team.captain.union_group, **fields)


def close_rosters(contest):
    earlier = timezone.now() - timedelta(hours=1)
    Contest.objects.filter(pk=contest.pk).update(entries_close_at=earlier, rosters_close_at=earlier)


def test_a_captain_names_players_and_substitutes_and_they_are_told(team):
    player, substitute = colleague(team), colleague(team)
    name_player(team, player, team.captain)
    assert name_player(team, substitute, team.captain, is_substitute=True).is_substitute
    told = Notice.objects.filter(kind="contests.named").values_list("recipient", flat=True)
    assert set(told) == {player.pk, substitute.pk}


def test_a_player_of_another_branch_is_refused_by_name(team):
    stranger = make_captain(name="外来者")
    with pytest.raises(NotOfThePart) as refusal:
        name_player(team, stranger, team.captain)
    assert "外来者" in str(refusal.value)
    assert str(team.part) in str(refusal.value)
    assert not Player.objects.exists()


def test_a_contest_may_allow_players_of_other_parts(team):
    Contest.objects.update(guests_allowed=True)
    assert name_player(team, make_captain(), team.captain).is_named


def test_nobody_plays_for_two_teams_of_one_contest(contest, team):
    Contest.objects.update(guests_allowed=True)
    player, other = colleague(team), make_team(contest, name="另一队")
    name_player(other, player, other.captain)
    with pytest.raises(PlaysElsewhere, match="另一队"):
        name_player(team, player, team.captain)
    with pytest.raises(IntegrityError, match="one_team_per_contest"), transaction.atomic():
        Player.objects.create(team=team, member=player, named_by=player)
    # In another contest they may.
    elsewhere = make_team(ContestFactory(listed=True), team.captain)
    assert name_player(elsewhere, player, team.captain).is_named


def test_there_are_no_more_players_and_substitutes_than_allowed(team):
    for _number in range(2):
        name_player(team, colleague(team), team.captain)
    with pytest.raises(RosterFull, match="2"):
        name_player(team, colleague(team), team.captain)
    substitute = name_player(team, colleague(team), team.captain, is_substitute=True)
    with pytest.raises(RosterFull, match="1"):
        name_player(team, colleague(team), team.captain, is_substitute=True)
    with pytest.raises(RosterFull):
        seat(substitute, team.captain, is_substitute=False)


def test_a_substitute_becomes_a_player(team):
    substitute = name_player(team, colleague(team), team.captain, is_substitute=True)
    assert not seat(substitute, team.captain, is_substitute=False).is_substitute


def test_who_is_on_it_already_or_has_left_is_refused(team):
    player = colleague(team)
    name_player(team, player, team.captain)
    with pytest.raises(IsOnRoster):
        name_player(team, player, team.captain)
    with pytest.raises(NotHere):
        name_player(team, colleague(team, is_active=False, staff_status="left"), team.captain)


def test_who_declines_is_off_told_of_and_not_asked_again(team):
    member = colleague(team, name="不想打")
    player = name_player(team, member, team.captain)
    with pytest.raises(NotYours):
        decline(player, team.captain)
    decline(player, member)
    assert Notice.objects.filter(recipient=team.captain, subject__contains="不想打").count() == 1
    with pytest.raises(HasDeclined):
        name_player(team, member, team.captain)
    with pytest.raises(NotOnRoster):
        decline(player, member)


def test_who_is_taken_off_is_told_and_may_play_elsewhere(contest, team):
    Contest.objects.update(guests_allowed=True)
    player = name_player(team, colleague(team), team.captain)
    take_off(player, team.captain)
    assert Notice.objects.filter(recipient=player.member, kind="contests.off_roster").exists()
    other = make_team(contest)
    assert name_player(other, player.member, other.captain).is_named
    with pytest.raises(NotOnRoster):
        take_off(player, team.captain)


def test_another_captain_changes_nothing(contest, team):
    other = make_team(contest)
    with pytest.raises(NotYourTeam):
        name_player(team, colleague(team), other.captain)
    player = name_player(team, colleague(team), team.captain)
    with pytest.raises(NotYourTeam):
        take_off(player, other.captain)


def test_once_rosters_are_closed_the_organiser_alone_changes_them_with_a_reason_that_is_kept(contest, team):
    injured, substitute = colleague(team, name="受伤者"), colleague(team, name="替补者")
    player = name_player(team, injured, team.captain)
    close_rosters(contest)
    with pytest.raises(RosterClosed):
        take_off(player, team.captain)
    officer = MemberFactory(officer=True)
    with pytest.raises(ReasonNeeded):
        take_off(player, officer, reason="  ")
    take_off(player, officer, reason="崴脚")
    name_player(team, substitute, officer, reason="替换受伤队员")
    changes = RosterChange.objects.order_by("pk").values_list("member__name", "act", "reason", "by")
    assert list(changes) == [("受伤者", "off", "崴脚", officer.pk), ("替补者", "named", "替换受伤队员", officer.pk)]
    assert Notice.objects.filter(recipient=team.captain, kind="contests.roster_changed").count() == 2
    with pytest.raises(DatabaseError), transaction.atomic():
        RosterChange.objects.update(reason="改写")


def test_the_contact_person_changes_a_closed_roster_too(contest, team):
    keeper = MemberFactory()
    Contest.objects.update(contact=keeper)
    close_rosters(contest)
    assert name_player(team, colleague(team), keeper, reason="漏报").is_named


def test_a_team_that_has_withdrawn_names_nobody(team):
    withdraw_team(team, team.captain)
    with pytest.raises(TeamWithdrawn):
        name_player(team, colleague(team), team.captain)
