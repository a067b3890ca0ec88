"""What one may not see is not found: not as a result, nor in counts, suggestions, highlights or words meant."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from cms.search.entries import rebuild
from cms.search.finding import find
from cms.search.guesses import guess
from cms.search.questions import understand
from cms.search.suggesting import suggest
from people.models import Audience
from reading.models import Book
from tests.factories import (
    BookFactory,
    ClubPageFactory,
    ContestFactory,
    DepartmentFactory,
    FestivalPageFactory,
    HonourFactory,
    MemberFactory,
    NewsPageFactory,
    RecurringActivityFactory,
    StandardPageFactory,
)

VISITOR = AnonymousUser()
KINDS = [
    NewsPageFactory,
    ClubPageFactory,
    FestivalPageFactory,
    StandardPageFactory,
    RecurringActivityFactory,
    ContestFactory,
    HonourFactory,
    BookFactory,
]


def finds(client, reader=VISITOR, typed="疗休养") -> bool:
    """Return whether any way to search shows something; all of them must agree."""
    found = find(understand(typed), reader)
    answers = {
        bool(found.counts),
        bool(found.hits),
        bool(found.years or found.departments or found.counts),
        bool(suggest(typed, reader)),
        guess(understand("疗修养"), reader) is not None,
    }
    if reader is not VISITOR:
        client.force_login(reader)
    for way in ("typed", "sound"):
        words = typed if way == "typed" else "liaoxiuyang"
        answers.add("result__link" in client.get("/search/", {"q": words}).content.decode())
        answers.add(bool(client.get("/search/suggestions/", {"q": words}).json()["offered"]))
    assert len(answers) == 1, answers
    return answers.pop()


@pytest.mark.parametrize("factory", KINDS)
def test_what_is_live_is_found_and_gone_once_it_is_taken_down(factory, site, client):
    thing = factory(title="职工疗休养")
    list(rebuild())
    assert finds(client)
    thing.unpublish()
    assert not finds(client)


@pytest.mark.parametrize("factory", KINDS)
def test_what_waits_for_approval_is_not_found(factory, site, client):
    factory(title="职工疗休养", submitted=True)
    list(rebuild())
    assert not finds(client)
    assert not finds(client, MemberFactory())
    assert not finds(client, MemberFactory(officer=True))


@pytest.mark.parametrize("factory", KINDS)
def test_what_is_deleted_is_not_found(factory, site, client):
    thing = factory(title="职工疗休养")
    list(rebuild())
    thing.delete()
    assert not finds(client)


def test_words_of_a_draft_of_something_live_are_not_found(site, client):
    page = NewsPageFactory(title="通知")
    list(rebuild())
    page.title = "职工疗休养"
    page.save_revision()
    page.refresh_from_db()
    page.save()
    assert not finds(client)


def test_words_are_found_from_the_moment_they_are_published(site, client):
    page = NewsPageFactory(title="通知")
    page.title = "职工疗休养"
    page.save_revision().publish(skip_permission_checks=True)
    assert finds(client)
    page.title = "改期通知"
    page.save_revision().publish(skip_permission_checks=True)
    assert not finds(client)


def test_what_has_expired_is_not_found(site, client):
    page = NewsPageFactory(title="职工疗休养")
    list(rebuild())
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")
    assert not finds(client)


def test_what_is_for_staff_is_found_by_staff(site, client):
    NewsPageFactory(title="职工疗休养", staff_only=True)
    list(rebuild())
    assert not finds(client)
    assert finds(client, MemberFactory())


def test_what_is_for_an_audience_is_found_by_it(site, client):
    here = DepartmentFactory()
    audience = Audience.objects.create(name="重症医学科")
    audience.departments.add(here)
    NewsPageFactory(title="职工疗休养", visibility="audience", audience=audience)
    list(rebuild())
    assert not finds(client)
    assert not finds(client, MemberFactory())
    assert finds(client, MemberFactory(department=here))


def test_what_stands_below_a_page_for_staff_is_found_by_staff(site, client):
    above = StandardPageFactory(title="内部", slug="inside", visibility="staff")
    StandardPageFactory(title="职工疗休养", parent=above)
    list(rebuild())
    assert not finds(client)
    assert finds(client, MemberFactory())


def test_what_is_moved_below_a_page_for_staff_is_gone_in_that_moment(site, client):
    above = StandardPageFactory(title="内部", slug="inside", visibility="staff")
    page = StandardPageFactory(title="职工疗休养")
    list(rebuild())
    assert finds(client)
    page.move(above, "last-child")
    assert not finds(client)
    assert finds(client, MemberFactory())


def test_the_activity_of_a_club_for_staff_is_found_by_staff(site, client):
    club = ClubPageFactory(title="内部俱乐部", visibility="staff")
    RecurringActivityFactory(title="职工疗休养", club=club)
    list(rebuild())
    assert not finds(client)
    assert finds(client, MemberFactory())


def test_a_stale_entry_shows_nobody_anything(site, client):
    """Past publishing a row may change without its entry: then nothing of it is shown before the night mends it."""
    BookFactory(title="职工疗休养")
    list(rebuild())
    Book.objects.update(live=False)
    assert suggest("疗休养", VISITOR) == []
    assert "result__link" not in client.get("/search/", {"q": "疗休养"}).content.decode()


def test_years_and_departments_of_what_is_hidden_are_not_offered(site):
    NewsPageFactory(title="职工疗休养", staff_only=True, department=DepartmentFactory())
    list(rebuild())
    found = find(understand("疗休养"), VISITOR)
    assert (found.years, found.departments, found.total) == ({}, {}, 0)
