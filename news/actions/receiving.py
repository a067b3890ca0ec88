"""Files on their way in: read once, kept for their uploader until they are saved or discarded."""

import hashlib
from pathlib import PurePath

from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from people.models import Member

from ..errors import AlreadySaved, MayNotAddNews, NoCategory, TooManyFiles
from ..importing import MAX_BYTES, Manuscript, ManuscriptError, Picture, read_manuscripts
from ..importing.errors import FileTooLarge
from ..manuscript_json import to_json
from ..models import KeptManuscript, ManuscriptImport, NewsCategory
from ..permissions import news_index_for
from ..storage import ImportStorage

MAX_FILES = 50


def begin_import(member: Member) -> ManuscriptImport:
    """Make an import that `member` puts files into. Raises MayNotAddNews or NoCategory."""
    if not news_index_for(member):
        raise MayNotAddNews
    if not NewsCategory.objects.exists():
        raise NoCategory
    return ManuscriptImport.objects.create(owner=member)


def receive_file(batch: ManuscriptImport, file: File) -> list[KeptManuscript]:
    """Read one uploaded file and keep what is in it; a faulty file leaves its sentence in `left_out`.

    Raises AlreadySaved when the import was saved or discarded meanwhile.
    """
    try:
        if batch.file_count >= MAX_FILES:
            raise TooManyFiles(PurePath(file.name).name, limit=MAX_FILES)
        # Not even opened, so that a video dragged along does not fill the memory.
        if file.size > MAX_BYTES:
            raise FileTooLarge(PurePath(file.name).name, limit=MAX_BYTES // 1024 // 1024)
        manuscripts = read_manuscripts(file.name, file.read())
    except ManuscriptError as error:
        _put_down(batch, sentences=[str(error.sentence)])
        return []
    return _put_down(batch, manuscripts=manuscripts)


def refuse_unsent(batch: ManuscriptImport, name: str) -> None:
    """Note a file that the browser did not send because it is too large."""
    error = FileTooLarge(PurePath(name).name[:255], limit=MAX_BYTES // 1024 // 1024)
    _put_down(batch, sentences=[str(error.sentence)])


@transaction.atomic
def discard_import(batch: ManuscriptImport) -> None:
    """Remove an import with all that was uploaded; drafts that came of it stay."""
    folder = batch.folder
    batch.delete()
    transaction.on_commit(lambda: ImportStorage().remove_folder(folder))


@transaction.atomic
def _put_down(
    batch: ManuscriptImport, *, manuscripts: list[Manuscript] = (), sentences: list[str] = ()
) -> list[KeptManuscript]:
    """Add to the import what came of one file. `batch` is brought up to date."""
    try:
        batch.refresh_from_db(from_queryset=ManuscriptImport.objects.select_for_update())
    except ManuscriptImport.DoesNotExist as error:
        raise AlreadySaved from error
    if batch.saved_at:
        raise AlreadySaved
    batch.file_count += 1
    batch.left_out = [*batch.left_out, *sentences]
    batch.save(update_fields=["file_count", "left_out"])
    position = batch.manuscripts.count()
    return [
        KeptManuscript.objects.create(batch=batch, position=position + number, content=_content(batch, manuscript))
        for number, manuscript in enumerate(manuscripts)
    ]


def _content(batch: ManuscriptImport, manuscript: Manuscript) -> dict:
    """Return the manuscript as JSON, its pictures put into the folder of the import.

    The preview asks for missing descriptions picture by picture, so the reader's own remark on each is dropped.
    """
    content = to_json(manuscript, lambda picture: _keep_picture(batch, picture))
    remarks = {
        str(format_lazy(_("Picture {number} has no alternative text."), number=number))
        for number in range(1, len(manuscript.pictures) + 1)
    }
    return content | {"warnings": [warning for warning in content["warnings"] if warning not in remarks]}


def _keep_picture(batch: ManuscriptImport, picture: Picture) -> str:
    storage = ImportStorage()
    name = hashlib.sha256(picture.content).hexdigest() + PurePath(picture.file_name).suffix
    if not storage.exists(f"{batch.folder}/{name}"):
        storage.save(f"{batch.folder}/{name}", ContentFile(picture.content))
    return name
