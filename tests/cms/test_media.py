"""Uploaded pictures: what is shown, what is not, and with which headers."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tests.factories import ImageFactory

pytestmark = pytest.mark.django_db


def test_a_picture_is_shown_and_nothing_runs_in_it(client):
    response = client.get(ImageFactory().file.url)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, max-age=3600"


def test_a_rendition_is_shown(client):
    response = client.get(ImageFactory().get_rendition("fill-40x40").url)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("image/")


@pytest.mark.parametrize("name", ["page.html", "drawing.svg", "script.js", "notes.txt", "programme.exe", "nothing"])
def test_what_could_run_as_a_page_is_not_shown(name, client):
    stored = default_storage.save(f"images/{name}", ContentFile(b"<script>alert(1)</script>"))
    assert client.get(f"/media/{stored}").status_code == 404


@pytest.mark.parametrize("folder", ["documents", "import", "", "../images"])
def test_other_folders_are_closed(folder, client):
    default_storage.save("documents/clip.mp4", ContentFile(b"video"))
    default_storage.save("clip.mp4", ContentFile(b"video"))
    assert client.get(f"/media/{folder}/clip.mp4").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "images/../documents/clip.mp4",
        "images/../../clip.mp4",
        "images/%2e%2e/documents/clip.mp4",
        "images/..%2f..%2f..%2f..%2fetc%2fpasswd.png",
        "images/%00.png",
        "images/a%00/../../b.png",
        "images\\..\\documents\\clip.mp4",
        "/etc/passwd",
        "//etc/hosts.png",
        ".",
        "./",
        "..",
        "../../etc/passwd",
        "images",
        "images/",
        "images/missing.png",
        "images/" + "长" * 300 + ".png",
    ],
)
def test_no_path_leads_out_of_the_pictures(path, client):
    default_storage.save("documents/clip.mp4", ContentFile(b"video"))
    assert client.get(f"/media/{path}").status_code == 404


def test_a_folder_that_is_called_like_a_picture_is_not_shown(client):
    default_storage.save("images/album.png/one.txt", ContentFile(b"text"))
    assert client.get("/media/images/album.png").status_code == 404
