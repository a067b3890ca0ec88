"""What a search marks in what it found."""

import pytest

from cms.search.questions import understand
from cms.templatetags import search_tags
from cms.templatetags.search_tags import EXCERPT_LENGTH


def highlight(text, typed):
    return search_tags.highlight(text, understand(typed))


def excerpt(text, typed):
    return search_tags.excerpt(text, understand(typed))


def test_each_word_of_the_query_is_marked_whatever_its_case():
    assert highlight("周三瑜伽与 AI 讲座", "瑜伽 ai") == "周三<mark>瑜伽</mark>与 <mark>AI</mark> 讲座"


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("职代会提案", "職代會", "<mark>职代会</mark>提案"),
        ("關於職代會", "职代会", "關於<mark>職代會</mark>"),
        ("通　知 书", "通知", "<mark>通　知</mark> 书"),
        ("《工会法》宣讲", "工会法宣讲", "《<mark>工会法》宣讲</mark>"),
        ("ＡＩ课", "ai", "<mark>ＡＩ</mark>课"),
        ("AIDS AI", "ai", "AIDS <mark>AI</mark>"),
        ("打瑜伽球", "yujia", "打<mark>瑜伽</mark>球"),
        ("打瑜伽球", "yj", "打<mark>瑜伽</mark>球"),
        ("瑜伽，太极", "瑜伽 -太极", "<mark>瑜伽</mark>，太极"),
        ("职工之家", "职工 工之", "<mark>职工之</mark>家"),
    ],
)
def test_what_was_typed_in_another_way_is_marked_as_it_is_written(text, typed, marked):
    assert highlight(text, typed) == marked


def test_what_is_found_cannot_bring_markup_of_its_own():
    assert highlight("<b>瑜伽</b>", "瑜伽") == "&lt;b&gt;<mark>瑜伽</mark>&lt;/b&gt;"
    assert highlight("a & b", "&") == "a &amp; b"
    assert highlight("R&D 瑜伽", "d 瑜伽") == "R&amp;<mark>D</mark> <mark>瑜伽</mark>"
    assert "<b>" not in excerpt("<b>瑜伽</b>", "瑜伽")


def test_numbers_with_a_point_are_one():
    assert highlight("3.5折 345折", "3.5") == "<mark>3.5</mark>折 345折"


def test_without_words_the_text_is_only_escaped():
    assert highlight("<i>", "  ") == "&lt;i&gt;"


def test_an_excerpt_begins_shortly_before_the_first_word_found():
    text = "前" * 200 + "瑜伽" + "后" * 200
    part = excerpt(text, "瑜伽").replace("<mark>", "").replace("</mark>", "")
    assert part.startswith("…前")
    assert "瑜伽" in part[:30]
    assert part.endswith("后…")
    assert len(part) == EXCERPT_LENGTH + 2


def test_an_excerpt_is_taken_where_most_words_stand():
    text = "瑜伽" + "前" * 200 + "瑜伽招新" + "后" * 200
    assert "<mark>瑜伽招新</mark>" in excerpt(text, "瑜伽 招新")


def test_an_excerpt_of_a_text_without_the_word_is_its_beginning():
    assert excerpt("一 段\n短文", "瑜伽") == "一 段 短文"
