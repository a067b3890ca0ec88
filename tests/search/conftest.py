"""Searches in what the factories make: they write rows past publishing, so the entries are made at the end."""

import pytest
from django.test import override_settings

from cms.search.entries import rebuild
from cms.search.finding import Choice, find
from cms.search.kinds import all_kinds
from cms.search.questions import understand
from cms.settings.dev import WAGTAILSEARCH_BACKENDS


@pytest.fixture
def indexed():
    """Return a function that makes the entries of all that is live."""

    def make():
        for _made in rebuild():
            pass

    return make


@pytest.fixture
def titles(indexed):
    """Return a function that gives the titles found for what is typed, the best first."""

    def search(typed, reader, **choice):
        indexed()
        found = find(understand(typed), reader, Choice(**choice))
        things = {(kind.key, thing.pk): thing.title for kind in all_kinds() for thing in kind.shown_to(reader)}
        return [things[hit.kind, hit.object_id] for hit in found.hits]

    return search


@pytest.fixture
def kept():
    """Within the test what is saved is kept for the admin's searches, too, as on a running site."""
    with override_settings(WAGTAILSEARCH_BACKENDS=WAGTAILSEARCH_BACKENDS):
        yield
