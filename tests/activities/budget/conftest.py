from pathlib import Path

import pytest
import time_machine

from .spending import Spending, make_spending


@pytest.fixture(autouse=True)
def _files_of_their_own(tmp_path: Path, settings):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def spending(site) -> Spending:
    """A club with 1000 yuan, on a day in November 2026."""
    with time_machine.travel("2026-11-16 10:00+08:00"):
        yield make_spending()
