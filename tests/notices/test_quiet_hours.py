"""What comes in quiet hours stands in the inbox at once and rings afterwards."""

from datetime import time

import pytest
import time_machine
from django.db import IntegrityError, transaction

from notices.actions import notify
from notices.hours import Window, after_quiet, next_time
from notices.models import NoticeSettings, Preferences
from tests.factories import MemberFactory

from .ways import PLAIN, URGENT, at, do, due, queued

NIGHT = Window(time(22), time(7))
AFTER_A_NIGHT_SHIFT = Window(time(8), time(15))


@pytest.mark.parametrize(
    ("window", "moment", "rings"),
    [
        (NIGHT, at(21, 59), at(21, 59)),
        (NIGHT, at(22), at(7, day=13)),
        (NIGHT, at(23, 30), at(7, day=13)),
        (NIGHT, at(0), at(7)),
        (NIGHT, at(6, 59), at(7)),
        (NIGHT, at(7), at(7)),
        (AFTER_A_NIGHT_SHIFT, at(7, 59), at(7, 59)),
        (AFTER_A_NIGHT_SHIFT, at(8), at(15)),
        (AFTER_A_NIGHT_SHIFT, at(15), at(15)),
        (None, at(3), at(3)),
    ],
)
def test_it_rings_when_quiet_hours_are_over(window, moment, rings):
    assert after_quiet(moment, window) == rings


def test_hours_without_length_are_none():
    assert Window.between(time(8), time(8)) is None
    assert Window.between(time(8), None) is None


def test_the_next_time_of_an_hour_is_never_now():
    assert next_time(time(12), at(11, 59)) == at(12)
    assert next_time(time(12), at(12)) == at(12, day=13)


@pytest.fixture
def house(db):
    """The house is quiet from 22:00 to 07:00."""
    return NoticeSettings.objects.create(quiet_from=time(22), quiet_until=time(7))


def tell(member, kind=PLAIN, key="1"):
    [notice] = notify([member], kind=kind, key=key, subject="周六健步走")
    return notice


def test_at_night_the_inbox_has_it_and_mail_waits_for_the_morning(house, mailoutbox):
    member = MemberFactory()
    with time_machine.travel(at(23), tick=False):
        notice = tell(member)
        assert list(member.notices.all()) == [notice]
    assert due() == ["04-13 07:00"]
    with time_machine.travel(at(7, day=13), tick=False):
        do(queued()[0])
    assert len(mailoutbox) == 1


def test_by_day_it_goes_at_once(house):
    with time_machine.travel(at(12), tick=False):
        tell(MemberFactory())
    assert due() == [""]


def test_ones_own_hours_take_the_place_of_those_of_the_house(house):
    member = MemberFactory()
    Preferences.objects.create(member=member, quiet="own", quiet_from=time(8), quiet_until=time(15))
    with time_machine.travel(at(9), tick=False):
        tell(member, key="by day")
    with time_machine.travel(at(23), tick=False):
        tell(member, key="by night")
    assert due() == ["04-12 15:00", ""]


def test_who_wants_no_quiet_hours_has_none(house):
    member = MemberFactory()
    Preferences.objects.create(member=member, quiet="never")
    with time_machine.travel(at(23), tick=False):
        tell(member)
    assert due() == [""]


def test_what_is_urgent_comes_through(house):
    with time_machine.travel(at(23), tick=False):
        tell(MemberFactory(), kind=URGENT)
    assert due() == [""]


def test_what_is_urgent_waits_too_where_the_member_wants_it_so(house):
    member = MemberFactory()
    Preferences.objects.create(member=member, urgent_comes_through=False)
    with time_machine.travel(at(23), tick=False):
        tell(member, kind=URGENT)
    assert due() == ["04-13 07:00"]


def test_a_retry_at_night_waits_for_the_morning_as_well(house, mailoutbox):
    with time_machine.travel(at(21), tick=False):
        notice = tell(MemberFactory())
    with time_machine.travel(at(23), tick=False):
        do(queued()[0])
    assert mailoutbox == []
    assert due() == ["", "04-13 07:00"]
    assert notice.deliveries.get().attempts == 0


def test_the_house_may_have_no_quiet_hours(db):
    NoticeSettings.objects.create(quiet_from=None, quiet_until=None)
    with time_machine.travel(at(3), tick=False):
        tell(MemberFactory())
    assert due() == [""]


def test_before_the_office_sets_any_it_is_quiet_from_ten_to_seven(settings):
    from cms.settings.base import QUIET_HOURS

    settings.QUIET_HOURS = QUIET_HOURS
    assert NoticeSettings().window == NIGHT


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: NoticeSettings.objects.create(quiet_from=time(22), quiet_until=None),
        lambda: Preferences.objects.create(member=MemberFactory(), quiet="own", quiet_from=time(8)),
    ],
)
def test_the_database_refuses_hours_without_an_end(wrong, db):
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong()
