import pytest

from people.bodies.appointing import appoint
from people.models import Body, PostHeld
from tests.factories import MemberFactory


@pytest.fixture
def member(client):
    """Somebody of the staff, who is signed in."""
    found = MemberFactory()
    client.force_login(found)
    return found


@pytest.fixture
def auditor(db):
    """A member of the accounts-review committee, who answers objections."""
    found = MemberFactory()
    committee = Body.objects.get(kind=Body.Kind.AUDIT)
    appoint(committee, PostHeld.Post.COMMITTEE_MEMBER, found, by=MemberFactory(administrator=True))
    return found
