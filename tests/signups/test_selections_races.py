"""Selections at the same moment: what the one lock decides, and what happens without it."""

from functools import partial

import pytest

from notices.models import Notice
from signups.actions.giving_back import cancel
from signups.models import Application, Run, SignUp
from signups.selections import applying, closing
from signups.selections.closing import close
from signups.selections.holding import lock
from tests.factories.selections import close_window
from tests.plugins.racing import at_once

from .selecting import applicant, applied, batches_of, holders, in_effect, run_of

pytestmark = pytest.mark.race


def _applying_at_closing(monkeypatch) -> tuple:
    """Somebody hands in at the very moment of closing, by a clock that has not struck yet."""
    monkeypatch.setattr(applying, "check_window", lambda session: None)
    run = run_of()
    applied(run, applicant(3))
    late = applicant(9)
    run = close_window(run)
    outcomes = at_once(partial(applied, run, late), partial(close, run))
    return run, late, outcomes


def _without_points(run: Run) -> bool:
    """Whether somebody has applied and is in neither the draw nor the points."""
    return Application.objects.live().filter(run=run, number=None).exists()


def test_who_applies_at_closing_is_in_it_with_points_or_refused(committed_db, race_rounds, monkeypatch):
    for _round in range(race_rounds):
        run, late, (handed_in, _closed) = _applying_at_closing(monkeypatch)
        assert not _without_points(run)
        is_in = isinstance(handed_in, Application)
        assert Application.objects.live().filter(run=run, member=late).exists() == is_in


def test_control_without_the_lock_somebody_applies_and_has_no_points(committed_db, race_rounds, monkeypatch):
    unlocked = Run.objects.select_related("selection__audience", "drive")
    for module in (applying, closing):
        monkeypatch.setattr(module, "lock", lambda run: unlocked.get(pk=run.pk))
    lost = 0
    for _round in range(race_rounds):
        run, _late, _outcomes = _applying_at_closing(monkeypatch)
        lost += _without_points(run)
    assert lost


def test_of_two_who_give_back_at_once_two_substitutes_move_up_and_each_is_told_once(committed_db, race_rounds):
    for _round in range(race_rounds):
        run = run_of(dates=(2,))
        members = [applicant(years) for years in (9, 8, 7, 6, 5)]
        for member in members:
            applied(run, member)
        in_effect(run)
        batch = batches_of(run)[0]
        rows = list(SignUp.objects.granted().filter(session=batch.session).select_related("member"))
        at_once(*[partial(cancel, row, row.member) for row in rows])
        assert holders(batch) == {members[2].pk, members[3].pk}
        for member in members[2:4]:
            assert Notice.objects.filter(recipient=member, kind="signups.came_in").count() == 1


def test_the_lock_is_the_one_of_all_sign_ups(committed_db):
    """What the race above relies on: a run is locked by its drive, which every sign-up locks first."""
    run = run_of()
    with pytest.raises(Exception, match="transaction"):
        lock(run)
