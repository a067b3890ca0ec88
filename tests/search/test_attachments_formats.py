"""What is taken out of files of each kind, and of files that are not what they should be."""

import io
import zipfile
from datetime import date, datetime

import pytest
from docx import Document
from pypdf import PageObject

from cms.search.attachments import gathering, pdf, plain
from cms.search.attachments import workbook as excel
from cms.search.attachments.errors import Broken, Encrypted, TooLarge, TooLong
from cms.search.attachments.formats import READERS, text_of
from cms.search.attachments.gathering import CHARACTERS

from .attachment_files import (
    NOTICE,
    bomb,
    pdf_file,
    pdf_of_pages,
    protected,
    word_file,
    word_package,
    workbook,
)

# More than one page of them.
PASSAGES = [name + "，健步走" * 60 for name in ("首段", "二段", "三段", "四段", "五段", "六段", "七段", "末段")]


def read(content: bytes, extension: str, **how) -> str:
    return text_of(io.BytesIO(content), extension, **how).text


def run(text: str, properties: str = "") -> str:
    return f"<w:r>{properties}<w:t>{text}</w:t></w:r>"


def paragraph(*inside: str) -> str:
    return f"<w:p>{''.join(inside)}</w:p>"


# Word


def test_a_word_document_is_read_paragraph_by_paragraph_with_its_tables():
    document = Document()
    document.add_heading("疗休养通知", 1)
    document.add_paragraph(NOTICE)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "张伟", "护理部"
    packed = io.BytesIO()
    document.save(packed)
    assert read(packed.getvalue(), "docx").split("\n") == ["疗休养通知", NOTICE, "张伟", "护理部"]


def test_a_word_that_word_has_cut_into_runs_is_whole_again():
    assert read(word_package(paragraph(run("职工"), run("代表"), run("大会"))), "docx") == "职工代表大会"


@pytest.mark.parametrize(
    "passage",
    [
        pytest.param("<w:del><w:r><w:delText>改掉了</w:delText></w:r></w:del>", id="deleted"),
        pytest.param(f"<w:moveFrom>{run('改掉了')}</w:moveFrom>", id="moved away"),
        pytest.param(run("改掉了", "<w:rPr><w:vanish/></w:rPr>"), id="hidden"),
        pytest.param("<w:r><w:instrText>改掉了</w:instrText></w:r>", id="a field's instruction"),
        pytest.param(
            f"<w:r><mc:AlternateContent><mc:Fallback>{paragraph(run('改掉了'))}</mc:Fallback>"
            "</mc:AlternateContent></w:r>",
            id="the fallback of a drawing",
        ),
    ],
)
def test_what_nobody_sees_in_a_word_document_is_not_taken_out(passage):
    assert read(word_package(paragraph(run("八段"), passage, run("锦课"))), "docx") == "八段锦课"


def test_what_is_marked_as_shown_is_taken_out():
    shown = run("段", '<w:rPr><w:vanish w:val="0"/></w:rPr>')
    assert read(word_package(paragraph(run("八"), shown, run("锦"))), "docx") == "八段锦"


def test_pinyin_above_a_character_does_not_stand_in_the_word():
    ruby = f"<w:r><w:ruby><w:rt>{run('duàn')}</w:rt><w:rubyBase>{run('段')}</w:rubyBase></w:ruby></w:r>"
    assert read(word_package(paragraph(run("八"), ruby, run("锦"))), "docx") == "八段锦"


def test_a_text_box_is_read_and_does_not_part_the_word_that_it_stands_in():
    box = f"<w:r><w:pict><w:txbxContent>{paragraph(run('框里的话'))}</w:txbxContent></w:pict></w:r>"
    package = word_package(paragraph(run("八"), box, run("段锦")))
    assert read(package, "docx").split("\n") == ["框里的话", "八段锦"]


def test_footnotes_are_read_and_tab_stops_are_no_text():
    stops = "<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>"
    package = word_package(
        paragraph(stops, run("正文"), "<w:r><w:tab/></w:r>", run("续")), footnotes=paragraph(run("脚注"))
    )
    assert read(package, "docx").split("\n") == ["正文 续", "脚注"]


