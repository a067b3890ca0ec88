"""What a reader finds, in which order."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from cms.search import finding
from cms.search.finding import find
from cms.search.models import SearchEntry
from cms.search.questions import understand
from tests.factories import BookFactory, ClubPageFactory, HonourFactory, MemberFactory, NewsPageFactory

VISITOR = AnonymousUser()


@pytest.mark.parametrize(
    "typed",
    [
        "瑜伽",
        "瑜",
        "yujia",
        "yj",
        "YuJia",
        "俱乐部 瑜伽",
        "瑜伽俱乐部",
        "瑜 伽",
        "「瑜伽」",
        '"瑜伽俱乐部"',
        "yjjlb",
        "瑜伽 -太极",
    ],
)
def test_a_title_is_found_however_it_is_typed(typed, site, titles):
    ClubPageFactory(title="瑜伽俱乐部")
    ClubPageFactory(title="太极队")
    assert titles(typed, VISITOR) == ["瑜伽俱乐部"]


@pytest.mark.parametrize(
    "typed",
    ["職代會", "职代会", "职代会提案", "職代會 提案", "２０２６", "ai辅助", "AI 辅助", "Covid-19", "covid19", "第3届"],
)
def test_a_text_is_found_however_it_is_typed(typed, site, titles):
    NewsPageFactory(title="公告", body=[("text", "<p>2026年第3届职代会提案，由AI辅助整理；Covid-19期间暂停。</p>")])
    assert titles(typed, VISITOR) == ["公告"]


@pytest.mark.parametrize(
    "typed",
    ["职会", "提案由", "瑜", "职代会 瑜伽", "-职代会", "职代会 -提案", "ovid", '"提案 职代会"', "", "！", "202"],
)
def test_what_does_not_stand_there_is_not_found(typed, site, titles):
    NewsPageFactory(title="公告", body=[("text", "<p>2026年第3届职代会提案，由AI辅助整理；Covid-19期间暂停。</p>")])
    assert titles(typed, VISITOR) == []


@pytest.mark.parametrize("typed", ["疗休养", "2026年", "第3", "AI课"])
def test_what_stands_in_a_row_is_answered_by_the_index_alone(typed):
    """For two words that must stand behind each other PostgreSQL reads each text that has both."""
    assert understand(typed).wanted[0].quick_tsquery() == f"'={typed.lower()}'"


def test_only_texts_with_all_the_rows_of_a_longer_word_are_read():
    asked = understand("第3届职代会").wanted[0].quick_tsquery()
    assert asked.startswith("('=届职代' & '=职代会' & '=第3' & '=3届' & (")


def test_of_a_long_word_that_very_many_have_none_is_read(site, titles, monkeypatch):
    """All three have the rows; the first alone has them as they are asked for."""
    monkeypatch.setattr(finding, "CHECKED", 3)
    for text in ("人民医院", "人民医与民医院", "民医院与人民医"):
        NewsPageFactory(title=text, date=date(2026, 1, 1))
    assert titles("人民医院", VISITOR) == ["人民医院"]
    NewsPageFactory(title="院报", body=[("text", "<p>人民医院</p>")], date=date(2026, 1, 1))
    assert titles("人民医院", VISITOR)[0] == "人民医院"
    assert len(titles("人民医院", VISITOR)) == 4
    assert len(titles("院报 -人民医院", VISITOR)) == 0


def test_a_word_in_letters_is_no_sound_where_a_title_has_it(site, titles):
    NewsPageFactory(title="AI 课程")
    NewsPageFactory(title="爱心义诊")
    assert titles("ai", VISITOR) == ["AI 课程"]
    assert titles("aixin", VISITOR) == ["爱心义诊"]


def test_surnames_are_found_as_they_are_read(site, titles):
    HonourFactory(title="先进", to=[MemberFactory(name="单亚芳")])
    for typed in ("shanyafang", "syf", "单亚芳", "亚芳"):
        assert titles(typed, VISITOR) == ["先进"]


def test_a_title_counts_more_than_a_text_and_recent_more_than_old(site, titles):
    NewsPageFactory(title="旧的书法展", date=date(2020, 1, 1))
    NewsPageFactory(title="新的书法展", date=date(2026, 1, 1))
    NewsPageFactory(title="通知", date=date(2026, 2, 1), body=[("text", "<p>书法展延期。</p>")])
    assert titles("书法展", VISITOR) == ["新的书法展", "旧的书法展", "通知"]


def test_exact_counts_more_than_scattered(site, titles):
    NewsPageFactory(title="报名瑜伽须知", date=date(2026, 1, 2))
    NewsPageFactory(title="瑜伽报名", date=date(2020, 1, 1))
    assert titles("瑜伽 报名", VISITOR) == ["瑜伽报名", "报名瑜伽须知"]


def test_it_is_narrowed_by_kind_and_year(site, titles):
    NewsPageFactory(title="瑜伽课", date=date(2025, 5, 1))
    BookFactory(title="瑜伽书", arrived_on=date(2026, 1, 1))
    assert titles("瑜伽", VISITOR, kind="books") == ["瑜伽书"]
    assert titles("瑜伽", VISITOR, year=2025) == ["瑜伽课"]


@pytest.mark.parametrize("typed", ["瑜伽", "垫子", "收操", "瑜伽 -太极"])
def test_a_long_text_is_one_thing_whichever_of_its_parts_have_the_word(typed, site, indexed):
    text = "瑜伽" + "一呼一吸" * 2_000 + "垫子瑜伽" + "一动一静" * 2_000 + "垫子收操"
    NewsPageFactory(title="长文", body=[("text", f"<p>{text}</p>")])
    indexed()
    found = find(understand(typed), VISITOR)
    assert SearchEntry.objects.filter(kind="news").count() > 2
    assert (found.counts, len(found.hits)) == ({"news": 1}, 1)
    assert list(found.years.values()) == [1]
