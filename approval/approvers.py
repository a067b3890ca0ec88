"""Who decides: the approvers of a stage, who stands in for them, and whom an overdue submission goes to."""

from collections import defaultdict
from collections.abc import Sequence
from enum import StrEnum

from django.db.models import QuerySet, Value, prefetch_related_objects
from wagtail.models import Revision, TaskState

from people.actions import GROUP_NAMES
from people.models import Branch, Department, Member
from people.models.role_grant import APPROVING_ROLES

from .hands import contributors_to
from .models.deputyship import Deputyship
from .models.finder import Finder
from .overdue import overdue_states

STANDBY_GROUPS = [GROUP_NAMES[role] for role in APPROVING_ROLES]


def deciders_of(states: Sequence[TaskState]) -> dict[int, dict[int, int | None]]:
    """Return who may decide on each task state: by its id, the members' ids, each with whom he or she stands in for.

    None stands for an approver in his or her own right. Left out are those who had a hand in the item, and those
    who approved it at an earlier stage of this submission. Where nobody is left, and where a submission has waited
    too long, the chair and the deputy chairs may decide. Each state learns here whether it `is_overdue`.
    The number of queries does not grow with the states.
    """
    states = list(states)
    if not states:
        return {}
    hands = contributors_to(states)
    prefetch_related_objects(states, "task__reviewtask__person")
    crowd = _Crowd(states)
    overdue = overdue_states(states)
    found = {}
    for state in states:
        state.is_overdue = state.pk in overdue
        out = hands[state.pk] | crowd.approved_before(state)
        approvers = crowd.approvers(state)
        # Nor does a deputy decide for somebody who may not: an office would stand on the sheet twice.
        deciders: dict[int, int | None] = {
            deputy: principal for principal in approvers - out for deputy in crowd.deputies_of(principal) - out
        }
        deciders |= dict.fromkeys(approvers - out)
        if not deciders or state.is_overdue:
            deciders = dict.fromkeys(crowd.standby() - out) | deciders
        found[state.pk] = {pk: principal for pk, principal in deciders.items() if pk in crowd.active}
    return found


def approved_before(states: Sequence[TaskState], user) -> dict[int, Revision]:
    """Return what `user` approved at the same stage before a later stage sent it back, by the id of the task state that
    waits now; in one query.
    """
    rows = TaskState.objects.filter(
        workflow_state__in=[state.workflow_state_id for state in states],
        finished_by=user,
        status=TaskState.STATUS_CANCELLED,
    )
    earlier = defaultdict(list)
    for row in rows.select_related("revision").order_by("finished_at"):
        earlier[row.workflow_state_id, row.task_id].append(row)
    return {
        state.pk: row.revision
        for state in states
        for row in earlier[state.workflow_state_id, state.task_id]
        if row.pk < state.pk
    }


class _Place(StrEnum):
    """Where somebody may stand; the comment says what tells one such place from another."""

    GROUP = "group"  # the stage that the group decides at
    STANDBY = "standby"  # there is one
    DEPUTY = "deputy"  # the member stood in for
    EARLIER = "earlier"  # the submission, approved at an earlier stage of it
    HEAD = "head"  # the department
    CHAIR = "chair"  # the branch


class _Crowd:
    """Everybody who may come into question, fetched at once: only what some stage asks for, and of people the ids."""

    def __init__(self, states):
        tasks = {state.task_id: state.task.reviewtask for state in states}
        finders = {task.finder for task in tasks.values()}
        self.active = {task.person_id for task in tasks.values() if task.person and task.person.is_active}
        self._standing: dict[str, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
        for place, which, member, is_active in self._rows(
            tasks, finders, {state.workflow_state_id for state in states}
        ):
            self._standing[place][which].add(member)
            if is_active:
                self.active.add(member)
        self._departments = {}
        if Finder.DEPARTMENT_HEAD in finders:
            # Of what the revisions say, this alone is asked for: they may be long, and there may be many.
            revisions = Revision.objects.filter(pk__in=[state.revision_id for state in states])
            self._departments = dict(revisions.values_list("pk", "content__department"))
        if finders & {Finder.DEPARTMENT_HEAD, Finder.BRANCH_CHAIR}:
            prefetch_related_objects(states, "workflow_state__requested_by__union_group")

    def _rows(self, tasks, finders, submissions) -> QuerySet:
        """Return in one query who stands where: the place, which of its kind, who, whether he or she is still there."""
        groups = Member.groups.through.objects.order_by()
        at_stages, on_standby = (
            groups.filter(group__reviewtask__in=tasks),
            groups.filter(group__name__in=STANDBY_GROUPS),
        )
        deputies = Deputyship.objects.in_force().order_by()
        approved = TaskState.objects.filter(workflow_state__in=submissions, status=TaskState.STATUS_APPROVED).order_by()
        rows = [
            _standing(_Place.STANDBY, on_standby, Value(0), "member"),
            _standing(_Place.DEPUTY, deputies, "principal_id", "deputy"),
            _standing(_Place.EARLIER, approved, "workflow_state_id", "finished_by"),
        ]
        if Finder.DEPARTMENT_HEAD in finders:
            rows.append(_standing(_Place.HEAD, Department.objects.exclude(head=None).order_by(), "pk", "head"))
        if Finder.BRANCH_CHAIR in finders:
            rows.append(_standing(_Place.CHAIR, Branch.objects.exclude(chair=None).order_by(), "pk", "chair"))
        return _standing(_Place.GROUP, at_stages, "group__reviewtask", "member").union(*rows, all=True)

    def standby(self) -> set[int]:
        """Return the chair and the deputy chairs."""
        return self._standing[_Place.STANDBY][0]

    def deputies_of(self, principal: int) -> set[int]:
        return self._standing[_Place.DEPUTY][principal]

    def approved_before(self, state: TaskState) -> set[int]:
        """Return those who approved it at an earlier stage of this submission."""
        return self._standing[_Place.EARLIER][state.workflow_state_id]

    def approvers(self, state: TaskState) -> set[int]:
        """Return the approvers that the stage finds for this item; its groups, where it finds nobody."""
        task = state.task.reviewtask
        submitter = state.workflow_state.requested_by
        found = set()
        if task.finder == Finder.PERSON:
            found = {task.person_id}
        elif task.finder == Finder.DEPARTMENT_HEAD:
            own = submitter.department_id if submitter else None
            found = self._standing[_Place.HEAD][self._departments.get(state.revision_id) or own]
        elif task.finder == Finder.BRANCH_CHAIR:
            group = submitter.union_group if submitter else None
            found = self._standing[_Place.CHAIR][group.branch_id if group else None]
        return found & self.active or self._standing[_Place.GROUP][task.pk]


def _standing(place: _Place, rows: QuerySet, which, who: str) -> QuerySet:
    return rows.values_list(Value(place.value), which, f"{who}_id", f"{who}__is_active")
