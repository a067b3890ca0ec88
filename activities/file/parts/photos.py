"""The photographs (照片)."""

from collections.abc import Iterator

from people.models import Member

from ...models import SessionPhoto
from ..registry import File
from ..subject import Subject


def photos(subject: Subject, reader: Member) -> Iterator[File]:
    for session in subject.sessions:
        for number, photo in enumerate(session.photos.all(), start=1):
            name = subject.named(session, f"照片{number:03}")
            yield File(f"{name}.{photo.suffix}", photo.file.open, several=True)


def photos_count(subject: Subject, reader: Member) -> int:
    return SessionPhoto.objects.filter(session__in=subject.sessions).count()
