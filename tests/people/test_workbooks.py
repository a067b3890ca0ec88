"""Workbooks that may be anything: read within limits, and refused with one error whatever is wrong with them."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from people.workbooks import MEGABYTE, Limits, NoWorkbook, UnreadableFile, open_workbook

LIMITS = Limits(file=MEGABYTE, unpacked=2 * MEGABYTE, columns=5)
SHEET = "xl/worksheets/sheet1.xml"
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
# Ten times ten times ten …: what a parser that expands it never comes to the end of.
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
LAUGHS = f'<!DOCTYPE sheet [<!ENTITY e0 "ha">{ENTITIES}]>'


def workbook(*rows) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def rewritten(old: str, new: str, *rows, part: str = SHEET, of: io.BytesIO | None = None) -> io.BytesIO:
    """A workbook, of these rows or `of` another, in one part of which `old` has become `new`."""
    content = io.BytesIO()
    with zipfile.ZipFile(of or io.BytesIO(workbook(*rows))) as whole:
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as changed:
            for name in whole.namelist():
                text = whole.read(name).decode()
                assert name != part or old in text
                changed.writestr(name, text.replace(old, new, 1) if name == part else text)
    return content


def values(content: io.BytesIO) -> list[tuple]:
    """Number and values of every row of the first sheet."""
    rows = open_workbook(content, "book.xlsx", LIMITS).rows_of_first_sheet()
    return [(number, *(cell.value for cell in line)) for number, line in rows]


@pytest.mark.parametrize(
    ("content", "name", "hint"),
    [
        (b"", "book.xlsx", "空"),
        (b"PK" + bytes(MEGABYTE), "book.xlsx", "1 MB"),
        (OLE, "book.xls", "另存为"),
        (OLE, "book.xlsx", "密码"),
        (b"<html></html>", "book.xls", "另存为"),
        (b"PK\x03\x04" + bytes(100), "book.xlsx", "损坏"),
    ],
    ids=["empty", "too large", "old Excel format", "password", "web page", "another archive"],
)
def test_what_is_no_workbook_is_refused_with_what_to_do(content, name, hint):
    with pytest.raises(UnreadableFile, match=hint):
        open_workbook(io.BytesIO(content), name, LIMITS)


def test_what_may_be_something_else_is_left_at_its_start():
    file = io.BytesIO("工号,姓名".encode())
    with pytest.raises(NoWorkbook):
        open_workbook(file, "book.csv", LIMITS)
    assert file.tell() == 0


def test_a_small_file_that_unpacks_to_much_is_refused_before_it_is_unpacked():
    content = io.BytesIO(workbook(["张三"]))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/0.bin", bytes(3 * MEGABYTE))
    assert len(content.getvalue()) < LIMITS.file
    with pytest.raises(UnreadableFile, match="解压"):
        values(content)


@pytest.mark.parametrize(("part", "root"), [(SHEET, "worksheet"), ("xl/workbook.xml", "workbook")])
def test_entities_within_entities_are_never_expanded(part, root):
    content = rewritten(f"<{root}", f"{LAUGHS}<{root}", ["张三"], part=part)
    content = rewritten(f"</{root}>", f"&e11;</{root}>", of=content, part=part)
    with pytest.raises(UnreadableFile, match="损坏"):
        values(content)


def test_a_sheet_that_states_a_wrong_size_is_read_to_its_end():
    content = rewritten('<dimension ref="A1:B2"', '<dimension ref="A1:A1"', ["甲", "乙"], ["丙", "丁"])
    assert values(content) == [(1, "甲", "乙", None, None, None), (2, "丙", "丁", None, None, None)]


def test_nothing_is_counted_up_to_a_row_that_no_sheet_has():
    content = rewritten('<row r="2"', '<row r="999999999999"', ["甲"], ["乙"])
    assert [row[0] for row in values(content)] == [1]


def test_columns_beyond_the_last_that_is_read_make_no_row_wider():
    content = rewritten('<c r="B1"', '<c r="ZZZ1"', ["甲", "乙"])
    assert values(content) == [(1, "甲", None, None, None, None)]


def test_rows_of_nothing_are_passed_over_unless_they_are_asked_for():
    content = io.BytesIO(workbook(["甲"], [None], [None], ["乙"]))
    (sheet,) = open_workbook(content, "book.xlsx", LIMITS).sheets
    assert [number for number, _line in sheet.rows()] == [1, 4]
    assert [number for number, _line in sheet.rows(and_empty={3})] == [1, 3, 4]


def test_merged_cells_are_told_though_the_sheet_is_read_row_by_row():
    book = Workbook()
    book.active.append(["甲"])
    book.active.merge_cells("A1:B3")
    content = io.BytesIO()
    book.save(content)
    (sheet,) = open_workbook(content, "book.xlsx", LIMITS).sheets
    assert list(sheet.merged()) == [(1, 1, 2, 3)]


def test_damage_that_only_shows_further_down_is_the_same_error():
    content = rewritten("</sheetData>", "</sheetDat", ["甲"], ["乙"])
    (sheet,) = open_workbook(content, "book.xlsx", LIMITS).sheets
    with pytest.raises(UnreadableFile, match="损坏"):
        list(sheet.rows())
