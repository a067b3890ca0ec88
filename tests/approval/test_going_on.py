"""The way through a queue: past an item, on after a decision, round and to the end; a remark on the way."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Workflow, WorkflowTask

from approval.models import ApprovalRecord, Finder, ReviewTask
from approval.roles import WORKFLOW_NAME
from approval.standing_aside import why_not
from approval.together.submitting import submit_together
from news.models import NewsPage
from notices.models import Notice

from .conftest import decide, make_draft, make_member, submit


def address(state) -> str:
    return reverse("approval_review", args=[state.pk])


@pytest.fixture
def waiting(news_index, officer):
    """Three items, the oldest first."""
    return [submit(make_draft(news_index, officer, slug, title=slug), officer) for slug in ("one", "two", "three")]


@pytest.fixture
def reading(client, chair):
    client.force_login(chair)
    return client


def approve(client, state, **data) -> str:
    return client.post(address(state), {"action": "approve", **data}).url


def send_back(client, state) -> str:
    return client.post(address(state), {"action": "reject", "reject-comment": "请补充照片。"}).url


def test_one_can_go_past_an_item_without_deciding_on_it(waiting, reading):
    html = reading.get(address(waiting[0])).content.decode()
    assert f'href="{address(waiting[1])}"' in html
    assert "下一条" in html
    assert reading.get(address(waiting[1])).context["next"] == address(waiting[2])
    assert not NewsPage.objects.live().exists()


def test_after_the_last_one_comes_the_first(waiting, reading):
    assert reading.get(address(waiting[2])).context["next"] == address(waiting[0])


def test_alone_in_the_queue_nothing_comes_next(draft, officer, reading):
    answer = reading.get(address(submit(draft, officer)))
    assert answer.context["next"] == ""
    assert "下一条" not in answer.content.decode()


def test_after_a_decision_what_was_skipped_comes_last(waiting, reading):
    assert approve(reading, waiting[1]) == address(waiting[2])
    assert send_back(reading, waiting[2]) == address(waiting[0])
    assert approve(reading, waiting[0]) == reverse("approval_queue")
    told = reading.get(reverse("approval_queue")).content.decode()
    for title in ("one", "two", "three"):
        assert title in told


def test_what_has_been_decided_meanwhile_leads_on_too(waiting, deputy, reading):
    decide(waiting[1], deputy)
    answer = reading.get(address(waiting[1]))
    assert answer.context["next"] == address(waiting[2])
    assert "下一条" in answer.content.decode()


def test_what_was_submitted_together_is_one_step(waiting, news_index, officer, reading):
    drafts = [make_draft(news_index, officer, slug) for slug in ("four", "five")]
    joint = submit_together(drafts, title="月末两篇", by=officer)
    page = reverse("approval_together", args=[joint.pk])
    assert reading.get(address(waiting[2])).context["next"] == page
    within = NewsPage.objects.get(slug="four").current_workflow_task_state
    assert reading.get(address(within)).context["next"] == address(waiting[0])
    assert reading.get(address(within)).context["others"] == 3


# A remark on an approval


def test_a_remark_on_an_approval_can_be_written_and_is_recorded(draft, officer, reading):
    state = submit(draft, officer)
    html = reading.get(address(state)).content.decode()
    assert 'name="approve-comment"' in html
    assert 'form="approve"' in html
    assert 'id="approve"' in html
    approve(reading, state, **{"approve-comment": "写得好，可推荐给院报。"})
    assert ApprovalRecord.objects.get(act="approved").words.remark == "写得好，可推荐给院报。"
    assert "可推荐给院报" in Notice.objects.get(kind="approval.approved", recipient=officer).body


def test_a_remark_that_is_too_long_is_given_back_to_be_shortened(draft, officer, reading):
    state = submit(draft, officer)
    answer = reading.post(address(state), {"action": "approve", "approve-comment": "长" * 1001})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "长" * 1001 in html
    assert '<details class="approval__say" name="decision" open>' in html
    assert not NewsPage.objects.get(pk=draft.pk).live


# Who has nothing to decide is told why, and the truth


def told(client, member, state) -> str:
    client.force_login(member)
    answer = client.get(address(state))
    assert answer.context["why_not"] in answer.content.decode()
    assert 'value="approve"' not in answer.content.decode()
    return answer.context["why_not"]


def test_who_worked_on_it_is_told_so(draft, officer, chair, client):
    draft.save_revision(user=chair)
    assert told(client, chair, submit(draft, officer)) == "您参与了此件的编写，须由他人审批。"


class TestWhoDecidesElsewhere:
    @pytest.fixture
    def first_stage(self, draft, deputy):
        last = ReviewTask.objects.get(name=WORKFLOW_NAME)
        last.groups.set(Group.objects.filter(name="工会主席"))
        first = ReviewTask.objects.create(name="初审", finder=Finder.PERSON, person=deputy)
        WorkflowTask.objects.create(workflow=Workflow.objects.get(name=WORKFLOW_NAME), task=first, sort_order=-1)
        return first

    def test_who_opens_what_others_decide_reads_who_that_is(self, first_stage, draft, officer, chair, deputy, client):
        said = told(client, chair, submit(draft, officer))
        assert said == "此件正在“初审”环节，由李平审批。"

    def test_who_approved_it_before_is_told_so(self, first_stage, draft, officer, deputy, client):
        decide(submit(draft, officer), deputy)
        state = NewsPage.objects.get(pk=draft.pk).current_workflow_task_state
        assert told(client, deputy, state) == "您在前一环节审批过此件，这一环节须由他人审批。"

    def test_of_many_a_few_are_named(self, draft, officer, chair, client):
        stage = ReviewTask.objects.get(name=WORKFLOW_NAME)
        stage.groups.set([Group.objects.create(name="审读组")])
        for number in range(6):
            stage.groups.get().user_set.add(make_member(f"30{number}0", f"审读员{number}"))
        said = told(client, chair, submit(draft, officer))
        assert "审读员4" in said
        assert "审读员5" not in said
        assert "等" in said

    def test_where_nobody_may_decide_that_is_said(self, draft, officer, chair, reader):
        draft.save_revision(user=chair)
        state = submit(draft, officer)
        assert why_not(state, reader) == f"此件正在“{state.task.name}”环节，目前没有人可以审批。"

    def test_the_refusal_of_a_tampered_decision_says_the_same(self, first_stage, draft, officer, chair, deputy, client):
        state = submit(draft, officer)
        client.force_login(chair)
        answer = client.post(address(state), {"action": "approve"}, follow=True)
        assert [str(each).strip() for each in answer.context["messages"]] == ["此件正在“初审”环节，由李平审批。"]
        assert not NewsPage.objects.get(pk=draft.pk).live


def test_pressing_twice_is_no_reproach(draft, officer, chair, client):
    state = submit(draft, officer)
    client.force_login(chair)
    approve(client, state)
    answer = client.post(address(state), {"action": "approve"}, follow=True)
    # The first said that it is approved; the second only that it has been decided.
    assert "参与" not in " ".join(str(each) for each in answer.context["messages"])
