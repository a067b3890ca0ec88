"""Text files: lines of a printed page become paragraphs again, and not one character gets lost."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from news.importing import read_manuscripts

from .manuscript_files import BODY, MORE, paragraphs_of, printed, sentences

TITLE = "示范市中医院工会关于开展健步走活动的通知"
LONG = (
    "示范市中医院工会把健步走作为关心职工身心健康的一件实事来办，提前踏勘路线，设置饮水点和医疗点，"
    "组织志愿者沿途引导，确保每一名参加活动的职工安全走完全程，走出健康，走出快乐，走出团结奋进的精气神。"
)
WORDS = "示范市中医院工会组织职工开展春季健步走活动丰富大家业余生活增强团队凝聚力服务保障安全有序沿途志愿者引导"


def read(text: str, name: str = "稿件.txt", encoding: str = "utf-8"):
    (manuscript,) = read_manuscripts(name, text.encode(encoding))
    return manuscript


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
def test_text_is_read_in_every_encoding_that_chinese_offices_save(encoding):
    manuscript = read(f"{TITLE}\r\n{BODY}\r\n{MORE}", encoding=encoding)
    assert manuscript.title == TITLE
    assert paragraphs_of(manuscript) == [BODY, MORE]


def test_traditional_text_in_big5_is_not_taken_for_simplified_rarities():
    text = "關於舉辦職工健步走活動的通知\n各工會小組：現定於四月十二日上午舉辦春季健步走活動，請積極報名參加。"
    assert read(text, encoding="big5").title == "關於舉辦職工健步走活動的通知"


def test_rare_characters_of_names_survive_gb18030():
    assert "㛃𬭎" in read(f"{TITLE}\n{BODY}\n参加人员有㛃𬭎等。", encoding="gb18030").blocks[0].html


@pytest.mark.parametrize("column", [18, 24, 30])
@pytest.mark.parametrize("blank_lines", [True, False])
def test_broken_lines_are_joined_to_paragraphs(column, blank_lines):
    lines = printed([LONG, BODY, MORE, LONG], column, blank_lines)
    assert paragraphs_of(read("\n".join([TITLE, "", *lines]))) == [LONG, BODY, MORE, LONG]


def test_a_paragraph_is_joined_across_a_page_number():
    lines = printed([LONG, LONG], 24)
    lines[3:3] = ["", "", "— 4 —", "", "\f"]
    assert paragraphs_of(read("\n".join([TITLE, "", *lines]))) == [LONG, LONG]


@pytest.mark.parametrize("number", ["— 1 —", "-1-", "－ 1 －", "第 1 页 共 3 页", "1 / 3", "Page 1"])
def test_page_numbers_are_dropped(number):
    assert paragraphs_of(read(f"{TITLE}\n{BODY}\n{number}\n{MORE}")) == [BODY, MORE]


def test_bare_numbers_that_count_up_are_page_numbers_and_others_are_not():
    pages = [line for page in "123" for line in [*printed([LONG], 24), page]]
    assert paragraphs_of(read("\n".join([TITLE, *pages]))) == [LONG, LONG, LONG]
    assert "7" in paragraphs_of(read(f"{TITLE}\n{BODY}\n7\n{MORE}"))


def test_running_heads_are_dropped_with_a_warning():
    pages = [line for page in range(1, 5) for line in ["\f示范市中医院工会简报", *printed([LONG], 24), f"- {page} -"]]
    manuscript = read("\n".join([TITLE, *pages]))
    assert paragraphs_of(manuscript) == [LONG] * 4
    assert "示范市中医院工会简报" in sentences(*manuscript.warnings)


def test_a_line_repeated_in_the_text_is_no_running_head():
    assert paragraphs_of(read("\n".join([TITLE, BODY, "同意", MORE, "同意", BODY, "同意"]))).count("同意") == 3


def test_ideographic_indents_go_and_start_paragraphs():
    text = f"{TITLE}\n　　{BODY[:30]}\n{BODY[30:]}\n　　{MORE}"
    assert paragraphs_of(read(text)) == [BODY, MORE]


def test_latin_words_are_joined_with_a_space_and_chinese_without():
    lines = [
        "本次培训由外科医师主讲，内容取自医院编写的手册 Basic",
        "Life Support 第三版，请自带手册，",
        "并在课前通读。",
    ]
    joined = "本次培训由外科医师主讲，内容取自医院编写的手册 Basic Life Support 第三版，请自带手册，并在课前通读。"
    assert paragraphs_of(read("\n".join([TITLE, "", *lines]))) == [joined]


def test_spaces_that_layout_put_around_figures_go():
    manuscript = read(f"{TITLE}\n本次活动于 2025 年 4 月 15 日举行，共有 300 名职工走完 5 公里，比去年多 20 人。")
    assert paragraphs_of(manuscript) == ["本次活动于2025年4月15日举行，共有300名职工走完5公里，比去年多20人。"]


def test_spaced_out_characters_are_closed_up_but_phrases_and_names_are_not():
    manuscript = read(
        "走进春天 走向健康\n职 工 们 走 完 了 全 程，大家都很高兴，期待下一次活动。\n参加人员：张　三、李　四"
    )
    assert manuscript.title == "走进春天 走向健康"
    assert paragraphs_of(manuscript) == [
        "职工们走完了全程，大家都很高兴，期待下一次活动。",
        "参加人员：张　三、李　四",
    ]


def test_numbered_headings_are_found():
    manuscript = read(
        "\n".join(
            [TITLE, BODY, "一、活动安排", LONG, "（一）报名办法。", MORE, "（二）活动路线", MORE, "二、有关要求", LONG]
        )
    )
    assert paragraphs_of(manuscript) == [
        BODY, "## 一、活动安排", LONG, "### （一）报名办法", MORE, "### （二）活动路线", MORE, "## 二、有关要求", LONG,
    ]  # fmt: skip


def test_sections_are_subsections_of_parts():
    manuscript = read(
        "\n".join([TITLE, "第一部分 2025年工作总结", "一、主要做法", BODY, "第二部分　2026年工作思路", MORE])
    )
    assert paragraphs_of(manuscript) == [
        "## 第一部分 2025年工作总结",
        "### 一、主要做法",
        BODY,
        "## 第二部分 2026年工作思路",
        MORE,
    ]


@pytest.mark.parametrize(
    "line",
    [
        "一、抓好组织领导。各工会小组要高度重视，明确专人负责，确保活动安全有序。",
        "一、活动时间：四月十二日上午八点",
        "1.报名办法。",
        "（1）设置饮水点。在沿途设置三个饮水点，由志愿者值守。",
    ],
)
def test_a_paragraph_that_begins_with_a_number_is_no_heading(line):
    assert line in paragraphs_of(read("\n".join([TITLE, BODY, line, MORE])))


def test_lines_numbered_one_after_the_other_are_a_list_and_no_headings():
    assert paragraphs_of(read("\n".join([TITLE, BODY, "一、准时到场", "二、穿运动鞋", "三、互相照顾", MORE]))) == [
        BODY, "一、准时到场", "二、穿运动鞋", "三、互相照顾", MORE,
    ]  # fmt: skip


def test_a_short_line_alone_between_paragraphs_is_a_heading():
    lines = printed([LONG, "走出来的健康", LONG, "留下来的友谊", LONG], 20)
    assert paragraphs_of(read("\n".join([TITLE, "", *lines]))) == [
        LONG,
        "## 走出来的健康",
        LONG,
        "## 留下来的友谊",
        LONG,
    ]


def test_the_signature_of_a_notice_is_no_heading():
    manuscript = read("\n".join([TITLE, BODY, "示范市中医院工会委员会", "2025年4月15日", "", LONG]))
    assert paragraphs_of(manuscript) == [BODY, "示范市中医院工会委员会", "2025年4月15日", LONG]


def test_lists_of_names_and_of_items_keep_their_lines():
    lines = [
        "张三　李四　王小明　赵六　钱七",
        "孙八　周九　吴十一　郑十二　王五",
        "一等奖：内一科工会小组代表队",
        "二等奖：外二科工会小组代表队",
    ]
    assert paragraphs_of(read("\n".join([TITLE, LONG, *lines])))[1:] == lines


def test_a_list_of_clubs_in_lines_of_equal_length_stays_a_list():
    clubs = [
        "羽毛球俱乐部每周二晚上在体育馆活动",
        "乒乓球俱乐部每周三晚上在体育馆活动",
        "气排球俱乐部每周四晚上在体育馆活动",
    ]
    assert paragraphs_of(read("\n".join(["文体俱乐部活动安排", *clubs]))) == clubs


def test_typed_paragraphs_of_one_length_are_not_joined():
    lines = [
        "一等奖由内科代表队获得，二等奖由外科代表队获得。",
        "三等奖由护理代表队获得，优胜奖由后勤代表队获得。",
        "大家都为获奖的队伍鼓掌，现场的气氛十分热烈呢。",
    ]
    assert paragraphs_of(read("\n".join(["健步走结果", *lines]))) == lines


def test_a_text_that_breaks_off_is_reported():
    assert "break off" in sentences(*read(f"{TITLE}\n{BODY}\n{LONG[:60]}").warnings)
    assert not read(f"{TITLE}\n{BODY}").warnings


def test_characters_that_cannot_be_stored_or_seen_are_taken_out():
    manuscript = read(f"{TITLE}\n\u200b示范市\u200d中医院⼯会在\x01门诊广场举办了春季健步走活动。")
    assert paragraphs_of(manuscript) == ["示范市中医院工会在门诊广场举办了春季健步走活动。"]


def test_markup_in_a_text_stays_text():
    manuscript = read(f"{TITLE}\n{BODY}\n<script>alert(1)</script> & <b>粗</b>。")
    assert manuscript.blocks[0].html.endswith(
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;粗&lt;/b&gt;。</p>"
    )


@st.composite
def sentences_of_chinese(draw):
    clauses = draw(st.lists(st.text(WORDS, min_size=4, max_size=16), min_size=2, max_size=12))
    return "，".join(clauses) + "。"


@settings(max_examples=60, deadline=None)
@given(st.lists(sentences_of_chinese(), min_size=2, max_size=8), st.integers(14, 40), st.booleans())
def test_no_character_of_a_printed_page_is_lost_or_moved(paragraphs, column, blank_lines):
    manuscript = read("\n".join([TITLE, "", *printed(paragraphs, column, blank_lines)]))
    found = "".join([manuscript.title, *paragraphs_of(manuscript)])
    assert re.sub(r"[#\s]", "", found) == TITLE + "".join(paragraphs)


@settings(max_examples=60, deadline=None)
@given(st.text(WORDS + "，。：；、“”（）《》一二12.\n ", min_size=20, max_size=300))
def test_no_character_of_any_text_is_lost(text):
    assume(len(re.findall(r"\w", text)) > 10)
    manuscript = read(f"{TITLE}\n{text}\n{BODY}")
    found = "".join([manuscript.title, manuscript.writer, manuscript.source, *paragraphs_of(manuscript)])
    missing = [c for c in set(text) if c.isalpha() and found.count(c) < (TITLE + text + BODY).count(c)]
    assert missing == []
