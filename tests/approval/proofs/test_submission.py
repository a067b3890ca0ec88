"""What a missing proof-reading does to a submission, and what the record and the sheet keep."""

import json
from io import BytesIO

import pytest
from django.db import connection
from django.urls import reverse
from pypdf import PdfReader
from wagtail.models import WorkflowState

from approval.erasing import erase_course
from approval.models import ApprovalRecord, ProofReading, RecordWords
from approval.models.record import CHAINED_WORDS, Act, digest_of_words
from approval.proofs.actions import ProofMissing
from approval.proofs.standing import standing_of
from approval.verification import verify_chain

from ..conftest import decide, submit
from ..test_no_side_door import form_of
from .conftest import ask_for, read, rewrite


def past_the_triggers(sql: str, values: list) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql, values)
        cursor.execute("SET session_replication_role = DEFAULT")


def fresh(thing):
    return type(thing).objects.get(pk=thing.pk)


def said_by(client, response) -> str:
    return "\n".join(str(message) for message in client.get(response.url).context["messages"])


@pytest.mark.parametrize("kind", ["draft", "honour_draft"])
def test_a_missing_proof_stops_a_submission_from_code(kind, officer, colleague, request):
    thing = request.getfixturevalue(kind)
    ask_for(2)
    read(thing, 1, officer)
    with pytest.raises(ProofMissing, match="缺二校"):
        submit(fresh(thing), officer)
    assert not WorkflowState.objects.exists()
    read(thing, 2, colleague)
    submit(fresh(thing), officer)


def test_a_tick_for_an_earlier_text_does_not_do_for_the_last_round(draft, officer, colleague):
    ask_for(1)
    read(draft, 1, colleague)
    page = rewrite(draft, officer)
    with pytest.raises(ProofMissing, match="文字有改动"):
        submit(page, officer)


def test_it_does_for_an_earlier_round(draft, officer, colleague):
    ask_for(2)
    read(draft, 1, officer)
    page = rewrite(draft, colleague)
    read(page, 2, colleague)
    submit(fresh(page), officer)


def test_ticks_of_the_drafter_alone_do_not_do_whatever_was_asked_for_then(draft, officer, colleague):
    ask_for(2, one_reads_several=True)
    read(draft, 1, officer)
    ask_for(1)
    with pytest.raises(ProofMissing, match="起草人"):
        submit(fresh(draft), officer)


def test_where_it_warns_it_is_submitted_and_the_approver_sees_what_is_missing(draft, officer, colleague, chair, client):
    ask_for(2, missing_proof="warn")
    read(draft, 1, colleague)
    state = submit(rewrite(draft, officer), officer)
    client.force_login(chair)
    html = " ".join(client.get(reverse("approval_review", args=[state.pk])).content.decode().split())
    first, second = html.split('<li class="proofs__round')[1:3]
    assert "一校" in first
    assert "吴桐" in first
    assert "此后文字有改动" in first
    assert "二校" in second
    assert "未校对" in second


def test_where_none_is_asked_for_nothing_is_said_of_it(draft, officer, chair, client):
    state = submit(draft, officer)
    client.force_login(chair)
    assert "proofs-heading" not in client.get(reverse("approval_review", args=[state.pk])).content.decode()
    assert RecordWords.objects.get().proofs == []


def test_the_editor_refuses_keeps_what_was_typed_and_leads_to_the_proofs(draft, officer, client):
    ask_for(1)
    client.force_login(officer)
    form = form_of(draft, **{"summary": "新的摘要", "action-submit": "1"})
    response = client.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), form)
    assert response.url == reverse("approval_proofs", args=["news.newspage", draft.pk])
    assert "缺一校" in said_by(client, response)
    assert fresh(draft).get_latest_revision_as_object().summary == "新的摘要"
    assert not WorkflowState.objects.exists()


def test_what_was_sent_back_stays_sent_back_until_its_last_proof_is_read_again(draft, officer, colleague, third, chair):
    ask_for(2)
    read(draft, 1, officer)
    read(draft, 2, colleague)
    decide(submit(fresh(draft), officer), chair, "reject", "请补充集合时间")
    page = rewrite(draft, officer)
    with pytest.raises(ProofMissing):
        page.current_workflow_state.resume(officer)
    state = fresh(draft).current_workflow_state
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert state.current_task_state.comment == "请补充集合时间"
    read(draft, 2, third)
    fresh(draft).current_workflow_state.resume(officer)
    submitted = [row for row in ApprovalRecord.objects.order_by("number") if row.act == Act.SUBMITTED]
    assert [[reading["name"] for reading in row.words.proofs] for row in submitted] == [
        ["钱小文", "吴桐"],
        ["钱小文", "郑雯"],
    ]


