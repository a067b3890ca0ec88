"""Clubs under fire: two leaders at the last place, one member from two phones. Beside a control without the lock."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.utils import timezone

from activities.membership.joining import ask_to_join, leave
from activities.membership.offering import follow_page, session_of
from activities.models import ClubMembership
from signups import locking, rush
from signups.actions.deciding import admit
from signups.errors import HasEnded, SignUpRefused
from signups.models import Offering, SignUp
from tests.factories import ClubPageFactory, MemberFactory, make_site
from tests.plugins.racing import at_once

pytestmark = pytest.mark.race


@pytest.fixture
def club(committed_db):
    make_site()
    today = timezone.localdate()
    club = ClubPageFactory(
        recruitment_opens_on=today, recruitment_closes_on=today + timedelta(days=9), places=1, led_by=[MemberFactory()]
    )
    follow_page(club)
    return club


def another_club(club):
    """The same club with its place free again."""
    ClubMembership.objects.all().delete()
    SignUp.objects.all().delete()


def admitted_at_once(club):
    """Two leaders let one person in each; returns how many belong to the club then."""
    asked = [ask_to_join(MemberFactory(), club) for _number in range(2)]
    leaders = MemberFactory.create_batch(2)
    calls = [lambda one=one, by=by: admit(one, by).state for one, by in zip(asked, leaders, strict=True)]
    outcomes = at_once(*calls)
    return outcomes, ClubMembership.objects.present().filter(club=club).count()


def test_two_leaders_who_admit_to_the_last_place_at_once_let_one_in_and_one_wait(club, race_rounds):
    for _round in range(race_rounds):
        outcomes, members = admitted_at_once(club)
        assert sorted(outcomes) == [SignUp.State.CONFIRMED, SignUp.State.WAITING]
        assert members == 1
        session = session_of(club)
        assert (session.taken, session.capacity) == (1, 1)
        another_club(club)


def test_control_without_lock_and_guard_both_belong_to_the_club(club, race_rounds, monkeypatch):
    def without_locking(offering_id, drive_id):
        return Offering.objects.get(pk=offering_id)

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE signups_session DROP CONSTRAINT signups_session_not_overbooked")
    counts = []
    for _round in range(race_rounds):
        with monkeypatch.context() as patch:
            patch.setattr(locking, "_lock", without_locking)
            patch.setattr(rush, "LOCK", "")
            counts.append(admitted_at_once(club)[1])
        another_club(club)
    assert 2 in counts


def test_who_leaves_from_two_phones_at_once_leaves_once_and_the_place_is_given_once(club, race_rounds):
    for _round in range(race_rounds):
        member, *waiting = MemberFactory.create_batch(3)
        for person in (member, *waiting):
            admit(ask_to_join(person, club), member)
        outcomes = at_once(*[partial(leave, member, club) for _phone in range(2)])
        assert sum(isinstance(each, HasEnded) for each in outcomes) == 1
        assert SignUp.objects.filter(state=SignUp.State.OFFERED).count() == 1
        assert not ClubMembership.objects.present().exists()
        another_club(club)


def test_who_asks_from_two_phones_at_once_asks_once(club, race_rounds):
    for _round in range(race_rounds):
        member = MemberFactory()
        outcomes = at_once(*[partial(ask_to_join, member, club) for _phone in range(2)])
        assert sum(isinstance(each, SignUpRefused) for each in outcomes) == 1
        assert SignUp.objects.filter(member=member).count() == 1
        another_club(club)
