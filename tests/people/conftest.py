import pytest
from django.test import override_settings

from tests.factories import MemberFactory


@pytest.fixture
def roster_folder(tmp_path):
    """Where the files of this test's imports lie."""
    with override_settings(VAR_DIR=tmp_path):
        yield tmp_path / "rosters"


@pytest.fixture
def administrator(db, roster_folder):
    return MemberFactory(administrator=True, employee_number="9001", name="钱管理")
