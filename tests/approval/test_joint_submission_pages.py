"""The page of a joint submission, as a browser asks for it: who sees it, what is decided there, its sheet."""

from io import BytesIO

import pytest
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob
from pypdf import PdfReader

from approval.jobs import send_back_together, submit_prepared
from approval.jobs import withdraw_together as withdraw_in_background
from approval.models import ApprovalRecord
from approval.together import views
from approval.together.beginning import begin_together
from approval.together.deciding import decide_together
from approval.together.members import states_of
from approval.together.submitting import prepare, submit_together
from news.models import NewsPage
from people.models import Role
from tests.list_costs import queries_for

from .conftest import RESIDENT_ID, decide, live, make_draft, make_member, submit


@pytest.fixture
def drafts(news_index, officer):
    return [
        make_draft(news_index, officer, "one", title="健步走 #strong[报名] $x$"),
        make_draft(news_index, officer, "two", title="书法班招新", summary="电话 13912345678。"),
        make_draft(news_index, officer, "three", title="读书会"),
    ]


@pytest.fixture
def joint(drafts, officer, chair, deputy):
    return submit_together(drafts, title="月末三篇", by=officer)


def address(joint, act="") -> str:
    return reverse(f"approval_together{act}", args=[joint.pk])


def send(client, joint, action, states, **more):
    """Press one of the buttons with `states` ticked, on the page as it is shown first."""
    seen = client.get(address(joint)).context.get("pages_seen", "")
    data = {"action": action, "state": [state.pk for state in states], "pages_seen": seen, **more}
    return client.post(address(joint, "_decide"), data, follow=True)


