"""What is public can be taken down at once: with a remark, by an approver, and others are told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Site

from approval.errors import NotPublic, NotYoursToTakeDown, RemarkMissing
from approval.models import ApprovalSettings
from approval.taking_down import take_down
from news.models import NewsPage
from notices.models import Notice
from people.models import Role
from tests.factories import BookFactory, HonourFactory, RecurringActivityFactory

from .conftest import decide, make_member, submit


@pytest.fixture
def live(draft, officer, chair):
    decide(submit(draft, officer), chair)
    return NewsPage.objects.get(pk=draft.pk)


def address(page) -> str:
    return reverse("approval_take_down", args=["news", "newspage", page.pk])


def test_author_other_approvers_and_administrator_are_told_why(live, chair, deputy, officer, reader):
    administrator = make_member("1006", "周管理", Role.ADMINISTRATOR)
    take_down(live, chair, "时间有误")
    told = Notice.objects.filter(kind="approval.taken_down")
    assert {notice.recipient for notice in told} == {officer, deputy, administrator}
    assert all("时间有误" in notice.body for notice in told)
    assert not NewsPage.objects.get(pk=live.pk).live


def test_it_needs_a_remark(live, chair, client):
    with pytest.raises(RemarkMissing):
        take_down(live, chair, "  ")
    client.force_login(chair)
    answer = client.post(address(live), {"comment": " "})
    assert answer.status_code == 422
    assert NewsPage.objects.get(pk=live.pk).live


def test_nobody_but_an_approver_does_it(live, officer, superuser, client):
    for member in (officer, superuser):
        with pytest.raises(NotYoursToTakeDown):
            take_down(live, member, "时间有误")
        client.force_login(member)
        client.post(address(live), {"comment": "时间有误"})
        assert NewsPage.objects.get(pk=live.pk).live


def test_a_second_tab_finds_it_done(live, chair, deputy):
    take_down(live, chair, "时间有误")
    with pytest.raises(NotPublic):
        take_down(live, deputy, "时间有误")


@pytest.mark.parametrize("kind", ["people/member", "news/newscategory", "nothing/at-all"])
def test_only_what_is_approved_has_such_a_page(kind, chair, client):
    client.force_login(chair)
    assert client.get(f"/admin/approvals/take-down/{kind}/{chair.pk}/").status_code == 404


def test_wagtails_bulk_unpublishing_is_refused(live, chair, client):
    client.force_login(chair)
    client.post(f"/admin/bulk/wagtailcore/page/unpublish/?id={live.pk}", {"include_descendants": "on"})
    assert NewsPage.objects.get(pk=live.pk).live


def test_common_reasons_can_be_picked_and_are_those_of_the_office(live, chair, client):
    client.force_login(chair)
    assert 'data-remark="含有不应公开的个人信息。"' in client.get(address(live)).content.decode()
    ApprovalSettings.objects.create(take_down_remarks="时间有误。\n\n 地点有误。")
    html = client.get(address(live)).content.decode()
    assert html.count("data-remark=") == 2
    assert 'data-remark="地点有误。"' in html


# The way there from the public page


@pytest.fixture
def public(live):
    """A public article, where readers find it."""
    Site.objects.update(root_page=live.get_parent().get_parent())
    Site.clear_site_root_paths_cache()
    yield live
    Site.clear_site_root_paths_cache()


def offered(client, member, where) -> str:
    client.force_login(member)
    answer = client.get(where)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_approver_finds_the_way_on_the_public_page_itself(public, chair, deputy, client):
    for member in (chair, deputy):
        html = offered(client, member, "/news/spring-walk/")
        assert f'href="{address(public)}"' in html
        assert "撤下" in html


def test_nobody_else_does(public, officer, superuser, reader, client):
    assert "wagtail-userbar" not in client.get("/news/spring-walk/").content.decode()
    for member in (officer, superuser, reader):
        assert "wagtail-userbar" not in offered(client, member, "/news/spring-walk/")


def test_it_costs_a_reader_one_query(public, reader, client):
    offered(client, reader, "/news/spring-walk/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/news/spring-walk/")
    assert sum("auth_group" in query["sql"] for query in queries) <= 1


@pytest.mark.parametrize(
    ("factory", "where"),
    [
        (HonourFactory, "/honours/{}/"),
        (BookFactory, "/reading/books/{}/"),
        (RecurringActivityFactory, "/activities/{}/"),
    ],
)
def test_what_is_no_page_is_taken_down_from_its_own_address_too(factory, where, public, chair, client):
    thing = factory()
    way = reverse("approval_take_down", args=[thing._meta.app_label, thing._meta.model_name, thing.pk])
    assert f'href="{way}"' in offered(client, chair, where.format(thing.pk))


def test_a_preview_offers_it_not(public, officer, chair, client):
    public.summary = "改到五月。"
    public.save_revision(user=officer)
    state = submit(public, officer)
    assert address(public) not in offered(client, chair, reverse("approval_preview", args=[state.pk]))
