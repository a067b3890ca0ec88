"""Giving a place back, and confirming one that is offered."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from django.utils.translation import gettext

from signups import errors
from signups.actions.deciding import admit, take_off
from signups.actions.giving_back import cancel
from signups.actions.signing_up import sign_up, sign_up_for
from signups.attendance.marking import Tap, mark
from signups.draws.drawing import draw
from signups.models import AttendanceMark, Session, SignUp, Strike
from tests.factories import (
    MemberFactory,
    SessionFactory,
    SignUpFactory,
)

from .families import son_of
from .own_pages import act, ask, hours, own, shown

pytestmark = pytest.mark.usefixtures("site")


def test_giving_a_place_back_asks_once_more_and_is_undone_by_signing_up(client, member):
    session = SessionFactory()
    ask(client, session)
    row = SignUp.objects.get()
    html = shown(client, session)
    assert "own-party__sure" in html
    assert "knows_it_is_late" not in html
    answer = act(client, row, "cancel")
    assert "callout--success" in answer.content.decode()
    assert "act--free" in answer.content.decode()
    assert act(client, row, "cancel").status_code == 200
    assert act(client, row, "cancel", htmx=False).url == f"/sessions/{session.pk}/"
    ask(client, session)
    assert own(member) == ["cancelled", "confirmed"]


def test_a_late_cancellation_says_that_it_counts_before_it_does(client, member):
    session = SessionFactory(cancel_until=hours(-1))
    ask(client, session)
    row = SignUp.objects.get()
    assert 'name="knows_it_is_late"' in shown(client, session)
    answer = act(client, row, "cancel")
    assert answer.status_code == 409
    assert str(errors.LateCancel.sentence) in answer.content.decode()
    assert own(member) == ["confirmed"]
    assert act(client, row, "cancel", knows_it_is_late="1").status_code == 200
    assert Strike.objects.filter(member=member).count() == 1


def given_late(how: str, member) -> SignUp:
    """Return a place that became somebody's after the hour until which it could be given back freely."""
    if how == "drawn":
        session = SessionFactory(mode="draw", starts_at=hours(1.5), cancel_until=hours(-0.5), closes_at=hours(0.5))
        row = sign_up(member, session)[0]
        Session.objects.update(closes_at=hours(0))
        draw(session)
    elif how == "admitted":
        session = SessionFactory(mode="approval", cancel_until=hours(-1))
        row = sign_up(member, session)[0]
        admit(row, MemberFactory())
    elif how == "from the queue":
        session = SessionFactory(capacity=1, cancel_until=hours(-1))
        before = sign_up(MemberFactory(), session)[0]
        row = sign_up(member, session)[0]
        cancel(before, before.member, knows_it_is_late=True)
    else:
        session = SessionFactory(cancel_until=hours(-1))
        row = sign_up_for(MemberFactory(), member, session)[0]
    row.refresh_from_db()
    assert row.is_confirmed
    return row


WAYS = ["drawn", "admitted", "from the queue", "by somebody else"]


@pytest.mark.parametrize("how", WAYS)
def test_a_place_that_was_given_late_is_free_to_give_back_for_an_hour(how, client, member, time_machine):
    row = given_late(how, member)
    strikes = Strike.objects.count()
    time_machine.move_to(hours(59 / 60))
    html = shown(client, row.session)
    assert "knows_it_is_late" not in html
    assert f"{timezone.localtime(row.granted_at + timedelta(hours=1)):%H:%M}" in html
    assert act(client, row, "cancel").status_code == 200
    assert own(member) == ["cancelled"]
    assert Strike.objects.count() == strikes


@pytest.mark.parametrize("how", WAYS)
def test_an_hour_after_it_was_given_late_it_counts(how, client, member, time_machine):
    row = given_late(how, member)
    time_machine.move_to(hours(61 / 60))
    assert "knows_it_is_late" in shown(client, row.session)
    assert act(client, row, "cancel").status_code == 409
    assert act(client, row, "cancel", knows_it_is_late="1").status_code == 200
    assert Strike.objects.filter(member=member).count() == 1


def test_the_hour_of_others_is_not_shortened_by_an_early_place(client, member):
    session = SessionFactory(capacity=1, cancel_until=hours(5))
    row = SignUpFactory(session=session, member=member, waited=True, granted_at=hours(-9))
    html = shown(client, session)
    assert "knows_it_is_late" not in html
    assert "own-party__free" in html
    assert f"{timezone.localtime(hours(-8)):%H:%M}" not in html
    assert act(client, row, "cancel").status_code == 200
    assert not Strike.objects.exists()


