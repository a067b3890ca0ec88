"""Files, rows and looks are kept for a time, and not longer."""

import threading
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from people.jobs import forget_expired_rosters
from people.models import HeadingMemory, Look, RosterImport
from people.privacy.looks import note_look
from people.roster.steps import begin_applying, discard, receive_roster
from tests.factories import MemberFactory
from tests.plugins.racing import at_once

from .rosters import ZHANG, applied, compared, upload, workbook

PATIENCE_SECONDS = 60


@pytest.fixture
def roster(administrator):
    return compared(workbook([ZHANG]), administrator)


def later(roster: RosterImport, **time) -> None:
    RosterImport.objects.filter(pk=roster.pk).update(uploaded_at=timezone.now() - timedelta(**time))
    forget_expired_rosters(0)
    roster.refresh_from_db()


def test_a_file_that_nobody_applied_goes_after_three_days_with_its_rows(
    roster, roster_folder, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        later(roster, days=2, hours=23)
        assert roster.file
        later(roster, days=3, hours=1)
    assert (roster.state, bool(roster.file), roster.rows.count()) == ("discarded", False, 0)
    assert list(roster_folder.iterdir()) == []


def test_a_discarded_file_is_deleted_at_once(roster, roster_folder, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        discard(roster)
    assert list(roster_folder.iterdir()) == []
    assert not roster.rows.exists()


READ = ["headings", "mapping", "other_sheets", "new_parts", "trouble"]


def read_of(roster: RosterImport) -> dict:
    """What is left of what came out of the file."""
    roster.refresh_from_db()
    return {name: getattr(roster, name) for name in READ if getattr(roster, name)}


@pytest.mark.parametrize(
    "forget",
    [discard, lambda roster: later(roster, days=3, hours=1), lambda roster: later(roster, days=31)],
    ids=["discarded", "its file expired", "its rows expired"],
)
def test_nothing_that_was_read_outlives_an_import(roster, forget):
    RosterImport.objects.filter(pk=roster.pk).update(other_sheets=["张三"], trouble="张三")
    assert set(read_of(roster)) == set(READ)
    forget(roster)
    assert read_of(roster) == {}


def test_nothing_that_was_read_outlives_the_rows_of_an_applied_import(administrator):
    roster = applied(workbook([ZHANG]), administrator)
    assert set(read_of(roster)) == {"headings", "mapping", "new_parts"}
    roster.rows.all().delete()
    later(roster, days=31)
    assert read_of(roster) == {}


def test_what_headings_meant_is_forgotten_two_years_after_its_last_use(roster):
    HeadingMemory.objects.update(used_at=timezone.now() - timedelta(days=729))
    forget_expired_rosters(0)
    assert HeadingMemory.objects.exists()
    HeadingMemory.objects.update(used_at=timezone.now() - timedelta(days=731))
    forget_expired_rosters(0)
    assert not HeadingMemory.objects.exists()


def test_rows_go_after_thirty_days_and_the_numbers_stay(administrator):
    roster = applied(workbook([ZHANG]), administrator)
    later(roster, days=29)
    assert roster.rows.count() == 1
    later(roster, days=31)
    assert (roster.rows.count(), roster.count_of("new")) == (0, 1)


def test_the_rows_of_an_undo_under_way_stay(administrator):
    roster = applied(workbook([ZHANG]), administrator)
    RosterImport.objects.filter(pk=roster.pk).update(state="undoing")
    later(roster, days=31)
    assert roster.rows.count() == 1


@pytest.mark.race
def test_an_import_that_is_applied_just_when_its_file_expires_is_not_discarded(committed_db, roster_folder):
    administrator = MemberFactory(administrator=True, employee_number="9001")
    pk = compared(workbook([ZHANG]), administrator).pk
    RosterImport.objects.filter(pk=pk).update(uploaded_at=timezone.now() - timedelta(days=4))
    begun, swept = threading.Event(), threading.Event()

    def apply():
        with transaction.atomic():
            begin_applying(RosterImport.objects.get(pk=pk), by=administrator)
            begun.set()
            assert swept.wait(PATIENCE_SECONDS)

    def sweep():
        assert begun.wait(PATIENCE_SECONDS)
        forget_expired_rosters(0)
        swept.set()

    assert at_once(apply, sweep) == [None, None]
    roster = RosterImport.objects.get(pk=pk)
    assert (roster.state, bool(roster.file), roster.rows.count()) == ("applying", True, 1)


def test_an_import_is_forgotten_after_two_years(administrator):
    roster = applied(workbook([ZHANG]), administrator)
    RosterImport.objects.filter(pk=roster.pk).update(uploaded_at=timezone.now() - timedelta(days=731))
    forget_expired_rosters(0)
    assert not RosterImport.objects.exists()


def test_looks_are_forgotten_after_two_years(administrator, time_machine):
    note_look(administrator, "people.roster_export", people=2)
    time_machine.move_to(timezone.now() + timedelta(days=729))
    forget_expired_rosters(0)
    assert Look.objects.exists()
    time_machine.move_to(timezone.now() + timedelta(days=2))
    forget_expired_rosters(0)
    assert not Look.objects.exists()


def test_a_file_that_no_import_knows_goes_too(administrator, roster_folder, time_machine):
    receive_roster(upload(workbook([ZHANG])), by=administrator)
    stray = roster_folder / "left-behind"
    stray.write_bytes(b"x")
    forget_expired_rosters(0)
    assert stray.exists()
    time_machine.move_to(timezone.now() + timedelta(days=2, hours=1))
    forget_expired_rosters(0)
    assert [file.name == "left-behind" for file in roster_folder.iterdir()] == [False]


def test_a_file_is_readable_by_the_site_alone_and_has_no_address(roster, roster_folder):
    file = next(roster_folder.iterdir())
    assert file.stat().st_mode & 0o077 == 0
    with pytest.raises(ValueError, match="no address"):
        _ = roster.file.url
