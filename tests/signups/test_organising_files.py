"""Lists that come in and go out: names to be signed up, the workbook, the roll and the poster."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook
from PIL import Image
from pypdf import PdfReader

from notices.models import Notice
from people.models import Look
from signups.actions.signing_up import sign_up
from signups.models import SignUp, SignUpTerms
from signups.naming import find_people, rows_of_workbook
from signups.organising.paper import poster_of, roll_of
from tests.factories import DepartmentFactory, MemberFactory, SessionFactory, SignUpFactory, VenueFactory

from .families import son_of

pytestmark = pytest.mark.django_db


def workbook(*rows, name="名单.xlsx"):
    book, content = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(content)
    return SimpleUploadedFile(name, content.getvalue())


@pytest.fixture
def officer(client):
    member = MemberFactory(officer=True, name="钱干事")
    client.force_login(member)
    return member


# Trying it, then doing it.


@pytest.fixture
def session():
    return SessionFactory(capacity=2)


def address(session, page="import/"):
    return f"/sessions/{session.pk}/list/{page}"


def test_trying_a_list_changes_nothing_and_says_what_would_become_of_each_row(site, client, officer, session):
    there = sign_up(MemberFactory(), session)[0].member
    new, waiting = MemberFactory.create_batch(2)
    told = Notice.objects.count()
    lines = "\n".join([there.employee_number, new.employee_number, waiting.employee_number, "没有人", new.name])
    trial = client.post(address(session), {"lines": lines}).context["trial"]
    said = [
        (bool(each["row"].fault), bool(each["outcome"] and each["outcome"].refusal), bool(each["outcome"]))
        for each in trial.rows
    ]
    assert said == [
        (False, True, True),
        (False, False, True),
        (False, False, True),
        (True, False, False),
        (True, False, False),
    ]
    assert [trial.rows[place]["outcome"].is_placed for place in (1, 2)] == [True, False]
    assert (trial.good, trial.bad) == (2, 3)
    assert (session.sign_ups.count(), Notice.objects.count()) == (1, told)
    assert Look.objects.filter(viewer=officer, subject="signups.finding").exists()


def test_those_who_can_be_are_signed_up_in_one_act_and_told(site, client, officer, session):
    people = MemberFactory.create_batch(3)
    lines = "\n".join(member.employee_number for member in people)
    trial = client.post(address(session), {"lines": lines}).context["trial"]
    answer = client.post(address(session), {"apply": "1", "people": trial.people}, follow=True)
    assert [row.state for row in session.sign_ups.order_by("pk")] == ["confirmed", "confirmed", "waiting"]
    assert {row.signed_up_by for row in session.sign_ups.all()} == {officer}
    assert people[0].notices.count() == 1
    assert len(answer.context["messages"]) == 1
    # Sent once more it signs nobody up twice, and says so of each.
    again = client.post(address(session), {"apply": "1", "people": trial.people}, follow=True)
    assert session.sign_ups.count() == 3
    assert len(again.context["messages"]) == 4


def test_who_has_become_impossible_meanwhile_is_said_and_the_others_are_signed_up(site, client, officer, session):
    people = MemberFactory.create_batch(2)
    trial = client.post(address(session), {"lines": "\n".join(m.employee_number for m in people)}).context["trial"]
    sign_up(people[0], session)
    page = client.post(address(session), {"apply": "1", "people": trial.people}, follow=True).content.decode()
    assert people[0].name in page
    assert session.sign_ups.count() == 2


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("坏.xlsx", b"PK\x03\x04 broken"),
        SimpleUploadedFile("旧.xls", bytes.fromhex("d0cf11e0a1b11ae1") + b"0" * 600),
        SimpleUploadedFile("网页.xlsx", b"<html><table></table></html>"),
        SimpleUploadedFile("空.xlsx", b""),
        SimpleUploadedFile("图.xlsx", b"\x00\x01\x02"),
        workbook(["电话", "备注"], ["1", "x"]),
        workbook(["工号", "姓名"]),
    ],
    ids=lambda file: file.name,
)
def test_a_broken_file_is_a_sentence_and_nothing_is_half_written(site, client, officer, session, file):
    file.seek(0)
    answer = client.post(address(session), {"workbook": file})
    assert answer.status_code == 200
    assert answer.context["form"].errors["workbook"]
    assert not SignUp.objects.exists()


def test_five_hundred_rows_are_enough(site, client, officer, session):
    answer = client.post(address(session), {"lines": "\n".join(str(number) for number in range(501))})
    assert answer.context["form"].errors["lines"]


def test_nothing_chosen_is_a_sentence(site, client, officer, session):
    assert client.post(address(session), {"lines": " "}).context["form"].non_field_errors()


# Out.


def test_the_workbook_holds_the_list_as_text_and_an_import_reads_it(site, client, officer):
    session = SessionFactory(capacity=1, title="=SUM(A1)")
    people = [
        MemberFactory(employee_number="00123", name="安一", pinyin="an yi"),
        MemberFactory(employee_number="B2", name="=1+1", pinyin="x"),
    ]
    for member in people:
        sign_up(member, session, note='=HYPERLINK("http://x")')
    answer = client.get(address(session, "workbook/"))
    sheet = load_workbook(BytesIO(answer.content)).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells if str(cell.value).startswith("="))
    assert sheet["B3"].value == "00123"
    assert officer.name in sheet.oddFooter.left.text
    assert Look.objects.get(subject="signups.workbook").people == 2
    rows = rows_of_workbook(SimpleUploadedFile("回来.xlsx", answer.content))
    find_people(rows)
    # A name that no person can have is refused; the other comes back by its number.
    assert rows[0].member == people[0]


def test_the_roll_lists_everybody_with_a_place_on_as_many_pages_as_it_takes(site, client, officer):
    department = DepartmentFactory(name="心血管内科")
    session = SessionFactory(capacity=70, title="职工瑜伽", venue=VenueFactory(name="东院活动室"))
    for number in range(70):
        member = MemberFactory(name=f"张㛃{number:02}", department=department)
        SignUpFactory(session=session, member=member)
    SignUpFactory(session=session, waiting=True, member=MemberFactory(name="候补甲"))
    SignUpFactory(session=session, state="cancelled", member=MemberFactory(name="已退乙"))
    answer = client.get(address(session, "roll/"))
    assert answer["Content-Type"] == "application/pdf"
    # Letters that stand apart come out with spaces between them.
    pages = ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(answer.content)).pages]
    text = "\n".join(pages)
    assert len(pages) >= 3
    assert all(f"第{number}页，共{len(pages)}页" in page for number, page in enumerate(pages, start=1))
    assert all(words in pages[0] for words in ("职工瑜伽", "签到表", "东院活动室", "心血管内科"))
    # The headings stand on every page.
    assert all("签" in page and "科" in page for page in pages)
    assert ("张㛃69" in text, "候补甲" in text, "已退乙" in text) == (True, True, False)
    assert Look.objects.filter(subject="signups.roll").exists()


def test_a_child_stands_on_the_roll_with_whose_it_is():
    parent = MemberFactory(name="程家长")
    row = SignUpFactory(member=parent, dependant=son_of(parent, "程小宝"))
    (person,) = roll_of(row.session, [row])["people"]
    assert (person["name"], person["of"], person["number"]) == ("程小宝", "程家长", "")


def test_where_nobody_signs_up_the_roll_has_lines_to_write_on(site, client, officer):
    session = SessionFactory(mode=SignUpTerms.Mode.OPEN)
    assert roll_of(session, [])["blanks"] > 10
    assert client.get(address(session, "roll/")).content.startswith(b"%PDF")


def test_the_poster_leads_to_the_date_or_to_its_series(site, client, officer, settings):
    session = SessionFactory(link="/activities/7/", capacity=30, title="《工间操》#[引号]")
    assert poster_of(session)["address"].endswith(f"/sessions/{session.pk}/")
    series = poster_of(session, of_series=True)
    assert series["address"].endswith("/activities/7/")
    assert series["when"] == ""
    text = PdfReader(BytesIO(client.get(address(session, "poster.pdf")).content)).pages[0].extract_text()
    assert "《工间操》#[引号]" in text
    assert "扫码报名" in text
    picture = Image.open(BytesIO(client.get(address(session, "poster.png")).content))
    assert (picture.format, picture.width > 1000) == ("PNG", True)
    assert client.get(address(SessionFactory(starts_at=session.ends_at), "poster.pdf?of=series")).status_code == 404


def test_nobodys_name_stands_on_the_poster(site, client, officer):
    row = SignUpFactory(member=MemberFactory(name="不露面"))
    assert "不露面" not in str(poster_of(row.session))