# Excel


def test_a_workbook_is_read_as_somebody_would_type_it():
    rows = [["姓名", "工号", "日期", "时间"], ["单㛃𬭎", 1001.0, date(2027, 5, 8), datetime(2027, 5, 8, 14, 30)]]  # noqa: DTZ001 - Excel knows none
    rows += [["合计", 2.5, None, True]]
    assert read(workbook(rows), "xlsx").split("\n") == [
        "名单",
        "姓名 工号 日期 时间",
        "单㛃𬭎 1001 2027-05-08 2027-05-08 14:30:00",
        "合计 2.5",
    ]


def test_hidden_sheets_are_not_read():
    assert "底稿" not in read(workbook([["看得见"]], 底稿=[["底稿里的数"]]), "xlsx")


def test_of_a_formula_the_value_is_read_that_the_workbook_shows():
    content = workbook([["=1+1"]])
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<v />", b"<v>2</v>").replace(b"<v></v>", b"<v>2</v>"))
    assert read(packed.getvalue(), "xlsx") == "名单\n2"


def test_a_huge_sheet_is_read_up_to_so_many_cells(monkeypatch):
    monkeypatch.setattr(excel, "CELLS", 100)
    found = text_of(io.BytesIO(workbook([f"{row}甲", f"{row}乙"] for row in range(1000))), "xlsx")
    assert (found.text.count("甲"), found.is_whole) == (50, False)


def test_a_cell_in_the_last_corner_of_a_sheet_costs_no_more_than_a_moment():
    content = workbook([["首行"]])
    packed = io.BytesIO()
    far = b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>\xe6\x9c\xab\xe8\xa1\x8c</t></is></c></row>'
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"</sheetData>", far + b"</sheetData>"))
    assert read(packed.getvalue(), "xlsx", seconds=30).split("\n") == ["名单", "首行", "末行"]


# PDF


def test_chinese_pdf_is_read_right_with_rare_characters_and_words_that_go_over_the_end_of_a_line(tmp_path):
    text = read(pdf_file(tmp_path, "疗休养" * 60, NOTICE), "pdf")
    assert "疗休养" * 60 in text
    assert "职工代表大会" in text
    assert "AI 讲座" in text
    assert "㛃𬭎老师" in text


def test_every_page_is_read_up_to_so_many(tmp_path, monkeypatch):
    content = pdf_file(tmp_path, *PASSAGES)
    whole = text_of(io.BytesIO(content), "pdf")
    assert whole.is_whole
    assert "末段" in whole.text
    monkeypatch.setattr(pdf, "PAGES", 1)
    first = text_of(io.BytesIO(content), "pdf")
    assert not first.is_whole
    assert "首段" in first.text
    assert "末段" not in first.text


def test_a_pdf_without_text_has_none():
    assert text_of(io.BytesIO(pdf_of_pages(b"0 0 100 100 re f")), "pdf") == ("", True)


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_pdf_with_a_password_is_encrypted_and_one_that_only_forbids_changes_is_read(algorithm, tmp_path):
    content = pdf_file(tmp_path, NOTICE)
    with pytest.raises(Encrypted):
        read(protected(content, "密码", algorithm), "pdf")
    assert "八段锦" in read(protected(content, "", algorithm), "pdf")


def test_a_damaged_page_costs_no_other(tmp_path, monkeypatch):
    content = pdf_file(tmp_path, *PASSAGES)
    extract, asked = PageObject.extract_text, []

    def fails_first(page):
        asked.append(page)
        if len(asked) == 1:
            raise KeyError("/Font")
        return extract(page)

    monkeypatch.setattr(PageObject, "extract_text", fails_first)
    found = text_of(io.BytesIO(content), "pdf")
    assert "末段" in found.text
    assert "首段" not in found.text
    assert not found.is_whole


# Plain text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("extension", ["txt", "csv", "TXT"])
def test_plain_text_is_read_in_the_encodings_of_offices(encoding, extension):
    assert read("姓名,课程\r\n周敏,八段锦\r\n".encode(encoding), extension) == "姓名,课程\n周敏,八段锦"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_long_text_is_cut_at_a_character_and_said_to_be(encoding, monkeypatch):
    monkeypatch.setattr(plain, "BYTES", 1001)
    found = text_of(io.BytesIO((NOTICE * 50).encode(encoding)), "txt")
    assert (NOTICE * 50).startswith(found.text)
    assert len(found.text) > 300
    assert not found.is_whole


