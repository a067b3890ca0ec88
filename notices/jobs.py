"""Delivery in the background. A service that is down delays its messages and nothing else."""

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

from . import carrying
from .channels.codes import Code
from .routing import LAST

# The wait grows by a minute each time, which makes about a week: longer than any outage of a hospital's mail.
RETRIES = RetryStrategy(max_attempts=140, wait=30, linear_wait=60)
# A service forgets within a day what became of a message.
LOOKS = RetryStrategy(max_attempts=20, wait=60, linear_wait=120)


@app.task(name="notices.mail_notice", queue="mail", priority=LAST, retry=RETRIES, pass_context=False)
def mail_notice(notice_id: int) -> None:
    """Mail one notice, once; it raises when the server does not take it, and the job is tried again.

    The row stays free meanwhile: its reader opens it, however long the mail server takes to answer.
    """
    carrying.carry(notice_id, Code.MAIL)


@app.task(name="notices.deliver", queue="mail", priority=LAST, retry=RETRIES, pass_context=False)
def deliver(notice_id: int, channel: str) -> None:
    """Carry one notice by WeCom, DingTalk or SMS, once, in the same way."""
    carrying.carry(notice_id, Code(channel))


@app.task(name="notices.send_digest", queue="mail", priority=LAST, retry=RETRIES, pass_context=False)
def send_digest(member_id: int) -> None:
    """Carry what has waited for the digest of the day."""
    carrying.carry_digest(member_id)


@app.task(name="notices.look_back", queue="mail", priority=LAST, retry=LOOKS, pass_context=False)
def look_back(channel: str, reference: str) -> None:
    """Ask the service what became of a message that it took."""
    carrying.look_back(Code(channel), reference)


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
