"""What an organiser changes about one date, and what becomes of dates whose series says otherwise by now."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import gettext

from activities.models import RecurringActivity
from activities.planning import plan_activity
from signups.actions.sessions import call_off
from signups.actions.signing_up import sign_up
from signups.errors import SessionCancelled, VenueTaken
from signups.models import Offering, Session, SignUp, SignUpTerms
from signups.organising.actions import stamp_of
from signups.organising.errors import ChangedMeanwhile
from signups.organising.taken import said_of_taken, wanted_by
from signups.telling import title_of, when
from tests.factories import MemberFactory, RecurringActivityFactory, SessionFactory, SignUpFactory, VenueFactory
from tests.list_costs import queries_for

pytestmark = pytest.mark.django_db


def kinds_told(member):
    return list(member.notices.order_by("pk").values_list("kind", flat=True))


@pytest.fixture
def officer(client):
    member = MemberFactory(officer=True)
    client.force_login(member)
    return member


def post(client, session, page, **data):
    return client.post(f"/sessions/{session.pk}/list/{page}/", {"seen": stamp_of(session), **data})


def typed(moment):
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


def hours_of(session, **shift):
    begins = session.starts_at + timedelta(**shift)
    return {"starts_at": typed(begins), "ends_at": typed(begins + timedelta(hours=1))}


def test_more_places_go_to_those_who_wait(site, client, officer):
    session = SessionFactory(capacity=1)
    rows = [sign_up(member, session)[0] for member in MemberFactory.create_batch(2)]
    assert post(client, session, "places", capacity=2).status_code == 302
    rows[1].refresh_from_db()
    assert rows[1].is_confirmed
    assert kinds_told(rows[1].member) == ["signups.came_in"]


def test_fewer_places_than_are_held_are_a_sentence_and_what_was_typed_stays(site, client, officer):
    session = SessionFactory(capacity=3)
    for member in MemberFactory.create_batch(2):
        sign_up(member, session)
    answer = post(client, session, "places", capacity=1)
    assert answer.status_code == 200
    assert 'value="1"' in answer.content.decode()
    assert list(answer.context["messages"])
    session.refresh_from_db()
    assert session.capacity == 3


def test_the_second_organiser_who_changes_the_places_sees_the_first_ones_number(site, client, officer):
    session = SessionFactory(capacity=3)
    seen = stamp_of(session)
    post(client, session, "places", capacity=5)
    answer = client.post(f"/sessions/{session.pk}/list/places/", {"seen": seen, "capacity": 4})
    assert str(ChangedMeanwhile.sentence) in answer.content.decode()
    session.refresh_from_db()
    assert session.capacity == 5
    assert f'value="{stamp_of(session)}"' in answer.content.decode()


def test_a_date_that_moves_says_before_how_many_are_told_and_tells_them(site, client, officer):
    session = SessionFactory(capacity=3)
    row = sign_up(MemberFactory(), session)[0]
    assert client.get(f"/sessions/{session.pk}/list/move/").context["numbers"].live == 1
    answer = post(client, session, "move", **hours_of(session, days=1), place="西院三楼", reason="东院停电")
    assert answer.status_code == 302
    session.refresh_from_db()
    assert (session.place, session.remark) == ("西院三楼", "东院停电")
    assert kinds_told(row.member) == ["signups.placed", "signups.moved"]


def test_a_venue_that_is_taken_is_a_sentence(site, client, officer):
    venue, session = VenueFactory(), SessionFactory()
    other = SessionFactory(venue=venue, starts_at=session.starts_at)
    answer = post(client, session, "move", **hours_of(session), venue=venue.pk)
    assert said_of_taken_by(other) in answer.content.decode()
    session.refresh_from_db()
    assert session.venue is None


def said_of_taken_by(other) -> str:
    what = f"{title_of(other.offering)} {when(other)}"
    return gettext("Something else takes place in this venue at that hour: %(what)s.") % {"what": what}


def test_what_has_taken_a_venue_is_named_to_who_may_read_of_it_and_to_nobody_else(site, officer):
    venue = VenueFactory()
    session = SessionFactory(venue=venue)
    wanted = wanted_by(session, {})
    assert said_of_taken(session, wanted, officer) == VenueTaken.sentence
    sealed = {"is_confidential": True, "title": "心理咨询", "contact": MemberFactory()}
    others = [
        SessionFactory(venue=venue, starts_at=session.starts_at + timedelta(hours=hours), **terms)
        for hours, terms in ((2, {}), (4, sealed), (6, {"is_live": False}))
    ]
    wanted = wanted_by(session, {"starts_at": session.starts_at, "ends_at": session.starts_at + timedelta(hours=9)})
    read = said_of_taken(session, wanted, MemberFactory())
    assert others[0].offering.title in read
    # Of what is confidential that there is something, and of what is not public nothing.
    assert title_of(others[1].offering) in read
    assert "心理咨询" not in read
    assert others[2].offering.title not in read
    assert others[2].offering.title in said_of_taken(session, wanted, officer)
    Session.objects.exclude(pk=session.pk).update(state="cancelled")
    assert said_of_taken(session, wanted, officer) == VenueTaken.sentence


@pytest.mark.parametrize(
    "change",
    [
        {"starts_at": "2020-01-01T10:00"},
        {"ends_at": "2020-01-01T10:00"},
        {"starts_at": "morgen"},
        {"starts_at": ""},
        {"venue": "99999999"},
    ],
)
def test_hours_that_cannot_be_are_a_sentence(site, client, officer, change):
    session = SessionFactory()
    answer = post(client, session, "move", **{**hours_of(session, days=1), **change})
    assert answer.status_code == 200
    assert answer.context["form"].errors


def test_nothing_changed_tells_nobody(site, client, officer):
    session = SessionFactory(starts_at=timezone.now().replace(second=0, microsecond=0) + timedelta(days=3))
    row = sign_up(MemberFactory(), session)[0]
    answer = post(client, session, "move", **hours_of(session), reason="没变")
    assert answer.context["form"].non_field_errors()
    assert kinds_told(row.member) == ["signups.placed"]


def test_a_date_is_cancelled_with_a_reason_and_once(site, client, officer):
    session = SessionFactory(capacity=3)
    row, seen = sign_up(MemberFactory(), session)[0], stamp_of(session)
    assert client.get(f"/sessions/{session.pk}/list/cancel/").context["numbers"].live == 1
    assert post(client, session, "cancel", reason=" ").status_code == 200
    assert post(client, session, "cancel", reason="台风").status_code == 302
    # The second organiser is told, and finds the list; there is nothing left to be cancelled.
    for address in ("cancel", "move", "places"):
        answer = client.post(f"/sessions/{session.pk}/list/{address}/", {"seen": seen, "reason": "台风"}, follow=True)
        assert answer.redirect_chain == [(f"/sessions/{session.pk}/list/", 302)]
        sentences = (str(ChangedMeanwhile.sentence), str(SessionCancelled.sentence))
        assert any(sentence in answer.content.decode() for sentence in sentences)
    answer = client.get(f"/sessions/{session.pk}/list/cancel/", follow=True)
    assert str(SessionCancelled.sentence) in answer.content.decode()
    assert kinds_told(row.member) == ["signups.placed", "signups.called_off"]


def test_a_cancelled_date_is_opened_again_unless_its_venue_is_taken(site, client, officer):
    venue = VenueFactory()
    session = call_off(SessionFactory(venue=venue), officer, reason="台风")
    other = SessionFactory(venue=venue, starts_at=session.starts_at)
    assert stamp_of(session) in client.get(f"/sessions/{session.pk}/list/").content.decode()
    post(client, session, "reopen")
    session.refresh_from_db()
    assert session.is_cancelled
    Session.objects.filter(pk=other.pk).update(state="cancelled")
    post(client, session, "reopen")
    session.refresh_from_db()
    assert not session.is_cancelled


def test_the_office_changes_a_confidential_date_without_its_names(site, client, officer):
    row = SignUpFactory(session=SessionFactory(is_confidential=True, contact=MemberFactory(), capacity=3))
    assert post(client, row.session, "cancel", reason="咨询师病假").status_code == 302
    assert kinds_told(row.member) == ["signups.called_off"]


# Against the series.


@pytest.fixture
def differing(site, officer):
    """A date with somebody on it, whose activity begins an hour later by now."""
    activity = RecurringActivityFactory(by=officer, venue="东院活动室")
    RecurringActivity.objects.filter(pk=activity.pk).update(mode="first_come", capacity=5)
    activity = RecurringActivity.objects.get(pk=activity.pk)
    plan_activity(activity)
    session = Offering.objects.of(activity).get().sessions.earliest("starts_at")
    session.row = sign_up(MemberFactory(), session)[0]
    activity.venue = "西院健身房"
    activity.save(update_fields=["venue"])
    plan_activity(activity)
    session.refresh_from_db()
    assert session.is_out_of_step
    return session


def said_on_the_page(client):
    (row,) = client.get("/sessions/differing/").context["rows"]
    return {"seen": row["form"]["seen"].value(), "said": row["form"]["said"].value()}


def settle(client, session, **data):
    return client.post(f"/sessions/{session.pk}/list/series/", data)


def test_a_date_that_differs_is_shown_with_what_the_series_says(client, differing):
    page = client.get("/sessions/differing/").content.decode()
    assert "东院活动室" in page
    assert "西院健身房" in page
    assert "/sessions/differing/" in client.get("/sessions/mine/").content.decode()


def test_a_venue_that_the_place_names_already_is_said_once(client, differing):
    venue = VenueFactory(name="西院健身房")
    RecurringActivity.objects.update(reserved_venue=venue, venue="北楼二层西院健身房")
    page = client.get("/sessions/differing/").content.decode()
    assert '<span class="facts__item">北楼二层西院健身房</span>' in page
    RecurringActivity.objects.update(venue="健身房")
    page = client.get("/sessions/differing/").content.decode()
    assert '<span class="facts__item">西院健身房</span>' in page


def test_nobody_is_signed_up_where_everybody_just_comes(site, client, officer):
    client.force_login(officer)
    session = SessionFactory(mode=SignUpTerms.Mode.OPEN, capacity=None)
    page = client.get(f"/sessions/{session.pk}/list/").content.decode()
    assert f"/sessions/{session.pk}/list/add/" not in page
    assert "不用报名" in page


def test_nobody_is_to_be_signed_up_for_a_date_that_was_cancelled(site, client, officer):
    client.force_login(officer)
    session = SessionFactory()
    address = f"/sessions/{session.pk}/list/"
    assert "代人报名" in client.get(address).content.decode()
    assert f"{address}poster/" in client.get(address).content.decode()
    call_off(session, officer, reason="台风")
    page = client.get(address).content.decode()
    assert "台风" in page
    assert "代人报名" not in page
    assert f"{address}poster/" not in page


def test_it_takes_over_what_the_series_says_and_tells(client, differing):
    settle(client, differing, choice="take_over", **said_on_the_page(client))
    differing.refresh_from_db()
    assert (differing.place, differing.is_out_of_step, differing.changed_by_hand) == ("西院健身房", False, False)
    assert kinds_told(differing.row.member) == ["signups.placed", "signups.moved"]


def test_a_date_whose_series_comes_at_another_hour_takes_that_over(client, differing):
    activity = RecurringActivity.objects.get(pk=differing.offering.thing_id)
    later = differing.starts_at + timedelta(minutes=30)
    activity.starts_at += timedelta(minutes=30)
    activity.save(update_fields=["starts_at"])
    plan_activity(activity)
    on_the_day = differing.offering.sessions.filter(starts_at__date=timezone.localdate(later))
    assert on_the_day.get() == differing
    page = client.get("/sessions/differing/").content.decode()
    assert f"{timezone.localtime(later):%H:%M}" in page
    assert "take_over" in page
    assert "已没有这一场" not in page
    settle(client, differing, choice="take_over", **said_on_the_page(client))
    differing.refresh_from_db()
    assert (differing.starts_at, differing.key, differing.is_out_of_step) == (later, later, False)
    plan_activity(activity)
    assert on_the_day.get() == differing
    assert kinds_told(differing.row.member) == ["signups.placed", "signups.moved"]


def test_it_stays_as_it_is_and_the_series_leaves_it_alone(client, differing):
    settle(client, differing, choice="keep", **said_on_the_page(client))
    plan_activity(RecurringActivity.objects.get(pk=differing.offering.thing_id))
    differing.refresh_from_db()
    assert (differing.place, differing.is_out_of_step) == ("东院活动室", False)
    assert kinds_told(differing.row.member) == ["signups.placed"]


def test_what_the_series_says_only_since_is_not_taken_over_unseen(client, differing):
    seen = said_on_the_page(client)
    RecurringActivity.objects.filter(pk=differing.offering.thing_id).update(venue="南院礼堂")
    settle(client, differing, choice="take_over", **seen)
    differing.refresh_from_db()
    assert (differing.place, differing.is_out_of_step) == ("东院活动室", True)


def test_a_date_that_the_series_has_no_more_can_only_stay_or_be_cancelled(client, differing):
    RecurringActivity.objects.filter(pk=differing.offering.thing_id).update(ends_on=timezone.localdate())
    (row,) = client.get("/sessions/differing/").context["rows"]
    assert row["said"] is None
    assert "take_over" not in client.get("/sessions/differing/").content.decode()
    settle(client, differing, choice="take_over", **said_on_the_page(client))
    differing.refresh_from_db()
    assert differing.is_out_of_step


def test_of_two_who_settle_it_the_second_is_told(client, differing):
    seen = said_on_the_page(client)
    settle(client, differing, choice="keep", **seen)
    answer = client.post(
        f"/sessions/{differing.pk}/list/series/", {"choice": "take_over", **seen}, follow=True
    ).content.decode()
    assert str(ChangedMeanwhile.sentence) in answer
    differing.refresh_from_db()
    assert differing.place == "东院活动室"


def test_one_differing_date_and_many_of_a_series_cost_the_same_queries(client, differing):
    few = len(queries_for(client, "/sessions/differing/"))
    differing.offering.sessions.update(is_out_of_step=True)
    assert SignUp.objects.count() == 1
    assert differing.offering.sessions.count() > 5
    assert len(queries_for(client, "/sessions/differing/")) == few
