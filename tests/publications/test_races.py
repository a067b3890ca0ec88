"""Two at the same moment, on real connections: a list takes effect once, an objection is answered once."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from publications import registry
from publications.actions.concluding import conclude
from publications.actions.objecting import answer, object_to
from publications.errors import AnsweredAlready
from publications.models import Objection, Standing
from publications.registry import Subject, register_subject
from tests.factories import HonourFactory, MemberFactory, PublicationFactory
from tests.plugins.racing import at_once

from .conftest import make_auditor

pytestmark = pytest.mark.race


@pytest.fixture
def effects(monkeypatch, committed_db):
    """How often something took effect, whatever became of the transaction that did it."""
    monkeypatch.setattr(registry, "_subjects", {})
    happened, guard = [], threading.Lock()

    def takes_effect(publication):
        with guard:
            happened.append(publication.pk)

    register_subject("honours.honour", Subject(takes_effect=takes_effect))
    return happened


def list_whose_days_are_past(by) -> Standing:
    """Return the standing of a list about an honour that was published three weeks ago."""
    with time_machine.travel(timezone.now() - timedelta(days=21)):
        return PublicationFactory(by=by, subject=HonourFactory(listed=True)).standings.get()


def test_two_workers_at_once_let_a_list_take_effect_once(effects, race_rounds):
    by = MemberFactory(officer=True)
    for number in range(1, race_rounds + 1):
        standing = list_whose_days_are_past(by)
        assert sorted(map(str, at_once(*[lambda standing=standing: conclude(standing)] * 2))) == ["False", "True"]
        assert len(effects) == number
        assert Standing.objects.get(pk=standing.pk).is_in_effect


def test_without_the_lock_it_takes_effect_twice(effects, race_rounds, monkeypatch):
    """The control: both have read that it stands. The second is stopped by the trigger, after what it has done."""
    monkeypatch.setattr(
        "publications.actions.concluding.lock_all_of", lambda standing: Standing.objects.get(pk=standing.pk)
    )
    by = MemberFactory(officer=True)
    for number in range(1, race_rounds + 1):
        standing = list_whose_days_are_past(by)
        outcomes = at_once(*[lambda standing=standing: conclude(standing)] * 2)
        if len(effects) > number or any(isinstance(outcome, Exception) for outcome in outcomes):
            return
    pytest.fail("the race was never lost: it shows nothing")


def test_of_two_answers_at_once_one_counts(committed_db, race_rounds):
    by, first, second = MemberFactory(officer=True), make_auditor(), make_auditor()
    for _number in range(race_rounds):
        objection = object_to(PublicationFactory(by=by), MemberFactory(), "不符。")
        outcomes = at_once(
            lambda objection=objection: answer(objection, first, upheld=True, reason="属实。"),
            lambda objection=objection: answer(objection, second, upheld=False, reason="不属实。"),
        )
        assert sum(isinstance(outcome, AnsweredAlready) for outcome in outcomes) == 1
        assert sum(isinstance(outcome, Objection) for outcome in outcomes) == 1
