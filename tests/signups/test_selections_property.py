"""Whatever people wish and however many points they have: the list keeps every limit, and `promote` does as it says."""

import random
from collections import Counter
from decimal import Decimal

import pytest

from signups.models import Application, Batch, Mark, Run, SignUp, Wish
from signups.selections.placing import take_effect
from signups.selections.ranking import predict, rank
from tests.factories.people import BranchFactory, DepartmentFactory, MemberFactory, UnionGroupFactory

from .selecting import applicant, applied, batches_of, holders, ranked, run_of, selected, substitutes

pytestmark = pytest.mark.usefixtures("site")

WARD_LIMIT, KEPT = 2, 1


def _some_selection(chance: random.Random) -> tuple[Run, set[int]]:
    """Return a ranked run of three dates with a ward limit and a kept place, and who belongs to the branch of that."""
    branch = BranchFactory()
    group = UnionGroupFactory(branch=branch)
    wards = [DepartmentFactory(), DepartmentFactory()]
    run = run_of(
        dates=tuple(chance.randint(2, 3) for _date in range(3)),
        limit_per_department=WARD_LIMIT,
        shares=({"branch": branch, "places": KEPT},),
    )
    of_branch = set()
    for _number in range(12):
        in_branch = chance.random() < 0.3
        member = applicant(
            chance.randint(1, 4),
            department=chance.choice([None, *wards]),
            union_group=group if in_branch else None,
        )
        of_branch |= {member.pk} if in_branch else set()
        applied(run, member, chance.sample(range(3), chance.randint(1, 3)))
    return ranked(run), of_branch


def _assert_within_limits(batch: Batch, of_branch: set[int]) -> None:
    chosen = selected(batch)
    assert len(chosen) <= batch.session.capacity
    # The kept place is for those of the branch alone.
    assert len(chosen - of_branch) <= batch.session.capacity - KEPT
    wards = SignUp.objects.filter(session=batch.session, member__in=chosen, member__department__isnull=False)
    assert all(people <= WARD_LIMIT for people in Counter(wards.values_list("member__department", flat=True)).values())


@pytest.mark.parametrize("seed", range(6))
def test_the_list_keeps_every_limit_and_the_places_follow_it(seed):
    run, of_branch = _some_selection(random.Random(seed))
    batches = batches_of(run)
    for batch in batches:
        _assert_within_limits(batch, of_branch)
    expected = [selected(batch) for batch in batches]
    waiting = [substitutes(batch) for batch in batches]
    assert sum(map(len, expected)) == len(set().union(*expected))
    take_effect(run)
    assert [holders(batch) for batch in batches] == expected
    queues = [
        list(SignUp.objects.waiting().filter(session=batch.session).in_order().values_list("member", flat=True))
        for batch in batches
    ]
    assert queues == waiting


@pytest.mark.parametrize("seed", range(3))
def test_nobody_is_passed_by_where_they_would_have_had_a_place(seed):
    """Of two who wish the same date alone, no limit between them, the one with fewer points never has it instead."""
    run, of_branch = _some_selection(random.Random(100 + seed))
    for batch in batches_of(run):
        rows = Wish.objects.filter(sign_up__session=batch.session, application__position__isnull=False)
        wishes = list(rows.select_related("application__member"))
        last = max((w.application.position for w in wishes if w.outcome == Wish.Outcome.SELECTED), default=0)
        for wish in wishes:
            is_passed = wish.outcome == Wish.Outcome.SUBSTITUTE and wish.application.position < last
            if is_passed:
                ward = wish.application.member.department_id
                colleagues = [w for w in wishes if w.application.member.department_id == ward]
                taken = sum(w.outcome == Wish.Outcome.SELECTED for w in colleagues)
                is_of_branch = wish.application.member_id in of_branch
                assert (ward is not None and taken >= WARD_LIMIT) or not is_of_branch


@pytest.mark.parametrize("seed", range(3))
def test_the_list_does_not_hang_on_the_order_of_the_rows(seed):
    chance = random.Random(200 + seed)
    run, _of_branch = _some_selection(chance)
    before = predict(run).outcomes
    # Rows that are written again lie elsewhere in the table.
    for model in (Application, Wish, Mark):
        pks = list(model.objects.values_list("pk", flat=True))
        chance.shuffle(pks)
        for pk in pks:
            model.objects.get(pk=pk).save()
    assert predict(run).outcomes == before
    Application.objects.update(position=None)
    rank(run, MemberFactory(officer=True))
    assert predict(run).outcomes == before
    assert all(isinstance(each.total, Decimal) for each in Application.objects.filter(run=run))
