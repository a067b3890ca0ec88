"""Delivery in the background. A mail server that is down delays the mail and nothing else."""

import logging

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

from .models import Notice
from .retention import forget_expired

# The wait grows by a minute each time, which makes about a week: longer than any outage of a hospital's mail.
MAIL_RETRIES = RetryStrategy(max_attempts=140, wait=30, linear_wait=60)
# After whatever else waits: mails to a server that hangs would hold up everything behind them.
LAST = -10

logger = logging.getLogger(__name__)


@app.task(name="notices.mail_notice", queue="mail", priority=LAST, retry=MAIL_RETRIES, pass_context=False)
def mail_notice(notice_id: int) -> None:
    """Mail one notice, once; it raises when the server does not take it, and the job is tried again.

    The row stays free meanwhile: its reader opens it, however long the mail server takes to answer.
    """
    with transaction.atomic():
        if not _is_ours(notice_id):
            return
        notice = Notice.objects.to_be_mailed().select_related("recipient").filter(pk=notice_id).first()
        if notice is None:
            return
        _send(notice)
        Notice.objects.filter(pk=notice_id).update(mailed_at=timezone.now())


def _is_ours(notice_id: int) -> bool:
    """Claim the mailing of a notice until the transaction ends; False when another worker is at it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"notices.mail.{notice_id}"])
        return cursor.fetchone()[0]


def _send(notice: Notice) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        text = render_to_string("notices/mail/notice.txt", {"notice": notice, "site": settings.WAGTAILADMIN_BASE_URL})
    server = get_connection()
    server.open()
    try:
        _message(notice, text, server).send()
    finally:
        _take_leave(server)


def _message(notice: Notice, text: str, server) -> EmailMessage:
    return EmailMessage(
        subject=notice.subject,
        body=text,
        to=[notice.recipient.email],
        # The same when it is sent again after all, so that mail servers can tell.
        headers={"Message-ID": f"<notice-{notice.pk}@staff-home>"},
        connection=server,
    )


def _take_leave(server) -> None:
    """Hang up. A server that falls silent now has taken the mail, and must not be given it again."""
    try:
        server.close()
    except OSError:
        logger.warning("The mail server did not say goodbye", exc_info=True)


@app.periodic(cron="40 3 * * *")
@app.task(name="notices.forget_expired_notices")
def forget_expired_notices(timestamp: int) -> None:
    """Once a night: let go of what is kept no longer."""
    forget_expired()


@app.periodic(cron="*/5 * * * *")
@app.task(name="notices.take_up_stalled_jobs", queueing_lock="notices.take_up_stalled_jobs", pass_context=True)
async def take_up_stalled_jobs(context: JobContext, timestamp: int) -> None:
    """Every five minutes: what a worker was doing when it died, mail or anything else, is done by another."""
    jobs = context.app.job_manager
    for job in await jobs.get_stalled_jobs():
        try:
            await jobs.retry_job(job)
        except UniqueViolation:
            # The clock has put the same into the queue since; once is enough.
            await jobs.finish_job(job, status=Status.FAILED, delete_job=False)
