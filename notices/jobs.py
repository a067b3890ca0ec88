"""Delivery in the background. A mail server that is down delays the mail and nothing else."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
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


@app.task(name="notices.mail_notice", queue="mail", retry=MAIL_RETRIES, pass_context=False)
def mail_notice(notice_id: int) -> None:
    """Mail one notice, once; it raises when the server does not take it, and the job is tried again."""
    with transaction.atomic():
        notice = (
            Notice.objects.to_be_mailed()
            .select_related("recipient")
            .select_for_update(of=("self",), skip_locked=True)
            .filter(pk=notice_id)
            .first()
        )
        if notice is None:
            return
        with translation.override(settings.LANGUAGE_CODE):
            text = render_to_string(
                "notices/mail/notice.txt", {"notice": notice, "site": settings.WAGTAILADMIN_BASE_URL}
            )
        notice.mailed_at = timezone.now()
        notice.save(update_fields=["mailed_at"])
        EmailMessage(
            subject=notice.subject,
            body=text,
            to=[notice.recipient.email],
            # The same when it is sent again after all, so that mail servers can tell.
            headers={"Message-ID": f"<notice-{notice.pk}@staff-home>"},
        ).send()


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
