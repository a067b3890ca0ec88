"""What was submitted together is decided in one go, sent back, withdrawn, deleted or erased, item by item."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from approval.erasing import erase_course
from approval.errors import AlreadyDecided, NotYoursToWithdraw
from approval.models import Act, ApprovalRecord, Deputyship, JointItem
from approval.queue import waiting_for
from approval.together.deciding import decide_together, left_for, withdraw_together
from approval.together.members import rows_of, states_of
from approval.together.submitting import (
    submit_together,
)
from news.models import NewsPage

from .conftest import decide, live, make_draft


def test_all_are_approved_and_public_with_a_record_each(joint, chair):
    outcome = decide_together(joint, states_of(joint), chair, "approve")
    assert outcome.refused == []
    assert live() == ["健步走第1站", "健步走第2站", "健步走第3站"]
    assert ApprovalRecord.objects.filter(act=Act.APPROVED, actor=chair).count() == 3
    assert states_of(joint) == []


def test_one_that_cannot_be_approved_does_not_stop_the_others(joint, drafts, chair):
    states = states_of(joint)
    TaskState.objects.filter(pk=states[1].pk).update(status=TaskState.STATUS_CANCELLED)
    outcome = decide_together(joint, states, chair, "approve")
    assert [state.pk for state, _why in outcome.refused] == [states[1].pk]
    assert outcome.refused[0][1] == str(AlreadyDecided.sentence)
    assert live() == ["健步走第1站", "健步走第3站"]


def test_a_fault_in_one_leaves_it_waiting_and_the_others_decided(joint, chair, monkeypatch):
    first = states_of(joint)[0]
    approve = TaskState.approve

    def fail_for_the_first(state, **kwargs):
        approve(state, **kwargs)
        if state.pk == first.pk:
            raise RuntimeError

    monkeypatch.setattr(TaskState, "approve", fail_for_the_first)
    outcome = decide_together(joint, states_of(joint), chair, "approve")
    assert [state.pk for state, _why in outcome.refused] == [first.pk]
    assert [state.pk for state in states_of(joint)] == [first.pk]
    assert live() == ["健步走第2站", "健步走第3站"]


def test_an_approver_who_worked_on_one_decides_the_others(drafts, officer, chair, deputy):
    page = NewsPage.objects.get(pk=drafts[0].pk)
    page.save_revision(user=chair)
    joint = submit_together(drafts, title="专题", by=officer)
    assert [state.position for state in left_for(joint, chair)] == [2, 3]
    outcome = decide_together(joint, states_of(joint), chair, "approve")
    assert [state.position for state, _why in outcome.refused] == [1]
    assert [state.position for state in left_for(joint, deputy)] == [1]


def test_a_deputy_decides_them_with_both_names_in_each_record(joint, chair, reader):
    today = timezone.localdate()
    Deputyship.objects.create(principal=chair, deputy=reader, first_date=today, last_date=today, named_by=chair)
    decide_together(joint, states_of(joint), reader, "approve")
    assert ApprovalRecord.objects.filter(act=Act.APPROVED, actor=reader, on_behalf_of=chair).count() == 3


def test_what_is_sent_back_leaves_and_comes_back_by_itself(joint, drafts, chair, officer):
    decide_together(joint, states_of(joint)[:1], chair, "reject", "请补充照片")
    assert [state.position for state in states_of(joint)] == [2, 3]
    page = NewsPage.objects.get(pk=drafts[0].pk)
    page.save_revision(user=officer)
    page.current_workflow_state.resume(officer)
    assert [(row.joint, len(row.states)) for row in rows_of(waiting_for(chair))] == [(joint, 2), (None, 1)]


def test_what_comes_back_by_itself_has_a_sheet_of_its_own_and_keeps_it(joint, drafts, chair, officer):
    decide_together(joint, states_of(joint)[:1], chair, "reject", "请补充照片")
    sheets = []
    for _time in range(2):
        page = NewsPage.objects.get(pk=drafts[0].pk)
        page.save_revision(user=officer)
        page.current_workflow_state.resume(officer)
        sheets.append(ApprovalRecord.objects.filter(act=Act.SUBMITTED).first().sheet)
        decide(NewsPage.objects.get(pk=page.pk).current_workflow_task_state, chair, "reject", "还要改")
    assert not sheets[0].startswith(joint.sheet)
    assert sheets == [sheets[0]] * 2


def test_what_waits_is_found_without_reading_what_it_says(joint):
    assert all("content" in state.revision.get_deferred_fields() for state in states_of(joint))


def test_what_was_sent_back_joins_again_under_a_new_sheet(joint, drafts, chair, officer, news_index):
    decide_together(joint, states_of(joint)[:1], chair, "reject", "请补充照片")
    other = make_draft(news_index, officer, "other")
    again = submit_together([NewsPage.objects.get(pk=drafts[0].pk), other], title="补充", by=officer)
    assert [state.position for state in states_of(again)] == [1, 2]
    assert again.items.first().submitted.sheet == f"{again.sheet}-1"
    assert again.sheet != joint.sheet
    assert len(states_of(joint)) == 2


def test_the_submitter_withdraws_everything_that_waits(joint, chair, officer):
    decide_together(joint, states_of(joint)[:1], chair, "approve")
    outcome = withdraw_together(joint, officer)
    assert len(outcome.decided) == 2
    assert states_of(joint) == []
    assert live() == ["健步走第1站"]
    assert ApprovalRecord.objects.filter(act=Act.WITHDRAWN, actor=officer).count() == 2


def test_nobody_else_withdraws(joint, chair):
    with pytest.raises(NotYoursToWithdraw):
        withdraw_together(joint, chair)
    assert len(states_of(joint)) == 3


def test_a_page_that_is_deleted_later_stays_on_the_sheet_and_breaks_nothing(joint, drafts, chair, officer, client):
    withdraw_together(joint, officer)
    NewsPage.objects.get(pk=drafts[0].pk).delete()
    client.force_login(chair)
    html = client.get(reverse("approval_together", args=[joint.pk])).content.decode()
    assert "健步走第1站" in html
    assert client.get(reverse("approval_together_sheet", args=[joint.pk])).status_code == 200


# Erasing.


def erase(joint, draft, by) -> None:
    submitted = JointItem.objects.get(joint=joint, object_id=str(draft.pk)).submitted
    erase_course(submitted, actor=by, remark="误写了患者信息")
    joint.refresh_from_db()


def test_a_joint_submission_keeps_its_title_until_the_last_of_its_items_is_erased(joint, drafts, officer, chair):
    decide_together(joint, left_for(joint, chair), chair, "reject", "误写了患者信息。")
    for draft in drafts[:-1]:
        erase(joint, draft, chair)
        assert joint.title == "健步走专题"
    erase(joint, drafts[-1], chair)
    assert joint.title == "（文字已删除）"


def test_a_title_that_names_what_was_erased_goes_at_once(drafts, officer, chair):
    joint = submit_together(drafts, title="健步走第2站等三篇", by=officer)
    erase(joint, drafts[1], chair)
    assert joint.title == "（文字已删除）"
