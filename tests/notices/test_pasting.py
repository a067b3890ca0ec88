"""A text for the WeChat group: subject, two lines, and an address that those who read it can open."""

import pytest
from django.urls import reverse

from notices.actions import notify
from notices.pasting import is_public, text_to_paste
from tests.factories import MemberFactory, NewsPageFactory

BODY = "\n".join(["七点半，门诊大厅。", "", "请带工牌。", "第三行"])


def test_it_has_the_subject_two_lines_and_the_address(site):
    news = NewsPageFactory(title="周六义诊", slug="clinic")
    assert text_to_paste("周六义诊", BODY, news.url, "/me/notices/1/") == "\n".join(
        ["周六义诊", "七点半，门诊大厅。", "请带工牌。", f"http://testserver{news.url}"]
    )


def test_a_long_line_is_cut(site):
    text = text_to_paste("题", "字" * 200, "/news/", "/me/notices/1/")
    assert text.splitlines()[1] == "字" * 59 + "…"


def test_what_not_everybody_can_open_is_left_for_the_notice_itself(site):
    draft = NewsPageFactory(title="草稿", slug="draft")
    draft.live = False
    draft.save(update_fields=["live"])
    for link in (draft.url or "/news/draft/", "/admin/approvals/1/", "/me/", "", "https://elsewhere.example.org/"):
        assert text_to_paste("题", "", link, "/me/notices/1/") == "题\nhttp://testserver/me/notices/1/", link


def test_a_page_that_is_live_is_public(site):
    news = NewsPageFactory(title="周六义诊", slug="周六义诊")
    assert is_public(news.url)
    assert is_public("/news/")
    assert is_public("/")
    assert is_public(f"{news.url}?from=wechat#comments")


def test_a_page_for_some_alone_is_not(site):
    from wagtail.models import PageViewRestriction

    news = NewsPageFactory(title="内部", slug="inside")
    PageViewRestriction.objects.create(page=news, restriction_type="login")
    assert not is_public(news.url)


@pytest.mark.parametrize("kind", ["people.second_factor", "notices.membership_decided"])
def test_what_is_said_to_one_alone_offers_nothing_to_pass_on(kind, site, client):
    member = MemberFactory()
    [notice] = notify([member], kind=kind, key="1", subject="您的入会申请未通过", body="请补交材料。")
    client.force_login(member)
    text = client.get(f"/me/notices/{notice.pk}/").content.decode()
    assert "请补交材料。" in text
    assert "paste-box" not in text


@pytest.mark.parametrize("of_event", [False, True])
def test_the_page_of_a_notice_offers_the_text_in_a_field(of_event, site, client):
    member, sender = MemberFactory(), MemberFactory()
    [notice] = notify(
        [member],
        kind="test",
        key="1",
        subject="周六义诊",
        body=BODY,
        link="/admin/",
        sender=sender if of_event else None,
    )
    client.force_login(member)
    text = client.get(f"/me/notices/{notice.pk}/").content.decode()
    # What was said to one alone opens for nobody else.
    address = f"\nhttp://testserver{notice.event.address}" if of_event else ""
    assert f"周六义诊\n七点半，门诊大厅。\n请带工牌。{address}</textarea>" in text
    assert 'data-copy-from="text-to-paste"' in text


def test_the_sender_finds_the_same_text(site, client):
    sender = MemberFactory()
    [notice] = notify([MemberFactory()], kind="test", key="1", subject="周六义诊", body=BODY, sender=sender)
    client.force_login(sender)
    text = client.get(reverse("event", args=[notice.event_id])).content.decode()
    assert f"http://testserver/me/notices/of/{notice.event_id}/</textarea>" in text


def test_whoever_was_told_opens_the_own_notice_from_the_group(site, client):
    sender, members = MemberFactory(), MemberFactory.create_batch(2)
    [notice, _other] = notify(members, kind="test", key="1", subject="周六义诊", sender=sender)
    for member in members:
        client.force_login(member)
        response = client.get(reverse("notice_of_event", args=[notice.event_id]))
        assert response.url == f"/me/notices/{member.notices.get().pk}/"
    client.force_login(MemberFactory())
    assert client.get(reverse("notice_of_event", args=[notice.event_id])).status_code == 404
