from datetime import datetime

import pytest
import time_machine

from tests.factories import MemberFactory

from .clubs import recruiting_club
from .wednesday import SHANGHAI


@pytest.fixture
def wednesday_at_noon():
    with time_machine.travel(datetime(2026, 3, 11, 12, 0, tzinfo=SHANGHAI), tick=False):
        yield


@pytest.fixture
def leader(site):
    return MemberFactory(name="覃若云")


@pytest.fixture
def club(leader):
    return recruiting_club(title="瑜伽俱乐部", led_by=[leader], places=2)
