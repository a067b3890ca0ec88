"""Facts that a manuscript states about itself: title, date, document number, who made it."""

import datetime

import pytest

from news.importing import read_manuscripts
from news.importing.bylines import find_byline, parse_byline
from news.importing.facts import document_number, find_date, find_dates
from news.importing.titles import join_title, strip_book_marks

from .manuscript_files import BODY, MORE, paragraphs_of, sentences

APRIL_15 = datetime.date(2025, 4, 15)


def read(*lines: str, name: str = "稿件.txt"):
    (manuscript,) = read_manuscripts(name, "\n".join(lines).encode())
    return manuscript


@pytest.mark.parametrize(
    "text",
    [
        "2025年4月15日",
        "2025 年 4 月 15 日",
        "2025年04月15日",
        "２０２５年４月１５日",
        "2025-04-15",
        "2025/4/15",
        "2025.4.15",
        "二〇二五年四月十五日",
        "二○二五年四月十五日",
        "二零二五年四月十五日",
    ],
)
def test_dates_are_read_however_they_are_written(text):
    assert find_dates(f"会议于{text}举行") == [APRIL_15]


@pytest.mark.parametrize(
    ("text", "day"),
    [("二〇二五年十月十日", (10, 10)), ("二〇二五年十二月三十一日", (12, 31)), ("二〇二五年一月二十日", (1, 20))],
)
def test_written_months_and_days_above_ten_are_read(text, day):
    assert find_dates(text) == [datetime.date(2025, *day)]


@pytest.mark.parametrize(
    "text",
    [
        "2025年2月30日",
        "2025年13月1日",
        "二〇二五年四月三十一日",
        "1.2.3",
        "192.168.2025.4.15.1",
        "2025年4月",
        "4月15日",
        "0555-2025-4-155",
    ],
)
def test_what_no_calendar_has_is_no_date(text):
    assert find_dates(text) == []


def test_the_date_of_signature_goes_before_dates_in_the_text_and_before_printing():
    texts = [
        "2025年5月1日至3日，工会举办运动会。",
        "示范市中医院工会 2025年4月15日",
        "示范市中医院办公室 2025年4月18日印发",
    ]
    date, warnings = find_date(texts)
    assert date == APRIL_15
    assert "2025-04-15" in sentences(*warnings)


def test_the_date_of_printing_goes_before_dates_in_the_text():
    date, warnings = find_date(["2025年5月1日，工会举办运动会。", "示范市中医院办公室　2025年4月15日印发"])
    assert date == APRIL_15
    assert not warnings


def test_the_date_of_publication_of_a_web_page_goes_before_dates_in_the_text():
    assert find_date(["发布时间：2025-04-15 来源：示范市中医院", "2025年5月1日，工会举办运动会。"])[0] == APRIL_15


def test_the_time_of_an_activity_is_not_the_date_of_publication():
    assert find_date(["时间：2025年5月1日", "示范市中医院工会", "2025年4月15日"])[0] == APRIL_15


def test_of_several_dates_in_the_text_the_first_is_taken_with_a_warning():
    date, warnings = find_date(["会议于2025年4月15日召开，下次会议定于2025年5月20日。"])
    assert date == APRIL_15
    assert len(warnings) == 1


def test_a_text_without_a_full_date_has_none():
    assert find_date(["四月十五日，工会举办运动会。"]) == (None, [])


@pytest.mark.parametrize(
    "line",
    [
        "示工〔2025〕12号",
        "示工[2025]12号",
        "示工(2025)12号",
        "示工（2025）12 号",
        "示工【2025】第12号",
        "文号：示工〔 2025 〕 12 号",
        "示 工〔2025〕12号  签发人：王小明",
    ],
)
def test_document_numbers_are_brought_to_one_form(line):
    assert document_number(line) == "示工〔2025〕12号"


@pytest.mark.parametrize(
    "text",
    [
        "根据市总工会《关于疗休养的通知》（市工〔2024〕8号）精神，现将有关事项通知如下。",
        "市工〔2024〕8号文件要求。",
        "示范路12号",
        "2025年12号楼",
    ],
)
def test_the_number_of_another_document_in_a_sentence_is_not_taken(text):
    assert document_number(text) == ""


def test_who_signed_is_not_lost_with_the_line_of_the_number():
    manuscript = read("关于疗休养的通知", "示工〔2025〕12号　　签发人：王小明", "各工会小组：", BODY)
    assert manuscript.document_number == "示工〔2025〕12号"
    assert "签发人：王小明" in paragraphs_of(manuscript)[0]


def test_the_number_moves_from_the_text_into_its_field():
    manuscript = read("关于疗休养的通知", "示工〔2025〕12号", "各工会小组：", BODY, "示范市中医院工会", "2025年4月15日")
    assert (manuscript.title, manuscript.document_number, manuscript.date) == (
        "关于疗休养的通知",
        "示工〔2025〕12号",
        APRIL_15,
    )
    assert paragraphs_of(manuscript) == ["各工会小组：", BODY, "示范市中医院工会", "2025年4月15日"]


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("（通讯员 王小明）", {"writer": "王小明"}),
        ("本报记者 王小明 通讯员 李晓红", {"writer": "王小明、李晓红"}),
        ("（记者王小明 通讯员李 红）", {"writer": "王小明、李红"}),
        ("文/图：王小明", {"writer": "王小明", "photographer": "王小明"}),
        ("文：王小明　图：李晓红", {"writer": "王小明", "photographer": "李晓红"}),
        ("供稿：内一科 王小明", {"writer": "内一科 王小明"}),
        ("王小明 摄", {"photographer": "王小明"}),
        ("本报记者 王小明 本报通讯员 李晓红 摄", {"photographer": "王小明、李晓红"}),
        ("来源：示范市总工会", {"source": "示范市总工会"}),
        ("转自《示范日报》", {"source": "示范日报"}),
        ("图书漂流活动开始", {}),
        ("作者：王　明", {"writer": "王明"}),
        ("文体活动周", {}),
        ("图书角开放", {}),
        ("图文 直播", {}),
        ("书法 摄影", {}),
        ("记者节活动通知", {}),
        ("来源于生活的作品。", {}),
        ("作者提出了三点意见：一是多办活动", {}),
    ],
)
def test_bylines_are_told_from_titles_and_sentences(line, facts):
    assert parse_byline(line) == facts


