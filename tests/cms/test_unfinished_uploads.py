"""What is uploaded and never finished does not stay."""

import os
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from wagtail.models import UploadedFile

from cms.retention import KEPT_FOR, forget_expired
from people.privacy.registry import forgetting_rules

FOLDER = "wagtail_uploads"


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def unfinished(name: str, age: timedelta) -> UploadedFile:
    upload = UploadedFile.objects.create(file=ContentFile(b"unfinished", name=name))
    made_at = (timezone.now() - age).timestamp()
    os.utime(upload.file.path, (made_at, made_at))
    return upload


def test_an_upload_that_nobody_finished_is_gone_after_a_day(db):
    old = unfinished("old.jpg", KEPT_FOR + timedelta(minutes=1))
    fresh = unfinished("fresh.jpg", KEPT_FOR - timedelta(minutes=1))
    assert forget_expired() == 1
    assert list(UploadedFile.objects.all()) == [fresh]
    assert default_storage.exists(fresh.file.name)
    assert not default_storage.exists(old.file.name)


def test_a_file_without_a_row_and_a_row_without_a_file_are_gone_as_well(db):
    fileless, rowless = unfinished("one.jpg", timedelta()), unfinished("two.jpg", 2 * KEPT_FOR)
    default_storage.delete(fileless.file.name)
    UploadedFile.objects.filter(pk=rowless.pk).delete()
    assert forget_expired() == 2
    assert not UploadedFile.objects.exists()
    assert default_storage.listdir(FOLDER) == ([], [])


def test_where_nothing_was_ever_uploaded_nothing_is_removed(db):
    assert forget_expired() == 0


def test_it_is_done_every_night():
    assert forgetting_rules()["cms"] is forget_expired
