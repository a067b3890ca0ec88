"""A member's own notices."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from notices.actions import mark_read, notify
from notices.models import Notice
from tests.factories import MemberFactory
from tests.list_costs import queries_for


@pytest.fixture
def reader(site):
    return MemberFactory()


def tell(member, count=1, **fields):
    first = Notice.objects.count()
    for number in range(first, first + count):
        notify([member], kind="test", key=f"key {number}", **{"subject": f"第{number}条", "body": "正文", **fields})


@pytest.mark.parametrize(
    "address",
    [
        *["/me/notices/", "/me/notices/1/open/", "/me/notices/read/", "/me/notices/1/", "/me/notices/1/received/"],
        *["/me/notices/settings/", "/me/notices/sent/", "/me/notices/of/1/"],
    ],
)
def test_a_visitor_is_asked_to_sign_in(address, site, client):
    response = client.get(address)
    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/?next=")


def test_an_empty_inbox_says_so(reader, client):
    client.force_login(reader)
    assert 'class="empty-state"' in client.get("/me/notices/").content.decode()


def test_a_member_sees_nobody_elses_notices(reader, client):
    tell(MemberFactory(), subject="给别人的")
    client.force_login(reader)
    assert "给别人的" not in client.get("/me/notices/").content.decode()


def test_nobody_opens_another_members_notice(reader, client):
    other = MemberFactory()
    tell(other)
    client.force_login(reader)
    assert client.post(f"/me/notices/{other.notices.get().pk}/open/").status_code == 404
    assert other.notices.get().is_unread


def test_opening_marks_as_read_and_leads_on(reader, client):
    tell(reader, link="/news/")
    client.force_login(reader)
    response = client.post(f"/me/notices/{reader.notices.get().pk}/open/")
    assert response.url == "/news/"
    assert not reader.notices.get().is_unread


def test_a_notice_without_a_link_leads_to_its_own_page(reader, client):
    tell(reader, body="很长的正文" * 40)
    pk = reader.notices.get().pk
    client.force_login(reader)
    assert client.post(f"/me/notices/{pk}/open/").url == f"/me/notices/{pk}/"
    assert "很长的正文" * 40 in client.get(f"/me/notices/{pk}/").content.decode()


def test_looking_writes_nothing(reader, client):
    tell(reader)
    client.force_login(reader)
    assert client.get(f"/me/notices/{reader.notices.get().pk}/open/").status_code == 405
    assert client.get("/me/notices/read/").status_code == 405
    client.get("/me/notices/")
    assert reader.notices.get().is_unread


def test_all_are_marked_as_read_at_once_and_only_ones_own(reader, client):
    other = MemberFactory()
    tell(reader, 3)
    tell(other)
    client.force_login(reader)
    assert client.post("/me/notices/read/").url == "/me/notices/"
    assert not reader.notices.unread().exists()
    assert other.notices.unread().exists()


@pytest.mark.parametrize("page", ["999", "abc", "-1", "0", "%00", ""])
def test_a_page_out_of_range_is_the_nearest(page, reader, client):
    tell(reader, 21)
    client.force_login(reader)
    assert client.get(f"/me/notices/?page={page}").status_code == 200


def test_the_inbox_costs_the_same_for_one_notice_and_for_twenty(reader, client):
    client.force_login(reader)
    tell(reader)
    one = queries_for(client, "/me/notices/")
    tell(reader, 19)
    assert len(client.get("/me/notices/").context["notices"]) == 20
    assert len(queries_for(client, "/me/notices/")) == len(one)


def test_only_what_is_unread_or_of_one_kind_is_shown(reader, client):
    for number, kind in enumerate(["approval.waiting", "approval.sent_back", "approval.sent_back"]):
        notify([reader], kind=kind, key=f"of a kind {number}", subject=f"第{number}条")
    mark_read(reader.notices.get(subject="第2条"))
    client.force_login(reader)

    def shown(query=""):
        return sorted(notice.subject for notice in client.get(f"/me/notices/{query}").context["notices"])

    assert shown() == ["第0条", "第1条", "第2条"]
    assert shown("?unread=1") == ["第0条", "第1条"]
    assert shown("?kind=approval.sent_back") == ["第1条", "第2条"]
    assert shown("?kind=approval.sent_back&unread=1") == ["第1条"]
    assert shown("?kind=no.such") == []
    assert "没有符合" in client.get("/me/notices/?kind=no.such").content.decode()


def test_pages_keep_the_choice(reader, client):
    tell(reader, 21)
    client.force_login(reader)
    assert "?unread=1&amp;page=2" in client.get("/me/notices/?unread=1").content.decode()


def test_every_page_says_how_many_are_unread_with_one_query(reader, client):
    client.force_login(reader)
    assert 'class="unread"' not in client.get("/news/").content.decode()
    tell(reader, 3)
    with CaptureQueriesContext(connection) as captured:
        text = client.get("/news/").content.decode()
    assert "3条未读" in text
    assert sum("notices_notice" in query["sql"] for query in captured) == 1


@pytest.mark.parametrize("address", ["/me/", "/me/notices/"])
def test_ones_own_pages_count_once(address, reader, client):
    tell(reader)
    client.force_login(reader)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    assert sum("read_at" in query["sql"] and "COUNT" in query["sql"] for query in captured) == 1


def test_a_visitor_costs_no_query_for_notices(site, client):
    with CaptureQueriesContext(connection) as captured:
        client.get("/news/")
    assert [query for query in captured if "notices_" in query["sql"]] == []


def test_nobody_reads_the_page_of_anothers_notice(reader, client):
    other = MemberFactory()
    tell(other)
    client.force_login(reader)
    assert client.get(f"/me/notices/{other.notices.get().pk}/").status_code == 404


def test_who_was_told_the_same_is_led_to_the_own_notice(reader, client):
    other = MemberFactory()
    notify([reader, other], kind="test", key="same", subject="同一件事")
    client.force_login(reader)
    response = client.get(f"/me/notices/{other.notices.get().pk}/")
    assert response.url == f"/me/notices/{reader.notices.get().pk}/"


def test_what_was_said_to_one_alone_is_passed_on_without_an_address_that_opens_for_nobody_else(reader, client):
    notify([reader], kind="test", key="alone", subject="只对一人")
    client.force_login(reader)
    page = client.get(f"/me/notices/{reader.notices.get().pk}/")
    assert page.context["text_to_paste"] == "只对一人"
