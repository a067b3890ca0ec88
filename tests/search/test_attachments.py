"""The text of a document is there for the search, follows its file, and goes with it."""

import threading
import time
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connections, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from wagtail.models import ReferenceIndex

from cms import jobs
from cms.models import DocumentText, UnionDocument
from cms.search.attachments import reading
from cms.search.attachments.apart import Answer
from cms.search.attachments.reading import read_document, take_up_unread, unread
from tests.factories import DocumentFactory, MemberFactory
from tests.plugins.racing import at_once

from .attachment_files import NOTICE, pdf_file, word_file

State = DocumentText.State
PLAIN = NOTICE.encode()


def queued() -> list[int]:
    """The documents that are to be read."""
    waiting = ProcrastinateJob.objects.filter(task_name="cms.read_document").order_by("id")
    return [job.args["document_id"] for job in waiting]


def plain(content: bytes = PLAIN, name: str = "通知.txt") -> UnionDocument:
    return DocumentFactory(name=name, content=content)


def replace(document: UnionDocument, content: bytes, name: str = "通知.txt") -> None:
    document.file = ContentFile(content, name=name)
    document.save()


def test_a_new_document_waits_to_be_read_and_is_read_by_its_job(db):
    document = plain()
    assert document.document_text.state == State.WAITING
    assert queued() == [document.pk]
    jobs.read_later(document.pk)
    row = DocumentText.objects.get(document=document)
    assert (row.state, row.text, row.file_hash) == (State.READ, NOTICE, document.file_hash)
    assert row.read_at


def test_a_file_that_has_no_text_by_its_kind_is_not_waited_for(db):
    document = DocumentFactory(name="健步走.webm", content=b"\x1a\x45\xdf\xa3")
    assert not DocumentText.objects.exists()
    assert queued() == []
    assert read_document(document.pk) is None


def test_nothing_is_to_be_read_of_what_was_rolled_back(db):
    with transaction.atomic():
        plain()
        assert queued()
        transaction.set_rollback(True)
    assert queued() == []
    assert not DocumentText.objects.exists()


def test_a_document_is_not_stored_without_being_put_into_the_queue(db, monkeypatch):
    def fail(document):
        raise OSError

    monkeypatch.setattr("cms.models.expect_text", fail)
    with pytest.raises(OSError):  # noqa: PT011 - our own
        plain()
    assert not UnionDocument.objects.exists()


def test_a_change_that_leaves_the_file_alone_reads_nothing_again(db):
    document = plain()
    read_document(document.pk)
    document = UnionDocument.objects.get(pk=document.pk)
    document.title = "别的标题"
    document.save()
    assert queued() == [document.pk]
    assert document.document_text.state == State.READ


def test_another_file_is_read_in_its_turn_and_the_old_text_is_gone_at_once(db):
    document = plain()
    read_document(document.pk)
    replace(document, "暑托班报名".encode())
    row = DocumentText.objects.get(document=document)
    assert (row.state, row.text, row.read_at) == (State.WAITING, "", None)
    assert queued() == [document.pk, document.pk]
    assert read_document(document.pk).text == "暑托班报名"


def test_where_a_film_takes_the_place_of_a_text_the_text_is_gone(db):
    document = plain()
    read_document(document.pk)
    replace(document, b"\x1a\x45\xdf\xa3", "健步走.webm")
    assert not DocumentText.objects.exists()


def test_the_text_goes_with_its_document(db):
    document = plain()
    read_document(document.pk)
    document.delete()
    assert not DocumentText.objects.exists()
    assert read_document(document.pk) is None


def test_a_file_that_was_read_is_not_read_twice(db, monkeypatch):
    document = plain()
    first = read_document(document.pk)
    monkeypatch.setattr(reading, "read_apart", lambda *args: pytest.fail("it was read again"))
    assert read_document(document.pk).read_at == first.read_at


@pytest.mark.parametrize("state", [State.EMPTY, State.ENCRYPTED, State.BROKEN, State.TOO_LARGE, State.TOO_LONG])
def test_what_cannot_be_read_is_not_tried_for_ever(state, db, monkeypatch):
    tried = []
    monkeypatch.setattr(reading, "read_apart", lambda *args: tried.append(args) or Answer(state, ""))
    document = plain()
    for _day in range(3):
        take_up_unread()
        assert read_document(document.pk).state == state
    assert len(tried) == 1
    assert not unread().exists()


def test_a_damaged_upload_ends_in_a_state_and_raises_nothing(db):
    document = plain(b"PK\x03\x04", name="报名表.docx")
    assert read_document(document.pk).state == State.BROKEN


def test_a_file_that_is_gone_is_tried_again_when_it_is_back(db):
    document = plain()
    storage, name = document.file.storage, document.file.name
    storage.delete(name)
    assert read_document(document.pk).state == State.MISSING
    assert list(unread()) == [document]
    storage.save(name, ContentFile(PLAIN))
    assert read_document(document.pk).text == NOTICE


def test_a_storage_that_is_away_is_for_another_attempt(db, monkeypatch):
    document = plain()

    def fail(*args):
        raise ConnectionError

    monkeypatch.setattr(reading, "read_apart", fail)
    with pytest.raises(ConnectionError):
        jobs.read_later(document.pk)
    assert DocumentText.objects.get(document=document).state == State.WAITING
    assert jobs.read_later.retry_strategy.max_attempts > 1


