"""What every test can ask for; the plugins say what each fixture is."""

import gc

import pytest
from django.core.cache import caches
from django.test import override_settings

# What takes longest begins first, so that no worker is left waiting for another at the end.
LONGEST_IN_BROWSER = ["test_looks.py", "test_every_page.py", "test_keyboard.py", "test_import.py"]

pytest_plugins = [
    "tests.plugins.databases",
    "tests.plugins.empty_site",
    "tests.plugins.racing",
    "tests.plugins.mailbox",
    "tests.plugins.sites",
    "tests.plugins.browser",
]


def pytest_collection_modifyitems(items):
    """Refuse what flushes the database, and run what is quick before what starts servers and browsers.

    Playwright leaves an event loop in the thread, in which no job can be run any more.
    """
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker and (marker.kwargs.get("transaction") or marker.args):
            raise pytest.UsageError(f"{item.nodeid}: no flushed databases; take the fixture `committed_db` instead")
    items.sort(key=_turn)


def pytest_collection_finish():
    """Look less often for cycles among the many things that live as long as the run: a tenth of its time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def _turn(item) -> tuple[bool, int]:
    if item.get_closest_marker("browser") is None:
        return False, 0
    name = item.path.name
    return True, LONGEST_IN_BROWSER.index(name) if name in LONGEST_IN_BROWSER else len(LONGEST_IN_BROWSER)


@pytest.fixture(scope="session", autouse=True)
def _media_of_this_run(tmp_path_factory):
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        yield


@pytest.fixture(autouse=True)
def _nothing_cached():
    """What one test leaves in the cache describes rows that the next test does not have."""
    yield
    for cache in caches.all(initialized_only=True):
        cache.clear()
