"""A leader and the chair of the branch name people for the last place of a group at the same moment."""

from functools import partial

import pytest

from signups.models import Session, SignUp, SignUpTerms
from signups.quotas import naming, pools
from signups.quotas.naming import name_person
from signups.quotas.pools import Share, set_pools
from tests.factories import BranchFactory, MemberFactory, SessionFactory, UnionGroupFactory
from tests.plugins.racing import at_once

pytestmark = pytest.mark.race


@pytest.fixture
def people(committed_db):
    """A leader, the chair of the branch, their group, and two of its people."""
    leader, chair = MemberFactory.create_batch(2)
    group = UnionGroupFactory(leader=leader, branch=BranchFactory(chair=chair))
    return leader, chair, group, MemberFactory.create_batch(2, union_group=group)


def _race(people) -> tuple[list[str], int]:
    leader, chair, group, members = people
    session = SessionFactory(mode=SignUpTerms.Mode.QUOTA, capacity=5)
    set_pools(session, [Share(group, 1)], leader)
    outcomes = at_once(
        partial(name_person, leader, members[0], session), partial(name_person, chair, members[1], session)
    )
    return sorted(type(each).__name__ for each in outcomes), SignUp.objects.live().filter(session=session).count()


def test_of_two_who_name_somebody_for_the_last_place_one_does(people, race_rounds):
    for _round in range(race_rounds):
        assert _race(people) == (["QuotaUsed", "SignUp"], 1)


def test_without_the_lock_more_are_named_than_there_are_places(people, race_rounds, monkeypatch):
    """The control."""
    unlocked = Session.objects.select_related("offering", "venue")
    monkeypatch.setattr(naming, "lock_session", lambda pk: unlocked.get(pk=pk))
    assert any(_race(people)[1] == 2 for _round in range(race_rounds))


def test_two_who_set_the_places_at_once_never_promise_more_than_there_are(people, race_rounds):
    leader, chair, group, _members = people
    other = UnionGroupFactory()
    for _round in range(race_rounds):
        session = SessionFactory(mode=SignUpTerms.Mode.QUOTA, capacity=4)
        at_once(
            partial(set_pools, session, [Share(group, 4)], leader),
            partial(set_pools, session, [Share(other, 4)], chair),
        )
        assert sum(session.pools.values_list("places", flat=True)) == 4


def test_without_the_lock_they_do(people, race_rounds, monkeypatch):
    """The control."""
    _leader, chair, group, _members = people
    other = UnionGroupFactory()
    unlocked = Session.objects.select_related("offering", "venue")
    monkeypatch.setattr(pools, "lock_session", lambda pk: unlocked.get(pk=pk))
    promised = []
    for _round in range(race_rounds):
        session = SessionFactory(mode=SignUpTerms.Mode.QUOTA, capacity=4)
        at_once(
            partial(set_pools, session, [Share(group, 4)], chair), partial(set_pools, session, [Share(other, 4)], chair)
        )
        promised.append(sum(session.pools.values_list("places", flat=True)))
    assert max(promised) > 4
    assert not SignUp.objects.exists()
