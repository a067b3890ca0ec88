"""Membership is applied for, moved in and moved out, and each change leaves a record, an import's too."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from notices.models import Notice
from people.actions import let_go
from people.membership import applying
from people.membership.applying import accept, apply_for_membership, refuse, withdraw
from people.membership.changing import move_in, move_out
from people.membership.errors import (
    AfterToday,
    AppliedAlready,
    BeforeLastChange,
    IsMember,
    IsNoMember,
    IsWaiting,
    NotOnTheStaff,
    NotWaiting,
    OwnApplication,
    OwnMembership,
    RemarkMissing,
)
from people.models import Member, MembershipApplication, MembershipChange
from tests.factories import MemberFactory
from tests.plugins.racing import at_once

Act, State, Status = MembershipChange.Act, MembershipApplication.State, Member.MembershipStatus
OUTSIDE = [Status.NONE, Status.MOVED_OUT]
INSIDE = [Status.ENROLLED, Status.RETAINED]


@pytest.fixture
def office(db):
    return MemberFactory(administrator=True, name="钱管理")


@pytest.fixture
def newcomer(db):
    return MemberFactory(name="吴新来", membership_status=Status.NONE)


@pytest.fixture
def today():
    return timezone.localdate()


def status_of(member) -> str:
    return Member.objects.get(pk=member.pk).membership_status


def record_of(member) -> list[tuple]:
    return list(member.membership_changes.values_list("act", "before", "after", "by__name"))


def test_who_is_accepted_is_a_member_with_a_record_and_a_notice(office, newcomer):
    application = apply_for_membership(newcomer, "  从市二院来  ")
    assert application.note == "从市二院来"
    accept(application, by=office, remark="欢迎")
    assert status_of(newcomer) == Status.ENROLLED
    assert record_of(newcomer) == [(Act.JOINED, Status.NONE, Status.ENROLLED, "钱管理")]
    assert newcomer.notices.get().kind == "notices.membership_decided"


def test_who_is_refused_reads_why(office, newcomer):
    application = apply_for_membership(newcomer)
    with pytest.raises(RemarkMissing):
        refuse(application, by=office, remark="  ")
    refuse(application, by=office, remark="请先补交劳动合同")
    assert (status_of(newcomer), record_of(newcomer)) == (Status.NONE, [])
    assert "请先补交劳动合同" in newcomer.notices.get().body


def test_the_administrators_learn_that_somebody_waits_and_the_applicant_does_not(office, newcomer):
    apply_for_membership(newcomer)
    assert [notice.recipient for notice in Notice.objects.all()] == [office]


def test_an_application_is_withdrawn_before_the_decision_and_another_may_follow(office, newcomer):
    application = apply_for_membership(newcomer)
    withdraw(application)
    for act in (lambda: withdraw(application), lambda: accept(application, by=office)):
        with pytest.raises(NotWaiting):
            act()
    assert apply_for_membership(newcomer).is_open
    assert status_of(newcomer) == Status.NONE


def test_what_is_decided_is_not_decided_again(office, newcomer):
    application = apply_for_membership(newcomer)
    accept(application, by=office)
    with pytest.raises(NotWaiting):
        refuse(application, by=office, remark="不")
    assert status_of(newcomer) == Status.ENROLLED


def test_one_application_waits_at_a_time(newcomer):
    apply_for_membership(newcomer)
    with pytest.raises(AppliedAlready):
        apply_for_membership(newcomer)
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipApplication.objects.create(member=newcomer)


@pytest.mark.parametrize("status", INSIDE)
def test_a_member_does_not_apply(db, status):
    with pytest.raises(IsMember):
        apply_for_membership(MemberFactory(membership_status=status))


@pytest.mark.parametrize("status", ["retired", "left", "deceased"])
def test_nobody_applies_who_does_not_work_here(db, status):
    member = MemberFactory(membership_status=Status.NONE, staff_status=status, is_active=status == "retired")
    with pytest.raises(NotOnTheStaff):
        apply_for_membership(member)


def test_nobody_decides_on_their_own_application(db):
    administrator = MemberFactory(administrator=True, membership_status=Status.NONE)
    application = apply_for_membership(administrator)
    with pytest.raises(OwnApplication):
        accept(application, by=administrator)
    with pytest.raises(OwnApplication):
        refuse(application, by=administrator, remark="不")


def test_who_became_a_member_meanwhile_is_not_made_one_again(office, newcomer):
    application = apply_for_membership(newcomer)
    Member.objects.filter(pk=newcomer.pk).update(membership_status=Status.ENROLLED)
    with pytest.raises(IsMember):
        accept(application, by=office)
    assert record_of(newcomer) == []


@pytest.mark.parametrize("before", OUTSIDE)
def test_who_moves_in_comes_from_somewhere_on_a_day(office, today, before):
    member = MemberFactory(membership_status=before)
    row = move_in(member, on=today - timedelta(days=3), union="市二院工会", by=office)
    assert (row.on, row.union, status_of(member)) == (today - timedelta(days=3), "市二院工会", Status.ENROLLED)
    assert record_of(member) == [(Act.MOVED_IN, before, Status.ENROLLED, "钱管理")]


@pytest.mark.parametrize("before", INSIDE)
def test_who_moves_out_goes_somewhere_on_a_day(office, today, before):
    member = MemberFactory(membership_status=before)
    move_out(member, on=today, union="省中医院工会", by=office)
    assert status_of(member) == Status.MOVED_OUT
    assert record_of(member) == [(Act.MOVED_OUT, before, Status.MOVED_OUT, "钱管理")]


def test_nobody_moves_out_on_a_day_before_the_last_change(office, newcomer, today):
    accept(apply_for_membership(newcomer), by=office)
    with pytest.raises(BeforeLastChange):
        move_out(newcomer, on=today - timedelta(days=3), union="省中医院工会", by=office)
    assert status_of(newcomer) == Status.ENROLLED


def test_moves_that_cannot_be_are_refused(office, newcomer, today):
    member = MemberFactory()
    for act, whom, on, refusal in (
        (move_in, member, today, IsMember),
        (move_out, newcomer, today, IsNoMember),
        (move_in, newcomer, today + timedelta(days=1), AfterToday),
        (move_out, member, today + timedelta(days=1), AfterToday),
        (move_out, office, today, OwnMembership),
        (move_in, MemberFactory(membership_status=Status.NONE, staff_status="retired"), today, NotOnTheStaff),
    ):
        with pytest.raises(refusal):
            act(whom, on=on, union="市二院工会", by=office)
    apply_for_membership(newcomer)
    with pytest.raises(IsWaiting):
        move_in(newcomer, on=today, union="市二院工会", by=office)
    assert not MembershipChange.objects.exists()


def test_the_record_is_neither_changed_nor_deleted(office, newcomer, today):
    move_in(newcomer, on=today, union="市二院工会", by=office)
    with pytest.raises(DatabaseError), transaction.atomic():
        MembershipChange.objects.update(union="别处")
    with pytest.raises(DatabaseError), transaction.atomic():
        MembershipChange.objects.all().delete()


def test_what_leavers_have_open_is_withdrawn_with_a_sentence(newcomer):
    application = apply_for_membership(newcomer)
    assert [end.member_id for end in let_go([newcomer])] == [newcomer.pk]
    application.refresh_from_db()
    assert application.state == State.WITHDRAWN


def test_letting_go_costs_as_much_for_20_applicants_as_for_2(db):
    costs = []
    for count in (2, 20):
        people = MemberFactory.create_batch(count, membership_status=Status.NONE)
        for member in people:
            apply_for_membership(member)
        with CaptureQueriesContext(connection) as captured:
            let_go(people)
        costs.append(len(captured))
    assert costs[0] == costs[1]


@pytest.mark.race
def test_of_two_applications_at_once_one_waits(committed_db, race_rounds):
    for _round in range(race_rounds):
        member = MemberFactory(membership_status=Status.NONE)
        outcomes = at_once(lambda: apply_for_membership(member), lambda: apply_for_membership(member))  # noqa: B023
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["AppliedAlready", "MembershipApplication"]


@pytest.mark.race
def test_without_the_lock_only_the_constraint_keeps_the_second_out(committed_db, monkeypatch):
    monkeypatch.setattr(applying, "lock_member", lambda pk: Member.objects.get(pk=pk))
    seen = []
    for _round in range(10):
        member = MemberFactory(membership_status=Status.NONE)
        outcomes = at_once(lambda: apply_for_membership(member), lambda: apply_for_membership(member))  # noqa: B023
        seen.append(sorted(type(outcome).__name__ for outcome in outcomes))
    assert ["IntegrityError", "MembershipApplication"] in seen


@pytest.mark.race
def test_an_acceptance_and_a_withdrawal_at_once_end_one_way_or_the_other(committed_db, race_rounds):
    office = MemberFactory(administrator=True)
    for _round in range(race_rounds):
        member = MemberFactory(membership_status=Status.NONE)
        application = apply_for_membership(member)
        outcomes = at_once(lambda: accept(application, by=office), lambda: withdraw(application))  # noqa: B023
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["MembershipApplication", "NotWaiting"]
        application.refresh_from_db()
        assert (application.state == State.ACCEPTED) == (status_of(member) == Status.ENROLLED)
