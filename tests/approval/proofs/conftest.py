import pytest

from approval.models import ApprovalSettings
from approval.proofs.actions import tick
from approval.proofs.text import text_hash
from people.models import Role

from ..conftest import *  # noqa: F403 (the cast of an approval)
from ..conftest import make_member


@pytest.fixture
def colleague(db):
    return make_member("1010", "吴桐", Role.PUBLICITY_OFFICER)


@pytest.fixture
def third(db):
    return make_member("1011", "郑雯", Role.PUBLICITY_OFFICER)


def ask_for(proofs: int, **fields) -> None:
    """Let the office ask for so many proof-readings."""
    settings = ApprovalSettings.load()
    settings.proofs = proofs
    for name, value in fields.items():
        setattr(settings, name, value)
    settings.save()


def now_says(thing) -> str:
    """Return the hash of what the newest draft says, as the page with the proofs shows it."""
    return text_hash(type(thing).objects.get(pk=thing.pk).latest_revision)


def read(thing, round, by):
    """Tick a round for the text as it stands."""
    return tick(type(thing).objects.get(pk=thing.pk), round, now_says(thing), by)


def rewrite(thing, by, **fields):
    """Save another draft; returns it."""
    draft = type(thing).objects.get(pk=thing.pk).get_latest_revision_as_object()
    for name, value in (fields or {"title": f"{draft.title}，改"}).items():
        setattr(draft, name, value)
    draft.save_revision(user=by)
    return type(thing).objects.get(pk=thing.pk)
