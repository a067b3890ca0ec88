"""Why somebody who opens a review has nothing to decide there, in a sentence that is true of this person."""

from django.utils.translation import gettext as _
from wagtail.models import TaskState

from people.models import Member

from .approvers import deciders_of
from .hands import contributors_to

# How many of those who decide are named.
NAMED = 5


def why_not(state: TaskState, user) -> str:
    """Return why `user` does not decide on a task state that waits; who does, where he or she had no hand in it."""
    if user.pk in contributors_to([state])[state.pk]:
        return _("You worked on this item, so somebody else decides on it.")
    if state.workflow_state.task_states.filter(finished_by=user, status=TaskState.STATUS_APPROVED).exists():
        return _("You approved this item at an earlier stage, so somebody else decides on it.")
    deciders = Member.objects.filter(pk__in=deciders_of([state])[state.pk]).order_by("pk")
    names = [member.get_full_name() for member in deciders[: NAMED + 1]]
    if not names:
        said = _("It waits at the stage “%(stage)s”, where nobody may decide on it now.")
    elif len(names) > NAMED:
        said = _("It waits at the stage “%(stage)s”. %(names)s and others decide there.")
    else:
        said = _("It waits at the stage “%(stage)s”. Who decides there: %(names)s.")
    return said % {"stage": state.task.name, "names": "、".join(names[:NAMED])}
