"""What an organiser does about people: decides, moves, signs up, writes; and what a second one is told."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from notices.models import Event, Notice
from signups.actions.deciding import take_off
from signups.actions.giving_back import cancel
from signups.actions.signing_up import sign_up
from signups.errors import Clash, HasEnded, SessionCancelled
from signups.models import Answers, SignUp, SignUpTerms
from signups.organising.actions import (
    SAME_WORDS_APART,
    admit_all,
    as_seen,
    sign_up_people,
    stamp_of,
    tell_people,
    transfer,
)
from signups.organising.errors import AnotherOffering, ChangedMeanwhile, NobodyToTell, NoPlaceThere
from tests.factories import MemberFactory, OfferingFactory, SessionFactory, SignUpFactory

from .asking import INSURED, RESIDENT_ID, SIZE, answered, name_of
from .families import son_of

pytestmark = pytest.mark.django_db
State = SignUp.State


def in_days(days):
    return timezone.now().replace(microsecond=0) + timedelta(days=days)


def kinds_told(member):
    return list(member.notices.order_by("pk").values_list("kind", flat=True))


def states_of(session):
    return list(session.sign_ups.order_by("pk").values_list("state", flat=True))


@pytest.fixture
def officer():
    return MemberFactory(officer=True)


@pytest.fixture
def two_dates():
    offering = OfferingFactory(capacity=1)
    return [SessionFactory(offering=offering, starts_at=in_days(days)) for days in (3, 10)]


def act(client, row, name, **data):
    return client.post(f"/sessions/{row.session_id}/list/{row.pk}/{name}/", {"seen": stamp_of(row), **data})


# On the pages.


def test_the_page_of_a_sign_up_offers_what_is_possible_and_nothing_else(site, client, officer):
    client.force_login(officer)
    asks = SignUpFactory(state=State.REQUESTED)
    waits = SignUpFactory(waiting=True)
    over = SignUpFactory(state=State.CANCELLED, ended_at=timezone.now())
    offered = {}
    for row in (asks, waits, over):
        page = client.get(f"/sessions/{row.session_id}/list/{row.pk}/")
        offered[row] = [each.act.key for each in page.context["acts"]]
    assert list(offered.values()) == [["admit", "refuse"], ["put_first", "take_off"], []]


def test_each_act_on_the_page_does_what_it_says(site, client, officer):
    client.force_login(officer)
    session = SessionFactory(capacity=1, mode=SignUpTerms.Mode.APPROVAL)
    first, second, third = [sign_up(member, session)[0] for member in MemberFactory.create_batch(3)]
    assert act(client, first, "admit").status_code == 302
    act(client, second, "refuse", reason="名额留给新职工")
    act(client, third, "admit")
    assert states_of(session) == [State.CONFIRMED, State.REFUSED, State.WAITING]
    third.refresh_from_db()
    act(client, third, "first", reason="孕期")
    first.refresh_from_db()
    act(client, first, "off", reason="已调离本院区")
    assert states_of(session) == [State.CANCELLED, State.REFUSED, State.CONFIRMED]
    assert "已调离本院区" in Notice.objects.get(recipient=first.member, kind="signups.ended").body


def test_an_act_without_its_reason_is_shown_again(site, client, officer):
    client.force_login(officer)
    row = SignUpFactory()
    answer = act(client, row, "off", reason="  ")
    assert answer.status_code == 200
    (refused,) = [each for each in answer.context["acts"] if each.is_open]
    assert refused.form.errors["reason"]
    assert states_of(row.session) == [State.CONFIRMED]


def test_the_second_of_two_organisers_is_told_and_keeps_what_was_typed(site, client, officer):
    client.force_login(officer)
    row = SignUpFactory(waiting=True, session=SessionFactory(capacity=0))
    seen = stamp_of(row)
    act(client, row, "first", reason="孕期")
    answer = client.post(f"/sessions/{row.session_id}/list/{row.pk}/off/", {"seen": seen, "reason": "本人电话要求"})
    page = answer.content.decode()
    assert str(ChangedMeanwhile.sentence) in page
    assert "本人电话要求" in page
    assert states_of(row.session) == [State.WAITING]
    # What they look at now may be decided on.
    row.refresh_from_db()
    assert f'value="{stamp_of(row)}"' in page


def test_taking_off_twice_tells_once(officer):
    row = SignUpFactory()
    seen = stamp_of(row)
    as_seen(take_off, row, officer, seen=seen, reason="重复报名")
    with pytest.raises(ChangedMeanwhile):
        as_seen(take_off, row, officer, seen=seen, reason="重复报名")
    assert kinds_told(row.member) == ["signups.ended"]


# Many at once.


def test_those_who_were_ticked_are_admitted_in_the_order_in_which_they_came(officer):
    session = SessionFactory(capacity=2, mode=SignUpTerms.Mode.APPROVAL)
    rows = [sign_up(member, session)[0] for member in MemberFactory.create_batch(4)]
    admitted = admit_all(session, [rows[3].pk, rows[0].pk, rows[2].pk], officer)
    assert [row.pk for row in admitted] == [rows[0].pk, rows[2].pk, rows[3].pk]
    assert states_of(session) == [State.CONFIRMED, State.REQUESTED, State.CONFIRMED, State.WAITING]
    assert admit_all(session, [row.pk for row in rows[:1]], officer) == []
    assert kinds_told(rows[0].member) == ["signups.placed"]


def test_of_a_party_nobody_is_admitted_alone(officer):
    company = SignUpTerms.Company.TOGETHER
    session = SessionFactory(capacity=5, mode=SignUpTerms.Mode.APPROVAL, company=company)
    parent = MemberFactory()
    child = son_of(parent)
    rows = sign_up(parent, session, dependants=[child])
    admit_all(session, [rows[0].pk], officer)
    assert states_of(session) == [State.CONFIRMED, State.CONFIRMED]


def test_ids_of_another_date_admit_nobody(officer):
    other = SignUpFactory(state=State.REQUESTED)
    assert admit_all(SessionFactory(starts_at=in_days(8)), [other.pk], officer) == []
    assert states_of(other.session) == [State.REQUESTED]


def test_who_is_admitted_is_shown_before_it_happens(site, client, officer):
    client.force_login(officer)
    session = SessionFactory(capacity=2, mode=SignUpTerms.Mode.APPROVAL)
    rows = [sign_up(MemberFactory(name=name), session)[0] for name in ("要批准", "不在内")]
    address = f"/sessions/{session.pk}/list/admit/?chosen={rows[0].pk}"
    page = client.get(address).content.decode()
    assert ("要批准" in page, "不在内" in page) == (True, False)
    client.post(address)
    assert states_of(session) == [State.REQUESTED] * 2
    client.post(address, {"chosen": [rows[0].pk]})
    assert states_of(session) == [State.CONFIRMED, State.REQUESTED]


# To another date.


def test_whoever_is_moved_has_a_place_there_history_here_and_is_told_once(officer, two_dates):
    here, there = two_dates
    moved, next_one = MemberFactory.create_batch(2)
    row = sign_up(moved, here, note="带水杯")[0]
    sign_up(next_one, here)
    made = transfer(row, officer, to=there, reason="原场次人太多")[0]
    assert states_of(here) == [State.SWAPPED, State.CONFIRMED]
    assert (made.state, made.session_id, made.signed_up_by, made.note) == (
        State.CONFIRMED,
        there.pk,
        officer,
        "带水杯",
    )
    assert kinds_told(moved) == ["signups.placed", "signups.transferred"]
    assert kinds_told(next_one) == ["signups.came_in"]
    assert "原场次人太多" in moved.notices.get(kind="signups.transferred").body


def test_nobody_loses_a_place_by_being_moved_to_a_full_date(officer, two_dates):
    here, there = two_dates
    row = sign_up(MemberFactory(), here)[0]
    sign_up(MemberFactory(), there)
    with pytest.raises(NoPlaceThere):
        transfer(row, officer, to=there)
    assert (states_of(here), states_of(there)) == ([State.CONFIRMED], [State.CONFIRMED])
    assert kinds_told(row.member) == ["signups.placed"]


def test_whoever_waits_may_be_moved_to_another_queue(officer, two_dates):
    here, there = two_dates
    for session in two_dates:
        sign_up(MemberFactory(), session)
    row = sign_up(MemberFactory(), here)[0]
    made = transfer(row, officer, to=there)[0]
    assert made.is_waiting
    assert kinds_told(row.member) == ["signups.transferred"]
    cancel(there.sign_ups.earliest("pk"), there.sign_ups.earliest("pk").member)
    assert kinds_told(row.member) == ["signups.transferred", "signups.came_in"]


def test_a_limit_of_one_date_lets_somebody_be_moved(officer):
    offering = OfferingFactory(limit_per_member=1)
    here, there = [SessionFactory(offering=offering, starts_at=in_days(days)) for days in (3, 10)]
    row = sign_up(MemberFactory(), here)[0]
    assert transfer(row, officer, to=there)[0].is_confirmed


def test_what_was_answered_goes_along_and_can_still_be_read(officer):
    offering = OfferingFactory(questions=[SIZE, INSURED], capacity=3)
    here, there = [SessionFactory(offering=offering, starts_at=in_days(days)) for days in (3, 10)]
    rows = sign_up(MemberFactory(), here)
    said = {SIZE["id"]: "M", INSURED["id"]: RESIDENT_ID}
    assert answered(rows, {name_of(SIZE): "M", name_of(INSURED): RESIDENT_ID}).values == said
    made = transfer(rows[0], officer, to=there)
    assert Answers.objects.get().sign_up == made[0]
    assert Answers.objects.get().values == said


def test_a_party_is_moved_together(officer):
    offering = OfferingFactory(company=SignUpTerms.Company.TOGETHER, capacity=4)
    here, there = [SessionFactory(offering=offering, starts_at=in_days(days)) for days in (3, 10)]
    parent = MemberFactory()
    rows = sign_up(parent, here, dependants=[son_of(parent)])
    made = transfer(rows[1], officer, to=there)
    assert states_of(here) == [State.SWAPPED] * 2
    assert {row.state for row in made} == {State.CONFIRMED}
    assert len({row.party for row in made}) == 1
    assert kinds_told(parent) == ["signups.placed", "signups.transferred"]


def test_nobody_is_moved_where_they_cannot_go(officer, two_dates):
    here, there = two_dates
    row = sign_up(MemberFactory(), here)[0]
    with pytest.raises(AnotherOffering):
        transfer(row, officer, to=SessionFactory(starts_at=in_days(5)))
    sign_up(row.member, SessionFactory(starts_at=there.starts_at))
    with pytest.raises(Clash):
        transfer(row, officer, to=there)
    type(there).objects.filter(pk=there.pk).update(state="cancelled")
    with pytest.raises(SessionCancelled):
        transfer(row, officer, to=there)
    assert states_of(here) == [State.CONFIRMED]
    take_off(row, officer, reason="x")
    with pytest.raises(HasEnded):
        transfer(row, officer, to=there)


def test_the_page_moves_somebody_to_one_of_the_other_dates(site, client, officer, two_dates):
    here, there = two_dates
    client.force_login(officer)
    row = sign_up(MemberFactory(), here)[0]
    assert f'<option value="{there.pk}"' in client.get(f"/sessions/{here.pk}/list/{row.pk}/").content.decode()
    act(client, row, "move", to=there.pk)
    assert states_of(there) == [State.CONFIRMED]


# For others.


def test_somebody_is_found_and_signed_up(site, client, officer):
    client.force_login(officer)
    session, member = SessionFactory(capacity=1), MemberFactory(name="单雅芳", pinyin="shan yafang")
    address = f"/sessions/{session.pk}/list/add/"
    assert "单雅芳" in client.get(f"{address}?q=syf").content.decode()
    client.post(address, {"member": member.pk})
    row = session.sign_ups.get()
    assert (row.member, row.signed_up_by, row.state) == (member, officer, State.CONFIRMED)
    # A second tap says so, and changes nothing.
    page = client.post(address, {"member": member.pk}, follow=True).content.decode()
    assert "单雅芳" in page
    assert session.sign_ups.count() == 1


def test_a_member_that_is_none_is_not_found(site, client, officer):
    client.force_login(officer)
    address = f"/sessions/{SessionFactory().pk}/list/add/"
    gone = MemberFactory(is_active=False)
    assert {client.post(address, {"member": who}).status_code for who in ("", "x", "9" * 30, gone.pk)} == {404}


def test_of_many_all_who_can_are_signed_up_and_of_the_others_it_is_said_why(officer):
    session = SessionFactory(capacity=1)
    there, new, later = MemberFactory.create_batch(3)
    sign_up(there, session)
    outcomes = sign_up_people(session, [there, new, later], officer)
    assert [bool(each.refusal) for each in outcomes] == [True, False, False]
    assert [each.waits for each in outcomes] == [False, True, True]
    assert session.sign_ups.count() == 3


# Messages.


def test_a_message_reaches_each_member_once_however_often_it_is_sent(officer):
    session = SessionFactory(capacity=9)
    parent = MemberFactory()
    child = son_of(parent)
    rows = [SignUpFactory(session=session, member=parent, dependant=child), SignUpFactory(session=session)]
    rows.append(SignUpFactory(session=session, member=parent))
    words = {"subject": "带身份证", "text": "八点门口集合", "attempt": uuid4(), "asks_receipt": True}
    assert tell_people(session, rows, officer, **words) == 2
    assert tell_people(session, rows, officer, **words) == 2
    assert kinds_told(parent) == ["signups.message"]
    event = Event.objects.get(sender=officer)
    assert (event.asks_receipt, event.subject) == (True, "带身份证")
    with pytest.raises(NobodyToTell):
        tell_people(session, [], officer, **words)


def test_of_what_is_confidential_no_receipt_tells_the_leaders_of_groups(officer):
    session = SessionFactory(is_confidential=True, contact=officer)
    row = SignUpFactory(session=session)
    tell_people(session, [row], officer, subject="改时间", text="请回电", attempt=uuid4(), asks_receipt=True)
    assert not Event.objects.get().asks_receipt


def test_the_page_writes_to_those_who_were_ticked_or_to_all(site, client, officer):
    client.force_login(officer)
    session = SessionFactory(capacity=9)
    rows = [SignUpFactory(session=session, member=MemberFactory(name=name)) for name in ("收信人", "另一人")]
    address = f"/sessions/{session.pk}/list/message/"
    page = client.get(f"{address}?chosen={rows[0].pk}")
    assert page.context["people"] == 1
    assert "另一人" not in page.content.decode()
    attempt = str(page.context["form"]["attempt"].value())
    data = {"subject": "带水杯", "text": "下周三", "attempt": attempt}
    short = client.post(address, {**data, "text": "", "chosen": rows[0].pk})
    assert short.status_code == 200
    assert "带水杯" in short.content.decode()
    client.post(address, {**data, "chosen": rows[0].pk})
    assert [kinds_told(row.member) for row in rows] == [["signups.message"], []]
    client.post(address, {**data, "attempt": str(uuid4())})
    assert [len(kinds_told(row.member)) for row in rows] == [1, 1]


def test_a_second_tap_says_how_many_the_first_has_told(site, client, officer):
    client.force_login(officer)
    session = SessionFactory(capacity=9)
    rows = SignUpFactory.create_batch(2, session=session)
    address = f"/sessions/{session.pk}/list/message/"
    data = {"subject": "带水杯", "text": "下周三", "attempt": str(uuid4())}
    for _tap in range(2):
        answer = client.post(address, data, follow=True)
        assert [str(each) for each in answer.context["messages"]] == ["已通知 2 人。"]
    assert [len(kinds_told(row.member)) for row in rows] == [1, 1]


def test_the_same_words_go_to_nobody_a_second_time_within_minutes(site, client, officer):
    client.force_login(officer)
    session, other = SessionFactory.create_batch(2, capacity=9)
    row = SignUpFactory(session=session)
    SignUpFactory(session=other, member=row.member, blocks=None)
    address = f"/sessions/{session.pk}/list/message/"
    words = {"subject": "带水杯", "text": "下周三"}
    client.post(address, {**words, "attempt": str(uuid4())})
    again = client.post(address, {**words, "attempt": str(uuid4())})
    assert again.status_code == 200
    assert again.context["form"].non_field_errors()
    assert "下周三" in again.content.decode()
    assert len(kinds_told(row.member)) == 1
    # About another date, and later, the same words are said once more.
    client.post(f"/sessions/{other.pk}/list/message/", {**words, "attempt": str(uuid4())})
    assert len(kinds_told(row.member)) == 2
    Notice.objects.update(created_at=timezone.now() - SAME_WORDS_APART)
    client.post(address, {**words, "attempt": str(uuid4())})
    assert len(kinds_told(row.member)) == 3


def test_a_form_out_of_the_memory_of_the_browser_with_other_words_is_another_message(officer):
    session = SessionFactory(capacity=9)
    row = SignUpFactory(session=session)
    attempt = uuid4()
    for text in ("八点", "八点半"):
        assert tell_people(session, [row], officer, subject="集合", text=text, attempt=attempt) == 1
    assert list(row.member.notices.order_by("pk").values_list("body", flat=True)) == ["八点", "八点半"]


def test_what_is_no_number_was_not_ticked(site, client, officer):
    client.force_login(officer)
    row = SignUpFactory()
    address = f"/sessions/{row.session_id}/list/message/?chosen=x&chosen={'9' * 40}&chosen={row.pk}"
    assert client.get(address).context["people"] == 1
