"""When the text of a document is taken out, and what is kept of it."""

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from procrastinate.contrib.django import app
from wagtail.documents import get_document_model

from ..models import DocumentText
from .apart import Answer, read_apart
from .formats import READERS

State = DocumentText.State


def expect_text(document) -> None:
    """Have a document read that got a new file, in the transaction that stores it. The text of the old one goes."""
    if document.file_extension.lower() not in READERS:
        DocumentText.objects.filter(document=document).delete()
        return
    nothing_yet = {"text": "", "state": State.WAITING, "file_hash": "", "read_at": None}
    DocumentText.objects.update_or_create(document=document, defaults=nothing_yet)
    _put_into_queue(document.pk)


def read_document(document_id: int) -> DocumentText | None:
    """Take the text out of a document, unless that has been done for its file; returns its row.

    None for a document that is gone, or has no text by its format. Everything that is wrong with the file ends in a
    state. Raises what the storage raises, save that a file is gone, and ReadingFailed: then another attempt may do
    better.
    """
    document = get_document_model().objects.filter(pk=document_id).first()
    if document is None or document.file_extension.lower() not in READERS:
        return None
    row, _is_new = DocumentText.objects.get_or_create(document=document)
    if row.state not in DocumentText.OPEN_STATES and row.file_hash == document.file_hash:
        return row
    try:
        # Of files from before there were hashes.
        document.get_file_hash()
        with document.open_file() as file:
            answer = read_apart(file, document.file_extension.lower())
    except FileNotFoundError:
        answer = Answer(State.MISSING, "")
    return _keep(document, answer)


@transaction.atomic
def _keep(document, answer: Answer) -> DocumentText | None:
    row = DocumentText.objects.select_for_update().filter(document=document).first()
    file = get_document_model().objects.filter(pk=document.pk).values_list("file", "file_hash").first()
    # Another file may have been chosen meanwhile; it has been put into the queue.
    if row and file == (document.file.name, document.file_hash):
        row.text, row.state, row.file_hash, row.read_at = *answer[::-1], document.file_hash, timezone.now()
        row.save()
    return row


def unread() -> QuerySet:
    """Return the documents whose file has not been read: older than this rule, or left by a worker that died."""
    readable = Q()
    for extension in READERS:
        readable |= Q(file__iendswith=f".{extension}")
    not_read = Q(document_text=None) | Q(document_text__state__in=DocumentText.OPEN_STATES)
    return get_document_model().objects.filter(readable, not_read | ~Q(document_text__file_hash=F("file_hash")))


def take_up_unread() -> int:
    """Put what has not been read into the queue; returns how many. Twice in it does no harm."""
    waiting = list(unread().order_by("pk").values_list("pk", flat=True))
    for document_id in waiting:
        _put_into_queue(document_id)
    return len(waiting)


def _put_into_queue(document_id: int) -> None:
    app.configure_task("cms.read_document").defer(document_id=document_id)
