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
