"""The approval record is written here and nowhere else, in the transaction of the act that it tells of."""

import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone, translation
from wagtail.log_actions import get_active_log_context
from wagtail.models import DraftStateMixin, Page, Revision, TaskState

from days.models.yearly_counter import next_number

from .contents import content_hash, reading_text, require_unchanged, used_by
from .models.joint_submission import JointItem
from .models.record import PASSING_ACTS, Act, ApprovalRecord, ChainHead, RecordWords

SHEETS = "approval sheet"
# What a record has in common with the one that it follows.
REPEATED = ["submission", "revision", "content_hash", "files_hash", "names_hash"]


@dataclass(frozen=True)
class Hand:
    """Whose act it is that is going on, for what Wagtail does in its course and tells by signals."""

    actor: Any = None
    on_behalf_of: Any = None
    remark: str = ""


NOBODY = Hand()
_hand: ContextVar[Hand] = ContextVar("approval_hand", default=NOBODY)


@contextmanager
def acting(actor=None, *, on_behalf_of=None, remark: str = "") -> Iterator[None]:
    """Say whose act it is and why, while a page or snippet is published or taken down."""
    token = _hand.set(Hand(actor, on_behalf_of, remark))
    try:
        yield
    finally:
        _hand.reset(token)


def hand() -> Hand:
    """Return whose act is going on; by default that of who is signed in to the admin; nobody's in a job."""
    current = _hand.get()
    return current if current.actor else Hand(get_active_log_context().user, None, current.remark)


@dataclass(frozen=True)
class Joining:
    """What the record of a submission says of those that are submitted with it: the number of its sheet, a remark."""

    sheet: str
    remark: str


_joining: ContextVar[Joining | None] = ContextVar("approval_joining", default=None)


@contextmanager
def joining(sheet: str, remark: str) -> Iterator[None]:
    """Say of what is submitted in the block that it is one item of a joint submission."""
    token = _joining.set(Joining(sheet, remark))
    try:
        yield
    finally:
        _joining.reset(token)


def is_joining() -> bool:
    """True while items of a joint submission are submitted: its approvers are told once, of all of them."""
    return _joining.get() is not None


@transaction.atomic
def record(
    act: Act,
    *,
    thing: models.Model | None = None,
    revision: Revision | None = None,
    actor=None,
    on_behalf_of=None,
    remark: str = "",
    title: str = "",
    stage: str = "",
    submission: int | None = None,
    sheet: str = "",
    text: str = "",
    findings: Iterable[dict] = (),
    proofs: Iterable[dict] = (),
    used=None,
    follows: ApprovalRecord | None = None,
) -> ApprovalRecord:
    """Add one record to the chain and return it; to be called in the transaction of the act.

    `thing` is what the act was done to, `actor` who did it (None: the clock), `on_behalf_of` whose deputy that was.
    With a `revision` the hashes of its content, files and names are stored; `used` spares finding them again.
    `findings`: [{level, place, message, reason}] of the checks; `proofs`: [{round, name, number, at, current}] of the
    proof-readings. `submission`: the workflow state's id, by default that under which the revision was submitted.
    `follows` is the record of an earlier act on the same version: its submission, revision and hashes are repeated, and
    its thing where that is gone.
    """
    if thing is not None:
        thing = getattr(thing, "specific", thing)
        lock_all([thing])
    # From here until the end of the transaction nobody else adds a record.
    head = lock_head()
    seen = {}
    if revision is not None:
        used = used or used_by(revision)
        seen = {
            "submission": _submission_of(revision) if submission is None else submission,
            "revision": revision.pk,
            "content_hash": content_hash(revision),
            "files_hash": used.files_hash,
            "names_hash": used.names_hash,
        }
    elif follows is not None:
        seen = {name: getattr(follows, name) for name in REPEATED}
    with translation.override(settings.LANGUAGE_CODE):
        title = title or str(revision.object_str if revision else thing if thing is not None else "")
    words = RecordWords(
        salt=secrets.token_hex(32),
        title=title,
        remark=remark,
        actor_name=actor.get_full_name() if actor else "",
        on_behalf_of_name=on_behalf_of.get_full_name() if on_behalf_of else "",
        text=text,
        findings=[{key: str(value) for key, value in finding.items()} for finding in findings],
        proofs=list(proofs),
        files=used.files if used else [],
        names=used.names if used else [],
    )
    row = ApprovalRecord(
        number=head.number + 1,
        act=act,
        at=timezone.now(),
        actor_id=actor.pk if actor else None,
        actor_number=actor.employee_number if actor else "",
        on_behalf_of_id=on_behalf_of.pk if on_behalf_of else None,
        on_behalf_of_number=on_behalf_of.employee_number if on_behalf_of else "",
        sheet=sheet,
        stage=stage,
        **{"submission": submission, **_identity(thing, follows), **seen},
        words_digest=words.computed_digest(),
        previous_digest=head.digest,
    )
    row.digest = row.computed_digest()
    row.save(force_insert=True)
    words.record = row
    words.save(force_insert=True)
    head.number, head.digest = row.number, row.digest
    head.save(update_fields=["number", "digest"])
    return row


