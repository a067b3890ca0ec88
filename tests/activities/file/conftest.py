import pytest

from tests.factories import MemberFactory


@pytest.fixture(autouse=True)
def _files_of_this_test(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def officer(site, client):
    """Somebody of the office, who is signed in."""
    member = MemberFactory(officer=True, name="钱干事")
    client.force_login(member)
    return member
