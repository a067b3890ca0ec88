"""Files that give no manuscript: each refusal is an error of its own, and its sentence names the file."""

import io
import zipfile
import zlib

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from news.importing import (
    MAX_BYTES,
    BrokenFile,
    EmptyFile,
    EncryptedFile,
    FileTooLarge,
    Manuscript,
    ManuscriptError,
    MisnamedFile,
    NoTextFound,
    OldWordFile,
    OnlyPictures,
    PdfFile,
    TextTooLong,
    UnknownEncoding,
    UnpacksTooLarge,
    UnsupportedFile,
    read_manuscripts,
)

from .manuscript_files import (
    BODY,
    OLE_SIGNATURE,
    add_picture,
    ole_file,
    picture,
    repacked,
    sentences,
    word_file,
    word_with,
)

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"


def refusal(name: str, content: bytes) -> ManuscriptError:
    with pytest.raises(ManuscriptError) as caught:
        read_manuscripts(name, content)
    assert caught.value.file_name in str(caught.value.sentence)
    return caught.value


def archive(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


@pytest.mark.parametrize("name", ["活动.docx", "活动.txt", "活动.html"])
def test_an_empty_file_is_refused_by_name(name):
    assert type(refusal(name, b"")) is EmptyFile


def test_a_text_of_blank_lines_is_empty():
    assert type(refusal("活动.txt", "\ufeff \r\n　\r\n\f".encode())) is EmptyFile


def test_a_file_over_the_limit_is_refused_and_the_limit_is_stated():
    error = refusal("活动.txt", b"a" * (MAX_BYTES + 1))
    assert type(error) is FileTooLarge
    assert "20 MB" in sentences(error.sentence)


def test_a_text_longer_than_any_article_is_refused():
    assert type(refusal("活动.txt", (BODY * 12_000).encode())) is TextTooLong


def test_a_path_is_cut_to_the_name_of_the_file():
    assert refusal(r"C:\稿件\活动.txt", b"").file_name == "活动.txt"
    assert refusal("../稿件/活动.txt", b"").file_name == "活动.txt"


def test_a_pdf_is_told_to_become_text():
    assert type(refusal("活动.pdf", PDF)) is PdfFile


@pytest.mark.parametrize("name", ["活动.docx", "活动.txt", "活动.html"])
def test_a_pdf_under_another_name_is_recognised_by_its_content(name):
    error = refusal(name, PDF)
    assert type(error) is MisnamedFile
    assert "PDF" in sentences(error.sentence)


def test_an_old_word_document_is_told_to_become_docx():
    assert type(refusal("活动.doc", ole_file("WordDocument", "1Table"))) is OldWordFile
    assert type(refusal("活动.docx", ole_file("WordDocument", "1Table"))) is OldWordFile


def test_a_word_document_with_a_password_is_recognised():
    assert type(refusal("活动.docx", ole_file("EncryptionInfo", "EncryptedPackage"))) is EncryptedFile


def test_another_old_office_file_called_docx_is_misnamed():
    assert type(refusal("活动.docx", ole_file("Workbook"))) is MisnamedFile


@pytest.mark.parametrize("name", ["活动.wps", "活动.rtf", "活动.xlsx", "活动.zip", "活动", "活动.docx.exe"])
def test_kinds_that_cannot_be_read_are_refused_by_suffix(name):
    assert isinstance(refusal(name, b"whatever"), UnsupportedFile)


def test_an_archive_that_is_no_office_file_is_misnamed():
    assert type(refusal("活动.docx", archive(a=b"b"))) is MisnamedFile


def test_a_workbook_called_docx_is_called_a_workbook():
    content = archive(**{"[Content_Types].xml": b"<Types/>", "xl__workbook.xml": b"<workbook/>"})
    error = refusal("活动.docx", content)
    assert type(error) is MisnamedFile
    assert "Excel" in sentences(error.sentence)


def test_a_word_document_called_txt_is_misnamed():
    error = refusal("活动.txt", word_with(BODY))
    assert type(error) is MisnamedFile
    assert "Word document" in sentences(error.sentence)


def test_a_picture_called_txt_is_misnamed():
    assert type(refusal("活动.txt", picture())) is MisnamedFile


def test_a_web_page_called_docx_is_called_a_web_page():
    error = refusal("活动.docx", f"<html><body><p>{BODY}</p></body></html>".encode())
    assert type(error) is MisnamedFile
    assert "web page" in sentences(error.sentence)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_word_document_is_broken(share):
    content = word_with(BODY)
    assert type(refusal("活动.docx", content[: int(len(content) * share)])) is BrokenFile


def test_a_word_document_with_damaged_text_is_broken():
    content = bytearray(word_with(*[BODY] * 50))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as file:
        start = file.getinfo("word/document.xml").header_offset + 60
    content[start : start + 40] = bytes(40)
    assert type(refusal("活动.docx", bytes(content))) is BrokenFile


@pytest.mark.parametrize("part", [b"", b"<w:document>", b"not xml", b"<a/>"])
def test_a_word_document_without_readable_xml_is_broken(part):
    assert (
        type(refusal("活动.docx", repacked(word_with(BODY), word__document__xml=None, **{"word__document.xml": part})))
        is BrokenFile
    )


def test_xml_that_declares_entities_is_never_expanded():
    bomb = b'<!DOCTYPE a [<!ENTITY b "ccc">]><w:document xmlns:w="x"><w:body>&b;</w:body></w:document>'
    assert type(refusal("活动.docx", repacked(word_with(BODY), **{"word__document.xml": bomb}))) is BrokenFile
    assert (
        type(refusal("活动.docx", repacked(word_with(BODY), **{"word___rels__document.xml.rels": bomb}))) is BrokenFile
    )


def test_an_archive_that_unpacks_to_hundreds_of_megabytes_is_not_opened():
    content = repacked(word_with(BODY), **{"word__media__big.bin": bytes(257 * 1024 * 1024)})
    assert len(content) < 1024 * 1024
    assert type(refusal("活动.docx", content)) is UnpacksTooLarge


def test_a_huge_xml_part_is_not_parsed():
    padding = b" " * (25 * 1024 * 1024)
    content = repacked(word_with(BODY), **{"word__document.xml": b"<a>" + padding + b"</a>"})
    assert type(refusal("活动.docx", content)) is UnpacksTooLarge


def test_an_archive_of_thousands_of_members_is_not_opened():
    content = repacked(word_with(BODY), **{f"word__{number}.bin": b"" for number in range(3_001)})
    assert type(refusal("活动.docx", content)) is UnpacksTooLarge


def test_an_archive_with_encrypted_members_needs_its_password_removed():
    content = bytearray(word_with(BODY))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    assert type(refusal("活动.docx", bytes(content))) is EncryptedFile


def test_a_scan_in_a_word_document_is_said_to_have_pictures_only():
    assert type(refusal("扫描件.docx", word_file(lambda document: add_picture(document, picture())))) is OnlyPictures


def test_a_word_document_without_text_says_so():
    assert type(refusal("空白.docx", word_with("", "  "))) is NoTextFound


def test_a_web_page_without_text_says_so():
    assert type(refusal("空白.html", b"<html><script>var a = 1;</script><p> </p></html>")) is NoTextFound


def test_bytes_that_are_no_text_are_refused():
    assert type(refusal("活动.txt", zlib.compress(BODY.encode() * 9) + bytes(range(32)) * 20)) is MisnamedFile


def test_text_in_an_encoding_that_gives_no_sense_is_refused():
    assert type(refusal("活动.txt", "Gr\xfc\xdfe aus M\xfcnchen, gr\xf6\xdfer".encode("latin-1"))) is UnknownEncoding


def read_or_refuse(name: str, content: bytes) -> None:
    refusal, manuscripts = None, []
    try:
        manuscripts = read_manuscripts(name, content)
    except ManuscriptError as error:
        refusal = error
    assert manuscripts or name in str(refusal.sentence)
    assert all(isinstance(manuscript, Manuscript) and manuscript.title for manuscript in manuscripts)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["a.docx", "a.txt", "a.html", "a.pdf", "a.doc"]), st.binary(max_size=400))
