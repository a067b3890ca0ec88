"""A mark is changed at the moment at which the result is put forward: it is in the list, or refused."""

from decimal import Decimal
from functools import partial

import pytest

from activities.models import ClubRating
from activities.rating import marking
from activities.rating.errors import MarksStand
from activities.rating.marking import give_marks
from activities.rating.publishing import is_unchanged, put_forward, withdraw
from publications.questions import publication_of
from tests.factories import ClubPageFactory, MemberFactory, make_site
from tests.factories.rating import make_round
from tests.plugins.racing import at_once

from .conftest import on_the_committee


@pytest.fixture
def marked(committed_db):
    """A club of which one of the committee has given all marks, who they are, and the officer who puts it forward."""
    make_site()
    officer, marker = MemberFactory(officer=True), on_the_committee(MemberFactory())
    club = ClubPageFactory(led_by=[MemberFactory()])
    entry = make_round(officer, marking=True).entries.get(club=club)
    give_marks(entry, marker, marks(entry, "20"))
    return entry, marker, officer


def marks(entry, mark):
    return {criterion: (Decimal(mark), "") for criterion in entry.round.criteria.filter(figure="")}


def put_forward_while_marked(entry, marker, officer, mark):
    """Do both at once; return what came of the mark, and whether the list says what the marks say."""
    given, drafted = at_once(
        partial(give_marks, entry, marker, marks(entry, mark)), partial(put_forward, entry.round, officer)
    )
    assert drafted == publication_of(entry.round)
    agrees = is_unchanged(publication_of(entry.round).get_latest_revision_as_object())
    withdraw(entry.round, officer)
    return given, agrees


@pytest.mark.race
class TestTheResultIsPutForward:
    def test_a_mark_of_that_moment_is_in_the_list_or_refused(self, marked, race_rounds):
        entry, marker, officer = marked
        for turn in range(race_rounds):
            before = entry.marks.first().mark
            mark = Decimal(turn % 20 + 1)
            given, agrees = put_forward_while_marked(entry, marker, officer, mark)
            assert agrees
            stands = before if isinstance(given, MarksStand) else mark
            assert {each.mark for each in entry.marks.all()} == {stands}

    def test_without_the_lock_a_list_stands_that_the_marks_do_not_say(self, marked, race_rounds, monkeypatch):
        """The control: the trigger sees a round that is still being marked, and lets the mark pass."""
        entry, marker, officer = marked
        unlocked = ClubRating.objects.select_related("club", "round").get
        monkeypatch.setattr(marking, "lock_entry", lambda pk: unlocked(pk=pk))
        disagreed = 0
        for turn in range(race_rounds):
            given, agrees = put_forward_while_marked(entry, marker, officer, turn % 20 + 1)
            disagreed += not agrees
        assert disagreed
