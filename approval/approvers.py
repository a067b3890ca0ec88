"""Who decides: the approvers of a stage, who stands in for them, and whom an overdue submission goes to."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Q, Value, prefetch_related_objects
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
        self.members_of, self.deputies, self.earlier = defaultdict(set), defaultdict(list), defaultdict(set)
        self.standby, self.heads, self.branch_chairs, self.departments = set(), {}, {}, {}
        self._read(tasks, finders, {state.workflow_state_id for state in states})
        if Finder.DEPARTMENT_HEAD in finders:
            # Of what the revisions say, this alone is asked for: they may be long, and there may be many.
            revisions = Revision.objects.filter(pk__in=[state.revision_id for state in states])
            self.departments = dict(revisions.values_list("pk", "content__department"))
        if finders & {Finder.DEPARTMENT_HEAD, Finder.BRANCH_CHAIR}:
            prefetch_related_objects(states, "workflow_state__requested_by__union_group")

    def _read(self, tasks, finders, submissions) -> None:
        """Read who is in which place: a row each of what place, which, who, and whether he or she is still there."""
        belongs = Q(group__reviewtask__in=tasks) | Q(group__name__in=STANDBY_GROUPS)
        groups = Member.groups.through.objects.filter(belongs).order_by()
        deputies = Deputyship.objects.in_force().order_by()
        approved = TaskState.objects.filter(workflow_state__in=submissions, status=TaskState.STATUS_APPROVED).order_by()
        places = [
            deputies.values_list(Value("deputy"), Value(""), "principal_id", "deputy_id", "deputy__is_active"),
            approved.values_list(Value("earlier"), Value(""), "workflow_state_id", "finished_by_id", Value(False)),
        ]
        if Finder.DEPARTMENT_HEAD in finders:
            heads = Department.objects.exclude(head=None).order_by()
            places.append(heads.values_list(Value("head"), Value(""), "pk", "head_id", "head__is_active"))
        if Finder.BRANCH_CHAIR in finders:
            branches = Branch.objects.exclude(chair=None).order_by()
            places.append(branches.values_list(Value("chair"), Value(""), "pk", "chair_id", "chair__is_active"))
        rows = groups.values_list(
            Value("group"), "group__name", "group__reviewtask", "member_id", "member__is_active"
        ).union(*places, all=True)
        for place, name, which, member, is_active in rows:
            if is_active:
                self.active.add(member)
            if place == "group":
                self.members_of[which].add(member)
                if name in STANDBY_GROUPS:
                    self.standby.add(member)
            elif place == "deputy":
                self.deputies[which].append(member)
            elif place == "earlier":
                self.earlier[which].add(member)
            elif place == "head":
                self.heads[which] = member
            else:
                self.branch_chairs[which] = member

    def approvers(self, state: TaskState) -> set[int]:
        """Return the approvers that the stage finds for this item; its groups, where it finds nobody."""
        task = state.task.reviewtask
        submitter = state.workflow_state.requested_by
        found = None
        if task.finder == Finder.PERSON:
            found = task.person_id
        elif task.finder == Finder.DEPARTMENT_HEAD:
            own = submitter.department_id if submitter else None
            found = self.heads.get(self.departments.get(state.revision_id) or own)
        elif task.finder == Finder.BRANCH_CHAIR:
            group = submitter.union_group if submitter else None
            found = self.branch_chairs.get(group.branch_id if group else None)
        return {found} if found in self.active else self.members_of[task.pk]
