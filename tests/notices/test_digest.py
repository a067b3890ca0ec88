"""Whoever wants it hears once a day of what is not urgent."""

from datetime import time

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from notices.actions import notify
from notices.channels.errors import NotNow, Unanswered
from notices.jobs import mail_notice, send_digest
from notices.models import NoticeSettings, Preferences
from tests.factories import MemberFactory

from .ways import PLAIN, URGENT, WAITS, at, due, outcomes, queued

SEND = "/cgi-bin/message/send"


@pytest.fixture
def member(db):
    reader = MemberFactory()
    Preferences.objects.create(member=reader, digest_at=time(18))
    return reader


def tell(member, count=1, kind=WAITS):
    return [
        notify([member], kind=kind, key=f"{kind} {number}", subject=f"第{number}条")[0]
        for number in range(1, count + 1)
    ]


def test_three_notices_make_one_message_at_the_hour(member, mailoutbox):
    with time_machine.travel(at(9), tick=False):
        notices = tell(member, 3)
    [job] = queued()
    assert (job.task_name, due()) == ("notices.send_digest", ["04-12 18:00"])
    assert member.notices.count() == 3
    with time_machine.travel(at(18), tick=False):
        send_digest(member.pk)
    [letter] = mailoutbox
    assert letter.subject == "3 条通知"
    assert "· 第1条\n· 第2条\n· 第3条" in letter.body
    assert "http://testserver/me/notices/" in letter.body
    assert [outcomes(notice) for notice in notices] == [[("mail", "sent")]] * 3
    assert all(notice.mailed_at for notice in member.notices.all())


def test_what_comes_after_the_hour_waits_for_the_next_day(member):
    with time_machine.travel(at(18, 1), tick=False):
        tell(member)
    assert due() == ["04-13 18:00"]


def test_one_notice_alone_comes_as_itself(member, mailoutbox):
    tell(member)
    send_digest(member.pk)
    assert mailoutbox[0].subject == "第1条"


def test_a_long_digest_names_the_first_and_counts_the_rest(member, mailoutbox):
    tell(member, 15)
    send_digest(member.pk)
    assert "· 第12条\n" in mailoutbox[0].body
    assert "· 第13条" not in mailoutbox[0].body
    assert "另有 3 条" in mailoutbox[0].body


@pytest.mark.parametrize("kind", [URGENT, PLAIN])
def test_what_may_not_wait_comes_by_itself(kind, member):
    with time_machine.travel(at(9), tick=False):
        [notice] = tell(member, kind=kind)
    assert [job.task_name for job in queued()] == ["notices.mail_notice"]
    assert due() == [""]
    assert not notice.deliveries.get().in_digest


def test_a_digest_is_sent_once(member, mailoutbox):
    tell(member, 2)
    send_digest(member.pk)
    send_digest(member.pk)
    assert len(mailoutbox) == 1


def test_what_waits_for_the_digest_is_not_mailed_before(member, mailoutbox):
    [notice] = tell(member)
    mail_notice(notice.pk)
    assert mailoutbox == []


def test_a_digest_that_fails_goes_another_way(wecom, member, mailoutbox):
    wecom.say(SEND, (200, {"errcode": 81013}))
    notices = tell(member, 2)
    send_digest(member.pk)
    assert [outcomes(notice) for notice in notices] == [[("wecom", "failed"), ("mail", "waiting")]] * 2
    send_digest(member.pk)
    assert mailoutbox[0].subject == "2 条通知"


def test_what_may_have_arrived_is_sent_again_in_the_same_words(wecom, member, impatient):
    wecom.say(SEND, "drops", (200, {"errcode": 0}))
    with time_machine.travel(at(18), tick=True):
        notices = tell(member, 2)
        with pytest.raises(Unanswered):
            send_digest(member.pk)
        notices += notify([member], kind=WAITS, key="later", subject="后来的")
        send_digest(member.pk)
    first, again, later = [sent.body["text"]["content"] for sent in wecom.at(SEND)]
    assert first == again
    assert "后来的" in later
    assert [outcomes(notice) for notice in notices] == [[("wecom", "sent")]] * 3


def test_a_way_that_is_shut_holds_up_no_other(wecom, member, mailoutbox):
    tell(member)
    Preferences.objects.update(way="mail")
    notify([member], kind=WAITS, key="by mail", subject="走邮件的")
    wecom.say(SEND, (200, {"errcode": -1}))
    with pytest.raises(NotNow):
        send_digest(member.pk)
    assert [letter.subject for letter in mailoutbox] == ["走邮件的"]


def test_a_digest_that_another_worker_is_at_is_looked_at_again(member, mailoutbox):
    other = connection.copy()
    with time_machine.travel(at(18), tick=False), other.cursor() as cursor:
        tell(member)
        cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [f"notices.digest.{member.pk}"])
        send_digest(member.pk)
        assert mailoutbox == []
        assert due() == ["04-13 18:00", "04-12 18:05"]
        # To close the connection lets the lock go as well, but only some time later.
        cursor.execute("SELECT pg_advisory_unlock_all()")
    other.close()
    with time_machine.travel(at(19), tick=False):
        send_digest(member.pk)
    assert len(mailoutbox) == 1


def test_a_digest_that_is_tried_again_is_not_stopped_by_the_next_one(member):
    with time_machine.travel(at(17), tick=False):
        tell(member)
    with time_machine.travel(at(19), tick=False):
        notify([member], kind=WAITS, key="later", subject="后来的")
    assert due() == ["04-12 18:00", "04-13 18:00"]


def test_a_digest_waits_for_the_end_of_quiet_hours(member, mailoutbox):
    with time_machine.travel(at(9), tick=False):
        tell(member)
    NoticeSettings.objects.create(quiet_from=time(17), quiet_until=time(20))
    with time_machine.travel(at(18), tick=False):
        send_digest(member.pk)
    assert mailoutbox == []


def test_the_digest_of_many_costs_as_many_queries_as_that_of_two(member, mailoutbox):
    def cost(count: int, kind: str) -> int:
        for number in range(count):
            notify([member], kind=WAITS, key=f"{kind} {number}", subject="一条")
        with CaptureQueriesContext(connection) as captured:
            send_digest(member.pk)
        return len(captured)

    assert cost(2, "few") == cost(12, "many")
