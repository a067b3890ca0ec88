"""Who decides: the approvers of a stage, who stands in for them, and whom an overdue submission goes to."""

from collections import defaultdict
from collections.abc import Sequence

from wagtail.models import Revision, Task, TaskState

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
    too long, the chair and the deputy chairs may decide. The number of queries does not grow with the states.
    """
    states = list(states)
    if not states:
        return {}
    hands = contributors_to(states)
    tasks = {task.pk: task for task in Task.objects.filter(pk__in={state.task_id for state in states}).specific()}
    crowd = _Crowd(tasks.values(), states)
    overdue = overdue_states(states)
    found = {}
    for state in states:
        task = tasks[state.task_id]
        out = hands[state.pk] | crowd.earlier[state.workflow_state_id]
        approvers = crowd.approvers(task, state)
        deciders: dict[int, int | None] = {
            deputy: principal
            for principal in approvers - hands[state.pk]
            for deputy in crowd.deputies[principal]
            if deputy not in out
        }
        deciders |= dict.fromkeys(approvers - out)
        if not deciders or state.pk in overdue:
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
    """Everybody who may come into question, fetched at once."""

    def __init__(self, tasks, states):
        self.members_of = defaultdict(set)
        for task_id, member_id in Member.groups.through.objects.filter(group__reviewtask__in=tasks).values_list(
            "group__reviewtask", "member_id"
        ):
            self.members_of[task_id].add(member_id)
        self.standby = set(Member.objects.filter(groups__name__in=STANDBY_GROUPS).values_list("pk", flat=True))
        self.heads = dict(Department.objects.exclude(head=None).values_list("pk", "head_id"))
        self.branch_chairs = dict(Branch.objects.exclude(chair=None).values_list("pk", "chair_id"))
        self.deputies = defaultdict(list)
        for principal, deputy in Deputyship.objects.in_force().values_list("principal_id", "deputy_id"):
            self.deputies[principal].append(deputy)
        self.earlier = defaultdict(set)
        approved = TaskState.objects.filter(
            workflow_state__in={state.workflow_state_id for state in states}, status=TaskState.STATUS_APPROVED
        )
        for workflow_state, member in approved.values_list("workflow_state_id", "finished_by_id"):
            self.earlier[workflow_state].add(member)
        self.submitters = {
            member.pk: member
            for member in Member.objects.select_related("union_group").filter(
                pk__in={state.workflow_state.requested_by_id for state in states}
            )
        }
        self.active = set(
            Member.objects.filter(
                pk__in={
                    *self.standby,
                    *(member for members in self.members_of.values() for member in members),
                    *(task.person_id for task in tasks),
                    *self.heads.values(),
                    *self.branch_chairs.values(),
                    *(deputy for deputies in self.deputies.values() for deputy in deputies),
                }
                - {None},
                is_active=True,
            ).values_list("pk", flat=True)
        )

    def approvers(self, task: Task, state: TaskState) -> set[int]:
        """Return the approvers that the stage finds for this item; its groups, where it finds nobody."""
        submitter = self.submitters.get(state.workflow_state.requested_by_id)
        found = None
        if task.finder == Finder.PERSON:
            found = task.person_id
        elif task.finder == Finder.DEPARTMENT_HEAD:
            department = state.revision.content.get("department") or (submitter and submitter.department_id)
            found = self.heads.get(department)
        elif task.finder == Finder.BRANCH_CHAIR:
            group = submitter.union_group if submitter else None
            found = self.branch_chairs.get(group.branch_id) if group else None
        return {found} if found in self.active else self.members_of[task.pk]
