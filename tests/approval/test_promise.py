"""The promise: in whatever order officers, approvers, a superuser and the clock act, what is public is what somebody
approved who had no hand in it, word for word.
"""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from people.models import Role

from .conftest import make_member
from .ledger import Breach
from .office import Office

OF_EVERY_RUN = {
    "deadline": None,
    "database": None,
    "print_blob": True,
    "suppress_health_check": list(HealthCheck),
    "report_multiple_bugs": False,
}
# The same every time: what is new is looked for in the thorough run, which takes its time.
QUICK = settings(max_examples=14, stateful_step_count=24, phases=[Phase.generate], derandomize=True, **OF_EVERY_RUN)
THOROUGH = settings(max_examples=120, stateful_step_count=50, **OF_EVERY_RUN)
# A breach need only be found, not made small.
UNTIL_FOUND = settings(
    max_examples=400, stateful_step_count=30, phases=[Phase.generate], derandomize=True, **OF_EVERY_RUN
)


@pytest.fixture
def office(news_index, officer, chair, deputy, superuser, reader):
    """A function that makes a machine; what it does is undone when its example is over."""
    cast = {
        "officer": officer,
        "colleague": make_member("1004", "周宣", Role.PUBLICITY_OFFICER),
        "chair": chair,
        "deputy": deputy,
        "second deputy": make_member("1005", "吴副", Role.DEPUTY_CHAIR),
        "superuser": superuser,
        "reader": reader,
    }
    return lambda: Office(cast, news_index)


def test_nothing_is_public_that_nobody_else_approved(office):
    run_state_machine_as_test(office, settings=QUICK)


@pytest.mark.long
def test_nothing_is_public_that_nobody_else_approved_in_many_more_cases(office):
    run_state_machine_as_test(office, settings=THOROUGH)


# Controls: with a rule taken away the same machine finds a breach.


def nobody(states):
    return {state.pk: set() for state in states}


def publish_the_newest(workflow_state, user=None):
    """What Wagtail does by itself."""
    workflow_state.content_object.get_latest_revision().publish(user=user, skip_permission_checks=True)


@pytest.mark.parametrize(
    ("name", "instead"),
    [
        pytest.param("approval.approvers.contributors_to", nobody, marks=pytest.mark.long),
        ("wagtail.models.WorkflowState.on_finish", publish_the_newest),
    ],
    ids=["who contributed", "what was reviewed"],
)
def test_without_a_rule_the_machine_finds_a_breach(office, monkeypatch, name, instead):
    monkeypatch.setattr(name, instead)
    with pytest.raises(Breach):
        run_state_machine_as_test(office, settings=UNTIL_FOUND)
