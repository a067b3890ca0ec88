"""No course of a submission stands open for ever: what is taken down, replaced, passed over or deleted says so."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from wagtail.models import Page, Revision

from approval.erasing import erase_course
from approval.figures import months_until
from approval.models import Act, ApprovalRecord
from approval.schedule import carry_out_what_is_due
from approval.sheet import as_on_paper, sheet_of, sheet_pdf
from approval.taking_down import take_down
from approval.verification import verify_chain
from notices.models import Notice

from .conftest import decide, make_draft, make_member, submit

REMARK = "时间有误"


def fresh(thing):
    return type(thing).objects.get(pk=thing.pk)


def course(submission: int) -> list[ApprovalRecord]:
    return list(ApprovalRecord.objects.of_course(submission).select_related("words"))


def acts(state) -> list[str]:
    return [row.act for row in course(state.workflow_state_id)]


def status(state) -> str:
    return sheet_of(course(state.workflow_state_id))["status"]


def outcomes(state) -> list[str]:
    return [outcome["what"] for outcome in sheet_of(course(state.workflow_state_id))["outcomes"]]


def next_version(thing, author, **fields):
    """Submit a next version of what is drafted or public; returns the waiting task state."""
    draft = fresh(thing).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision(user=author)
    return submit(fresh(thing), author)


def in_hours(hours):
    return timezone.now() + timedelta(hours=hours)


@pytest.fixture(params=["draft", "honour_draft"])
def thing(request):
    """A page, and a snippet."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def second_officer(db):
    return make_member("1011", "吴桐")


class TestTakenDown:
    def test_it_ends_the_course_and_the_sheet_says_so(self, thing, officer, chair):
        state = submit(thing, officer)
        decide(state, chair)
        take_down(fresh(thing), chair, REMARK)
        assert acts(state) == ["submitted", "approved", "published", "taken_down"]
        assert status(state) == "已撤下"
        assert outcomes(state) == ["已发布", "已撤下"]
        sheet = sheet_pdf(sheet_of(course(state.workflow_state_id)))
        words = "".join("".join(page.extract_text() for page in PdfReader(BytesIO(sheet)).pages).split())
        assert f"已撤下{as_on_paper(timezone.now())[:5]}" in words
        assert f"孙立：{REMARK}" in words

    def test_the_record_is_of_the_version_that_was_public(self, draft, officer, chair):
        decide(submit(draft, officer), chair)
        second = next_version(draft, officer, summary="周日，滨河步道见。")
        decide(second, chair)
        next_version(draft, officer, summary="再改一次。")
        take_down(fresh(draft), chair, REMARK)
        down = ApprovalRecord.objects.get(act=Act.TAKEN_DOWN)
        published = ApprovalRecord.objects.get(act=Act.PUBLISHED, submission=second.workflow_state_id)
        for name in ("submission", "revision", "content_hash", "files_hash", "names_hash"):
            assert getattr(down, name) == getattr(published, name) != ""
        assert verify_chain().fault is None

    def test_it_does_so_when_the_revision_was_purged(self, draft, officer, chair):
        state = submit(draft, officer)
        decide(state, chair)
        type(draft).objects.update(live_revision=None)
        Revision.objects.filter(pk=state.revision_id).update(object_id="0")
        take_down(fresh(draft), chair, REMARK)
        assert acts(state)[-1] == "taken_down"

    def test_an_expiry_ends_the_course(self, thing, officer, chair):
        thing.expire_at = in_hours(1)
        thing.save_revision(user=officer)
        state = submit(thing, officer)
        decide(state, chair)
        with time_machine.travel(in_hours(2)):
            carry_out_what_is_due()
        assert acts(state) == ["submitted", "approved", "published", "expired"]
        assert status(state) == "到期撤下"


