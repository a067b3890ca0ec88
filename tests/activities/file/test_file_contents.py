"""What stands in the archive and in the PDF of a date."""

import io
import zipfile

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from activities.file.archive import file_name
from activities.file.documents import attach
from activities.file.handouts import change, enter
from activities.file.photos import add_photo
from activities.file.registry import part_of
from activities.file.subject import Subject
from activities.models import Handout, SessionPhoto
from people.models import Look
from tests.factories import MemberFactory, SignUpFactory

from .evening import RARE, date_of, evening, made, made_of, photo

pytestmark = pytest.mark.django_db


def archive_of(file) -> zipfile.ZipFile:
    return zipfile.ZipFile(file.archive.open())


def text_of(file) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(file.pdf.open()).pages)


def word(name="方案.docx"):
    content = io.BytesIO()
    document = Document()
    document.add_paragraph("重阳登高方案")
    document.save(content)
    content.seek(0)
    content.name, content.size = name, len(content.getvalue())
    return content


def test_the_archive_has_a_folder_for_each_part_that_is_there_and_an_index_that_leads_to_all(officer):
    session = evening(people=4, came=3)
    for number in range(2):
        add_photo(session, photo(number), officer)
    enter(Handout(session=session, item="运动毛巾", unit="条", made_by=officer))
    attach(session, part_of("plan"), word(), officer)
    file = made(session, officer)
    assert file.is_ready
    archive = archive_of(file)
    assert archive.testzip() is None
    names = archive.namelist()
    assert {name.split("/")[0] for name in names} == {
        "01 活动方案",
        "05 报名名单",
        "06 签到表",
        "07 物品领用签收单",
        "08 照片",
        "00 活动档案.pdf",
        "目录.html",
    }
    assert {name for name in names if name.startswith("08")} == {"08 照片/照片001.jpg", "08 照片/照片002.jpg"}
    assert "01 活动方案/方案.docx" in names
    # Explorer reads names as the old code page unless this is set.
    assert all(info.flag_bits & 0x800 for info in archive.infolist())
    index = archive.read("目录.html").decode()
    assert all(name.split("/")[1] in index for name in names if "/" in name)
    assert "新闻报道" in index.partition("未收入")[2]


def test_the_pdf_holds_every_sheet_with_one_count_of_pages(officer):
    session = evening(people=60, came=50)
    for number in range(7):
        add_photo(session, photo(number), officer)
    enter(Handout(session=session, item="运动毛巾", unit="条", made_by=officer))
    file = made(session, officer)
    pages = [page.extract_text() for page in PdfReader(file.pdf.open()).pages]
    assert len(pages) == file.pages > 10
    assert all(f"档案第 {number} 页，共 {file.pages} 页" in text for number, text in enumerate(pages, start=1))
    text = "\n".join(pages)
    for name in RARE:
        # Sign-up list, roll and receipt list.
        assert text.count(name) == 3
    assert "应到 60 人，实到 50 人" in text
    assert "合计：" in text
    assert "50 条，50 人领取" in text
    contents = pages[1]
    for part in ("01 活动方案", "05 报名名单", "06 签到表", "07 物品领用签收单", "08 照片"):
        assert part in contents
    assert [each.title for each in PdfReader(file.pdf.open()).outline if not isinstance(each, list)]


def test_the_workbook_and_the_rolls_say_who_came_and_the_list_who_got_what(officer):
    session = evening(people=3, came=2)
    first, second, _absent = session.sign_ups.order_by("member__pinyin")
    handout = enter(Handout(session=session, item="体检/套餐: A", unit="份", each=2, made_by=officer))
    change(handout, {second.pk: 0})
    archive = archive_of(made(session, officer))
    sheet = load_workbook(io.BytesIO(archive.read("05 报名名单/报名名单.xlsx"))).active
    assert [row[2].value for row in sheet.iter_rows(min_row=3)] == [
        row.member.name for row in session.sign_ups.order_by("member__pinyin")
    ]
    list_name = next(name for name in archive.namelist() if name.startswith("07"))
    assert list_name == "07 物品领用签收单/签收单 体检_套餐_ A.pdf"
    said = PdfReader(io.BytesIO(archive.read(list_name))).pages[0].extract_text()
    assert first.member.name in said
    assert second.member.name not in said
    assert "2 份，1 人领取" in said
    roll = PdfReader(io.BytesIO(archive.read("06 签到表/签到表.pdf"))).pages[0].extract_text()
    assert (roll.count("√"), roll.count("×")) == (3, 2)  # Once more each where the signs are explained.


