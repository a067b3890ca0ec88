"""Posts are given and ended by acts; who leads a part of the house is one truth, with a record of who led when."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from people.actions import let_go
from people.bodies.appointing import appoint, end_post, put_in_charge
from people.bodies.errors import (
    BeforeItBegan,
    BeforePredecessor,
    EndedBefore,
    HasGone,
    HeldSince,
    HoldsItAlready,
    NotItsPost,
    NotToday,
    OwnPost,
)
from people.models import Body, Branch, Department, Member, PostHeld, UnionGroup
from tests.factories import BranchFactory, DepartmentFactory, MemberFactory, UnionGroupFactory

Post, Ending = PostHeld.Post, PostHeld.Ending
YEAR = timedelta(days=365)


@pytest.fixture
def office(db):
    return MemberFactory(administrator=True)


@pytest.fixture
def committee(db):
    return Body.objects.get(kind=Body.Kind.COMMITTEE)


@pytest.fixture
def today():
    return timezone.localdate()


def held_in(body: Body) -> list[tuple[str, str]]:
    return [(one.member.name, one.post) for one in body.posts_held.held().order_by("pk")]


def test_the_three_committees_are_there_from_the_beginning(db):
    assert set(Body.objects.values_list("kind", flat=True)) == set(Body.COMMITTEES)
    with pytest.raises(IntegrityError), transaction.atomic():
        Body.objects.create(kind=Body.Kind.AUDIT)


def test_a_branch_a_group_and_a_department_each_bring_a_body(db):
    for part in (BranchFactory(name="外科分会"), UnionGroupFactory(name="骨科小组"), DepartmentFactory(name="骨科")):
        assert str(part.body) == part.name
        assert part.body.part == part


def test_a_body_says_nothing_that_is_not_of_its_kind(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        Body.objects.create(kind=Body.Kind.BRANCH)


def test_a_post_is_on_record_with_who_entered_it(office, committee, today):
    held = appoint(committee, Post.CHAIR, MemberFactory(), by=office, starts_on=today - YEAR)
    assert (held.starts_on, held.entered_by, held.ends_on) == (today - YEAR, office, None)


@pytest.mark.parametrize(
    ("kind", "post"),
    [(Body.Kind.COMMITTEE, Post.DIRECTOR), (Body.Kind.AUDIT, Post.CHAIR), (Body.Kind.WOMEN, Post.HEAD)],
)
def test_a_body_has_its_own_posts_alone(office, kind, post):
    with pytest.raises(NotItsPost):
        appoint(Body.objects.get(kind=kind), post, MemberFactory(), by=office)
    with pytest.raises(NotItsPost):
        appoint(Body.objects.get(kind=kind), "emperor", MemberFactory(), by=office)


def test_who_takes_over_the_lead_ends_the_post_of_who_led(office, committee, today):
    first = appoint(committee, Post.CHAIR, MemberFactory(), by=office, starts_on=today - YEAR)
    second = appoint(committee, Post.CHAIR, MemberFactory(), by=office, starts_on=today - timedelta(days=3))
    first.refresh_from_db()
    assert (first.ends_on, first.ending, first.ended_by) == (second.starts_on, Ending.SUCCEEDED, office)


def test_nobody_takes_over_before_who_leads_now_began(office, committee, today):
    appoint(committee, Post.CHAIR, MemberFactory(), by=office, starts_on=today)
    with pytest.raises(BeforePredecessor):
        appoint(committee, Post.CHAIR, MemberFactory(), by=office, starts_on=today - YEAR)


def test_nobody_is_entered_as_leading_on_days_on_which_somebody_else_led(office, committee, today):
    first = appoint(committee, Post.CHAIR, MemberFactory(), by=office, starts_on=today - YEAR)
    end_post(first, on=today - timedelta(days=30), ending=Ending.RESIGNED, by=office)
    with pytest.raises(HeldSince):
        appoint(committee, Post.CHAIR, MemberFactory(), by=office, starts_on=today - timedelta(days=31))
    appoint(committee, Post.COMMITTEE_MEMBER, MemberFactory(), by=office, starts_on=today - YEAR)
    assert appoint(committee, Post.CHAIR, MemberFactory(), by=office, starts_on=first.starts_on + timedelta(days=335))


def test_a_committee_has_several_members_and_nobody_is_one_twice(office, committee):
    member = MemberFactory()
    appoint(committee, Post.COMMITTEE_MEMBER, member, by=office)
    appoint(committee, Post.COMMITTEE_MEMBER, MemberFactory(), by=office)
    with pytest.raises(HoldsItAlready):
        appoint(committee, Post.COMMITTEE_MEMBER, member, by=office)
    with pytest.raises(IntegrityError), transaction.atomic():
        PostHeld.objects.create(
            body=committee, post=Post.COMMITTEE_MEMBER, member=member, starts_on=timezone.localdate()
        )


def test_what_is_still_to_come_is_not_entered(office, committee, today):
    with pytest.raises(NotToday):
        appoint(committee, Post.CHAIR, MemberFactory(), by=office, starts_on=today + timedelta(days=1))


@pytest.mark.parametrize("status", Member.GONE_STATUSES)
def test_who_has_gone_takes_no_post(office, committee, status):
    with pytest.raises(HasGone):
        appoint(committee, Post.CHAIR, MemberFactory(staff_status=status, is_active=False), by=office)


def test_a_post_ends_on_a_day_for_a_reason(office, committee, today):
    held = appoint(committee, Post.CHAIR, MemberFactory(), by=office, starts_on=today - YEAR)
    end_post(held, on=today - timedelta(days=2), ending=Ending.RESIGNED, remark="调任卫健委", by=office)
    held.refresh_from_db()
    assert (held.ends_on, held.ending, held.remark) == (today - timedelta(days=2), Ending.RESIGNED, "调任卫健委")
    with pytest.raises(EndedBefore):
        end_post(held, on=today, ending=Ending.OTHER, by=office)


def test_a_post_ends_neither_before_it_began_nor_in_the_future(office, committee, today):
    held = appoint(committee, Post.CHAIR, MemberFactory(), by=office, starts_on=today)
    with pytest.raises(BeforeItBegan):
        end_post(held, on=today - timedelta(days=1), ending=Ending.OTHER, by=office)
    with pytest.raises(NotToday):
        end_post(held, on=today + timedelta(days=1), ending=Ending.OTHER, by=office)


def test_a_record_of_a_post_is_neither_deleted_nor_rewritten(office, committee, today):
    held = appoint(committee, Post.CHAIR, MemberFactory(), by=office)
    rewritten = {
        "member": MemberFactory(),
        "starts_on": date(2020, 1, 1),
        "post": Post.DEPUTY_CHAIR,
        "entered_by": None,
    }
    for field, value in rewritten.items():
        with pytest.raises(DatabaseError), transaction.atomic():
            PostHeld.objects.filter(pk=held.pk).update(**{field: value})
    with pytest.raises(DatabaseError), transaction.atomic():
        PostHeld.objects.filter(pk=held.pk).delete()
    end_post(held, on=today, ending=Ending.RESIGNED, by=office)
    with pytest.raises(DatabaseError), transaction.atomic():
        PostHeld.objects.filter(pk=held.pk).update(ending=Ending.RELIEVED)


@pytest.mark.parametrize("factory", [BranchFactory, UnionGroupFactory, DepartmentFactory])
def test_appointing_who_leads_sets_the_field_and_ending_empties_it(office, today, factory):
    part, member = factory(), MemberFactory()
    held = appoint(part.body, part.body.posts[0], member, by=office, starts_on=today - YEAR)
    part.refresh_from_db()
    assert getattr(part, part.LEAD) == member
    # One record: the trigger found the one that the act had written.
    assert list(part.body.posts_held.all()) == [held]
    end_post(held, on=today, ending=Ending.MOVED, by=office)
    part.refresh_from_db()
    assert getattr(part, part.LEAD) is None
    assert part.body.posts_held.get().ending == Ending.MOVED


@pytest.mark.parametrize("factory", [BranchFactory, UnionGroupFactory, DepartmentFactory])
def test_whoever_writes_the_field_leaves_a_record(today, factory, db):
    first, second = MemberFactory(), MemberFactory()
    part = factory()
    field = part.LEAD
    rows = type(part).objects.filter(pk=part.pk)
    rows.update(**{field: first})
    rows.update(**{field: second})
    rows.update(position=7)
    assert [(one.member, one.ending, one.starts_on) for one in part.body.posts_held.order_by("pk")] == [
        (first, Ending.SUCCEEDED, today),
        (second, "", today),
    ]
    rows.update(**{field: None})
    assert not part.body.posts_held.held().exists()
    assert part.body.posts_held.get(member=second).ending == Ending.OTHER


def test_a_part_that_is_made_with_a_leader_has_a_record_of_it(db):
    leader = MemberFactory()
    group = UnionGroupFactory(leader=leader)
    assert group.body.posts_held.get().member == leader


def test_putting_the_same_person_in_charge_again_changes_nothing(office):
    branch, member = BranchFactory(), MemberFactory()
    put_in_charge(branch, member, by=office)
    put_in_charge(branch, member, by=office)
    assert branch.body.posts_held.count() == 1
    put_in_charge(branch, None, by=office)
    put_in_charge(branch, None, by=office)
    assert not Branch.objects.get(pk=branch.pk).chair
    assert branch.body.posts_held.get().ended_by == office


@pytest.mark.parametrize("make", [BranchFactory, DepartmentFactory])
def test_nobody_appoints_themselves_where_who_leads_approves(office, make):
    body = make().body
    with pytest.raises(OwnPost):
        appoint(body, body.posts[0], office, by=office)
    assert not body.posts_held.exists()
    # A group's leader approves nothing.
    group = UnionGroupFactory().body
    assert appoint(group, Post.LEADER, office, by=office).member == office


def test_leavers_lose_every_post_with_a_sentence(office, committee):
    leaver, stays = MemberFactory(), MemberFactory(name="留下")
    branch, group, department = BranchFactory(name="外科分会"), UnionGroupFactory(), DepartmentFactory()
    for body in (branch.body, group.body, department.body, committee):
        appoint(body, body.posts[0], leaver, by=office)
    appoint(committee, Post.COMMITTEE_MEMBER, stays, by=office)
    ended = [str(one.sentence) for one in let_go([leaver]) if one.member_id == leaver.pk]
    assert len(ended) == 4
    assert any("外科分会" in sentence and str(Post.CHAIR.label) in sentence for sentence in ended)
    assert held_in(committee) == [("留下", Post.COMMITTEE_MEMBER)]
    assert set(PostHeld.objects.filter(member=leaver).values_list("ending", flat=True)) == {Ending.LEFT}
    for model in (Branch, UnionGroup, Department):
        assert not model.objects.filter(**{model.LEAD: leaver}).exists()


def test_letting_go_costs_as_many_queries_for_20_people_as_for_2(office, committee):
    def leavers(count):
        people = MemberFactory.create_batch(count)
        for member in people:
            appoint(committee, Post.COMMITTEE_MEMBER, member, by=office)
        return people

    few, many = leavers(2), leavers(20)
    with CaptureQueriesContext(connection) as of_few:
        let_go(few)
    with CaptureQueriesContext(connection) as of_many:
        let_go(many)
    assert len(of_few) == len(of_many)
