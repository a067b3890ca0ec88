"""The approver's queue and review page, as a browser asks for them."""

from datetime import timedelta

from django.urls import reverse

from news.models import NewsPage
from tests.factories.activities import RecurringActivityFactory

from .conftest import decide, submit


def test_the_chair_sends_back_with_a_remark_and_is_told_so(draft, officer, chair, client):
    state = submit(draft, officer)
    client.force_login(chair)
    response = client.post(
        reverse("approval_review", args=[state.pk]),
        {"action": "reject", "reject-comment": "请补充集合时间"},
        follow=True,
    )
    assert NewsPage.objects.get(pk=draft.pk).current_workflow_state.status == "needs_changes"
    assert any("春季健步走报名" in str(message) for message in response.context["messages"])


def test_a_missing_remark_is_asked_for_on_the_same_page(draft, officer, chair, client):
    state = submit(draft, officer)
    client.force_login(chair)
    response = client.post(reverse("approval_review", args=[state.pk]), {"action": "reject", "reject-comment": " "})
    assert response.status_code == 422
    assert response.context["forms"]["reject"].errors


def test_after_an_approval_the_next_item_is_shown(draft, honour_draft, officer, chair, client):
    first, second = submit(draft, officer), submit(honour_draft, officer)
    client.force_login(chair)
    response = client.post(reverse("approval_review", args=[first.pk]), {"action": "approve"})
    assert response.url == reverse("approval_review", args=[second.pk])
    assert NewsPage.objects.get(pk=draft.pk).live


def test_a_decided_item_offers_no_decision(draft, officer, chair, deputy, client):
    state = submit(draft, officer)
    decide(state, chair)
    client.force_login(deputy)
    html = client.get(reverse("approval_review", args=[state.pk])).content.decode()
    assert 'value="approve"' not in html


def test_a_late_decision_gets_a_sentence(draft, officer, chair, deputy, client):
    state = submit(draft, officer)
    decide(state, chair)
    client.force_login(deputy)
    response = client.post(reverse("approval_review", args=[state.pk]), {"action": "approve"}, follow=True)
    assert response.status_code == 200
    assert len(list(response.context["messages"])) == 1


def test_the_difference_names_the_changed_field_alone(draft, officer, chair, client):
    decide(submit(draft, officer), chair)
    page = NewsPage.objects.get(pk=draft.pk)
    page.summary = "改到五月。"
    page.save_revision(user=officer)
    state = submit(page, officer)
    client.force_login(chair)
    changes = client.get(reverse("approval_review", args=[state.pk])).context["changes"]
    assert [change.name for change in changes] == ["summary"]


def test_the_officer_has_no_queue(draft, officer, client):
    state = submit(draft, officer)
    client.force_login(officer)
    for address in (reverse("approval_queue"), reverse("approval_review", args=[state.pk])):
        assert client.get(address).status_code == 302


def test_a_queue_of_several_pages_is_paged(draft, honour_draft, officer, chair, client, monkeypatch):
    monkeypatch.setattr("approval.views.PAGE_LENGTH", 1)
    submit(draft, officer)
    submit(honour_draft, officer)
    client.force_login(chair)
    assert "?p=2" in client.get(reverse("approval_queue")).content.decode()
    html = client.get(reverse("approval_queue"), {"p": 2}).content.decode()
    assert "市级五一巾帼标兵岗" in html
    assert "春季健步走报名" not in html


def test_the_preview_shows_the_submitted_text(draft, officer, chair, client):
    state = submit(draft, officer)
    client.force_login(chair)
    html = client.get(reverse("approval_preview", args=[state.pk])).content.decode()
    assert "集合地点在本部院区南门" in html


def test_a_changed_hour_of_an_activity_is_a_change(officer, chair, client):
    """Weekday and time are fields of the form, not of the model: no panel compares them."""
    activity = RecurringActivityFactory()
    activity.starts_at += timedelta(hours=1)
    activity.save_revision(user=officer)
    state = submit(activity, officer)
    client.force_login(chair)
    changes = client.get(reverse("approval_review", args=[state.pk])).context["changes"]
    assert [change.name for change in changes] == ["starts_at"]


def test_a_withdrawn_summary_is_nowhere_in_the_page(draft, officer, chair, client):
    decide(submit(draft, officer), chair, "reject", "请改摘要")
    page = NewsPage.objects.get(pk=draft.pk)
    page.summary = "改过的摘要。"
    page.save_revision(user=officer)
    page.current_workflow_state.resume(officer)
    client.force_login(chair)
    html = client.get(reverse("approval_preview", args=[page.current_workflow_task_state.pk])).content.decode()
    assert "改过的摘要。" in html
    assert "滨河步道见" not in html
