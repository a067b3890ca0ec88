"""A file that is attached to a sign-up: sealed, without an address, and never half there."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from signups.actions.signing_up import sign_up
from signups.answers.forgetting import sweep
from signups.answers.storage import AnswersStorage
from signups.models import Answers, Attachment

from ..asking import PROOF, PROOF_IF_ANY, SIZE, answered, asking, name_of, pdf, picture
from .pages import stored

pytestmark = pytest.mark.django_db


def test_a_file_lies_sealed_under_a_name_that_says_nothing(member, files):
    answers = answered(sign_up(member, asking(PROOF)), {}, {name_of(PROOF): pdf("体检证明.pdf")})
    kept = answers.attachments.get()
    [on_disk] = stored(files)
    assert (kept.name, on_disk.name) == ("体检证明.pdf", kept.file.name)
    assert b"%PDF" not in on_disk.read_bytes()
    assert kept.file.open().read().startswith(b"%PDF")
    assert (on_disk.stat().st_mode & 0o777, files.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_file_has_no_address(member):
    answers = answered(sign_up(member, asking(PROOF)), {}, {name_of(PROOF): pdf()})
    with pytest.raises(ValueError, match="address"):
        _ = answers.attachments.get().file.url


@pytest.mark.parametrize("whole", [True, False], ids=["all of it", "a part of it"])
def test_what_is_rolled_back_leaves_neither_row_nor_file(member, files, whole):
    made = sign_up(member, asking(PROOF))

    def fail():
        with transaction.atomic():
            answered(made, {}, {name_of(PROOF): pdf()})
            assert len(stored(files)) == 1
            raise OSError("no more")

    if whole:
        with pytest.raises(OSError, match="no more"):
            fail()
    else:
        with transaction.atomic():
            with pytest.raises(OSError, match="no more"):
                fail()
    assert stored(files) == []
    assert not Answers.objects.exists()


def test_what_is_committed_keeps_its_file(member, files, django_capture_on_commit_callbacks):
    """The control."""
    made = sign_up(member, asking(PROOF))
    with django_capture_on_commit_callbacks(execute=True):
        answered(made, {}, {name_of(PROOF): pdf()})
    assert len(stored(files)) == 1


def test_a_disk_that_is_full_leaves_no_half_record(member, files, monkeypatch):
    made = sign_up(member, asking(SIZE, PROOF))

    def full(storage, name, content):
        raise OSError("No space left on device")

    monkeypatch.setattr(AnswersStorage, "_save", full)
    with pytest.raises(OSError, match="space"), transaction.atomic():
        answered(made, {name_of(SIZE): "M"}, {name_of(PROOF): pdf()})
    assert not Answers.objects.exists()
    assert stored(files) == []


def test_a_file_whose_process_was_killed_is_swept_away_and_no_other(member, files, time_machine):
    answers = answered(sign_up(member, asking(PROOF)), {}, {name_of(PROOF): pdf()})
    AnswersStorage().save("stray", ContentFile(b"x"))
    assert sweep() == 0
    time_machine.move_to(timezone.now() + timedelta(hours=2))
    assert sweep() == 1
    assert [path.name for path in stored(files)] == [answers.attachments.get().file.name]


def test_another_file_replaces_the_first_once_that_is_committed(member, files, django_capture_on_commit_callbacks):
    made = sign_up(member, asking(PROOF))
    with django_capture_on_commit_callbacks(execute=True):
        answers = answered(made, {}, {name_of(PROOF): pdf("一.pdf")})
    with django_capture_on_commit_callbacks(execute=True):
        answered(made, {}, {name_of(PROOF): picture("二.jpg")}, answers=Answers.objects.get(pk=answers.pk))
        assert len(stored(files)) == 2
    assert [each.name for each in answers.attachments.all()] == ["二.jpg"]
    assert len(stored(files)) == 1


def test_a_file_that_is_kept_need_not_be_chosen_again(member, files):
    made = sign_up(member, asking(SIZE, PROOF))
    answers = answered(made, {name_of(SIZE): "S"}, {name_of(PROOF): pdf()})
    answered(made, {name_of(SIZE): "L"}, answers=Answers.objects.get(pk=answers.pk))
    assert answers.attachments.count() == 1


def test_a_voluntary_file_can_be_taken_back(member, files, django_capture_on_commit_callbacks):
    made = sign_up(member, asking(PROOF_IF_ANY))
    with django_capture_on_commit_callbacks(execute=True):
        answers = answered(made, {}, {name_of(PROOF_IF_ANY): pdf()})
    with django_capture_on_commit_callbacks(execute=True):
        data = {f"{name_of(PROOF_IF_ANY)}_remove": "on"}
        answered(made, data, answers=Answers.objects.get(pk=answers.pk))
    assert not Attachment.objects.exists()
    assert stored(files) == []
