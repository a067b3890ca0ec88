import pytest

from tests.factories import MemberFactory, NewsCategoryFactory


@pytest.fixture
def import_folder(settings, tmp_path):
    """Where uploaded manuscripts wait during this test."""
    settings.VAR_DIR = tmp_path
    return tmp_path / "imports"


@pytest.fixture
def category(db):
    return NewsCategoryFactory()


@pytest.fixture
def officer(site, category, import_folder):
    """A publicity officer of a site that has a news index and a category."""
    return MemberFactory(officer=True)
