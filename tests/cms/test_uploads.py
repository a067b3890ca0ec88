"""Documents are taken by what is in them; so are pictures."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document
from openpyxl import Workbook
from wagtail.models import Collection

from cms.models import UnionDocument, UnionImage
from cms.uploads import check_document_contents
from tests.factories import MemberFactory

PROGRAMME = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(200)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"
MP4 = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + bytes(200)
WEBM = b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm" + bytes(200)


def zipped(**parts):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in (parts or {"notes.txt": "一"}).items():
            archive.writestr(name, content)
    return packed.getvalue()


def word():
    packed = io.BytesIO()
    Document().save(packed)
    return packed.getvalue()


def excel():
    packed = io.BytesIO()
    Workbook().save(packed)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("报名表.pdf", PDF),
        ("报名表.PDF", PDF),
        ("报名表.docx", word()),
        ("名单.xlsx", excel()),
        ("照片.zip", zipped()),
        ("健步走.mp4", MP4),
        ("健步走.webm", WEBM),
        ("通知.txt", "放假三天".encode()),
        ("通知.txt", "放假三天".encode("gb18030")),
        ("通知.txt", "放假三天".encode("utf-16")),
        ("名单.csv", "工号,姓名\n2001,周敏\n".encode("utf-8-sig")),
    ],
)
def test_a_file_that_is_what_it_is_called_is_taken_and_left_at_its_start(name, content):
    file = SimpleUploadedFile(name, content)
    check_document_contents(file)
    assert file.read() == content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("报名表.pdf", PROGRAMME),
        ("报名表.docx", PROGRAMME),
        ("报名表.docx", zipped()),
        ("报名表.docx", excel()),
        ("报名表.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("报名表.docx", word()[:200]),
        ("名单.xlsx", word()),
        ("健步走.mp4", PROGRAMME),
        ("健步走.mp4", b"<html><script>alert(1)</script></html>"),
        ("健步走.webm", MP4),
        ("照片.zip", b"not packed at all"),
        ("通知.txt", PROGRAMME),
        ("名单.csv", b"\x00\x01"),
        ("no-suffix", PDF),
    ],
)
def test_a_file_that_is_something_else_is_refused_by_name(name, content):
    file = SimpleUploadedFile(name, content)
    with pytest.raises(ValidationError) as refused:
        check_document_contents(file)
    (sentence,) = refused.value.message_dict["file"]
    assert name in sentence
    assert file.tell() == 0


@pytest.mark.parametrize("name", ["报名表.pdf", "通知.txt", "名单.xlsx"])
def test_an_empty_file_is_refused(name):
    with pytest.raises(ValidationError, match="文件是空的"):
        check_document_contents(SimpleUploadedFile(name, b""))


@pytest.fixture
def officer(db, client):
    member = MemberFactory(officer=True)
    client.force_login(member)
    return member


def test_the_document_library_takes_a_form(officer, client):
    data = {"title": "报名表", "files[]": SimpleUploadedFile("form.pdf", PDF), "collection": ""}
    answer = client.post(reverse("wagtaildocs:add_multiple"), data).json()
    assert answer["success"]
    assert UnionDocument.objects.get().title == "报名表"


def test_of_an_empty_file_one_thing_is_said(officer, client):
    file = SimpleUploadedFile("名单.xlsx", b"")
    page = client.post(reverse("wagtaildocs:add"), {"title": "名单", "file": file, "collection": ""})
    assert page.context["form"].errors == {"file": ["所提交的是空文件。"]}
    several = {"title": "名单", "files[]": SimpleUploadedFile("名单.xlsx", b"")}
    assert client.post(reverse("wagtaildocs:add_multiple"), several).json()["error_message"] == "所提交的是空文件。"


def test_a_file_whose_title_is_too_long_is_kept_until_it_has_another(officer, client):
    given = {"title": "长" * 300, "collection": "", "files[]": SimpleUploadedFile("form.pdf", PDF)}
    waiting = client.post(reverse("wagtaildocs:add_multiple"), given).json()["uploaded_file_id"]
    address = reverse("wagtaildocs:create_multiple_from_uploaded_document", args=[waiting])
    prefix = f"uploaded-document-{waiting}"
    answer = client.post(address, {f"{prefix}-title": "报名表", f"{prefix}-collection": Collection.objects.get().pk})
    assert answer.json()["success"]
    assert UnionDocument.objects.get().title == "报名表"


def test_a_renamed_programme_is_not_kept_either(officer, client):
    given = {"title": "长" * 300, "collection": "", "files[]": SimpleUploadedFile("form.pdf", PROGRAMME)}
    answer = client.post(reverse("wagtaildocs:add_multiple"), given).json()
    assert not answer["success"]
    assert "uploaded_file_id" not in answer


def test_the_document_library_refuses_a_renamed_programme_in_chinese(officer, client):
    data = {"title": "报名表", "files[]": SimpleUploadedFile("form.pdf", PROGRAMME), "collection": ""}
    answer = client.post(reverse("wagtaildocs:add_multiple"), data).json()
    assert not answer["success"]
    assert "form.pdf" in answer["error_message"]
    assert "内容不是" in answer["error_message"]
    assert not UnionDocument.objects.exists()


@pytest.mark.parametrize("name", ["programme.exe", "page.html", "drawing.svg", "macros.docm", "form.pdf.exe"])
def test_the_document_library_refuses_other_kinds(name, officer, client):
    data = {"title": "报名表", "files[]": SimpleUploadedFile(name, PROGRAMME), "collection": ""}
    assert not client.post(reverse("wagtaildocs:add_multiple"), data).json()["success"]
    assert not UnionDocument.objects.exists()


@pytest.mark.parametrize("content", [PROGRAMME, b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", PDF])
def test_the_picture_library_refuses_what_is_no_picture(content, officer, client):
    data = {"title": "合影", "files[]": SimpleUploadedFile("photo.png", content), "collection": ""}
    answer = client.post(reverse("wagtailimages:add_multiple"), data).json()
    assert not answer["success"]
    assert not UnionImage.objects.exists()
