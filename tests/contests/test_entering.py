"""A team enters by the sign-up of its captain, and follows what becomes of that."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from contests.errors import NameTaken, NoPart, NotYourTeam, PartHasTeam, TeamWithdrawn
from contests.models import Contest, Player, Team
from contests.planning import plan_contest
from contests.teams.entering import enter_team, rename_team, withdraw_team
from contests.teams.rosters import name_player
from notices.models import Notice
from people.actions import let_go
from people.models import Member
from signups.actions.deciding import admit, refuse
from signups.actions.signing_up import sign_up
from signups.errors import NotForYou, NotOffered, NotOpenYet, WindowClosed
from signups.models import Offering, Session, SignUp
from tests.factories import ContestFactory, DepartmentFactory, MemberFactory, make_captain, make_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def contest(db):
    return ContestFactory(listed=True, teams_max=2)


def test_a_contest_that_is_published_is_open_for_as_many_teams_as_it_says(site):
    contest = ContestFactory(teams_max=3)
    session = Offering.objects.of(contest).get().sessions.get()
    assert (session.capacity, session.starts_at, session.closes_at) == (3, None, contest.entries_close_at)
    assert Offering.objects.of(contest).get().is_live


def test_a_draft_takes_no_team(site):
    with pytest.raises(NotOffered):
        enter_team(make_captain(), ContestFactory(draft=True), name="内科队")


def test_a_captain_enters_the_team_of_the_own_branch(contest):
    captain = make_captain()
    team = enter_team(captain, contest, name="内科飞燕队")
    assert (team.name, team.part, team.state) == ("内科飞燕队", captain.union_group.branch, Team.State.ENTERED)
    assert team.sign_up.is_confirmed
    assert Session.objects.get(offering__title=contest.title).taken == 1


def test_a_captain_whose_team_is_in_at_once_is_not_told_of_a_decision(contest):
    captain = make_captain()
    enter_team(captain, contest, name="内科飞燕队")
    notice = Notice.objects.get(recipient=captain, kind="signups.placed")
    assert notice.subject == f"报名成功：{contest.title}"
    assert "申请" not in notice.body


def test_groups_and_departments_enter_teams_too(db):
    captain = make_captain(department=DepartmentFactory())
    for entered_by, part in (("union_group", captain.union_group), ("department", captain.department)):
        contest = ContestFactory(listed=True, entered_by=entered_by)
        assert enter_team(captain, contest, name="急诊队").part == part


def test_who_belongs_to_no_branch_is_told_so(contest):
    with pytest.raises(NoPart):
        enter_team(MemberFactory(), contest, name="散兵队")


def test_a_branch_has_one_team(contest):
    captain = make_captain(name="甲队长")
    make_team(contest, captain, name="先到队")
    second = MemberFactory(union_group=captain.union_group)
    with pytest.raises(PartHasTeam, match="先到队.*甲队长"):
        enter_team(second, contest, name="后到队")
    team = Team.objects.get()
    with pytest.raises(IntegrityError, match="one_live_per_branch"), transaction.atomic():
        Team.objects.create(contest=contest, branch=team.branch, name="绕过", captain=second)


def test_pressing_twice_is_one_team(contest):
    captain, attempt = make_captain(), uuid4()
    teams = {enter_team(captain, contest, name="内科队", attempt=attempt).pk for _press in range(2)}
    assert len(teams) == Team.objects.count() == 1


def test_two_teams_are_not_called_the_same(contest):
    make_team(contest, name="飞燕队")
    with pytest.raises(NameTaken):
        make_team(contest, name="飞燕队")
    other = make_team(contest, name="雄鹰队")
    with pytest.raises(NameTaken):
        rename_team(other, other.captain, "飞燕队")
    assert rename_team(other, other.captain, "猛虎队").name == "猛虎队"


def test_entries_open_and_close_as_the_contest_says(db):
    now = timezone.now()
    with pytest.raises(NotOpenYet):
        make_team(ContestFactory(listed=True, entries_open_at=now + timedelta(hours=1)))
    with pytest.raises(WindowClosed):
        make_team(ContestFactory(listed=True, entries_close_at=now - timedelta(hours=1)))


def test_a_full_contest_puts_the_next_team_on_the_waiting_list_and_in_when_one_withdraws(contest):
    first, _second, third = make_team(contest), make_team(contest), make_team(contest)
    assert third.state == Team.State.ASKED
    withdraw_team(first, first.captain)
    assert [Team.objects.get(pk=team.pk).state for team in (first, third)] == ["withdrawn", "entered"]
    assert Notice.objects.filter(recipient=third.captain, kind="signups.came_in").exists()


def test_a_branch_whose_team_has_withdrawn_may_enter_another_one(contest):
    team = make_team(contest)
    withdraw_team(team, team.captain)
    again = make_team(contest, MemberFactory(union_group=team.captain.union_group))
    assert again.is_entered
    with pytest.raises(TeamWithdrawn):
        withdraw_team(team, team.captain)


def test_nobody_withdraws_the_team_of_another_captain(contest):
    with pytest.raises(NotYourTeam):
        withdraw_team(make_team(contest), make_captain())


def test_where_the_office_decides_a_team_waits_for_that(db):
    contest = ContestFactory(listed=True, entry=Contest.Entry.APPROVAL)
    officer = MemberFactory(officer=True)
    let_in, turned_away = make_team(contest), make_team(contest)
    assert let_in.state == turned_away.state == Team.State.ASKED
    admit(let_in.sign_up, officer)
    refuse(turned_away.sign_up, officer, reason="名额已满")
    assert [Team.objects.get(pk=team.pk).state for team in (let_in, turned_away)] == ["entered", "withdrawn"]


def test_whoever_signs_up_on_the_page_of_the_entries_has_a_team_as_well(contest):
    captain = make_captain()
    sign_up(captain, contest.entry_session)
    team = Team.objects.get(captain=captain)
    assert team.is_entered
    assert str(captain.union_group.branch) in team.name
    # There is no way round that a branch has one team.
    with pytest.raises(NotForYou):
        sign_up(MemberFactory(union_group=captain.union_group), contest.entry_session)
    with pytest.raises(NotForYou):
        sign_up(MemberFactory(), contest.entry_session)


def test_of_one_branch_no_two_wait_there_to_come_in_together(contest):
    for _team in range(2):
        make_team(contest)
    captain = make_captain()
    sign_up(captain, contest.entry_session)
    with pytest.raises(NotForYou):
        sign_up(MemberFactory(union_group=captain.union_group), contest.entry_session)
    contest.teams_max = 4
    plan_contest(contest)
    assert [team.captain for team in Team.objects.entered().order_by("pk")][2:] == [captain]


def test_a_team_whose_sign_up_is_forgotten_keeps_its_name(contest):
    team = make_team(contest, name="飞燕队")
    Team.objects.filter(pk=team.pk).update(sign_up=None)
    with pytest.raises(TeamWithdrawn):
        rename_team(Team.objects.get(pk=team.pk), team.captain, "雄鹰队")


def test_the_players_of_a_team_that_withdraws_are_told_and_free(contest):
    team = make_team(contest)
    player = MemberFactory(union_group=team.captain.union_group)
    name_player(team, player, team.captain)
    withdraw_team(team, team.captain)
    assert not Player.objects.named().exists()
    assert Notice.objects.filter(recipient=player, kind="contests.off_roster").count() == 1


def test_the_team_of_a_captain_who_leaves_gives_its_place_to_the_next(contest):
    first, _second, third = make_team(contest), make_team(contest), make_team(contest)
    Member.objects.filter(pk=first.captain.pk).update(is_active=False, staff_status=Member.StaffStatus.LEFT)
    ended = let_go([Member.objects.get(pk=first.captain.pk)])
    assert Team.objects.get(pk=third.pk).is_entered
    assert Team.objects.get(pk=first.pk).is_withdrawn
    assert any(first.name in each.sentence for each in ended)


def test_more_places_than_before_go_to_teams_that_wait_and_fewer_take_none_away(site):
    contest = ContestFactory(teams_max=2)
    teams = [make_team(contest) for _number in range(3)]
    for places, state in ((3, "entered"), (2, "entered")):
        contest.teams_max = places
        contest.save_revision().publish(skip_permission_checks=True)
        assert Team.objects.get(pk=teams[2].pk).state == state
    assert SignUp.objects.granted().count() == 3
