"""The pages on which clubs are joined, led and renewed."""

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.membership.joining import ask_to_join
from activities.membership.offering import session_of
from activities.models import ClubMembership, ClubRole
from people.models import Look, Role
from signups.models import SignUp
from tests.factories import DepartmentFactory, MemberFactory
from tests.list_costs import queries_for

from .clubs import address, let_in, post, recruiting_club, shown


def test_a_visitor_is_led_to_the_sign_in_and_sees_no_names(club, client):
    let_in(club, MemberFactory(name="周静怡"))
    html = shown(client, club)
    assert "登录后申请加入" in html
    assert "周静怡" not in html
    assert "/members/" not in html


def test_a_member_joins_and_leaves_on_the_page_of_the_club(club, client):
    member = MemberFactory()
    client.force_login(member)
    assert "申请加入" in shown(client, club)
    attempt = "8d1c3a52-0d4b-4a1e-9a51-0f3f1d0f0001"
    for _press in range(2):
        html = post(client, "join_club", club, {"attempt": attempt, "note": "练过两年"})
        assert "已申请加入" in html
    [asked] = SignUp.objects.filter(member=member)
    assert (asked.state, asked.note) == (SignUp.State.REQUESTED, "练过两年")
    html = post(client, "leave_club", club)
    assert "申请加入" in html
    html = post(client, "leave_club", club)
    assert "已不在" in html


def test_the_page_of_a_request_says_so_and_offers_only_what_is_possible(club, leader, client):
    asked = ask_to_join(MemberFactory(name="罗望舒"), club)
    client.force_login(leader)
    html = client.get(reverse("kept_sign_up", args=[asked.session_id, asked.pk])).content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    assert "申请" in main
    assert "报名" not in main
    assert "不予录取" in main
    assert "移出名单" not in main
    member = let_in(club, MemberFactory())
    html = client.get(reverse("kept_sign_up", args=[member.session_id, member.pk])).content.decode()
    assert f"{timezone.localdate():%Y-%m-%d} 加入" in html
    assert "移出名单" in html


def test_a_place_that_came_free_is_taken_on_the_page_of_the_club(club, client):
    let_in(club)
    gone, member = MemberFactory(), MemberFactory()
    let_in(club, gone)
    assert let_in(club, member).is_waiting
    client.force_login(member)
    assert "候补第 1 位" in shown(client, club)
    client.force_login(gone)
    post(client, "leave_club", club)
    client.force_login(member)
    assert "有名额了" in shown(client, club)
    assert "您是俱乐部成员" in post(client, "take_club_place", club)


@pytest.mark.parametrize("name", ["join_club", "leave_club", "take_club_place", "stay_in_club"])
def test_acts_are_posts_and_a_link_to_one_leads_to_the_club(name, club, client):
    assert client.post(address(name, club)).url.startswith(reverse("account_login"))
    client.force_login(MemberFactory())
    assert client.get(address(name, club)).url == club.url
    assert not SignUp.objects.exists()
    assert client.post(reverse(name, args=[99_999_999])).status_code == 404


@pytest.mark.parametrize("data", [{}, {"attempt": "x"}, {"attempt": "\x00"}, {"note": "好" * 999}])
def test_rubbish_is_no_request_to_join(data, club, client):
    client.force_login(MemberFactory())
    assert client.post(address("join_club", club), data).status_code in (302, 400)
    assert not SignUp.objects.exists()


def test_the_pages_of_its_session_lead_to_those_of_the_club(club, leader, client):
    session = session_of(club)
    client.force_login(leader)
    assert client.get(reverse("session", args=[session.pk])).url == club.url
    assert client.get(reverse("session_list", args=[session.pk])).url == address("club_members", club)


@pytest.mark.parametrize("name", ["change_places", "move_date", "cancel_date", "reopen_date"])
def test_how_many_places_a_club_has_its_approved_page_says_and_nobody_else(name, club, leader, client):
    session = session_of(club)
    for reader in (leader, MemberFactory(role=Role.PUBLICITY_OFFICER)):
        client.force_login(reader)
        assert client.post(reverse(name, args=[session.pk])).status_code == 404


