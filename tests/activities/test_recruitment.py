"""The page on which several clubs are joined in one go."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from activities.membership.joining import ask_to_join
from signups.models import SignUp
from tests.factories import MemberFactory
from tests.list_costs import queries_for

from .clubs import recruiting_club


def recruitment(client):
    response = client.get(reverse("club_recruitment"))
    assert response.status_code == 200
    return response


def test_the_recruitment_page_lists_who_takes_members_now_and_soon(site, client):
    today = timezone.localdate()
    recruiting_club(title="正在招新", places=5)
    recruiting_club(
        title="下月招新",
        recruitment_opens_on=today + timedelta(days=20),
        recruitment_closes_on=today + timedelta(days=30),
    )
    recruiting_club(title="早已招完", recruitment_closes_on=today - timedelta(days=1))
    recruiting_club(title="从不招新", recruitment_opens_on=None, recruitment_closes_on=None)
    context = recruitment(client).context
    assert [each.club.title for each in context["now"]] == ["正在招新"]
    assert [each.club.title for each in context["soon"]] == ["下月招新"]
    assert "余 5 个名额" in recruitment(client).content.decode()


def test_without_a_club_that_recruits_the_page_says_so(site, client):
    assert 'class="empty-state"' in recruitment(client).content.decode()


def test_several_clubs_are_joined_in_one_press_and_each_answers_for_itself(site, client):
    member = MemberFactory()
    one, two, three = (recruiting_club() for _number in range(3))
    ask_to_join(member, two)
    client.force_login(member)
    data = {"club": [one.pk, two.pk, "x", "\x00", 99_999_999], "attempt": "8d1c3a52-0d4b-4a1e-9a51-0f3f1d0f0005"}
    html = client.post(reverse("club_recruitment"), data, follow=True).content.decode()
    assert one.title in html
    assert set(SignUp.objects.filter(member=member).values_list("session__offering__thing_id", flat=True)) == {
        one.pk,
        two.pk,
    }
    client.post(reverse("club_recruitment"), {"attempt": data["attempt"]})
    assert SignUp.objects.count() == 2


def test_a_visitor_who_asks_for_several_clubs_is_led_to_the_sign_in(site, client):
    club = recruiting_club()
    assert client.post(reverse("club_recruitment"), {"club": club.pk}).url.startswith(reverse("account_login"))


def test_the_recruitment_page_costs_the_same_for_one_club_and_for_twenty(site, client):
    member = MemberFactory()
    client.force_login(member)
    ask_to_join(member, recruiting_club())
    one = queries_for(client, reverse("club_recruitment"))
    for _number in range(19):
        ask_to_join(member, recruiting_club())
    assert len(recruitment(client).context["now"]) == 20
    assert len(queries_for(client, reverse("club_recruitment"))) == len(one)


def test_who_has_asked_all_clubs_is_offered_nothing_to_send(site, client):
    club, member = recruiting_club(), MemberFactory()
    client.force_login(member)
    assert "申请加入所选俱乐部" in recruitment(client).content.decode()
    ask_to_join(member, club)
    html = recruitment(client).content.decode()
    assert "申请加入所选俱乐部" not in html
    assert "没有可再申请的俱乐部" in html
