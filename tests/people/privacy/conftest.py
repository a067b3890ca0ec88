import pytest
from django.test import Client

from tests.factories import MemberFactory


@pytest.fixture(autouse=True)
def _site(site):
    """Every page has the frame of the site around it."""


@pytest.fixture
def member(db):
    return MemberFactory(employee_number="2001", name="周敏", mobile="13800138000", email="zhou@example.org")


@pytest.fixture
def administrator(db):
    return MemberFactory(employee_number="9001", name="钱管理", administrator=True)


@pytest.fixture
def own(member, client):
    """A browser in which the member has signed in, some time ago."""
    client.force_login(member)
    return client


@pytest.fixture
def admin(administrator, client_of):
    return client_of(administrator)


@pytest.fixture
def client_of():
    """Return a function that gives somebody a browser of their own."""

    def sign_in(somebody) -> Client:
        browser = Client()
        browser.force_login(somebody)
        return browser

    return sign_in
