"""The admin's first page says what an approval asks of whom; the editor opens with the remark."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from notices.models import Notice
from people.models import Role

from .conftest import decide, make_draft, make_member, submit

ADMIN = "/admin/"


@pytest.fixture
def waiting(draft, officer):
    return submit(draft, officer)


@pytest.fixture
def sent_back(waiting, chair):
    decide(waiting, chair, "reject", comment="请写明雨天怎么办。")
    return waiting


def first_page(client, member) -> str:
    client.force_login(member)
    return client.get(ADMIN).content.decode()


def test_an_approver_finds_what_waits_and_where_to_decide_on_it(client, waiting, chair):
    text = first_page(client, chair)
    assert "待您审批" in text
    assert reverse("approval_review", args=[waiting.pk]) in text


def test_an_author_finds_what_is_under_way_and_nothing_to_decide(client, waiting, officer):
    text = first_page(client, officer)
    assert "您提交的，等待审批" in text
    assert reverse("approval_review", args=[waiting.pk]) not in text


def test_an_author_finds_what_came_back_with_its_remark(client, sent_back, officer):
    text = first_page(client, officer)
    assert "退回给您修改" in text
    assert "请写明雨天怎么办。" in text
    assert reverse("approval_item", args=[sent_back.workflow_state_id]) in text


def test_nobody_elses_submission_is_listed(client, sent_back, reader, deputy):
    assert "退回给您修改" not in first_page(client, deputy)


def test_the_panels_cost_the_same_for_one_item_and_for_twenty(client, news_index, officer, chair):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get(ADMIN)
        return len(queries)

    submit(make_draft(news_index, officer, "walk-0"), officer)
    client.force_login(chair)
    client.get(ADMIN)
    one = cost()
    for number in range(1, 20):
        submit(make_draft(news_index, officer, f"walk-{number}"), officer)
    assert cost() <= one


def test_an_author_is_told_of_what_has_no_room_and_where_it_is(client, news_index, officer, chair):
    for number in range(8):
        submit(make_draft(news_index, officer, f"walk-{number}"), officer)
    for number in range(6):
        decide(submit(make_draft(news_index, officer, f"rest-{number}"), officer), chair, "reject", comment="请改。")
    text = first_page(client, officer)
    assert text.count("approval__item") == 10
    assert "查看全部8条" in text.replace(" ", "")
    assert "查看全部6条" in text.replace(" ", "")
    address = f"/admin/reports/workflow/?requested_by={officer.pk}&status=in_progress"
    assert escape(address) in text
    report = client.get(address).content.decode()
    assert report.count("/admin/pages/") >= 8


def test_the_editor_of_a_page_opens_with_the_remark_until_it_is_submitted_again(client, sent_back, draft, officer):
    client.force_login(officer)
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert "孙立 退回修改：请写明雨天怎么办。" in client.get(address).content.decode()
    draft.refresh_from_db()
    draft.current_workflow_state.resume(officer)
    assert "退回修改：请写明" not in client.get(address).content.decode()


def test_the_editor_of_a_snippet_opens_with_the_remark(client, honour_draft, officer, chair):
    decide(submit(honour_draft, officer), chair, "reject", comment="请补照片。")
    client.force_login(officer)
    address = reverse(honour_draft.snippet_viewset.get_url_name("edit"), args=[honour_draft.pk])
    assert "孙立 退回修改：请补照片。" in client.get(address).content.decode()


def test_the_list_of_notices_names_their_kinds(client, chair, sent_back):
    client.force_login(make_member("1006", "周管理", Role.ADMINISTRATOR))
    text = client.get(reverse("notices_notice_modeladmin_index")).content.decode()
    assert "退回修改" in text
    assert "approval.sent_back</td>" not in text
    assert "收件人" in text
    only = client.get(reverse("notices_notice_modeladmin_index"), {"kind": "approval.waiting"}).content.decode()
    waiting = Notice.objects.filter(kind="approval.waiting").first()
    assert waiting.recipient.name in only
