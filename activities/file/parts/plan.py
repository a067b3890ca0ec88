"""What the activity says (方案), and the text of it that was approved (通知)."""

from collections.abc import Iterator

from django.db import models
from django.utils import timezone

from approval.models import Act, ApprovalRecord
from approval.sheet import as_on_paper
from approval.wording import words_of
from people.models import Member

from ..paper import text_pdf
from ..registry import File
from ..subject import Subject
from .approval import approved_course


def plan(subject: Subject, reader: Member) -> Iterator[File]:
    yield File("活动方案.pdf", _plan_pdf(subject))


def plan_count(subject: Subject, reader: Member) -> int:
    return int(subject.thing is not None)


def _plan_pdf(subject: Subject) -> bytes:
    thing, about, offering = subject.thing, subject.about, subject.offering
    facts = [
        ("活动名称", subject.title),
        ("活动类别", about.get("kind", "")),
        ("所属俱乐部", subject.club or ""),
        ("承办部门", about.get("organiser", "")),
        ("时　　间", subject.when),
        ("惯常安排", "" if subject.is_of_one_date else getattr(thing, "schedule", "")),
        ("地　　点", subject.where),
        ("主　　题", subject.session.topic if subject.session else ""),
        ("名　　额", _capacity(subject)),
        ("联 系 人", offering.contact.name if offering.contact else ""),
        ("活动简介", about.get("summary", "")),
    ]
    return text_pdf(subject.title, "活动方案", facts, _description(thing))


def _description(thing: models.Model) -> list[str]:
    if not hasattr(thing, "description"):
        return []
    return words_of(thing._meta.get_field("description"), thing).splitlines()


def _capacity(subject: Subject) -> str:
    capacity = subject.session.capacity if subject.session else subject.offering.capacity
    return f"{capacity} 人" if capacity else ""


def notice(subject: Subject, reader: Member) -> Iterator[File]:
    """The words that were approved last; of what was erased from the record nothing is left."""
    course = approved_course(subject.thing)
    submitted = next((row for row in reversed(course) if row.act == Act.SUBMITTED), None)
    if submitted is None or not submitted.words.text:
        return
    published = [row for row in course if row.act == Act.PUBLISHED]
    yield File("活动通知（审定稿）.pdf", _notice_pdf(submitted, published))


def _notice_pdf(submitted: ApprovalRecord, published: list[ApprovalRecord]) -> bytes:
    facts = [
        ("审批单号", submitted.sheet),
        ("送审时间", as_on_paper(timezone.localtime(submitted.at))),
        ("发布时间", as_on_paper(published[-1].at) if published else ""),
    ]
    return text_pdf(submitted.words.title, "活动通知", facts, submitted.words.text.splitlines())


def notice_count(subject: Subject, reader: Member) -> int:
    return int(any(row.act == Act.SUBMITTED and row.words.text for row in approved_course(subject.thing)))
