"""Telling many at once is telling each once, as `notify` does."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from notices import kinds
from notices.actions import notify
from notices.kinds import Kind
from notices.models import Notice, Preferences
from notices.together import Letter, notify_each
from people.privacy.registry import holdings
from tests.factories import MemberFactory

KIND = "notices.test_optional"


@pytest.fixture(autouse=True)
def _optional_kind(monkeypatch):
    monkeypatch.setitem(kinds._kinds, KIND, Kind(KIND, "可以不要的", optional=True, digestible=False))


def letters(members) -> list[Letter]:
    return [Letter(member, f"给{member.name}", "正文") for member in members]


def test_each_reads_words_of_the_own_and_one_job_carries_each(db):
    members = MemberFactory.create_batch(3)
    found = notify_each(letters(members), kind=KIND, key="one")
    assert {notice.subject for notice in found} == {f"给{member.name}" for member in members}
    jobs = ProcrastinateJob.objects.filter(task_name="notices.mail_notice")
    assert sorted(job.args["notice_id"] for job in jobs) == sorted(notice.pk for notice in found)


def test_whoever_was_told_by_either_way_is_told_once(db):
    members = MemberFactory.create_batch(2)
    notify(members[:1], kind=KIND, key="one", subject="先")
    assert len(notify_each(letters(members), kind=KIND, key="one")) == 1
    assert notify_each(letters(members), kind=KIND, key="one") == []
    assert notify(members, kind=KIND, key="one", subject="后") == []


def test_a_subject_is_one_line_and_no_longer_than_there_is_room(db):
    letter = Letter(MemberFactory(), "月圆\n人安" + "啊" * 300, "正文")
    [notice] = notify_each([letter], kind=KIND, key="one", subject="各位\r\n安" + "啊" * 300)
    assert (notice.subject[:5], len(notice.subject)) == ("月圆 人安", 200)
    assert (notice.event.subject[:4], len(notice.event.subject)) == ("各位 安", 200)


def test_nobody_hears_of_what_was_rolled_back(db):
    with transaction.atomic():
        notify_each(letters([MemberFactory()]), kind=KIND, key="one")
        transaction.set_rollback(True)
    assert not Notice.objects.exists()
    assert not ProcrastinateJob.objects.exists()


@pytest.mark.parametrize("tell", [lambda members: notify(members, kind=KIND, key="one", subject="题"), None])
def test_whoever_does_without_and_whose_account_is_closed_is_not_told(tell, db):
    wants, does_without, closed = MemberFactory(), MemberFactory(), MemberFactory(is_active=False)
    Preferences.objects.create(member=wants)
    Preferences.objects.create(member=does_without, unwanted_kinds=[KIND])
    everybody = [wants, does_without, closed]
    found = tell(everybody) if tell else notify_each(letters(everybody), kind=KIND, key="one")
    assert [notice.recipient for notice in found] == [wants]


def test_what_is_not_optional_reaches_whoever_does_without_it(db):
    member = MemberFactory()
    Preferences.objects.create(member=member, unwanted_kinds=["approval.waiting"])
    assert len(notify([member], kind="approval.waiting", key="one", subject="题")) == 1


def test_the_queries_do_not_grow(db):
    def queries(count: int) -> int:
        members = MemberFactory.create_batch(count)
        with CaptureQueriesContext(connection) as asked:
            notify_each(letters(members), kind=KIND, key=f"of {count}")
        return len(asked)

    assert queries(2) == queries(30)


def test_its_member_finds_what_is_not_wanted_among_the_own_data(db):
    member = MemberFactory()
    Preferences.objects.create(member=member, unwanted_kinds=["home.birthday"])
    [choices] = [holding for holding in holdings() if holding.key == "notices.choices"]
    [entry] = choices.entries(member)
    assert entry[-1].name == "unwanted_kinds"
    assert entry[-1].text
