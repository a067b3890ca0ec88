"""What was approved or submitted keeps its files: they are superseded, not replaced, and not deleted."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from cms.errors import FileInUse
from cms.models import UnionDocument, UnionImage, Visibility
from news.models import NewsPage
from tests.approval.conftest import decide
from tests.factories import DocumentFactory, HonourFactory, ImageFactory, MemberFactory, NewsPageFactory

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</New true>>\nendobj\n"


@pytest.fixture
def officer(client):
    member = MemberFactory(officer=True)
    client.force_login(member)
    return member


@pytest.fixture
def picture():
    return ImageFactory(visibility=Visibility.PRIVATE)


def another_picture() -> SimpleUploadedFile:
    with ImageFactory(colour="navy").file.open() as file:
        return SimpleUploadedFile("navy.png", file.read())


def replace(client, image):
    """Post the edit form of an image with another file; returns the response."""
    form = {"title": image.title, "consent": "given", "description": "", "file": another_picture()}
    form |= {f"focal_point_{name}": "" for name in ("x", "y", "width", "height")}
    return client.post(reverse("wagtailimages:edit", args=[image.pk]), form)


def hash_of(image) -> str:
    return UnionImage.objects.get(pk=image.pk).file_hash


def test_a_picture_that_nothing_uses_can_be_replaced(site, officer, picture, client):
    assert replace(client, picture).status_code == 302
    assert hash_of(picture) != picture.file_hash


@pytest.mark.parametrize("state", [{}, {"submitted": True}])
def test_the_file_of_a_picture_in_use_is_not_replaced_and_the_form_says_why(state, site, officer, picture, client):
    NewsPageFactory(title="春季健步走报名", cover=picture, **state)
    response = replace(client, picture)
    assert response.status_code == 200
    (sentence,) = response.context["form"].errors["file"]
    assert "春季健步走报名" in sentence
    assert hash_of(picture) == picture.file_hash
    assert picture.file.storage.exists(picture.file.name)


def test_its_title_and_description_can_still_be_changed(site, officer, picture, client):
    NewsPageFactory(cover=picture)
    form = {"title": "新标题", "consent": "given", "description": "说明"}
    form |= {f"focal_point_{name}": "" for name in ("x", "y", "width", "height")}
    assert client.post(reverse("wagtailimages:edit", args=[picture.pk]), form).status_code == 302
    assert UnionImage.objects.get(pk=picture.pk).title == "新标题"


def test_a_picture_of_a_mere_draft_can_be_replaced(site, officer, picture, client):
    NewsPageFactory(cover=picture, draft=True)
    assert replace(client, picture).status_code == 302


def test_a_picture_of_what_was_sent_back_can_be_replaced(site, officer, picture, client):
    page = NewsPageFactory(cover=picture, submitted=True)
    decide(page.current_workflow_task_state, MemberFactory(chair=True), "reject", comment="换一张照片")
    assert replace(client, picture).status_code == 302


def test_a_picture_that_only_the_submitted_draft_of_a_live_page_uses_is_not_replaced(site, officer, picture, client):
    page = NewsPageFactory()
    page.cover = picture
    page.save_revision(user=officer)
    page.get_workflow().start(page, officer)
    assert replace(client, picture).status_code == 200
    NewsPage.objects.get(pk=page.pk).current_workflow_state.cancel(user=officer)
    assert replace(client, picture).status_code == 302


def test_a_document_in_use_is_not_replaced(site, officer, client):
    document = DocumentFactory()
    NewsPageFactory(title="报名通知", body=[("documents", {"documents": [document]})])
    form = {"title": "报名表", "file": SimpleUploadedFile("form.pdf", PDF)}
    response = client.post(reverse("wagtaildocs:edit", args=[document.pk]), form)
    assert "报名通知" in response.context["form"].errors["file"][0]
    with UnionDocument.objects.get().file.open() as file:
        assert file.read() != PDF


def test_code_and_the_database_refuse_it_too(site, picture):
    HonourFactory(picture=picture)
    picture.file = ContentFile(another_picture().read(), name="navy.png")
    with pytest.raises(ValidationError):
        picture.full_clean()
    with pytest.raises(FileInUse):
        picture.save()
    with pytest.raises(IntegrityError, match="in use"), transaction.atomic():
        UnionImage.objects.filter(pk=picture.pk).update(file="original_images/another.png")


def test_a_used_picture_is_not_deleted_in_any_way(site, officer, picture, client):
    HonourFactory(title="五一巾帼标兵岗", picture=picture)
    for address in (
        reverse("wagtailimages:delete", args=[picture.pk]),
        reverse("wagtailimages:delete_multiple", args=[picture.pk]),
        reverse("wagtail_bulk_action", args=["cms", "unionimage", "delete"]) + f"?id={picture.pk}",
    ):
        assert client.post(address, follow=True).status_code in (200, 403)
        assert UnionImage.objects.filter(pk=picture.pk).exists(), address
    assert picture.file.storage.exists(picture.file.name)


def test_deleting_a_used_document_says_what_uses_it(site, officer, client):
    document = DocumentFactory()
    link = f'<p><a linktype="document" id="{document.pk}">报名表</a></p>'
    page = NewsPageFactory(title="报名通知", body=[("text", link)])
    address = reverse("wagtaildocs:delete", args=[document.pk])
    response = client.post(address, follow=True)
    assert "报名通知" in "".join(str(message) for message in response.context["messages"])
    assert UnionDocument.objects.exists()
    page.unpublish()
    client.post(address)
    assert not UnionDocument.objects.exists()
