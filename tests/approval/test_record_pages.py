"""The pages of the approval record: who sees what, what is exported, what the sheet says."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader
from wagtail.users.models import UserProfile

from approval.erasing import erase_course
from approval.figures import months_until
from approval.models import Act, ApprovalRecord, RecordWords
from approval.recording import record
from news.models import NewsPage
from people.models import Role

from .conftest import decide, make_draft, make_member, submit

LIST = "/admin/approval/approvalrecord/"


@pytest.fixture
def administrator(db):
    return make_member("1006", "何静", Role.ADMINISTRATOR)


@pytest.fixture
def other_officer(db):
    return make_member("1010", "吴桐", Role.PUBLICITY_OFFICER)


@pytest.fixture
def course(draft, officer, chair):
    """Submitted, sent back, submitted again, approved and public."""
    decide(submit(draft, officer), chair, "reject", "请补充集合时间")
    page = NewsPage.objects.get(pk=draft.pk)
    page.title = "春季健步走 #strong[报名] $x$ \\u{1F600}"
    page.save_revision(user=officer)
    page.current_workflow_state.resume(officer)
    decide(page.current_workflow_task_state, chair, comment="=1+1 写得很好")
    return list(ApprovalRecord.objects.order_by("number"))


def address(row, page="record"):
    return reverse(f"approval_{page}", args=[row.reference])


def pdf_words(response) -> str:
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(response.content)).pages)
    return "".join(text.split())


# Who may see.


@pytest.mark.parametrize(
    ("role", "expected"), [("chair", 200), ("deputy", 200), ("administrator", 200), ("officer", 302), ("reader", 302)]
)
@pytest.mark.parametrize("page", [LIST, "/admin/approvals/figures/"])
def test_chair_deputies_and_administrator_see_all_records(role, expected, page, course, client, request):
    client.force_login(request.getfixturevalue(role))
    assert client.get(page).status_code == expected


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("chair", 200),
        ("deputy", 200),
        ("administrator", 200),
        ("officer", 200),
        ("other_officer", 302),
        ("reader", 302),
    ],
)
@pytest.mark.parametrize("page", ["record", "sheet"])
def test_a_submission_is_shown_to_its_submitter_and_to_no_other_officer(role, expected, page, course, client, request):
    client.force_login(request.getfixturevalue(role))
    assert client.get(address(course[3], page)).status_code == expected


def test_nobody_signed_out_sees_a_record(course, client):
    for page in [LIST, "/admin/approvals/figures/", address(course[0]), address(course[0], "sheet")]:
        assert client.get(page).status_code == 302


def test_a_record_of_no_submission_is_not_shown_to_an_officer(officer, chair, client):
    row = record(Act.EXPORTED, actor=officer)
    client.force_login(officer)
    assert client.get(address(row)).status_code == 302


@pytest.mark.parametrize("role", ["chair", "administrator", "superuser"])
@pytest.mark.parametrize("act", ["create", "edit", "delete"])
def test_nobody_makes_changes_or_deletes_a_record_by_hand(role, act, course, client, request):
    client.force_login(request.getfixturevalue(role))
    where = f"{LIST}create/" if act == "create" else f"{LIST}{act}/1/"
    assert client.post(where, {"act": "approved"}).status_code in (302, 403, 404)
    assert ApprovalRecord.objects.count() == 5


# The list.


def test_the_list_is_filtered_by_act_kind_and_actor(course, chair, client):
    client.force_login(chair)
    assert client.get(LIST, {"act": "submitted"}).context["result_count"] == 2
    assert client.get(LIST, {"by": "1002"}).context["result_count"] == 3
    assert client.get(LIST, {"kind": "honours.honour"}).context["result_count"] == 0
    assert client.get(LIST, {"period": "month"}).context["result_count"] == 5
    assert client.get(LIST, {"period": "last_year"}).context["result_count"] == 0
    assert client.get(LIST, {"q": "报名"}).context["result_count"] == 5


def test_a_title_is_never_markup_in_the_list(draft, officer, chair, client):
    page = NewsPage.objects.get(pk=draft.pk)
    page.title = "<script>alert(1)</script>"
    page.save_revision(user=officer)
    row = submit(page, officer) and ApprovalRecord.objects.get()
    client.force_login(chair)
    for shown in [LIST, address(row)]:
        assert "<script>alert(1)" not in client.get(shown).content.decode()


def test_the_list_costs_the_same_for_one_record_and_for_twenty(draft, chair, client):
    record(Act.TAKEN_DOWN, thing=draft, actor=chair)
    client.force_login(chair)
    client.get(LIST)
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    for _number in range(19):
        record(Act.TAKEN_DOWN, thing=draft, actor=chair)
    with CaptureQueriesContext(connection) as twenty:
        assert client.get(LIST).context["result_count"] == 20
    assert len(twenty) == len(one)


def test_inspecting_a_record_leads_to_its_page(course, chair, client):
    client.force_login(chair)
    assert client.get(f"{LIST}inspect/2/").url == address(course[1])
    html = client.get(address(course[1])).content.decode()
    assert "请补充集合时间" in html
    assert course[1].content_hash in html


# The export.


def test_an_export_holds_what_the_filters_leave_and_no_formula(course, chair, client):
    client.force_login(chair)
    response = client.post(f"{LIST}?act=approved")
    page = load_workbook(BytesIO(response.getvalue())).active
    assert page.max_row == 2
    cells = list(page.iter_rows(min_row=2))[0]
    assert not any(cell.data_type == "f" for cell in cells)
    assert "'=1+1 写得很好" in [cell.value for cell in cells]
    assert "1002" in [cell.value for cell in cells]


def test_an_export_holds_every_cell_as_it_was_written(draft, officer, chair, client):
    remark = "<b>&\x01\uffff 两行\n 空格 "
    row = record(Act.SUBMITTED, thing=draft, actor=officer, remark=remark, stage="终审", sheet="2026-0007")
    client.force_login(chair)
    page = load_workbook(BytesIO(client.post(f"{LIST}?act=submitted").getvalue())).active
    assert page.title == "审批记录"
    assert [cell.value for cell in page[2]] == [
        row.number,
        f"{timezone.localtime(row.at):%Y-%m-%d %H:%M:%S}",
        "提交审批",
        "工会动态",
        "春季健步走报名",
        "终审",
        "钱小文",
        "1001",
        None,
        "<b>& 两行\n 空格 ",
        "2026-0007",
        None,
        row.digest,
    ]


def test_a_long_export_costs_the_queries_of_a_short_one(draft, chair, client):
    client.force_login(chair)

    def cost_of(rows: int) -> int:
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(f"{LIST}?act=taken_down").getvalue()
        assert load_workbook(BytesIO(answer)).active.max_row == 1 + rows
        return len(queries)

    client.post(LIST)
    queries = cost_of(0)
    for _number in range(5):
        record(Act.TAKEN_DOWN, thing=draft, actor=chair)
    assert cost_of(5) == queries


def test_an_export_speaks_the_language_of_who_asks(course, chair, client):
    UserProfile.objects.create(user=chair, preferred_language="en")
    client.force_login(chair)
    page = load_workbook(BytesIO(client.post(f"{LIST}?act=approved").getvalue())).active
    assert page.title == "Approval records"
    assert [cell.value for cell in page[2]][2] == "approved at a stage"


def test_an_export_is_recorded_with_who_did_it(course, administrator, client):
    client.force_login(administrator)
    client.post(f"{LIST}?act=approved")
    row = ApprovalRecord.objects.select_related("words").first()
    assert (row.act, row.actor, row.words.remark) == (Act.EXPORTED, administrator, "act=approved")


def test_an_export_is_not_asked_for_by_an_address(course, chair, client):
    client.force_login(chair)
    assert client.get(LIST, {"export": "xlsx"})["Content-Type"].startswith("text/html")
    assert ApprovalRecord.objects.count() == 5


@pytest.mark.parametrize("role", ["officer", "reader"])
def test_an_officer_exports_nothing(role, course, client, request):
    client.force_login(request.getfixturevalue(role))
    assert client.post(LIST).status_code == 302
    assert ApprovalRecord.objects.count() == 5


# The sheet.


def test_the_sheet_says_what_was_decided_by_whom_on_what(course, chair, client):
    client.force_login(chair)
    response = client.get(address(course[0], "sheet"))
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "private, no-store"
    words = pdf_words(response)
    for expected in [
        "信息发布审批单",
        f"{timezone.localdate().year}-0001",
        "钱小文（1001）",
        "退回修改",
        "请补充集合时间",
        "同意",
        "孙立",
        "已发布",
        "集合地点在本部院区南门",
        course[2].content_hash[:32],
    ]:
        assert expected in words


def test_what_an_author_writes_is_never_markup_on_the_sheet(course, chair, client):
    client.force_login(chair)
    assert "#strong[报名]$x$\\u{1F600}" in pdf_words(client.get(address(course[0], "sheet")))


def test_the_sheet_shows_findings_stages_and_a_deputy(draft, officer, chair, deputy, client):
    submit(draft, officer)
    row = ApprovalRecord.objects.get()
    record(
        Act.APPROVED,
        thing=draft,
        revision=draft.latest_revision,
        actor=deputy,
        on_behalf_of=chair,
        stage="终审",
        submission=row.submission,
    )
    record(
        Act.SUBMITTED,
        thing=draft,
        revision=draft.latest_revision,
        actor=officer,
        sheet=row.sheet,
        submission=row.submission,
        findings=[{"level": "提示", "place": "正文第二段", "message": "手机号码", "reason": "本人同意公开"}],
    )
    client.force_login(chair)
    words = pdf_words(client.get(address(row, "sheet")))
    for expected in ["终审", "李平（代孙立）", "正文第二段：手机号码", "本人同意公开"]:
        assert expected in words


def test_the_sheet_of_an_erased_submission_shows_no_text(course, chair, client):
    erase_course(course[0], actor=chair, remark="含患者信息")
    client.force_login(chair)
    words = pdf_words(client.get(address(course[0], "sheet")))
    assert "已依规删除" in words
    assert "集合地点" not in words
    assert "钱小文" not in words


def test_the_review_page_leads_to_the_sheet(draft, officer, chair, client):
    state = submit(draft, officer)
    client.force_login(chair)
    html = client.get(reverse("approval_review", args=[state.pk])).content.decode()
    assert address(ApprovalRecord.objects.get(), "sheet") in html


def test_a_record_without_a_submission_has_no_sheet(chair, client):
    row = record(Act.EXPORTED, actor=chair)
    client.force_login(chair)
    assert client.get(address(row, "sheet")).status_code == 302


# Erasing.


def test_the_chair_erases_the_texts_with_a_reason(course, chair, client):
    client.force_login(chair)
    client.post(address(course[0], "erase"), {"reason": ""})
    assert RecordWords.objects.get(record=1).title
    client.post(address(course[0], "erase"), {"reason": "含患者信息"})
    assert not RecordWords.objects.get(record=1).title
    assert ApprovalRecord.objects.filter(act="erased", actor=chair).count() == 5
    assert client.get(address(course[0])).status_code == 200


@pytest.mark.parametrize("role", ["officer", "administrator", "superuser", "other_officer"])
def test_nobody_else_erases(role, course, client, request):
    client.force_login(request.getfixturevalue(role))
    client.post(address(course[0], "erase"), {"reason": "不想让人看见"})
    assert RecordWords.objects.get(record=1).title


# The figures.


def test_the_figures_count_waiting_and_what_came_back(course, draft, news_index, officer, chair, client):
    submit(make_draft(news_index, officer, slug="waiting"), officer)
    withdrawn = make_draft(news_index, officer, slug="withdrawn")
    submit(withdrawn, officer)
    NewsPage.objects.get(pk=withdrawn.pk).current_workflow_state.cancel(user=officer)
    month = months_until(timezone.localdate())[-1]
    assert (month.submitted, month.decided, month.sent_back, month.share_sent_back) == (4, 2, 1, 50)
    client.force_login(chair)
    html = client.get("/admin/approvals/figures/").content.decode()
    assert html.count("<rect") == 36
    assert "50%" in html


@pytest.mark.parametrize("reason", ["", "因" * 501])
def test_a_reason_that_cannot_be_taken_is_there_again(reason, course, chair, client):
    client.force_login(chair)
    page = client.post(address(course[0], "erase"), {"reason": reason})
    assert page.status_code == 422
    assert page.context["form"].errors["reason"]
    assert reason in page.content.decode()
    assert not ApprovalRecord.objects.filter(act="erased").exists()


def test_the_number_of_a_record_leads_those_who_may_list_records_alone(course, officer, chair, client):
    client.force_login(officer)
    refused = client.get(f"{LIST}inspect/{course[0].pk}/")
    assert "/records/" not in refused.get("Location", "")
    assert refused.status_code in (302, 403)
    client.force_login(chair)
    assert client.get(f"{LIST}inspect/{course[0].pk}/")["Location"] == address(course[0])
    assert [client.get(f"{LIST}inspect/{unknown}/").status_code for unknown in ("99999999", "nobody")] == [404, 404]
