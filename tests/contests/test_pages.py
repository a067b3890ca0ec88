"""The pages of contests: what they show, to whom, and what they cost."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from contests.board import Board
from contests.fixtures.hours import set_hours
from contests.fixtures.results import Score, enter_result, propose_result
from contests.models import Award, Contest, Fixture, Result, Team
from contests.paper import programme_pdf
from contests.teams.rosters import name_player
from people.models import Look
from tests.factories import (
    ClubPageFactory,
    ContestFactory,
    MemberFactory,
    make_captain,
    make_team,
)
from tests.list_costs import queries_for

from .pages import colleague, league, page_of

__all__ = ["league"]

pytestmark = pytest.mark.django_db


def test_the_list_has_what_is_public_and_what_is_over_below(client, site):
    today = timezone.localdate()
    ContestFactory(listed=True, title="正在进行的联赛")
    ContestFactory(draft=True, title="还没批的")
    over = {"starts_on": today - timedelta(days=30), "ends_on": today - timedelta(days=20)}
    ContestFactory(listed=True, title="去年的运动会", **over)
    words = page_of(client, "/contests/").content.decode()
    assert words.index("正在进行的联赛") < words.index("去年的运动会")
    assert "还没批的" not in words


def test_a_draft_is_found_by_nobody(client, site):
    assert page_of(client, ContestFactory(draft=True).url).status_code == 404


def test_visitors_read_teams_and_results_and_nobodys_name(client, league):
    contest, fixtures = league
    player = colleague(fixtures[0].home, name="不公开的人")
    name_player(fixtures[0].home, player, fixtures[0].home.captain)
    enter_result(fixtures[0], MemberFactory(), Score(2, 1))
    words = page_of(client, contest.url).content.decode()
    assert fixtures[0].home.name in words
    assert "不公开的人" not in words
    assert fixtures[0].home.captain.name not in words
    for address in (fixtures[0].home.get_absolute_url(), fixtures[0].get_absolute_url()):
        assert page_of(client, address).status_code == 302


def test_members_read_who_plays(client, league):
    _contest, fixtures = league
    team = fixtures[0].home
    name_player(team, colleague(team, name="主攻手"), team.captain)
    assert "主攻手" in page_of(client, team.get_absolute_url(), MemberFactory()).content.decode()


def test_before_the_first_result_nobody_is_first(client, league):
    contest, fixtures = league
    assert "<td>–</td>" in page_of(client, contest.url).content.decode()
    enter_result(fixtures[0], MemberFactory(officer=True), Score(2, 0))
    assert "<td>–</td>" not in page_of(client, contest.url).content.decode()


def test_own_matches_stand_in_the_calendar(league):
    from contests.own_section import own_matches

    _contest, fixtures = league
    fixture = fixtures[0]
    player = colleague(fixture.home)
    name_player(fixture.home, player, fixture.home.captain)
    begins = timezone.now() + timedelta(days=15)
    set_hours(
        fixture, MemberFactory(), starts_at=begins, ends_at=begins + timedelta(hours=1), venue=None, place="二号场"
    )
    day = timezone.localdate(begins)
    [found] = own_matches(player, day, day)
    assert (found.begins, found.place) == (begins, "二号场")
    assert fixture.home.name in found.title
    assert not list(own_matches(MemberFactory(), day, day))


def test_the_keeper_enters_and_corrects_a_result(client, league):
    fixture = league[1][0]
    client.force_login(MemberFactory(officer=True))
    address = f"/contests/fixtures/{fixture.pk}/result/"
    assert client.post(address, {"home": "2", "away": "1", "details": ""}).status_code == 302
    assert client.post(address, {"home": "1", "away": "2", "details": "", "reason": ""}).status_code == 422
    assert client.post(address, {"home": "1", "away": "2", "details": "", "reason": "填反"}).status_code == 302
    assert Fixture.objects.get(pk=fixture.pk).result.in_words == "1 : 2"


def test_a_result_for_a_cancelled_match_is_answered_with_a_sentence(client, league):
    from contests.errors import FixtureOff
    from contests.fixtures.hours import cancel_fixture

    fixture, officer = league[1][0], MemberFactory(officer=True)
    cancel_fixture(fixture, officer, reason="停电")
    client.force_login(officer)
    answer = client.post(f"/contests/fixtures/{fixture.pk}/result/", {"home": "2", "away": "1", "details": ""})
    assert answer.status_code == 422
    assert str(FixtureOff.sentence) in answer.content.decode()
    assert not Result.objects.exists()


def test_captains_enter_confirm_and_dispute(client, league):
    first, second = league[1][:2]
    for fixture, act, state in ((first, "confirm", "in_force"), (second, "dispute", "disputed")):
        client.force_login(fixture.home.captain)
        client.post(f"/contests/fixtures/{fixture.pk}/result/", {"home": "2", "away": "1", "details": ""})
        client.force_login(fixture.away.captain)
        result = Result.objects.get(fixture=fixture)
        assert f"/contests/results/{result.pk}/confirm/" in client.get(fixture.get_absolute_url()).content.decode()
        client.post(f"/contests/results/{result.pk}/{act}/", {"reason": "应为 1:2"})
        result.refresh_from_db()
        assert result.state == state


def test_nobody_else_enters_anything(client, league):
    contest, [fixture, *_rest] = league
    client.force_login(make_captain())
    assert client.post(f"/contests/fixtures/{fixture.pk}/result/", {"home": "2", "away": "1"}).status_code == 404
    result = propose_result(fixture, fixture.home.captain, Score(2, 1))
    for address in (
        f"/contests/results/{result.pk}/confirm/",
        f"/contests/fixtures/{fixture.pk}/hours/",
        f"/contests/fixtures/{fixture.pk}/off/",
        f"/contests/{contest.pk}/keep/",
        f"/contests/{contest.pk}/keep/fixtures/",
    ):
        assert client.post(address).status_code == 404


def test_contact_person_and_leaders_of_the_club_keep_a_contest(client, site):
    contact, leader = MemberFactory(), MemberFactory()
    club = ClubPageFactory(led_by=[leader])
    contest = ContestFactory(listed=True, contact=contact, club=club)
    for member in (contact, leader):
        assert page_of(client, f"/contests/{contest.pk}/keep/", member).status_code == 200
        assert page_of(client, f"/sessions/{contest.entry_session.pk}/list/", member).status_code == 200
    assert page_of(client, f"/contests/{contest.pk}/keep/", MemberFactory()).status_code == 404


def test_fixtures_are_made_and_dated_on_the_keepers_pages(client, site):
    contest = ContestFactory(listed=True)
    for _number in range(3):
        make_team(contest)
    client.force_login(MemberFactory(officer=True))
    client.post(f"/contests/{contest.pk}/keep/fixtures/", {"seed": "一"})
    fixture = contest.fixtures.first()
    begins = (timezone.localtime() + timedelta(days=15)).replace(hour=18, minute=0)
    hours = {"starts_at": f"{begins:%Y-%m-%dT%H:%M}", "ends_at": f"{begins:%Y-%m-%dT19:00}", "venue": "", "place": "馆"}
    assert client.post(f"/contests/fixtures/{fixture.pk}/hours/", hours).status_code == 302
    assert Fixture.objects.get(pk=fixture.pk).session.place == "馆"
    hours["ends_at"] = hours["starts_at"]
    assert client.post(f"/contests/fixtures/{fixture.pk}/hours/", hours).status_code == 422
    off = {"choice": "cancel", "reason": "停电"}
    assert client.post(f"/contests/fixtures/{fixture.pk}/off/", off).status_code == 302
    assert Fixture.objects.get(pk=fixture.pk).is_cancelled


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_no_match_is_on_a_day_that_no_calendar_shows(year, client, league):
    contest, fixtures = league
    client.force_login(MemberFactory(officer=True))
    hours = {"starts_at": f"{year}-01-01T10:00", "ends_at": f"{year}-01-01T11:00"}
    answer = client.post(f"/contests/fixtures/{fixtures[0].pk}/hours/", hours)
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"starts_at", "ends_at"})
    assert page_of(client, f"/contests/{contest.pk}/keep/").status_code == 200


def test_events_are_entered_on_one_page(client, site):
    contest = ContestFactory(listed=True, plan="ranked", events=["拔河"], starts_on=timezone.localdate())
    one, two = make_team(contest), make_team(contest)
    client.force_login(MemberFactory(officer=True))
    address = f"/contests/{contest.pk}/keep/events/{contest.events.get().pk}/"
    assert client.post(address, {f"team{one.pk}": "12.5", f"team{two.pk}": "快"}).status_code == 422
    assert client.post(address, {f"team{one.pk}": "12.5", f"team{two.pk}": "-"}).status_code == 302
    assert client.post(address, {f"team{one.pk}": "13", f"team{two.pk}": ""}).status_code == 422
    places = Board(Contest.objects.get(pk=contest.pk)).events[0].places
    assert [(place.team, place.rank) for place in places] == [(one, 1), (two, None)]
    assert one.name in client.get(contest.url).content.decode()


def test_rosters_and_results_go_out_as_workbooks_and_who_took_names_is_noted(client, league):
    contest, fixtures = league
    team = fixtures[0].home
    name_player(team, colleague(team, name="=1+1"), team.captain)
    enter_result(fixtures[0], MemberFactory(), Score(2, 1))
    client.force_login(MemberFactory(officer=True))
    rosters = client.post(f"/contests/{contest.pk}/keep/rosters/")
    cell = load_workbook(BytesIO(rosters.content)).active["B2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert Look.objects.filter(subject="contests.rosters").count() == 1
    results = load_workbook(BytesIO(client.post(f"/contests/{contest.pk}/keep/results/").content))
    assert results.worksheets[0].max_row == 5
    assert "2 : 1" in [row[5].value for row in results.worksheets[1].iter_rows()]


def test_the_order_of_play_has_every_match_page_numbers_and_rare_characters(league):
    contest, fixtures = league
    Team.objects.filter(pk=fixtures[0].home.pk).update(name="龘㛃𬭎队")
    Contest.objects.filter(pk=contest.pk).update(rules="<p>规则 *不是* #标记 [x]。</p>" * 90)
    pages = PdfReader(BytesIO(programme_pdf(Board(Contest.objects.get(pk=contest.pk))))).pages
    # Between Chinese and other characters the sheet sets some room.
    words = "".join("".join(page.extract_text() for page in pages).split())
    assert len(pages) > 1
    assert f"共{len(pages)}页" in words
    assert "龘㛃𬭎队" in words
    assert "*不是*#标记[x]" in words
    assert all(team.name in words for team in contest.teams.all())
    assert words.count("待定") == len(fixtures)


def finished(contest, fixtures):
    for place, fixture in enumerate(fixtures):
        enter_result(fixture, MemberFactory(), Score(2, place % 2))


def test_the_first_places_become_drafts_of_honours_once(client, league):
    contest, fixtures = league
    officer = MemberFactory(officer=True)
    client.force_login(officer)
    address = f"/contests/{contest.pk}/keep/honours/"
    client.post(address)
    assert not Award.objects.exists()
    finished(contest, fixtures)
    client.post(address)
    client.post(address)
    ranking = Board(Contest.objects.get(pk=contest.pk)).ranking
    awards = list(Award.objects.select_related("honour"))
    assert [award.place for award in awards] == sorted({place for place, _team in ranking if place < 4})
    first = awards[0].honour
    assert (first.live, first.level, first.kind) == (False, "hospital", "competition")
    assert first.recipient_names == [team.name for place, team in ranking if place == 1]
    assert first.latest_revision.user == officer


def test_an_honour_may_name_the_players(league):
    from contests.awards import draft_honours

    contest, fixtures = league
    finished(contest, fixtures)
    winner = Board(contest).ranking[0][1]
    name_player(winner, colleague(winner, name="主攻手"), winner.captain)
    first = draft_honours(contest, MemberFactory(officer=True), name_members=True)[0]
    assert "主攻手" in first.recipient_names


def test_the_contact_person_drafts_no_honours(client, league):
    contest, fixtures = league
    contact = MemberFactory()
    Contest.objects.filter(pk=contest.pk).update(contact=contact)
    finished(contest, fixtures)
    client.force_login(contact)
    assert client.post(f"/contests/{contest.pk}/keep/honours/").status_code == 404


def grow(contest):
    """Add teams, players, matches and results."""
    officer = MemberFactory(officer=True)
    teams = [make_team(contest) for _number in range(4)]
    for home, away in zip(teams, teams[1:] + teams[:1], strict=True):
        fixture = Fixture.objects.create(contest=contest, home=home, away=away, round=9)
        name_player(home, colleague(home), home.captain)
        enter_result(fixture, officer, Score(2, 1))
        Fixture.objects.create(contest=contest, home=away, away=home, round=10)


@pytest.mark.parametrize("address", ["/contests/{pk}/", "/contests/{pk}/keep/", "/contests/fixtures/{fixture}/"])
def test_a_contest_costs_the_same_with_few_teams_and_with_many(client, site, address):
    contest = ContestFactory(listed=True)
    grow(contest)
    client.force_login(MemberFactory(officer=True))
    address = address.format(pk=contest.pk, fixture=contest.fixtures.first().pk)
    before = len(queries_for(client, address))
    for _number in range(3):
        grow(contest)
    assert len(queries_for(client, address)) == before


def test_the_list_of_contests_costs_the_same_for_one_and_for_twenty(client, site):
    ContestFactory(listed=True)
    before = len(queries_for(client, "/contests/"))
    ContestFactory.create_batch(12, listed=True)
    assert len(queries_for(client, "/contests/")) == before


def test_teams_and_rosters_cost_the_same_for_one_and_for_many(client, site):
    contest = ContestFactory(listed=True, players_max=30)
    team = make_team(contest)
    chair = team.captain
    team.branch.chair = chair
    team.branch.save()
    name_player(team, colleague(team), team.captain)
    colleague(team)
    client.force_login(chair)
    addresses = ["/me/teams/", "/me/", team.get_absolute_url(), f"/contests/teams/{team.pk}/roster/"]
    before = [len(queries_for(client, address)) for address in addresses]
    for _number in range(12):
        name_player(team, colleague(team), team.captain)
        colleague(team)
        make_team(ContestFactory(listed=True), chair)
    assert [len(queries_for(client, address)) for address in addresses] == before