def said(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


@pytest.mark.parametrize(("role", "expected"), [("chair", 200), ("deputy", 200), ("officer", 200), ("reader", 302)])
@pytest.mark.parametrize("page", ["", "_sheet"])
def test_approvers_and_the_submitter_see_it(role, expected, page, joint, client, request):
    client.force_login(request.getfixturevalue(role))
    assert client.get(address(joint, page)).status_code == expected


def test_another_officer_does_not_see_it(joint, client, db):
    client.force_login(make_member("1010", "吴桐", Role.PUBLICITY_OFFICER))
    assert client.get(address(joint)).status_code == 302


def test_each_item_stands_on_it_in_full_with_its_findings(joint, chair, client):
    client.force_login(chair)
    html = client.get(address(joint)).content.decode()
    for words in ("书法班招新", "13912345678", "集合地点在本部院区南门", "读书会"):
        assert words in html
    assert 'class="finding' in html
    assert html.count("data-tick>") == 3


def test_what_was_public_before_is_shown_as_a_difference(news_index, officer, chair, client):
    decide(submit(make_draft(news_index, officer), officer), chair)
    page = NewsPage.objects.get()
    page.summary = "改到五月。"
    page.save_revision(user=officer)
    joint = submit_together([page], title="后", by=officer)
    client.force_login(chair)
    assert [change.name for change in client.get(address(joint)).context["states"][0].changes] == ["summary"]


def test_the_ticked_are_approved_and_the_rest_waits(joint, chair, client):
    client.force_login(chair)
    response = send(client, joint, "approve", states_of(joint)[:2])
    assert live() == ["书法班招新", "健步走 #strong[报名] $x$"]
    assert response.redirect_chain[-1][0] == address(joint)
    send(client, joint, "approve", states_of(joint))
    assert len(live()) == 3


def test_nothing_that_did_not_stand_on_the_page_is_approved(joint, chair, deputy, client, monkeypatch):
    monkeypatch.setattr(views, "PAGE_LENGTH", 2)
    client.force_login(chair)
    last = states_of(joint)[2]
    assert "13912345678" not in said(send(client, joint, "approve", [last]))
    assert live() == []
    # Nor with the seal of somebody else's page.
    client.force_login(deputy)
    seal = client.get(address(joint), {"p": 2}).context["pages_seen"]
    client.force_login(chair)
    client.post(address(joint, "_decide"), {"action": "approve", "state": [last.pk], "pages_seen": seal})
    assert live() == []
    seal = client.get(address(joint), {"p": 2}).context["pages_seen"]
    client.post(address(joint, "_decide"), {"action": "approve", "state": [last.pk], "pages_seen": seal})
    assert live() == ["读书会"]


def test_one_is_sent_back_with_a_remark_and_all_the_others_with_another(joint, drafts, chair, client):
    client.force_login(chair)
    send(client, joint, "reject", states_of(joint)[:1], **{"reject-comment": "标题太长"})
    assert NewsPage.objects.get(pk=drafts[0].pk).current_workflow_state.status == "needs_changes"
    assert len(states_of(joint)) == 2
    send(client, joint, "reject", [], scope="all", **{"reject-comment": "请先核对名单"})
    assert states_of(joint) == []
    remarks = ApprovalRecord.objects.filter(act="sent_back").order_by("number").values_list("words__remark", flat=True)
    assert list(remarks) == ["标题太长", "请先核对名单", "请先核对名单"]


def test_a_missing_remark_is_asked_for(joint, chair, client):
    client.force_login(chair)
    page = send(client, joint, "reject", states_of(joint), **{"reject-comment": " "})
    assert page.context["form"].errors["comment"] == ["请在意见中写明需要修改的地方。"]
    assert len(states_of(joint)) == 3


def test_what_somebody_else_decided_meanwhile_is_left_out(joint, chair, deputy, client):
    states = states_of(joint)
    client.force_login(chair)
    seal = client.get(address(joint)).context["pages_seen"]
    decide(states[0], deputy, "reject", "请补充照片")
    data = {"action": "approve", "state": [state.pk for state in states], "pages_seen": seal}
    client.post(address(joint, "_decide"), data)
    assert live() == ["书法班招新", "读书会"]


def test_what_an_approver_worked_on_is_marked_and_has_no_tick(drafts, officer, chair, client):
    NewsPage.objects.get(pk=drafts[0].pk).save_revision(user=chair)
    joint = submit_together(drafts, title="月末三篇", by=officer)
    client.force_login(chair)
    response = client.get(address(joint))
    assert [state.may_decide for state in response.context["states"]] == [True, True, False]
    assert response.content.decode().count("data-tick>") == 2


def test_twenty_stand_on_a_page_and_a_longer_submission_costs_no_more(news_index, officer, chair, client, monkeypatch):
    monkeypatch.setattr(views, "PAGE_LENGTH", 2)
    client.force_login(chair)

    def cost(count):
        drafts = [make_draft(news_index, officer, f"long-{count}-{number}") for number in range(count)]
        joint = submit_together(drafts, title="专题", by=officer)
        return len(queries_for(client, address(joint)))

    assert cost(6) == cost(3)


def test_only_what_stands_on_the_page_is_read_from_the_database(joint, chair, client, monkeypatch):
    monkeypatch.setattr(views, "PAGE_LENGTH", 2)
    client.force_login(chair)
    page = client.get(address(joint)).context["page"]
    every = page.paginator.object_list
    assert ["content" in state.revision.get_deferred_fields() for state in every] == [False, False, True]


def test_the_submitter_withdraws_all_from_the_page(joint, officer, chair, client):
    client.force_login(chair)
    client.post(address(joint, "_withdraw"))
    assert len(states_of(joint)) == 3
    client.force_login(officer)
    client.post(address(joint, "_withdraw"))
    assert states_of(joint) == []


def test_much_is_sent_back_submitted_and_withdrawn_by_the_worker(drafts, officer, chair, client, monkeypatch):
    for place in ("beginning", "views"):
        monkeypatch.setattr(f"approval.together.{place}.AT_ONCE", 2)
    joint = begin_together(drafts, title="很多", by=officer)
    client.force_login(officer)
    assert "data-reload" in client.get(address(joint)).content.decode()
    run_jobs("approval.submit_prepared", submit_prepared)
    assert len(states_of(joint)) == 3
    client.force_login(chair)
    send(client, joint, "reject", [], scope="all", **{"reject-comment": "请先核对名单"})
    assert len(states_of(joint)) == 3
    run_jobs("approval.send_back_together", send_back_together)
    assert states_of(joint) == []
    again = submit_together([NewsPage.objects.get(pk=draft.pk) for draft in drafts], title="再来", by=officer)
    client.force_login(officer)
    client.post(address(again, "_withdraw"))
    assert len(states_of(again)) == 3
    run_jobs("approval.withdraw_together", withdraw_in_background)
    assert states_of(again) == []


def run_jobs(name, task) -> None:
    """Do what was deferred under a name, here and now."""
    jobs = ProcrastinateJob.objects.filter(task_name=name)
    assert jobs.count() == 1
    task(**jobs.get().args)


def test_what_was_refused_in_the_background_is_mended_and_submitted_again(news_index, officer, chair, client):
    page = make_draft(news_index, officer, summary=f"身份证 {RESIDENT_ID}")
    joint = prepare([page], title="专题", by=officer)
    client.force_login(officer)
    assert "data-reload" in client.get(address(joint)).content.decode()
    client.post(address(joint, "_again"), {"action": "submit"})
    html = client.get(address(joint)).content.decode()
    assert RESIDENT_ID in html
    assert reverse("approval_checks", args=["news.newspage", page.pk]) in html
    page = NewsPage.objects.get(pk=page.pk)
    page.summary = "改好了。"
    page.save_revision(user=officer)
    client.post(address(joint, "_again"), {"action": "submit"})
    assert len(states_of(joint)) == 1


def test_what_was_refused_is_let_go_of_and_the_drafts_stay(drafts, officer, chair, client):
    joint = prepare(drafts, title="专题", by=officer)
    client.force_login(chair)
    assert client.get(address(joint)).status_code == 302
    client.force_login(officer)
    client.post(address(joint, "_again"), {"action": "discard"})
    assert client.get(address(joint)).status_code == 404
    assert NewsPage.objects.count() == 3


def pdf_words(response) -> str:
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(response.content)).pages)
    return "".join(text.split())


