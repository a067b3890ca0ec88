"""What whoever keeps the list reads of the answers, takes away and prints, and what is noted of it."""

import io

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from people.models import Look
from signups.actions.giving_back import cancel
from signups.actions.signing_up import sign_up
from signups.answers.panels import organiser_panel, own_panel
from signups.answers.pick_up import pick_up_list
from signups.answers.reading import Table
from signups.models import Session, SignUp, SignUpTerms
from tests.factories import MemberFactory, SessionFactory
from tests.list_costs import queries_for

from ..asking import (
    BROUGHT,
    FOOD,
    MOBILE,
    PHONE,
    PICK_UP,
    PROOF,
    RESIDENT_ID,
    SAFETY,
    SIZE,
    TOLD,
    answered,
    child_of,
    name_of,
    pdf,
    picked_up_by,
)
from .pages import browser_of, file_address

pytestmark = pytest.mark.usefixtures("site")


def list_address(session) -> str:
    return reverse("session_answers", args=[session.pk])


def test_the_organiser_reads_the_answers_and_sealed_ones_in_part(session, answers, contact):
    page = browser_of(contact).get(list_address(session)).content.decode()
    for shown in ("周敏", "110***********4514", "138****8000", "体检.pdf"):
        assert shown in page
    assert RESIDENT_ID not in page
    assert MOBILE not in page
    look = Look.objects.get()
    assert (look.viewer, look.subject, look.people, look.member) == (contact, "signups.answers", 1, None)


def test_others_find_no_list(session, answers, member):
    for somebody in (member, MemberFactory(librarian=True)):
        browser = browser_of(somebody)
        assert browser.get(list_address(session)).status_code == 404
        assert browser.post(reverse("export_answers", args=[session.pk])).status_code == 404
        opened = reverse("open_answers", args=[session.pk, answers.pk])
        assert browser.post(opened).status_code == 404
    assert not Look.objects.exists()


def test_all_of_it_is_shown_by_an_act_that_is_noted_with_the_name(session, answers, member, contact):
    browser = browser_of(contact)
    address = reverse("open_answers", args=[session.pk, answers.pk])
    assert browser.get(address)["Location"] == list_address(session)
    assert not Look.objects.exists()
    page = browser.post(address).content.decode()
    assert RESIDENT_ID in page
    assert MOBILE in page
    look = Look.objects.get()
    assert (look.viewer, look.member, look.subject) == (contact, member, "signups.sealed_answers")


def test_answers_are_opened_at_their_own_date_only(session, answers, contact):
    other = SessionFactory(contact=contact)
    assert browser_of(contact).post(reverse("open_answers", args=[other.pk, answers.pk])).status_code == 404


def test_what_was_given_back_is_read_by_its_owner_alone(session, answers, member, contact):
    cancel(answers.sign_up, member)
    opened = reverse("open_answers", args=[session.pk, answers.pk])
    assert browser_of(contact).post(opened).status_code == 404
    assert browser_of(contact).get(file_address(answers)).status_code == 404
    assert browser_of(member).get(file_address(answers)).status_code == 200


def cells(reply) -> list[list]:
    book = load_workbook(io.BytesIO(b"".join(reply.streaming_content) if reply.streaming else reply.content))
    return [list(row) for row in book.worksheets[0].iter_rows()]


def exported(session, viewer, **data) -> str:
    reply = browser_of(viewer).post(reverse("export_answers", args=[session.pk]), data)
    assert reply.status_code == 200
    return "|".join(str(cell.value) for row in cells(reply) for cell in row)


def test_the_workbook_has_numbers_in_full_on_a_second_choice_only(session, answers, contact):
    text = exported(session, contact)
    assert "110***********4514" in text
    assert RESIDENT_ID not in text
    assert MOBILE not in text
    text = exported(session, contact, in_full="on")
    assert RESIDENT_ID in text
    assert MOBILE in text
    assert set(Look.objects.values_list("subject", flat=True)) == {"signups.answers_export", "signups.sealed_answers"}


def test_a_workbook_is_not_fetched_by_a_link(session, answers, contact):
    answer = browser_of(contact).get(reverse("export_answers", args=[session.pk]))
    assert answer.headers["Location"] == reverse("session_answers", args=[session.pk])


@pytest.mark.parametrize("text", ["=1+1", "+86", "-2", "@SUM(A1)", "\t=1", "a\x0bb", "'=1"])
def test_no_cell_of_the_workbook_is_a_formula(contact, text):
    session = SessionFactory(contact=contact, questions=[TOLD])
    made = sign_up(MemberFactory(name="=cmd"), session)
    answers = answered(made, {name_of(TOLD): "x"})
    answers.plain = {TOLD["id"]: text}
    answers.save()
    reply = browser_of(contact).post(reverse("export_answers", args=[session.pk]))
    for row in cells(reply):
        for cell in row:
            assert cell.data_type != "f"
            assert cell.value is None or cell.quotePrefix


def test_a_choice_is_counted_and_a_number_summed_up(contact):
    session = SessionFactory(contact=contact, capacity=9, questions=[SIZE, FOOD, BROUGHT, SAFETY])
    for size, food, chairs in (("S", ["辣"], 2), ("M", ["辣", "海鲜"], 0), ("M", [], 5)):
        data = {name_of(SIZE): size, name_of(BROUGHT): chairs, name_of(SAFETY): "on", name_of(FOOD): food}
        sent = QueryDict(mutable=True)
        sent.update({name: str(value) for name, value in data.items() if not isinstance(value, list)})
        sent.setlist(name_of(FOOD), food)
        answered(sign_up(MemberFactory(), session), sent)
    sizes, food, chairs, safety = Table(session).summaries
    assert sizes.counts == [("S", 1), ("M", 2), ("L", 0)]
    assert food.counts == [("辣", 2), ("海鲜", 1), ("牛羊肉", 0)]
    assert (chairs.least, chairs.most, chairs.total) == (0, 5, 7)
    assert (food.answered, safety.answered) == (2, 3)


