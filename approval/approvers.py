"""Who decides: the approvers of a stage, who stands in for them, and whom an overdue submission goes to."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Q, prefetch_related_objects
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
        out = hands[state.pk] | crowd.earlier[state.workflow_state_id]
        approvers = crowd.approvers(state)
        deciders: dict[int, int | None] = {
            deputy: principal
            for principal in approvers - hands[state.pk]
            for deputy in crowd.deputies[principal]
            if deputy not in out
        }
        deciders |= dict.fromkeys(approvers - out)
        if not deciders or state.is_overdue:
            deciders = dict.fromkeys(crowd.standby - out) | deciders
        found[state.pk] = {pk: principal for pk, principal in deciders.items() if pk in crowd.active}
    return found


def approved_before(state: TaskState, user) -> Revision | None:
    """Return what `user` approved at this stage before a later stage sent it back, or None."""
    earlier = (
        state.workflow_state.task_states.filter(
            task=state.task_id, finished_by=user, status=TaskState.STATUS_CANCELLED, pk__lt=state.pk
        )
        .select_related("revision")
        .order_by("-finished_at")
        .first()
    )
    return earlier.revision if earlier else None


class _Crowd:
    """Everybody who may come into question, fetched at once: only what some stage asks for, and of people the ids."""

    def __init__(self, states):
        tasks = {state.task_id: state.task.reviewtask for state in states}
        finders = {task.finder for task in tasks.values()}
        self.active = {task.person_id for task in tasks.values() if task.person and task.person.is_active}
        self.members_of = defaultdict(set)
        self.standby = set()
        belongs = Q(group__reviewtask__in=tasks) | Q(group__name__in=STANDBY_GROUPS)
        for name, task_id, *member in (
            Member.groups.through.objects.filter(belongs)
            .order_by()
            .values_list("group__name", "group__reviewtask", "member_id", "member__is_active")
        ):
            pk = self._met(*member)
            self.members_of[task_id].add(pk)
            if name in STANDBY_GROUPS:
                self.standby.add(pk)
        self.deputies = defaultdict(list)
        in_force = Deputyship.objects.in_force()
        for principal, *deputy in in_force.values_list("principal_id", "deputy_id", "deputy__is_active"):
            self.deputies[principal].append(self._met(*deputy))
        self.earlier = defaultdict(set)
        approved = TaskState.objects.filter(
            workflow_state__in={state.workflow_state_id for state in states}, status=TaskState.STATUS_APPROVED
        )
        for workflow_state, member in approved.values_list("workflow_state_id", "finished_by_id"):
            self.earlier[workflow_state].add(member)
        self.heads, self.branch_chairs, self.departments, self.submitters = {}, {}, {}, {}
        if Finder.DEPARTMENT_HEAD in finders:
            heads = Department.objects.exclude(head=None).order_by()
            self.heads = {pk: self._met(*head) for pk, *head in heads.values_list("pk", "head_id", "head__is_active")}
            # Of what the revisions say, this alone is asked for: they may be long, and there may be many.
            revisions = Revision.objects.filter(pk__in=[state.revision_id for state in states])
            self.departments = dict(revisions.values_list("pk", "content__department"))
        if Finder.BRANCH_CHAIR in finders:
            branches = Branch.objects.exclude(chair=None).order_by()
            self.branch_chairs = {
                pk: self._met(*chair) for pk, *chair in branches.values_list("pk", "chair_id", "chair__is_active")
            }
        if finders & {Finder.DEPARTMENT_HEAD, Finder.BRANCH_CHAIR}:
            submitters = Member.objects.filter(pk__in={state.workflow_state.requested_by_id for state in states})
            self.submitters = {
                pk: (department, branch)
                for pk, department, branch in submitters.values_list("pk", "department_id", "union_group__branch_id")
            }

    def _met(self, pk: int, is_active: bool) -> int:
        if is_active:
            self.active.add(pk)
        return pk

    def approvers(self, state: TaskState) -> set[int]:
        """Return the approvers that the stage finds for this item; its groups, where it finds nobody."""
        task = state.task.reviewtask
        department, branch = self.submitters.get(state.workflow_state.requested_by_id, (None, None))
        found = None
        if task.finder == Finder.PERSON:
            found = task.person_id
        elif task.finder == Finder.DEPARTMENT_HEAD:
            found = self.heads.get(self.departments.get(state.revision_id) or department)
        elif task.finder == Finder.BRANCH_CHAIR:
            found = self.branch_chairs.get(branch)
        return {found} if found in self.active else self.members_of[task.pk]
