"""What is submitted together: all of it or nothing, one line in the queue, one notice, one sheet."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState, WorkflowTask

from approval.erasing import erase_course
from approval.errors import AlreadyDecided, NothingToSubmit, NotYoursToWithdraw, TooManyItems
from approval.models import Act, ApprovalRecord, ApprovalSettings, Deputyship, JointItem, JointSubmission, ReviewTask
from approval.queue import describe, waiting_for
from approval.reminders import remind_and_escalate
from approval.together.deciding import decide_together, left_for, withdraw_together
from approval.together.members import rows_of, states_of
from approval.together.submitting import (
    TogetherRefused,
    forget_expired,
    prepare,
    submit_together,
    submit_what_was_prepared,
)
from approval.together.telling import tell_what_nobody_told
from approval.verification import verify_chain
from news.models import NewsPage
from notices.models import Notice
from tests.factories import HonourFactory
from tests.list_costs import queries_for

from .conftest import decide, make_draft, submit

RESIDENT_ID = "11010519491231002X"


@pytest.fixture
def drafts(news_index, officer):
    return [make_draft(news_index, officer, f"walk-{number}", title=f"健步走第{number}站") for number in (1, 2, 3)]


@pytest.fixture
def joint(drafts, officer, chair, deputy):
    return submit_together(drafts, title="健步走专题", by=officer)


def live() -> list[str]:
    return sorted(NewsPage.objects.filter(live=True).values_list("title", flat=True))


def told(member) -> list[str]:
    return [notice.subject for notice in Notice.objects.filter(recipient=member).order_by("pk")]


# Submitting.


def test_everything_waits_after_one_submission(joint, drafts):
    assert [state.revision.object_id for state in states_of(joint)] == [str(draft.pk) for draft in drafts]


def test_pages_and_snippets_are_submitted_together(drafts, officer, chair):
    honour = HonourFactory(draft=True, by=officer)
    joint = submit_together([*drafts, honour], title="月末", by=officer)
    assert len(states_of(joint)) == 4


def test_each_item_has_a_record_that_names_the_joint_sheet(joint):
    records = ApprovalRecord.objects.filter(act=Act.SUBMITTED).order_by("number")
    assert [row.sheet for row in records] == [f"{joint.sheet}-{place}" for place in (1, 2, 3)]
    assert all("健步走专题" in row.words.remark for row in records)
    assert [item.submitted_id for item in joint.items.order_by("position")] == [row.number for row in records]
    assert verify_chain().fault is None


def test_one_blocked_item_keeps_back_all_and_is_named_with_its_finding(drafts, officer, news_index, chair):
    blocked = make_draft(news_index, officer, "blocked", summary=f"身份证 {RESIDENT_ID}")
    with pytest.raises(TogetherRefused) as caught:
        submit_together([*drafts, blocked], title="专题", by=officer)
    assert [(refusal.thing.pk, refusal.findings[0].check) for refusal in caught.value.refusals] == [
        (blocked.pk, "resident_id")
    ]
    assert RESIDENT_ID in caught.value.refusals[0].sentence
    assert not WorkflowState.objects.exists()
    assert not JointSubmission.objects.exists()
    assert not ApprovalRecord.objects.exists()
    assert told(chair) == []


def test_every_item_that_stands_in_the_way_is_named(drafts, officer, news_index, chair):
    submit(drafts[0], officer)
    blocked = make_draft(news_index, officer, "blocked", summary=f"身份证 {RESIDENT_ID}")
    with pytest.raises(TogetherRefused) as caught:
        submit_together([*drafts, blocked], title="专题", by=officer)
    assert {refusal.thing.pk for refusal in caught.value.refusals} == {drafts[0].pk, blocked.pk}


def test_what_lacks_what_publishing_needs_is_not_submitted(drafts, officer, news_index):
    """The editor's form asks for it before a single submission; nobody has looked at a form here."""
    incomplete = make_draft(news_index, officer, "incomplete", body=[])
    with pytest.raises(TogetherRefused) as caught:
        submit_together([*drafts, incomplete], title="专题", by=officer)
    assert [refusal.thing.pk for refusal in caught.value.refusals] == [incomplete.pk]
    assert "文章" in caught.value.refusals[0].sentence or "正文" in caught.value.refusals[0].sentence


def test_nobody_submits_what_is_not_theirs_to_edit(drafts, reader):
    with pytest.raises(TogetherRefused) as caught:
        submit_together(drafts, title="专题", by=reader)
    assert len(caught.value.refusals) == 3


def test_the_same_thing_twice_counts_once(drafts, officer):
    assert submit_together([drafts[0], drafts[0]], title="专题", by=officer).items.count() == 1


def test_nothing_and_too_much_are_refused(drafts, officer, monkeypatch):
    with pytest.raises(NothingToSubmit):
        submit_together([], title="专题", by=officer)
    monkeypatch.setattr("approval.together.submitting.MOST_ITEMS", 2)
    with pytest.raises(TooManyItems):
        submit_together(drafts, title="专题", by=officer)


def test_an_item_costs_the_same_number_of_queries_however_many_there_are(news_index, officer, chair):
    submit(make_draft(news_index, officer, "warm"), officer)

    def cost(count: int) -> int:
        drafts = [make_draft(news_index, officer, f"cost-{count}-{number}") for number in range(count)]
        with CaptureQueriesContext(connection) as captured:
            submit_together(drafts, title="专题", by=officer)
        return len(captured)

    one, two, six = cost(1), cost(2), cost(6)
    assert six - two == 4 * (two - one)


