"""What is kept with a sign-up: whole or not at all, sealed where it is sensitive, changed by its owner alone."""

from datetime import timedelta

import pytest
from cryptography.fernet import InvalidToken
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from people.sealing import unseal
from signups.actions.giving_back import cancel
from signups.actions.sessions import call_off
from signups.actions.signing_up import sign_up, sign_up_for
from signups.answers.forms import AnswersForm
from signups.answers.keeping import AnswerMissing, change, keep
from signups.answers.reading import lines_of
from signups.errors import HasEnded, NotYours, SessionCancelled, SessionOver, WindowClosed
from signups.models import Answers, Consent, Session, SignUp, SignUpTerms
from tests.factories import MemberFactory

from ..asking import (
    GUARDIAN,
    INSURED,
    MOBILE,
    PHONE,
    PICK_UP,
    PROOF,
    RESIDENT_ID,
    SAFETY,
    SIZE,
    UNDERTAKING,
    answered,
    ask,
    asking,
    child_of,
    name_of,
    pdf,
    picked_up_by,
)
from .pages import stored

pytestmark = pytest.mark.django_db


def reworded(question: dict, text: str) -> dict:
    return {**question, "value": {**question["value"], "text": text}}


def test_answers_belong_to_the_attempt_and_are_read_in_the_order_of_the_questions(member):
    session = asking(SIZE, PHONE)
    made = sign_up(member, session)
    answers = answered(made, {name_of(SIZE): "M", name_of(PHONE): MOBILE})
    assert answers.sign_up == made[0]
    assert [(line.label, line.text) for line in lines_of(answers)] == [
        ("衣服尺码", "M"),
        ("紧急联系电话", "138****8000"),
    ]


def test_where_nothing_is_asked_nothing_is_kept(member):
    made = sign_up(member, asking())
    assert answered(made, {}) is None
    assert not Answers.objects.exists()


def test_what_is_sensitive_does_not_lie_open_in_the_database(member):
    session = asking(SIZE, PHONE, INSURED, PICK_UP, company=SignUpTerms.Company.DEPENDANT)
    made = sign_up(member, session, with_self=False, dependants=[child_of(member)])
    people = picked_up_by(("王芳菲", "姑姑", "13912345678"))
    answers = answered(made, {name_of(SIZE): "M", name_of(PHONE): MOBILE, name_of(INSURED): RESIDENT_ID, **people})
    row = str(Answers.objects.filter(pk=answers.pk).values().get())
    for secret in (MOBILE, RESIDENT_ID, "王芳菲", "13912345678"):
        assert secret not in row
    assert "M" in row
    again = Answers.objects.get(pk=answers.pk)
    assert again.values[INSURED["id"]] == RESIDENT_ID
    assert again.values[PICK_UP["id"]][0]["name"] == "王芳菲"


def test_another_key_opens_nothing_and_breaks_nothing(member, settings):
    answers = answered(sign_up(member, asking(SIZE, INSURED)), {name_of(SIZE): "M", name_of(INSURED): RESIDENT_ID})
    settings.SECRET_KEY = "another-key-" * 5
    answers = Answers.objects.get(pk=answers.pk)
    assert answers.values == {SIZE["id"]: "M"}
    assert answers.cannot_be_opened
    assert all(line.text for line in lines_of(answers))


def test_the_key_of_the_accounts_does_not_open_answers(member):
    answers = answered(sign_up(member, asking(INSURED)), {name_of(INSURED): RESIDENT_ID})
    with pytest.raises(InvalidToken):
        unseal(answers.sealed)


def test_what_is_sealed_opens_in_its_own_row_only(member):
    session = asking(INSURED)
    one = answered(sign_up(member, session), {name_of(INSURED): RESIDENT_ID})
    other = answered(sign_up(MemberFactory(), session), {name_of(INSURED): "33010219850612001X"})
    Answers.objects.filter(pk=other.pk).update(sealed=one.sealed)
    assert Answers.objects.get(pk=other.pk).opened == {}


