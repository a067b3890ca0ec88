"""Photographs of a date: what is taken, what is not, and that they go again."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from activities.file.photos import MOST_OF_A_DATE, add_photo
from activities.models import SessionPhoto

from .evening import address, evening, made, photo, stored

pytestmark = pytest.mark.django_db


GPS = 0x8825


def with_place() -> SimpleUploadedFile:
    exif = Image.Exif()
    exif.get_ifd(GPS)[1] = "N"
    exif[0x010F] = "SomeMaker"
    return photo(3, exif=exif.tobytes())


def test_several_photographs_arrive_without_place_and_camera(officer, client):
    session = evening()
    client.post(address(session, "photos/"), {"photos": [photo(1), with_place()]})
    assert session.photos.count() == 2
    for kept in session.photos.all():
        with Image.open(kept.file.open()) as picture:
            assert not picture.getexif()
        assert client.get(address(session, f"photos/{kept.pk}/"))["Content-Type"] == "image/jpeg"
        small = client.get(address(session, f"photos/{kept.pk}/small/"))
        assert max(Image.open(io.BytesIO(small.content)).size) <= 480
    assert b"SomeMaker" in with_place().read()


def test_a_picture_that_is_none_is_a_sentence_and_the_others_are_kept(officer, client):
    session = evening()
    files = [
        photo(1),
        SimpleUploadedFile("假.jpg", b"MZ this is a program"),
        SimpleUploadedFile("坏.png", b"\x89PNG\r\n"),
    ]
    answer = client.post(address(session, "photos/"), {"photos": files}, follow=True)
    assert session.photos.count() == 1
    said = [str(message) for message in answer.context["messages"]]
    assert len(said) == 3
    assert "假.jpg" in said[0]
    by_script = client.post(
        address(session, "photos/"),
        {"photos": SimpleUploadedFile("假.jpg", b"MZ")},
        headers={"Accept": "application/json"},
    )
    assert (by_script.status_code, by_script.json()["kept"], len(by_script.json()["refusals"])) == (422, 0, 1)


def test_the_same_photograph_sent_twice_is_there_once(officer, client):
    session = evening()
    for _time in range(2):
        client.post(address(session, "photos/"), {"photos": photo(1)})
    assert session.photos.count() == 1
    assert stored("photos") == 2


def test_there_is_an_end_to_photographs(officer):
    session = evening()
    first = add_photo(session, photo(), officer)
    SessionPhoto.objects.bulk_create(
        SessionPhoto(
            session=session,
            digest=f"{number}",
            file="x",
            small="x",
            suffix="jpg",
            size=1,
            width=1,
            height=1,
            uploaded_by=officer,
        )
        for number in range(MOST_OF_A_DATE - 1)
    )
    with pytest.raises(Exception, match=str(MOST_OF_A_DATE)):
        add_photo(session, photo(9), officer)
    assert add_photo(session, photo(), officer) == first


def test_a_deleted_photograph_goes_with_its_files(officer, client, django_capture_on_commit_callbacks):
    session = evening()
    kept = add_photo(session, photo(), officer)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address(session, f"photos/{kept.pk}/remove/"))
    assert (session.photos.count(), stored("photos")) == (0, 0)


def test_three_hundred_photographs_are_never_held_at_once(officer, monkeypatch):
    """Of the photographs no more than one is open at a time."""
    session = evening(people=1)
    for number in range(12):
        add_photo(session, photo(number, size=(80 + number, 60)), officer)
    opened, most = [], []
    usual = SessionPhoto.file.field.attr_class.open

    def counted(self, mode="rb"):
        opened.append(self)
        most.append(sum(not each.closed for each in opened))
        return usual(self, mode)

    monkeypatch.setattr(SessionPhoto.file.field.attr_class, "open", counted)
    file = made(session, officer)
    assert file.is_ready
    assert len(opened) >= 24
    assert max(most) <= 2
