"""Two people tick, or one ticks while another submits, on real connections."""

from importlib import import_module

import pytest

from approval.errors import UnderReview
from approval.models import ProofReading, RecordWords
from approval.proofs.actions import take_back
from news.models import NewsPage
from people.models import Role
from tests.plugins.racing import at_once

from ..conftest import make_draft, make_member, make_news_index, submit
from .conftest import ask_for, read

pytestmark = pytest.mark.race


@pytest.fixture
def cast(committed_db):
    """The index, and three officers, committed; the office asks for one proof-reading."""
    ask_for(1)
    officers = [make_member(number, name, Role.PUBLICITY_OFFICER) for number, name in NAMES.items()]
    return make_news_index(), *officers


NAMES = {"1001": "钱小文", "1010": "吴桐", "1011": "郑雯"}


def without_locks(monkeypatch) -> None:
    def look(content_type, pk, **options):
        thing = content_type.model_class()._base_manager.get(pk=pk)
        return getattr(thing, "specific", thing)

    monkeypatch.setattr("approval.proofs.actions.lock_subject", look)
    monkeypatch.setattr("approval.submitting.lock_subject", look)


def meanwhile(monkeypatch, looked: str, act) -> None:
    """Let `act` happen, once and on another connection, right after the function named `looked` has looked."""
    module, name = looked.rsplit(".", 1)
    look = getattr(import_module(module), name)

    def look_and_let_it_happen(*args):
        seen = look(*args)
        monkeypatch.setattr(looked, look)
        (outcome,) = at_once(act)
        assert not isinstance(outcome, Exception)
        return seen

    monkeypatch.setattr(looked, look_and_let_it_happen)


def test_of_two_ticks_for_one_round_one_counts(cast, race_rounds):
    index, officer, one, other = cast
    for number in range(race_rounds):
        page = make_draft(index, officer, slug=f"two-{number}")
        outcomes = at_once(lambda: read(page, 1, one), lambda: read(page, 1, other))  # noqa: B023
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NotTheNextProof", "ProofReading"]
        assert ProofReading.objects.about(page).count() == 1


def test_without_the_lock_one_tick_takes_the_place_of_another(cast, monkeypatch):
    """The control: somebody else ticks the round between looking and writing."""
    without_locks(monkeypatch)
    index, officer, one, other = cast
    page = make_draft(index, officer)
    meanwhile(monkeypatch, "approval.proofs.actions.other_eyes_needed", lambda: read(page, 1, other))
    read(page, 1, one)
    assert ProofReading.objects.get().by == one


def race_a_submission(cast, number: int):
    """Take a tick back and submit at the same moment; return both outcomes, and whether the tick is left."""
    index, officer, one, _other = cast
    page = make_draft(index, officer, slug=f"submitted-{number}")
    read(page, 1, one)
    page = NewsPage.objects.get(pk=page.pk)
    outcomes = at_once(lambda: take_back(page, 1, one), lambda: submit(page, officer) and None)
    return outcomes, ProofReading.objects.about(page).exists()


def test_a_tick_is_taken_back_before_the_submission_or_not_at_all(cast, race_rounds):
    for number in range(race_rounds):
        (taken_back, submitted), still_there = race_a_submission(cast, number)
        if submitted is None:
            assert isinstance(taken_back, UnderReview)
            assert still_there
        else:
            assert type(submitted).__name__ == "ProofMissing"
            assert (taken_back, still_there) == (None, False)
    assert all(words.proofs[0]["name"] for words in RecordWords.objects.all())


def test_without_the_lock_it_is_submitted_with_a_tick_that_was_taken_back(cast, monkeypatch):
    """The control: the tick goes between looking and submitting."""
    without_locks(monkeypatch)
    index, officer, one, _other = cast
    page = make_draft(index, officer)
    read(page, 1, one)
    page = NewsPage.objects.get(pk=page.pk)
    meanwhile(monkeypatch, "approval.submitting.refuse_unread_submission", lambda: take_back(page, 1, one))
    submit(page, officer)
    assert RecordWords.objects.get().proofs[0]["name"] == "吴桐"
    assert not ProofReading.objects.exists()
