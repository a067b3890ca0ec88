"""What tests of the pages of contests have in common."""

import pytest

from tests.factories import MemberFactory, make_league

__all__ = ["colleague", "league", "page_of"]


@pytest.fixture
def league(site):
    return make_league(4)


def colleague(team, **fields):
    return MemberFactory(union_group=team.captain.union_group, **fields)


def page_of(client, address, reader=None):
    if reader:
        client.force_login(reader)
    return client.get(address)
