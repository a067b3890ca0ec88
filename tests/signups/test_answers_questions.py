"""What the office asks with a sign-up, and how those read it who approve that it is asked."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import pgettext
from wagtail.blocks import StreamBlockValidationError

from activities.models import RecurringActivity
from approval.checks.contents import contents_of
from approval.models import Act, ApprovalRecord
from signups.actions.offering import follow
from signups.answers.blocks import QuestionsBlock
from signups.answers.questions import questions_of
from signups.models import SignUpTerms
from tests.approval.conftest import submit
from tests.factories import MemberFactory, RecurringActivityFactory

from .asking import BROUGHT, FOOD, GUARDIAN, INSURED, PHONE, PICK_UP, PROOF, SAFETY, SIZE, ask

BLOCK = QuestionsBlock()


def cleaned(*questions):
    return BLOCK.clean(BLOCK.to_python(list(questions)))


def test_every_kind_of_question_can_be_asked():
    every = [SIZE, FOOD, BROUGHT, PHONE, INSURED, PROOF, SAFETY, GUARDIAN, PICK_UP, ask("date", "日期")]
    assert len(cleaned(*every, ask("short_text", "称呼"), ask("long_text", "说明"))) == 12


def test_the_number_that_is_asked_for_is_not_called_by_the_word_for_the_number_of_a_row():
    label = BLOCK.child_blocks["number"].label
    assert pgettext("of a row", "Number") == "序号"
    assert label == pgettext("kind of question", "Number")
    assert label != "序号"


@pytest.mark.parametrize("again", ["衣服尺码", " 衣服 尺码 "])
def test_two_questions_of_one_name_are_refused_with_a_sentence(again):
    with pytest.raises(StreamBlockValidationError) as refusal:
        cleaned(SIZE, PHONE, ask("short_text", again))
    assert list(refusal.value.block_errors) == [2]
    [problem] = refusal.value.block_errors[2].block_errors["label"].messages
    assert again.strip() in problem


@pytest.mark.parametrize(
    "question",
    [
        ask("number", "人数", least=5, most=2),
        ask("choice", "尺码", options=["S"]),
        ask("choice", "尺码", options=["S", "S "]),
        ask("resident_id", "身份证号", purpose=""),
        ask("file", "证明", kinds=[], megabytes=2),
        ask("file", "证明", kinds=["pdf"], megabytes=50),
        ask("consent", "承诺书", purpose="safety", text=""),
        ask("pick_up", "谁来接", people=9),
        ask("short_text", ""),
    ],
    ids=lambda question: f"{question['type']} {question['value']['label']}",
)
def test_what_cannot_be_asked_is_refused(question):
    with pytest.raises(StreamBlockValidationError):
        cleaned(question)


@pytest.mark.parametrize("question", [GUARDIAN, PICK_UP], ids=["guardian", "pick up"])
def test_nobody_is_asked_about_a_child_where_no_child_comes(question, db):
    activity = RecurringActivity(title="瑜伽")
    activity.questions = [question]
    with pytest.raises(ValidationError) as refusal:
        RecurringActivity.clean(activity)
    assert set(refusal.value.message_dict) == {"questions"}
    activity.company = SignUpTerms.Company.DEPENDANT
    RecurringActivity.clean(activity)


@pytest.fixture
def asking(db):
    """A submitted activity with questions, and its state in the review."""
    officer = MemberFactory(officer=True)
    activity = RecurringActivityFactory(draft=True)
    activity.questions = [SIZE, INSURED, SAFETY, PROOF]
    activity.mode = SignUpTerms.Mode.FIRST_COME
    activity.save_revision(user=officer)
    return activity, submit(activity, officer)


def test_an_approver_reads_what_is_asked_in_words(asking, client):
    _activity, state = asking
    client.force_login(MemberFactory(chair=True))
    page = client.get(reverse("approval_review", args=[state.pk]))
    [words] = [change.words for change in page.context["changes"] if change.name == "questions"]
    for said in ("1. 衣服尺码", "S、M、L", "2. 身份证号", "为当天活动购买意外险", "听从老师安排", "JPEG"):
        assert said in words
    assert "block" not in words
    assert INSURED["id"] not in words


def test_the_record_of_the_approval_keeps_what_is_asked_in_words(asking):
    _activity, state = asking
    text = ApprovalRecord.objects.get(act=Act.SUBMITTED, submission=state.workflow_state_id).words.text
    for said in ("衣服尺码", "为当天活动购买意外险", "听从老师安排"):
        assert said in text


def test_a_changed_question_is_a_change_that_the_approver_sees(client, db):
    officer = MemberFactory(officer=True)
    activity = RecurringActivityFactory(questions=[SIZE, INSURED])
    activity.questions = [SIZE, {**INSURED, "value": {**INSURED["value"], "purpose": "办理出入证"}}]
    activity.save_revision(user=officer)
    state = submit(activity, officer)
    client.force_login(MemberFactory(chair=True))
    page = client.get(reverse("approval_review", args=[state.pk]))
    [words] = [change.words for change in page.context["changes"] if change.name == "questions"]
    assert "<ins>" in words
    assert "办理出入证" in words


def test_the_words_of_questions_are_looked_through_before_a_submission(db):
    activity = RecurringActivity(title="瑜伽")
    activity.questions = [SAFETY]
    assert any("听从老师安排" in passage.words for passage in contents_of(activity).passages)


@pytest.mark.parametrize("kind", list(BLOCK.child_blocks))
def test_a_draft_with_half_of_a_question_can_be_read(kind):
    activity = RecurringActivity(title="瑜伽", company=SignUpTerms.Company.DEPENDANT)
    parts = BLOCK.child_blocks[kind].child_blocks
    empty = {name: [] if name in ("kinds", "options") else None for name in parts}
    activity.questions = [{"type": kind, "id": "1", "value": empty}]
    assert activity.questions_in_words.startswith("1. ")
    RecurringActivity.clean(activity)


def test_the_offering_asks_what_was_approved_under_the_same_keys(db):
    activity = RecurringActivityFactory(questions=[SIZE, PICK_UP], company=SignUpTerms.Company.DEPENDANT)
    offering = follow(activity, activity, title=activity.title, link=activity.url)
    offering.refresh_from_db()
    assert [(each.key, each.label) for each in questions_of(offering)] == [
        (SIZE["id"], "衣服尺码"),
        (PICK_UP["id"], "谁来接孩子"),
    ]
    assert questions_of(offering)[0].options == ["S", "M", "L"]


def test_a_question_keeps_its_key_when_it_is_worded_anew(db):
    activity = RecurringActivityFactory(questions=[SIZE])
    activity.questions[0].value["label"] = "T 恤尺码"
    activity.save()
    again = RecurringActivity.objects.get(pk=activity.pk)
    assert [(each.key, each.label) for each in questions_of(again)] == [(SIZE["id"], "T 恤尺码")]
