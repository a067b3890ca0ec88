"""The pages of a file: for whom they are, what they take, what they say."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfWriter

from activities.file.documents import attach
from activities.file.handouts import enter
from activities.file.photos import add_photo
from activities.file.registry import part_of
from activities.models import ActivityFile, Handout, SessionDocument
from people.models import Look
from signups.models import Session, SignUp
from tests.approval.conftest import decide, submit
from tests.factories import (
    ClubPageFactory,
    MemberFactory,
    NewsPageFactory,
    RecurringActivityFactory,
    SessionFactory,
    SignUpFactory,
)
from tests.list_costs import queries_for

from .evening import address, date_of, evening, made, photo, stored
from .test_file_contents import archive_of, text_of, word

pytestmark = pytest.mark.django_db


# For whom.


def test_leaders_and_the_office_have_it_and_nobody_else_finds_it(site, client):
    leader, stranger = MemberFactory(), MemberFactory()
    session = evening(club=ClubPageFactory(led_by=[leader]))
    pages = ["", "progress/", "photos/", "handouts/", "parts/plan/attach/", "parts/news/choose/", "handouts/blank.pdf"]
    for member, status in ((leader, 200), (MemberFactory(chair=True), 200), (stranger, 404)):
        client.force_login(member)
        assert {client.get(address(session, page)).status_code for page in pages} == {status}
    assert Client().get(address(session)).status_code == 302


def test_a_file_is_downloaded_by_whoever_had_it_made_and_nobody_else(officer, client):
    session = evening()
    file = made(session, officer)
    answer = client.post(address(session, f"made/{file.pk}/zip/"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    assert b"PK\x03\x04" in b"".join(answer.streaming_content)
    assert "filename*=utf-8''" in answer["Content-Disposition"]
    assert Look.objects.filter(viewer=officer, subject="activities.file_taken", people=3).exists()
    file.refresh_from_db()
    assert file.downloaded_at
    client.force_login(MemberFactory(officer=True))
    assert client.post(address(session, f"made/{file.pk}/zip/")).status_code == 404
    assert client.post(address(session, f"made/{file.pk}/discard/")).status_code == 404
    # That it was made, by whom and when, everybody reads who may make one.
    assert officer.name in client.get(address(session)).content.decode()


def test_a_get_takes_nothing_away(officer, client):
    session = evening()
    file = made(session, officer)
    for act in (f"made/{file.pk}/pdf/", f"made/{file.pk}/discard/", "make/"):
        assert client.get(address(session, act)).url == address(session)
    assert list(ActivityFile.objects.all()) == [file]
    file.refresh_from_db()
    assert not file.downloaded_at


def test_what_is_gone_says_so(officer, client):
    session = evening()
    file = made(session, officer)
    file.archive.storage.delete(file.archive.name)
    answer = client.post(address(session, f"made/{file.pk}/zip/"), follow=True)
    assert len(answer.context["messages"]) == 1


def test_what_belongs_to_another_date_is_not_found_here(officer, client):
    session, other = evening(), evening()
    kept = add_photo(other, photo(), officer)
    handout = enter(Handout(session=other, item="毛巾", unit="条", made_by=officer))
    document = attach(other, part_of("plan"), word(), officer)
    for page in (f"photos/{kept.pk}/", f"handouts/{handout.pk}/", f"documents/{document.pk}/"):
        assert client.get(address(session, page)).status_code == 404
        assert client.get(address(other, page)).status_code == 200


def test_of_what_is_confidential_no_photographs_nor_lists_are_taken(site, client):
    contact = MemberFactory()
    session = evening(is_confidential=True, contact=contact)
    client.force_login(contact)
    assert client.get(address(session)).status_code == 200
    for page in ("photos/", "handouts/", "parts/attendance/attach/"):
        assert client.get(address(session, page)).status_code == 404
        assert client.post(address(session, page)).status_code == 404


def test_a_membership_and_a_booked_hour_have_no_file(officer, client):
    for session in (
        SessionFactory(**dict.fromkeys(["starts_at", "ends_at", "key", "closes_at", "cancel_until"])),
        SessionFactory(is_slot=True),
    ):
        assert client.get(address(session)).status_code == 404


# The checklist.


def test_the_page_of_the_date_says_what_is_there_once_it_has_begun(officer, client):
    session = evening()
    panels = client.get(f"/sessions/{session.pk}/list/").context["panels"]
    panel = next(each["panel"] for each in panels if "lines" in each["panel"])
    there = {line.part.key for line in panel["lines"] if line.is_there}
    assert there == {"plan", "sign_ups", "attendance"}
    coming = SessionFactory(offering=session.offering)
    panels = client.get(f"/sessions/{coming.pk}/list/").context["panels"]
    assert not [each for each in panels if "lines" in each["panel"]]


def test_each_part_that_is_missing_has_the_way_to_add_it(officer, client):
    session = evening(people=0)
    page = client.get(address(session)).content.decode()
    for way in ("photos/", "handouts/", "parts/budget/attach/", "parts/news/choose/"):
        assert f'href="{address(session, way)}"' in page


def test_the_page_costs_the_same_for_one_and_twenty_of_everything(officer, client):
    session = evening(people=1)
    _fill(session, officer, 1)
    pages = ["", "progress/", "photos/", "handouts/"]
    few = [len(queries_for(client, address(session, page))) for page in pages]
    few.append(len(queries_for(client, f"/sessions/{session.pk}/list/")))
    _fill(session, officer, 20)
    for _each in range(20):
        row = SignUpFactory(session=Session.objects.get(pk=session.pk), attendance=SignUp.Attendance.PRESENT)
        assert row.was_there
    many = [len(queries_for(client, address(session, page))) for page in pages]
    many.append(len(queries_for(client, f"/sessions/{session.pk}/list/")))
    assert many == few


def _fill(session, by, count):
    Session.objects.filter(pk=session.pk).update(capacity=100)
    for number in range(count):
        number += count * 100
        add_photo(session, photo(number, size=(64 + number % 50, 48)), by)
        enter(Handout(session=session, item=f"毛巾{number}", unit="条", made_by=by))
        attach(session, part_of("plan"), word(f"方案{number}.docx"), by)
        ActivityFile.objects.create(offering=session.offering, session=session, asked_by=by, state="ready")
        other = MemberFactory()
        ActivityFile.objects.create(
            offering=session.offering, session=session, asked_by=other, state="expired", made_at=session.starts_at
        )


# Documents.


def locked_pdf() -> SimpleUploadedFile:
    writer, content = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.encrypt("geheim")
    writer.write(content)
    return SimpleUploadedFile("上锁.pdf", content.getvalue())


@pytest.mark.parametrize(
    "upload",
    [
        SimpleUploadedFile("方案.docx", b"MZ a program"),
        SimpleUploadedFile("方案.exe", b"MZ"),
        SimpleUploadedFile("坏.pdf", b"%PDF-1.7 nothing"),
        SimpleUploadedFile("图.jpg", b"no picture"),
        locked_pdf(),
    ],
    ids=lambda upload: upload.name,
)
def test_a_document_that_is_not_what_it_says_is_a_sentence(officer, client, upload):
    session = evening()
    upload.seek(0)
    answer = client.post(address(session, "parts/plan/attach/"), {"document": upload})
    assert answer.status_code == 422
    assert answer.context["form"].errors["document"]
    assert not SessionDocument.objects.exists()
    assert stored("documents") == 0


def test_a_plan_that_is_attached_beforehand_keeps_its_date_in_the_calendar(officer, client):
    coming = SessionFactory()
    client.post(address(coming, "parts/plan/attach/"), {"document": word()})
    assert coming.documents.get().name == "方案.docx"
    coming.refresh_from_db()
    assert coming.changed_by_hand


# What was approved, and the news.


def test_the_text_that_was_approved_and_its_sheet_stand_in_the_file(officer, client):
    chair = MemberFactory(chair=True, name="周主席")
    activity = RecurringActivityFactory(title="重阳登高", draft=True, by=officer, description="<p>七点集合。</p>")
    decide(submit(activity, officer), chair)
    activity.refresh_from_db()
    assert activity.live
    file = made(date_of(activity), officer)
    names = archive_of(file).namelist()
    assert "02 活动通知/活动通知（审定稿）.pdf" in names
    assert any(name.startswith("04 审批单/信息发布审批单 ") for name in names)
    text = text_of(file)
    assert "七点集合" in text
    assert chair.name in text


def test_the_articles_that_were_chosen_stand_in_it_with_their_text(officer, client):
    session = evening(club=ClubPageFactory(title="八段锦俱乐部"))
    day = session.starts_at.date()
    about = NewsPageFactory(title="八段锦进病区", date=day, club=session.offering.thing.club)
    other = NewsPageFactory(title="食堂换了菜单", date=day)
    draft = NewsPageFactory(title="没有审过的", date=day, draft=True)
    page = client.get(address(session, "parts/news/choose/"))
    offered = [each["choice"].label for each in page.context["choices"]]
    assert offered == [about.title, other.title]
    client.post(address(session, "parts/news/choose/"), {"chosen": [str(about.pk), str(draft.pk), "x"]})
    file = made(session, officer)
    names = archive_of(file).namelist()
    assert [name for name in names if name.startswith("09 新闻报道")] == [f"09 新闻报道/{day} 八段锦进病区.pdf"]
    client.post(address(session, "parts/news/choose/"), {})
    assert not session.choices.exists()


# Pressing the button.


def test_the_button_makes_one_and_the_page_shows_how_far_it_is(officer, client):
    session = evening()
    for _time in range(2):
        client.post(address(session, "make/"))
    file = ActivityFile.objects.get()
    assert 'hx-trigger="every 1s"' in client.get(address(session, "progress/")).content.decode()
    ActivityFile.objects.update(state="ready", pages=3)
    assert 'hx-trigger="every 1s"' not in client.get(address(session, "progress/")).content.decode()
    assert file.asked_by == officer


def test_a_year_that_is_not_offered_is_not_found(officer, client):
    session = evening()
    assert client.post(address(session, "make/"), {"year": "1999"}).status_code == 404
    client.post(address(session, "make/"), {"year": str(session.starts_at.year)})
    assert ActivityFile.objects.get().begins_on.year == session.starts_at.year
