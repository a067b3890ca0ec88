import pytest

from approval.checks.findings import findings_of
from approval.models import CheckedWord, CheckSettings

from ..conftest import *  # noqa: F403 (the cast of an approval)

RESIDENT_ID = "11010519491231002X"


@pytest.fixture
def listed(db):
    """Empty the office's list, and return a function that puts a word on it."""
    CheckedWord.objects.all().delete()

    def put(word, kind=CheckedWord.Kind.SENSITIVE, advice="", severity=""):
        return CheckedWord.objects.create(word=word, kind=kind, advice=advice, severity=severity)

    return put


def set_severity(**severities) -> None:
    settings = CheckSettings.load()
    for name, value in severities.items():
        setattr(settings, name, value)
    settings.save()


def codes(thing) -> list[str]:
    return [finding.check for finding in findings_of(thing)]
