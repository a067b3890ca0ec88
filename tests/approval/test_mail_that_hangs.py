"""Whatever the mail server does, submitting and deciding answer at once, and each mail arrives once it is back."""

import http.client
import time
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from approval.jobs import publish_what_is_due
from approval.queue import waiting_for
from news.models import NewsPage
from notices.models import Notice
from people.models import Role

from .conftest import make_draft, make_member, make_news_index
from .test_no_side_door import form_of

# Two seconds are promised; a machine that is busy with tests gets five times as much.
SECONDS = 10
PATIENCE_SECONDS = 240
CSRF_TOKEN = "a" * 32
TROUBLES = {
    "gone": lambda box: box.close(),
    "refuses": lambda box: setattr(box, "refuses", True),
    "hangs before the first word": lambda box: setattr(box, "hangs_at", "EHLO"),
    "hangs with the letter in hand": lambda box: setattr(box, "hangs_at", "DATA"),
    "hangs when it should say goodbye": lambda box: setattr(box, "hangs_at", "QUIT"),
    "hangs up at the first word": lambda box: setattr(box, "drops_at", "EHLO"),
    "hangs up with the letter in hand": lambda box: setattr(box, "drops_at", "DATA"),
}


def mend(box) -> None:
    box.refuses, box.hangs_at, box.drops_at = False, "", ""
    box.close()
    box.open()


class Desk:
    """A member at the running site, signed in. An answer that takes too long fails the test."""

    def __init__(self, site, member):
        client = Client()
        client.force_login(member)
        self.site = site
        self.session = client.cookies[settings.SESSION_COOKIE_NAME].value

    def post(self, address: str, data: dict) -> int:
        browser = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=SECONDS)
        cookies = f"{settings.SESSION_COOKIE_NAME}={self.session}; {settings.CSRF_COOKIE_NAME}={CSRF_TOKEN}"
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            browser.request("POST", address, urlencode({**data, "csrfmiddlewaretoken": CSRF_TOKEN}), headers)
            return browser.getresponse().status
        finally:
            browser.close()


def wait_until_carried(notices) -> None:
    """Wait until the mails of these notices have gone, and nothing is left to be mailed."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    jobs = ProcrastinateJob.objects.filter(task_name="notices.mail_notice", status__in=["todo", "doing"])
    while Notice.objects.filter(pk__in=notices, mailed_at=None).exists() or jobs.exists():
        assert time.monotonic() < deadline, list(jobs.values("status", "attempts", "scheduled_at"))
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = now() WHERE status = 'todo'")
        time.sleep(0.5)


def test_submitting_and_approving_answer_at_once_and_each_mail_arrives_once(live_site):
    box = live_site.mailbox
    with live_site.rows():
        index = make_news_index()
        officer = make_member("1001", "钱小文", Role.PUBLICITY_OFFICER)
        chair = make_member("1002", "孙立", Role.CHAIR)
        at_officers, at_chairs = Desk(live_site, officer), Desk(live_site, chair)
        for number, (trouble, begin) in enumerate(TROUBLES.items()):
            page = make_draft(index, officer, slug=f"walk-{number}", title=f"健步走{number}")
            begin(box)

            form = form_of(page, **{"action-submit": "1"})
            assert at_officers.post(f"/admin/pages/{page.pk}/edit/", form) == 302, trouble
            [state] = waiting_for(chair)
            assert at_chairs.post(f"/admin/approvals/{state.pk}/", {"action": "approve"}) == 302, trouble
            assert NewsPage.objects.get(pk=page.pk).live, trouble
            # The worker meets the trouble before it is over.
            wait_for_an_attempt()

            mend(box)
            wait_until_carried(Notice.objects.filter(subject__endswith=page.title))
            for member, subject in [(chair, f"待您审批：{page.title}"), (officer, f"已通过：{page.title}")]:
                arrived = [letter for letter in box.to(member.email) if str(letter["Subject"]) == subject]
                assert len(arrived) == 1, f"{trouble}: {len(arrived)} letters “{subject}” have arrived"


def wait_for_an_attempt() -> None:
    """Wait until the worker has a mail in hand, or has had one."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    mails = ProcrastinateJob.objects.filter(task_name="notices.mail_notice")
    while mails.filter(status="todo", attempts=0).exists() and not mails.filter(status="doing").exists():
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.fixture
def hanging_site(live_site):
    """A site both hands of whose worker hold mails that hang, with more behind them; yields it and the chair."""
    with live_site.rows():
        index = make_news_index()
        officer = make_member("1001", "钱小文", Role.PUBLICITY_OFFICER)
        chair = make_member("1002", "孙立", Role.CHAIR)
        live_site.mailbox.hangs_at = "EHLO"
        for number in range(8):
            page = make_draft(index, officer, slug=f"walk-{number}", title=f"健步走{number}")
            page.get_workflow().start(page, officer)
        wait_for_an_attempt()
        yield live_site, chair


def test_a_mail_that_hangs_does_not_hold_up_its_reader(hanging_site):
    site, chair = hanging_site
    notice = chair.notices.last()
    assert Desk(site, chair).post(f"/me/notices/{notice.pk}/open/", {}) == 302
    notice.refresh_from_db()
    assert notice.read_at


def test_mails_that_hang_let_what_is_due_go_first(hanging_site):
    untried = ProcrastinateJob.objects.filter(task_name="notices.mail_notice", status="todo", attempts=0)
    publish_what_is_due.defer(timestamp=0)
    due = ProcrastinateJob.objects.filter(task_name="approval.publish_what_is_due")
    deadline = time.monotonic() + PATIENCE_SECONDS
    while due.exists():
        assert time.monotonic() < deadline
        time.sleep(0.2)
    assert untried.count() >= 3
