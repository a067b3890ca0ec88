"""Places kept for groups: set, merged, and never more than there are."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from people.models import Audience
from signups.actions.giving_back import cancel
from signups.actions.sessions import resize
from signups.actions.signing_up import sign_up
from signups.actions.upkeep import catch_up, due_sessions
from signups.errors import PoolsExceed, PoolsTooLarge, SessionCancelled
from signups.models import Pool, Release, SignUp, SignUpTerms
from signups.own.standing import standing_of
from signups.quotas.forms import PoolsForm
from signups.quotas.pools import Share, merge_now, set_pools
from tests.factories import (
    BranchFactory,
    DepartmentFactory,
    MemberFactory,
    OfferingFactory,
    SessionFactory,
    UnionGroupFactory,
)

pytestmark = pytest.mark.django_db
State = SignUp.State
QUOTA = SignUpTerms.Mode.QUOTA


@pytest.fixture
def office():
    return MemberFactory(officer=True)


@pytest.fixture
def group():
    return UnionGroupFactory(branch=BranchFactory())


def in_days(number):
    return timezone.now().replace(microsecond=0) + timedelta(days=number)


def pools_of(session):
    return {str(pool.kept_for): pool.places for pool in session.pools.all()}


def states_of(session):
    return list(session.sign_ups.order_by("pk").values_list("state", flat=True))


def test_the_places_of_a_group_wait_for_its_people(office, group):
    session = SessionFactory(capacity=2)
    set_pools(session, [Share(group, 1)], office)
    for member in (MemberFactory(), MemberFactory(), MemberFactory(union_group=group)):
        sign_up(member, session)
    assert states_of(session) == [State.CONFIRMED, State.WAITING, State.CONFIRMED]


def test_places_are_kept_for_a_branch_and_for_an_audience_too(office, group):
    women = Audience.objects.create(name="女职工", everyone=True, gender="f")
    session = SessionFactory(capacity=2)
    set_pools(session, [Share(group.branch, 1), Share(women, 1)], office)
    other, woman, of_branch = MemberFactory(), MemberFactory(gender="f"), MemberFactory(union_group=group)
    for member in (other, woman, of_branch):
        sign_up(member, session)
    assert states_of(session) == [State.WAITING, State.CONFIRMED, State.CONFIRMED]


def test_more_than_there_is_beside_what_others_hold_is_refused_with_the_number(office, group):
    session = SessionFactory(capacity=5)
    Release.objects.create(session=session, at=timezone.now() + timedelta(hours=1), places=1)
    for _member in range(2):
        sign_up(MemberFactory(), session)
    with pytest.raises(PoolsExceed, match="2"):
        set_pools(session, [Share(group, 3)], office)
    assert not session.pools.exists()
    set_pools(session, [Share(group, 2)], office)
    assert pools_of(session) == {group.name: 2}


def test_a_pool_with_more_people_than_it_keeps_from_now_on_still_counts_them(office, group):
    session = SessionFactory(capacity=3)
    set_pools(session, [Share(group, 2)], office)
    for _member in range(2):
        sign_up(MemberFactory(union_group=group), session)
    other = UnionGroupFactory()
    with pytest.raises(PoolsExceed):
        set_pools(session, [Share(group, 1), Share(other, 2)], office)
    set_pools(session, [Share(group, 1), Share(other, 1)], office)
    sign_up(MemberFactory(union_group=other), session)
    assert states_of(session) == [State.CONFIRMED] * 3


def test_a_pool_that_goes_leaves_its_people_their_places_and_the_rest_to_all(office, group):
    session = SessionFactory(capacity=2)
    set_pools(session, [Share(group, 2)], office)
    sign_up(MemberFactory(union_group=group), session)
    sign_up(MemberFactory(), session)
    assert states_of(session) == [State.CONFIRMED, State.WAITING]
    set_pools(session, [], office)
    assert states_of(session) == [State.CONFIRMED, State.CONFIRMED]


def test_merged_now_the_places_go_to_whoever_waits(office, group):
    session = SessionFactory(capacity=1)
    set_pools(session, [Share(group, 1)], office)
    sign_up(MemberFactory(), session)
    assert merge_now(session, office) == 1
    assert merge_now(session, office) == 0
    assert states_of(session) == [State.CONFIRMED]


def test_merged_at_their_hour_the_clock_gives_them_away(office, group):
    session = SessionFactory(capacity=1)
    set_pools(session, [Share(group, 1)], office, merges_at=timezone.now() + timedelta(hours=1))
    sign_up(MemberFactory(), session)
    Pool.objects.update(merges_at=timezone.now() - timedelta(seconds=1))
    assert due_sessions() == [session.pk]
    catch_up(session.pk)
    assert states_of(session) == [State.CONFIRMED]


def test_later_dates_follow_on_request_and_what_does_not_fit_is_named(office, group):
    offering = OfferingFactory(capacity=3)
    past, first, second, third = (SessionFactory(offering=offering, starts_at=in_days(n)) for n in (-7, 3, 10, 17))
    for _member in range(2):
        sign_up(MemberFactory(), third)
    merges_at = first.starts_at - timedelta(hours=12)
    left_alone = set_pools(first, [Share(group, 2)], office, merges_at=merges_at, ahead=True)
    assert [session for session, _refusal in left_alone] == [third]
    assert [pools_of(session) for session in (past, first, second, third)] == [{}, {group.name: 2}, {group.name: 2}, {}]
    assert second.pools.get().merges_at == second.starts_at - timedelta(hours=12)


def test_other_dates_stay_as_they_are_without_request(office, group):
    offering = OfferingFactory(capacity=3)
    first, second = SessionFactory(offering=offering), SessionFactory(offering=offering, starts_at=in_days(9))
    set_pools(first, [Share(group, 2)], office)
    assert pools_of(second) == {}


def test_of_a_cancelled_date_nothing_is_kept(office, group):
    with pytest.raises(SessionCancelled):
        set_pools(SessionFactory(state="cancelled"), [Share(group, 1)], office)


def test_a_date_never_gets_smaller_than_its_pools(office, group):
    session = SessionFactory(capacity=4)
    set_pools(session, [Share(group, 3)], office)
    with pytest.raises(PoolsTooLarge):
        resize(session, 2, office)


class TestTheCapOfAWard:
    def test_it_is_said_to_whoever_reads_the_date_and_to_whom_it_keeps_waiting(self, site, client):
        ward = DepartmentFactory()
        session = SessionFactory(capacity=5, limit_per_department=1)
        sign_up(MemberFactory(department=ward), session)
        of_it, other = MemberFactory(department=ward), MemberFactory(department=DepartmentFactory())
        found = [standing_of(session.pk, member) for member in (of_it, other)]
        assert [(each.ward_is_full, each.would_wait) for each in found] == [(True, True), (False, False)]
        address = f"/sessions/{session.pk}/"
        client.force_login(other)
        assert "facts__item" in client.get(address).content.decode()
        client.force_login(of_it)
        page = client.get(address).content.decode()
        assert 'class="button act__button" type="submit">候补<' in page
        client.post(f"{address}sign-up/", {"attempt": uuid4()})
        html = client.get(address).content.decode()
        assert "有空位按顺序递补" not in html

    def test_whoever_keeps_the_list_reads_whom_it_keeps_waiting(self, site, client, office):
        ward = DepartmentFactory()
        session = SessionFactory(capacity=2, limit_per_department=1)
        sign_up(MemberFactory(department=ward), session)
        kept_away = sign_up(MemberFactory(department=ward), session)[0]
        sign_up(MemberFactory(), session)
        waits = sign_up(MemberFactory(), session)[0]
        client.force_login(office)
        groups = client.get(f"/sessions/{session.pk}/list/").context["groups"]
        lines = {line.row: line for group in groups for line in group.sign_ups}
        assert [lines[row].ward_limit for row in (kept_away, waits)] == [1, None]
        assert len(lines[kept_away].remarks) == len(lines[waits].remarks) + 1

    def test_a_ward_that_has_its_number_waits_although_places_are_free(self):
        ward = DepartmentFactory()
        session = SessionFactory(capacity=3, limit_per_department=1)
        for member in (*MemberFactory.create_batch(2, department=ward), MemberFactory(), MemberFactory()):
            sign_up(member, session)
        assert states_of(session) == [State.CONFIRMED, State.WAITING, State.CONFIRMED, State.CONFIRMED]

    def test_the_next_of_the_ward_comes_when_the_first_gives_back(self):
        ward = DepartmentFactory()
        session = SessionFactory(capacity=3, limit_per_department=1)
        first, second = MemberFactory.create_batch(2, department=ward)
        row = sign_up(first, session)[0]
        sign_up(second, session)
        cancel(row, first)
        assert states_of(session) == [State.CANCELLED, State.CONFIRMED]

    def test_places_of_a_group_do_not_lift_it(self, office, group):
        ward = DepartmentFactory()
        session = SessionFactory(capacity=4, limit_per_department=1)
        set_pools(session, [Share(group, 2)], office)
        same = MemberFactory.create_batch(2, department=ward, union_group=group)
        for member in (*same, MemberFactory(union_group=group, department=DepartmentFactory())):
            sign_up(member, session)
        assert states_of(session) == [State.CONFIRMED, State.WAITING, State.CONFIRMED]
        assert session.sign_ups.granted().filter(pool__isnull=False).count() == 2

    def test_merging_gives_nothing_to_a_ward_that_has_its_number(self, office, group):
        ward = DepartmentFactory()
        session = SessionFactory(capacity=2, limit_per_department=1)
        set_pools(session, [Share(group, 1)], office)
        for member in MemberFactory.create_batch(2, department=ward):
            sign_up(member, session)
        merge_now(session, office)
        assert states_of(session) == [State.CONFIRMED, State.WAITING]
        sign_up(MemberFactory(), session)
        assert states_of(session) == [State.CONFIRMED, State.WAITING, State.CONFIRMED]


class TestTellingTheLeader:
    """Of a group to which places were given, where leaders put people forward."""

    @pytest.fixture
    def leader(self, group):
        group.leader = MemberFactory()
        group.save()
        return group.leader

    def told(self, member):
        return list(member.notices.order_by("pk").values_list("kind", flat=True))

    def test_hears_how_many_places_and_until_when_and_again_only_of_another_number(self, office, group, leader):
        session = SessionFactory(mode=QUOTA, capacity=9)
        for places in (3, 3, 4, 3):
            set_pools(session, [Share(group, places)], office, merges_at=session.starts_at - timedelta(days=1))
        first, second, third = leader.notices.order_by("pk")
        assert (first.kind, first.link) == ("signups.group_places", f"/sessions/{session.pk}/group/")
        assert ["3" in first.body, "4" in second.body, "3" in third.body] == [True] * 3
        # What nobody has named by then is open to all.
        until = timezone.localtime(session.starts_at - timedelta(days=1))
        assert f"{until:%-m/%-d %H:%M}" in first.body

    def test_is_told_once_of_all_dates_that_follow(self, office, group, leader):
        offering = OfferingFactory(mode=QUOTA, capacity=9)
        first = SessionFactory(offering=offering)
        for days in (9, 16):
            SessionFactory(offering=offering, starts_at=in_days(days))
        set_pools(first, [Share(group, 2)], office, ahead=True)
        [notice] = leader.notices.all()
        assert "3" in notice.body
        assert notice.link == "/me/group-places/"

    def test_for_a_branch_it_is_its_chair_and_for_a_group_without_leader_too(self, office, group):
        group.branch.chair = MemberFactory()
        group.branch.save()
        chair = group.branch.chair
        set_pools(SessionFactory(mode=QUOTA, capacity=9), [Share(group.branch, 2)], office)
        set_pools(SessionFactory(mode=QUOTA, capacity=9), [Share(group, 2)], office)
        assert self.told(chair) == ["signups.group_places"] * 2

    @pytest.mark.parametrize(
        "fields",
        [
            {"mode": "first_come"},
            {"mode": QUOTA, "is_confidential": True},
            {"mode": QUOTA, "closes_at": timezone.now() - timedelta(hours=1)},
        ],
    )
    def test_is_told_nothing_where_nobody_can_be_named(self, office, group, leader, fields):
        if "is_confidential" in fields:
            fields = {**fields, "contact": office}
        set_pools(SessionFactory(capacity=9, **fields), [Share(group, 2)], office)
        assert self.told(leader) == []


class TestTheForm:
    def read(self, text, **more):
        form = PoolsForm(SessionFactory(), {"shares": text, **more})
        form.is_valid()
        return form

    def test_rows_out_of_a_sheet_are_read_whatever_stands_between(self, group):
        other = UnionGroupFactory(name="外科 1 组")
        form = self.read(f"{group.name}\t3\r\n\r\n外科1组，12\n")
        assert form.cleaned_data["shares"] == [Share(group, 3), Share(other, 12)]

    @pytest.mark.parametrize("row", ["没有的小组\t3", "只有名字", "12", "第\t三"])
    def test_a_row_that_says_nothing_is_named(self, row):
        assert row.split("\t")[0] in str(self.read(row).errors["shares"])

    def test_a_name_of_two_things_is_refused(self):
        UnionGroupFactory(name="护理")
        BranchFactory(name="护理")
        assert "护理" in str(self.read("护理\t3").errors["shares"])

    def test_the_same_group_twice_is_refused(self, group):
        assert group.name in str(self.read(f"{group.name}\t3\n{group.name}\t1").errors["shares"])

    def test_an_hour_that_is_over_or_after_the_beginning_is_refused(self, group):
        for moment in ("2020-01-01T10:00", "2099-01-01T10:00"):
            assert "merges_at" in self.read(f"{group.name}\t1", merges_at=moment).errors

    def test_what_is_set_stands_there_again(self, group):
        session = SessionFactory(capacity=4)
        set_pools(session, [Share(group, 3)], MemberFactory())
        form = PoolsForm(session, PoolsForm.initial_of(session))
        assert form.is_valid()
        assert form.cleaned_data["shares"] == [Share(group, 3)]