def test_every_night_what_has_not_been_read_is_put_into_the_queue(db):
    documents = [plain(name=name) for name in ("等着.txt", "无.txt", "旧.TXT", "已读.txt")]
    waiting, without, changed, read = documents
    DocumentText.objects.filter(document=without).delete()
    for document in (changed, read):
        read_document(document.pk)
    DocumentText.objects.filter(document=changed).update(file_hash="0" * 40)
    DocumentFactory(name="健步走.webm", content=b"\x1a\x45\xdf\xa3")
    before = len(queued())
    jobs.take_up_unread_documents(0)
    assert queued()[before:] == [waiting.pk, without.pk, changed.pk]
    for document in (waiting, without, changed):
        assert read_document(document.pk).text == NOTICE
    assert take_up_unread() == 0


def test_a_document_from_before_there_were_hashes_is_read_once(db):
    document = plain()
    UnionDocument.objects.update(file_hash="")
    assert read_document(document.pk).file_hash == document.file_hash
    assert not unread().exists()


def test_a_file_that_is_chosen_while_the_old_one_is_read_gets_its_own_text(db, monkeypatch):
    document = plain()
    read = reading.read_apart

    def meanwhile(file, extension):
        found = read(file, extension)
        replace(UnionDocument.objects.get(pk=document.pk), "暑托班报名".encode(), "新.txt")
        monkeypatch.setattr(reading, "read_apart", read)
        return found

    monkeypatch.setattr(reading, "read_apart", meanwhile)
    assert read_document(document.pk).state == State.WAITING
    assert not DocumentText.objects.filter(text__contains="八段锦").exists()
    assert read_document(document.pk).text == "暑托班报名"


def test_a_document_that_is_deleted_while_it_is_read_leaves_nothing(db, monkeypatch):
    document = plain()

    def meanwhile(file, extension):
        UnionDocument.objects.all().delete()
        return Answer(State.READ, NOTICE)

    monkeypatch.setattr(reading, "read_apart", meanwhile)
    assert read_document(document.pk) is None
    assert not DocumentText.objects.exists()


@pytest.mark.race
def test_two_workers_with_the_same_document_and_somebody_with_another_file_do_not_meet(committed_db):
    document = plain()
    for number in range(5):
        name, words = f"{number}.txt", f"第{number}版"
        outcomes = at_once(
            lambda: read_document(document.pk),
            lambda: read_document(document.pk),
            lambda name=name, words=words: replace(UnionDocument.objects.get(pk=document.pk), words.encode(), name),
        )
        assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
        assert read_document(document.pk).text == words


def _state_after_a_file_came_in_while_the_old_text_was_written(monkeypatch) -> str:
    """Between looking which file a document has and writing its text, somebody stores another file, if they can."""
    document = plain()

    def store() -> None:
        replace(UnionDocument.objects.get(pk=document.pk), "暑托班报名".encode(), "新.txt")
        connections.close_all()

    somebody = threading.Thread(target=store)

    def now():
        somebody.start()
        somebody.join(2)
        return timezone.now()

    monkeypatch.setattr(reading, "timezone", SimpleNamespace(now=now))
    read_document(document.pk)
    somebody.join(60)
    return DocumentText.objects.get(document=document).state


@pytest.mark.race
def test_the_old_text_is_not_written_over_a_new_file(committed_db, monkeypatch):
    assert _state_after_a_file_came_in_while_the_old_text_was_written(monkeypatch) == State.WAITING


@pytest.mark.race
def test_without_the_lock_it_would_be(committed_db, monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **how: rows)
    assert _state_after_a_file_came_in_while_the_old_text_was_written(monkeypatch) == State.READ


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": State.READ, "text": ""},
        {"state": State.BROKEN, "text": "八段锦"},
        {"state": State.WAITING},
        {"state": State.READ, "read_at": None},
    ],
)
def test_the_database_keeps_no_text_that_was_not_read_and_no_state_without_a_moment(wrong, db):
    row = read_document(plain().pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        DocumentText.objects.filter(pk=row.pk).update(**wrong)


def test_the_text_is_no_use_of_the_document(db):
    document = plain()
    read_document(document.pk)
    assert not ReferenceIndex.get_references_to(document).exists()


def test_a_file_that_comes_in_by_the_editor_and_is_replaced_there_is_read(site, client):
    client.force_login(MemberFactory(officer=True))
    added = client.post(
        reverse("wagtaildocs:add"), {"title": "通知", "file": SimpleUploadedFile("通知.docx", word_file(NOTICE))}
    )
    assert added.status_code == 302
    document = UnionDocument.objects.get()
    assert queued() == [document.pk]
    assert read_document(document.pk).text == NOTICE
    address = reverse("wagtaildocs:edit", args=[document.pk])
    client.post(address, {"title": "通知", "file": SimpleUploadedFile("新.txt", "暑托班报名".encode())})
    assert queued() == [document.pk, document.pk]
    assert read_document(document.pk).text == "暑托班报名"


def test_the_form_of_a_document_says_whether_the_search_knows_its_text(site, client):
    client.force_login(MemberFactory(officer=True))
    document = plain()
    address = reverse("wagtaildocs:edit", args=[document.pk])
    row = document.document_text
    assert str(row.get_state_display()) in client.get(address).content.decode()
    replace(document, b"PK\x03\x04", "报名表.docx")
    row = read_document(document.pk)
    assert str(row.get_state_display()) in client.get(address).content.decode()
    row.delete()
    assert client.get(address).status_code == 200


def test_the_worker_reads_what_comes_in(live_site, tmp_path):
    with live_site.rows():
        pdf = DocumentFactory(name="通知.pdf", content=pdf_file(tmp_path, NOTICE))
        broken = DocumentFactory(name="报名表.docx", content=b"PK\x03\x04")
        until = time.monotonic() + 60
        while DocumentText.objects.filter(state=State.WAITING).exists():
            assert time.monotonic() < until
            time.sleep(0.1)
        assert "职工代表大会" in DocumentText.objects.get(document=pdf).text
        assert DocumentText.objects.get(document=broken).state == State.BROKEN