# All of them


def test_no_more_characters_are_kept_than_so_many():
    found = text_of(io.BytesIO(word_file("职" * (CHARACTERS + 10))), "docx")
    assert found == ("职" * CHARACTERS, False)


def test_controls_and_invisible_marks_are_dropped():
    hidden = "\x00\x01\x1f\x7f\x85\xad\u200b\u200f\u202e\u2060\ufeff"
    assert read(f"职{hidden.replace(chr(0x85), '')}代会\x0c八段锦　课\t一".encode(), "txt") == "职代会\n八段锦 课 一"


def test_halves_of_characters_are_dropped():
    lines = gathering.Gathering(seconds=60)
    lines.add("职\ud83d代会")
    assert lines.text == "职代会"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"PK\x03\x04" + bytes(100), id="cut archive"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n", id="cut PDF"),
        pytest.param(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1000), id="old Word"),
        pytest.param("职代会".encode(), id="text"),
        pytest.param(b"\xff" * 50, id="no encoding"),
    ],
)
@pytest.mark.parametrize("extension", ["docx", "xlsx", "pdf"])
def test_what_is_no_such_file_is_broken(content, extension):
    with pytest.raises(Broken):
        read(content, extension)


def test_bytes_in_no_encoding_are_broken():
    with pytest.raises(Broken):
        read(b"\xff\xff\x00\xff", "txt")


@pytest.mark.parametrize("extension", ["docx", "xlsx", "pdf"])
def test_a_file_that_is_cut_off_anywhere_is_broken_or_gives_what_it_has(extension, tmp_path):
    whole = {"docx": word_file(NOTICE), "xlsx": workbook([[NOTICE]]), "pdf": pdf_file(tmp_path, NOTICE)}[extension]
    for end in range(1, len(whole), len(whole) // 40):
        try:
            read(whole[:end], extension)
        except Broken:
            continue


@pytest.mark.parametrize("extension", ["docx", "xlsx"])
def test_an_office_file_with_a_password_is_encrypted(extension):
    around = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(500)
    with pytest.raises(Encrypted):
        read(around, extension)


@pytest.mark.parametrize(("extension", "name"), [("docx", "word/document.xml"), ("xlsx", "xl/sharedStrings.xml")])
def test_a_small_archive_that_unpacks_to_gigabytes_is_refused_before_it_is(extension, name):
    content = bomb(name, megabytes=257)
    assert len(content) < 1024 * 1024
    with pytest.raises(TooLarge):
        read(content, extension)


@pytest.mark.parametrize(
    "doctype",
    [
        pytest.param('<!DOCTYPE w [<!ENTITY a "职"><!ENTITY b "&a;&a;&a;">]>', id="entities that grow"),
        pytest.param('<!DOCTYPE w SYSTEM "file:///etc/passwd">', id="other files"),
    ],
)
def test_entities_are_not_unfolded(doctype):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", f"{doctype}<w><p><r><t>职</t></r></p></w>")
    with pytest.raises(Broken):
        read(packed.getvalue(), "docx")


@pytest.mark.parametrize("extension", sorted(READERS))
def test_once_the_time_is_over_there_is_what_there_is(extension, tmp_path):
    lines = [f"第{number}行八段锦" for number in range(300)]
    content = {
        "docx": word_file(*lines),
        "xlsx": workbook([line] for line in lines),
        "pdf": pdf_file(tmp_path, *lines),
        "csv": "\n".join(lines).encode(),
        "txt": "\n".join(lines).encode(),
    }[extension]
    found = text_of(io.BytesIO(content), extension, seconds=0)
    assert found.text
    assert not found.is_whole


def test_where_the_time_is_over_before_there_is_any_text_it_takes_too_long():
    with pytest.raises(TooLong):
        read(pdf_of_pages(b"q Q", b"q Q"), "pdf", seconds=0)