def _identity(thing: models.Model | None, follows: ApprovalRecord | None) -> dict[str, str]:
    if thing is not None:
        return {"kind": thing._meta.label_lower, "thing_id": str(thing.pk)}
    return {"kind": follows.kind, "thing_id": follows.thing_id} if follows else {}


def lock_head() -> ChainHead:
    """Return the end of the chain, locked until the transaction ends."""
    return ChainHead.objects.select_for_update().get()


def lock_all(things: Iterable[models.Model]) -> None:
    """Lock the rows of pages and snippets in one order, before the chain: acts on the same things then wait in turn.

    Whoever records several things in one transaction locks all of them here first: the first record holds the end of
    the chain, and whoever has the second thing waits for that end.
    """
    wanted = defaultdict(set)
    for thing in things:
        if isinstance(thing, DraftStateMixin):
            wanted[Page if isinstance(thing, Page) else type(thing)].add(thing.pk)
    for model in sorted(wanted, key=lambda model: model._meta.label):
        rows = model._base_manager.select_for_update(of=("self",), no_key=True).filter(pk__in=wanted[model])
        list(rows.order_by("pk").values_list("pk"))


def _submission_of(revision: Revision) -> int | None:
    submitted = ApprovalRecord.objects.filter(revision=revision.pk, act=Act.SUBMITTED).only("submission").first()
    return submitted.submission if submitted else None


def record_submission(
    state: TaskState, *, by, findings: Iterable[dict] = (), proofs: Iterable[dict] = ()
) -> ApprovalRecord | None:
    """Record that the revision of a task state was submitted; a later stage of the same submission is no new one."""
    course = ApprovalRecord.objects.of_course(state.workflow_state_id)
    last = course.only("act", "revision").last()
    if last and last.act in PASSING_ACTS and last.revision == state.revision_id:
        return None
    # A submission keeps the number of its sheet when it comes back, unless that is the sheet of a joint submission,
    # which it has left; the numbers are taken under the chain's lock.
    with transaction.atomic():
        lock_all([state.workflow_state.content_object])
        lock_head()
        joining = _joining.get()
        sheet = joining.sheet if joining else _own_sheet(course) or next_sheet()
        return record(
            Act.SUBMITTED,
            thing=state.workflow_state.content_object,
            revision=state.revision,
            actor=by,
            stage=state.task.name,
            submission=state.workflow_state_id,
            sheet=sheet,
            remark=joining.remark if joining else "",
            text=reading_text(state.revision),
            findings=findings,
            proofs=proofs,
        )


def _own_sheet(course: models.QuerySet) -> str:
    """Return the number of the sheet under which something was last submitted by itself, or ""."""
    last = course.exclude(sheet="").only("number", "sheet").last()
    if last is None or JointItem.objects.filter(submitted=last).exists():
        return ""
    return last.sheet


def next_sheet() -> str:
    """Return the number of a new sheet; to be called under the lock of the chain."""
    year = timezone.localdate().year
    return f"{year}-{next_number(SHEETS, year):04}"


def last_published(thing: models.Model) -> ApprovalRecord | None:
    """Return the record of the version that went public last."""
    label = getattr(thing, "specific_class", type(thing))._meta.label_lower
    return ApprovalRecord.objects.filter(kind=label, thing_id=str(thing.pk), act=Act.PUBLISHED).first()


def submitted_record(revision_id: int) -> ApprovalRecord | None:
    """Return the latest submission of a revision, with its words."""
    return ApprovalRecord.objects.filter(revision=revision_id, act=Act.SUBMITTED).select_related("words").first()


@contextmanager
def on_record(
    state: TaskState, action: str, actor, *, remark: str = "", stage: str = "", on_behalf_of=None
) -> Iterator[None]:
    """Record a decision and carry it out in the block; what goes public in its course is recorded as `actor`'s act.

    `action` is approve, reject or confirm; to be called in the transaction of the decision.

    Raises:
        ContentsChanged: an approval of something that is not what was submitted.
    """
    act = {"approve": Act.APPROVED, "confirm": Act.CONFIRMED, "reject": Act.SENT_BACK}[action]
    thing, revision = state.workflow_state.content_object, state.revision
    used = None
    if act in PASSING_ACTS:
        # What it uses may change until the row is locked, so it is looked at under the lock.
        lock_all([getattr(thing, "specific", thing)])
        used = require_unchanged(revision, submitted_record(revision.pk))
    facts = {"thing": thing, "actor": actor, "on_behalf_of": on_behalf_of, "submission": state.workflow_state_id}
    record(act, revision=revision, remark=remark, stage=stage or state.task.name, used=used, **facts)
    with acting(actor, on_behalf_of=on_behalf_of):
        yield
    revision.refresh_from_db(fields=["approved_go_live_at"])
    if act in PASSING_ACTS and revision.approved_go_live_at:
        record(Act.SCHEDULED, revision=revision, used=used, **facts)