def test_whoever_has_given_the_place_back_is_not_on_the_list(session, answers, member, contact):
    cancel(answers.sign_up, member)
    assert "周敏" not in browser_of(contact).get(list_address(session)).content.decode()


def test_answers_to_a_question_that_is_asked_no_more_are_still_shown(session, answers, contact):
    session.offering.questions = [SIZE]
    session.offering.save()
    assert "紧急联系电话" in browser_of(contact).get(list_address(session)).content.decode()


def test_those_without_answers_are_named(session, answers, contact):
    sign_up(MemberFactory(name="没填的"), session)
    table = Table(Session.objects.with_card_data().get(pk=session.pk))
    assert [row.names for row in table.missing] == ["没填的"]
    request = RequestFactory().get("/")
    request.user = contact
    panel = organiser_panel(request, Session.objects.with_card_data().get(pk=session.pk))
    assert (panel["answered"], panel["missing"]) == (1, 1)


def test_the_list_costs_the_same_for_one_and_for_twenty(contact):
    session = SessionFactory(contact=contact, capacity=90, questions=[SIZE, PHONE, SAFETY, PROOF])

    def one_more():
        data = {name_of(SIZE): "M", name_of(PHONE): MOBILE, name_of(SAFETY): "on"}
        answered(sign_up(MemberFactory(), session), data, {name_of(PROOF): pdf()})

    one_more()
    browser = browser_of(contact)
    for_one = queries_for(browser, list_address(session))
    for _time in range(19):
        one_more()
    assert len(queries_for(browser, list_address(session))) == len(for_one)


def test_the_panels_cost_the_same_for_one_and_for_many(member, contact, django_assert_num_queries):
    session = SessionFactory(
        contact=contact, capacity=90, company=SignUpTerms.Company.DEPENDANT, questions=[SIZE, SAFETY]
    )

    def one_more(name):
        made = sign_up(member, session, with_self=False, dependants=[child_of(member, name)])
        answered(made, {name_of(SIZE): "M", name_of(SAFETY): "on"})

    def counted() -> tuple[int, int]:
        found = Session.objects.with_card_data().get(pk=session.pk)
        request = RequestFactory().get("/")
        request.user = member
        with CaptureQueriesContext(connection) as own:
            own_panel(request, found)
        request.user = contact
        with CaptureQueriesContext(connection) as organisers:
            organiser_panel(request, found)
        return len(own), len(organisers)

    one_more("小禾")
    for_one = counted()
    for number in range(4):
        one_more(f"孩子{number}")
    assert counted() == for_one


def test_without_questions_the_page_of_a_date_asks_the_database_nothing(member, django_assert_num_queries):
    session = SessionFactory()
    sign_up(member, session)
    found = Session.objects.with_card_data().get(pk=session.pk)
    request = RequestFactory().get("/")
    request.user = member
    with django_assert_num_queries(0):
        assert own_panel(request, found) is None
        assert organiser_panel(request, found) is None


# Who picks up children.


def test_the_list_of_who_picks_up_children_is_a_document_to_sign(contact):
    parent = MemberFactory(name="周敏", mobile="13700137000", pinyin="zhou min")
    session = SessionFactory(
        contact=contact, capacity=9, company=SignUpTerms.Company.DEPENDANT, questions=[PICK_UP], place="东院一楼"
    )
    made = sign_up(parent, session, with_self=False, dependants=[child_of(parent, "小禾")])
    people = picked_up_by(("王芳", "姑姑", "13912345678"), ("李强", "舅舅", "13612345678"))
    answered(made, people)
    none_yet = MemberFactory(name="安静", pinyin="an jing")
    sign_up(none_yet, session, with_self=False, dependants=[child_of(none_yet, "小安")])
    waiting = MemberFactory()
    waits = sign_up(waiting, session, with_self=False, dependants=[child_of(waiting, "候补的")])
    SignUp.objects.filter(pk=waits[0].pk).update(state=SignUp.State.WAITING)
    sheet = pick_up_list(Session.objects.with_card_data().get(pk=session.pk))
    assert [(row["child"], row["guardian"], len(row["people"])) for row in sheet["rows"]] == [
        ("小安", "安静", 0),
        ("小禾", "周敏", 2),
    ]
    reply = browser_of(contact).get(reverse("pick_up_list", args=[session.pk]))
    assert reply["Content-Type"] == "application/pdf"
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(reply.content)).pages)
    for said in ("小禾", "周敏", "13700137000", "王芳", "姑姑", "13912345678", "签名"):
        assert said in text
    assert "候补的" not in text
    assert Look.objects.get().subject == "signups.pick_up_list"


def test_there_is_no_such_list_where_nobody_was_asked(contact, session):
    assert browser_of(contact).get(reverse("pick_up_list", args=[session.pk])).status_code == 404


def test_the_list_of_who_picks_up_children_costs_the_same_for_one_and_for_many(contact, site):
    session = SessionFactory(contact=contact, capacity=90, company=SignUpTerms.Company.DEPENDANT, questions=[PICK_UP])

    def one_more():
        parent = MemberFactory()
        made = sign_up(parent, session, with_self=False, dependants=[child_of(parent)])
        answered(made, picked_up_by(("王芳", "姑姑", "13912345678")))

    one_more()
    browser = browser_of(contact)
    address = reverse("pick_up_list", args=[session.pk])
    for_one = queries_for(browser, address)
    for _time in range(9):
        one_more()
    assert len(queries_for(browser, address)) == len(for_one)
