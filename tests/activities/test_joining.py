"""Asking to join a club, being let in by its leader, leaving: all by the engine of sign-ups."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from activities.membership.joining import ask_to_join, leave, take_place
from activities.membership.offering import CONFIRM_WITHIN_HOURS, follow_page, session_of
from activities.models import ClubMembership, ClubRole, Recruitment
from notices.models import Notice
from people.models import Audience, Member, Role
from people.registry import leaving_rules
from signups.actions.deciding import admit, refuse, take_off
from signups.actions.upkeep import catch_up
from signups.errors import AlreadySignedUp, HasEnded, NotForYou, NotOffered, NotOpenYet, WindowClosed
from signups.models import Offering, Session, SignUp, Strike
from tests.factories import ClubPageFactory, MemberFactory

from .clubs import let_in, places_of, recruiting_club

TODAY = timezone.localdate


def belongs(member, club):
    return ClubMembership.objects.present().filter(club=club, member=member).exists()


def told(member, kind):
    return list(Notice.objects.filter(recipient=member, kind=kind).values_list("subject", flat=True))


def test_who_asks_belongs_to_the_club_once_the_leader_lets_them_in(site):
    leader, member = MemberFactory(), MemberFactory()
    club = recruiting_club(title="瑜伽俱乐部", led_by=[leader])
    asked = ask_to_join(member, club, note="练过两年")
    assert asked.state == SignUp.State.REQUESTED
    assert not belongs(member, club)
    assert told(leader, "signups.requested")

    admit(asked, leader)
    membership = ClubMembership.objects.get(club=club, member=member)
    assert (membership.joined_on, membership.left_on, membership.sign_up_id) == (TODAY(), None, asked.pk)
    [notice] = Notice.objects.filter(recipient=member)
    assert "瑜伽俱乐部" in notice.subject
    # Without a date there is nothing between the commas of the usual words.
    assert ", ." not in notice.body
    assert "，。" not in notice.body


def test_a_full_club_lets_nobody_else_in_until_somebody_leaves(site):
    club = recruiting_club(places=1)
    first, second = MemberFactory(), MemberFactory()
    let_in(club, first)
    waiting = let_in(club, second)
    assert waiting.state == SignUp.State.WAITING
    assert not belongs(second, club)

    leave(first, club)
    assert not belongs(first, club)
    waiting.refresh_from_db()
    assert waiting.state == SignUp.State.OFFERED
    # A place that is offered makes nobody a member before they take it.
    assert not belongs(second, club)
    take_place(second, club)
    assert belongs(second, club)


def test_a_place_that_nobody_takes_in_time_goes_to_the_next(site):
    club = recruiting_club(places=1)
    first, second, third = MemberFactory.create_batch(3)
    let_in(club, first)
    lapsing, next_one = let_in(club, second), let_in(club, third)
    leave(first, club)
    SignUp.objects.filter(pk=lapsing.pk).update(due_at=timezone.now() - timedelta(minutes=1))
    catch_up(session_of(club).pk)
    lapsing.refresh_from_db()
    next_one.refresh_from_db()
    assert (lapsing.state, next_one.state) == (SignUp.State.EXPIRED, SignUp.State.OFFERED)
    assert next_one.due_at - timezone.now() <= timedelta(hours=CONFIRM_WITHIN_HOURS)


def test_who_belonged_to_the_club_before_counts_and_takes_none_of_the_new_places(site):
    club = ClubPageFactory(recruitment_opens_on=TODAY(), recruitment_closes_on=TODAY() + timedelta(days=9), places=2)
    old = MemberFactory.create_batch(3)
    joined = TODAY() - timedelta(days=400)
    for member in old:
        ClubMembership.objects.create(club=club, member=member, joined_on=joined)
    follow_page(club)
    assert places_of(club) == (3, 5)
    for membership in ClubMembership.objects.filter(club=club):
        assert membership.sign_up.is_confirmed
        assert timezone.localdate(membership.sign_up.granted_at) == joined
    # Any number of times.
    follow_page(club)
    assert places_of(club) == (3, 5)
    assert SignUp.objects.count() == 3


def test_the_migration_gives_members_their_places_as_a_night_would(site):
    club = ClubPageFactory(recruitment_opens_on=TODAY(), recruitment_closes_on=TODAY() + timedelta(days=9), places=2)
    without = ClubPageFactory(title="没有招新")
    member = MemberFactory()
    ClubMembership.objects.create(club=club, member=member, joined_on=TODAY() - timedelta(days=9))
    ClubMembership.objects.create(club=club, member=MemberFactory(), left_on=TODAY())
    # As it was before: their pages had been published, and nobody could sign up.
    Recruitment.objects.all().delete()
    Session.objects.all().delete()
    Offering.objects.all().delete()
    import_module("activities.migrations.0010_club_sign_ups").give_places(apps, None)
    for _before_and_after in range(2):
        assert places_of(club) == (1, 3)
        assert places_of(without) == (0, None)
        assert ClubMembership.objects.get(member=member).sign_up.is_confirmed
        assert ask_to_join(MemberFactory(), club).state == SignUp.State.REQUESTED
        with pytest.raises(WindowClosed):
            ask_to_join(MemberFactory(), without)
        follow_page(club)
        follow_page(without)
    assert SignUp.objects.granted().count() == 1


def test_places_are_those_of_one_recruitment_and_the_next_begins_with_who_is_there_then(site):
    club = recruiting_club(places=2)
    let_in(club)
    let_in(club)
    follow_page(club)
    assert places_of(club) == (2, 2)

    # A week more is no new recruitment.
    club.recruitment_closes_on += timedelta(days=7)
    follow_page(club)
    assert places_of(club) == (2, 2)

    club.recruitment_opens_on = club.recruitment_closes_on + timedelta(days=300)
    club.recruitment_closes_on = club.recruitment_opens_on + timedelta(days=10)
    follow_page(club)
    assert places_of(club) == (2, 4)
    leave(ClubMembership.objects.filter(club=club).first().member, club)
    follow_page(club)
    assert places_of(club) == (1, 3)
    assert Recruitment.objects.count() == 2


def test_places_that_the_page_takes_away_throw_nobody_out(site):
    club = recruiting_club(places=3)
    let_in(club)
    let_in(club)
    club.places = 1
    follow_page(club)
    assert places_of(club) == (2, 2)


@pytest.mark.parametrize(
    ("opens", "closes", "refusal"), [(1, 9, NotOpenYet), (-9, -1, WindowClosed), (None, None, WindowClosed)]
)
def test_a_club_takes_members_only_while_it_recruits(site, opens, closes, refusal):
    days = [None if shift is None else TODAY() + timedelta(days=shift) for shift in (opens, closes)]
    club = recruiting_club(recruitment_opens_on=days[0], recruitment_closes_on=days[1])
    with pytest.raises(refusal):
        ask_to_join(MemberFactory(), club)


def test_on_its_last_day_a_club_still_takes_members(site):
    club = recruiting_club(recruitment_opens_on=TODAY(), recruitment_closes_on=TODAY())
    assert ask_to_join(MemberFactory(), club).state == SignUp.State.REQUESTED


def test_joining_twice_is_one_request_and_a_member_is_told_so(site):
    club, member = recruiting_club(), MemberFactory()
    ask_to_join(member, club)
    with pytest.raises(AlreadySignedUp):
        ask_to_join(member, club)
    assert SignUp.objects.filter(member=member).count() == 1


def test_leaving_twice_changes_nothing_the_second_time(site):
    club, member = recruiting_club(), MemberFactory()
    let_in(club, member)
    leave(member, club)
    with pytest.raises(HasEnded):
        leave(member, club)
    assert ClubMembership.objects.filter(member=member).count() == 1


def test_who_left_can_come_back_and_has_two_memberships_then(site):
    club, member = recruiting_club(), MemberFactory()
    let_in(club, member)
    leave(member, club)
    let_in(club, member)
    assert list(ClubMembership.objects.filter(member=member).order_by("pk").values_list("left_on", flat=True)) == [
        TODAY(),
        None,
    ]


def test_a_leader_ends_a_membership_with_a_reason_and_hears_of_those_who_leave_by_themselves(site):
    leader, sent_away, leaving = MemberFactory.create_batch(3)
    club = recruiting_club(led_by=[leader])
    take_off(let_in(club, sent_away), leader, reason="长期未参加")
    assert not belongs(sent_away, club)
    assert "长期未参加" in Notice.objects.get(recipient=sent_away, kind="signups.ended").body
    assert not told(leader, "activities.left_club")

    let_in(club, leaving)
    leave(leaving, club)
    [subject] = told(leader, "activities.left_club")
    assert leaving.name in subject


def test_leaving_a_club_is_never_a_missed_sign_up(site):
    club, member = recruiting_club(), MemberFactory()
    let_in(club, member)
    leave(member, club)
    assert not Strike.objects.exists()


def test_duties_end_with_the_membership(site):
    club, member = recruiting_club(), MemberFactory()
    membership = let_in(club, member).club_membership
    begun = ClubRole.objects.create(
        membership=membership, duty=ClubRole.Duty.COACH, starts_on=TODAY() - timedelta(days=9), given_by=member
    )
    ClubRole.objects.create(
        membership=membership, duty=ClubRole.Duty.LIAISON, starts_on=TODAY() + timedelta(days=9), given_by=member
    )
    leave(member, club)
    assert list(ClubRole.objects.values_list("pk", "ends_on")) == [(begun.pk, TODAY() - timedelta(days=1))]


def test_a_club_without_a_leader_has_the_office_told(site):
    officer = MemberFactory(role=Role.PUBLICITY_OFFICER)
    ask_to_join(MemberFactory(), recruiting_club())
    assert told(officer, "signups.requested")


def test_requests_go_past_a_leader_who_has_left_the_hospital(site):
    officer = MemberFactory(role=Role.PUBLICITY_OFFICER)
    gone, remaining = MemberFactory(is_active=False), MemberFactory()
    ask_to_join(MemberFactory(), recruiting_club(led_by=[gone, remaining]))
    assert told(remaining, "signups.requested")
    assert not told(officer, "signups.requested")
    ask_to_join(MemberFactory(), recruiting_club(led_by=[gone]))
    assert told(officer, "signups.requested")


def leave_the_hospital(*members):
    for member in members:
        member.is_active = False
        member.save(update_fields=["is_active"])
    return [ended for rule in leaving_rules for ended in rule(list(members))]


def test_who_leaves_the_hospital_leaves_the_club_and_the_place_goes_on(site):
    leader = MemberFactory()
    club = recruiting_club(title="羽毛球俱乐部", led_by=[leader], places=1)
    going, waiting = MemberFactory(), MemberFactory()
    let_in(club, going)
    next_one = let_in(club, waiting)
    ended = leave_the_hospital(going)
    assert not belongs(going, club)
    next_one.refresh_from_db()
    assert next_one.is_offered
    assert told(leader, "activities.members_left")
    # Said once, and not as a place of some date besides.
    assert len([each for each in ended if each.member_id == going.pk]) == 1


def test_the_office_hears_of_a_leader_who_left_and_whom_the_page_still_names(site):
    officer = MemberFactory(role=Role.PUBLICITY_OFFICER)
    leader = MemberFactory(name="覃若云")
    recruiting_club(title="瑜伽俱乐部", led_by=[leader])
    leave_the_hospital(leader)
    [notice] = Notice.objects.filter(recipient=officer, kind="activities.leader_left")
    assert "瑜伽俱乐部" in notice.subject
    assert "覃若云" in notice.body


def test_a_club_for_an_audience_takes_nobody_else(site):
    woman = MemberFactory(gender=Member.Gender.FEMALE)
    women = Audience.objects.create(name="女职工", everyone=True, gender=Member.Gender.FEMALE)
    club = recruiting_club(visibility="audience", audience=women)
    assert ask_to_join(woman, club).state == SignUp.State.REQUESTED
    with pytest.raises(NotForYou):
        ask_to_join(MemberFactory(gender=Member.Gender.MALE), club)


def test_a_club_that_was_taken_down_takes_nobody_and_keeps_its_members(site):
    club, member = recruiting_club(), MemberFactory()
    let_in(club, member)
    club.unpublish()
    assert not Offering.objects.live().exists()
    with pytest.raises(NotOffered):
        ask_to_join(MemberFactory(), club)
    assert belongs(member, club)
    leave(member, club)
    assert not belongs(member, club)


def test_a_club_follows_its_page_when_it_is_published(site):
    club = recruiting_club(places=5)
    club.places = 7
    club.save_revision().publish()
    assert places_of(club) == (0, 7)
    assert session_of(club).offering.is_live


def test_who_was_entered_past_the_engine_can_leave_all_the_same(site):
    club, member = recruiting_club(), MemberFactory()
    ClubMembership.objects.create(club=club, member=member)
    leave(member, club)
    assert not belongs(member, club)


def test_a_refused_request_leaves_no_membership(site):
    club, member = recruiting_club(), MemberFactory()
    refuse(ask_to_join(member, club), MemberFactory(), reason="名额已满")
    assert not ClubMembership.objects.exists()
    assert "名额已满" in Notice.objects.get(recipient=member).body