def test_the_very_words_that_somebody_agreed_to_are_kept_with_who_and_when(member, time_machine):
    time_machine.move_to("2026-05-01T09:00:00+08:00", tick=False)
    answers = answered(sign_up(member, asking(SAFETY)), {name_of(SAFETY): "on"})
    consent = answers.consents.get()
    assert (consent.title, consent.text, consent.agreed_by) == ("安全承诺书", UNDERTAKING, member)
    assert timezone.localtime(consent.agreed_at).isoformat() == "2026-05-01T09:00:00+08:00"


def test_a_consent_stays_as_it_was_given_whatever_becomes_of_the_question(member):
    session = asking(SAFETY)
    made = sign_up(member, session)
    answers = answered(made, {name_of(SAFETY): "on"})
    session.offering.questions = [reworded(SAFETY, "另一份承诺书")]
    session.offering.save()
    assert answers.consents.get().text == UNDERTAKING
    made[0].session.offering.refresh_from_db()
    answered(made, {name_of(SAFETY): "on"}, answers=answers)
    first, second = answers.consents.order_by("pk")
    assert first.withdrawn_at is not None
    assert (second.text, second.withdrawn_at) == ("另一份承诺书", None)


def test_the_same_words_agreed_to_again_are_one_consent(member):
    made = sign_up(member, asking(SAFETY))
    answers = answered(made, {name_of(SAFETY): "on"})
    answered(made, {name_of(SAFETY): "on"}, answers=answers)
    assert answers.consents.count() == 1


def test_a_voluntary_consent_can_be_taken_back_and_given_again(member):
    voluntary = {**SAFETY, "value": {**SAFETY["value"], "required": False}}
    made = sign_up(member, asking(voluntary))
    answers = answered(made, {name_of(SAFETY): "on"})
    answered(made, {}, answers=Answers.objects.get(pk=answers.pk))
    assert answers.consents.get().withdrawn_at is not None
    answered(made, {name_of(SAFETY): "on"}, answers=Answers.objects.get(pk=answers.pk))
    assert answers.consents.filter(withdrawn_at=None).count() == 1


@pytest.mark.parametrize("change_of", [{"text": "别的"}, {"title": "别的"}, {"agreed_at": timezone.now()}])
def test_the_database_refuses_to_rewrite_a_consent(member, change_of):
    answers = answered(sign_up(member, asking(SAFETY)), {name_of(SAFETY): "on"})
    with pytest.raises(DatabaseError), transaction.atomic():
        answers.consents.update(**change_of)
    assert answers.consents.get().text == UNDERTAKING


def test_a_consent_that_was_taken_back_holds_no_more(member):
    answers = answered(sign_up(member, asking(SAFETY)), {name_of(SAFETY): "on"})
    answers.consents.update(withdrawn_at=timezone.now())
    with pytest.raises(DatabaseError), transaction.atomic():
        answers.consents.update(withdrawn_at=None)


def test_two_consents_to_one_question_cannot_hold_at_once(member):
    answers = answered(sign_up(member, asking(SAFETY)), {name_of(SAFETY): "on"})
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(answers=answers, key=SAFETY["id"], title="x", text="x", agreed_by=member)


def test_whoever_brings_a_child_answers_for_it_and_whoever_comes_alone_does_not(member):
    session = asking(GUARDIAN, PICK_UP, company=SignUpTerms.Company.MAY_BRING)
    alone = MemberFactory()
    assert answered(sign_up(alone, session), {})
    with pytest.raises(AnswerMissing, match="监护人同意书"), transaction.atomic():
        answered(sign_up(member, session, dependants=[child_of(member)]), {})
    assert not SignUp.objects.filter(member=member).exists()
    made = sign_up(member, session, dependants=[child_of(member)])
    people = picked_up_by(("王芳", "姑姑", "13912345678"))
    assert answered(made, {name_of(GUARDIAN): "on", **people}).consents.count() == 1


def test_a_party_answers_once(member):
    session = asking(SIZE, company=SignUpTerms.Company.TOGETHER)
    made = sign_up(member, session, dependants=[child_of(member)])
    answers = answered(made, {name_of(SIZE): "S"})
    assert answers.sign_up_id == min(each.pk for each in made)
    assert Answers.objects.count() == 1


