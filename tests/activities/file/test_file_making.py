"""Asking for a file, making it, losing it: one job, one owner, and a worker that dies in the middle."""

from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as django_settings
from django.db import IntegrityError
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from activities.file import asking, making
from activities.file.asking import ask_for, discard
from activities.file.errors import AlreadyTaken, NoDates, Settled
from activities.file.handouts import change, enter, shares_for_paper
from activities.file.making import ATTEMPTS, Superseded, make
from activities.file.photos import add_photo
from activities.file.retention import delete_expired, forget_expired, look_after_silent
from activities.file.subject import Subject
from activities.models import ActivityFile, Handout, SessionPhoto
from signups.models import SignUp
from tests.factories import MemberFactory
from tests.plugins.racing import at_once

from .evening import ABSENT, PRESENT, evening, made, photo

State = ActivityFile.State


def jobs() -> int:
    return ProcrastinateJob.objects.filter(task_name="activities.make_file").count()


def stored(folder: str) -> list[Path]:
    return list((Path(django_settings.VAR_DIR) / "activity_files" / folder).rglob("*"))


@pytest.mark.django_db
class TestAsking:
    def test_pressed_twice_it_is_one_file_and_one_job(self, officer):
        subject = Subject.of_session(evening())
        assert ask_for(subject, officer) == ask_for(subject, officer)
        assert jobs() == 1

    def test_each_who_asks_has_a_file_of_their_own(self, officer):
        subject = Subject.of_session(evening())
        assert ask_for(subject, officer) != ask_for(subject, MemberFactory(officer=True))
        assert jobs() == 2

    def test_a_year_without_dates_is_a_sentence(self, officer):
        session = evening()
        with pytest.raises(NoDates):
            ask_for(Subject.of_year(session.offering, 2019), officer)
        assert jobs() == 0


@pytest.mark.django_db
class TestWorkers:
    def test_what_a_dead_worker_left_is_made_by_the_next_one(self, officer, monkeypatch):
        session = evening()
        file = ask_for(Subject.of_session(session), officer)
        # The worker is gone in the middle: nothing of it runs any more, not even its excuses.
        monkeypatch.setattr(making, "_make", _killed)
        with suppress(SystemExit):
            make(file.pk)
        monkeypatch.undo()
        file.refresh_from_db()
        assert (file.state, file.attempt) == (State.MAKING, 1)
        ProcrastinateJob.objects.all().delete()
        look_after_silent()
        assert jobs() == 0
        with time_machine.travel(timezone.now() + timedelta(minutes=6)):
            look_after_silent()
            look_after_silent()
        assert jobs() == 1
        make(file.pk)
        file.refresh_from_db()
        assert (file.state, file.attempt) == (State.READY, 2)

    def test_after_some_attempts_it_says_so_and_the_lists_are_open_again(self, officer):
        session = evening()
        handout = enter(Handout(session=session, item="毛巾", unit="条", made_by=officer))
        file = ask_for(Subject.of_session(session), officer)
        ActivityFile.objects.update(state=State.MAKING, attempt=ATTEMPTS, seen_at=timezone.now() - timedelta(hours=1))
        look_after_silent()
        file.refresh_from_db()
        assert (file.state, bool(file.trouble)) == (State.FAILED, True)
        handout.refresh_from_db()
        assert not handout.is_settled

    def test_what_fails_says_so_and_leaves_no_files(self, officer, monkeypatch):
        file = ask_for(Subject.of_session(evening()), officer)
        monkeypatch.setattr(making.Binding, "into", _breaks)
        with pytest.raises(OSError, match="full"):
            make(file.pk)
        file.refresh_from_db()
        assert (file.state, bool(file.trouble)) == (State.FAILED, True)
        assert stored("made") == stored("work") == []

    def test_a_worker_that_was_taken_for_dead_stops_and_hands_nothing_over(self, officer, monkeypatch):
        file = ask_for(Subject.of_session(evening()), officer)
        slow = making._make

        def slowly(*args):
            # Another one has begun meanwhile, and is done.
            monkeypatch.setattr(making, "_make", slow)
            make(file.pk)
            return slow(*args)

        monkeypatch.setattr(making, "_make", slowly)
        make(file.pk)
        file.refresh_from_db()
        assert (file.state, file.attempt) == (State.READY, 2)
        assert len(stored("made")) == 2

    def test_without_the_number_of_the_attempt_it_would_not_know(self, officer):
        """The control: it is the number that tells the slow one."""
        file = ask_for(Subject.of_session(evening()), officer)
        tick = making._ticker(file.pk, making._begin(file.pk))
        tick()
        making._begin(file.pk)
        with pytest.raises(Superseded):
            tick()


def _killed(*args):
    raise SystemExit


def _breaks(*args, **said):
    raise OSError("the disk is full")


