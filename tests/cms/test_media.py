"""Uploaded files at their addresses: who is shown what, with which headers."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from django.http import Http404
from django.test import RequestFactory
from django.utils import timezone
from wagtail.users.models import UserProfile

from approval.models import ReviewTask
from approval.roles import set_up_roles
from cms import serving
from cms.models import UnionDocument, UnionImage, Visibility
from people.models import Member
from tests.approval.conftest import decide
from tests.factories import DocumentFactory, ImageFactory, MemberFactory, NewsPageFactory

pytestmark = pytest.mark.django_db

FILM = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + bytes(range(256)) * 4
ROLES = ["visitor", "staff", "uploader", "officer", "chair", "librarian", "administrator", "left", "superuser"]
SEES_PRIVATE = {"image": {"uploader", "officer", "chair", "librarian", "superuser"}}
# The librarian keeps covers of books, no documents.
SEES_PRIVATE["document"] = SEES_PRIVATE["image"] - {"librarian"}
SEES = {
    Visibility.PUBLIC: {"image": set(ROLES), "document": set(ROLES)},
    Visibility.STAFF: {kind: set(ROLES) - {"visitor", "left"} for kind in ("image", "document")},
    # Who belongs to which audience, what uses the file says.
    Visibility.AUDIENCE: SEES_PRIVATE,
    Visibility.PRIVATE: SEES_PRIVATE,
}


@pytest.fixture
def people():
    set_up_roles()
    members = {role: MemberFactory(**{role: True}) for role in ("officer", "chair", "librarian", "administrator")} | {
        "staff": MemberFactory(),
        "uploader": MemberFactory(),
        "left": MemberFactory(),
    }
    members["superuser"] = Member.objects.create_superuser("9999", name="超级管理员")
    return members


def addresses(visibility, uploader) -> dict[str, str]:
    """Make one file of every kind; returns their addresses."""
    image = ImageFactory(visibility=visibility, uploaded_by_user=uploader)
    form = DocumentFactory(visibility=visibility, uploaded_by_user=uploader)
    film = DocumentFactory(visibility=visibility, uploaded_by_user=uploader, name="walk.mp4", content=FILM)
    return {
        "image": image.file.url,
        "image, a size": image.get_rendition("fill-40x40").url,
        "document": form.url,
        "document, by its path": form.file.url,
        "document, a film": film.url,
    }


@pytest.mark.parametrize("visibility", Visibility)
def test_each_role_is_shown_what_its_visibility_says(visibility, people, client):
    at = addresses(visibility, people["uploader"])
    for role in ROLES:
        if role != "visitor":
            client.force_login(people[role])
        if role == "left":
            Member.objects.filter(pk=people["left"].pk).update(is_active=False)
        shown = {what: client.get(address).status_code == 200 for what, address in at.items()}
        expected = {what: role in SEES[visibility][what.split(",")[0]] for what in at}
        assert shown == expected, role
        client.logout()


@pytest.mark.parametrize("visibility", [Visibility.STAFF, Visibility.PRIVATE])
def test_what_is_not_public_is_kept_nowhere(visibility, people, client):
    client.force_login(people["chair"])
    for address in addresses(visibility, people["uploader"]).values():
        assert client.get(address)["Cache-Control"] == "private, no-store"


def test_a_visitor_is_asked_to_sign_in_for_a_document_for_staff_and_told_nothing_of_a_private_one(client):
    staff, private = DocumentFactory(visibility=Visibility.STAFF), DocumentFactory()
    assert client.get(staff.url)["Location"].startswith("/accounts/login/?next=%2Fdocuments%2F")
    assert client.get(private.url).status_code == 404


def test_whoever_decides_on_it_sees_its_private_pictures_and_no_others(site, client):
    """Also an approver of one stage who has nothing to do with the library."""
    stage = Group.objects.create(name="初审")
    stage.permissions.add(Permission.objects.get(codename="access_admin"))
    ReviewTask.objects.get().groups.set([stage])
    approver = MemberFactory()
    approver.groups.add(stage)
    picture, other = ImageFactory(visibility=Visibility.PRIVATE), ImageFactory(visibility=Visibility.PRIVATE)
    page = NewsPageFactory(cover=picture, submitted=True)
    NewsPageFactory(cover=other, draft=True)
    client.force_login(approver)
    assert client.get(picture.file.url).status_code == 200
    assert client.get(other.file.url).status_code == 404
    decide(page.current_workflow_task_state, approver, "reject", comment="换一张照片")
    assert client.get(picture.file.url).status_code == 404


def test_a_picture_is_shown_and_nothing_runs_in_it(client):
    response = client.get(ImageFactory().file.url)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "public, max-age=300"
    assert response["Content-Disposition"].startswith("inline")


def test_a_file_is_kept_no_longer_than_its_page_is_public(site, client):
    picture, document = ImageFactory(visibility=Visibility.PRIVATE), DocumentFactory()
    address = picture.get_rendition("width-100").url
    with time_machine.travel(timezone.now(), tick=False) as clock:
        expiry = timezone.now() + timedelta(minutes=20)
        body = [("text", f'<p><a linktype="document" id="{document.pk}">表格</a></p>')]
        NewsPageFactory(cover=picture, body=body, expire_at=expiry)
        NewsPageFactory(cover=picture)
        for before, seconds in ((1200, 300), (300, 300), (10, 10), (0, 0), (-30, 0)):
            clock.move_to(expiry - timedelta(seconds=before))
            for url in (picture.file.url, address, document.url):
                assert client.get(url)["Cache-Control"] == f"public, max-age={seconds}"


@pytest.mark.parametrize("signed_in", [True, False])
@pytest.mark.parametrize("kind", ["image", "image, a size", "document", "document, by its path", "document, a film"])
def test_a_public_file_costs_one_query(kind, signed_in, client, django_assert_num_queries):
    address = addresses(Visibility.PUBLIC, None)[kind]
    if signed_in:
        client.force_login(MemberFactory())
    with django_assert_num_queries(1):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("name", ["page.html", "drawing.svg", "script.js", "page.xhtml", "programme.exe", "nothing"])
def test_what_could_run_as_a_page_is_only_ever_saved(name, client):
    document = UnionDocument(title="页面", visibility=Visibility.PUBLIC)
    document.file.name = default_storage.save(f"documents/{name}", ContentFile(b"<script>alert(1)</script>"))
    UnionDocument.objects.bulk_create([document])
    for address in (document.url, document.file.url):
        response = client.get(address)
        assert response["Content-Type"] == "application/octet-stream"
        assert response["Content-Disposition"].startswith("attachment")
        assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "disposition"), [("form.pdf", "inline"), ("walk.mp4", "inline"), ("list.xlsx", "attachment")]
)
def test_office_files_are_saved_and_what_browsers_show_is_shown(name, disposition, client):
    document = DocumentFactory(name=name, content=FILM, visibility=Visibility.PUBLIC)
    response = client.get(document.url)
    assert response["Content-Disposition"].startswith(disposition)
    assert ("sandbox" in response["Content-Security-Policy"]) == (disposition == "attachment")


@pytest.mark.parametrize("folder", ["images", "original_images", "documents", "avatar_images", "imports", ""])
def test_a_file_that_the_database_does_not_know_has_no_address(folder, client):
    stored = default_storage.save(f"{folder}/clip.mp4".lstrip("/"), ContentFile(FILM))
    assert client.get(f"/media/{stored}").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "images/../documents/clip.mp4",
        "images/../../clip.mp4",
        "images/%2e%2e/documents/clip.mp4",
        "images/..%2f..%2f..%2f..%2fetc%2fpasswd.png",
        "images/%00.png",
        "documents/a%00/../../b.png",
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
def test_no_path_leads_out_of_what_the_database_knows(path, client):
    assert client.get(f"/media/{path}").status_code == 404


@pytest.mark.parametrize("address", ["/documents/99999999999999999999/a.pdf", "/documents/0/", "/images/x/1/original/"])
def test_addresses_that_are_made_up_lead_nowhere(address, client):
    assert client.get(address).status_code == 404


def test_a_document_answers_to_its_own_name_only(client):
    document = DocumentFactory(visibility=Visibility.PUBLIC)
    assert client.get(f"/documents/{document.pk}/another.pdf").status_code == 404


def test_a_row_without_its_file_is_missing(client):
    image = ImageFactory()
    image.file.storage.delete(image.file.name)
    assert client.get(image.file.url).status_code == 404


def test_the_picture_of_an_account_is_for_staff(client):
    stored = default_storage.save("avatar_images/me.png", ImageFactory().file)
    UserProfile.objects.create(user=MemberFactory(), avatar=stored)
    address = f"/media/{stored}"
    assert client.get(address).status_code == 404
    client.force_login(MemberFactory())
    assert client.get(address).status_code == 200


@pytest.fixture
def film():
    return DocumentFactory(name="walk.mp4", content=FILM, visibility=Visibility.PUBLIC)


def body(response) -> bytes:
    return b"".join(response.streaming_content)


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-", 0, len(FILM) - 1),
        ("bytes=0-1", 0, 1),
        ("bytes=100-199", 100, 199),
        ("bytes=-10", len(FILM) - 10, len(FILM) - 1),
        ("bytes=1000-999999", 1000, len(FILM) - 1),
        ("bytes=-999999", 0, len(FILM) - 1),
    ],
)
def test_a_part_of_a_film_is_sent_alone(asked, first, last, film, client):
    response = client.get(film.url, headers={"Range": asked})
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last}/{len(FILM)}"
    assert response["Content-Length"] == str(last - first + 1)
    assert body(response) == FILM[first : last + 1]


@pytest.mark.parametrize("asked", ["bytes=9999-", "bytes=-0", f"bytes={len(FILM)}-"])
def test_a_part_behind_the_end_is_refused(asked, film, client):
    response = client.get(film.url, headers={"Range": asked})
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{len(FILM)}"


@pytest.mark.parametrize("asked", ["bytes=0-1,5-9", "bytes=-", "lines=1-2", "bytes=" + "9" * 5000 + "-", "nonsense"])
def test_what_is_not_understood_gets_the_whole_film(asked, film, client):
    response = client.get(film.url, headers={"Range": asked})
    assert response.status_code == 200
    assert body(response) == FILM


def test_a_part_of_a_film_that_is_another_one_meanwhile_is_the_whole_film(film, client):
    etag = client.head(film.url)["ETag"]
    ask = {"Range": "bytes=0-1", "If-Range": etag}
    assert client.get(film.url, headers=ask).status_code == 206
    assert client.get(film.url, headers={**ask, "If-Range": '"another"'}).status_code == 200


def test_a_picture_that_the_browser_has_is_not_sent_again(client):
    address = ImageFactory().get_rendition("fill-40x40").url
    first = client.get(address)
    for known in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}):
        again = client.get(address, headers=known)
        assert again.status_code == 304
        assert again["Cache-Control"] == "public, max-age=300"
    assert client.get(address, headers={"If-None-Match": '"another"'}).status_code == 200


def test_a_withdrawn_picture_is_not_confirmed_to_whoever_has_it(client):
    image = ImageFactory()
    etag = client.get(image.file.url)["ETag"]
    UnionImage.objects.update(visibility=Visibility.PRIVATE)
    assert client.get(image.file.url, headers={"If-None-Match": etag}).status_code == 404


def test_the_head_says_what_would_come_and_sends_nothing(film, client):
    response = client.head(film.url)
    assert (response.status_code, response.content) == (200, b"")
    assert response["Content-Length"] == str(len(FILM))
    assert response["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_files_are_only_read(method, film, client):
    assert getattr(client, method)(film.url).status_code == 405


def test_nginx_is_told_to_send_what_the_site_has_decided_on(film, client, settings):
    settings.MEDIA_ACCEL_PREFIX = "/uploads-of-this-site/"
    response = client.get(film.url)
    assert response["X-Accel-Redirect"] == f"/uploads-of-this-site/{film.file.name}"
    assert (response["Content-Type"], response.content) == ("video/mp4", b"")
    UnionDocument.objects.update(visibility=Visibility.PRIVATE)
    refused = client.get(film.url)
    assert refused.status_code == 404
    assert "X-Accel-Redirect" not in refused


class Bucket(Storage):
    """A storage without paths, which holds one file."""

    def _open(self, name, mode="rb"):
        if name != "documents/a.pdf":
            raise FileNotFoundError(name)
        return ContentFile(FILM)


class SigningBucket(Bucket):
    """The one promise of `cms.storage.BucketStorage` that serving counts on, without a network."""

    def short_lived_url(self, name, *, content_type, disposition):
        return f"https://bucket.example.org/{name}?type={content_type}&signature=x"


def stored_elsewhere(storage, name="documents/a.pdf"):
    return serving.StoredFile(storage, name, Visibility.PUBLIC, "mark", "document", 1)


def test_a_storage_without_paths_is_passed_on():
    assert body(serving._answer(RequestFactory().get("/"), stored_elsewhere(Bucket()))) == FILM
    with pytest.raises(Http404):
        serving._answer(RequestFactory().get("/"), stored_elsewhere(Bucket(), "documents/gone.pdf"))


def test_a_bucket_that_signs_addresses_sends_the_bytes_itself():
    response = serving._answer(RequestFactory().get("/"), stored_elsewhere(SigningBucket()))
    assert response.status_code == 302
    assert response["Location"].startswith("https://bucket.example.org/documents/a.pdf?type=application/pdf")
    assert response["Cache-Control"] == "private, no-store"
