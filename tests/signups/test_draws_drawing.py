"""Who is drawn, and what the draw leaves behind."""

import hashlib
from datetime import date, timedelta
from functools import partial
from itertools import count
from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from signups.actions.deciding import put_first
from signups.actions.giving_back import cancel
from signups.actions.signing_up import sign_up, sign_up_for
from signups.draws import drawing
from signups.draws.committing import commit_to_seeds
from signups.draws.drawing import draw, due_draws
from signups.draws.entries import weight_of
from signups.draws.files import file_of
from signups.draws.recompute import faults_of
from signups.errors import AlreadyDrawn, NoDraw, NotClosedYet, SessionCancelled, SessionOver
from signups.jobs import NotDone, hold_draws
from signups.models import Draw, DrawEntry, DrawSeed, Offering, Session, SignUp, SignUpTerms
from tests.factories import (
    DependantFactory,
    DriveFactory,
    MemberFactory,
    OfferingFactory,
    SessionFactory,
    SignUpFactory,
)
from tests.plugins.racing import at_once

State = SignUp.State
DRAW = SignUpTerms.Mode.DRAW
minutes = count()


def session_to_draw(**fields):
    return SessionFactory(mode=DRAW, closes_at=timezone.now() + timedelta(days=1), **fields)


def close(session):
    Session.objects.filter(pk=session.pk).update(closes_at=timezone.now())


def entrants(session, number):
    return [sign_up(member, session)[0] for member in MemberFactory.create_batch(number)]


def states_of(session):
    return sorted(session.sign_ups.values_list("state", flat=True))


