import pytest

from tests.empty_site import _empty_site_database, _empty_site_rows, site
from tests.factories import MemberFactory

__all__ = ["_empty_site_database", "_empty_site_rows", "site"]


@pytest.fixture
def member(client, db):
    """Somebody of the staff, who is signed in."""
    found = MemberFactory()
    client.force_login(found)
    return found
