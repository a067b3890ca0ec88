"""What tests of deliveries ask: what waits in the queue, and doing it now."""

from datetime import datetime

from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from notices import jobs
from notices.kinds import Kind, register_kinds
from notices.models import Notice

PLAIN = "test"
URGENT = "notices.test_urgent"
WAITS = "notices.test_waits"

register_kinds([Kind(URGENT, "紧急", urgent=True), Kind(WAITS, "可汇总")])

TASKS = {
    "notices.mail_notice": jobs.mail_notice,
    "notices.deliver": jobs.deliver,
    "notices.send_digest": jobs.send_digest,
    "notices.look_back": jobs.look_back,
}


def queued() -> list[ProcrastinateJob]:
    return list(ProcrastinateJob.objects.filter(task_name__in=TASKS, status="todo").order_by("id"))


def due() -> list[str]:
    """When what is queued is to be done, in the hospital's time; an empty text: at once."""
    return [
        timezone.localtime(job.scheduled_at).strftime("%m-%d %H:%M") if job.scheduled_at else "" for job in queued()
    ]


def do(job: ProcrastinateJob) -> None:
    """Do what a job says, as the worker would; the job itself stays in the queue."""
    TASKS[job.task_name](**job.args)


def outcomes(notice: Notice) -> list[tuple[str, str]]:
    return [(delivery.channel, delivery.state) for delivery in notice.deliveries.order_by("pk")]


def at(hour: int, minute: int = 0, day: int = 12) -> datetime:
    return datetime(2026, 4, day, hour, minute, tzinfo=timezone.get_default_timezone())