def test_a_byline_inside_a_paragraph_is_read_and_left_where_it_is():
    texts = ["本报讯（记者 王小明）近日，工会举办了运动会。", "大家都很高兴。（摄影：李晓红）"]
    byline = find_byline(texts)
    assert (byline.writer, byline.photographer, byline.lines) == ("王小明", "李晓红", [])


def test_a_second_byline_that_says_something_else_stays_in_the_text():
    byline = find_byline(["通讯员 王小明", BODY, "通讯员 李晓红"])
    assert (byline.writer, byline.lines) == ("王小明", [0])


def test_a_byline_on_its_own_line_moves_into_its_fields():
    manuscript = read("春季健步走圆满结束", "通讯员 王小明", BODY, MORE, "李晓红 摄")
    assert (manuscript.writer, manuscript.photographer) == ("王小明", "李晓红")
    assert paragraphs_of(manuscript) == [BODY, MORE]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            ["示范市中医院工会关于印发2025年度", "疗休养工作安排", "的通知"],
            "示范市中医院工会关于印发2025年度疗休养工作安排的通知",
        ),
        (["健步走出精气神", "——春季健步走活动纪实"], "健步走出精气神——春季健步走活动纪实"),
        (["三百名职工走出健康——", "春天里的五公里"], "三百名职工走出健康——春天里的五公里"),
        (["走进春天 走向健康", "示范市中医院举办健步走"], "走进春天 走向健康 示范市中医院举办健步走"),
        (["示范市中医院职工疗休养管理", "办法（试行）"], "示范市中医院职工疗休养管理办法（试行）"),
    ],
)
def test_the_lines_of_a_title_are_joined(lines, title):
    assert join_title(lines) == title


@pytest.mark.parametrize(
    ("title", "stripped"),
    [
        ("《职工之家管理办法》", "职工之家管理办法"),
        ("《关于印发〈办法〉的通知》", "关于印发〈办法〉的通知"),
        ("《办法》和《细则》", "《办法》和《细则》"),
        ("关于印发《办法》的通知", "关于印发《办法》的通知"),
    ],
)
def test_book_marks_go_only_when_they_wrap_the_whole_title(title, stripped):
    assert strip_book_marks(title) == stripped


def test_a_broken_title_is_joined_and_the_salutation_is_not_part_of_it():
    manuscript = read("示范市中医院工会关于开展2025年度", "职工疗休养", "工作的通知", "各工会小组：", BODY)
    assert manuscript.title == "示范市中医院工会关于开展2025年度职工疗休养工作的通知"
    assert paragraphs_of(manuscript) == ["各工会小组：", BODY]


def test_a_notice_without_a_title_takes_that_of_the_document_it_issues():
    manuscript = read(
        "各科室：",
        "现将《示范市中医院职工之家管理办法》印发给你们，请遵照执行。",
        "示范市中医院",
        "2025年4月15日",
        "第一条……",
    )
    assert manuscript.title == "示范市中医院职工之家管理办法"
    assert "title" in sentences(*manuscript.warnings)


def test_a_text_without_any_title_takes_the_name_of_its_file():
    assert read(BODY, MORE, name="春季健步走.txt").title == "春季健步走"


def test_a_text_without_any_title_in_a_file_without_a_name_takes_its_own_beginning():
    manuscript = read(BODY, MORE, name="000_8ccc.txt")
    assert manuscript.title == "四月十二日上午"
    assert paragraphs_of(manuscript) == [BODY, MORE]


def test_the_number_of_an_attachment_above_the_title_is_not_the_title():
    manuscript = read("附件1：", "示范市中医院职工疗休养管理办法", BODY)
    assert manuscript.title == "示范市中医院职工疗休养管理办法"
    assert paragraphs_of(manuscript) == ["附件1：", BODY]


def test_letterhead_and_number_above_the_title_are_not_the_title():
    manuscript = read("示范市中医院工会文件", "示工〔2025〕12号", "关于举办健步走活动的通知", "各工会小组：", BODY)
    assert manuscript.title == "关于举办健步走活动的通知"
    assert paragraphs_of(manuscript)[0] == "示范市中医院工会文件"


def test_the_summary_is_the_first_sentences_that_fit():
    manuscript = read("春季健步走圆满结束", BODY + MORE * 3)
    assert manuscript.summary == BODY + MORE
    assert len(manuscript.summary) <= 120


def test_the_summary_of_a_long_sentence_ends_at_a_clause():
    manuscript = read("春季健步走圆满结束", "大家沿着湖边走了很久，" * 20 + "都很高兴。")
    assert manuscript.summary.endswith("走了很久…")
    assert len(manuscript.summary) <= 120


def test_the_summary_passes_over_the_salutation_and_the_marker():
    assert read("关于健步走的通知", "各工会小组：", BODY).summary == BODY
    assert read("春季健步走圆满结束", f"本报讯（记者 王小明）{BODY}").summary == BODY


def test_a_file_with_nothing_but_a_title_says_so():
    manuscript = read("春季健步走圆满结束")
    assert (manuscript.title, manuscript.blocks) == ("春季健步走圆满结束", [])
    assert "nothing else" in sentences(*manuscript.warnings)
