"""A submission with something that stops it is refused wherever it comes from, and nothing that was typed is lost."""

import pytest
from django.urls import reverse
from wagtail.models import WorkflowState

from approval.checks.actions import SubmissionBlocked, acknowledge
from approval.checks.findings import draft_of, findings_of
from honours.models import Honour
from news.models import NewsPage

from ..conftest import decide, submit
from ..test_no_side_door import form_of
from .conftest import RESIDENT_ID, set_severity

BLOCKED = f"证件号{RESIDENT_ID}"


def honour_form(**changes):
    return {
        "title": "市级五一巾帼标兵岗",
        "recipients-TOTAL_FORMS": "1",
        "recipients-INITIAL_FORMS": "0",
        "recipients-MIN_NUM_FORMS": "1",
        "recipients-MAX_NUM_FORMS": "1000",
        "recipients-0-name": "急诊护理组",
        "recipients-0-ORDER": "1",
        "kind": "advanced",
        "level": "municipal",
        "awarding_body": "市总工会",
        "rank": "",
        "date": "2026-03-06",
        "citation": "",
        "picture": "",
        **changes,
    }


def said_by(client, response) -> str:
    followed = client.get(response.url)
    assert followed.status_code == 200
    return "\n".join(str(message) for message in followed.context["messages"])


def newest(thing):
    return draft_of(type(thing).objects.get(pk=thing.pk))


def under_review(thing) -> bool:
    return WorkflowState.objects.active().filter(object_id=str(thing.pk), status="in_progress").exists()


def test_the_pages_editor_refuses_and_keeps_everything_typed(draft, officer, client):
    client.force_login(officer)
    changes = {"summary": "新的摘要", "body-0-value-text": BLOCKED, "tags": "春天", "action-submit": "1"}
    response = client.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), form_of(draft, **changes))
    assert response.url == reverse("approval_checks", args=["news.newspage", draft.pk])
    said = said_by(client, response)
    assert RESIDENT_ID in said
    assert findings_of(newest(draft))[0].place in said
    kept = newest(draft)
    assert (kept.summary, kept.body[0].value["text"]) == ("新的摘要", BLOCKED)
    assert [tag.name for tag in kept.tags.all()] == ["春天"]
    assert not under_review(draft)


def test_a_page_that_is_created_and_submitted_at_once_is_kept_as_a_draft(draft, news_index, officer, client):
    client.force_login(officer)
    form = form_of(draft, **{"title": "新稿", "slug": "new", "body-0-value-text": BLOCKED, "action-submit": "1"})
    client.post(reverse("wagtailadmin_pages:add", args=["news", "newspage", news_index.pk]), form)
    page = NewsPage.objects.get(slug="new")
    assert newest(page).body[0].value["text"] == BLOCKED
    assert not page.live
    assert not under_review(page)


def test_the_snippets_editor_refuses_and_keeps_everything_typed(honour_draft, officer, client):
    client.force_login(officer)
    recipient = honour_draft.recipients.get()
    form = honour_form(**{"citation": BLOCKED, "action-submit": "1", "recipients-INITIAL_FORMS": "1"})
    form["recipients-0-id"] = recipient.pk
    response = client.post(reverse("wagtailsnippets_honours_honour:edit", args=[honour_draft.pk]), form)
    assert RESIDENT_ID in said_by(client, response)
    assert newest(honour_draft).citation == BLOCKED
    assert not under_review(honour_draft)


def test_a_snippet_that_is_created_and_submitted_at_once_is_kept_as_a_draft(officer, client):
    client.force_login(officer)
    client.post(
        reverse("wagtailsnippets_honours_honour:add"), honour_form(**{"citation": BLOCKED, "action-submit": "1"})
    )
    honour = Honour.objects.get()
    assert newest(honour).citation == BLOCKED
    assert not honour.live
    assert not under_review(honour)


def test_code_that_starts_the_workflow_is_refused_too(draft, officer):
    draft.title = BLOCKED
    draft.save_revision(user=officer)
    with pytest.raises(SubmissionBlocked) as refusal:
        submit(draft, officer)
    assert [finding.check for finding in refusal.value.findings] == ["resident_id"]
    assert not WorkflowState.objects.exists()


def test_a_draft_that_came_back_and_is_blocked_stays_sent_back_and_can_be_submitted_once_mended(
    draft, officer, chair, client
):
    decide(submit(draft, officer), chair, "reject", "请补充集合时间")
    client.force_login(officer)
    edit = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    client.post(edit, form_of(draft, **{"body-0-value-text": BLOCKED, "action-submit": "1"}))
    state = draft.current_workflow_state
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert state.current_task_state.comment == "请补充集合时间"
    client.post(edit, form_of(draft, **{"body-0-value-text": "八点集合", "action-submit": "1"}))
    assert under_review(draft)
    assert newest(draft).body[0].value["text"] == "八点集合"


def test_what_was_submitted_is_approved_though_the_office_became_stricter(draft, officer, chair):
    draft.title = "拨打13812345678"
    draft.save_revision(user=officer)
    state = submit(draft, officer)
    set_severity(mobile_number="block")
    decide(state, chair)
    assert NewsPage.objects.get(pk=draft.pk).live


def test_a_warning_stops_nothing_and_the_approver_sees_it(draft, officer, chair, client):
    draft.title = "拨打13812345678"
    draft.save_revision(user=officer)
    state = submit(draft, officer)
    client.force_login(chair)
    response = client.get(reverse("approval_review", args=[state.pk]))
    assert [finding.check for finding in response.context["findings"]] == ["mobile_number"]
    assert "<mark>13812345678</mark>" in response.content.decode()


def test_the_approver_sees_the_findings_of_what_was_submitted_not_of_a_later_draft(draft, officer, chair, client):
    state = submit(draft, officer)
    draft.title = "拨打13812345678"
    draft.save_revision(user=chair)
    client.force_login(chair)
    assert client.get(reverse("approval_review", args=[state.pk])).context["findings"] == []


def test_an_acknowledged_finding_no_longer_stops_the_submission(draft, officer, chair, client):
    draft.title = BLOCKED
    draft.save_revision(user=officer)
    (finding,) = findings_of(newest(draft))
    acknowledge(draft, finding.fingerprint, officer, "国家标准中的示例号码")
    state = submit(draft, officer)
    client.force_login(chair)
    content = client.get(reverse("approval_review", args=[state.pk])).content.decode()
    assert "国家标准中的示例号码" in content


@pytest.mark.parametrize("kind", ["draft", "honour_draft"])
def test_the_editor_says_what_was_found_and_leads_to_the_list(kind, officer, client, request):
    thing = request.getfixturevalue(kind)
    client.force_login(officer)
    names = {"draft": "wagtailadmin_pages:edit", "honour_draft": "wagtailsnippets_honours_honour:edit"}
    edit = reverse(names[kind], args=[thing.pk])
    checks = reverse("approval_checks", args=[type(thing)._meta.label_lower, thing.pk])
    assert checks not in client.get(edit).content.decode()
    thing.title = BLOCKED
    thing.save_revision(user=officer)
    assert checks in client.get(edit).content.decode()
    assert RESIDENT_ID in client.get(checks).content.decode()


def test_what_is_found_is_escaped(draft, officer, client):
    draft.title = f"<script>alert(1)</script>{RESIDENT_ID}"
    draft.save_revision(user=officer)
    client.force_login(officer)
    content = client.get(reverse("approval_checks", args=["news.newspage", draft.pk])).content.decode()
    assert "<script>alert(1)" not in content
    assert RESIDENT_ID in content