@pytest.mark.django_db
class TestTheDraw:
    def test_before_the_draw_nobody_has_a_place_and_after_it_as_many_as_there_are(self):
        session = session_to_draw(capacity=2)
        rows = entrants(session, 5)
        assert {row.state for row in rows} == {State.WAITING}
        close(session)
        made = draw(session)
        assert states_of(session) == ["confirmed"] * 2 + ["waiting"] * 3
        winners = set(session.sign_ups.filter(state="confirmed").values_list("pk", flat=True))
        assert {each.sign_up_id for each in made.entries.filter(position__lte=2)} == winners

    def test_each_is_told_once_of_a_place_or_of_the_number_on_the_waiting_list(self):
        session = session_to_draw(capacity=1, confirm_within_hours=2)
        entrants(session, 3)
        close(session)
        draw(session)
        in_order = session.sign_ups.in_order()
        told = [[notice.kind for notice in row.member.notices.all()] for row in in_order]
        assert told == [["signups.placed"], ["signups.not_drawn"], ["signups.not_drawn"]]
        assert "2" in in_order[2].member.notices.get().body

    def test_whoever_was_drawn_has_nothing_to_confirm_and_whoever_comes_in_later_has(self):
        session = session_to_draw(capacity=1, confirm_within_hours=2)
        entrants(session, 2)
        close(session)
        draw(session)
        first = session.sign_ups.in_order()[0]
        assert first.is_confirmed
        cancel(first, first.member)
        assert states_of(session) == ["cancelled", "offered"]

    def test_the_seed_is_the_one_that_was_promised_and_the_file_can_be_recomputed(self):
        session = session_to_draw(capacity=2, seniority_counts=True, first_timers_first=True)
        commit_to_seeds()
        promised = DrawSeed.objects.get(session=session).commitment
        entrants(session, 6)
        close(session)
        made = draw(session)
        assert made.commitment == promised == hashlib.sha256(bytes.fromhex(made.seed)).hexdigest()
        made.refresh_from_db()
        assert made.was_committed_in_time
        assert faults_of(file_of(made)) == []

    def test_the_seed_lies_sealed_until_then(self):
        session = session_to_draw()
        commit_to_seeds()
        close(session)
        sealed = DrawSeed.objects.get(session=session).sealed
        assert draw(session).seed not in sealed

    def test_a_draw_without_a_promise_says_so(self):
        session = session_to_draw()
        close(session)
        assert not Draw.objects.get(pk=draw(session).pk).was_committed_in_time

    def test_nobody_and_one_alone_are_drawn_too(self):
        empty, single = session_to_draw(), session_to_draw(starts_at=timezone.now() + timedelta(days=9))
        entrants(single, 1)
        for session in (empty, single):
            close(session)
        assert draw(empty).entries.count() == 0
        assert states_of(empty) == []
        assert draw(single).entries.count() == 1
        assert states_of(single) == ["confirmed"]
        assert faults_of(file_of(Draw.objects.get(session=empty))) == []

    def test_a_party_is_one_entry_and_is_drawn_together_or_not_at_all(self):
        session = session_to_draw(capacity=3, company=SignUpTerms.Company.MAY_BRING)
        for member in MemberFactory.create_batch(4):
            sign_up(member, session, dependants=[DependantFactory(member=member, name="小宝")])
        close(session)
        made = draw(session)
        assert list(made.entries.values_list("people", flat=True)) == [2] * 4
        parties = SignUp.objects.filter(session=session).order_by().values_list("party", "state", "rank").distinct()
        assert len(parties) == 4
        # Three places hold one party, and one is left over.
        assert sorted(state for _party, state, _rank in parties) == ["confirmed", "waiting", "waiting", "waiting"]

    def test_whoever_has_never_been_goes_first(self):
        offering = OfferingFactory(mode=DRAW, first_timers_first=True)
        past = SessionFactory(offering=offering, starts_at=timezone.now() - timedelta(days=30))
        been, excused, gave_back, never = members = MemberFactory.create_batch(4)
        SignUpFactory(session=past, member=been)
        SignUpFactory(session=past, member=excused, attendance=SignUp.Attendance.EXCUSED)
        SignUpFactory(session=past, member=gave_back, state=State.CANCELLED)
        session = SessionFactory(offering=offering, closes_at=timezone.now() + timedelta(hours=1))
        for member in members:
            sign_up(member, session)
        close(session)
        made = draw(session)
        first = {each.sign_up.member: each.is_first_timer for each in made.entries.select_related("sign_up__member")}
        assert first == {been: False, excused: True, gave_back: True, never: True}
        assert made.entries.last().sign_up.member == been

    def test_an_earlier_offering_of_the_drive_counts_as_having_been(self):
        drive = DriveFactory()
        offering = OfferingFactory(mode=DRAW, first_timers_first=True, drive=drive)
        other = SessionFactory(offering=OfferingFactory(drive=drive), starts_at=timezone.now() - timedelta(days=9))
        been, never = MemberFactory.create_batch(2)
        SignUpFactory(session=other, member=been)
        session = SessionFactory(offering=offering, closes_at=timezone.now() + timedelta(hours=1))
        SignUp.objects.filter(member=been).update(drive=None)
        for member in (been, never):
            sign_up(member, session)
        close(session)
        assert [each.sign_up.member for each in draw(session).entries.select_related("sign_up")] == [never, been]

    @pytest.mark.parametrize(("years", "weight"), [(None, 1), (0, 1), (4, 1), (5, 2), (29, 6), (30, 7), (44, 7)])
    def test_every_five_years_in_the_hospital_weigh_one_more(self, years, weight):
        session = session_to_draw(seniority_counts=True)
        day = timezone.localdate(session.starts_at)
        joined = date(day.year - years, day.month, min(day.day, 28)) if years is not None else None
        assert weight_of(MemberFactory(joined_hospital_on=joined), session) == weight

    def test_years_weigh_nothing_where_the_terms_do_not_say_so(self):
        session = session_to_draw()
        sign_up(MemberFactory(joined_hospital_on=date(1990, 1, 1)), session)
        close(session)
        assert draw(session).entries.get().weight == 1

    def test_whoever_was_put_first_with_a_reason_stays_there_and_is_counted(self):
        session = session_to_draw(capacity=1)
        *_others, urgent = entrants(session, 4)
        put_first(urgent, MemberFactory(), reason="援藏返回")
        close(session)
        made = draw(session)
        assert made.put_first == 1
        assert made.entries.count() == 3
        urgent.refresh_from_db()
        assert urgent.is_confirmed

    def test_whoever_is_entered_after_the_draw_waits_behind_all_who_were_drawn(self):
        session = session_to_draw(capacity=1)
        entrants(session, 3)
        close(session)
        draw(session)
        late = sign_up_for(MemberFactory(), MemberFactory(), session)[0]
        assert session.sign_ups.waiting().in_order().last() == late

    def test_whoever_cannot_come_is_passed_by_and_no_place_stays_empty(self):
        session = session_to_draw(capacity=2)
        rows = entrants(session, 4)
        elsewhere = SessionFactory(starts_at=session.starts_at)
        for row in rows[:2]:
            sign_up(row.member, elsewhere)
        close(session)
        draw(session)
        assert {row.pk for row in session.sign_ups.granted()} == {row.pk for row in rows[2:]}


