"""A worker may die in the middle of a job; the job does not."""

from types import SimpleNamespace

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from notices.actions import notify
from notices.jobs import take_up_stalled_jobs
from tests.factories import MemberFactory


def set_job(condition: str, change: str) -> None:
    """Change rows of the queue, which Django's models only read."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE procrastinate_jobs SET {change} WHERE {condition}")


def worker(seconds_since_heartbeat: int) -> int:
    """Enter a worker that was last heard of so long ago; returns its id."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s * interval '1 second') RETURNING id",
            [seconds_since_heartbeat],
        )
        return cursor.fetchone()[0]


def take_up() -> None:
    async_to_sync(take_up_stalled_jobs.func)(SimpleNamespace(app=app), 0)


def states() -> list[str]:
    return list(ProcrastinateJob.objects.order_by("id").values_list("status", flat=True))


@pytest.fixture
def mail_job(db):
    notify([MemberFactory()], kind="test", key="1", subject="周六健步走")
    return ProcrastinateJob.objects.get()


def test_what_a_dead_worker_was_doing_is_put_back_into_the_queue(mail_job):
    set_job("true", f"status = 'doing', worker_id = {worker(3600)}")
    take_up()
    assert states() == ["todo"]


def test_what_a_worker_without_a_name_was_doing_is_put_back_too(mail_job):
    set_job("true", "status = 'doing', worker_id = NULL")
    take_up()
    assert states() == ["todo"]


def test_what_a_living_worker_is_doing_is_left_to_it(mail_job):
    set_job("true", f"status = 'doing', worker_id = {worker(1)}")
    take_up()
    assert states() == ["doing"]


def test_what_the_clock_has_put_into_the_queue_since_is_not_done_twice(committed_db):
    take_up_stalled_jobs.defer(timestamp=0)
    set_job("true", "status = 'doing', worker_id = NULL")
    take_up_stalled_jobs.defer(timestamp=300)
    take_up()
    assert states() == ["failed", "todo"]
