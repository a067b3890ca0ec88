"""A joint submission that does not come off: what its author is told and shown, and what another run cannot undo."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext
from procrastinate.contrib.django.models import ProcrastinateJob

from approval.jobs import submit_prepared
from approval.models import JointSubmission
from approval.proofs.actions import proofs_url_of
from approval.together import submitting
from approval.together.beginning import begin_again, begin_together
from approval.together.members import states_of
from approval.together.submitting import (
    Refusal,
    TogetherRefused,
    carry_out,
    discard,
    prepare,
    submit_together,
    submit_what_was_prepared,
)
from news.models import NewsPage
from people.models import Role

from .conftest import RESIDENT_ID, make_draft, make_member, told
from .proofs.conftest import ask_for, read


@pytest.fixture
def drafts(news_index, officer, chair):
    return [make_draft(news_index, officer, f"walk-{number}", title=f"健步走第{number}站") for number in (1, 2, 3)]


@pytest.fixture
def prepared(drafts, officer) -> JointSubmission:
    return prepare(drafts, title="健步走专题", by=officer)


def address(joint) -> str:
    return reverse("approval_together", args=[joint.pk])


# Two runs at the same time.


@pytest.fixture
def beaten(drafts, monkeypatch):
    """Let a run be refused just before another one submits everything."""

    def run(joint):
        carry_out(JointSubmission.objects.get(pk=joint.pk))
        raise TogetherRefused([Refusal(drafts[0], "锁定", "/admin/")], len(drafts))

    monkeypatch.setattr(submitting, "carry_out", run)


def test_a_refusal_undoes_nothing_that_another_run_has_submitted_meanwhile(prepared, officer, beaten):
    submit_prepared(joint_id=prepared.pk)
    joint = JointSubmission.objects.get()
    assert joint.submitted_at
    assert joint.sheet
    assert joint.refused_at is None
    assert not joint.items.exclude(refusal="").exists()
    assert len(states_of(joint)) == 3
    assert told(officer) == []


def test_what_was_let_go_of_meanwhile_is_not_submitted_and_nobody_is_told(prepared, officer):
    discard(JointSubmission.objects.get(pk=prepared.pk))
    assert submit_what_was_prepared(prepared)
    submit_prepared(joint_id=prepared.pk)
    assert told(officer) == []


def test_a_fault_after_it_was_let_go_of_is_nobodys(prepared, monkeypatch):
    def run(joint):
        discard(joint)
        raise RuntimeError

    monkeypatch.setattr(submitting, "carry_out", run)
    assert submit_what_was_prepared(prepared)


def test_letting_go_of_it_twice_does_so_once(prepared):
    discard(JointSubmission.objects.get(pk=prepared.pk))
    discard(prepared)
    assert not JointSubmission.objects.exists()


def test_the_worker_takes_up_one_of_them_once_at_a_time(drafts, officer, monkeypatch):
    monkeypatch.setattr("approval.together.beginning.AT_ONCE", 2)
    joint = begin_together(drafts, title="很多", by=officer)
    begin_again(joint)
    locks = ProcrastinateJob.objects.filter(task_name="approval.submit_prepared").values_list("lock", flat=True)
    assert list(locks) == [f"together.{joint.pk}"] * 2


# Proof-reading.


def test_what_lacks_a_proof_reading_is_named_before_the_record_is_locked(drafts, officer, news_index, monkeypatch):
    ask_for(1)
    read(drafts[0], 1, make_member("1010", "吴桐", Role.PUBLICITY_OFFICER))
    blocked = make_draft(news_index, officer, "blocked", summary=f"身份证 {RESIDENT_ID}")
    monkeypatch.setattr(submitting, "lock_head", lambda: pytest.fail("the end of the record was locked"))
    with pytest.raises(TogetherRefused) as caught:
        submit_together([*(NewsPage.objects.get(pk=draft.pk) for draft in drafts), blocked], title="专题", by=officer)
    refusals = {refusal.thing.pk: refusal for refusal in caught.value.refusals}
    assert set(refusals) == {drafts[1].pk, drafts[2].pk, blocked.pk}
    assert "缺一校" in refusals[drafts[1].pk].sentence
    assert refusals[drafts[1].pk].leads_to == proofs_url_of(drafts[1])


def test_the_page_leads_to_where_each_item_is_mended(drafts, prepared, officer, client):
    ask_for(1)
    read(drafts[0], 1, make_member("1010", "吴桐", Role.PUBLICITY_OFFICER))
    assert not submit_what_was_prepared(prepared)
    client.force_login(officer)
    html = client.get(address(prepared)).content.decode()
    assert proofs_url_of(drafts[0]) not in html
    assert proofs_url_of(drafts[1]) in html
    ask_for(0)
    assert submit_what_was_prepared(prepared)
    assert not prepared.items.exclude(leads_to="").exists()


# The first page.


def test_the_author_finds_what_is_not_submitted_yet_on_the_first_page(prepared, officer, chair, client):
    client.force_login(officer)
    html = client.get("/admin/").content.decode()
    assert address(prepared) in html
    assert gettext("is being submitted") in html
    ask_for(1)
    submit_what_was_prepared(prepared)
    assert gettext("something has to be mended first") in client.get("/admin/").content.decode()
    client.force_login(chair)
    assert address(prepared) not in client.get("/admin/").content.decode()


def test_the_first_page_costs_the_same_for_one_and_for_several(
    prepared, drafts, officer, client, django_assert_num_queries
):
    client.force_login(officer)
    client.get("/admin/")
    with CaptureQueriesContext(connection) as one:
        client.get("/admin/")
    for number in range(4):
        prepare(drafts, title=f"第{number}批", by=officer)
    with django_assert_num_queries(len(one)):
        client.get("/admin/")