def test_what_is_refused_in_the_background_says_so_item_by_item(drafts, officer, news_index):
    blocked = make_draft(news_index, officer, "blocked", summary=f"身份证 {RESIDENT_ID}")
    joint = prepare([*drafts, blocked], title="专题", by=officer)
    assert not submit_what_was_prepared(joint)
    assert [bool(item.refusal) for item in joint.items.order_by("position")] == [False, False, False, True]
    assert not WorkflowState.objects.exists()
    page = NewsPage.objects.get(pk=blocked.pk)
    page.summary = "改好了。"
    page.save_revision(user=officer)
    assert submit_what_was_prepared(joint)
    assert len(states_of(joint)) == 4


def test_what_was_submitted_is_not_deleted(joint):
    with pytest.raises(DatabaseError), transaction.atomic():
        joint.delete()


def test_what_was_never_submitted_is_forgotten_after_a_month(drafts, officer, joint):
    later = make_draft(drafts[0].get_parent(), officer, "later")
    old = prepare([later], title="旧", by=officer)
    JointSubmission.objects.update(prepared_at=timezone.now() - timedelta(days=31))
    assert forget_expired() == 1
    assert list(JointSubmission.objects.all()) == [joint]
    assert not JointSubmission.objects.filter(pk=old.pk).exists()


def test_an_item_is_in_one_joint_submission_at_a_time(joint, drafts):
    item = joint.items.first()
    other = JointSubmission.objects.create(title="另一")
    with pytest.raises(IntegrityError), transaction.atomic():
        JointItem.objects.create(
            joint=other,
            position=1,
            content_type=item.content_type,
            object_id=item.object_id,
            workflow_state=item.workflow_state,
        )


# Who is told.


def test_the_approvers_are_told_once_of_all(joint, chair, deputy):
    for approver in (chair, deputy):
        notice = Notice.objects.get(recipient=approver)
        assert "健步走专题" in notice.subject
        assert notice.link == reverse("approval_together", args=[joint.pk])


def test_the_author_is_told_once_of_a_whole_round(joint, chair, officer):
    first, second, third = states_of(joint)
    decide_together(joint, [first], chair, "reject", "请补充照片")
    assert told(officer) == []
    decide_together(joint, [second, third], chair, "approve")
    notice = Notice.objects.get(recipient=officer)
    assert "请补充照片" in notice.body
    assert "健步走第1站" in notice.body
    assert "2" in notice.body


def test_a_single_decision_on_one_of_them_ends_the_round_too(joint, chair, officer, client):
    first, *rest = states_of(joint)
    decide_together(joint, rest, chair, "approve")
    client.force_login(chair)
    client.post(reverse("approval_review", args=[first.pk]), {"action": "approve"})
    assert len(told(officer)) == 1


def test_an_approver_who_stops_in_the_middle_leaves_nobody_untold(joint, chair, officer):
    decide_together(joint, states_of(joint)[:1], chair, "approve")
    assert told(officer) == []
    assert tell_what_nobody_told() == 1
    assert tell_what_nobody_told() == 0
    assert len(told(officer)) == 1


def test_approvers_of_the_next_stage_are_told_once(drafts, officer, chair, deputy):
    second = ReviewTask.objects.create(name="终审")
    second.groups.set(ReviewTask.objects.exclude(pk=second.pk).get().groups.all())
    WorkflowTask.objects.create(workflow=drafts[0].get_workflow(), task=second, sort_order=1)
    joint = submit_together(drafts, title="专题", by=officer)
    decide_together(joint, states_of(joint), chair, "approve")
    assert len(told(deputy)) == 2
    assert told(officer) == []
    outcome = decide_together(joint, states_of(joint), chair, "approve")
    assert [len(outcome.decided), len(outcome.refused)] == [0, 3]
    decide_together(joint, states_of(joint), deputy, "approve")
    assert len(live()) == 3
    assert len(told(officer)) == 1


def test_a_reminder_is_one_for_all_and_each_item_is_recorded_as_passed_on(joint, chair, deputy):
    settings = ApprovalSettings.load()
    settings.escalate_after = 1
    settings.save()
    TaskState.objects.update(started_at=timezone.now() - timedelta(days=10))
    assert remind_and_escalate() == 2
    assert remind_and_escalate() == 0
    assert ApprovalRecord.objects.filter(act=Act.ESCALATED).count() == 3


# The queue.


def test_the_queue_shows_one_line_for_it(joint, drafts, chair, officer, client):
    single = make_draft(drafts[0].get_parent(), officer, "single", title="单独的一篇")
    submit(single, officer)
    rows = rows_of(waiting_for(chair))
    assert [(row.joint, len(row.states)) for row in rows] == [(joint, 3), (None, 1)]
    client.force_login(chair)
    response = client.get(reverse("approval_queue"))
    assert response.context["waiting"].paginator.count == 2
    assert "健步走专题" in response.content.decode()
    assert "健步走第1站" not in response.content.decode()


def test_the_queue_costs_the_same_whatever_waits_and_its_lines_at_most_twenty_queries(
    news_index, officer, chair, client
):
    submit_together([make_draft(news_index, officer, "first")], title="一", by=officer)
    client.force_login(chair)
    few = queries_for(client, reverse("approval_queue"))
    for batch in range(2):
        drafts = [make_draft(news_index, officer, f"many-{batch}-{number}") for number in range(3)]
        submit_together(drafts, title=f"第{batch}批", by=officer)
    submit(make_draft(news_index, officer, "single"), officer)
    assert len(queries_for(client, reverse("approval_queue"))) == len(few)
    with CaptureQueriesContext(connection) as captured:
        rows = rows_of(waiting_for(chair))
        describe(row.state for row in rows)
    assert len(rows) == 4
    assert len(captured) <= 20


# Deciding.


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
