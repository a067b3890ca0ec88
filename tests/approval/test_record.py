"""The approval record: one row for each act, never changed, in one chain."""

from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone, translation
from pypdf import PdfReader
from wagtail.models import ReferenceIndex

from approval.deputies import name_deputy
from approval.erasing import erase_course, erase_words
from approval.errors import ContentsChanged, NothingToErase
from approval.models import Act, ApprovalRecord, ChainHead, RecordWords
from approval.recording import acting, record
from approval.schedule import carry_out_what_is_due
from approval.verification import verify_chain
from honours.models import Honour
from news.models import NewsCategory, NewsPage
from notices.models import Notice
from tests.factories.pictures import ImageFactory

from .conftest import decide, submit

WITHOUT = (
    "DELETE FROM approval_recordwords WHERE record_id = {0}; DELETE FROM approval_approvalrecord WHERE number = {0}"
)


def acts() -> list[str]:
    return list(ApprovalRecord.objects.order_by("number").values_list("act", flat=True))


def fresh(page):
    return NewsPage.objects.get(pk=page.pk)


@contextmanager
def triggers_off():
    """As somebody with the rights of the database's owner."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        yield cursor
        cursor.execute("SET session_replication_role = DEFAULT")


@pytest.fixture
def course(draft, officer, chair):
    """Submitted, sent back, submitted again, approved and public: five records."""
    decide(submit(draft, officer), chair, "reject", "请补充集合时间")
    page = fresh(draft)
    page.summary = "四月的第二个周六上午八点。"
    page.save_revision(user=officer)
    page.current_workflow_state.resume(officer)
    decide(page.current_workflow_task_state, chair, comment="写得很好")
    return list(ApprovalRecord.objects.select_related("words").order_by("number"))


# What is recorded.


def test_each_act_writes_exactly_one_record(course):
    assert acts() == ["submitted", "sent_back", "submitted", "approved", "published"]
    assert [row.number for row in course] == [1, 2, 3, 4, 5]


def test_a_record_says_who_did_what_to_which_content(course, draft, officer, chair):
    submitted, sent_back = course[0], course[1]
    assert (submitted.actor, submitted.actor_number, submitted.words.actor_name) == (officer, "1001", "钱小文")
    assert (sent_back.actor, sent_back.words.remark) == (chair, "请补充集合时间")
    assert {(row.kind, row.thing_id) for row in course} == {("news.newspage", str(draft.pk))}
    assert submitted.content_hash == sent_back.content_hash != course[2].content_hash
    assert "集合地点在本部院区南门" in submitted.words.text
    assert course[3].actor == course[4].actor == chair


def test_a_submission_that_comes_back_keeps_the_number_of_its_sheet(course):
    assert course[0].sheet == course[2].sheet == f"{timezone.localdate().year}-0001"
    assert len({row.submission for row in course}) == 1


def test_a_withdrawal_is_recorded(draft, officer):
    submit(draft, officer)
    fresh(draft).current_workflow_state.cancel(user=officer)
    assert acts() == ["submitted", "withdrawn"]
    assert ApprovalRecord.objects.first().actor == officer


def test_an_approved_snippet_is_recorded_like_a_page(honour_draft, officer, chair):
    decide(submit(honour_draft, officer), chair)
    assert acts() == ["submitted", "approved", "published"]
    assert ApprovalRecord.objects.first().kind == "honours.honour"


@pytest.mark.parametrize("kind", ["page", "snippet"])
def test_taking_down_is_recorded_with_who_did_it(kind, draft, honour_draft, officer, chair, client):
    thing = draft if kind == "page" else honour_draft
    decide(submit(thing, officer), chair)
    client.force_login(chair)
    where = "wagtailadmin_pages" if kind == "page" else "wagtailsnippets_honours_honour"
    asked = client.post(reverse(f"{where}:unpublish", args=[thing.pk]))
    client.post(asked.url, {"comment": "日期有误"})
    assert acts()[3:] == ["taken_down"]
    assert ApprovalRecord.objects.first().actor == chair


def test_why_something_was_taken_down_is_recorded(draft, officer, chair):
    decide(submit(draft, officer), chair)
    with acting(chair, remark="日期有误"):
        fresh(draft).unpublish(user=chair)
    row = ApprovalRecord.objects.select_related("words").first()
    assert (row.act, row.words.remark) == (Act.TAKEN_DOWN, "日期有误")


def test_schedule_publication_and_expiry_are_recorded(draft, officer, chair):
    page = fresh(draft)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.expire_at = timezone.now() + timedelta(hours=2)
    page.save_revision(user=officer)
    decide(submit(page, officer), chair)
    assert acts() == ["submitted", "approved", "scheduled"]
    for hour, expected in [(page.go_live_at, ["published"]), (page.expire_at, ["published", "expired"])]:
        with time_machine.travel(hour, tick=False):
            carry_out_what_is_due()
            carry_out_what_is_due()
        assert acts()[3:] == expected
    submitted = ApprovalRecord.objects.get(act=Act.SUBMITTED)
    for row in ApprovalRecord.objects.filter(act__in=["published", "expired"]).select_related("words"):
        assert (row.actor, row.actor_number, row.words.actor_name) == (None, "", "")
        assert (row.submission, row.revision) == (submitted.submission, submitted.revision)
        assert row.content_hash == submitted.content_hash


def test_a_schedule_over_a_live_version_is_recorded(draft, officer, chair):
    decide(submit(draft, officer), chair)
    page = fresh(draft)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision(user=officer)
    decide(submit(page, officer), chair)
    assert acts()[3:] == ["submitted", "approved", "scheduled"]


def test_a_refused_decision_leaves_no_record(draft, officer, chair):
    state = submit(draft, officer)
    with pytest.raises(Exception, match="remark"), translation.override("en"):
        decide(state, chair, "reject", "")
    assert acts() == ["submitted"]


@pytest.mark.parametrize(("action", "act"), [("approve", "approved"), ("reject", "sent_back")])
def test_a_deputy_decides_on_the_review_page_on_behalf_of_the_chair(action, act, draft, officer, chair, reader, client):
    today = timezone.localdate()
    name_deputy(chair, reader, today, today)
    state = submit(draft, officer)
    client.force_login(reader)
    address = reverse("approval_review", args=[state.pk])
    assert "孙立" in client.get(address).content.decode()
    client.post(address, {"action": action, f"{action}-comment": "请按此办理"})
    course = list(ApprovalRecord.objects.of_course(state.workflow_state_id).select_related("words"))
    expected = [act, "published"] if act == "approved" else [act]
    assert [row.act for row in course[1:]] == expected
    for row in course[1:]:
        assert (row.actor, row.actor_number, row.words.actor_name) == (reader, "2001", "周敏")
        assert (row.on_behalf_of, row.on_behalf_of_number, row.words.on_behalf_of_name) == (chair, "1002", "孙立")
    assert fresh(draft).live is (act == "approved")
    client.force_login(chair)
    sheet = client.get(reverse("approval_sheet", args=[course[0].reference]))
    words = "".join("".join(page.extract_text() for page in PdfReader(BytesIO(sheet.content)).pages).split())
    assert "周敏（代孙立）" in words
    assert "请按此办理" in words


def test_a_deputy_who_approves_for_an_hour_schedules_on_behalf_of_the_chair(draft, officer, chair, reader):
    today = timezone.localdate()
    name_deputy(chair, reader, today, today)
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    draft.save_revision(user=officer)
    decide(submit(draft, officer), reader)
    row = ApprovalRecord.objects.get(act=Act.SCHEDULED)
    assert (row.actor, row.on_behalf_of) == (reader, chair)


# What was submitted is what is approved.


def test_a_renamed_category_stops_the_approval_and_is_named(draft, officer, chair):
    state = submit(draft, officer)
    NewsCategory.objects.update(name="党建动态")
    with translation.override("en"), pytest.raises(ContentsChanged, match="“工会动态” is now called “党建动态”"):
        decide(state, chair)
    assert not fresh(draft).live
    assert acts() == ["submitted"]


def test_a_replaced_picture_stops_the_approval_and_is_named(honour_draft, officer, chair):
    honour_draft.picture = ImageFactory(title="合影")
    honour_draft.save_revision(user=officer)
    state = submit(honour_draft, officer)
    image = honour_draft.picture
    image.file_hash = "0" * 40
    image.save()
    with translation.override("en"), pytest.raises(ContentsChanged, match="the file “合影” was replaced"):
        decide(state, chair)
    assert not Honour.objects.get(pk=honour_draft.pk).live


def test_a_revision_that_was_altered_in_place_is_not_approved(draft, officer, chair):
    state = submit(draft, officer)
    revision = state.revision
    revision.content["title"] = "偷换的标题"
    revision.save()
    with pytest.raises(ContentsChanged):
        decide(state, chair)


def test_what_changed_can_be_sent_back_and_submitted_again(draft, officer, chair):
    state = submit(draft, officer)
    NewsCategory.objects.update(name="党建动态")
    decide(state, chair, "reject", "栏目改名了")
    page = fresh(draft)
    page.current_workflow_state.resume(officer)
    decide(page.current_workflow_task_state, chair)
    assert fresh(draft).live


def test_moving_a_page_does_not_change_what_it_says(draft, news_index, officer, chair):
    state = submit(draft, officer)
    fresh(draft).move(news_index.get_parent(), pos="last-child")
    decide(state, chair)
    assert fresh(draft).live


# The chain.


def test_the_chain_holds(course):
    assert verify_chain().fault is None
    assert verify_chain().count == 5


def test_an_empty_chain_holds(db):
    assert verify_chain().count == 0


@pytest.mark.parametrize("table", ["approval_approvalrecord", "approval_recordwords", "approval_chainhead"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_database_deletes_nothing(course, table, statement):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))
    assert len(acts()) == 5


@pytest.mark.parametrize(
    "change",
    [
        lambda: ApprovalRecord.objects.update(actor_number="1003"),
        lambda: RecordWords.objects.update(remark="没有意见"),
        lambda: RecordWords.objects.update(
            salt="", title="", remark="", actor_name="", text="", files=[], names=[], erased_by=1
        ),
        lambda: ChainHead.objects.update(number=4),
        lambda: ChainHead.objects.update(number=6),
        lambda: ApprovalRecord.objects.first().delete(),
    ],
)
def test_the_database_changes_nothing(course, change):
    with pytest.raises(DatabaseError), transaction.atomic():
        change()
    assert verify_chain().fault is None


@pytest.mark.parametrize(
    ("sql", "number", "what"),
    [
        ("UPDATE approval_approvalrecord SET actor_number = '1003' WHERE number = 2", 2, "facts"),
        ("UPDATE approval_approvalrecord SET at = at - interval '1 day' WHERE number = 3", 3, "facts"),
        ("UPDATE approval_recordwords SET remark = '同意' WHERE record_id = 2", 2, "words differ"),
        ("DELETE FROM approval_recordwords WHERE record_id = 4", 4, "words are missing"),
        ("UPDATE approval_recordwords SET salt = '', erased_by_id = 1 WHERE record_id = 4", 4, "without an act"),
        (WITHOUT.format(3), 3, "missing"),
        (WITHOUT.format(5), 5, "missing"),
        ("UPDATE approval_chainhead SET number = 4", 4, "not the one at which"),
        ("UPDATE approval_approvalrecord SET previous_digest = 'x', digest = 'y' WHERE number = 4", 4, "not follow"),
    ],
)
def test_tampering_is_found_and_located(course, sql, number, what):
    with triggers_off() as cursor:
        cursor.execute(sql)
    fault = verify_chain().fault
    assert fault.number == number
    assert what in fault.what


def test_a_record_put_behind_the_end_is_found(course):
    with triggers_off() as cursor:
        cursor.execute("UPDATE approval_chainhead SET number = 4, digest = %s", [course[3].digest])
    assert verify_chain().fault.number == 5


def test_the_command_says_that_the_chain_holds(course):
    out = StringIO()
    call_command("verify_approvals", stdout=out)
    assert "5 records" in out.getvalue()
    assert course[-1].digest in out.getvalue()


def test_the_command_says_where_the_chain_breaks_and_fails(course):
    with triggers_off() as cursor:
        cursor.execute("UPDATE approval_recordwords SET title = '别的' WHERE record_id = 3")
    err = StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("verify_approvals", stdout=StringIO(), stderr=err)
    assert stopped.value.code == 1
    assert "record 3: its words differ from their digest" in err.getvalue()


# It outlives what it tells of.


def test_the_record_outlives_purged_revisions(course, draft):
    call_command("purge_revisions", stdout=StringIO())
    assert verify_chain().fault is None
    assert "集合地点在本部院区南门" in RecordWords.objects.get(record=1).text


def test_the_record_outlives_a_deleted_page(course, draft):
    fresh(draft).delete()
    assert verify_chain().fault is None
    assert RecordWords.objects.get(record=5).title == "春季健步走报名"


def test_the_record_outlives_a_member(draft, officer, reader):
    record(Act.DELEGATED, actor=reader)
    reader.delete()
    row = ApprovalRecord.objects.select_related("words").get()
    assert (row.actor_number, row.words.actor_name) == ("2001", "周敏")
    assert verify_chain().fault is None


# Erasure.


def test_an_erasure_removes_the_words_and_keeps_the_chain(course, chair):
    act = erase_words(course[1], actor=chair, remark="含患者信息")
    words = RecordWords.objects.get(record=course[1])
    assert (words.title, words.remark, words.text, words.salt, words.files) == ("", "", "", "", [])
    assert (act.act, act.thing_id, act.words.remark) == (Act.ERASED, "2", "含患者信息")
    assert verify_chain().fault is None


def test_the_words_of_a_whole_submission_are_erased_at_once(course, chair):
    assert erase_course(course[0], actor=chair, remark="含患者信息") == 5
    assert not RecordWords.objects.exclude(title="").exclude(record__act="erased").exists()
    assert verify_chain().fault is None
    with pytest.raises(NothingToErase):
        erase_course(course[0], actor=chair, remark="再来一次")


def test_the_erased_submission_of_something_changed_is_still_refused(draft, officer, chair):
    state = submit(draft, officer)
    erase_words(ApprovalRecord.objects.get(), actor=chair, remark="含患者信息")
    NewsCategory.objects.update(name="党建动态")
    with pytest.raises(ContentsChanged):
        decide(state, chair)


def test_the_same_words_have_different_digests(draft, chair):
    """So that nobody who guesses a name finds it in the chain."""
    first = record(Act.TAKEN_DOWN, thing=draft, actor=chair)
    second = record(Act.TAKEN_DOWN, thing=draft, actor=chair)
    assert first.words_digest != second.words_digest


def test_the_index_of_references_lists_content_alone(draft, officer, chair):
    decide(submit(draft, officer), chair)
    assert ApprovalRecord.objects.exists()
    assert Notice.objects.exists()
    indexed = {row.content_type.app_label for row in ReferenceIndex.objects.all()}
    assert indexed.isdisjoint({"approval", "notices"})