def test_the_sheet_says_everything_of_all_of_them_and_nothing_is_markup(joint, chair, client):
    first, second, third = states_of(joint)
    decide(first, chair, comment="同意发布")
    decide_together(joint, [second], chair, "reject", "请核对电话")
    client.force_login(chair)
    response = client.get(address(joint, "_sheet"))
    assert response["Content-Type"] == "application/pdf"
    words = pdf_words(response)
    submitted = ApprovalRecord.objects.filter(act="submitted")
    for expected in (
        joint.sheet,
        "月末三篇",
        "健步走#strong[报名]$x$",
        "同意发布",
        "退回修改：请核对电话",
        "孙立",
        "钱小文（1001）",
        "尚无审批意见",
        *(row.content_hash for row in submitted),
    ):
        assert expected in words
    assert "手机" in words  # the finding of the second


def test_the_sheet_does_not_say_what_happened_after_an_item_had_left(joint, drafts, chair, officer, client):
    decide_together(joint, states_of(joint)[:1], chair, "reject", "请补充照片")
    page = NewsPage.objects.get(pk=drafts[0].pk)
    page.save_revision(user=officer)
    page.current_workflow_state.resume(officer)
    decide(page.current_workflow_task_state, chair, comment="现在很好")
    client.force_login(chair)
    words = pdf_words(client.get(address(joint, "_sheet")))
    assert "请补充照片" in words
    assert "现在很好" not in words


def test_the_record_of_an_item_leads_to_the_joint_sheet(joint, officer, client):
    client.force_login(officer)
    row = ApprovalRecord.objects.first()
    html = client.get(reverse("approval_record", args=[row.reference])).content.decode()
    assert address(joint, "_sheet") in html
    assert address(joint) in html


@pytest.mark.parametrize("remark", ["", "  ", "字" * 1001])
def test_a_remark_that_cannot_be_taken_loses_nothing_of_what_was_typed_and_ticked(remark, joint, chair, client):
    client.force_login(chair)
    ticked = states_of(joint)[1]
    page = client.post(
        address(joint, "_decide"),
        {"action": "reject", "state": [ticked.pk], "scope": "all", "reject-comment": remark},
    )
    html = page.content.decode()
    assert page.status_code == 422
    assert f'value="{ticked.pk}" checked' in html
    assert 'value="all" checked' in html
    assert remark.strip() in html
    assert page.context["form"].errors["comment"]
    assert len(states_of(joint)) == 3


@pytest.mark.parametrize("act", ["_decide", "_withdraw", "_again"])
def test_whoever_signed_in_again_before_an_act_finds_the_page(act, joint, officer, client):
    client.force_login(officer)
    answer = client.get(address(joint, act), {"p": "2"})
    assert answer.status_code == 302
    assert answer.url.startswith(address(joint))
    assert len(states_of(joint)) == 3
