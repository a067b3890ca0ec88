"""Rich text as Wagtail stores it, read paragraph by paragraph."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.db import models

from approval.ids import id_in

from .own_addresses import own_path


class LinkKind(models.TextChoices):
    PAGE = "page"
    DOCUMENT = "document"
    ADDRESS = "address"


# What is chosen in the editor and stored by its id.
CHOSEN = {LinkKind.PAGE, LinkKind.DOCUMENT}


@dataclass
class Paragraph:
    words: str = ""
    links: list[tuple[str, int | None, str, str]] = field(default_factory=list)
    pictures: list[tuple[int, str]] = field(default_factory=list)

    def is_empty(self) -> bool:
        return not (self.words.strip() or self.links or self.pictures)


class _RichText(HTMLParser):
    """What is bold in the middle of a number stays in it."""

    BLOCKS = {"p", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr", "div", "table", "tr", "td"}

    def __init__(self):
        super().__init__()
        self.paragraphs = [Paragraph()]
        self._open_link: tuple[str, int | None, str, int] | None = None

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag in self.BLOCKS:
            self.paragraphs.append(Paragraph())
        elif tag == "br":
            self.paragraphs[-1].words += "\n"
        elif tag == "a":
            self._open(attributes)
        elif tag == "embed" and attributes.get("embedtype") == "image" and _id(attributes) is not None:
            self.paragraphs[-1].pictures.append((_id(attributes), attributes.get("alt") or ""))

    def handle_endtag(self, tag):
        if tag in self.BLOCKS:
            self.paragraphs.append(Paragraph())
        elif tag == "a" and self._open_link:
            kind, target_id, address, start = self._open_link
            self._open_link = None
            paragraph = self.paragraphs[-1]
            words = paragraph.words[start:]
            path = "" if kind else own_path(address)
            if kind or path:
                paragraph.links.append((kind or LinkKind.ADDRESS, target_id, words, path))
            elif address.partition(":")[0] in ("tel", "sms", "mailto") and address.partition(":")[2] not in words:
                paragraph.words += f" {address} "

    def handle_data(self, data):
        self.paragraphs[-1].words += data

    def _open(self, attributes):
        kind = attributes.get("linktype", "")
        if kind not in CHOSEN:
            kind = ""
        address = (attributes.get("href") or "").strip()
        self._open_link = (kind, _id(attributes), address, len(self.paragraphs[-1].words))


def _id(attributes: dict) -> int | None:
    return id_in(attributes.get("id") or "")


def paragraphs_of(html: str) -> list[Paragraph]:
    """Return the paragraphs of rich text that say or use something."""
    parser = _RichText()
    parser.feed(html)
    parser.close()
    return [paragraph for paragraph in parser.paragraphs if not paragraph.is_empty()]