class TestLostHours:
    def test_a_taking_down_takes_the_hour_of_the_next_version_and_says_so(self, thing, officer, chair, deputy):
        first = submit(thing, officer)
        decide(first, chair)
        second = next_version(thing, officer, go_live_at=in_hours(1))
        decide(second, deputy)
        take_down(fresh(thing), chair, REMARK)
        assert acts(second) == ["submitted", "approved", "scheduled", "unscheduled"]
        row = course(second.workflow_state_id)[-1]
        assert (row.actor, row.words.remark, row.revision) == (chair, REMARK, second.revision_id)
        assert status(second) == "已取消定时发布"
        assert status(first) == "已撤下"
        notice = Notice.objects.get(recipient=officer, kind="approval.unscheduled")
        assert REMARK in notice.body
        with time_machine.travel(in_hours(2)):
            carry_out_what_is_due()
        assert not fresh(thing).live

    def test_an_expiry_takes_nobodys_hour(self, draft, officer, chair):
        """The control: the next version keeps its hour, and no record says otherwise."""
        draft.expire_at = in_hours(1)
        draft.save_revision(user=officer)
        decide(submit(draft, officer), chair)
        second = next_version(draft, officer, go_live_at=in_hours(3), expire_at=None)
        decide(second, chair)
        with time_machine.travel(in_hours(2)):
            carry_out_what_is_due()
        assert acts(second) == ["submitted", "approved", "scheduled"]

    @pytest.mark.parametrize("hours", [None, 5])
    def test_a_newer_approval_takes_the_place_of_an_older_hour(self, hours, thing, officer, chair):
        thing.go_live_at = in_hours(1)
        thing.save_revision(user=officer)
        first = submit(thing, officer)
        decide(first, chair)
        second = next_version(thing, officer, go_live_at=hours and in_hours(hours))
        decide(second, chair)
        assert acts(first) == ["submitted", "approved", "scheduled", "unscheduled"]
        assert acts(second) == ["submitted", "approved", "scheduled" if hours else "published"]
        assert "更新的版本" in course(first.workflow_state_id)[-1].words.remark
        # Who submitted both knows.
        assert not Notice.objects.filter(kind="approval.unscheduled").exists()

    def test_whose_version_was_replaced_is_told(self, draft, officer, chair, second_officer):
        draft.go_live_at = in_hours(1)
        draft.save_revision(user=officer)
        decide(submit(draft, officer), chair)
        decide(next_version(draft, second_officer, go_live_at=None), chair)
        notice = Notice.objects.get(kind="approval.unscheduled")
        assert notice.recipient == officer

    def test_an_hour_over_a_public_version_is_replaced_as_well(self, draft, officer, chair):
        decide(submit(draft, officer), chair)
        second = next_version(draft, officer, go_live_at=in_hours(1))
        decide(second, chair)
        third = next_version(draft, officer, go_live_at=in_hours(2))
        decide(third, chair)
        assert acts(second)[-1] == "unscheduled"
        assert acts(third)[-1] == "scheduled"

    def test_the_same_words_submitted_again_leave_their_first_course(self, draft, officer, chair):
        draft.go_live_at = in_hours(1)
        draft.save_revision(user=officer)
        first = submit(draft, officer)
        decide(first, chair)
        second = submit(fresh(draft), officer)
        decide(second, chair)
        assert first.revision_id == second.revision_id
        assert acts(first)[-1] == "unscheduled"
        assert acts(second)[-1] == "scheduled"

    def test_sending_back_a_newer_version_takes_no_hour(self, draft, officer, chair):
        draft.go_live_at = in_hours(1)
        draft.save_revision(user=officer)
        first = submit(draft, officer)
        decide(first, chair)
        decide(next_version(draft, officer, summary="改一改。"), chair, "reject", "不必改")
        assert acts(first)[-1] == "scheduled"

    @pytest.mark.parametrize("public", [True, False])
    def test_what_the_clock_lets_pass_is_recorded(self, public, draft, officer, chair):
        first = submit(draft, officer)
        if public:
            decide(first, chair)
        else:
            first.workflow_state.cancel(user=officer)
        second = next_version(draft, officer, go_live_at=in_hours(1), expire_at=in_hours(2))
        decide(second, chair)
        with time_machine.travel(in_hours(3)):
            carry_out_what_is_due()
        assert acts(second) == ["submitted", "approved", "scheduled", "unscheduled"]
        row = course(second.workflow_state_id)[-1]
        assert row.actor is None
        assert "到期时间已过" in row.words.remark
        assert acts(first)[-1] == ("expired" if public else "withdrawn")
        assert Notice.objects.filter(recipient=officer, kind="approval.expired").count() == 1
        assert not Notice.objects.filter(kind="approval.unscheduled").exists()


