"""One event tells a member once, and only when it has really happened."""

import threading
import time

import pytest
from django.db import transaction
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from notices.actions import notify
from notices.models import Notice
from tests.factories import MemberFactory
from tests.plugins.racing import at_once

EVENT = {"kind": "test", "key": "walk.1", "subject": "周六健步走", "body": "滨河步道见。", "link": "/news/"}


def jobs() -> list[int]:
    """The notices for which a mail has been put into the queue."""
    waiting = ProcrastinateJob.objects.filter(task_name="notices.mail_notice")
    return [job.args["notice_id"] for job in waiting]


def test_a_notice_is_in_the_inbox_and_its_mail_in_the_queue(db):
    member = MemberFactory()
    [notice] = notify([member], **EVENT)
    assert list(member.notices.all()) == [notice]
    assert jobs() == [notice.pk]


def test_the_same_event_tells_a_member_once(db):
    member, other = MemberFactory(), MemberFactory()
    notify([member, member], **EVENT)
    assert [notice.recipient for notice in notify([member, other], **EVENT)] == [other]
    assert member.notices.count() == 1
    assert len(jobs()) == 2


def test_another_event_tells_again(db):
    member = MemberFactory()
    notify([member], **EVENT)
    notify([member], **{**EVENT, "key": "walk.2"})
    assert member.notices.count() == 2


def test_nobody_hears_of_what_was_rolled_back(db):
    member = MemberFactory()
    with transaction.atomic():
        assert notify([member], **EVENT)
        transaction.set_rollback(True)
    assert not Notice.objects.exists()
    assert jobs() == []


def test_who_has_left_hears_nothing(db):
    assert notify([MemberFactory(is_active=False)], **EVENT) == []


def test_a_title_of_several_lines_or_without_end_makes_one_subject(db):
    [notice] = notify([MemberFactory()], **{**EVENT, "subject": "第一行\n第二行\r\n" + "长" * 300})
    assert notice.subject.startswith("第一行 第二行 长")
    assert len(notice.subject) == 200


def test_opening_a_notice_marks_it_as_read_and_leads_to_what_it_is_about(client, db):
    member = MemberFactory()
    [notice] = notify([member], **EVENT)
    client.force_login(member, backend="people.backends.RoleBackend")
    response = client.post(reverse("open_notice", args=[notice.pk]))
    assert response["Location"] == "/news/"
    notice.refresh_from_db()
    assert not notice.is_unread


def test_nobody_opens_the_notices_of_another(client, db):
    [notice] = notify([MemberFactory()], **EVENT)
    client.force_login(MemberFactory(), backend="people.backends.RoleBackend")
    assert client.post(reverse("open_notice", args=[notice.pk])).status_code == 404
    notice.refresh_from_db()
    assert notice.is_unread


@pytest.mark.race
def test_two_who_tell_of_the_same_event_at_once_tell_it_once(committed_db, race_rounds):
    member = MemberFactory()
    for round_number in range(race_rounds):
        event = {**EVENT, "key": f"walk.{round_number}"}
        outcomes = at_once(*[lambda event=event: notify([member], **event)] * 4)
        assert sorted(map(len, outcomes)) == [0, 0, 0, 1]
    assert member.notices.count() == len(jobs()) == race_rounds


@pytest.mark.race
def test_of_two_who_tell_the_same_people_in_another_order_none_waits_for_ever(committed_db):
    # Numbers that a set gives back in the order in which they came.
    first, second = MemberFactory(pk=8_000), MemberFactory(pk=16_000)
    has_told_one = threading.Event()

    def tell_one_after_the_other():
        with transaction.atomic():
            notify([first], **EVENT)
            has_told_one.set()
            # Meanwhile the other one begins.
            time.sleep(0.3)
            return notify([second], **EVENT)

    def tell_both():
        has_told_one.wait()
        return notify([second, first], **EVENT)

    outcomes = at_once(tell_one_after_the_other, tell_both)
    assert list(map(len, outcomes)) == [1, 0]
    assert Notice.objects.count() == len(jobs()) == 2