IS_FREE, WAS_FREE = "Cancelling is free until %(moment)s", "Cancelling was free until %(moment)s"


@pytest.mark.parametrize(("cancel_until", "said"), [(1, IS_FREE), (-1, WAS_FREE)])
def test_until_when_cancelling_is_free_is_said_as_over_once_it_is(cancel_until, said, client, member):
    session = SessionFactory(cancel_until=hours(cancel_until))
    moment = timezone.localtime(session.cancel_until)
    assert gettext(said) % {"moment": f"{moment:%-m/%-d %H:%M}"} in shown(client, session)


def test_leaving_the_queue_carries_no_warning(client, member):
    session = SessionFactory(capacity=1, cancel_until=hours(-1))
    sign_up(MemberFactory(), session)
    ask(client, session)
    html = shown(client, session)
    assert "own-party--waiting" in html
    assert "own-party__warning" not in html
    act(client, SignUp.objects.get(member=member), "cancel")
    assert not Strike.objects.exists()


def test_an_offered_place_is_confirmed_with_one_button_in_time(client, member):
    session = SessionFactory(confirm_within_hours=2)
    row = SignUpFactory(session=session, member=member, offered=True)
    html = shown(client, session)
    assert f'action="/me/sign-ups/{row.pk}/confirm/"' in html
    assert f"{timezone.localtime(row.due_at):%H:%M}" in html
    assert act(client, row, "confirm").status_code == 200
    assert act(client, row, "confirm", htmx=False).url == f"/sessions/{session.pk}/"
    assert own(member) == ["confirmed"]


def test_a_place_that_was_not_confirmed_in_time_says_so(client, member):
    row = SignUpFactory(member=member, offered=True)
    SignUp.objects.update(due_at=hours(-1))
    answer = act(client, row, "confirm")
    assert answer.status_code == 409
    assert str(errors.TooLateToConfirm.sentence) in answer.content.decode()


def test_what_has_begun_cannot_be_given_back(client, member):
    session = SessionFactory(starts_at=hours(-0.2))
    row = SignUpFactory(session=session, member=member)
    assert "own-party__end" not in shown(client, session)
    assert str(errors.SessionOver.sentence) in act(client, row, "cancel").content.decode()
    assert own(member) == ["confirmed"]


def test_whoever_is_noted_as_present_gives_nothing_back_until_the_mark_is_taken_back(client, member):
    session, organiser = SessionFactory(starts_at=hours(1)), MemberFactory()
    row = SignUpFactory(session=session, member=member)
    mark(session, [Tap(uuid4(), row.pk, "present", timezone.now())], organiser, AttendanceMark.Way.LIST)
    assert "own-party__sure" not in shown(client, session)
    answer = act(client, row, "cancel", knows_it_is_late="1")
    assert answer.status_code == 409
    assert str(errors.NotedAsPresent.sentence) in answer.content.decode()
    with pytest.raises(errors.NotedAsPresent):
        take_off(row, organiser, reason="走了")
    assert own(member) == ["confirmed"]
    mark(session, [Tap(uuid4(), row.pk, "", timezone.now())], organiser, AttendanceMark.Way.LIST)
    assert act(client, row, "cancel", knows_it_is_late="1").status_code == 200
    assert own(member) == ["cancelled"]


def test_of_a_party_nobody_gives_back_once_one_of_them_is_there(member):
    parent = SignUpFactory(session=SessionFactory(capacity=2, starts_at=hours(1)), member=member, party=uuid4())
    child = SignUpFactory(session=parent.session, member=member, dependant=son_of(member), party=parent.party)
    SignUp.objects.filter(pk=child.pk).update(attendance="present")
    with pytest.raises(errors.NotedAsPresent):
        cancel(parent, member)


@pytest.mark.parametrize("verb", ["cancel", "confirm"])
def test_nobody_acts_on_what_is_somebody_elses(verb, client, member):
    row = SignUpFactory(offered=True)
    for pk in (row.pk, 99_999_999):
        assert client.post(f"/me/sign-ups/{pk}/{verb}/").status_code == 404
    client.logout()
    assert act(client, row, verb, htmx=False).url.startswith("/accounts/login/")
    row.refresh_from_db()
    assert row.state == "offered"
