"""A member's own notices."""

import pytest

from notices.actions import notify
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


@pytest.mark.parametrize("address", ["/me/notices/", "/me/notices/1/open/", "/me/notices/read/"])
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


def test_a_notice_without_a_link_leads_back_to_the_inbox(reader, client):
    tell(reader)
    client.force_login(reader)
    assert client.post(f"/me/notices/{reader.notices.get().pk}/open/").url == "/me/notices/"


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
