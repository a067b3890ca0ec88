"""A club with a leader, the office, and two of the committee."""

import pytest
from django.test import override_settings

from people.bodies.appointing import appoint
from people.models import Body, PostHeld
from tests.factories import ClubPageFactory, MemberFactory
from tests.factories.rating import make_round


def on_the_committee(member):
    body = Body.objects.get(kind=Body.Kind.COMMITTEE)
    appoint(body, PostHeld.Post.COMMITTEE_MEMBER, member, by=None)
    return member


@pytest.fixture
def leader(site):
    return MemberFactory(name="覃若云")


@pytest.fixture
def yoga(leader):
    return ClubPageFactory(title="瑜伽俱乐部", led_by=[leader])


@pytest.fixture
def officer(site):
    return MemberFactory(name="林知夏", officer=True)


@pytest.fixture
def marker(site):
    return on_the_committee(MemberFactory(name="黎曙光"))


@pytest.fixture
def other_marker(site):
    return on_the_committee(MemberFactory(name="贺兰亭"))


@pytest.fixture(autouse=True)
def _var(tmp_path):
    with override_settings(VAR_DIR=tmp_path):
        yield


@pytest.fixture
def entry(yoga, officer):
    return make_round(officer, opened=True).entries.get(club=yoga)
