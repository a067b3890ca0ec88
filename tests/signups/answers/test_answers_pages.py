"""Who reads the answers of whom, what of them, and what is noted of it."""

from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from people.models import Look
from signups.actions.signing_up import sign_up
from signups.answers.panels import own_panel
from signups.models import Answers, Session, SignUp, SignUpTerms
from tests.factories import MemberFactory, SessionFactory

from ..asking import INSURED, PHONE, PROOF, RESIDENT_ID, SIZE, answered, child_of, name_of, pdf
from .pages import DATA, browser_of, file_address, own_address

pytestmark = pytest.mark.usefixtures("site")


# One's own.


def test_a_member_changes_answers_on_a_page_of_its_own(session, answers, member):
    browser = browser_of(member)
    page = browser.get(own_address(session)).content.decode()
    assert "体检.pdf" in page
    assert RESIDENT_ID not in page
    reply = browser.post(own_address(session), {**DATA, name_of(SIZE): "L", name_of(INSURED): ""})
    assert reply["Location"] == reverse("session", args=[session.pk])
    kept = Answers.objects.get(pk=answers.pk)
    assert (kept.values[SIZE["id"]], kept.values[INSURED["id"]]) == ("L", RESIDENT_ID)
    assert kept.attachments.count() == 1


def test_what_is_wrong_is_said_and_what_was_typed_stays(session, answers, member):
    reply = browser_of(member).post(
        own_address(session), {**DATA, name_of(PHONE): "13x", name_of(SIZE): "L", name_of(PROOF): pdf("新.pdf")}
    )
    page = reply.content.decode()
    assert reply.status_code == 422
    assert 'value="13x"' in page
    assert "新.pdf" in page
    assert Answers.objects.get(pk=answers.pk).values[SIZE["id"]] == "M"


def test_after_closing_the_page_shows_the_answers_and_why_they_stay(session, answers, member):
    Session.objects.filter(pk=session.pk).update(closes_at=timezone.now() - timedelta(minutes=1))
    browser = browser_of(member)
    assert "110***********4514" in browser.get(own_address(session)).content.decode()
    assert browser.post(own_address(session), {**DATA, name_of(SIZE): "L"}).status_code == 422
    assert Answers.objects.get(pk=answers.pk).values[SIZE["id"]] == "M"


def test_whoever_has_not_signed_up_has_no_answers_to_change(session, answers, contact):
    for somebody in (MemberFactory(), contact, MemberFactory(administrator=True), MemberFactory(is_superuser=True)):
        assert browser_of(somebody).get(own_address(session)).status_code == 404
        assert browser_of(somebody).post(own_address(session), DATA).status_code == 404


def test_visitors_are_led_to_the_sign_in(session, answers, client):
    addresses = [own_address(session), file_address(answers), reverse("session_answers", args=[session.pk])]
    for address in addresses:
        assert client.get(address)["Location"].startswith("/accounts/login/")


def test_two_children_signed_up_one_by_one_have_answers_each(member, contact):
    session = SessionFactory(company=SignUpTerms.Company.DEPENDANT, capacity=9, contact=contact, questions=[SIZE])
    for name, size in (("小禾", "S"), ("小苗", "L")):
        made = sign_up(member, session, with_self=False, dependants=[child_of(member, name)])
        answered(made, {name_of(SIZE): size})
    second = SignUp.objects.get(dependant__name="小苗")
    browser = browser_of(member)
    browser.post(f"{own_address(session)}?for={second.pk}", {name_of(SIZE): "M"})
    kept = dict(Answers.objects.values_list("sign_up__dependant__name", "plain"))
    assert kept == {"小禾": {SIZE["id"]: "S"}, "小苗": {SIZE["id"]: "M"}}
    assert "小苗" in browser.get(own_address(session)).content.decode()


def shown_to(member, session) -> dict | None:
    request = RequestFactory().get("/")
    request.user = member
    return own_panel(request, Session.objects.with_card_data().get(pk=session.pk))


def test_the_page_of_the_date_shows_ones_own_answers_to_nobody_else(session, answers, member):
    [attempt] = shown_to(member, session)["attempts"]
    assert ("衣服尺码", "M") in [(line.label, line.text) for line in attempt["lines"]]
    assert attempt["may_change"]
    assert shown_to(MemberFactory(), session) is None


def test_whoever_was_signed_up_by_others_is_asked_to_answer(session, member):
    sign_up(member, session)
    [attempt] = shown_to(member, session)["attempts"]
    assert attempt["is_missing"]


# Files.


def test_a_file_is_for_whose_it_is_and_whoever_keeps_the_list(session, answers, member, contact):
    for somebody in (member, contact, MemberFactory(officer=True), MemberFactory(chair=True)):
        reply = browser_of(somebody).get(file_address(answers))
        assert reply.content.startswith(b"%PDF")
        assert reply["Content-Disposition"].startswith("attachment;")
        assert reply["Content-Type"] == "application/octet-stream"
        assert reply["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in reply["Cache-Control"]
        assert "sandbox" in reply["Content-Security-Policy"]


def test_a_file_is_not_there_for_others(session, answers):
    for somebody in (MemberFactory(), MemberFactory(librarian=True)):
        assert browser_of(somebody).get(file_address(answers)).status_code == 404


def test_a_file_is_found_at_its_own_date_only(session, answers, member):
    other = SessionFactory()
    address = reverse("answers_attachment", args=[other.pk, answers.attachments.get().pk])
    assert browser_of(member).get(address).status_code == 404


def test_a_file_that_is_gone_from_the_disk_is_not_found(session, answers, member):
    kept = answers.attachments.get()
    kept.file.storage.delete(kept.file.name)
    assert browser_of(member).get(file_address(answers)).status_code == 404


def test_a_look_at_the_file_of_another_is_noted_and_at_ones_own_is_not(session, answers, member, contact):
    browser_of(member).get(file_address(answers))
    assert not Look.objects.exists()
    browser_of(contact).get(file_address(answers))
    look = Look.objects.get()
    assert (look.viewer, look.member, look.subject) == (contact, member, "signups.attachment")