@pytest.mark.django_db
class TestWhatIsRefused:
    def test_a_draw_is_never_done_again(self):
        session = session_to_draw()
        entrants(session, 4)
        close(session)
        made = draw(session)
        order = list(made.entries.values_list("number", flat=True))
        with pytest.raises(AlreadyDrawn):
            draw(session)
        assert list(Draw.objects.get(session=session).entries.values_list("number", flat=True)) == order

    @pytest.mark.parametrize(
        ("fields", "refusal"),
        [
            ({}, NotClosedYet),
            ({"state": "cancelled"}, SessionCancelled),
            ({"starts_at": timezone.now() - timedelta(minutes=5)}, SessionOver),
        ],
    )
    def test_what_is_not_to_be_drawn_is_refused(self, fields, refusal):
        with pytest.raises(refusal):
            draw(session_to_draw(**fields))
        assert not Draw.objects.exists()

    def test_other_modes_are_not_drawn(self):
        with pytest.raises(NoDraw):
            draw(SessionFactory())

    @pytest.mark.parametrize("model", [Draw, DrawEntry])
    def test_what_was_drawn_is_never_changed_or_deleted(self, model):
        session = session_to_draw()
        entrants(session, 2)
        close(session)
        draw(session)
        for change in (lambda rows: rows.update(id=1 + 10**6), lambda rows: rows._raw_delete("default")):
            with pytest.raises(ProgrammingError, match="pgtrigger: Cannot"), transaction.atomic():
                change(model.objects.all())

    @pytest.mark.parametrize("model", [Draw, DrawEntry, DrawSeed])
    def test_what_was_drawn_is_never_emptied(self, model):
        with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="Cannot truncate"):
            cursor.execute(f"TRUNCATE {model._meta.db_table} CASCADE")

    def test_the_record_stays_when_the_sign_ups_are_forgotten(self):
        session = session_to_draw()
        entrants(session, 3)
        close(session)
        made = draw(session)
        session.sign_ups.all().delete()
        assert faults_of(file_of(Draw.objects.get(pk=made.pk))) == []
        assert made.entries.count() == 3

    def test_the_promise_is_never_changed_and_stays_with_whoever_has_signed_up(self):
        session = session_to_draw()
        commit_to_seeds()
        seed = DrawSeed.objects.get(session=session)
        with pytest.raises(ProgrammingError, match="pgtrigger: Cannot update"), transaction.atomic():
            DrawSeed.objects.update(commitment="0" * 64)
        entrants(session, 1)
        with pytest.raises(IntegrityError, match="the seed of a draw stays"), transaction.atomic():
            seed.delete()

    def test_a_date_that_nobody_has_asked_for_goes_with_its_promise(self):
        session = session_to_draw()
        commit_to_seeds()
        session.delete()
        assert not DrawSeed.objects.exists()

    def test_a_stale_session_does_not_undo_the_draw(self):
        session = session_to_draw()
        stale = Session.objects.get(pk=session.pk)
        close(session)
        draw(session)
        stale.topic = "改名"
        stale.save()
        session.refresh_from_db()
        assert session.drawn_at is not None

    def test_what_is_drawn_closes_before_it_begins(self):
        with pytest.raises(IntegrityError, match="draw_comes_before_it_begins"), transaction.atomic():
            Offering.objects.filter(pk=OfferingFactory(mode=DRAW).pk).update(closes_hours_before=0)


