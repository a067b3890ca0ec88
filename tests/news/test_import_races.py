"""Two at once: two tabs save the same upload, two officers import the same picture under the same title."""

import pytest
from django.db.models import QuerySet

from cms.models import UnionImage
from news.actions import ChosenManuscript, begin_import, import_manuscripts, receive_file
from news.errors import AlreadySaved
from news.models import ManuscriptImport, NewsCategory, NewsPage
from people.models import Member
from tests.factories import MemberFactory, NewsCategoryFactory, make_site
from tests.plugins.racing import at_once

from .manuscripts import manuscript, notice, upload

pytestmark = pytest.mark.race


@pytest.fixture
def officer(committed_db, import_folder):
    make_site()
    NewsCategoryFactory()
    return MemberFactory(officer=True)


@pytest.fixture
def without_locks(monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda queryset, *args, **kwargs: queryset.all())


def save(batch_pk: int, officer_pk: int) -> list[NewsPage]:
    """Save one import as a tab of the browser does, from rows of its own."""
    batch = ManuscriptImport.objects.get(pk=batch_pk)
    category = NewsCategory.objects.get()
    chosen = [ChosenManuscript(kept.in_full(), category, kept) for kept in batch.manuscripts.all()]
    return import_manuscripts(chosen, by=Member.objects.get(pk=officer_pk), batch=batch)


def twice(officer) -> list[object]:
    batch = begin_import(officer)
    receive_file(batch, upload("call.txt", notice()))
    return at_once(*[lambda: save(batch.pk, officer.pk)] * 2)


def import_same(officer, number: int) -> list[object]:
    """Import one title and one picture, new in each round, from two places."""
    category = NewsCategory.objects.get()

    def one():
        item = ChosenManuscript(manuscript(f"第{number}轮"), category)
        return import_manuscripts([item], by=officer)

    return at_once(one, one)


def test_two_tabs_save_an_upload_once(officer, race_rounds):
    for done in range(1, race_rounds + 1):
        outcomes = twice(officer)
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["AlreadySaved", "list"]
        assert NewsPage.objects.count() == done


def test_without_the_locks_two_tabs_get_in_each_others_way(officer, without_locks, race_rounds):
    outcomes = [twice(officer) for _ in range(race_rounds)]
    assert any(sum(isinstance(one, AlreadySaved) for one in pair) != 1 for pair in outcomes)


def test_two_imports_at_once_share_a_picture_and_no_address(officer, race_rounds):
    for number in range(race_rounds):
        outcomes = import_same(officer, number)
        assert all(isinstance(one, list) for one in outcomes), outcomes
    assert UnionImage.objects.count() == 2
    slugs = NewsPage.objects.values_list("slug", flat=True)
    assert len(set(slugs)) == len(slugs) == 2 * race_rounds


def test_without_the_lock_two_imports_at_once_collide(officer, without_locks, race_rounds):
    outcomes = [one for number in range(race_rounds) for one in import_same(officer, number)]
    assert any(isinstance(one, Exception) for one in outcomes) or UnionImage.objects.count() > 2