def test_what_was_submitted_is_approved_though_the_office_has_become_stricter(draft, officer, chair):
    state = submit(draft, officer)
    ask_for(3)
    decide(state, chair)
    assert fresh(draft).live


def test_who_read_a_proof_may_approve(draft, officer, chair):
    """An office of two: reading is not writing."""
    ask_for(1)
    read(draft, 1, chair)
    decide(submit(fresh(draft), officer), chair)
    assert fresh(draft).live


def test_the_next_version_is_read_anew(draft, officer, colleague, chair):
    ask_for(1)
    read(draft, 1, colleague)
    decide(submit(fresh(draft), officer), chair)
    assert not ProofReading.objects.exists()
    page = rewrite(draft, officer)
    assert "缺一校" in standing_of(page).fault


def test_the_record_says_who_read_which_proof_and_when(draft, officer, colleague, chair, client):
    ask_for(2)
    read(draft, 1, colleague)
    rewrite(draft, officer)
    last = read(draft, 2, chair)
    submit(fresh(draft), officer)
    row = ApprovalRecord.objects.select_related("words").get()
    first, second = row.words.proofs
    assert (first["round"], first["name"], first["number"], first["current"]) == (1, "吴桐", "1010", False)
    assert (second["round"], second["name"], second["current"]) == (2, "孙立", True)
    client.force_login(chair)
    html = client.get(reverse("approval_record", args=[row.reference])).content.decode()
    assert "吴桐" in html
    assert second["at"] in html
    assert f"{last.at.year}" in second["at"]


def pdf_words(response) -> str:
    return "".join("".join(page.extract_text() for page in PdfReader(BytesIO(response.content)).pages).split())


def test_the_sheet_names_who_read_the_proofs(draft, officer, colleague, chair, client):
    ask_for(3, missing_proof="warn")
    read(draft, 1, colleague)
    page = rewrite(draft, officer)
    read(page, 2, chair)
    submit(fresh(draft), officer)
    client.force_login(chair)
    words = pdf_words(client.get(reverse("approval_sheet", args=[ApprovalRecord.objects.get().reference])))
    assert "一校：吴桐（1010）" in words
    assert "此后文字有改动" in words
    assert "二校：孙立（1002）" in words
    assert "三校：未校对" in words


def test_the_sheet_without_proof_reading_has_no_such_line(draft, officer, chair, client):
    submit(draft, officer)
    client.force_login(chair)
    words = pdf_words(client.get(reverse("approval_sheet", args=[ApprovalRecord.objects.get().reference])))
    assert "未校对" not in words
    assert "一校" not in words


def test_an_erasure_takes_the_names_of_the_readers_along(draft, officer, colleague, chair):
    ask_for(1)
    read(draft, 1, colleague)
    submit(fresh(draft), officer)
    row = ApprovalRecord.objects.get()
    erase_course(row, actor=chair, remark="误含个人信息")
    assert RecordWords.objects.get(record=row).proofs == []
    assert verify_chain().fault is None


def test_a_changed_reader_is_found_by_the_verification(draft, officer, colleague):
    ask_for(1)
    read(draft, 1, colleague)
    submit(fresh(draft), officer)
    assert verify_chain().fault is None
    tampered = json.dumps([{**RecordWords.objects.get().proofs[0], "name": "别人"}])
    past_the_triggers("UPDATE approval_recordwords SET proofs = %s", [tampered])
    assert verify_chain().fault.number == 1


def test_records_of_the_layout_before_are_still_good_and_know_no_readers(draft, officer):
    submit(draft, officer)
    row = ApprovalRecord.objects.select_related("words").get()
    row.layout = 1
    words = {name: getattr(row.words, name) for name in CHAINED_WORDS[1]}
    row.words_digest = digest_of_words(row.words.salt, words)
    row.digest = row.computed_digest()
    facts = [row.layout, row.words_digest, row.digest]
    past_the_triggers("UPDATE approval_approvalrecord SET layout = %s, words_digest = %s, digest = %s", facts)
    past_the_triggers("UPDATE approval_chainhead SET digest = %s", [row.digest])
    assert verify_chain().fault is None
    past_the_triggers("""UPDATE approval_recordwords SET proofs = '[{"round": 1, "name": "别人"}]'""", [])
    assert verify_chain().fault.number == 1