def test_where_nobody_came_and_nothing_was_collected_there_is_a_file_all_the_same(officer):
    file = made(evening(people=0), officer)
    names = archive_of(file).namelist()
    assert "06 签到表/签到表.pdf" in names
    assert not any(name.startswith(("05", "08")) for name in names)
    assert "应到 0 人" in text_of(file)
    assert "未收入本档案的部分" in text_of(file)


def test_the_file_of_a_year_holds_every_date_of_it_with_its_own_sheets(officer):
    session = evening(people=2, days_ago=5)
    later = date_of(session.offering.thing, people=3, came=1, days_ago=3)
    add_photo(later, photo(), officer)
    file = made_of(Subject.of_year(session.offering, session.starts_at.year), officer)
    names = archive_of(file).namelist()
    assert sum(name.startswith("06") and name.endswith(".pdf") for name in names) == 2
    day = f"{later.starts_at:%Y-%m-%d}"
    assert any(name.startswith(f"08 照片/{day}") for name in names)
    assert "06 签到表/出勤汇总.xlsx" in names
    assert "共 2 场" in text_of(file)
    assert file.people == 5


def test_two_names_that_windows_takes_for_one_stand_beside_each_other(officer):
    session = evening()
    for name in ("Plan.docx", "plan.docx"):
        attach(session, part_of("plan"), word(name), officer)
    names = archive_of(made(session, officer)).namelist()
    assert {"01 活动方案/Plan.docx", "01 活动方案/plan (2).docx"} <= set(names)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("报名/审批: 名单?.pdf", "报名_审批_ 名单_.pdf"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("CON.pdf", "_CON.pdf"),
        (" 尾点. ", "尾点"),
        ("㛃𬭎.docx", "㛃𬭎.docx"),
        ("长" * 200 + ".pdf", "长" * 76 + ".pdf"),
        ("", "_"),
    ],
)
def test_every_system_takes_the_names_of_files(name, safe):
    assert file_name(name) == safe


def test_a_pdf_that_was_attached_stands_in_the_whole_with_its_pages(officer):
    session = evening()
    signed = io.BytesIO(made(session, officer).pdf.open().read())
    signed.name, signed.size = "签过名的签到表.pdf", len(signed.getvalue())
    pages = len(PdfReader(signed).pages)
    signed.seek(0)
    attach(session, part_of("attendance"), signed, officer)
    again = made(session, officer)
    assert again.pages == len(PdfReader(again.pdf.open()).pages)
    assert again.pages >= 2 * pages
    assert "签过名的签到表" in text_of(again)


def test_a_document_without_pages_is_named_in_the_pdf(officer):
    session = evening()
    attach(session, part_of("plan"), word("登高方案.docx"), officer)
    assert "登高方案.docx" in text_of(made(session, officer))


def test_a_photograph_whose_file_is_gone_leaves_the_others(officer):
    session = evening()
    lost, _kept = [add_photo(session, photo(number), officer) for number in range(2)]
    lost.file.storage.delete(lost.file.name)
    file = made(session, officer)
    assert file.is_ready
    assert [name for name in archive_of(file).namelist() if name.startswith("08")] == ["08 照片/照片002.jpg"]


def test_of_what_is_confidential_nobody_is_named_and_nothing_shows_who_was_there(site, client):
    contact = MemberFactory(name="联系人甲")
    session = evening(people=3, is_confidential=True, contact=contact)
    SessionPhoto.objects.all().delete()
    file = made(session, contact)
    names = archive_of(file).namelist()
    assert not any(name.startswith(("05", "06", "07", "08")) for name in names)
    text = text_of(file)
    assert not any(row.member.name in text for row in session.sign_ups.all())
    assert file.people == 0


def test_who_made_what_is_noted_with_how_many_people_stand_in_it(officer):
    session = evening(people=5)
    made(session, officer)
    assert Look.objects.get(viewer=officer, subject="activities.file").people == 5


def test_somebody_of_the_waiting_list_stands_on_the_list_and_not_on_the_roll(officer):
    session = evening(people=2)
    waiting = SignUpFactory(session=session, waiting=True, member__name="安宁")
    archive = archive_of(made(session, officer))
    listed, roll = (
        PdfReader(io.BytesIO(archive.read(name))).pages[0].extract_text()
        for name in ("05 报名名单/报名名单.pdf", "06 签到表/签到表.pdf")
    )
    assert waiting.member.name in listed
    assert waiting.member.name not in roll
