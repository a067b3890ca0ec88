"""A selection in the editor of the admin, and on its way through approval."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from signups.models import Run, Selection
from tests.factories.people import MemberFactory
from tests.factories.selections import BaseFactory, SelectionFactory

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def officer(client):
    found = MemberFactory(officer=True)
    client.force_login(found)
    return found


def filled_in(**criterion) -> dict:
    """Return what the form of a selection sends: one date, one criterion and one number to be answered."""
    now = timezone.localtime()
    moments = {"opens_at": now, "closes_at": now + timedelta(days=7), "consent_until": now + timedelta(days=9)}
    option = {
        "route": "甲线",
        "batch": "第一批次",
        "base": BaseFactory().pk,
        "starts_on": (now + timedelta(days=40)).date(),
        "ends_on": (now + timedelta(days=44)).date(),
        "places": 20,
        "note": "",
    }
    usual = {"label": "夜班", "source": "answer", "fact": "", "audience": "", "points": 5, "most": "", "weight": 1}
    number = {"label": "夜班数", "help": "", "required": "on", "least": 0, "most": 300}
    return nested_form_data(
        {
            "title": "疗休养",
            "kind": "retreat",
            "contact": "",
            "summary": "",
            "introduction": rich_text("<p>安排如下。</p>"),
            "rules": rich_text("<p>按规定。</p>"),
            **{name: f"{moment:%Y-%m-%d %H:%M}" for name, moment in moments.items()},
            "audience": "",
            "most_wishes": 3,
            "years_between": 3,
            "cancel_days_before": 3,
            "needs_consent": "on",
            "limit_per_department": 2,
            "points_on": now.date(),
            "options": inline_formset([option]),
            "criteria": inline_formset([{**usual, "question": "", "answer": "", "note": "", **criterion}]),
            "shares": inline_formset([]),
            "questions": streamfield([("number", number)]),
        }
    )


def send(client, **criterion):
    return client.post("/admin/snippets/signups/selection/add/", filled_in(**criterion))


def test_a_criterion_counts_a_number_that_is_asked_for(client, officer):
    answer = send(client, question="夜班数")
    assert answer.status_code == 302
    selection = Selection.objects.get()
    assert [option.name for option in selection.options.all()] == ["甲线 第一批次"]
    assert not selection.live
    assert not Run.objects.exists()


def test_a_criterion_that_names_no_question_is_refused_and_nothing_is_kept(client, officer):
    answer = send(client, question="没有这个问题")
    assert answer.status_code == 200
    assert not Selection.objects.exists()


def test_what_is_approved_can_be_applied_for(officer):
    chair = MemberFactory(chair=True)
    selection = SelectionFactory(submitted=True, by=officer)
    assert not Run.objects.exists()
    review = selection.current_workflow_task_state
    review.task.specific.on_action(review, chair, "approve")
    run = Run.objects.get(selection=selection)
    assert run.batches.count() == 1
    assert Selection.objects.get(pk=selection.pk).is_open
