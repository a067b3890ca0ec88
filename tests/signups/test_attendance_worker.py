"""The reminder job by a real worker, which is killed in the middle."""

import signal
import time
from contextlib import suppress
from datetime import timedelta

from django.utils import timezone
from procrastinate.exceptions import AlreadyEnqueued

from notices.models import Notice
from signups.jobs import remind
from tests.factories import SessionFactory, SignUpFactory


def test_the_worker_reminds_by_itself_and_whoever_kills_it_changes_nothing(live_site):
    with live_site.rows():
        soon = timezone.now() + timedelta(minutes=50)
        members = []
        for number in range(60):
            session = SessionFactory(starts_at=soon + timedelta(seconds=number), capacity=5)
            rows = SignUpFactory.create_batch(3, session=session, granted_at=timezone.now() - timedelta(days=2))
            members += [row.member_id for row in rows]
        worker = live_site.programs[1]
        remind.defer(timestamp=0)
        until = time.monotonic() + 60
        while not Notice.objects.filter(kind="signups.reminder").exists():
            assert time.monotonic() < until
            time.sleep(0.02)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        at_death = Notice.objects.filter(kind="signups.reminder").count()
        live_site.stop()
        live_site.start()
        # The clock does so every five minutes.
        with suppress(AlreadyEnqueued):
            remind.defer(timestamp=1)
        until = time.monotonic() + 90
        while Notice.objects.filter(kind="signups.reminder").count() < len(members):
            assert time.monotonic() < until, Notice.objects.filter(kind="signups.reminder").count()
            time.sleep(0.1)
        told = Notice.objects.filter(kind="signups.reminder").values_list("recipient", flat=True)
        assert sorted(told) == sorted(members)
        assert 0 < at_death < len(members)
