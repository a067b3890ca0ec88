"""Reads .docx: the XML is rewritten, mammoth makes HTML of it, the HTML becomes a flow."""

import io
import posixpath
import zipfile
from xml.etree.ElementTree import Element

import mammoth
from bs4 import BeautifulSoup, Tag
from django.utils.translation import gettext_lazy as _

from .errors import BrokenFile, NoTextFound, OnlyPictures, TextTooLong
from .file_type import open_word_archive, read_part
from .manuscript import Picture
from .markup import MarkupReader, foreign_picture
from .passage import Passage, Source
from .pictures import MAX_PICTURES, PictureShelf
from .word_markup import WordMarkup, list_definitions, parse, plain_paragraphs
from .word_numbering import Numbering
from .word_styles import Styles, W, style_map

_NOTES = ("footnotes", "endnotes")


def read_word(file_name: str, content: bytes) -> Source:
    """Return the flow of a .docx file.

    Raises MisnamedFile, EncryptedFile, OldWordFile, BrokenFile, UnpacksTooLarge, TextTooLong, NoTextFound.
    """
    archive, main = open_word_archive(file_name, content)
    root = _parse_part(file_name, archive, main)
    if root is None or root.find(f"{W}body") is None:
        raise BrokenFile(file_name)
    document = _Document(file_name, archive, main)
    styles = Styles(document.related("styles")[1])
    markup = WordMarkup(styles, Numbering(document.related("numbering")[1], styles))
    try:
        document.rewrite(markup, root)
        source = document.convert()
    except (BrokenFile, TextTooLong):
        raise
    # mammoth meets a malformed document with whatever error comes first (KeyError, AttributeError, RecursionError);
    # the text itself is nearly always still there.
    except Exception:
        source = Source(file_name, [Passage.of(text) for text in _bare_text(file_name, root)])
        source.warnings.append(_("Only the plain text of the document could be read, without pictures and formatting."))
    source.warnings = markup.warnings + source.warnings
    if not any(not isinstance(item, Picture) for item in source.flow):
        has_pictures = source.flow or any(name.startswith("word/media/") for name in archive.namelist())
        raise OnlyPictures(file_name) if has_pictures else NoTextFound(file_name)
    return source


class _Document:
    """One archive on its way through mammoth."""

    def __init__(self, file_name: str, archive: zipfile.ZipFile, main: str):
        self.file_name = file_name
        self.archive = archive
        self.main = main
        self.parts: dict[str, bytes] = {}
        self.shelf = PictureShelf(file_name)
        self._pictures: list[bytes | None] = []

    def related(self, kind: str) -> tuple[str, Element | None]:
        """Return the name and the root of a part that the document refers to, e.g. kind "styles" or "footnotes"."""
        folder, _slash, file = self.main.rpartition("/")
        relationships = _parse_part(self.file_name, self.archive, f"{folder}/_rels/{file}.rels")
        targets = [r.get("Target", "") for r in relationships or [] if r.get("Type", "").endswith(f"/{kind}")]
        name = posixpath.join("/", folder, targets[0])[1:] if targets else f"{folder}/{kind}.xml"
        return name, _parse_part(self.file_name, self.archive, name)

    def rewrite(self, markup: WordMarkup, root: Element) -> None:
        """Fill `parts` with what mammoth needs of the document, every XML part parsed safely first."""
        self.parts[self.main] = markup.rewrite(root)
        for kind in _NOTES:
            name, notes = self.related(kind)
            if notes is not None:
                self.parts[name] = markup.rewrite(notes, is_body=False)
        self.parts["word/numbering.xml"] = list_definitions()
        for name in self.archive.namelist():
            if name.endswith(".rels") or name == "[Content_Types].xml":
                _parse_part(self.file_name, self.archive, name)
                self.parts[name] = read_part(self.file_name, self.archive, name)

    def convert(self) -> Source:
        """Return the flow that mammoth makes of the rewritten parts."""
        package = io.BytesIO()
        with zipfile.ZipFile(package, "w", zipfile.ZIP_STORED) as rewritten:
            for name, content in self.parts.items():
                rewritten.writestr(name, content)
            for name in self.archive.namelist():
                if name not in self.parts and not name.lower().endswith((".xml", ".rels", "/")):
                    rewritten.writestr(name, read_part(self.file_name, self.archive, name))
        html = mammoth.convert_to_html(
            package,
            style_map=style_map(),
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(self._keep_picture),
            id_prefix="note-",
        ).value
        reader = MarkupReader(self.file_name, self._take_picture)
        flow = reader.read(BeautifulSoup(html, "html.parser"))
        return Source(self.file_name, flow, reader.warnings + self.shelf.warnings)

    def _keep_picture(self, image) -> dict[str, str]:
        """Set the bytes of a picture aside; only its number travels through the HTML."""
        content: bytes | None = b""
        if len(self._pictures) < MAX_PICTURES:
            try:
                with image.open() as file:
                    content = file.read()
            # A picture that is linked to, or whose part is missing or damaged, must not cost the text.
            except Exception:
                content = None
        self._pictures.append(content)
        return {"src": f"picture:{len(self._pictures) - 1}"}

    def _take_picture(self, image: Tag) -> Picture | None:
        content = self._pictures[int(image["src"].removeprefix("picture:"))]
        if content is None:
            self.shelf.miss(foreign_picture(""))
            return None
        return self.shelf.take(content, image.get("alt", ""))


def _parse_part(file_name: str, archive: zipfile.ZipFile, name: str) -> Element | None:
    """Return the root of an XML part, None when the archive has none of that name."""
    if name not in archive.namelist():
        return None
    try:
        return parse(read_part(file_name, archive, name))
    except (ValueError, LookupError) as error:
        raise BrokenFile(file_name) from error


def _bare_text(file_name: str, root: Element) -> list[str]:
    try:
        return plain_paragraphs(root)
    except RecursionError as error:
        raise BrokenFile(file_name) from error
