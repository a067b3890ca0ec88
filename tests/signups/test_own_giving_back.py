"""Giving a place back, and confirming one that is offered."""

from uuid import uuid4

import pytest
from django.utils import timezone

from signups import errors
from signups.actions.deciding import take_off
from signups.actions.giving_back import cancel
from signups.actions.signing_up import sign_up
from signups.attendance.marking import Tap, mark
from signups.models import AttendanceMark, SignUp, Strike
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
