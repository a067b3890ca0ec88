"""The approval sheet (信息发布审批单) as a PDF, made from the approval record."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from people.paper import letterhead, pdf_of, qr

from .models.record import Act, ApprovalRecord, RecordWords

TEMPLATE = Path(__file__).parent / "sheets" / "approval_sheet.typ"
DECISIONS = [Act.APPROVED, Act.CONFIRMED, Act.SENT_BACK]
# What the sheet says of them; a document of the office, so in Chinese whatever language the screens speak.
OUTCOMES = {
    Act.SCHEDULED: "已通过，定时发布",
    Act.UNSCHEDULED: "已取消定时发布",
    Act.PUBLISHED: "已发布",
    Act.WITHDRAWN: "已撤回",
    Act.EXPIRED: "到期撤下",
    Act.TAKEN_DOWN: "已撤下",
    Act.DELETED: "已删除",
}
STATUSES = {Act.SUBMITTED: "待审批", Act.APPROVED: "审批中", Act.CONFIRMED: "审批中", Act.SENT_BACK: "退回修改"}

PROOFS = {1: "一校", 2: "二校", 3: "三校"}


def sheet_of(course: list[ApprovalRecord]) -> dict | None:
    """Return what the sheet of one submission says, as plain data; None for records without a submission.

    `course` is all records of the submission, oldest first, with their words.
    """
    submitted = next((row for row in reversed(course) if row.act == Act.SUBMITTED), None)
    if submitted is None:
        return None
    words = submitted.words
    with translation.override(settings.LANGUAGE_CODE):
        kind = str(submitted.kind_name)
    last = next((row for row in reversed(course) if row.act in STATUSES or row.act in OUTCOMES), submitted)
    return {
        "letterhead": letterhead(),
        "sheet": submitted.sheet,
        "printed_at": as_on_paper(timezone.now()),
        "erased": words.erased_by_id is not None,
        "title": words.title,
        "kind": kind,
        "status": OUTCOMES.get(last.act) or STATUSES[last.act],
        "author": words.actor_name,
        "author_number": submitted.actor_number,
        "submitted_at": as_on_paper(submitted.at),
        "findings": words.findings,
        "proofs": proofs_of(words),
        "decisions": decisions_of(course),
        "outcomes": outcomes_of(course),
        "number": submitted.number,
        "content_hash": submitted.content_hash,
        "files_hash": submitted.files_hash,
        "names_hash": submitted.names_hash,
        "digest": submitted.digest,
        "lines": words.text.splitlines(),
        "files": words.files,
        "qr": qr(address_of(submitted)),
    }


def proofs_of(words: RecordWords) -> list[dict]:
    """Return who had read which proof when it was submitted, as a sheet says it."""
    return [{**reading, "what": PROOFS[reading["round"]], "at": _as_written(reading["at"])} for reading in words.proofs]


def decisions_of(rows: list[ApprovalRecord]) -> list[dict]:
    """Return the decisions among records, as a sheet says them."""
    return [
        {
            "act": row.act,
            "stage": row.stage,
            "remark": row.words.remark,
            "name": row.words.actor_name or row.actor_number,
            "on_behalf_of": row.words.on_behalf_of_name,
            "at": as_on_paper(row.at),
        }
        for row in rows
        if row.act in DECISIONS
    ]


def outcomes_of(rows: list[ApprovalRecord]) -> list[dict]:
    """Return what became of it after the decisions; `why` says who gave which reason, "" where nobody did."""
    return [
        {
            "what": OUTCOMES[row.act],
            "at": as_on_paper(row.at),
            "why": "：".join(filter(None, [row.words.actor_name, row.words.remark])) if row.words.remark else "",
        }
        for row in rows
        if row.act in OUTCOMES
    ]


def address_of(row: ApprovalRecord) -> str:
    """Return the full address of a record's page in the admin."""
    return settings.WAGTAILADMIN_BASE_URL + reverse("approval_record", args=[row.reference])


def _as_written(text: str) -> str:
    """Return a time that a record keeps as text, such as `2026-11-22 09:30`, as the sheet writes times."""
    return as_on_paper(timezone.make_aware(datetime.strptime(text, "%Y-%m-%d %H:%M"))) if text else ""  # noqa: DTZ007


def as_on_paper(moment: datetime) -> str:
    """Return a moment as the office writes it."""
    local = timezone.localtime(moment)
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"


def sheet_pdf(sheet: dict, template: Path = TEMPLATE) -> bytes:
    """Return the PDF of what `sheet_of` returned, or of data for another template."""
    return pdf_of(sheet, template)
