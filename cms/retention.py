"""Uploads that nobody finished: Wagtail keeps a file that still lacks something until its form is filled in."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import UploadedFile

KEPT_FOR = timedelta(days=1)


def forget_expired() -> int:
    """Remove unfinished uploads older than a day, with their files; returns how many.

    A row does not say when it was made; its file does. A file whose row is gone is removed as well.
    """
    field = UploadedFile._meta.get_field("file")
    storage, limit, removed = field.storage, timezone.now() - KEPT_FOR, 0
    known = set()
    for upload in UploadedFile.objects.all():
        name = upload.file.name
        known.add(name)
        if not storage.exists(name) or storage.get_modified_time(name) < limit:
            upload.delete()
            storage.delete(name)
            removed += 1
    for name in _files_in(storage, field.upload_to):
        if name not in known and storage.get_modified_time(name) < limit:
            storage.delete(name)
            removed += 1
    return removed


def _files_in(storage, folder: str) -> list[str]:
    try:
        return [f"{folder}/{name}" for name in storage.listdir(folder)[1]]
    except FileNotFoundError:
        return []
