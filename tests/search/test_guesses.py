"""“Did you mean”: from the words of our own titles."""

import pytest
from django.contrib.auth.models import AnonymousUser

from cms.search.guesses import guess
from cms.search.questions import understand
from tests.factories import ClubPageFactory, HonourFactory, MemberFactory, NewsPageFactory


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("疗修养", "疗休养"),
        ("廖休养", "疗休养"),
        ("疗休样", "疗休养"),
        ("疗养休", "疗休养"),
        ("疗休", None),
        ("羽毛求", "羽毛球"),
        ("羽毛俅俱乐部", "羽毛球俱乐部"),
        ("羽球俱乐部", "羽毛球俱乐部"),
        ("羽羽毛球", "羽毛球"),
        ("2026 疗修养", "2026 疗休养"),
        ("曾怀得", "曾怀德"),
        ("yumaoqui", "羽毛球"),
        ("liaoxiuyagn", "疗休养"),
        ("蚂蚁搬家", None),
        ("🙂", None),
        ("羽毛球-曾怀德", None),
        ("职工报名", "职工 报名"),
        ("疗休养-职工", "疗休养 职工"),
        ("2026疗休养", "2026 疗休养"),
        ("20疗休养", None),
        ("疗休养职工 2026", "疗休养 职工 2026"),
        ("疗休养职工 2026 年 报名", None),
    ],
)
def test_what_was_meant_is_offered(typed, meant, site, indexed):
    NewsPageFactory(title="2026年职工疗休养报名")
    ClubPageFactory(title="羽毛球俱乐部")
    HonourFactory(title="先进", to=[MemberFactory(name="曾怀德")])
    indexed()
    assert guess(understand(typed), AnonymousUser()) == meant


def test_what_stands_in_texts_alone_is_offered_where_it_sounds_the_same(site, indexed):
    NewsPageFactory(title="工会委员分工", summary="女职工工作、帮扶慰问、疗休养")
    NewsPageFactory(title="夜班安排", summary="夜班补助按月发放", staff_only=True)
    indexed()
    assert guess(understand("疗修养"), AnonymousUser()) == "疗休养"
    assert guess(understand("廖休养"), AnonymousUser()) == "疗休养"
    assert guess(understand("疗食养"), AnonymousUser()) is None
    assert guess(understand("夜班补住"), AnonymousUser()) is None
    assert guess(understand("夜班补住"), MemberFactory()) == "夜班补助"


def test_words_of_what_one_may_not_read_are_not_offered(site, indexed):
    NewsPageFactory(title="职工疗休养报名", staff_only=True)
    NewsPageFactory(title="疗休养草稿", submitted=True)
    indexed()
    assert guess(understand("疗修养"), AnonymousUser()) is None
    assert guess(understand("疗修养"), MemberFactory()) == "疗休养"


def test_words_are_parted_where_most_is_found_and_only_in_what_one_may_read(site, indexed):
    NewsPageFactory(title="乐部活跃", summary="瑜伽俱乐部的活动，俱与乐部活动")
    for number in range(3):
        NewsPageFactory(title=f"瑜伽俱乐部第{number}次，活动照旧")
    NewsPageFactory(title="夜班人员补助", staff_only=True)
    indexed()
    assert guess(understand("瑜伽俱乐部活动"), AnonymousUser()) == "瑜伽俱乐部 活动"
    assert guess(understand("夜班补助"), AnonymousUser()) is None
    assert guess(understand("夜班补助"), MemberFactory()) == "夜班 补助"