@pytest.mark.django_db
class TestTheClock:
    def test_the_clock_draws_what_has_closed_and_nothing_else(self):
        closed, still_open = session_to_draw(), session_to_draw(starts_at=timezone.now() + timedelta(days=9))
        entrants(closed, 3)
        close(closed)
        assert due_draws() == [closed.pk]
        hold_draws(next(minutes))
        hold_draws(next(minutes))
        assert Draw.objects.get().session == closed
        assert Draw.objects.get().drawn_by is None
        assert due_draws() == []
        assert DrawSeed.objects.filter(session=still_open).exists()

    def test_a_draw_that_fails_keeps_no_other(self):
        broken, other = session_to_draw(capacity=1), session_to_draw(capacity=1)
        DrawSeed.objects.create(session=broken, sealed="sealed with another key", commitment="0" * 64)
        for session in (broken, other):
            entrants(session, 2)
            close(session)
        with pytest.raises(NotDone, match=f"^{broken.pk}$"):
            hold_draws(next(minutes))
        assert Draw.objects.get().session == other
        assert states_of(broken) == ["waiting"] * 2

    def test_a_promise_is_made_once(self):
        session = session_to_draw()
        commit_to_seeds()
        first = DrawSeed.objects.get(session=session).commitment
        commit_to_seeds()
        assert DrawSeed.objects.get(session=session).commitment == first

    def test_a_worker_that_dies_in_the_middle_leaves_nothing_and_the_next_one_draws(self, monkeypatch):
        session = session_to_draw(capacity=1)
        entrants(session, 3)
        close(session)

        def die(*args, **kwargs):
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(drawing, "promote", die)
            with pytest.raises(KeyboardInterrupt):
                hold_draws(next(minutes))
        assert not Draw.objects.exists()
        assert states_of(session) == ["waiting"] * 3
        hold_draws(next(minutes))
        assert states_of(session) == ["confirmed", "waiting", "waiting"]


@pytest.mark.race
def test_two_draws_at_once_are_one(committed_db, race_rounds):
    for _round in range(race_rounds):
        session = session_to_draw(capacity=2, starts_at=timezone.now() + timedelta(days=3))
        members = MemberFactory.create_batch(4)
        for member in members:
            sign_up(member, session, attempt=uuid4())
        close(session)
        outcomes = at_once(*[partial(draw, session)] * 2)
        assert sorted(type(each).__name__ for each in outcomes) == ["AlreadyDrawn", "Draw"]
        assert states_of(session) == ["confirmed", "confirmed", "waiting", "waiting"]
        assert [member.notices.count() for member in members] == [1] * 4
        SignUp.objects.filter(session=session).update(state=State.CANCELLED, blocks=None)


@pytest.mark.race
def test_without_the_lock_two_draws_meet(committed_db, race_rounds, monkeypatch):
    """The control: the record alone stops the second draw, by an error instead of a sentence."""
    from signups.draws import drawing

    monkeypatch.setattr(
        drawing, "lock_session", lambda pk: Session.objects.select_related("offering", "venue").get(pk=pk)
    )
    met = 0
    for _round in range(race_rounds):
        session = session_to_draw(capacity=2)
        for member in MemberFactory.create_batch(2):
            SignUpFactory(session=session, member=member, waiting=True)
        close(session)
        outcomes = at_once(*[partial(draw, session)] * 2)
        met += any(isinstance(each, IntegrityError) for each in outcomes)
    assert met
