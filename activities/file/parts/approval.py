"""The approval sheet (审批单) of the version that is public; rooms above add those of what they give."""

from collections.abc import Iterator

from django.db import models

from approval.models import ApprovalRecord
from approval.recording import last_published
from approval.sheet import sheet_of
from approval.sheet import sheet_pdf as approval_pdf
from people.models import Member

from ..registry import File
from ..subject import Subject

PART = "approval"


def approval(subject: Subject, reader: Member) -> Iterator[File]:
    yield from approval_sheets(subject.thing)


def approval_count(subject: Subject, reader: Member) -> int:
    return int(bool(approved_course(subject.thing)))


def approval_sheets(thing: models.Model | None) -> Iterator[File]:
    """Yield the sheet of the submission with which a thing went public last; nothing where there was none."""
    sheet = sheet_of(approved_course(thing))
    if sheet:
        yield File(f"信息发布审批单 {sheet['sheet']} {sheet['title']}.pdf", approval_pdf(sheet), into=PART)


def approved_course(thing: models.Model | None) -> list[ApprovalRecord]:
    """Return what happened to the submission that is public, with its words. Two queries."""
    published = last_published(thing) if thing else None
    if published is None or published.submission is None:
        return []
    return list(ApprovalRecord.objects.of_course(published.submission).select_related("words"))
