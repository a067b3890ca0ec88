"""A Wednesday at noon on which the calendar is looked at."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import time_machine
from django.contrib.auth.models import AnonymousUser

from activities.models import RecurringActivity
from tests.factories import (
    RecurringActivityFactory,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
WEDNESDAY = date(2026, 3, 11)
NOBODY = AnonymousUser()
AT_NINE = datetime(2026, 1, 7, 9, 0, tzinfo=SHANGHAI)


def planned_at_dawn(**fields) -> RecurringActivity:
    """Make an activity early that morning, so that the dates of the day are there."""
    with time_machine.travel(datetime(2026, 3, 11, 5, 0, tzinfo=SHANGHAI), tick=False):
        return RecurringActivityFactory(**fields)


def titles(found) -> list[str]:
    return [each.session.offering.title for each in found]


def page(client, query="") -> str:
    answer = client.get(f"/activities/{query}")
    assert answer.status_code == 200
    return answer.content.decode()
