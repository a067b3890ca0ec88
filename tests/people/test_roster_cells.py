"""What a single cell says: dates in every spelling, names, words."""

from datetime import date

import pytest

from people.pinyin import pinyin_of
from people.roster.cells import Cell, clean_name, read_date, read_mobile, read_number
from people.roster.columns import HEADINGS, guess, words_of
from people.roster.errors import Fault

A_DAY = date(2001, 3, 5)


@pytest.mark.parametrize(
    "value",
    [
        "2001-03-05",
        "2001/3/5",
        "2001.3.5",
        "2001年3月5日",
        "20010305",
        20010305,
        36955,
        36955.5,
        "36955",
        "２００１－０３－０５",
        "2001-03-05 00:00:00",
        "2001年03月05日 ",
    ],
)
def test_a_day_is_a_day_however_it_is_written(value):
    assert read_date(Cell(value)) == A_DAY


@pytest.mark.parametrize("value", ["2001-03", "2001.03", "2001年3月", 2001.03, "200103", 200103])
def test_a_month_counts_from_its_first_day(value):
    assert read_date(Cell(value)) == date(2001, 3, 1)


@pytest.mark.parametrize("value", [2001.1, 2001, "2001", "05/03/2001", "1801-01-01", "2001-13-01", 12.5, True])
def test_what_may_be_another_day_is_none(value):
    with pytest.raises(Fault):
        read_date(Cell(value))


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("张　三", "张三"),
        (" 欧阳 娜 娜 ", "欧阳娜娜"),
        ("买买提•艾力", "买买提·艾力"),
        ("古丽 ． 阿依", "古丽·阿依"),
        ("John  Smith", "John Smith"),
        ("ＡＢ", "AB"),
    ],
)
def test_a_name_is_stored_without_what_nobody_reads(written, stored):
    assert clean_name(written) == stored
    assert clean_name(stored) == stored


def test_letters_of_an_employee_number_are_capitals():
    assert read_number(Cell("ａ10 01")) == "A1001"


@pytest.mark.parametrize("value", ["138-0013-8000", "+86 13800138000", 13800138000.0, "0086 138 0013 8000"])
def test_a_mobile_number_is_its_eleven_digits(value):
    assert read_mobile(Cell(value)) == "13800138000"


def test_every_heading_of_the_template_is_known():
    assert [guess(f" {heading}： ") for heading in HEADINGS.values()] == list(HEADINGS)


def test_a_column_of_surnames_alone_is_not_taken_for_that_of_names():
    assert [guess(heading) for heading in ("姓 名", "姓", "名")] == ["name", "", ""]


@pytest.mark.parametrize(
    ("column", "word", "value"),
    [
        ("employment", "劳务派遣", "dispatched"),
        ("employment", "员额制", "quota"),
        ("staff_status", "援疆", "aid"),
        ("staff_status", "病故", "deceased"),
        ("membership_status", "在籍", "enrolled"),
        ("gender", "female", "f"),
    ],
)
def test_words_of_the_office_are_understood(column, word, value):
    assert words_of(column)[word] == value


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("单亚芳", "shan yafang"),
        ("解晓东", "xie xiaodong"),
        ("欧阳娜娜", "ouyang nana"),
        ("张三", "zhang san"),
        ("曾", "zeng"),
        ("John Smith", "john smith"),
    ],
)
def test_surnames_are_read_as_surnames(name, reading):
    assert pinyin_of(name) == reading
