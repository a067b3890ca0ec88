"""Mail is carried by the job worker, through a real mail server, and waits for one that is down."""

import time

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from notices.actions import notify
from notices.jobs import mail_notice
from tests.factories import MemberFactory

from .gateways import wait_for

EVENT = {"kind": "test", "subject": "周六健步走", "body": "滨河步道见。", "link": "/news/"}
PATIENCE_SECONDS = 60


def wait_for_failed_attempt(notice) -> ProcrastinateJob:
    """Wait until the worker has tried in vain, and has put the job off."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        job = ProcrastinateJob.objects.get(task_name="notices.mail_notice", args__notice_id=notice.pk)
        if job.attempts and job.status == "todo":
            return job
        time.sleep(0.1)
    raise AssertionError(f"the job was tried {job.attempts} times and is {job.status}")


def wait_until_marked(notice) -> None:
    """Wait until the notice is known to be mailed: a letter lies in the mailbox a moment before that."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while notice.mailed_at is None:
        assert time.monotonic() < deadline, "the letter has arrived, and nobody noted it"
        time.sleep(0.05)
        notice.refresh_from_db()


def let_the_wait_be_over() -> None:
    """What was put off for half a minute and more is due now. The table is read-only to Django's models."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = now() WHERE status = 'todo'")


def test_the_worker_carries_mail_and_waits_for_a_server_that_is_down(live_site):
    mailbox = live_site.mailbox
    with live_site.rows():
        member, other = MemberFactory(email="lin@example.org"), MemberFactory(email="zhou@example.org")

        notify([member], **EVENT, key="sent at once")
        mailbox.wait_for(lambda box: box.letters)
        [letter] = mailbox.letters
        assert letter["To"] == "lin@example.org"
        assert letter["From"] == "union@example.org"
        assert letter["Subject"] == "周六健步走"
        text = letter.get_content()
        assert "滨河步道见。" in text
        assert f"{live_site.address}/news/" in text

        mailbox.close()
        [delayed] = notify([member], **EVENT, key="while the server was down")
        job = wait_for_failed_attempt(delayed)
        delayed.refresh_from_db()
        assert delayed.mailed_at is None

        mailbox.refuses = True
        mailbox.open()
        let_the_wait_be_over()
        while wait_for_failed_attempt(delayed).attempts <= job.attempts:
            time.sleep(0.1)
        assert len(mailbox.letters) == 1

        mailbox.refuses = False
        let_the_wait_be_over()
        notify([other], **EVENT, key="after it came back")
        mailbox.wait_for(lambda box: len(box.letters) >= 3)
        assert len(mailbox.to("lin@example.org")) == 2
        assert len(mailbox.to("zhou@example.org")) == 1
        wait_until_marked(delayed)

        let_the_wait_be_over()
        notify([other], **EVENT, key="the last one")
        mailbox.wait_for(lambda box: len(box.to("zhou@example.org")) == 2)
        assert len(mailbox.to("lin@example.org")) == 2


def test_the_worker_carries_wecom_and_waits_for_a_service_that_is_busy(wecom, wecom_of_worker, live_site):
    send = "/cgi-bin/message/send"
    wecom.say(send, (200, {"errcode": -1}), (200, {"errcode": 0, "msgid": "m1"}))
    with live_site.rows():
        [notice] = notify([MemberFactory(employee_number="20031")], **EVENT, key="by wecom")
        wait_for(lambda: wecom.at(send), PATIENCE_SECONDS)
        wait_for(lambda: notice.deliveries.filter(attempts=1).exclude(why="").exists(), PATIENCE_SECONDS)
        wait_for(lambda: not ProcrastinateJob.objects.filter(status="doing").exists(), PATIENCE_SECONDS)
        let_the_wait_be_over()
        wait_for(lambda: notice.deliveries.get().state == "sent", PATIENCE_SECONDS)
    assert [asked.body["touser"] for asked in wecom.at(send)] == ["20031", "20031"]
    assert live_site.mailbox.letters == []


def test_a_notice_is_mailed_once_however_often_the_job_runs(db, mailoutbox):
    [notice] = notify([MemberFactory()], **EVENT, key="1")
    mail_notice(notice.pk)
    mail_notice(notice.pk)
    assert len(mailoutbox) == 1


def test_a_notice_that_another_worker_is_at_is_looked_at_again(db, mailoutbox):
    [notice] = notify([MemberFactory()], **EVENT, key="1")
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [f"notices.mail.{notice.pk}"])
        mail_notice(notice.pk)
        mail_notice(notice.pk)
        assert mailoutbox == []
        _first, again = ProcrastinateJob.objects.filter(task_name="notices.mail_notice").order_by("id")
        assert again.scheduled_at > timezone.now()
        # To close the connection lets the lock go as well, but only some time later.
        cursor.execute("SELECT pg_advisory_unlock_all()")
    other.close()
    mail_notice(**again.args)
    assert len(mailoutbox) == 1


def test_a_notice_to_somebody_without_an_address_stays_in_the_inbox(db, mailoutbox):
    [notice] = notify([MemberFactory(email="")], **EVENT, key="1")
    mail_notice(notice.pk)
    assert mailoutbox == []


def test_a_notice_to_somebody_who_has_left_meanwhile_is_not_mailed(db, mailoutbox):
    member = MemberFactory()
    [notice] = notify([member], **EVENT, key="1")
    member.is_active = False
    member.save(update_fields=["is_active"])
    mail_notice(notice.pk)
    assert mailoutbox == []


def test_a_mail_that_fails_leaves_the_notice_to_be_mailed(db, monkeypatch):
    def refuse(self, **options):
        raise ConnectionRefusedError

    [notice] = notify([MemberFactory()], **EVENT, key="1")
    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    with pytest.raises(ConnectionRefusedError):
        mail_notice(notice.pk)
    notice.refresh_from_db()
    assert notice.mailed_at is None


def test_names_and_titles_are_not_escaped_as_in_a_web_page(db, mailoutbox):
    [notice] = notify([MemberFactory(name="李 & 王")], **{**EVENT, "body": "<下班后> & 周末"}, key="1")
    mail_notice(notice.pk)
    assert "李 & 王" in mailoutbox[0].body
    assert "<下班后> & 周末" in mailoutbox[0].body
