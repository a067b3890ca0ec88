import pytest
import time_machine

from .asking import NOON, TODAY


@pytest.fixture
def today():
    with time_machine.travel(NOON, tick=False):
        yield TODAY
