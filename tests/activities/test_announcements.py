"""What a leader tells the members of a club, and what its page tells everybody."""

from datetime import timedelta

from django.utils import timezone

from activities.membership.joining import ask_to_join
from activities.membership.personal_data import empty
from activities.models import ClubAnnouncement
from notices.models import Notice
from tests.factories import MemberFactory

from .clubs import let_in, post, recruiting_club, shown


def announced(client, club, attempt, **fields):
    data = {"subject": "周三停课", "text": "教室检修。", "attempt": attempt, **fields}
    return post(client, "announce_to_club", club, data)


def test_an_announcement_reaches_the_members_once_and_nobody_else(club, leader, client):
    member, asking = MemberFactory(), MemberFactory()
    let_in(club, member)
    ask_to_join(asking, club)
    client.force_login(leader)
    for _press in range(2):
        announced(client, club, "8d1c3a52-0d4b-4a1e-9a51-0f3f1d0f0002", asks_receipt="on")
    [notice] = Notice.objects.filter(kind="activities.announcement")
    assert (notice.recipient, notice.asks_receipt) == (member, True)
    assert ClubAnnouncement.objects.count() == 1
    client.force_login(member)
    assert "周三停课" in client.get(notice.link).content.decode()


def test_a_club_has_so_many_announcements_a_day_and_no_more(club, leader, client):
    let_in(club)
    client.force_login(leader)
    for number in range(4):
        subject = f"第{number}次停课"
        html = announced(client, club, f"8d1c3a52-0d4b-4a1e-9a51-0f3f1d0f100{number}", subject=subject)
    assert "请明天再发" in html
    # What was typed is not lost.
    assert "教室检修。" in html
    assert ClubAnnouncement.objects.count() == 3


def test_the_same_words_out_of_a_form_that_came_back_are_sent_once(club, leader, client):
    let_in(club)
    client.force_login(leader)
    announced(client, club, "8d1c3a52-0d4b-4a1e-9a51-0f3f1d0f1001")
    html = announced(client, club, "8d1c3a52-0d4b-4a1e-9a51-0f3f1d0f1002")
    assert "没有重复发送" in html
    assert ClubAnnouncement.objects.count() == 1


def test_an_announcement_to_nobody_is_refused(club, leader, client):
    client.force_login(leader)
    assert "没有可通知的成员" in announced(client, club, "8d1c3a52-0d4b-4a1e-9a51-0f3f1d0f0004")
    assert not ClubAnnouncement.objects.exists()


def test_what_is_announced_to_everybody_stands_on_the_page_until_its_day(site, client):
    today = timezone.localdate()
    club = recruiting_club(announcement="周六公开课，欢迎旁听", announced_until=today)
    assert "周六公开课" in shown(client, club)
    club.announced_until = today - timedelta(days=1)
    club.save()
    assert "周六公开课" not in shown(client, club)


def test_the_words_of_announcements_go_with_the_personal_data(club, leader, client):
    let_in(club)
    client.force_login(leader)
    announced(client, club, "8d1c3a52-0d4b-4a1e-9a51-0f3f1d0f0006")
    empty(leader)
    assert list(ClubAnnouncement.objects.values_list("subject", "text")) == [("", "")]
