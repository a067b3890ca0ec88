"""Real files to be read: Word by python-docx, Excel by openpyxl, PDF by typst with the fonts of the house."""

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from docx import Document
from openpyxl import Workbook
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from people.paper import pdf_of

NOTICE = "各分工会：经研究决定召开职工代表大会，请报名八段锦课与 AI 讲座，联系人㛃𬭎老师。"


def word_file(*paragraphs: str) -> bytes:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return _bytes_of(document)


def word_package(body: str, **parts: str) -> bytes:
    """A .docx with just this in its body, in the prefix w; other parts by their name without suffix."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    space += ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {space}>{content}</w:{name}>")
    return packed.getvalue()


def workbook(rows: Iterable[Iterable], title: str = "名单", **hidden: list) -> bytes:
    """One sheet that is seen, and others by title that are not."""
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(list(row))
    for name, lines in hidden.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden"
        for line in lines:
            sheet.append(line)
    return _bytes_of(book)


def pdf_file(folder: Path, *paragraphs: str) -> bytes:
    """An A5 sheet on which long paragraphs take several lines; pages as they come."""
    template = folder / "sheet.typ"
    template.write_text(
        '#set page(paper: "a5")\n#set text(font: "Noto Sans SC", lang: "zh")\n#set par(justify: true)\n'
        "#for words in json(bytes(sys.inputs.sheet)).paragraphs [#par(words)]\n"
    )
    return pdf_of({"paragraphs": paragraphs}, template)


def protected(pdf: bytes, password: str, algorithm: str = "AES-256") -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    writer.encrypt(password, owner_password="工会", algorithm=algorithm)
    return _written(writer)


def pdf_of_pages(*contents: bytes) -> bytes:
    """Pages drawn by these operators."""
    writer = PdfWriter()
    font = {"/Type": NameObject("/Font"), "/Subtype": NameObject("/Type1"), "/BaseFont": NameObject("/Helvetica")}
    fonts = _dictionary(**{"/F1": _dictionary(**font)})
    for content in contents:
        page = writer.add_blank_page(width=300, height=300)
        stream = DecodedStreamObject()
        stream.set_data(content)
        page[NameObject("/Resources")] = _dictionary(**{"/Font": fonts})
        page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    return _written(writer)


def bomb(name: str, megabytes: int) -> bytes:
    """An archive with one part that unpacks to so much."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as part:
        part.write(b"<a>")
        for _each in range(megabytes):
            part.write(bytes(b" " * 1024 * 1024))
        part.write(b"</a>")
    return packed.getvalue()


def _bytes_of(document) -> bytes:
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def _dictionary(**entries) -> DictionaryObject:
    return DictionaryObject({NameObject(name): value for name, value in entries.items()})


def _written(writer: PdfWriter) -> bytes:
    packed = io.BytesIO()
    writer.write(packed)
    return packed.getvalue()
