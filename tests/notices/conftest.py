import pytest

from tests.factories import make_site


@pytest.fixture
def site(db):
    """The empty site: home and the pages of the rooms, by the names of their addresses."""
    return make_site()
