"""The approver's page: differences in words and pictures, deputies named, one tap to confirm."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Workflow, WorkflowTask

from approval.comparison import difference
from approval.models import Deputyship, Finder, ReviewTask
from approval.roles import WORKFLOW_NAME
from news.models import NewsPage
from notices.models import Notice
from tests.factories import ImageFactory

from .conftest import decide, submit


@pytest.fixture
def live(draft, officer, chair):
    decide(submit(draft, officer), chair)
    return NewsPage.objects.get(pk=draft.pk)


def resubmitted(page, officer, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(user=officer)
    return submit(page, officer)


def changes(client, chair, state) -> dict:
    client.force_login(chair)
    response = client.get(reverse("approval_review", args=[state.pk]))
    return {change.name: change for change in response.context["changes"]}


def test_chinese_text_is_compared_by_characters():
    assert difference("周六八点出发。", "周日八点出发。") == "<p>周<del>六</del><ins>日</ins>八点出发。</p>"


def test_what_somebody_wrote_is_escaped():
    assert "<script>" not in difference("", "<script>alert(1)</script>")


def test_a_changed_text_shows_what_went_and_what_came(live, officer, chair, client):
    state = resubmitted(live, officer, body=[("text", "<p>集合地点在东院区南门。</p>")])
    words = changes(client, chair, state)["body"].words
    assert "<del>本部</del>" in words
    assert "<ins>东</ins>" in words


def test_a_link_that_leads_elsewhere_is_a_change(live, officer, chair, client):
    first = resubmitted(live, officer, body=[("text", '<p><a href="https://a.example.org/">报名</a></p>')])
    decide(first, chair)
    page = NewsPage.objects.get(pk=live.pk)
    state = resubmitted(page, officer, body=[("text", '<p><a href="https://b.example.org/">报名</a></p>')])
    assert "b.example.org" in changes(client, chair, state)["body"].words.replace("<ins>", "").replace("</ins>", "")


def test_a_new_picture_is_shown(live, officer, chair, client):
    image = ImageFactory(description="清晨的滨河步道")
    found = changes(client, chair, resubmitted(live, officer, cover=image))
    assert list(found["cover"].added_pictures.values()) == ["清晨的滨河步道"]


def test_tags_in_another_order_are_no_change(live, officer, chair, client):
    live.tags.set(["送温暖", "帮扶"])
    decide(resubmitted(live, officer), chair)
    page = NewsPage.objects.get(pk=live.pk)
    assert page.tags.count() == 2
    page.tags.clear()
    page.tags.add("帮扶")
    page.tags.add("送温暖")
    assert set(changes(client, chair, resubmitted(page, officer, summary="改到五月。"))) == {"summary"}


def test_what_was_never_public_says_no_raw_data(draft, officer, chair, client):
    found = changes(client, chair, submit(draft, officer))
    said = " ".join(change.words for change in found.values())
    assert "<del>" not in said
    assert "False" not in said
    assert "slug" not in found
    assert str(timezone.localdate().year) in found["date"].words


def test_common_remarks_can_be_picked(draft, officer, chair, client):
    state = submit(draft, officer)
    client.force_login(chair)
    text = client.get(reverse("approval_review", args=[state.pk])).content.decode()
    assert 'data-remark="请补充时间和地点。"' in text


def test_who_approved_before_a_later_stage_sent_it_back_sees_what_was_mended(draft, officer, chair, deputy, client):
    workflow = Workflow.objects.get(name=WORKFLOW_NAME)
    last = ReviewTask.objects.get(name=WORKFLOW_NAME)
    last.groups.set(Group.objects.filter(name="工会主席"))
    first = ReviewTask.objects.create(name="初审", finder=Finder.PERSON, person=deputy)
    WorkflowTask.objects.create(workflow=workflow, task=first, sort_order=-1)
    decide(submit(draft, officer), deputy)
    page = NewsPage.objects.get(pk=draft.pk)
    decide(page.current_workflow_task_state, chair, "reject", comment="请写明雨天怎么办。")
    page = NewsPage.objects.get(pk=draft.pk)
    page.summary = "下雨改到次日。"
    page.save_revision(user=officer)
    page.current_workflow_state.resume(officer)
    state = NewsPage.objects.get(pk=draft.pk).current_workflow_task_state
    assert set(changes(client, deputy, state)) == {"summary"}
    text = client.get(reverse("approval_review", args=[state.pk])).content.decode()
    assert "确认通过" in text
    client.post(reverse("approval_review", args=[state.pk]), {"action": "approve"})
    assert NewsPage.objects.get(pk=draft.pk).current_workflow_task_state.task_id == last.pk


class TestNamingDeputies:
    def name(self, client, deputy, first, last):
        wanted = {"deputy": deputy.pk, "first_date": first, "last_date": last}
        return client.post(reverse("approval_deputies"), wanted)

    def test_the_chair_names_a_deputy_who_is_told(self, client, chair, reader):
        client.force_login(chair)
        today = timezone.localdate()
        assert self.name(client, reader, today, today + timedelta(days=3)).status_code == 302
        assert Deputyship.objects.in_force().get().deputy == reader
        assert Notice.objects.filter(recipient=reader, kind="approval.deputy").exists()

    @pytest.mark.parametrize(("first", "last"), [(3, 1), (-5, -1)])
    def test_dates_that_make_no_sense_are_sent_back_with_what_was_typed(self, first, last, client, chair, reader):
        client.force_login(chair)
        today = timezone.localdate()
        answer = self.name(client, reader, today + timedelta(days=first), today + timedelta(days=last))
        assert answer.status_code == 422
        assert answer.context["form"].errors
        assert not Deputyship.objects.exists()

    def test_nobody_names_oneself(self, client, chair):
        client.force_login(chair)
        today = timezone.localdate()
        assert self.name(client, chair, today, today).status_code == 422

    def test_an_officer_names_nobody(self, client, officer, reader):
        client.force_login(officer)
        self.name(client, reader, timezone.localdate(), timezone.localdate())
        assert not Deputyship.objects.exists()

    def test_it_is_ended_by_the_two_alone(self, client, chair, deputy, reader):
        client.force_login(chair)
        self.name(client, reader, timezone.localdate(), timezone.localdate())
        deputyship = Deputyship.objects.get()
        address = reverse("approval_end_deputyship", args=[deputyship.pk])
        client.force_login(deputy)
        client.post(address)
        assert Deputyship.objects.in_force().exists()
        client.force_login(reader)
        client.post(address)
        assert not Deputyship.objects.in_force().exists()

    def test_whoever_signed_in_again_before_ending_one_finds_the_list(self, client, chair, reader):
        client.force_login(chair)
        self.name(client, reader, timezone.localdate(), timezone.localdate())
        answer = client.get(reverse("approval_end_deputyship", args=[Deputyship.objects.get().pk]))
        assert answer.url == reverse("approval_deputies")
        assert Deputyship.objects.in_force().exists()
