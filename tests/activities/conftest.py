from datetime import datetime

import pytest
import time_machine

from tests.empty_site import _empty_site_database, _empty_site_rows, site

from .wednesday import SHANGHAI

__all__ = ["_empty_site_database", "_empty_site_rows", "site"]


@pytest.fixture
def wednesday_at_noon():
    with time_machine.travel(datetime(2026, 3, 11, 12, 0, tzinfo=SHANGHAI), tick=False):
        yield
