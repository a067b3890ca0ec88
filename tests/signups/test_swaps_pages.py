"""The panel on the page of a date, by which places are exchanged and passed on."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from people.models import Audience
from signups.actions.signing_up import sign_up
from signups.errors import SeveralCalledSo
from signups.models import Offering, SignUp, SignUpTerms, SwapOffer
from signups.swaps.swapping import offer
from tests.factories import (
    ClubPageFactory,
    DepartmentFactory,
    DependantFactory,
    DriveFactory,
    MemberFactory,
    OfferingFactory,
    RecurringActivityFactory,
    SessionFactory,
    SignUpFactory,
)
from tests.list_costs import queries_for

from .asking import SIZE


@pytest.fixture
def dates(site):
    offering = OfferingFactory(capacity=2)
    first = SessionFactory(offering=offering)
    return first, SessionFactory(offering=offering, starts_at=timezone.now() + timedelta(days=6))


def holder_of(session, **fields):
    return sign_up(MemberFactory(**fields), session)[0]


def page_of(session):
    return f"/sessions/{session.pk}/"


def test_one_offers_and_the_other_accepts_without_reading_who_it_was(client, dates):
    first, second = dates
    mine, theirs = holder_of(first, name="换场甲"), holder_of(second)
    client.force_login(mine.member)
    client.post(f"/sessions/{first.pk}/swap/", {"wanted": second.pk})
    found = SwapOffer.objects.get()
    assert (found.sign_up, found.wanted) == (mine, second)
    client.force_login(theirs.member)
    page = client.get(page_of(second)).content.decode()
    assert f"/swaps/{found.pk}/accept/" in page
    assert "换场甲" not in page
    answer = client.post(f"/swaps/{found.pk}/accept/", {"from": second.pk})
    assert answer["Location"] == page_of(first)
    assert first.sign_ups.granted().get().member == theirs.member
    assert second.sign_ups.granted().get().member == mine.member


def test_a_place_is_given_by_name_within_the_ward_and_accepted_there(client, dates):
    ward = DepartmentFactory()
    mine = holder_of(dates[0], department=ward, name="送出者")
    colleague = MemberFactory(department=ward, name="接手者")
    client.force_login(mine.member)
    client.post(f"/sessions/{dates[0].pk}/swap/", {"to": "接手者"})
    client.force_login(colleague)
    page = client.get(page_of(dates[0])).content.decode()
    assert "送出者" in page
    client.post(f"/swaps/{SwapOffer.objects.get().pk}/accept/")
    assert dates[0].sign_ups.granted().get().member == colleague


def test_to_take_a_given_place_is_the_main_act_of_a_date_that_is_full(client, dates):
    ward = DepartmentFactory()
    mine, _other = holder_of(dates[0], department=ward), holder_of(dates[0])
    colleague = MemberFactory(department=ward)
    made = offer(mine, mine.member, to=colleague)
    client.force_login(colleague)
    page = client.get(page_of(dates[0])).content.decode()
    [main] = re.findall(r'class="act__bar[^"]*"[^>]*action="([^"]+)"', page)
    assert main == f"/swaps/{made.pk}/accept/"
    assert f"/sessions/{dates[0].pk}/sign-up/" not in page
    # Also for whoever waits there, and might leave the queue by mistake.
    client.post(f"/sessions/{dates[0].pk}/sign-up/", {"attempt": uuid4()})
    page = client.get(page_of(dates[0])).content.decode()
    assert re.findall(r'class="[^"]*act__bar[^"]*"[^>]*action="([^"]+)"', page) == [main]
    assert "act__bar--end" not in page
    client.post(f"/swaps/{made.pk}/withdraw/")
    assert "act__bar--end" in client.get(page_of(dates[0])).content.decode()


def test_whoever_is_given_a_place_is_led_to_what_is_asked_there(client, dates):
    Offering.objects.update(questions=[SIZE])
    ward = DepartmentFactory()
    mine, colleague = holder_of(dates[0], department=ward), MemberFactory(department=ward)
    client.force_login(colleague)
    answer = client.post(f"/swaps/{offer(mine, mine.member, to=colleague).pk}/accept/")
    assert answer["Location"].startswith(f"/sessions/{dates[0].pk}/answers/")
    form = client.get(answer["Location"]).context["form"]
    assert [field.label for field in form] == ["衣服尺码"]
    assert all(field.initial is None for field in form)


def test_a_name_outside_the_ward_is_as_unknown_as_none(client, dates):
    mine = holder_of(dates[0], department=DepartmentFactory())
    MemberFactory(name="别科同事", department=DepartmentFactory())
    client.force_login(mine.member)
    said = []
    for words in ("别科同事", "查无此人"):
        answer = client.post(f"/sessions/{dates[0].pk}/swap/", {"to": words}, follow=True)
        said.append([str(message) for message in answer.context["messages"]])
    assert said[0] == said[1]
    assert not SwapOffer.objects.exists()


def test_of_namesakes_the_number_is_asked_for_and_none_is_read_off(client, dates):
    ward = DepartmentFactory()
    mine = holder_of(dates[0], department=ward)
    pair = [MemberFactory(name="王芳", department=ward, employee_number=number) for number in ("TT501", "TT502")]
    client.force_login(mine.member)
    answer = client.post(f"/sessions/{dates[0].pk}/swap/", {"to": "王芳"}, follow=True)
    (said,) = map(str, answer.context["messages"])
    assert said == str(SeveralCalledSo.sentence)
    assert not any(member.employee_number in answer.content.decode() for member in pair)
    client.post(f"/sessions/{dates[0].pk}/swap/", {"to": "tt502"})
    assert SwapOffer.objects.get().to_member == pair[1]


def test_somebody_too_late_reads_that_it_is_gone(client, dates):
    first, second = dates
    mine, one, two = holder_of(first), holder_of(second), holder_of(second)
    made = offer(mine, mine.member)
    for row, gone in ((one, False), (two, True)):
        client.force_login(row.member)
        answer = client.post(f"/swaps/{made.pk}/accept/", {"from": second.pk}, follow=True)
        assert answer.status_code == 200
        assert [message.level_tag for message in answer.context["messages"]] == ["error" if gone else "success"]


def test_an_offer_is_withdrawn_on_the_page(client, dates):
    mine = holder_of(dates[0])
    made = offer(mine, mine.member)
    client.force_login(mine.member)
    assert f"/swaps/{made.pk}/withdraw/" in client.get(page_of(dates[0])).content.decode()
    client.post(f"/swaps/{made.pk}/withdraw/")
    assert not SwapOffer.objects.open().exists()


def test_nobody_reaches_an_offer_that_is_not_for_them(client, dates):
    mine = holder_of(dates[0], department=DepartmentFactory())
    gift = offer(mine, mine.member, to=MemberFactory(department=mine.member.department))
    outsider, holder = MemberFactory(), holder_of(dates[1]).member
    for member in (outsider, holder, MemberFactory(chair=True)):
        client.force_login(member)
        for act in ("accept", "withdraw"):
            assert client.post(f"/swaps/{gift.pk}/{act}/", {"from": dates[1].pk}).status_code == 404
    exchange = offer(mine, mine.member)
    client.force_login(outsider)
    assert client.post(f"/swaps/{exchange.pk}/accept/").status_code == 404
    assert client.post(f"/sessions/{dates[0].pk}/swap/", {"wanted": ""}).status_code == 404
    client.logout()
    assert client.post(f"/swaps/{exchange.pk}/accept/").status_code == 302


def test_a_party_reads_why_it_cannot_exchange(client, site):
    session = SessionFactory(company=SignUpTerms.Company.MAY_BRING, capacity=4)
    member = MemberFactory()
    sign_up(member, session, dependants=[DependantFactory(member=member, name="小宝")])
    client.force_login(member)
    page = client.get(page_of(session)).content.decode()
    assert 'id="swap"' in page
    assert f"/sessions/{session.pk}/swap/" not in page


def test_a_date_that_a_club_keeps_for_others_is_not_named_for_exchange(client, site):
    nobody = Audience.objects.create(name="院领导", everyone=True, years_here=40)
    route = RecurringActivityFactory(title="内部路线", club=ClubPageFactory(visibility="audience", audience=nobody))
    drive, kept = DriveFactory(), Offering.objects.of(route).get()
    Offering.objects.filter(pk=kept.pk).update(drive=drive, mode=SignUpTerms.Mode.FIRST_COME)
    mine, open_one = holder_of(SessionFactory(drive=drive)), SessionFactory(drive=drive)
    theirs = SignUpFactory(session=SessionFactory(offering=Offering.objects.get(pk=kept.pk)))
    offer(theirs, theirs.member)
    client.force_login(mine.member)
    page = client.get(page_of(mine.session)).content.decode()
    assert open_one.offering.title in page
    assert "内部路线" not in page
    client.post(f"{page_of(mine.session)}swap/", {"wanted": theirs.session_id})
    assert not mine.swap_offers.exists()
    client.force_login(holder_of(mine.session, officer=True).member)
    assert "内部路线" in client.get(page_of(mine.session)).content.decode()


def test_the_page_costs_the_same_with_one_offer_and_with_twenty(client, site):
    offering = OfferingFactory(capacity=30)
    here = SessionFactory(offering=offering)
    me = holder_of(here, department=DepartmentFactory())
    days = iter(range(5, 40))

    def somebody_offers():
        date = SessionFactory(offering=offering, starts_at=timezone.now() + timedelta(days=next(days)))
        row = holder_of(date)
        offer(row, row.member, wanted=here)

    somebody_offers()
    client.force_login(me.member)
    before = len(queries_for(client, page_of(here)))
    for _number in range(19):
        somebody_offers()
    assert SwapOffer.objects.open().count() == 20
    assert len(queries_for(client, page_of(here))) == before
    assert SignUp.objects.filter(state=SignUp.State.SWAPPED).count() == 0
