"""A file is public while something public uses it, for staff while only things for staff do, and private otherwise."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.file_visibility import recompute_everything
from cms.models import FileUse, UnionDocument, UnionImage, Visibility
from home.models import HomePage
from news.models import NewsPage
from tests.approval.conftest import decide, submit
from tests.factories import (
    BookFactory,
    ClubPageFactory,
    DocumentFactory,
    HonourFactory,
    ImageFactory,
    MemberFactory,
    NewsPageFactory,
    RecurringActivityFactory,
)

PRIVATE, STAFF, PUBLIC = Visibility.PRIVATE, Visibility.STAFF, Visibility.PUBLIC
pytestmark = pytest.mark.django_db


@pytest.fixture
def picture():
    return ImageFactory(visibility=PRIVATE)


@pytest.fixture
def form():
    return DocumentFactory()


def visibility_of(file) -> str:
    return type(file).objects.get(pk=file.pk).visibility


def linked(document) -> list:
    return [("text", f'<p>请填<a linktype="document" id="{document.pk}">报名表</a>。</p>')]


def shown(image) -> dict:
    return {"image": image, "caption": ""}


def approve_draft(thing) -> None:
    """Submit the latest draft and let the chair approve it."""
    officer, chair = MemberFactory(officer=True), MemberFactory(chair=True)
    decide(submit(thing, officer), chair)


def test_a_picture_is_public_from_its_publication_until_it_is_taken_down(site, picture, client):
    page = NewsPageFactory(cover=picture, draft=True)
    assert client.get(picture.file.url).status_code == 404
    approve_draft(page)
    rendition = picture.get_rendition("fill-40x40").url
    assert visibility_of(picture) == PUBLIC
    assert client.get(picture.file.url).status_code == client.get(rendition).status_code == 200
    NewsPage.objects.get().unpublish()
    assert visibility_of(picture) == PRIVATE
    assert client.get(picture.file.url).status_code == client.get(rendition).status_code == 404


def test_a_picture_of_two_pages_stays_public_while_one_of_them_is(site, picture):
    first, second = NewsPageFactory(cover=picture), NewsPageFactory(cover=picture)
    first.unpublish()
    assert visibility_of(picture) == PUBLIC
    second.unpublish()
    assert visibility_of(picture) == PRIVATE


def test_a_picture_of_a_page_for_staff_is_for_staff(site, picture, client):
    page = NewsPageFactory(cover=picture, staff_only=True)
    assert visibility_of(picture) == STAFF
    assert client.get(picture.file.url).status_code == 404
    public = NewsPageFactory(cover=picture)
    assert visibility_of(picture) == PUBLIC
    public.unpublish()
    assert visibility_of(picture) == STAFF
    page.refresh_from_db()
    page.visibility = NewsPage.Visibility.PUBLIC
    page.save_revision().publish(skip_permission_checks=True)
    assert visibility_of(picture) == PUBLIC


def test_a_draft_of_a_live_page_lends_nothing(site, picture):
    page = NewsPageFactory()
    page.cover = picture
    page.save_revision(user=MemberFactory(officer=True))
    assert visibility_of(picture) == PRIVATE
    recompute_everything()
    assert visibility_of(picture) == PRIVATE
    approve_draft(NewsPage.objects.get(pk=page.pk))
    assert visibility_of(picture) == PUBLIC


def test_a_picture_that_an_approved_change_leaves_out_is_private_again(site, picture):
    page = NewsPageFactory(cover=picture)
    page.cover = None
    page.save_revision(user=MemberFactory(officer=True))
    assert visibility_of(picture) == PUBLIC
    approve_draft(NewsPage.objects.get(pk=page.pk))
    assert visibility_of(picture) == PRIVATE


def test_a_submission_alone_shows_nothing_to_the_public(site, picture):
    NewsPageFactory(cover=picture, submitted=True)
    assert visibility_of(picture) == PRIVATE


def test_what_expires_takes_its_pictures_with_it(site, picture):
    page = NewsPageFactory(cover=picture, expire_at=timezone.now() + timedelta(hours=1))
    assert visibility_of(picture) == PUBLIC
    NewsPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")
    assert visibility_of(picture) == PRIVATE


def test_what_is_approved_for_an_hour_shows_its_pictures_from_that_hour_on(site, picture):
    page = NewsPageFactory(cover=picture, draft=True, go_live_at=timezone.now() + timedelta(hours=1))
    approve_draft(page)
    assert visibility_of(picture) == PRIVATE
    revision = NewsPage.objects.get().latest_revision
    past = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
    call_command("publish_scheduled")
    assert visibility_of(picture) == PUBLIC


def test_a_deleted_page_lends_nothing(site, picture):
    NewsPageFactory(cover=picture).delete()
    assert visibility_of(picture) == PRIVATE
    assert not FileUse.objects.exists()


def test_a_document_that_a_text_links_to_is_public_with_the_text(site, form, client):
    page = NewsPageFactory(body=linked(form))
    assert visibility_of(form) == PUBLIC
    assert client.get(form.url).status_code == 200
    page.unpublish()
    assert client.get(form.url).status_code == 404


def test_a_link_to_a_document_that_is_gone_stops_nothing(site):
    gone = DocumentFactory()
    body = linked(gone)
    gone.delete()
    assert NewsPageFactory(body=body).live


def test_every_place_of_an_article_counts(site):
    images = [ImageFactory(visibility=PRIVATE) for _each in range(4)]
    film, form = DocumentFactory(name="walk.mp4"), DocumentFactory()
    NewsPageFactory(
        body=[
            ("picture", shown(images[0])),
            ("gallery", {"pictures": [shown(images[1]), shown(images[2])]}),
            ("video", {"video": film, "poster": images[3], "caption": ""}),
            ("documents", {"documents": [form]}),
        ]
    )
    assert {visibility_of(file) for file in [*images, film, form]} == {PUBLIC}


def test_the_pictures_of_clubs_activities_honours_books_and_the_home_page_count(site):
    images = [ImageFactory(visibility=PRIVATE) for _each in range(6)]
    ClubPageFactory(cover=images[0], gallery=[("picture", shown(images[1]))])
    RecurringActivityFactory(picture=images[2])
    HonourFactory(picture=images[3])
    book = BookFactory(cover=images[4])
    home = HomePage.objects.get()
    home.body = [("hero", {"title": "职工之家", "text": "", "picture": images[5]})]
    home.save_revision().publish(skip_permission_checks=True)
    assert {visibility_of(image) for image in images} == {PUBLIC}
    book.unpublish()
    assert visibility_of(images[4]) == PRIVATE


def test_drafts_of_snippets_lend_nothing(site, picture):
    HonourFactory(picture=picture, draft=True)
    BookFactory(cover=picture, submitted=True)
    recompute_everything()
    assert visibility_of(picture) == PRIVATE


def test_a_publication_that_is_undone_leaves_its_pictures_private(site, picture, monkeypatch):
    """One transaction, even where the caller opened none: a page never stands there without its pictures."""
    page = NewsPageFactory(cover=picture)

    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("cms.file_visibility._follow_uses", fail)
    with pytest.raises(RuntimeError):
        page.unpublish()
    assert NewsPage.objects.get().live
    assert visibility_of(picture) == PUBLIC


def test_the_command_mends_what_is_wrong_and_says_how_much(site, picture, form):
    NewsPageFactory(cover=picture, body=linked(form))
    unused = ImageFactory(visibility=PUBLIC)
    FileUse.objects.all().delete()
    UnionImage.objects.filter(pk=picture.pk).update(visibility=PRIVATE)
    UnionDocument.objects.update(visibility=STAFF)
    said = [StringIO(), StringIO()]
    for output in said:
        call_command("recompute_file_visibility", stdout=output)
    assert said[0].getvalue() == "Changed: 2 pictures, 1 documents.\n"
    assert said[1].getvalue() == "Changed: 0 pictures, 0 documents.\n"
    assert (visibility_of(picture), visibility_of(form), visibility_of(unused)) == (PUBLIC, PUBLIC, PRIVATE)