@pytest.mark.django_db
class TestSettled:
    @pytest.fixture
    def handout(self, officer):
        return enter(Handout(session=evening(people=3), item="毛巾", unit="条", each=2, made_by=officer))

    def test_everybody_who_came_gets_the_usual_unless_it_is_said_otherwise(self, handout):
        first, second, third = handout.session.sign_ups.order_by("member__pinyin")
        SignUp.objects.filter(pk=third.pk).update(attendance=ABSENT)
        change(handout, {first.pk: 5, second.pk: 0})
        assert [(share.sign_up, share.quantity) for share in shares_for_paper(handout)] == [(first, 5)]
        SignUp.objects.filter(pk=third.pk).update(attendance=PRESENT)
        assert [share.quantity for share in shares_for_paper(handout)] == [5, 2]

    def test_a_file_settles_the_lists_whatever_becomes_of_the_attendance(self, handout, officer):
        made(handout.session, officer)
        SignUp.objects.filter(session=handout.session).update(attendance=ABSENT)
        handout = Handout.objects.get()
        assert [share.quantity for share in shares_for_paper(handout)] == [2, 2, 2]
        with pytest.raises(Settled):
            change(handout, {})

    def test_nothing_gets_past_the_verb_either(self, handout, officer):
        """What must always hold is held by the database."""
        made(handout.session, officer)
        with pytest.raises(Exception, match="settled"):
            handout.shares.update(quantity=9)

    def test_discarded_before_the_download_they_can_be_changed_again(self, handout, officer):
        file = made(handout.session, officer)
        discard(file)
        assert stored("made") != []  # They go once the transaction is through.
        change(Handout.objects.get(), {})
        assert not Handout.objects.get().is_settled

    def test_as_long_as_another_file_stands_they_stay(self, handout, officer):
        file = made(handout.session, officer)
        made(handout.session, MemberFactory(officer=True))
        discard(file)
        assert Handout.objects.get().is_settled

    def test_of_what_was_downloaded_nothing_is_taken_back(self, handout, officer):
        file = made(handout.session, officer)
        ActivityFile.objects.update(downloaded_at=timezone.now())
        with pytest.raises(AlreadyTaken):
            discard(file)


@pytest.mark.django_db
class TestKept:
    def test_after_a_week_the_archive_goes_and_the_note_stays(self, officer, django_capture_on_commit_callbacks):
        file = made(evening(), officer)
        ActivityFile.objects.update(downloaded_at=timezone.now())
        with time_machine.travel(timezone.now() + timedelta(days=8)), django_capture_on_commit_callbacks(execute=True):
            assert delete_expired() == 1
        file.refresh_from_db()
        assert (file.state, file.archive.name, file.people) == (State.EXPIRED, "", 3)
        assert stored("made") == []

    def test_what_was_collected_goes_two_years_after_the_date(self, officer, django_capture_on_commit_callbacks):
        session = evening()
        add_photo(session, photo(), officer)
        with time_machine.travel(session.ends_at + timedelta(days=729)):
            forget_expired()
        assert SessionPhoto.objects.count() == 1
        with time_machine.travel(session.ends_at + timedelta(days=731)):
            with django_capture_on_commit_callbacks(execute=True):
                forget_expired()
        assert not SessionPhoto.objects.exists()
        assert stored("photos") == []

    def test_settled_lists_go_with_the_sign_ups(self, officer):
        session = evening()
        enter(Handout(session=session, item="毛巾", unit="条", made_by=officer))
        made(session, officer)
        with time_machine.travel(session.ends_at + timedelta(days=3 * 365 + 1)):
            forget_expired()
        assert not Handout.objects.exists()

    def test_what_no_row_knows_is_swept_away(self, officer):
        session = evening()
        add_photo(session, photo(), officer)
        stray = Path(django_settings.VAR_DIR) / "activity_files" / "made" / "stray"
        work = Path(django_settings.VAR_DIR) / "activity_files" / "work" / "dead"
        work.mkdir(parents=True)
        stray.parent.mkdir(exist_ok=True)
        stray.write_bytes(b"x")
        forget_expired()
        assert stray.exists()
        with time_machine.travel(timezone.now() + timedelta(hours=7)):
            forget_expired()
        assert not stray.exists()
        assert not work.exists()
        assert len(stored("photos")) == 2


@pytest.mark.race
class TestAtOnce:
    def test_of_two_presses_at_once_there_is_one_file_and_one_job(self, committed_db, race_rounds):
        for _round in range(race_rounds):
            subject, by = Subject.of_session(evening(people=1)), MemberFactory()
            before = jobs()
            outcomes = at_once(*[partial(ask_for, subject, by)] * 2)
            assert outcomes[0] == outcomes[1]
            assert isinstance(outcomes[0], ActivityFile)
            assert jobs() == before + 1

    def test_whoever_only_looks_first_meets_the_other(self, committed_db, race_rounds, monkeypatch):
        """The control: looking before one writes is not enough, only the constraint stops the second one."""
        monkeypatch.setattr(asking.ActivityFile.objects, "get_or_create", _look_then_write)
        refused = 0
        for _round in range(race_rounds):
            subject, by = Subject.of_session(evening(people=1)), MemberFactory()
            outcomes = at_once(*[partial(ask_for, subject, by)] * 2)
            refused += sum(isinstance(each, IntegrityError) for each in outcomes)
        assert refused


def _look_then_write(state__in, **fields):
    there = ActivityFile.objects.filter(state__in=state__in, **fields).first()
    return (there, False) if there else (ActivityFile.objects.create(**fields), True)