def test_the_leader_lets_people_in_from_the_roll_and_the_look_is_noted(club, leader, client):
    member = MemberFactory(name="周静怡")
    asked = ask_to_join(member, club, note="零基础")
    client.force_login(leader)
    html = client.get(address("club_members", club)).content.decode()
    assert "周静怡" in html
    assert "零基础" in html
    assert Look.objects.filter(viewer=leader, people=1).exists()
    session = session_of(club)
    one = reverse("kept_sign_up", args=[session.pk, asked.pk])
    seen = client.get(one).context["acts"]
    form = next(each.form for each in seen if each.act.key == "admit")
    response = client.post(reverse("admit_sign_up", args=[session.pk, asked.pk]), {"seen": form.initial["seen"]})
    assert client.get(response.url).url == address("club_members", club)
    assert ClubMembership.objects.present().filter(member=member).exists()


def test_who_asks_is_let_in_beside_their_name_and_not_below_all_members(club, leader, client):
    ask_to_join(MemberFactory(name="周静怡"), club)
    client.force_login(leader)
    admit = f'formaction="{reverse("admit_many", args=[session_of(club).pk])}"'
    assert client.get(address("club_members", club)).content.decode().count(admit) == 1
    let_in(club)
    html = client.get(address("club_members", club)).content.decode()
    assert html.count(admit) == 2
    assert html.index("周静怡") < html.index(admit) < html.rindex("roll__heading")


@pytest.mark.parametrize(("show", "names"), [("requests", "甲"), ("members", "乙"), ("waiting", "丙"), ("left", "丁")])
def test_the_roll_is_narrowed_to_those_who_ask_belong_wait_or_left(show, names, leader, client):
    club = recruiting_club(led_by=[leader], places=1)
    let_in(club, MemberFactory(name="丁"))
    client.force_login(ClubMembership.objects.get().member)
    post(client, "leave_club", club)
    let_in(club, MemberFactory(name="乙"))
    let_in(club, MemberFactory(name="丙"))
    ask_to_join(MemberFactory(name="甲"), club)
    client.force_login(leader)
    groups = client.get(f"{address('club_members', club)}?show={show}").context["groups"]
    assert "".join(person.line.row.member.name for _heading, people in groups for person in people) == names


def test_club_members_read_names_alone_and_others_nothing(club, client):
    ward = DepartmentFactory(name="心血管内科")
    member = MemberFactory(name="周静怡", department=ward, mobile="13800138000")
    let_in(club, member)
    let_in(club, MemberFactory(name="郑同队"))
    client.force_login(member)
    html = client.get(address("club_members", club)).content.decode()
    assert "郑同队" in html
    assert "周静怡" in html
    assert "心血管内科" not in html
    assert "13800138000" not in html
    assert member.employee_number not in html
    client.force_login(MemberFactory())
    assert client.get(address("club_members", club)).status_code == 404


LEADERS_PAGES = ["club_members", "club_duties", "announce_to_club", "club_renewal"]


@pytest.mark.parametrize("name", LEADERS_PAGES)
def test_a_leader_has_the_pages_of_their_own_club_and_of_no_other(name, club, leader, client):
    other = recruiting_club(led_by=[MemberFactory()])
    client.force_login(leader)
    assert client.get(address(name, club)).status_code == 200
    for method in (client.get, client.post):
        assert method(address(name, other)).status_code == 404
    client.force_login(MemberFactory(role=Role.PUBLICITY_OFFICER))
    assert client.get(address(name, other)).status_code == 200


@pytest.mark.parametrize("name", LEADERS_PAGES)
def test_a_leader_whom_a_page_names_that_is_down_keeps_nothing(name, club, leader, client):
    club.unpublish()
    client.force_login(leader)
    assert client.get(address(name, club)).status_code == 404


def test_a_leader_who_has_left_the_hospital_can_do_nothing(club, leader, client):
    client.force_login(leader)
    leader.is_active = False
    leader.save()
    assert client.get(address("club_members", club)).status_code in (302, 404)


def test_the_roll_as_a_workbook_is_logged(club, leader, client):
    let_in(club)
    client.force_login(leader)
    response = client.get(reverse("session_workbook", args=[session_of(club).pk]))
    assert response.status_code == 200
    assert Look.objects.filter(viewer=leader, subject="signups.workbook", people=1).exists()


