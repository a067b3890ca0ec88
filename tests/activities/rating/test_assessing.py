"""A club assesses itself: a draft, handed in by the day, opened again by the office."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from activities.models import RatingEvidence, SelfMark
from activities.rating import evidence
from activities.rating.assessing import hand_in, reopen, save_draft, take_back
from activities.rating.errors import (
    AboveTheMaximum,
    HandedInBefore,
    NotAssessedWhole,
    NotItsLeader,
    ReopenedTooLate,
    TooLate,
    TooMuchEvidence,
    WrongPhase,
)
from activities.rating.figures import Counted
from activities.rating.jobs import begin_and_remind, begin_what_is_due, remind_those_who_are_late
from activities.rating.retention import EVIDENCE_KEPT_FOR, forget_expired
from activities.rating.storage import EvidenceStorage
from notices.models import Notice
from tests.factories import ClubPageFactory, MemberFactory
from tests.signups.asking import pdf

WHOLE = (Decimal("30"), Decimal("15"), Decimal("20"))


def assess(entry, by, marks=WHOLE, words="坚持每周一次"):
    criteria = list(entry.round.criteria.all())
    said = {criterion: (mark, words) for criterion, mark in zip(criteria, marks, strict=True)}
    return save_draft(entry, by, said, "全年开展四十次")


def days_later(days):
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=False)


def test_a_draft_is_kept_and_changed_and_handed_in(entry, leader):
    assess(entry, leader, (Decimal("30"), None, None))
    assess(entry, leader)
    entry = hand_in(entry, leader)
    assert (entry.is_handed_in, entry.handed_in_by, entry.summary) == (True, leader, "全年开展四十次")
    assert [mark.mark for mark in entry.self_marks.all()] == list(WHOLE)


def test_handing_in_needs_a_mark_for_every_criterion_and_keeps_the_draft(entry, leader):
    assess(entry, leader, (Decimal("30"), None, Decimal("20")))
    with pytest.raises(NotAssessedWhole, match="成员评价"):
        hand_in(entry, leader)
    assert entry.self_marks.count() == 3


def test_a_mark_above_the_maximum_is_refused_by_the_verb_and_by_the_database(entry, leader):
    with pytest.raises(AboveTheMaximum, match="账目规范"):
        assess(entry, leader, (Decimal("40.5"), None, None))
    with pytest.raises(AboveTheMaximum):
        assess(entry, leader, (Decimal("-1"), None, None))
    criterion = entry.round.criteria.first()
    with pytest.raises(IntegrityError, match="more than the criterion has"), transaction.atomic():
        SelfMark.objects.create(entry=entry, criterion=criterion, mark=41)


def test_only_a_present_leader_of_the_club_writes(entry, leader, yoga):
    other = MemberFactory()
    ClubPageFactory(led_by=[other])
    for stranger in (other, MemberFactory(chair=True)):
        with pytest.raises(NotItsLeader):
            assess(entry, stranger)
    leader.is_active = False
    leader.save()
    with pytest.raises(NotItsLeader):
        assess(entry, leader)


def test_what_is_handed_in_changes_only_once_it_is_taken_back(entry, leader):
    assess(entry, leader)
    hand_in(entry, leader)
    with pytest.raises(HandedInBefore):
        assess(entry, leader, (None, None, None))
    with pytest.raises(HandedInBefore):
        hand_in(entry, leader)
    take_back(entry, leader)
    assess(entry, leader, (Decimal("1"), None, None))
    entry.refresh_from_db()
    assert not entry.is_handed_in


def test_after_the_last_day_nothing_is_taken_and_nothing_is_lost(entry, leader):
    assess(entry, leader)
    with days_later(15):
        for late in (assess, hand_in, take_back):
            with pytest.raises(TooLate) as refused:
                late(entry, leader)
        assert f"{entry.last_day.month}/{entry.last_day.day}" in str(refused.value)
    assert entry.self_marks.count() == 3


def test_the_office_opens_it_again_for_one_club_while_the_committee_marks(entry, leader, officer):
    other_leader = MemberFactory()
    assess(entry, leader)
    with days_later(15):
        begin_what_is_due()
        reopen(entry, timezone.localdate() + timedelta(days=2), officer)
        told = Notice.objects.get(recipient=leader, kind="activities.rating_open_again")
        assert told.link == f"/ratings/clubs/{entry.pk}/self-assessment/"
        assert hand_in(entry, leader).is_handed_in
        assert not Notice.objects.filter(recipient=other_leader).exists()


def test_it_is_opened_for_a_day_to_come_and_not_beyond_the_committees_last(entry, officer):
    today = timezone.localdate()
    for until in (today - timedelta(days=1), entry.round.committee_until + timedelta(days=1)):
        with pytest.raises(ReopenedTooLate):
            reopen(entry, until, officer)


def test_what_is_put_to_publication_is_not_opened_again(entry, officer):
    entry.round.phase = "marking"
    entry.round.save()
    entry.round.phase = "publication"
    entry.round.save()
    with pytest.raises(WrongPhase):
        reopen(entry, timezone.localdate(), officer)


def test_the_clock_lets_the_committee_begin_on_the_day_after_the_last(entry, marker):
    with days_later(14):
        begin_and_remind(0)
        entry.round.refresh_from_db()
        assert entry.round.is_in_self_assessment
    with days_later(15):
        begin_and_remind(0)
        begin_and_remind(0)
    entry.round.refresh_from_db()
    assert entry.round.is_being_marked
    assert Notice.objects.filter(recipient=marker, kind="activities.rating_marking").count() == 1


@pytest.mark.parametrize(("days", "told"), [(10, 0), (11, 1), (12, 0), (14, 1), (15, 0)])
def test_who_has_not_handed_in_is_reminded_three_days_before_and_on_the_last(entry, leader, days, told):
    with days_later(days):
        assert remind_those_who_are_late() == told
        assert remind_those_who_are_late() == 0


def test_who_has_handed_in_is_not_reminded(entry, leader):
    assess(entry, leader)
    hand_in(entry, leader)
    with days_later(14):
        assert remind_those_who_are_late() == 0


def test_a_file_lies_sealed_and_is_read_back(entry, leader):
    criterion = entry.round.criteria.first()
    file = evidence.checked(pdf("活动照片.pdf"))
    row = evidence.attach(entry, criterion, file, leader)
    assert row.file.open().read() == file.content
    with open(EvidenceStorage().path(row.file.name), "rb") as stored:
        assert b"%PDF" not in stored.read()


def test_a_file_is_what_its_content_says(entry):
    with pytest.raises(ValidationError):
        evidence.checked(SimpleUploadedFile("活动照片.pdf", b"MZ this is a program"))
    with pytest.raises(ValidationError):
        evidence.checked(SimpleUploadedFile("run.exe", b"MZ"))


def test_a_piece_of_evidence_goes_with_its_file(entry, leader, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        row = evidence.attach(entry, entry.round.criteria.first(), evidence.checked(pdf("表.pdf")), leader)
    name = row.file.name
    with django_capture_on_commit_callbacks(execute=True):
        evidence.remove(row, leader)
    assert not RatingEvidence.objects.exists()
    assert not EvidenceStorage().exists(name)


def test_the_same_thing_is_pointed_at_once_and_six_pieces_are_enough(entry, leader):
    criterion = entry.round.criteria.first()
    first = evidence.point_at(entry, criterion, Counted("公开课", "/news/a/"), leader)
    assert evidence.point_at(entry, criterion, Counted("公开课", "/news/a/"), leader) == first
    for number in range(5):
        evidence.point_at(entry, criterion, Counted("公开课", f"/news/{number}/"), leader)
    with pytest.raises(TooMuchEvidence):
        evidence.point_at(entry, criterion, Counted("公开课", "/news/last/"), leader)


def test_nothing_is_added_or_removed_once_it_is_handed_in(entry, leader):
    criterion = entry.round.criteria.first()
    row = evidence.point_at(entry, criterion, Counted("公开课", "/news/a/"), leader)
    assess(entry, leader)
    hand_in(entry, leader)
    with pytest.raises(HandedInBefore):
        evidence.remove(row, leader)
    with pytest.raises(HandedInBefore):
        evidence.point_at(entry, criterion, Counted("公开课", "/news/b/"), leader)


def test_evidence_goes_two_years_after_the_stars_and_strays_at_once(entry, leader, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        kept = evidence.attach(entry, entry.round.criteria.first(), evidence.checked(pdf("表.pdf")), leader)
    name = kept.file.name
    assert forget_expired() == 0
    type(entry.round).objects.filter(pk=entry.round.pk).update(
        awarded_at=timezone.now() - EVIDENCE_KEPT_FOR - timedelta(days=1)
    )
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_expired() == 1
    assert not EvidenceStorage().exists(name)
