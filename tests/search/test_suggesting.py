"""What is offered while somebody types."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from cms.search.suggesting import suggest
from tests.factories import BookFactory, ClubPageFactory, HonourFactory, MemberFactory, NewsPageFactory

VISITOR = AnonymousUser()


def offered(typed, reader=VISITOR):
    return [suggestion.title for suggestion in suggest(typed, reader)]


@pytest.mark.parametrize("typed", ["瑜", "瑜伽", "yu", "yuji", "yujia", "yj", "瑜伽俱", "伽俱乐"])
def test_titles_are_offered_from_the_first_character_on(typed, site, indexed):
    ClubPageFactory(title="瑜伽俱乐部")
    indexed()
    assert offered(typed) == ["瑜伽俱乐部"]


@pytest.mark.parametrize("typed", ["", " ", "-", "瑜伽x", "🙂"])
def test_nothing_is_offered_for_nothing(typed, site, indexed):
    ClubPageFactory(title="瑜伽俱乐部")
    indexed()
    assert offered(typed) == []


def test_what_begins_so_stands_first_and_clubs_before_news(site, indexed):
    NewsPageFactory(title="我院瑜伽", date=date(2026, 3, 1))
    NewsPageFactory(title="瑜伽开班", date=date(2026, 1, 1))
    ClubPageFactory(title="瑜伽俱乐部")
    indexed()
    assert offered("瑜伽") == ["瑜伽俱乐部", "瑜伽开班", "我院瑜伽"]


def test_what_begins_with_the_sound_stands_first(site, indexed):
    for title in ("摄影俱乐部", "瑜伽俱乐部", "电影俱乐部"):
        ClubPageFactory(title=title)
    indexed()
    assert offered("yj")[0] == offered("yujia")[0] == "瑜伽俱乐部"


def test_a_title_is_offered_once(site, indexed):
    for _number in range(3):
        BookFactory(title="本草纲目")
    indexed()
    assert offered("本草") == ["本草纲目"]


def test_names_offer_what_they_stand_in(site, indexed):
    HonourFactory(title="先进职工", to=[MemberFactory(name="单亚芳")])
    indexed()
    for typed in ("单亚", "shan", "syf"):
        assert offered(typed) == ["先进职工"]


def test_what_one_may_not_read_is_not_offered(site, indexed):
    NewsPageFactory(title="瑜伽内部通知", staff_only=True)
    NewsPageFactory(title="瑜伽草稿", submitted=True)
    indexed()
    assert offered("瑜伽") == []
    assert offered("瑜伽", MemberFactory()) == ["瑜伽内部通知"]


@pytest.mark.parametrize("typed", ["瑜伽 -课", "瑜伽 -課", "瑜伽 -AI", "瑜伽 -ai课", '瑜伽 -"AI 课"'])
def test_what_is_left_out_is_left_out_however_it_is_written(typed, site, indexed):
    NewsPageFactory(title="瑜伽與ＡＩ課")
    NewsPageFactory(title="瑜伽比赛")
    indexed()
    assert offered(typed) == ["瑜伽比赛"]


def test_it_marks_what_was_typed(site, indexed):
    ClubPageFactory(title="「瑜伽」俱乐部")
    indexed()
    for typed in ("瑜伽", "yujia"):
        [suggestion] = suggest(typed, VISITOR)
        assert [suggestion.title[start:end] for start, end in suggestion.marks] == ["瑜伽"]


def test_many_suggestions_cost_no_more_queries(site, indexed, django_assert_max_num_queries):
    for number in range(20):
        ClubPageFactory(title=f"瑜伽{number}班")
        BookFactory(title=f"瑜伽书{number}")
    indexed()
    with django_assert_max_num_queries(5):
        assert len(suggest("瑜伽", VISITOR)) == 8
