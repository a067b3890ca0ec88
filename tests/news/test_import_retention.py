"""What was uploaded is kept for a day, for its uploader, and for nobody after that."""

from datetime import timedelta

import pytest
from django.utils import timezone

from news.actions import begin_import, receive_file
from news.errors import AlreadySaved
from news.jobs import forget_expired_imports
from news.models import KeptManuscript, ManuscriptImport
from news.retention import forget_expired
from news.storage import ImportStorage

from .manuscripts import notice, upload, word_report

UPLOADED = "2026-05-01T09:00:00+08:00"
A_DAY_LATER = "2026-05-02T09:00:01+08:00"
ALMOST_A_DAY_LATER = "2026-05-02T08:59:00+08:00"


@pytest.fixture
def batch(officer, time_machine):
    time_machine.move_to(UPLOADED)
    batch = begin_import(officer)
    receive_file(batch, upload("walk.docx", word_report()))
    return batch


def test_an_import_is_gone_after_a_day(batch, time_machine, import_folder, django_capture_on_commit_callbacks):
    time_machine.move_to(A_DAY_LATER)
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_expired() == 1
    assert not ManuscriptImport.objects.exists()
    assert not KeptManuscript.objects.exists()
    assert not list(import_folder.iterdir())


def test_an_import_stays_until_a_day_has_passed(batch, time_machine, import_folder, django_capture_on_commit_callbacks):
    time_machine.move_to(ALMOST_A_DAY_LATER)
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_expired() == 0
    assert batch.manuscripts.get().in_full().pictures[0].content.startswith(b"\xff\xd8")


def test_an_expired_import_is_closed_before_the_job_comes_round(batch, officer, time_machine):
    time_machine.move_to(A_DAY_LATER)
    assert not ManuscriptImport.objects.of(officer).exists()


def test_a_folder_that_belongs_to_no_import_goes_after_a_day(officer, import_folder, time_machine):
    stray = import_folder / "left-behind"
    stray.mkdir(parents=True)
    (stray / "picture.png").write_bytes(b"x")
    forget_expired()
    assert stray.exists()
    time_machine.move_to(timezone.now() + timedelta(hours=25))
    forget_expired()
    assert not stray.exists()


def test_before_the_first_import_there_is_nothing_to_forget(db, import_folder):
    assert forget_expired() == 0


def test_the_job_does_it_every_hour(batch, time_machine):
    time_machine.move_to(A_DAY_LATER)
    forget_expired_imports(0)
    assert not ManuscriptImport.objects.exists()
    [periodic] = [
        task
        for task in forget_expired_imports.blueprint.periodic_registry.periodic_tasks.values()
        if task.task.name == forget_expired_imports.name
    ]
    assert periodic.cron.split()[1:] == ["*"] * 4


def test_a_file_that_arrives_after_the_import_was_discarded_is_refused(batch, officer):
    ManuscriptImport.objects.get().delete()
    with pytest.raises(AlreadySaved):
        receive_file(batch, upload("late.txt", notice()))
    assert not KeptManuscript.objects.exists()


def test_waiting_pictures_are_for_the_site_alone(batch, import_folder, settings):
    [folder] = import_folder.iterdir()
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o600}
    assert not folder.is_relative_to(settings.MEDIA_ROOT)
    with pytest.raises(ValueError, match="no address"):
        ImportStorage().url("picture.png")


def test_a_picture_repeated_in_a_file_is_kept_once(officer, import_folder):
    batch = begin_import(officer)
    for name in ("a.docx", "b.docx"):
        receive_file(batch, upload(name, word_report()))
    assert len(list(import_folder.glob("*/*"))) == 2
    assert batch.manuscripts.count() == 2
