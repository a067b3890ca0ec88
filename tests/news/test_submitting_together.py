"""An import is submitted together from the page that says what came of it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.models import WorkflowState

from approval.models import JointSubmission
from approval.together.members import states_of
from news.models import ManuscriptImport, NewsPage
from people.models import Role
from tests.approval.conftest import decide, make_draft, make_member
from tests.factories import MemberFactory

from .manuscripts import TITLE, notice, word_report
from .test_import_screens import address, desk, filled_in, send  # noqa: F401 (a fixture)

RESIDENT_ID = "11010519491231002X"


@pytest.fixture
def chair(db):
    return make_member("1002", "孙立", Role.CHAIR)


@pytest.fixture
def saved(desk, chair) -> ManuscriptImport:  # noqa: F811
    batch = send(desk, walk__docx=word_report(), call__txt=notice())
    data = filled_in(desk, batch, description_1="河边的步道")
    assert desk.post(address(batch), data).status_code == 302
    return batch


def submit(client, batch, **data):
    return client.post(reverse("news_import_submit", args=[batch.pk]), data, follow=True)


def test_all_drafts_of_an_import_are_submitted_together(desk, saved):  # noqa: F811
    page = desk.get(address(saved))
    assert page.context["submittable"] == 2
    response = submit(desk, saved, title="十一月来稿")
    joint = JointSubmission.objects.get()
    assert joint.title == "十一月来稿"
    assert len(states_of(joint)) == 2
    html = response.content.decode()
    assert reverse("approval_together", args=[joint.pk]) in html
    assert response.context["submittable"] == 0


def test_a_draft_that_is_blocked_keeps_back_all_and_says_what_to_mend(desk, saved):  # noqa: F811
    page = NewsPage.objects.get(title=TITLE)
    page.summary = f"身份证 {RESIDENT_ID}"
    page.save_revision()
    response = submit(desk, saved)
    assert response.status_code == 422
    html = response.content.decode()
    assert RESIDENT_ID in html
    assert reverse("approval_checks", args=["news.newspage", page.pk]) in html
    assert not WorkflowState.objects.exists()
    # Mended, the same button submits it.
    page.summary = "改好了。"
    page.save_revision()
    submit(desk, saved)
    assert WorkflowState.objects.count() == 2


def test_a_picture_without_its_description_keeps_back_all_and_leads_to_the_editor(desk, saved):  # noqa: F811
    page = NewsPage.objects.get(title=TITLE)
    for block in page.body:
        if block.block_type == "picture":
            block.value["image"].contextual_alt_text = ""
    page.save_revision(clean=False)
    response = submit(desk, saved)
    assert response.status_code == 422
    assert [bool(manuscript.refusal) for manuscript in response.context["drafted"]] == [True, False]
    assert not WorkflowState.objects.exists()


def test_what_was_submitted_alone_is_left_out(desk, officer, saved):  # noqa: F811
    page = NewsPage.objects.get(title=TITLE)
    page.get_workflow().start(page, officer)
    assert desk.get(address(saved)).context["submittable"] == 1
    submit(desk, saved)
    assert JointSubmission.objects.get().items.count() == 1


def approve(page, officer, chair) -> NewsPage:
    decide(page.get_workflow().start(page, officer).current_task_state, chair)
    return NewsPage.objects.get(pk=page.pk)


def said_of(response, page) -> str:
    return next(manuscript.said for manuscript in response.context["drafted"] if manuscript.draft_id == page.pk)


def test_what_was_approved_for_an_hour_is_left_out_and_keeps_it(desk, officer, chair, saved):  # noqa: F811
    page = NewsPage.objects.get(title=TITLE)
    page.go_live_at = timezone.now() + timedelta(days=3)
    page.save_revision(user=officer)
    page = approve(page, officer, chair)
    assert page.approved_schedule
    response = desk.get(address(saved))
    assert response.context["submittable"] == 1
    assert said_of(response, page) == gettext("approved for its hour")
    submit(desk, saved)
    assert JointSubmission.objects.get().items.count() == 1
    assert NewsPage.objects.get(pk=page.pk).approved_schedule


def test_what_was_taken_down_is_not_submitted_again_with_the_others(desk, officer, chair, saved):  # noqa: F811
    page = approve(NewsPage.objects.get(title=TITLE), officer, chair)
    page.unpublish(user=chair)
    response = desk.get(address(saved))
    assert response.context["submittable"] == 1
    assert said_of(response, page) == gettext("taken down")
    submit(desk, saved)
    assert JointSubmission.objects.get().items.count() == 1
    assert NewsPage.objects.get(pk=page.pk).current_workflow_state is None


def test_a_second_press_submits_nothing_twice(desk, saved):  # noqa: F811
    submit(desk, saved)
    submit(desk, saved)
    assert JointSubmission.objects.count() == 1


def test_whoever_signed_in_again_before_submitting_finds_the_report(desk, saved):  # noqa: F811
    answer = desk.get(reverse("news_import_submit", args=[saved.pk]))
    assert answer.url == reverse("news_import_batch", args=[saved.pk])
    assert not JointSubmission.objects.exists()


def test_a_title_may_hold_anything(desk, saved):  # noqa: F811
    html = submit(desk, saved, title="<b>来稿</b>😀\0").content.decode()
    assert JointSubmission.objects.get().title == "<b>来稿</b>😀"
    assert "<b>来稿" not in html


def test_nobody_submits_the_import_of_another(desk, saved, client):  # noqa: F811
    client.force_login(MemberFactory(officer=True))
    assert client.post(reverse("news_import_submit", args=[saved.pk])).status_code == 404
    assert not WorkflowState.objects.exists()


def test_the_report_costs_the_same_for_two_drafts_and_for_more(desk, officer, saved):  # noqa: F811

    desk.get(address(saved))
    with CaptureQueriesContext(connection) as two:
        desk.get(address(saved))
    index = NewsPage.objects.first().get_parent()
    for number in range(5):
        content = saved.manuscripts.first().content
        saved.manuscripts.create(
            position=10 + number, content=content, draft=make_draft(index, officer, f"more-{number}")
        )
    with CaptureQueriesContext(connection) as seven:
        assert desk.get(address(saved)).context["submittable"] == 7
    assert len(seven) == len(two)
