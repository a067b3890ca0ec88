"""Document numbers: without gaps, whatever happens at once."""

import time

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from days.models import YearlyCounter
from days.models.yearly_counter import next_number
from tests.plugins.racing import at_once

CALLERS = 6


def take() -> int:
    with transaction.atomic():
        return next_number("approval", 2026)


def take_without_lock() -> int:
    """The same without the lock on the row: the control that shows what the lock is for."""
    with transaction.atomic():
        counter = YearlyCounter.objects.get(name="approval", year=2026)
        time.sleep(0.01)
        counter.last += 1
        counter.save(update_fields=["last"])
        return counter.last


def test_numbers_begin_at_one_and_follow_each_other(db):
    assert [next_number("approval", 2026) for _ in range(3)] == [1, 2, 3]


def test_each_year_and_each_kind_of_document_counts_for_itself(db):
    next_number("approval", 2026)
    assert next_number("approval", 2027) == 1
    assert next_number("correction", 2026) == 1


def test_a_number_is_given_back_when_its_document_is_not_saved(db):
    next_number("approval", 2026)
    with transaction.atomic():
        assert next_number("approval", 2026) == 2
        transaction.set_rollback(True)
    assert next_number("approval", 2026) == 2


def test_a_number_outside_a_transaction_is_refused(committed_db):
    with pytest.raises(TransactionManagementError):
        next_number("approval", 2026)
    assert not YearlyCounter.objects.exists()


@pytest.mark.race
def test_callers_at_the_same_moment_get_different_numbers_without_a_gap(committed_db, race_rounds):
    for done in range(race_rounds):
        numbers = at_once(*[take] * CALLERS)
        assert sorted(numbers) == list(range(done * CALLERS + 1, (done + 1) * CALLERS + 1))


@pytest.mark.race
def test_the_first_callers_of_a_year_do_not_trip_over_each_other(committed_db, race_rounds):
    for year in range(2026, 2026 + race_rounds):

        def take_first(year=year):
            with transaction.atomic():
                return next_number("approval", year)

        assert sorted(at_once(*[take_first] * CALLERS)) == list(range(1, CALLERS + 1))


@pytest.mark.race
def test_without_the_lock_the_same_number_is_given_twice(committed_db):
    YearlyCounter.objects.create(name="approval", year=2026)
    numbers = at_once(*[take_without_lock] * CALLERS)
    assert len(set(numbers)) < CALLERS
