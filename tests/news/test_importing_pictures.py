"""Pictures of a manuscript are opened before they are believed."""

import io
import struct
import zlib

import pytest
from PIL import Image

from news.importing import read_manuscripts
from news.importing.pictures import MAX_PICTURES, PictureShelf, description

from .manuscript_files import BODY, add_picture, part_of, picture, repacked, sentences, word_file


def png_of(width: int, height: int) -> bytes:
    """Return a PNG that claims a size and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("image_format", "suffix"), [("PNG", "png"), ("JPEG", "jpg"), ("GIF", "gif"), ("WEBP", "webp"), ("MPO", "jpg")]
)
def test_formats_that_browsers_show_are_taken(image_format, suffix):
    shelf = PictureShelf("稿件.docx")
    content = picture(image_format)
    taken = shelf.take(content, "职工合影")
    assert (taken.content, taken.file_name, taken.alt) == (content, f"稿件-1.{suffix}", "职工合影")
    assert shelf.warnings == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x01\0\0\0" + bytes(36) + b" EMF" + bytes(60), "EMF"),
        (b"\xd7\xcd\xc6\x9a" + bytes(60), "WMF"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "SVG"),
        (picture("BMP"), "BMP"),
        (picture("TIFF"), "TIFF"),
        (b"", "empty"),
        (b"not a picture", "damaged"),
        (picture()[:60], "damaged"),
        (picture("JPEG", (400, 300))[:400], "damaged"),
        (png_of(20_000, 20_000), "too many pixels"),
        (png_of(8_000, 8_000), "too many pixels"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20 * 1024 * 1024), "larger than 20 MB"),
    ],
    ids=[
        "emf",
        "wmf",
        "svg",
        "bmp",
        "tiff",
        "empty",
        "no-picture",
        "cut-png",
        "cut-jpeg",
        "bomb",
        "too-large",
        "too-heavy",
    ],
)
def test_what_a_browser_cannot_show_is_left_out_with_the_reason(content, reason):
    shelf = PictureShelf("稿件.docx")
    assert shelf.take(picture())
    assert shelf.take(content) is None
    assert "Picture 2 was left out: " in sentences(*shelf.warnings)
    assert reason in sentences(*shelf.warnings)


@pytest.mark.parametrize(
    "alt",
    [
        "图片1.png",
        "IMG_20250415.jpg",
        "微信图片_20250415",
        "图片 1",
        "Picture 3",
        "",
        "  ",
        "图片包含 人员 描述已自动生成",
    ],
)
def test_a_file_name_is_no_description(alt):
    assert description(alt) == ""


@pytest.mark.parametrize("alt", ["图片展上职工驻足观看", "三百名职工\n从广场出发", "image of the year 评选现场"])
def test_a_description_in_words_is_kept_on_one_line(alt):
    assert description(alt) == alt.replace("\n", " ")


def test_only_so_many_pictures_are_taken():
    shelf = PictureShelf("稿件.docx")
    taken = [shelf.take(picture()) for _picture in range(MAX_PICTURES + 5)]
    assert sum(map(bool, taken)) == MAX_PICTURES
    assert len(shelf.warnings) == 1


def test_a_repeated_picture_is_held_in_memory_once():
    shelf = PictureShelf("稿件.docx")
    first, second = shelf.take(picture()), shelf.take(bytes(bytearray(picture())))
    assert first.content is second.content


def test_a_damaged_picture_in_a_word_document_costs_no_text():
    def build(document):
        document.add_heading("健步走", 0)
        document.add_paragraph(BODY)
        add_picture(document, picture(), "出发")
        add_picture(document, picture(colour="navy"), "到达")

    content = word_file(build)
    for damaged in (b"\0" * 50, None):
        (manuscript,) = read_manuscripts("稿件.docx", repacked(content, **{"word__media__image1.png": damaged}))
        assert [kept.alt for kept in manuscript.pictures] == ["到达"]
        assert BODY in manuscript.blocks[0].html
        assert "Picture 1 was left out" in sentences(*manuscript.warnings)


def test_a_picture_that_a_word_document_only_links_to_is_not_fetched():
    content = word_file(
        lambda document: [
            document.add_heading("健步走", 0),
            document.add_paragraph(BODY),
            add_picture(document, picture()),
        ]
    )
    linked = part_of(content, "word/document.xml").replace("r:embed=", "r:link=")
    relations = part_of(content, "word/_rels/document.xml.rels").replace(
        'Target="media/image1.png"', 'Target="file:///etc/hostname" TargetMode="External"'
    )
    (manuscript,) = read_manuscripts(
        "稿件.docx",
        repacked(
            content, **{"word__document.xml": linked.encode(), "word___rels__document.xml.rels": relations.encode()}
        ),
    )
    assert manuscript.pictures == []
    assert "not in the file" in sentences(*manuscript.warnings)


def test_a_picture_is_stored_as_it_came():
    buffer = io.BytesIO()
    Image.new("RGB", (20, 20)).save(buffer, "JPEG", quality=30, comment=b"as it came")
    taken = PictureShelf("稿件.docx").take(buffer.getvalue())
    assert taken.content == buffer.getvalue()
