"""A group leader names people of the own group, and never meets those of another one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from signups.actions.signing_up import sign_up
from signups.errors import (
    AlreadySignedUp,
    HasEnded,
    NoPlacesForGroup,
    NotAtWork,
    NotForLeaders,
    NotForThem,
    NotForYou,
    NotOfYourGroup,
    NotYours,
    QuotaUsed,
    WindowClosed,
)
from signups.models import Session, SignUp, SignUpSettings, SignUpTerms
from signups.organising.actions import admit_all
from signups.quotas.naming import name_person, take_back
from signups.quotas.parts import parts_of
from signups.quotas.pools import Share, merge_now, set_pools
from tests.factories import (
    BranchFactory,
    MemberFactory,
    SessionFactory,
    StrikeFactory,
    UnionGroupFactory,
)

pytestmark = pytest.mark.django_db
State, Mode = SignUp.State, SignUpTerms.Mode


@pytest.fixture
def branch():
    return BranchFactory(chair=MemberFactory())


@pytest.fixture
def leader():
    return MemberFactory()


@pytest.fixture
def group(branch, leader):
    return UnionGroupFactory(branch=branch, leader=leader)


@pytest.fixture
def session(group):
    made = SessionFactory(mode=Mode.QUOTA, capacity=5)
    set_pools(made, [Share(group, 2)], MemberFactory())
    return made


def kinds_told(member):
    return list(member.notices.order_by("pk").values_list("kind", flat=True))


class TestPuttingForward:
    def test_whoever_is_named_waits_for_the_office_and_is_told(self, leader, group, session):
        member = MemberFactory(union_group=group)
        row = name_person(leader, member, session)
        assert (row.state, row.signed_up_by) == (State.REQUESTED, leader)
        assert kinds_told(member) == ["signups.signed_up_by"]
        assert leader.name in member.notices.get().body

    def test_the_office_admits_a_group_at_once_and_each_gets_a_place_of_it(self, leader, group, session):
        members = MemberFactory.create_batch(2, union_group=group)
        rows = [name_person(leader, member, session) for member in members]
        chosen = [row.pk for row in rows]
        admit_all(session, chosen, MemberFactory())
        assert list(session.sign_ups.values_list("state", "pool__union_group")) == [("confirmed", group.pk)] * 2
        assert [kinds_told(member) for member in members] == [["signups.signed_up_by", "signups.placed"]] * 2

    def test_no_more_are_named_than_there_are_places(self, leader, group, session):
        for member in MemberFactory.create_batch(2, union_group=group):
            name_person(leader, member, session)
        with pytest.raises(QuotaUsed, match="2"):
            name_person(leader, MemberFactory(union_group=group), session)

    def test_nobody_of_another_group_is_named(self, leader, session):
        for other in (MemberFactory(), MemberFactory(union_group=UnionGroupFactory())):
            with pytest.raises(NotOfYourGroup):
                name_person(leader, other, session)
        assert not session.sign_ups.exists()

    def test_a_group_without_places_names_nobody(self, leader, group):
        other = SessionFactory(mode=Mode.QUOTA, capacity=5)
        with pytest.raises(NoPlacesForGroup):
            name_person(leader, MemberFactory(union_group=group), other)

    def test_places_that_are_open_to_all_are_named_no_more(self, leader, group, session):
        merge_now(session, MemberFactory())
        with pytest.raises(NoPlacesForGroup):
            name_person(leader, MemberFactory(union_group=group), session)

    def test_the_deadline_holds(self, leader, group, session):
        Session.objects.filter(pk=session.pk).update(closes_at=timezone.now() - timedelta(seconds=1))
        with pytest.raises(WindowClosed):
            name_person(leader, MemberFactory(union_group=group), session)

    def test_what_holds_for_everybody_holds_for_the_named(self, leader, group, session):
        member = MemberFactory(union_group=group)
        name_person(leader, member, session)
        with pytest.raises(AlreadySignedUp):
            name_person(leader, member, session)

    def test_the_audience_holds(self, leader, group):
        made = SessionFactory(mode=Mode.FIRST_COME, belonging_only=True)
        with pytest.raises(NotForYou):
            name_person(leader, MemberFactory(union_group=group), made)

    def test_whoever_has_missed_too_much_is_not_named_and_the_leader_does_not_read_why(self, leader, group, session):
        member = MemberFactory(union_group=group)
        StrikeFactory(member=member, weight=SignUpSettings.load().strikes_allowed)
        with pytest.raises(NotForThem) as refused:
            name_person(leader, member, session)
        assert str(refused.value) == str(NotForThem())

    def test_nobody_is_named_for_what_is_confidential_or_drawn(self, leader, group):
        member = MemberFactory(union_group=group)
        for made in (SessionFactory(is_confidential=True, contact=MemberFactory()), SessionFactory(mode=Mode.DRAW)):
            assert parts_of(made, leader) == []
            with pytest.raises(NotForLeaders):
                name_person(leader, member, made)

    def test_a_branch_names_for_its_groups_without_places_of_their_own(self, branch, group, leader):
        made = SessionFactory(mode=Mode.QUOTA, capacity=5)
        set_pools(made, [Share(group, 1), Share(branch, 1)], MemberFactory())
        other = UnionGroupFactory(branch=branch, leader=MemberFactory())
        of_other = MemberFactory(union_group=other)
        with pytest.raises(NoPlacesForGroup):
            name_person(other.leader, of_other, made)
        name_person(branch.chair, of_other, made)
        assert {part.name: part.named for part in parts_of(made, branch.chair)} == {group.name: 0, branch.name: 1}
        with pytest.raises(QuotaUsed):
            name_person(branch.chair, MemberFactory(union_group=other), made)


class TestSigningUpForOthers:
    def test_they_get_places_like_everybody_and_are_told_once_by_whom(self, leader, group):
        session = SessionFactory(capacity=1)
        first, second = MemberFactory.create_batch(2, union_group=group)
        assert name_person(leader, first, session).is_confirmed
        assert name_person(leader, second, session).is_waiting
        assert [kinds_told(member) for member in (first, second)] == [["signups.signed_up_by"]] * 2

    def test_whoever_is_told_to_wait_is_told_again_when_a_place_comes_free(self, leader, group):
        from signups.actions.giving_back import cancel

        session = SessionFactory(capacity=1)
        first, second = MemberFactory.create_batch(2, union_group=group)
        row = name_person(leader, first, session)
        name_person(leader, second, session)
        cancel(row, first)
        assert kinds_told(second) == ["signups.signed_up_by", "signups.came_in"]

    def test_a_leader_sees_whom_they_have_signed_up_and_nobody_else(self, leader, group):
        session = SessionFactory(capacity=5)
        mine, by_themselves = MemberFactory.create_batch(2, union_group=group)
        name_person(leader, mine, session)
        sign_up(by_themselves, session)
        sign_up(MemberFactory(union_group=UnionGroupFactory()), session)
        (part,) = parts_of(session, leader)
        assert [row.member for row in part.rows] == [mine]
        assert set(part.people) == {mine, by_themselves}


class TestTakingBack:
    def test_whom_nobody_has_decided_on_is_withdrawn_and_told(self, leader, group, session):
        member = MemberFactory(union_group=group)
        row = take_back(name_person(leader, member, session), leader)
        row.refresh_from_db()
        assert row.state == State.CANCELLED
        assert len(kinds_told(member)) == 2
        with pytest.raises(HasEnded):
            take_back(row, leader)

    def test_not_once_the_office_has_decided_nor_by_anybody_else(self, leader, group, session):
        row = name_person(leader, MemberFactory(union_group=group), session)
        with pytest.raises(NotYours):
            take_back(row, MemberFactory())
        admit_all(session, [row.pk], MemberFactory())
        with pytest.raises(NotAtWork):
            take_back(row, leader)
