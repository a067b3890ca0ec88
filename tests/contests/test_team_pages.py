"""The pages of teams: their rosters, who fills them in, and who reads them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from contests.models import Contest, Player, Team
from contests.teams.rosters import name_player
from tests.factories import (
    ContestFactory,
    MemberFactory,
    make_captain,
)

from .pages import colleague, league, page_of

__all__ = ["league"]

pytestmark = pytest.mark.django_db


def test_a_captain_enters_a_team_and_names_players_by_ticks_and_by_pasting(client, site):
    contest, captain = ContestFactory(listed=True), make_captain()
    ticked, pasted = MemberFactory(union_group=captain.union_group), MemberFactory(union_group=captain.union_group)
    stranger = make_captain(name="外分会的人")
    client.force_login(captain)
    form = client.get(f"/contests/{contest.pk}/enter/").context["form"]
    answer = client.post(f"/contests/{contest.pk}/enter/", {"name": "飞燕队", "attempt": form["attempt"].value()})
    team = Team.objects.get(name="飞燕队")
    assert answer.url == f"/contests/teams/{team.pk}/roster/"
    names = f"{pasted.employee_number}\n{stranger.name}"
    answer = client.post(answer.url, {"people": [ticked.pk], "names": names, "is_substitute": ""})
    assert set(Player.objects.named().values_list("member", flat=True)) == {ticked.pk, pasted.pk}
    assert [bool(outcome.sentence) for outcome in answer.context["outcomes"]] == [False, False, True]


def test_the_search_finds_the_own_people_only(client, league):
    team = league[1][0].home
    colleague(team, name="单雅芳", pinyin="shan yafang")
    make_captain(name="单雅芳外", pinyin="shan yafang")
    client.force_login(team.captain)
    shown = client.get(f"/contests/teams/{team.pk}/roster/?q=syf").context["form"].fields["people"].choices
    assert [label for _pk, label in shown] == ["单雅芳"]


def test_somebody_of_another_branch_cannot_be_ticked(client, league):
    team, stranger = league[1][0].home, make_captain()
    client.force_login(team.captain)
    answer = client.post(f"/contests/teams/{team.pk}/roster/", {"people": [stranger.pk], "is_substitute": ""})
    assert answer.status_code == 422
    assert not Player.objects.exists()


def test_a_captain_reads_on_the_roster_how_many_are_on_it_and_that_they_are_too_few(client, league):
    contest, team = league[0], league[1][0].home
    Contest.objects.filter(pk=contest.pk).update(players_min=3)
    address = f"/contests/teams/{team.pk}/roster/"
    name_player(team, colleague(team), team.captain)
    assert "人数不足" in page_of(client, address, team.captain).content.decode()
    Contest.objects.filter(pk=contest.pk).update(players_min=1)
    words = page_of(client, address, team.captain).content.decode()
    assert "人数不足" not in words
    assert "队员 1 人" in words


def test_a_captain_is_not_asked_to_fill_in_a_roster_that_has_closed(client, league):
    contest, team = league[0], league[1][0].home
    client.force_login(team.captain)
    assert f'href="/contests/teams/{team.pk}/roster/"' in page_of(client, contest.url).content.decode()
    now = timezone.now()
    Contest.objects.filter(pk=contest.pk).update(entries_close_at=now, rosters_close_at=now)
    words = page_of(client, contest.url).content.decode()
    assert f'href="/contests/teams/{team.pk}/roster/"' not in words
    assert words.count(f'href="/contests/teams/{team.pk}/"') >= 2


def test_a_roster_is_its_captains_and_the_keepers(client, league):
    team = league[1][0].home
    address = f"/contests/teams/{team.pk}/roster/"
    assert page_of(client, address, colleague(team)).status_code == 404
    for reader in (team.captain, MemberFactory(officer=True)):
        assert page_of(client, address, reader).status_code == 200


def test_a_player_declines_on_the_page_of_the_team(client, league):
    team = league[1][0].home
    player = name_player(team, colleague(team), team.captain)
    client.force_login(player.member)
    assert f"/contests/players/{player.pk}/decline/" in client.get(team.get_absolute_url()).content.decode()
    client.post(f"/contests/players/{player.pk}/decline/")
    player.refresh_from_db()
    assert player.state == Player.State.DECLINED


def test_leaders_see_the_teams_of_those_whom_they_lead(client, league):
    team = league[1][0].home
    chair, leader = MemberFactory(), MemberFactory()
    team.branch.chair = chair
    team.branch.save()
    words = page_of(client, "/me/teams/", chair).content.decode()
    assert team.name in words
    assert league[1][0].away.name not in words
    assert team.name not in page_of(client, "/me/teams/", leader).content.decode()


def test_rosters_are_forgotten_three_years_after_the_contest(league):
    from contests.personal_data import forget_expired

    contest, fixtures = league
    name_player(fixtures[0].home, colleague(fixtures[0].home), fixtures[0].home.captain)
    assert forget_expired() == 0
    long_ago = timezone.localdate() - timedelta(days=3 * 365 + 1)
    Contest.objects.filter(pk=contest.pk).update(starts_on=long_ago, ends_on=long_ago)
    assert forget_expired() == 1
    assert Team.objects.count() == 4
