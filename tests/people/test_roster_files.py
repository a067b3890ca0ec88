"""Files that offices really send: what can be read is read, what cannot is named with its cell, or with what to do."""

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from people.models import Member, RosterImport
from people.roster import spreadsheet
from people.roster.steps import receive_roster
from people.workbooks import UnreadableFile

from .rosters import HEADINGS, LI, ZHANG, applied, compared, csv_file, outcomes, reasons, upload, workbook

# As openpyxl writes and reads a day: Excel knows no time zones.
A_DAY = datetime(1980, 5, 6)  # noqa: DTZ001
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


def damaged() -> bytes:
    """A workbook whose sheet ends in the middle."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook([ZHANG]))) as whole, zipfile.ZipFile(content, "w") as broken:
        for part in whole.namelist():
            data = whole.read(part)
            broken.writestr(part, data[: len(data) // 2] if "sheet1" in part else data)
    return content.getvalue()


def flipped(part: str, place: float) -> bytes:
    """A workbook with a few bytes of a deflated part turned over, `place` of the way into it."""
    rows = [[str(3000 + number), "张三", *ZHANG[2:]] for number in range(300)]
    content = bytearray(workbook(rows))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        info = next(info for info in archive.infolist() if part in info.filename)
    start = info.header_offset + 30 + len(info.filename) + int(info.compress_size * place)
    for offset in range(start, start + 8):
        content[offset] ^= 0xFF
    return bytes(content)


def bomb() -> bytes:
    """A workbook of a few hundred kilobytes that unpacks to more than any roster."""
    content = io.BytesIO(workbook([ZHANG]))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(2):
            archive.writestr(f"xl/media/{number}.bin", bytes(50 * 1024 * 1024))
    return content.getvalue()


UNREADABLE = [
    ("old Excel format", OLE, "花名册.xls", "另存为"),
    ("password", OLE, "花名册.xlsx", "密码"),
    ("web page called Excel", b"<html><table><tr><td>x</td></tr></table>", "花名册.xls", "另存为"),
    ("picture", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(50), "花名册.xlsx", "GB18030"),
    ("another archive", b"PK\x03\x04" + bytes(100), "花名册.xlsx", "损坏"),
    ("nothing in it", b"", "花名册.xlsx", "空"),
    ("spaces alone", b"  \r\n ", "花名册.csv", "空"),
    ("nothing but a title", "职工花名册\r\n".encode(), "花名册.csv", "表头"),
    ("an empty sheet", workbook([], []), "花名册.xlsx", "表头"),
    ("an open quotation mark", '工号,姓名\r\n3001,"张三\r\n'.encode(), "花名册.csv", "引号"),
    ("a sheet cut in half", damaged(), "花名册.xlsx", "损坏"),
    *(
        (f"bytes turned over in {part}", flipped(part, 0.1), "花名册.xlsx", "损坏")
        for part in ("sheet1", "styles", "[C")
    ),
    ("bytes turned over far into the sheet", flipped("sheet1", 0.6), "花名册.xlsx", "损坏"),
    ("a zip bomb", bomb(), "花名册.xlsx", "解压"),
]


@pytest.mark.parametrize(("content", "name", "hint"), [case[1:] for case in UNREADABLE], ids=[c[0] for c in UNREADABLE])
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(administrator, content, name, hint):
    try:
        roster = compared(content, administrator, name=name)
    except UnreadableFile as error:
        said = str(error)
    else:
        assert roster.state == RosterImport.State.UNREADABLE
        said = roster.trouble
    assert hint in said
    assert Member.objects.count() == 1


def test_a_file_without_anybody_is_refused(administrator):
    roster = compared(workbook([]), administrator)
    assert (roster.state, roster.trouble) == ("unreadable", "表头下面没有人员。")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030", "utf-16"])
def test_csv_is_read_in_the_encodings_of_offices(administrator, encoding):
    applied(csv_file([[*ZHANG[:1], "张㛃", *ZHANG[2:]]], encoding=encoding), administrator)
    assert Member.objects.get(employee_number="3001").name == "张㛃"


@pytest.mark.parametrize("delimiter", ["\t", ";"])
def test_csv_with_another_separator_is_read(administrator, delimiter):
    content = csv_file([ZHANG]).replace(b",", delimiter.encode())
    assert outcomes(compared(content, administrator)) == [(2, "new")]


def test_numbers_that_csv_protects_as_formulas_are_numbers(administrator):
    content = csv_file([['="0012"', *ZHANG[1:]], ["'0013", *LI[1:]]])
    applied(content, administrator)
    assert set(Member.objects.exclude(pk=administrator.pk).values_list("employee_number", flat=True)) == {
        "0012",
        "0013",
    }


def test_headings_may_stand_in_any_order_below_a_title(administrator):
    def title(book):
        book.active.insert_rows(1, 2)
        book.active["A1"] = "某某医院职工花名册"
        book.active.merge_cells("A1:G1")

    roster = applied(workbook([ZHANG[::-1]], HEADINGS[::-1], change=title), administrator)
    zhang = Member.objects.get(employee_number="3001")
    assert (zhang.name, zhang.department.name, zhang.birthday) == ("张三", "内科", date(1980, 5, 6))
    assert outcomes(roster) == [(4, "new")]


def test_the_sheet_with_the_headings_is_read_and_the_others_are_named(administrator):
    def more(book):
        book.create_sheet("封面", 0).append(["关于花名册的", "说明"])

    roster = receive_roster(upload(workbook([ZHANG], change=more)), by=administrator)
    assert (roster.sheet, roster.other_sheets) == ("Sheet", ["封面"])


def test_a_sheet_that_states_a_wrong_size_is_read_to_its_end(administrator):
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook([ZHANG, LI]))) as whole, zipfile.ZipFile(content, "w") as lying:
        for part in whole.namelist():
            lying.writestr(part, whole.read(part).replace(b'<dimension ref="A1:G3"', b'<dimension ref="A1:A1"'))
    assert outcomes(compared(content.getvalue(), administrator)) == [(2, "new"), (3, "new")]


def test_numbers_dates_and_telephones_stored_as_numbers_are_read(administrator):
    row = [3001.0, "张三", "男", "内科", "在职", A_DAY, 13800138000.0]
    applied(workbook([row, [3002, "李四", "女", "外科", "在职", 33062, 13900139000]]), administrator)
    zhang, li = Member.objects.filter(employee_number__in=["3001", "3002"]).order_by("employee_number")
    assert (zhang.birthday, zhang.mobile) == (date(1980, 5, 6), "13800138000")
    assert (li.birthday, li.mobile) == (date(1990, 7, 8), "13900139000")


def test_days_of_a_workbook_that_counts_from_1904_are_the_same_days(administrator):
    def from_1904(book):
        book.epoch = CALENDAR_MAC_1904

    applied(workbook([[*ZHANG[:5], 33062 - 1462, ""]], change=from_1904), administrator)
    assert Member.objects.get(employee_number="3001").birthday == date(1990, 7, 8)


def test_full_width_characters_and_spaces_are_understood(administrator):
    row = ["３００１", " 张　三\u200b", "男 ", "内科\xa0", "在职", "１９８０／５／６", "＋86 138-0013-8000"]
    applied(workbook([row]), administrator)
    zhang = Member.objects.get(employee_number="3001")
    assert (zhang.name, zhang.birthday, zhang.mobile) == ("张三", date(1980, 5, 6), "13800138000")


def test_cells_merged_over_a_department_hold_for_everybody_in_it(administrator):
    def merge(book):
        book.active["D3"] = None
        book.active.merge_cells("D2:D3")

    applied(workbook([ZHANG, LI], change=merge), administrator)
    assert Member.objects.get(employee_number="3002").department.name == "内科"


SPOILT = {
    "a formula": (lambda sheet: sheet.__setitem__("B2", "=A1"), "B2", "公式"),
    "an error": (lambda sheet: setattr(sheet["B2"], "value", "#REF!"), "B2", "错误"),
    "a name merged with another": (lambda sheet: sheet.merge_cells("B2:B3"), "B3", "合并"),
    "no name": (lambda sheet: sheet.__setitem__("B2", None), "B2", "缺少"),
    "no number": (lambda sheet: sheet.__setitem__("A2", "　"), "A2", "缺少"),
    "a number of other signs": (lambda sheet: sheet.__setitem__("A2", "30-01"), "A2", "字母和数字"),
    "a number that Excel has cut": (lambda sheet: sheet.__setitem__("A2", 1234567890123456789), "A2", "文本"),
    "a telephone that lost digits": (lambda sheet: sheet.__setitem__("G2", "1.38E+10"), "G2", "丢失"),
    "a short telephone": (lambda sheet: sheet.__setitem__("G2", "1380013"), "G2", "11"),
    "an impossible day": (lambda sheet: sheet.__setitem__("F2", "1980-02-30"), "F2", "198****30"),
    "a birthday without a day": (lambda sheet: sheet.__setitem__("F2", "1980年5月"), "F2", "缺少日"),
    "a birthday of today": (lambda sheet: sheet.__setitem__("F2", "2024-01-01"), "F2", "202****01"),
    "words for a date": (lambda sheet: sheet.__setitem__("F2", "不详"), "F2", "不****"),
    "an ambiguous month": (lambda sheet: sheet.__setitem__("F2", 1980.1), "F2", "198****.1"),
    "an unknown status": (lambda sheet: sheet.__setitem__("E2", "借调中"), "E2", "借调中"),
    "an unknown gender": (lambda sheet: sheet.__setitem__("C2", "不明"), "C2", "不明"),
    "a department that became a date": (lambda sheet: sheet.__setitem__("D2", A_DAY), "D2", "文本"),
    "an endless name": (lambda sheet: sheet.__setitem__("B2", "张" * 41), "B2", "40"),
    "a name of digits": (lambda sheet: sheet.__setitem__("B2", "12345"), "B2", "12345"),
}


@pytest.mark.parametrize("case", SPOILT)
def test_a_cell_that_cannot_be_taken_is_named_and_nothing_is_applied(administrator, case):
    spoil, cell, hint = SPOILT[case]
    roster = compared(workbook([ZHANG, LI], change=lambda book: spoil(book.active)), administrator)
    assert roster.faulty == 1
    found = reasons(roster)
    assert [place for place, _sentence in found] == [cell]
    assert hint in found[0][1]


@pytest.mark.parametrize(
    ("column", "text"), [("A", "3001-778"), ("F", "1980-02-30"), ("F", "2023-01-01"), ("G", "138001380")]
)
def test_faulty_personal_data_is_shown_in_part(administrator, column, text):
    def spoil(book):
        book.active[f"{column}2"] = text

    found = reasons(compared(workbook([ZHANG], change=spoil), administrator))
    assert [place for place, _sentence in found] == [f"{column}2"]
    assert f"{text[:3]}****{text[-2:]}" in found[0][1]
    assert text not in found[0][1]


def test_somebody_who_stands_twice_is_faulty_in_both_rows(administrator):
    roster = compared(workbook([ZHANG, LI, ["3001", *LI[1:]]]), administrator)
    assert outcomes(roster) == [(2, "faulty"), (3, "new"), (4, "faulty")]
    assert [cell for cell, _sentence in reasons(roster)] == ["A2", "A4"]
    assert "4" in reasons(roster)[0][1]


def test_a_line_below_the_table_is_faulty_instead_of_a_person(administrator):
    roster = compared(workbook([ZHANG, ["合计", "2 人"]]), administrator)
    assert outcomes(roster) == [(2, "new"), (3, "faulty")]


@pytest.mark.parametrize("word", ["人事代理", "聘用", "聘用制"])
def test_a_kind_of_employment_that_hospitals_understand_differently_is_asked_about(administrator, word):
    roster = compared(workbook([["3001", "张三", word]], ["工号", "姓名", "用工性质"]), administrator)
    assert [cell for cell, _sentence in reasons(roster)] == ["C2"]


def test_empty_rows_are_nobody(administrator):
    assert outcomes(compared(workbook([ZHANG, [None] * 7, ["", " "], LI]), administrator)) == [(2, "new"), (5, "new")]


def test_a_formatted_cell_in_the_last_row_of_all_is_nobody(administrator):
    def far_below(book):
        book.active["A1048576"].number_format = "@"

    read = spreadsheet.open_table(io.BytesIO(workbook([ZHANG], change=far_below)), "花名册.xlsx")
    assert [number for number, _cells in read.rows] == [2]


def test_columns_that_nobody_chose_are_not_read(administrator):
    roster = compared(workbook([[*ZHANG, "11010519491231002X"]], [*HEADINGS, "身份证号"]), administrator)
    assert "11010519491231002X" not in str(list(roster.rows.values()))
