"""Files that the import tests read, made on the spot: real .docx built with python-docx, pictures, old Office files."""

import html
import io
import re
import zipfile
from collections.abc import Callable

from django.utils import translation
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Inches, Pt
from PIL import Image

from news.importing import Heading, Text

OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BODY = "四月十二日上午，示范市中医院工会在门诊广场举办了春季健步走活动，三百余名职工分六队走完五公里。"
MORE = "活动结束后，工会为走完全程的职工发放了纪念徽章，并收集了大家对今后活动的意见。"


def printed(paragraphs: list[str], column: int = 24, blank_lines: bool = True) -> list[str]:
    """Return paragraphs as the lines that text extraction makes of a printed column.

    First lines are two characters short, since their indent is lost; a blank line follows each line.
    """
    lines = []
    for paragraph in paragraphs:
        first, rest = paragraph[: column - 2], paragraph[column - 2 :]
        wrapped = [first, *(rest[start : start + column] for start in range(0, len(rest), column))]
        lines += [line for text in wrapped for line in ([text, ""] if blank_lines else [text])]
    return lines


def text_of(block) -> str:
    """Return the words of a heading or a text, paragraphs parted by newlines."""
    if isinstance(block, Heading):
        return block.text
    return html.unescape(re.sub(r"<[^>]*>", "", block.html.replace("</p>", "\n"))).strip()


def paragraphs_of(manuscript) -> list[str]:
    """Return the paragraphs and headings of a manuscript, headings with # for each level."""
    found = []
    for block in manuscript.blocks:
        if isinstance(block, Heading):
            found.append(f"{'#' * block.level} {block.text}")
        elif isinstance(block, Text):
            found += text_of(block).split("\n")
    return found


def sentences(*lazy) -> str:
    """Return lazy sentences in English as one string, for a test to look into."""
    with translation.override("en"):
        return "\n".join(str(sentence) for sentence in lazy)


def word_file(build: Callable) -> bytes:
    """Return the bytes of a .docx that `build` has filled in."""
    document = Document()
    build(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def word_with(*texts: str) -> bytes:
    """Return a .docx with one unstyled paragraph for each text."""
    return word_file(lambda document: [document.add_paragraph(text) for text in texts])


def repacked(content: bytes, **parts: bytes | None) -> bytes:
    """Return an archive with parts replaced, added or (None) left out; in names "__" stands for "/"."""
    changed = {name.replace("__", "/"): part for name, part in parts.items()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changed:
                new.writestr(name, old.read(name))
        for name, part in changed.items():
            if part is not None:
                new.writestr(name, part)
    return buffer.getvalue()


def part_of(content: bytes, name: str) -> str:
    """Return one XML part of an archive as text."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode("utf-8")


def picture(image_format: str = "PNG", size: tuple[int, int] = (40, 30), colour: str = "firebrick") -> bytes:
    """Return a picture of one colour."""
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, image_format)
    return buffer.getvalue()


def ole_file(*streams: str) -> bytes:
    """Return the head of an old Office file whose directory names the streams."""
    return (
        OLE_SIGNATURE
        + bytes(504)
        + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)
        + bytes(512)
    )


def add_picture(document, content: bytes, alt: str = "") -> None:
    """Add a picture in a paragraph of its own."""
    document.add_picture(io.BytesIO(content), width=Inches(1))
    properties = document.paragraphs[-1]._p.find(f".//{qn('wp:docPr')}")
    properties.set("descr", alt)


def add_centred(document, text: str, bold: bool = False, points: int = 0):
    """Add a centred paragraph, as titles are typed by hand."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold = bold or None
    run.font.size = Pt(points) if points else None
    return paragraph


def add_xml(document, xml: str) -> None:
    """Add a paragraph written as XML; the prefixes of Word are declared."""
    declared = nsdecls("w", "r", "wp", "a", "pic")
    document.element.body.insert(
        len(document.element.body) - 1, parse_xml(xml.replace("<w:p>", f"<w:p {declared}>", 1))
    )


def numbered(document, texts: list[str], number_format: str, pattern: str, style: str | None = None) -> None:
    """Add paragraphs that Word numbers itself, e.g. pattern "%1、" with chineseCounting."""
    numbering = document.part.numbering_part.element
    number = str(len(numbering) + 100)
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{number_format}"/><w:lvlText w:val="{pattern}"/></w:lvl></w:abstractNum>'
        ),
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))
    for text in texts:
        number_paragraph(document.add_paragraph(text, style=style), number)


def number_paragraph(paragraph, number: str) -> None:
    """Make a paragraph an item of the numbering."""
    properties = paragraph._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'))
