"""A queue of several pages, and what it costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from approval import small_changes, views
from approval.approvers import deciders_of
from approval.models import ApprovalRecord, Finder, ReviewTask
from approval.queue import everything_that_waits, waiting_for
from tests.factories import BookFactory, HonourFactory, RecurringActivityFactory
from tests.list_costs import queries_for

from .conftest import make_draft, submit

QUEUE = "/admin/approvals/"
LIST = "/admin/approval/approvalrecord/"
PLACE = "第 1 页"


@pytest.fixture
def long_queue(news_index, officer, monkeypatch):
    """One item more than a page shows."""
    monkeypatch.setattr(views, "PAGE_LENGTH", 3)
    return [
        submit(make_draft(news_index, officer, f"walk-{number}"), officer) for number in range(views.PAGE_LENGTH + 1)
    ]


def test_what_does_not_fit_on_the_first_page_of_the_queue_is_on_the_next(long_queue, chair, client):
    client.force_login(chair)
    first = client.get(QUEUE)
    assert [row.state.pk for row in first.context["waiting"]] == [state.pk for state in long_queue[:-1]]
    assert 'href="?p=2"' in first.content.decode()
    assert [row.state.pk for row in client.get(f"{QUEUE}?p=2").context["waiting"]] == [long_queue[-1].pk]


def test_a_full_page_of_the_queue_costs_twenty_queries_at_most(long_queue, officer, chair, client):
    for thing in (HonourFactory, BookFactory, RecurringActivityFactory):
        thing(submitted=True, by=officer)
    client.force_login(chair)
    assert len(queries_for(client, QUEUE)) <= 20
    ReviewTask.objects.update(finder=Finder.DEPARTMENT_HEAD)
    assert len(queries_for(client, QUEUE)) <= 20


def test_what_the_waiting_items_say_stays_in_the_database(long_queue, chair):
    with CaptureQueriesContext(connection) as queries:
        assert len(waiting_for(chair)) == len(long_queue)
    assert not [query["sql"] for query in queries if '"body"' in query["sql"] or '_revision"."content"' in query["sql"]]


def test_of_a_long_queue_the_department_of_origin_alone_is_read(long_queue, officer, chair):
    ReviewTask.objects.update(finder=Finder.DEPARTMENT_HEAD)
    with CaptureQueriesContext(connection) as one:
        deciders_of(everything_that_waits()[:1])
    with CaptureQueriesContext(connection) as all_of_them:
        deciders_of(everything_that_waits())
    assert len(all_of_them) == len(one)


def test_small_changes_are_looked_for_among_the_oldest_alone(news_index, officer, chair, client, monkeypatch):
    monkeypatch.setattr(small_changes, "LOOKED_THROUGH", 1)
    submit(make_draft(news_index, officer, "long", body=[("text", "<p>" + "长" * 500 + "</p>")]), officer)
    submit(make_draft(news_index, officer, "short"), officer)
    client.force_login(chair)
    page = client.get(f"{QUEUE}several/")
    assert page.context["small"] == []
    assert "最早的 1 项" in page.content.decode()


def test_a_list_of_one_page_does_not_count_its_pages(draft, officer, chair, client):
    submit(draft, officer)
    client.force_login(chair)
    for address in (QUEUE, LIST):
        page = client.get(address).content.decode()
        assert "春季健步走报名" in page
        assert PLACE not in page


def test_a_list_of_several_pages_counts_them(long_queue, chair, client, monkeypatch):
    monkeypatch.setattr("people.records.RecordAdmin.list_per_page", 3)
    client.force_login(chair)
    assert ApprovalRecord.objects.count() == len(long_queue)
    for address in (QUEUE, LIST):
        assert PLACE in client.get(address).content.decode()
