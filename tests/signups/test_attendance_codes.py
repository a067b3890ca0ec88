"""The member's code, the code at the door, and who gets what from them."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from signups.actions.giving_back import cancel
from signups.attendance.codes import make_code, token_of, use_code
from signups.attendance.door import SECONDS, code_now, is_right
from signups.attendance.marking import OPENS_BEFORE
from signups.errors import CodeUnknown, CodeUsed, NoPlaceHere, SessionCancelled, SessionOver, TooEarlyToMark
from signups.models import AttendanceMark, SignUp, Token
from tests.factories import DependantFactory, MemberFactory, SessionFactory, SignUpFactory

pytestmark = pytest.mark.django_db

PRESENT = SignUp.Attendance.PRESENT
SOON = timedelta(minutes=10)


@pytest.fixture
def organiser(db):
    return MemberFactory()


@pytest.fixture
def session(organiser):
    """It begins in ten minutes."""
    return SessionFactory(starts_at=timezone.now() + SOON, capacity=5, contact=organiser)


@pytest.fixture
def holder(session):
    return SignUpFactory(session=session)


def noted(row):
    row.refresh_from_db()
    return row.attendance


# The member's code


def test_what_is_kept_of_a_code_does_not_tell_it(holder):
    code = make_code(holder.member, holder.session)
    kept = Token.objects.values().get()
    assert code not in str(kept)
    assert token_of(code).member == holder.member


def test_a_code_works_once(holder, organiser):
    token = token_of(make_code(holder.member, holder.session))
    use_code(token, [holder], organiser)
    assert (noted(holder), holder.attendance_by) == (PRESENT, organiser)
    with pytest.raises(CodeUsed):
        use_code(token, [holder], organiser)
    assert holder.marks.get().way == AttendanceMark.Way.CODE


def test_the_next_code_makes_the_one_before_unknown(holder):
    first = make_code(holder.member, holder.session)
    second = make_code(holder.member, holder.session)
    assert token_of(first) is None
    assert token_of(second).pk == Token.objects.get().pk


def test_a_code_ends_an_hour_after_the_date(holder):
    code = make_code(holder.member, holder.session)
    token = token_of(code)
    with time_machine.travel(holder.session.ends_at + timedelta(hours=1, seconds=1)):
        assert token_of(code) is None
        with pytest.raises(CodeUnknown):
            use_code(token, [holder], holder.member)


def test_a_code_of_a_place_that_was_given_back_ticks_nobody_and_stays_unused(organiser):
    session = SessionFactory(starts_at=timezone.now() + SOON, capacity=5, contact=organiser, cancel_until=None)
    holder = SignUpFactory(session=session)
    token = token_of(make_code(holder.member, holder.session))
    cancel(holder, holder.member)
    with pytest.raises(NoPlaceHere):
        use_code(token, [], organiser)
    token.refresh_from_db()
    assert token.used_at is None


def test_who_has_no_place_or_is_early_or_late_gets_no_code(session):
    with pytest.raises(NoPlaceHere):
        make_code(MemberFactory(), session)
    with pytest.raises(NoPlaceHere):
        make_code(SignUpFactory(session=session, waiting=True).member, session)
    with pytest.raises(TooEarlyToMark):
        make_code(MemberFactory(), SessionFactory())
    with pytest.raises(SessionOver):
        make_code(MemberFactory(), SessionFactory(starts_at=timezone.now() - timedelta(hours=2)))
    with pytest.raises(SessionCancelled):
        make_code(MemberFactory(), SessionFactory(state="cancelled"))
    assert not Token.objects.exists()


def test_the_holder_is_shown_a_code_and_looking_makes_none(client, holder):
    client.force_login(holder.member)
    address = reverse("check_in_code", args=[holder.session.pk])
    assert client.get(address).headers["Location"] == reverse("session", args=[holder.session.pk])
    assert not Token.objects.exists()
    answer = client.post(address)
    assert "<svg" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_the_organiser_scans_and_taps_once(client, holder, organiser):
    address = reverse("scanned_code", args=[make_code(holder.member, holder.session)])
    client.force_login(organiser)
    shown = client.get(address).content.decode()
    assert holder.member.name in shown
    assert noted(holder) == ""
    assert client.post(address, follow=True).status_code == 200
    assert noted(holder) == PRESENT
    assert client.post(address, follow=True).status_code == 200
    assert holder.marks.count() == 1


def test_of_a_family_those_are_present_who_are_there(client, session, organiser):
    member = MemberFactory()
    own = SignUpFactory(session=session, member=member)
    children = [
        SignUpFactory(session=session, member=member, dependant=DependantFactory(member=member, name=name))
        for name in ("小明", "小红")
    ]
    address = reverse("scanned_code", args=[make_code(member, session)])
    client.force_login(organiser)
    assert all(name in client.get(address).content.decode() for name in ("小明", "小红", member.name))
    client.post(address, {"chosen": [own.pk, children[0].pk]})
    assert [noted(row) for row in (own, *children)] == [PRESENT, PRESENT, ""]


@pytest.mark.parametrize("who", ["holder", "colleague", "officer"])
def test_for_anybody_else_the_code_says_nothing(client, organiser, who):
    session = SessionFactory(starts_at=timezone.now() + SOON, capacity=5, contact=organiser, is_confidential=True)
    holder = SignUpFactory(session=session)
    code = make_code(holder.member, session)
    asker = {"holder": holder.member, "colleague": MemberFactory(), "officer": MemberFactory(officer=True)}[who]
    client.force_login(asker)
    for act in (client.get, client.post):
        # Not even whether there is such a code.
        known, unknown = (act(reverse("scanned_code", args=[each])) for each in (code, "nobodys"))
        assert known.status_code == unknown.status_code == 404
        said = known.content.decode().replace(code, "nobodys")
        assert said.count(holder.member.name) == unknown.content.decode().count(holder.member.name)
        assert session.offering.title not in said
    assert noted(holder) == ""


def test_a_visitor_is_led_to_the_sign_in(client, holder):
    address = reverse("scanned_code", args=[make_code(holder.member, holder.session)])
    assert client.get(address)["Location"].startswith("/accounts/login/")


# The code at the door


def at_door(session, code=None):
    return reverse("check_in_at_door", args=[session.pk, code or code_now(session)])


def test_the_code_changes_every_half_minute_and_the_one_before_still_works(session):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        code = code_now(session)
        clock.shift(SECONDS)
        assert code_now(session) != code
        assert is_right(session, code)
        clock.shift(SECONDS)
        assert not is_right(session, code)


def test_the_code_of_one_date_is_none_of_another(session):
    assert not is_right(SessionFactory(), code_now(session))


def test_a_holder_checks_in_with_one_tap_and_twice_is_once(client, holder):
    client.force_login(holder.member)
    address = at_door(holder.session)
    assert holder.member.name in client.get(address).content.decode()
    assert noted(holder) == ""
    for _time in range(2):
        assert client.post(address).status_code == 302
    assert (noted(holder), holder.attendance_by) == (PRESENT, holder.member)
    assert holder.marks.get().way == AttendanceMark.Way.DOOR


def test_without_a_place_there_is_a_sentence_and_nothing_to_press(client, session):
    for state in ({"waiting": True}, {"offered": True}, None):
        member = SignUpFactory(session=session, **state).member if state else MemberFactory()
        client.force_login(member)
        for act in (client.get, client.post):
            answer = act(at_door(session))
            assert answer.status_code == 409
            main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
            assert str(NoPlaceHere.sentence) in main
            assert "<form" not in main
            assert "<a " not in main
    assert not AttendanceMark.objects.exists()


@pytest.mark.parametrize(
    ("shift", "lets_in"),
    [(-timedelta(minutes=31), False), (-timedelta(minutes=29), True), (timedelta(minutes=61), False)],
)
def test_it_lets_in_from_half_an_hour_before_until_the_end(client, holder, shift, lets_in):
    client.force_login(holder.member)
    with time_machine.travel(holder.session.starts_at + shift):
        client.post(at_door(holder.session))
    assert (noted(holder) == PRESENT) is lets_in


def test_a_stale_or_made_up_code_lets_nobody_in_and_tells_nothing_of_the_date(client, holder):
    client.force_login(holder.member)
    with time_machine.travel(timezone.now() - timedelta(minutes=2)):
        old = code_now(holder.session)
    for code in (old, "made-up"):
        answer = client.post(at_door(holder.session, code))
        assert answer.status_code == 409
        assert holder.session.offering.title not in answer.content.decode()
    assert noted(holder) == ""


def test_whoever_guesses_waits_and_others_do_not(client, holder):
    cache.clear()
    client.force_login(holder.member)
    statuses = [client.get(at_door(holder.session, f"guess{number}")).status_code for number in range(12)]
    assert statuses == [409] * 10 + [429] * 2
    assert client.post(at_door(holder.session)).status_code == 429
    other = SignUpFactory(session=holder.session)
    client.force_login(other.member)
    client.post(at_door(holder.session))
    assert (noted(holder), noted(other)) == ("", PRESENT)


def test_the_screen_shows_the_code_of_now_and_who_is_here(client, holder, organiser):
    client.force_login(organiser)
    answer = client.get(reverse("door_code", args=[holder.session.pk]))
    assert "<svg" in answer.content.decode()
    assert 0 <= answer.context["milliseconds"] <= SECONDS * 1000
    with time_machine.travel(holder.session.starts_at - OPENS_BEFORE):
        assert "<svg" not in client.get(reverse("door_screen", args=[holder.session.pk])).content.decode()


def test_the_screen_of_a_confidential_date_does_not_name_it(client, organiser):
    session = SessionFactory(starts_at=timezone.now() + SOON, contact=organiser, is_confidential=True, title="巴林特")
    client.force_login(organiser)
    assert "巴林特" not in client.get(reverse("door_screen", args=[session.pk])).content.decode()
