"""「收到」: asked for, given with one tap, and seen by whoever sent the notice or leads the group."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from approval.deputies import name_deputy
from notices.actions import notify
from notices.models import Event
from tests.factories import BranchFactory, MemberFactory, UnionGroupFactory
from tests.list_costs import queries_for

from .ways import PLAIN


@pytest.fixture
def sender(site):
    return MemberFactory(name="钱小文")


@pytest.fixture
def leader(site):
    return MemberFactory(name="沈组长")


@pytest.fixture
def group(leader):
    return UnionGroupFactory(name="急诊组", leader=leader)


def tell(members, sender=None, **facts):
    """Ask members for a receipt; returns the event."""
    facts = {
        "subject": "周六义诊集合时间",
        "body": "七点半，门诊大厅。\n请带工牌。\n第三行",
        "asks_receipt": True,
        **facts,
    }
    [notice, *_others] = notify(members, kind=PLAIN, key="clinic", sender=sender, **facts)
    return notice.event


def page(client, member, event, **query) -> str:
    client.force_login(member)
    return client.get(reverse("event", args=[event.pk]), query).content.decode()


def test_one_tap_says_received_and_when(sender, client):
    member = MemberFactory()
    tell([member], sender)
    notice = member.notices.get()
    client.force_login(member)
    assert "收到<span" in client.get("/me/notices/").content.decode()
    response = client.post(f"/me/notices/{notice.pk}/received/")
    assert response.url == f"/me/notices/{notice.pk}/"
    notice.refresh_from_db()
    first = notice.received_at
    assert first
    assert not notice.is_unread
    client.post(f"/me/notices/{notice.pk}/received/")
    notice.refresh_from_db()
    assert notice.received_at == first
    shown = client.get("/me/notices/").content.decode()
    assert "已收到 20" in shown
    assert "收到<span" not in shown


def test_what_asks_for_no_receipt_takes_none(sender, client):
    member = MemberFactory()
    tell([member], sender, asks_receipt=False)
    client.force_login(member)
    assert "收到<span" not in client.get("/me/notices/").content.decode()
    assert client.post(f"/me/notices/{member.notices.get().pk}/received/").status_code == 404


def test_looking_gives_no_receipt(sender, client):
    member = MemberFactory()
    tell([member], sender)
    notice = member.notices.get()
    client.force_login(member)
    assert client.get(f"/me/notices/{notice.pk}/").status_code == 200
    assert client.get(f"/me/notices/{notice.pk}/received/").status_code == 405
    notice.refresh_from_db()
    assert notice.received_at is None


def test_the_sender_sees_every_group_with_gaps_first(sender, group, client):
    other = UnionGroupFactory(name="药剂组")
    there, missing = MemberFactory(name="林月", union_group=other), MemberFactory(name="周远", union_group=group)
    event = tell([there, missing], sender)
    client.force_login(there)
    client.post(f"/me/notices/{there.notices.get().pk}/received/")
    text = page(client, sender, event)
    assert "2 人中 1 人已收到" in text
    assert text.index("急诊组") < text.index("周远") < text.index("药剂组") < text.index("林月")


def test_a_leader_sees_the_own_group_alone(sender, leader, group, client):
    mine = MemberFactory(name="周远", union_group=group)
    theirs = MemberFactory(name="林月", union_group=UnionGroupFactory(name="药剂组"))
    text = page(client, leader, tell([mine, theirs, MemberFactory(name="无组人")], sender))
    assert "周远" in text
    assert "1 人中 0 人已收到" in text
    assert [name for name in ("林月", "药剂组", "无组人") if name in text] == []


def test_the_chair_of_a_branch_sees_its_groups(sender, client):
    chair = MemberFactory()
    group = UnionGroupFactory(name="放射组", branch=BranchFactory(chair=chair))
    assert "放射组" in page(client, chair, tell([MemberFactory(union_group=group)], sender))


def test_whoever_is_in_no_group_is_listed_as_such(sender, client):
    assert "未编入工会小组" in page(client, sender, tell([MemberFactory()], sender))


def test_nobody_else_finds_it(sender, leader, group, client):
    member = MemberFactory(union_group=group)
    event = tell([member], sender)
    leader_of_another = UnionGroupFactory(leader=MemberFactory()).leader
    for reader in (member, leader_of_another, MemberFactory(administrator=True)):
        client.force_login(reader)
        assert client.get(reverse("event", args=[event.pk])).status_code == 404
        assert client.post(reverse("remind_of_event", args=[event.pk])).status_code == 404
        assert event.subject not in client.get(reverse("sent_notices")).content.decode()


def test_a_leader_does_not_find_what_asks_for_no_receipt(sender, leader, group, client):
    event = tell([MemberFactory(union_group=group)], sender, asks_receipt=False)
    client.force_login(leader)
    assert client.get(reverse("event", args=[event.pk])).status_code == 404


def test_who_is_missing_is_reminded_once(sender, leader, group, client):
    mine, theirs = MemberFactory(union_group=group), MemberFactory()
    done = MemberFactory(union_group=group)
    event = tell([mine, theirs, done], sender)
    client.force_login(done)
    client.post(f"/me/notices/{done.notices.get().pk}/received/")

    client.force_login(leader)
    assert "提醒 1 人" in client.get(reverse("event", args=[event.pk])).content.decode()
    response = client.post(reverse("remind_of_event", args=[event.pk]), follow=True)
    assert "已提醒 1 人" in response.content.decode()
    [reminder] = mine.notices.filter(kind="notices.reminder")
    assert reminder.subject == "请确认收到：周六义诊集合时间"
    assert "沈组长" in reminder.body
    assert client.post(reverse("remind_of_event", args=[event.pk]), follow=True)
    assert mine.notices.filter(kind="notices.reminder").count() == 1
    assert not theirs.notices.filter(kind="notices.reminder").exists()
    assert "每人只提醒一次" in client.get(reverse("event", args=[event.pk])).content.decode()

    client.force_login(sender)
    client.post(reverse("remind_of_event", args=[event.pk]))
    assert theirs.notices.filter(kind="notices.reminder").count() == 1
    assert mine.notices.filter(kind="notices.reminder").count() == 1
    assert not done.notices.filter(kind="notices.reminder").exists()


def test_the_reminder_leads_to_the_notice_itself(sender, client):
    member = MemberFactory()
    event = tell([member], sender)
    client.force_login(sender)
    client.post(reverse("remind_of_event", args=[event.pk]))
    client.force_login(member)
    reminder = member.notices.get(kind="notices.reminder")
    response = client.post(f"/me/notices/{reminder.pk}/open/", follow=True)
    assert "周六义诊集合时间" in response.content.decode()
    assert "收到<span" in response.content.decode()


def test_who_has_left_is_missing_no_more(sender, client):
    gone = MemberFactory(name="调走的人")
    event = tell([gone, MemberFactory()], sender)
    gone.is_active = False
    gone.save(update_fields=["is_active"])
    text = page(client, sender, event)
    assert "调走的人" not in text
    assert "1 人中 0 人已收到" in text


def test_every_visitor_is_asked_to_sign_in(sender, client):
    event = tell([MemberFactory()], sender)
    for name in ("event", "remind_of_event", "notice_of_event"):
        assert client.get(reverse(name, args=[event.pk])).status_code in (302, 405)


def test_a_page_of_receipts_costs_the_same_for_one_group_and_for_twenty(sender, client):
    client.force_login(sender)
    tell([MemberFactory(union_group=UnionGroupFactory())], sender)
    event = Event.objects.get()
    address = reverse("event", args=[event.pk])
    few = queries_for(client, address)
    notify(
        [MemberFactory(union_group=UnionGroupFactory()) for _number in range(19)],
        kind=PLAIN,
        key="clinic",
        subject="周六义诊集合时间",
        sender=sender,
        asks_receipt=True,
    )
    assert client.get(address).context["told"] == 20
    assert len(queries_for(client, address)) == len(few)


def test_a_deputy_is_asked_for_a_receipt_and_the_principal_sees_it(site, client):
    principal, deputy = MemberFactory(chair=True), MemberFactory(name="代班人", deputy=True)
    today = timezone.localdate()
    name_deputy(principal, deputy, today, today + timedelta(days=3))
    assert "代班人" in page(client, principal, Event.objects.get())
