"""Whoever was told that something waits is told once that it waits no more; both sides of a deputyship of its end."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from approval.deputies import end_deputyship, name_deputy, tell_of_ended_deputyships
from approval.reminders import remind_and_escalate
from approval.together.deciding import withdraw_together
from approval.together.members import states_of
from approval.together.submitting import submit_together
from notices.models import Notice
from people.models import Role

from .conftest import decide, make_draft, make_member, submit

MONDAY = datetime(2026, 11, 16, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


def fresh(thing):
    return type(thing).objects.get(pk=thing.pk)


def told(kind) -> list[str]:
    """Return the numbers of those who have a notice of a kind."""
    notices = Notice.objects.filter(kind=f"approval.{kind}")
    return sorted(notices.values_list("recipient__employee_number", flat=True))


class TestWithdrawn:
    def test_the_approvers_who_were_told_are_told(self, draft, officer, chair, deputy, reader):
        submit(draft, officer)
        fresh(draft).current_workflow_state.cancel(user=officer)
        assert told("waiting") == told("withdrawn") == ["1002", "1003"]
        notice = Notice.objects.filter(kind="approval.withdrawn").first()
        assert draft.title in notice.subject
        assert "钱小文" in notice.body

    def test_who_was_told_late_is_told_as_well_and_once(self, draft, officer, chair):
        with time_machine.travel(MONDAY, tick=False) as clock:
            submit(draft, officer)
            make_member("1003", "李平", Role.DEPUTY_CHAIR)
            clock.move_to(MONDAY + timedelta(days=4))
            remind_and_escalate()
            fresh(draft).current_workflow_state.cancel(user=officer)
        assert told("withdrawn") == ["1002", "1003"]

    def test_a_withdrawal_that_is_undone_is_told_to_nobody(self, draft, officer, chair):
        submit(draft, officer)
        with transaction.atomic():
            fresh(draft).current_workflow_state.cancel(user=officer)
            assert told("withdrawn") == ["1002"]
            transaction.set_rollback(True)
        assert told("withdrawn") == []

    def test_the_author_is_told_when_an_approver_takes_it_back(self, draft, officer, chair, deputy):
        submit(draft, officer)
        fresh(draft).current_workflow_state.cancel(user=chair)
        assert told("withdrawn") == ["1001", "1003"]

    def test_what_was_sent_back_waits_for_nobody(self, draft, officer, chair):
        decide(submit(draft, officer), chair, "reject", "请补充集合时间")
        fresh(draft).current_workflow_state.cancel(user=officer)
        assert told("withdrawn") == []

    def test_the_second_withdrawal_is_another_event(self, draft, officer, chair):
        for _round in range(2):
            submit(fresh(draft), officer)
            fresh(draft).current_workflow_state.cancel(user=officer)
        assert told("withdrawn") == ["1002", "1002"]


class TestDeleted:
    def test_the_approvers_who_were_told_are_told(self, draft, officer, chair, deputy, client):
        submit(draft, officer)
        client.force_login(officer)
        client.post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))
        assert told("deleted") == ["1002", "1003"]
        assert "钱小文" in Notice.objects.filter(kind="approval.deleted").first().body

    def test_nobody_is_told_of_what_did_not_wait(self, draft, officer, chair):
        decide(submit(draft, officer), chair, "reject", "请补充集合时间")
        fresh(draft).delete()
        assert told("deleted") == []


class TestTogether:
    @pytest.fixture
    def drafts(self, news_index, officer):
        return [make_draft(news_index, officer, f"walk-{number}", title=f"第{number}站") for number in (1, 2, 3)]

    @pytest.fixture
    def joint(self, drafts, officer, chair):
        return submit_together(drafts, title="健步走专题", by=officer)

    def test_all_taken_back_is_told_once(self, joint, officer):
        withdraw_together(joint, officer)
        notice = Notice.objects.get(kind="approval.withdrawn")
        assert notice.recipient.employee_number == "1002"
        assert "健步走专题" in notice.subject

    def test_while_others_wait_nobody_is_told(self, joint, drafts, officer):
        fresh(drafts[0]).current_workflow_state.cancel(user=officer)
        assert told("withdrawn") == []
        assert len(states_of(joint)) == 2

    def test_all_deleted_is_told_once(self, joint, drafts, officer, chair, client):
        for draft in drafts:
            assert told("deleted") == []
            fresh(draft).delete()
        assert told("deleted") == ["1002"]
        client.force_login(chair)
        assert client.get(reverse("approval_together", args=[joint.pk])).status_code == 200


class TestDeputyships:
    @pytest.fixture
    def deputyship(self, chair, reader):
        with time_machine.travel(MONDAY, tick=False):
            today = timezone.localdate()
            return name_deputy(chair, reader, today, today + timedelta(days=2))

    def ended(self):
        return Notice.objects.filter(dedupe_key__startswith="approval.deputy_ended.").order_by("recipient")

    def test_its_end_by_hand_is_told_to_both_sides_with_who_ended_it(self, deputyship, chair, reader):
        with time_machine.travel(MONDAY, tick=False):
            end_deputyship(deputyship, reader)
            end_deputyship(deputyship, chair)
        assert {notice.recipient for notice in self.ended()} == {chair, reader}
        assert all("周敏" in notice.body for notice in self.ended())

    def test_its_last_day_is_told_to_both_sides_the_day_after_and_once(self, deputyship, chair, reader):
        with time_machine.travel(MONDAY + timedelta(days=2), tick=False) as clock:
            assert tell_of_ended_deputyships() == 0
            clock.move_to(MONDAY + timedelta(days=3))
            assert tell_of_ended_deputyships() == 2
            assert tell_of_ended_deputyships() == 0
        assert {notice.recipient for notice in self.ended()} == {chair, reader}

    def test_what_was_ended_by_hand_is_not_told_again(self, deputyship, chair):
        with time_machine.travel(MONDAY, tick=False) as clock:
            end_deputyship(deputyship, chair)
            clock.move_to(MONDAY + timedelta(days=3))
            assert tell_of_ended_deputyships() == 0
