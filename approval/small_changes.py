"""Items that an approver may decide on several at once, since each is taken in at a glance."""

from wagtail.models import TaskState

from .approvers import deciders_of
from .comparison import is_small
from .queue import describe, waiting_for, with_contents
from .together.cards import filled_in
from .together.members import rows_of

SEVERAL = 5
# How many of the oldest are looked through for small ones: comparing two versions takes a while.
LOOKED_THROUGH = 20


def small_changes(request) -> tuple[list[TaskState], int]:
    """Return the oldest small items that wait for this user, filled in, and among how many of the oldest they were
    looked for; 0 stands for all.

    What the checks found and nobody has given a reason for wants an item to itself, and so does what was submitted
    together.
    """
    waiting = [row.state for row in rows_of(waiting_for(request.user)) if not row.joint]
    looked_at = with_contents(waiting[:LOOKED_THROUGH])
    small = []
    for state in filled_in(looked_at, request, deciders_of(looked_at)):
        if is_small(state.changes) and all(finding.acknowledgement for finding in state.findings):
            small.append(state)
        if len(small) == SEVERAL:
            break
    describe(small)
    return small, LOOKED_THROUGH if len(waiting) > LOOKED_THROUGH else 0
