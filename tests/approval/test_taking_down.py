"""What is public can be taken down at once: with a remark, by an approver, and others are told."""

import pytest
from django.urls import reverse

from approval.errors import NotPublic, NotYoursToTakeDown, RemarkMissing
from approval.taking_down import take_down
from news.models import NewsPage
from notices.models import Notice
from people.models import Role

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