@example("a.txt", b"\xff\xfe")
@example("a.txt", "（）".encode())
@example("a.html", b"<")
def test_random_bytes_give_a_manuscript_or_a_refusal(name, content):
    read_or_refuse(name, content)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([b"PK\x03\x04", b"PK\x05\x06", OLE_SIGNATURE, b"%PDF", b"\xef\xbb\xbf"]), st.binary(max_size=300)
)
def test_random_bytes_behind_a_known_signature_are_refused_too(signature, content):
    for name in ("a.docx", "a.txt"):
        read_or_refuse(name, signature + content)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_word_document_with_bytes_changed_anywhere_gives_a_manuscript_or_a_refusal(data):
    content = bytearray(word_with(BODY, "一、安排", BODY))
    for _change in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    read_or_refuse("a.docx", bytes(content))


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("职工会一、二（）【】〔〕2025年月日号：。，“”《》本报讯记者图文/ \n\t—■>a"),
        max_size=200,
    )
)
def test_any_arrangement_of_the_marks_that_rules_look_for_can_be_read(text):
    read_or_refuse("a.txt", text.encode())


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<table>",
                "<tr>",
                "<td colspan=9>",
                "</table>",
                "<li>",
                "<ul>",
                "<b>",
                "</i>",
                "甲",
                "<img src=x>",
                "<h1>",
                "<blockquote>",
                "&lt;",
                "<br>",
            ]
        ),
        max_size=60,
    )
)
def test_any_arrangement_of_tags_can_be_read(parts):
    read_or_refuse("a.html", "".join(parts).encode())
