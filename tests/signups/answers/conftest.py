from pathlib import Path

import pytest

from signups.actions.signing_up import sign_up
from tests.factories import MemberFactory, SessionFactory

from ..asking import INSURED, PHONE, PROOF, SIZE, answered, name_of, pdf
from .pages import DATA


@pytest.fixture(autouse=True)
def files(settings, tmp_path) -> Path:
    """The folder of attachments, of this test alone."""
    settings.VAR_DIR = tmp_path
    return tmp_path / "answers"


@pytest.fixture
def member():
    return MemberFactory(name="周敏")


@pytest.fixture
def contact():
    return MemberFactory(name="李联系")


@pytest.fixture
def session(contact):
    return SessionFactory(contact=contact, capacity=50, questions=[SIZE, PHONE, INSURED, PROOF])


@pytest.fixture
def answers(session, member):
    return answered(sign_up(member, session), DATA, {name_of(PROOF): pdf("体检.pdf")})
