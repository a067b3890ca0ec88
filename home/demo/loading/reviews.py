"""How everything became public: written by one person, approved by another.

What is recent or still under way travels through the real workflow, notices included. What is older is entered as
what such a journey leaves behind (revision, decision, publication), without telling anybody today of a decision
that was taken long ago. Both end in the same rows, dated on the days when it happened.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.log_actions import log, registry
from wagtail.models import Page, Revision, Task, TaskState, Workflow, WorkflowState

from approval.roles import WORKFLOW_NAME
from notices.channels.codes import Code
from notices.models import Delivery, Notice
from people.models import Member

from .content import at

# Notices of decisions older than this have been read.
NEWS_STAYS_UNREAD = timedelta(days=7)


@dataclass(frozen=True)
class Journey:
    """One page or snippet, saved as a draft, and how far it came.

    `state` is `draft`, `submitted`, `sent_back` (with a `remark`) or `live`. `day` is the day on which it became
    public or, while it waits, was dated; it was written and submitted the day before. `is_recent` says that it
    travels for real even if it is live.
    """

    thing: object
    author: Member
    day: date
    state: str = "live"
    remark: str = ""
    is_recent: bool = False

    @property
    def written_at(self) -> datetime:
        return at(self.day - timedelta(days=1), "15:10")

    @property
    def submitted_at(self) -> datetime:
        return at(self.day - timedelta(days=1), "16:40")

    @property
    def decided_at(self) -> datetime:
        return at(self.day, "08:30")

    @property
    def travels(self) -> bool:
        return self.is_recent or self.state != "live"


def travel(journey: Journey, approver: Member) -> None:
    """Save, submit and decide through the same doors that people use; then put the dates right."""
    thing, author = journey.thing, journey.author
    revision = thing.save_revision(user=author)
    workflow_state = None
    if journey.state != "draft":
        workflow_state = thing.get_workflow().start(thing, author)
        task_state = workflow_state.current_task_state
        review = task_state.task.specific
        if journey.state == "sent_back":
            review.on_action(task_state, approver, "reject", comment=journey.remark)
        elif journey.state == "live":
            review.on_action(task_state, approver, "approve")
    _date_back(journey, revision, workflow_state)


def _date_back(journey: Journey, revision: Revision, workflow_state: WorkflowState | None) -> None:
    thing = journey.thing
    Revision.objects.filter(pk=revision.pk).update(created_at=journey.written_at)
    dates = {"latest_revision_created_at": journey.written_at} if isinstance(thing, Page) else {}
    if journey.state == "live":
        dates |= {"first_published_at": journey.decided_at, "last_published_at": journey.decided_at}
    if dates:
        type(thing)._default_manager.filter(pk=thing.pk).update(**dates)
    _log_creation(journey)
    entries = registry.get_logs_for_instance(thing)
    entries.filter(action="wagtail.workflow.start").update(timestamp=journey.submitted_at)
    entries.exclude(action__in=["wagtail.create", "wagtail.workflow.start"]).update(timestamp=journey.decided_at)
    if workflow_state is None:
        return
    WorkflowState.objects.filter(pk=workflow_state.pk).update(created_at=journey.submitted_at)
    states = workflow_state.task_states.all()
    states.update(started_at=journey.submitted_at)
    states.exclude(finished_at=None).update(finished_at=journey.decided_at)
    _date_notices_back(journey, workflow_state.current_task_state_id)


def _date_notices_back(journey: Journey, task_state_id: int) -> None:
    """What was decided has been seen by those who were asked, and nobody is mailed about it any more."""
    asked = Notice.objects.filter(dedupe_key=f"approval.waiting.{task_state_id}")
    asked.update(created_at=journey.submitted_at)
    if journey.state in ("live", "sent_back"):
        asked.update(read_at=journey.decided_at)
        count_as_mailed(asked, journey.submitted_at)
    keys = [f"approval.{kind}.{task_state_id}" for kind in ("approved", "sent_back")]
    told = Notice.objects.filter(dedupe_key__in=keys)
    told.update(created_at=journey.decided_at)
    if journey.state == "live":
        old = journey.decided_at < timezone.now() - NEWS_STAYS_UNREAD
        told.update(read_at=journey.decided_at if old else None)
        count_as_mailed(told, journey.decided_at)


def settle(notices: QuerySet[Notice]) -> None:
    """Let notices have been mailed and read as it were."""
    now = timezone.now()
    notices.update(read_at=now)
    count_as_mailed(notices, now)


def count_as_mailed(notices: QuerySet[Notice], at: datetime) -> None:
    """Enter that mail about these notices went out at a moment, so that none does now."""
    notices.update(mailed_at=at)
    deliveries = Delivery.objects.filter(notice__in=notices, channel=Code.MAIL)
    deliveries.update(state=Delivery.State.SENT, attempts=1, changed_at=at)


def enter_as_approved(journeys: Iterable[Journey], approver: Member) -> None:
    """Enter revisions, decisions and publications of drafts that are saved already, many at a time."""
    journeys = list(journeys)
    for journey in journeys:
        journey.thing.full_clean()
    workflow = Workflow.objects.get(name=WORKFLOW_NAME)
    task = Task.objects.get(workflow_tasks__workflow=workflow)
    revisions = Revision.objects.bulk_create(
        Revision(
            **_identity(journey.thing),
            created_at=journey.written_at,
            user=journey.author,
            object_str=str(journey.thing),
            content=journey.thing.serializable_data(),
        )
        for journey in journeys
    )
    workflow_states = WorkflowState.objects.bulk_create(
        WorkflowState(
            **_identity(journey.thing),
            workflow=workflow,
            status=WorkflowState.STATUS_APPROVED,
            requested_by=journey.author,
        )
        for journey in journeys
    )
    task_states = TaskState.objects.bulk_create(
        TaskState(
            workflow_state=workflow_state,
            revision=revision,
            task=task,
            status=TaskState.STATUS_APPROVED,
            finished_at=journey.decided_at,
            finished_by=approver,
        )
        for journey, revision, workflow_state in zip(journeys, revisions, workflow_states, strict=True)
    )
    rows = zip(journeys, revisions, workflow_states, task_states, strict=True)
    for journey, revision, workflow_state, task_state in rows:
        _make_live(journey, revision)
        workflow_state.current_task_state = task_state
        workflow_state.created_at = task_state.started_at = journey.submitted_at
    WorkflowState.objects.bulk_update(workflow_states, ["current_task_state", "created_at"])
    TaskState.objects.bulk_update(task_states, ["started_at"])
    _save_live(journey.thing for journey in journeys)
    for journey in journeys:
        _log_creation(journey)
    _log_publication(journeys, approver)


def _identity(thing) -> dict:
    return {
        "content_type": thing.get_content_type(),
        "base_content_type": thing.get_base_content_type(),
        "object_id": str(thing.pk),
    }


def _make_live(journey: Journey, revision: Revision) -> None:
    thing = journey.thing
    thing.live = True
    thing.has_unpublished_changes = False
    thing.latest_revision = thing.live_revision = revision
    thing.first_published_at = thing.last_published_at = journey.decided_at
    if isinstance(thing, Page):
        thing.latest_revision_created_at = journey.written_at


def _save_live(things: Iterable) -> None:
    fields = [
        "live",
        "has_unpublished_changes",
        "latest_revision",
        "live_revision",
        "first_published_at",
        "last_published_at",
    ]
    for kind, rows in groupby(sorted(things, key=lambda thing: thing._meta.label), key=type):
        more = ["latest_revision_created_at"] if issubclass(kind, Page) else []
        kind._default_manager.bulk_update(list(rows), fields + more)


def _log_creation(journey: Journey) -> None:
    """Enter who made the thing, and when; for a page Wagtail has done so when it was saved, only not the day."""
    if isinstance(journey.thing, Page):
        made = registry.get_logs_for_instance(journey.thing).filter(action="wagtail.create")
        made.update(timestamp=journey.written_at)
    else:
        log(journey.thing, "wagtail.create", user=journey.author, timestamp=journey.written_at)


def _log_publication(journeys: Iterable[Journey], approver: Member) -> None:
    """Enter into the history of each thing when it was published and by whom."""
    entries = defaultdict(list)
    for journey in journeys:
        thing = journey.thing
        model = registry.get_log_model_for_instance(thing)
        about = {"page_id": thing.pk} if isinstance(thing, Page) else {"object_id": str(thing.pk)}
        entries[model].append(
            model(
                action="wagtail.publish",
                user=approver,
                timestamp=journey.decided_at,
                content_type=thing.get_content_type(),
                label=str(thing),
                revision=thing.live_revision,
                content_changed=True,
                data={},
                **about,
            )
        )
    for model, rows in entries.items():
        model.objects.bulk_create(rows)
