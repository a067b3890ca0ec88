"""One approval sheet for all that was submitted together, made from the approval record."""

from collections import defaultdict
from pathlib import Path

from django.conf import settings
from django.utils import timezone, translation

from people.paper import letterhead, qr

from ..models.joint_submission import JointItem, JointSubmission
from ..models.record import Act, ApprovalRecord
from ..sheet import OUTCOMES, STATUSES, as_on_paper, decisions_of, proofs_of
from .telling import address_of

TEMPLATE = Path(__file__).parent.parent / "sheets" / "joint_sheet.typ"
# After these an item is no longer part of what it was submitted with.
LEAVING_ACTS = [Act.SENT_BACK, Act.WITHDRAWN]


def joint_sheet_of(joint: JointSubmission) -> dict:
    """Return what the sheet says, as plain data, in two queries: every item with its course until it left."""
    items = list(joint.items.exclude(submitted=None).select_related("submitted__words").order_by("position"))
    courses = defaultdict(list)
    submissions = {item.submitted.submission for item in items}
    for row in ApprovalRecord.objects.filter(submission__in=submissions).select_related("words").order_by("number"):
        courses[row.submission].append(row)
    rows = [_row(item, _stay(item, courses[item.submitted.submission])) for item in items]
    first = items[0].submitted
    return {
        "letterhead": letterhead(),
        "sheet": joint.sheet,
        "printed_at": as_on_paper(timezone.now()),
        "title": joint.title,
        "author": first.words.actor_name,
        "author_number": first.actor_number,
        "submitted_at": as_on_paper(joint.submitted_at),
        "statuses": _counted(row["status"] for row in rows),
        "items": rows,
        "first_number": first.number,
        "last_number": items[-1].submitted.number,
        "digest": items[-1].submitted.digest,
        "qr": qr(settings.WAGTAILADMIN_BASE_URL + address_of(joint)),
    }


def _stay(item: JointItem, course: list[ApprovalRecord]) -> list[ApprovalRecord]:
    """Return the records of an item from its submission until it left: what came later has another sheet."""
    stay = []
    for row in course:
        if row.number < item.submitted_id:
            continue
        if stay and row.act == Act.SUBMITTED:
            break
        stay.append(row)
        if row.act in LEAVING_ACTS:
            break
    return stay


def _row(item: JointItem, stay: list[ApprovalRecord]) -> dict:
    submitted = item.submitted
    with translation.override(settings.LANGUAGE_CODE):
        kind = str(submitted.kind_name)
    last = next((row for row in reversed(stay) if row.act in STATUSES or row.act in OUTCOMES), submitted)
    return {
        "position": item.position,
        "title": submitted.words.title,
        "erased": submitted.words.erased_by_id is not None,
        "kind": kind,
        "number": submitted.number,
        "content_hash": submitted.content_hash,
        "findings": submitted.words.findings,
        "proofs": proofs_of(submitted.words),
        "decisions": decisions_of(stay),
        "status": OUTCOMES.get(last.act) or STATUSES[last.act],
        "status_at": as_on_paper(last.at),
    }


def _counted(statuses) -> list[dict]:
    counts: dict[str, int] = defaultdict(int)
    for status in statuses:
        counts[status] += 1
    return [{"status": status, "count": count} for status, count in counts.items()]