def test_sent_twice_it_is_kept_once(member, files):
    made = sign_up(member, asking(SIZE, PROOF))
    for _time in range(2):
        answers = answered(made, {name_of(SIZE): "S"}, {name_of(PROOF): pdf()})
    assert (Answers.objects.count(), answers.attachments.count()) == (1, 1)


# Changing.


@pytest.fixture
def mine(member):
    session = asking(SIZE, INSURED)
    made = sign_up(member, session)
    answered(made, {name_of(SIZE): "S", name_of(INSURED): RESIDENT_ID})
    return SignUp.objects.select_related("session__offering", "member").get(pk=made[0].pk)


def changing(sign_up_row, by, **data):
    answers = Answers.objects.get(sign_up=sign_up_row)
    form = AnswersForm(sign_up_row.session.offering, {name_of(SIZE): "L", **data}, {}, answers=answers)
    assert form.is_valid(), form.errors
    return change(sign_up_row, by, form)


def test_a_member_changes_answers_and_keeps_a_number_by_leaving_it_empty(mine, member):
    answers = changing(mine, member)
    assert answers.values == {SIZE["id"]: "L", INSURED["id"]: RESIDENT_ID}


def test_the_form_for_changing_shows_a_kept_number_in_part_only(mine):
    html = str(AnswersForm(mine.session.offering, answers=Answers.objects.get(sign_up=mine)))
    assert RESIDENT_ID not in html
    assert "110***********4514" in html


def test_nobody_changes_the_answers_of_others(mine):
    with pytest.raises(NotYours):
        changing(mine, MemberFactory(administrator=True))


def test_answers_are_changed_until_sign_up_closes(mine, member, time_machine):
    Session.objects.filter(pk=mine.session_id).update(closes_at=timezone.now() + timedelta(hours=1))
    mine.session.refresh_from_db()
    time_machine.move_to(timezone.now() + timedelta(minutes=59))
    changing(mine, member)
    time_machine.move_to(timezone.now() + timedelta(minutes=2))
    with pytest.raises(WindowClosed):
        changing(mine, member)


def test_whoever_was_signed_up_by_others_answers_until_the_date_begins(member, time_machine):
    session = asking(SIZE)
    Session.objects.filter(pk=session.pk).update(closes_at=timezone.now() - timedelta(hours=1))
    session.refresh_from_db()
    [row] = sign_up_for(MemberFactory(officer=True), member, session)
    form = AnswersForm(session.offering, {name_of(SIZE): "M"}, {})
    assert form.is_valid()
    assert change(row, member, form)
    time_machine.move_to(session.starts_at + timedelta(minutes=1))
    row = SignUp.objects.get(pk=row.pk)
    with pytest.raises(SessionOver):
        change(row, member, form)


def test_nothing_is_changed_that_was_given_back_or_called_off(mine, member):
    other = sign_up(MemberFactory(), mine.session)[0]
    cancel(mine, member)
    mine.refresh_from_db()
    with pytest.raises(HasEnded):
        changing(mine, member)
    call_off(mine.session, member, reason="雨")
    SignUp.objects.filter(pk=other.pk).update(state=SignUp.State.WAITING, ended_at=None)
    other = SignUp.objects.get(pk=other.pk)
    form = AnswersForm(other.session.offering, {name_of(SIZE): "M", name_of(INSURED): RESIDENT_ID}, {})
    assert form.is_valid()
    with pytest.raises(SessionCancelled):
        change(other, other.member, form)


def test_what_is_asked_no_more_is_let_go_of_with_the_next_change(mine, member, files):
    offering = mine.session.offering
    offering.questions = [SIZE, ask("short_text", "称呼", required=False)]
    offering.save()
    answers = changing(mine, member)
    assert (answers.values, answers.sealed) == ({SIZE["id"]: "L"}, "")


def test_answers_go_with_the_transaction_that_made_the_sign_up(member, files):
    session = asking(PROOF)
    form = AnswersForm(session.offering, {}, {name_of(PROOF): pdf()})
    assert form.is_valid()

    def sign_up_and_fail():
        with transaction.atomic():
            keep(sign_up(member, session), form)
            raise OSError("too late")

    with pytest.raises(OSError, match="too late"):
        sign_up_and_fail()
    assert not SignUp.objects.exists()
    assert stored(files) == []
