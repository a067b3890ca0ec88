"""The empty site, made once for all tests of a worker: publishing its pages takes longer than most tests.

Each test fills it within a transaction of its own that is rolled back.
"""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from wagtail.models import Page

from tests.factories import make_site
from tests.factories.site import site_pages

from .databases import default_database


@pytest.fixture(scope="session")
def _empty_site_database(run_databases, migrated_template, django_db_setup, django_db_blocker) -> Iterator[str]:
    name = run_databases.clone(migrated_template)
    with django_db_blocker.unblock(), default_database(name):
        make_site()
    yield name
    run_databases.drop(name)


@pytest.fixture(scope="module")
def _empty_site_rows(_empty_site_database, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), default_database(_empty_site_database):
        yield


@pytest.fixture
def site(_empty_site_rows, db) -> SimpleNamespace:
    """The pages at the fixed addresses, live and empty: `site.home`, `site.news`, `site.clubs`, `site.honours`, …"""
    return site_pages(Page.objects.get(depth=2).specific)