class TestDeleted:
    def test_a_page_deleted_under_review_ends_its_course(self, draft, officer, client):
        state = submit(draft, officer)
        client.force_login(officer)
        client.post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))
        assert not type(draft).objects.filter(pk=draft.pk).exists()
        assert acts(state) == ["submitted", "deleted"]
        row, submitted = course(state.workflow_state_id)[-1], course(state.workflow_state_id)[0]
        assert (row.kind, row.thing_id, row.words.title) == ("news.newspage", submitted.thing_id, draft.title)
        assert (row.actor, row.content_hash, row.revision) == (officer, submitted.content_hash, state.revision_id)
        assert status(state) == "已删除"
        assert verify_chain().fault is None

    def test_a_scheduled_snippet_deleted_by_the_chair_ends_its_course(self, honour_draft, officer, chair, client):
        honour_draft.go_live_at = in_hours(1)
        honour_draft.save_revision(user=officer)
        state = submit(honour_draft, officer)
        decide(state, chair)
        client.force_login(chair)
        client.post(reverse("wagtailsnippets_honours_honour:delete", args=[honour_draft.pk]))
        assert not type(honour_draft).objects.filter(pk=honour_draft.pk).exists()
        assert acts(state) == ["submitted", "approved", "scheduled", "deleted"]
        assert course(state.workflow_state_id)[-1].actor == chair
        assert status(state) == "已删除"

    def test_every_open_course_of_it_ends_and_no_other(self, draft, officer, chair):
        withdrawn = submit(draft, officer)
        withdrawn.workflow_state.cancel(user=officer)
        older = submit(fresh(draft), officer)
        decide(older, chair)
        public = next_version(draft, officer, summary="第二版")
        decide(public, chair)
        scheduled = next_version(draft, officer, go_live_at=in_hours(1))
        decide(scheduled, chair)
        waiting = next_version(draft, officer, go_live_at=None)
        fresh(draft).delete()
        assert [acts(state)[-1] for state in (withdrawn, older, public, scheduled, waiting)] == [
            "withdrawn",
            "published",
            # Wagtail takes what is public down before it deletes it.
            "taken_down",
            "deleted",
            "deleted",
        ]
        assert ApprovalRecord.objects.filter(act=Act.DELETED).count() == 2

    def test_what_was_taken_down_before_is_deleted_in_its_last_course(self, draft, officer, chair):
        state = submit(draft, officer)
        decide(state, chair)
        take_down(fresh(draft), chair, REMARK)
        fresh(draft).delete()
        assert acts(state)[-2:] == ["taken_down", "deleted"]

    def test_a_draft_that_nobody_submitted_leaves_no_record(self, draft):
        draft.delete()
        assert not ApprovalRecord.objects.exists()

    def test_an_erased_title_does_not_come_back(self, draft, officer, chair):
        state = submit(draft, officer)
        erase_course(course(state.workflow_state_id)[0], actor=chair, remark="含患者信息")
        fresh(draft).delete()
        row = ApprovalRecord.objects.select_related("words").first()
        assert row.act == Act.DELETED
        assert draft.title not in row.words.title

    def test_what_was_deleted_is_not_counted_as_decided(self, draft, officer):
        submit(draft, officer)
        fresh(draft).delete()
        month = months_until(timezone.localdate())[-1]
        assert (month.submitted, month.decided) == (1, 0)

    def test_the_list_of_records_is_filtered_by_it(self, draft, officer, chair, client):
        submit(draft, officer)
        fresh(draft).delete()
        client.force_login(chair)
        html = client.get("/admin/approval/approvalrecord/", {"act": "deleted"}).content.decode()
        assert html.count("春季健步走报名") == 1

    def test_all_of_a_subtree_is_locked_before_the_first_of_it_is_recorded(self, news_index, officer):
        """Its root is public, so that Wagtail takes it down before anything is deleted."""
        states = [submit(make_draft(news_index, officer, f"walk-{number}"), officer) for number in range(3)]
        with CaptureQueriesContext(connection) as queries:
            fresh(news_index).delete()
        assert [acts(state)[-1] for state in states] == ["deleted"] * 3
        pages = [state.revision.object_id for state in states]
        assert are_locked_before_the_chain([*pages, str(news_index.pk)], queries)

    def test_several_chosen_together_are_locked_before_the_first_is_recorded(self, news_index, officer, client):
        drafts = [make_draft(news_index, officer, f"walk-{number}") for number in range(3)]
        states = [submit(draft, officer) for draft in drafts]
        client.force_login(officer)
        chosen = "&".join(f"id={draft.pk}" for draft in drafts)
        with CaptureQueriesContext(connection) as queries:
            client.post(f"/admin/bulk/wagtailcore/page/delete/?{chosen}")
        assert [acts(state)[-1] for state in states] == ["deleted"] * 3
        assert are_locked_before_the_chain([str(draft.pk) for draft in drafts], queries)

    def test_many_cost_the_same_for_each(self, news_index, officer):
        costs = []
        for count in (1, 3, 5):
            for number in range(count):
                submit(make_draft(news_index, officer, f"walk-{count}-{number}"), officer)
            drafts = type(make_draft(news_index, officer, f"probe-{count}")).objects.exclude(slug__startswith="probe")
            with CaptureQueriesContext(connection) as queries:
                Page.objects.filter(pk__in=drafts.values_list("pk", flat=True)).delete()
            costs.append(len(queries))
        assert costs[2] - costs[1] <= costs[1] - costs[0]


def locks(query, table: str) -> bool:
    return f'FROM "{table}"' in query["sql"] and " FOR " in query["sql"]


def are_locked_before_the_chain(pages, queries) -> bool:
    """True when one query locks all of these pages before any locks the end of the chain."""
    first = next(place for place, query in enumerate(queries) if locks(query, "approval_chainhead"))
    wanted = [set(re.findall(r"\d+", query["sql"])) for query in queries[:first] if locks(query, "wagtailcore_page")]
    return any(set(pages) <= found for found in wanted)
