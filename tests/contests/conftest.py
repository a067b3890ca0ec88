import pytest

from tests.factories import MemberFactory


@pytest.fixture
def member(client, db):
    """Somebody of the staff, who is signed in."""
    found = MemberFactory()
    client.force_login(found)
    return found
