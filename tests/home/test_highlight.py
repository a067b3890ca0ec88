from home.templatetags.search_tags import EXCERPT_LENGTH, excerpt, highlight


def test_each_word_of_the_query_is_marked_whatever_its_case():
    assert highlight("周三瑜伽与 AI 讲座", "瑜伽 ai") == "周三<mark>瑜伽</mark>与 <mark>AI</mark> 讲座"


def test_what_is_found_cannot_bring_markup_of_its_own():
    assert highlight("<b>瑜伽</b>", "瑜伽") == "&lt;b&gt;<mark>瑜伽</mark>&lt;/b&gt;"
    assert highlight("a & b", "&") == "a <mark>&amp;</mark> b"


def test_signs_in_the_query_are_taken_as_they_stand():
    assert highlight("3.5折 345折", "3.5") == "<mark>3.5</mark>折 345折"


def test_without_words_the_text_is_only_escaped():
    assert highlight("<i>", "  ") == "&lt;i&gt;"


def test_an_excerpt_begins_shortly_before_the_first_word_found():
    text = "前" * 200 + "瑜伽" + "后" * 200
    part = excerpt(text, "瑜伽")
    assert part.startswith("…前")
    assert "瑜伽" in part[:30]
    assert part.endswith("后…")
    assert len(part) == EXCERPT_LENGTH + 2


def test_an_excerpt_of_a_text_without_the_word_is_its_beginning():
    assert excerpt("一 段\n短文", "瑜伽") == "一 段 短文"
