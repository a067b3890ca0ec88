"""A hospital with an office that writes lists, a chair, and an accounts-review committee."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from people.bodies.appointing import appoint
from people.models import Body, PostHeld
from tests.factories import MemberFactory

# A Monday; the week after it has no holiday.
MONDAY = datetime(2026, 3, 9, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
AFTER = datetime(2026, 3, 17, 0, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


def make_auditor(**fields):
    """A member of the accounts-review committee."""
    auditor = MemberFactory(**fields)
    committee = Body.objects.get(kind=Body.Kind.AUDIT)
    appoint(committee, PostHeld.Post.COMMITTEE_MEMBER, auditor, by=MemberFactory(administrator=True))
    return auditor


@pytest.fixture
def monday(time_machine):
    time_machine.move_to(MONDAY, tick=False)
    return time_machine


@pytest.fixture
def officer(db, monday):
    return MemberFactory(officer=True)


@pytest.fixture
def chair(db, monday):
    return MemberFactory(chair=True)


@pytest.fixture
def auditor(db, monday):
    return make_auditor()


@pytest.fixture
def reader(db, monday):
    return MemberFactory()