def test_a_duty_is_given_shown_to_staff_and_ended(club, leader, client):
    member = MemberFactory(name="周静怡")
    membership = let_in(club, member).club_membership
    client.force_login(leader)
    today = timezone.localdate()
    data = {"membership": membership.pk, "duty": ClubRole.Duty.COACH, "starts_on": today}
    post(client, "club_duties", club, data)
    html = post(client, "club_duties", club, data)
    assert "已担任这一职务" in html
    assert "周静怡" in shown(client, club)
    [role] = ClubRole.objects.all()
    client.logout()
    assert "周静怡" not in shown(client, club)

    # Given today by mistake, it has never been.
    client.force_login(leader)
    end = reverse("end_club_duty", args=[club.pk, role.pk])
    assert client.get(end).url == reverse("club_duties", args=[club.pk])
    assert ClubRole.objects.exists()
    client.post(end)
    assert not ClubRole.objects.exists()
    assert client.post(end).status_code == 404


def test_a_duty_of_another_club_cannot_be_given_or_ended(club, leader, client):
    other = recruiting_club(led_by=[MemberFactory()])
    membership = let_in(other).club_membership
    role = ClubRole.objects.create(membership=membership, duty=ClubRole.Duty.CAPTAIN, given_by=leader)
    client.force_login(leader)
    data = {"membership": membership.pk, "duty": ClubRole.Duty.COACH, "starts_on": timezone.localdate()}
    post(client, "club_duties", club, data)
    for wrong in (club, other):
        assert client.post(reverse("end_club_duty", args=[wrong.pk, role.pk])).status_code == 404
    assert ClubRole.objects.count() == 1


def test_what_stands_among_ones_clubs_does_not_stand_among_ones_dates(club, leader, client):
    member, waiting, asking = MemberFactory.create_batch(3)
    let_in(club, member)
    let_in(club)
    let_in(club, waiting)
    ask_to_join(asking, club)
    for reader, count in ((member, 0), (waiting, 1), (asking, 1)):
        client.force_login(reader)
        assert len(client.get(reverse("own_sign_ups")).context["coming"]) == count
    client.force_login(leader)
    assert list(client.get(reverse("kept_sessions")).context["sessions"]) == []


def test_lists_of_a_club_cost_the_same_with_one_and_with_twenty_people(site, client):
    def with_people(count):
        leader = MemberFactory()
        club = recruiting_club(led_by=[leader])
        for _number in range(count):
            ward = DepartmentFactory()
            sign_up = let_in(club, MemberFactory(department=ward))
            ClubRole.objects.create(membership=sign_up.club_membership, duty=ClubRole.Duty.COACH, given_by=leader)
            ask_to_join(MemberFactory(department=ward), club)
        return club, leader, sign_up.member

    few, many = with_people(1), with_people(20)
    for name, reader in [(name, 1) for name in LEADERS_PAGES] + [("club_members", 2)]:
        costs = []
        for found in (few, many):
            client.force_login(found[reader])
            costs.append(len(queries_for(client, address(name, found[0]))))
        assert costs[0] == costs[1], name
    client.force_login(MemberFactory())
    assert len(queries_for(client, few[0].url)) == len(queries_for(client, many[0].url))


def test_no_page_of_a_date_fails_for_what_has_none(club, leader, client):
    let_in(club, leader)
    let_in(club)
    session = session_of(club)
    client.force_login(leader)
    beneath = ["", "calendar.ics", "draw/", "swap/", "group/", "answers/", "code/", "list/", "list/add/"]
    listed = ["admit/", "message/", "places/", "move/", "cancel/", "workbook/", "roll/", "poster/", "poster.pdf"]
    parts = ["attendance/", "attendance/course/", "door/", "groups/", "pools/", "answers/", "pick-up/", "draw/"]
    for path in [*beneath, *(f"list/{part}" for part in [*listed, *parts])]:
        assert client.get(f"/sessions/{session.pk}/{path}").status_code in (200, 302, 404, 405), path
    for path in ["swap/", "book/", "list/pools/", "list/groups/", "list/attendance/marks/", "list/draw/"]:
        assert client.post(f"/sessions/{session.pk}/{path}").status_code in (200, 302, 404, 405, 409, 422), path
    assert ClubMembership.objects.present().filter(club=club).count() == 2


def test_the_list_says_of_somebody_who_left_that_they_left(club, leader, client):
    gone = MemberFactory(name="周静怡")
    let_in(club, gone)
    client.force_login(gone)
    post(client, "leave_club", club)
    client.force_login(leader)
    html = client.get(address("club_members", club), {"show": "left"}).content.decode()
    assert f"{timezone.localdate():%Y-%m-%d} 退出" in html
