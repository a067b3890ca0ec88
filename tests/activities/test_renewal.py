"""The yearly renewal of a club: who stays says so with one press; who has not by the last day leaves."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from activities import jobs
from activities.jobs import keep_clubs
from activities.membership.errors import (
    NobodyToAsk,
    NotARenewalDay,
    RenewalOver,
    RenewalRuns,
    TooLateToBringBack,
)
from activities.membership.joining import leave
from activities.membership.renewing import bring_back, close_renewal, open_all_renewals, open_renewal, stay
from activities.models import ClubMembership, ClubRenewal
from notices.models import Notice
from people.models import Role
from signups.models import SignUp
from tests.factories import MemberFactory

from .clubs import let_in, recruiting_club
from .wednesday import SHANGHAI

NOON = datetime(2026, 3, 11, 12, 0, tzinfo=SHANGHAI)
LAST_DAY = NOON.date() + timedelta(days=14)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def leader(site, clock):
    return MemberFactory()


@pytest.fixture
def club(leader):
    return recruiting_club(title="瑜伽俱乐部", led_by=[leader], places=3)


def after_the_last_day(clock):
    clock.move_to(NOON + timedelta(days=15))


def present(club):
    return set(ClubMembership.objects.present().filter(club=club).values_list("member", flat=True))


def wordings(member):
    return Notice.objects.filter(recipient=member, kind="activities.renewal").count()


def test_who_stays_stays_and_who_does_not_answer_leaves_with_the_night(club, leader, clock):
    staying, silent = MemberFactory(), MemberFactory()
    let_in(club, staying)
    let_in(club, silent)
    let_in(club, leader)
    open_renewal(club, last_day=LAST_DAY, by=leader)
    assert (wordings(staying), wordings(silent), wordings(leader)) == (1, 1, 0)
    stay(staying, club)
    # Pressed twice.
    stay(staying, club)

    clock.move_to(NOON + timedelta(days=12))
    for _night in range(2):
        keep_clubs(timestamp=0)
    assert (wordings(staying), wordings(silent)) == (1, 2)
    assert present(club) == {staying.pk, silent.pk, leader.pk}

    after_the_last_day(clock)
    for _night in range(2):
        keep_clubs(timestamp=0)
    assert present(club) == {staying.pk, leader.pk}
    assert "2026-03-25" in Notice.objects.get(recipient=silent, kind="signups.ended").body
    assert Notice.objects.filter(recipient=leader, kind="activities.renewal_closed").count() == 1
    assert ClubRenewal.objects.get().closed_at


def test_on_the_last_day_one_can_still_stay_and_the_day_after_no_more(club, leader, clock):
    member, other = MemberFactory(), MemberFactory()
    let_in(club, member)
    let_in(club, other)
    open_renewal(club, last_day=LAST_DAY, by=leader)
    clock.move_to(NOON + timedelta(days=14))
    stay(member, club)
    after_the_last_day(clock)
    with pytest.raises(RenewalOver):
        stay(other, club)


def test_a_place_that_was_not_renewed_goes_to_the_next(club, leader, clock):
    silent = [let_in(club).member for _number in range(3)]
    waiting = let_in(club)
    assert waiting.is_waiting
    for member in silent[1:]:
        open_renewal(club, last_day=LAST_DAY, by=leader) if member == silent[1] else None
        stay(member, club)
    after_the_last_day(clock)
    close_renewal(ClubRenewal.objects.get())
    waiting.refresh_from_db()
    assert waiting.is_offered


def test_who_joins_while_it_runs_is_not_asked(club, leader, clock):
    let_in(club)
    open_renewal(club, last_day=LAST_DAY, by=leader)
    clock.move_to(NOON + timedelta(days=2))
    joined = let_in(club).member
    after_the_last_day(clock)
    close_renewal(ClubRenewal.objects.get())
    assert present(club) == {joined.pk}


def test_who_did_not_answer_is_brought_back_within_some_days(club, leader, clock):
    silent = let_in(club).member
    open_renewal(club, last_day=LAST_DAY, by=leader)
    after_the_last_day(clock)
    [left] = close_renewal(ClubRenewal.objects.get())
    assert bring_back(left, by=leader).is_confirmed
    assert present(club) == {silent.pk}
    # Once is enough.
    with pytest.raises(TooLateToBringBack):
        bring_back(left, by=leader)


def test_where_no_place_is_free_who_is_brought_back_is_the_first_of_those_who_wait(club, leader, clock):
    silent = let_in(club).member
    others = [let_in(club).member for _number in range(2)]
    let_in(club)
    third = let_in(club)
    open_renewal(club, last_day=LAST_DAY, by=leader)
    for member in others:
        stay(member, club)
    after_the_last_day(clock)
    [left] = close_renewal(ClubRenewal.objects.get())
    row = bring_back(left, by=leader)
    assert row.is_waiting
    assert row.rank < SignUp.objects.get(pk=third.pk).rank
    assert silent.pk not in present(club)


def test_after_these_days_nobody_is_brought_back_and_who_left_otherwise_never(club, leader, clock):
    leaving, silent = let_in(club).member, let_in(club).member
    gone = ClubMembership.objects.get(member=leaving)
    leave(leaving, club)
    open_renewal(club, last_day=LAST_DAY, by=leader)
    after_the_last_day(clock)
    close_renewal(ClubRenewal.objects.get())
    with pytest.raises(TooLateToBringBack):
        bring_back(gone, by=leader)
    clock.move_to(NOON + timedelta(days=40))
    with pytest.raises(TooLateToBringBack):
        bring_back(ClubMembership.objects.get(member=silent), by=leader)


def test_what_is_no_renewal_is_refused(club, leader):
    with pytest.raises(NobodyToAsk):
        open_renewal(club, last_day=LAST_DAY, by=leader)
    let_in(club)
    with pytest.raises(NotARenewalDay):
        open_renewal(club, last_day=timezone.localdate() + timedelta(days=6), by=leader)
    open_renewal(club, last_day=LAST_DAY, by=leader)
    with pytest.raises(RenewalRuns):
        open_renewal(club, last_day=LAST_DAY, by=leader)
    assert ClubRenewal.objects.count() == 1


def test_the_office_opens_it_in_every_club_in_which_none_runs(club, leader):
    let_in(club)
    let_in(recruiting_club())
    recruiting_club()
    open_renewal(club, last_day=LAST_DAY, by=leader)
    assert open_all_renewals(last_day=LAST_DAY, by=leader) == 1
    assert ClubRenewal.objects.count() == 2


def test_on_the_page_one_press_is_enough(club, leader, client):
    member = let_in(club).member
    client.force_login(leader)
    client.post(reverse("club_renewal", args=[club.pk]), {"last_day": LAST_DAY})
    client.force_login(member)
    assert "继续参加" in client.get(club.url).content.decode()
    client.post(reverse("stay_in_club", args=[club.pk]))
    assert "是否继续参加" not in client.get(club.url).content.decode()
    assert ClubRenewal.objects.get().answers.count() == 1


def test_only_the_office_opens_it_everywhere(club, leader, client):
    address = reverse("renew_all_clubs")
    let_in(club)
    client.force_login(leader)
    assert client.post(address, {"last_day": LAST_DAY}).status_code == 404
    client.force_login(MemberFactory(role=Role.PUBLICITY_OFFICER))
    assert client.post(address, {"last_day": "2026-03-12"}).status_code == 200
    assert not ClubRenewal.objects.exists()
    assert client.post(address, {"last_day": LAST_DAY}).status_code == 302
    assert ClubRenewal.objects.count() == 1


def test_one_club_that_fails_keeps_no_other_from_what_is_due(club, leader, clock, monkeypatch):
    let_in(club)
    other = recruiting_club(led_by=[leader])
    let_in(other)
    for each in (club, other):
        open_renewal(each, last_day=LAST_DAY, by=leader)
    after_the_last_day(clock)

    def failing_once(renewal):
        if renewal.club_id == club.pk:
            raise RuntimeError
        return close_renewal(renewal)

    monkeypatch.setattr(jobs, "close_renewal", failing_once)
    with pytest.raises(jobs.ClubsFailed, match="瑜伽俱乐部"):
        keep_clubs(timestamp=0)
    assert (len(present(club)), len(present(other))) == (1, 0)
