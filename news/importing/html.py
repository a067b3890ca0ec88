"""Reads .html: pages saved from a browser, from Word, or from an editor of WeChat articles."""

import base64
import binascii
import re
from html import escape, unescape
from urllib.parse import unquote_to_bytes

from bs4 import BeautifulSoup, Tag
from django.utils.translation import gettext_lazy as _

from .characters import clean_characters
from .encoding import decode_text
from .errors import NoTextFound, OnlyPictures, TextTooLong
from .manuscript import Picture
from .markup import MarkupReader, foreign_picture
from .passage import Source
from .pictures import PictureShelf
from .sanitise import PAGE_ATTRIBUTES, PAGE_TAGS, SILENT_TAGS, clean_page

MAX_MARKUP = 4_000_000  # characters, pictures inside the page not counted
MAX_DEPTH = 100  # elements inside each other; the time that HTML5 parsers take grows with the square of it
PLACEHOLDER_BYTES = 200
MAX_TABLE_DEPTH = 3  # tables inside each other, each of which is laid out anew

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.I)
_DATA_ADDRESS = re.compile(
    r"data:image/[\w.+-]{1,40}((?:;[\w=-]{1,40}){0,3}),([A-Za-z0-9+/=%_.~!*-]*(?:[\r\n]+[A-Za-z0-9+/=]{16,})*)", re.I
)
_TITLE = re.compile(r"<title[^<>]*>([^<]{1,500})</title", re.I)
_PARTS = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[|<[!?][^<>]*>"
    r"|<(?P<end>/?)(?P<tag>[a-zA-Z][\w:-]*)(?P<attributes>(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)>"
    r"|(?:[^<]|<(?![a-zA-Z/!?]))+|<",
    re.S,
)
_ATTRIBUTE = re.compile(r"([a-zA-Z][\w-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_VOID = {"img", "br", "hr"}
# HTML closes these by itself when the next one opens, so that they do not pile up.
_SELF_CLOSING = {"p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot"}


def read_html(file_name: str, content: bytes) -> Source:
    """Return the flow of an .html file. Nothing that the page refers to is fetched.

    Raises MisnamedFile, UnknownEncoding, TextTooLong, NoTextFound.
    """
    declared = _CHARSET.search(content[:4096])
    text = decode_text(file_name, content, declared[1].decode("ascii") if declared else "")
    pictures: list[tuple[bool, str]] = []

    def set_aside(match: re.Match) -> str:
        pictures.append(("base64" in match[1].lower(), match[2]))
        return f"picture:{len(pictures) - 1}"

    text = _DATA_ADDRESS.sub(set_aside, text)
    if len(text) > MAX_MARKUP:
        raise TextTooLong(file_name)
    title = _TITLE.search(text)
    shelf = PictureShelf(file_name)

    def take_picture(image: Tag) -> Picture | None:
        address = image.get("src", "")
        number = address.removeprefix("picture:")
        content = b""
        if address.startswith("picture:") and number.isdecimal() and int(number) < len(pictures):
            content = _decoded(*pictures[int(number)])
        # WeChat articles load pictures late: a dot stands in src, the address in data-src.
        late = image.get("data-src", "") if len(content) < PLACEHOLDER_BYTES else ""
        if late or not address.startswith("picture:"):
            shelf.miss(foreign_picture(late or address))
            return None
        return shelf.take(content, image.get("alt") or image.get("title") or "")

    reader = MarkupReader(file_name, take_picture)
    soup = BeautifulSoup(f"<div>{clean_page(thin(text))}</div>", "html.parser")
    article = _article(soup)
    flow = reader.read(article)
    if not any(not isinstance(item, Picture) for item in flow):
        raise OnlyPictures(file_name) if flow or shelf.warnings else NoTextFound(file_name)
    hint = re.sub(r"\s+", " ", clean_characters(unescape(title[1]))).strip() if title else ""
    cut = [_("Only what the page marks as its article was taken.")] if article is not soup else []
    return Source(file_name, flow, [*cut, *reader.warnings, *shelf.warnings], title_hint=hint)


def thin(markup: str) -> str:
    """Return markup with only known tags and attributes, nested at most MAX_DEPTH deep, without silent content.

    This is no sanitiser; it keeps the time of the one that follows within bounds.
    """
    out: list[str] = []
    stack: list[str] = []
    lower = markup.lower() if markup.isascii() else re.sub("[A-Z]+", lambda match: match[0].lower(), markup)
    last_ends = {tag: lower.rfind(f"</{tag}") for tag in SILENT_TAGS}
    position = 0
    while position < len(markup):
        part = _PARTS.match(markup, position)
        position = part.end()
        tag = (part["tag"] or "").lower()
        if not tag:
            out.append("" if part[0][:2] in ("<!", "<?") else part[0].replace("<", "&lt;"))
        elif tag in SILENT_TAGS and not part["end"]:
            if position <= last_ends[tag]:
                position = lower.find(f"</{tag}", position)
            elif tag in ("script", "style"):
                break
        elif tag not in PAGE_TAGS:
            continue
        elif part["end"]:
            if tag in stack:
                del stack[len(stack) - 1 - stack[::-1].index(tag) :]
            out.append(f"</{tag}>")
        elif tag in _VOID or tag in _SELF_CLOSING:
            out.append(f"<{tag}{_attributes(tag, part['attributes'])}>")
        elif len(stack) < MAX_DEPTH and (tag != "table" or stack.count(tag) < MAX_TABLE_DEPTH):
            stack.append(tag)
            out.append(f"<{tag}{_attributes(tag, part['attributes'])}>")
    return "".join(out)


def _attributes(tag: str, text: str) -> str:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        if match[1].lower() in PAGE_ATTRIBUTES.get(tag, ()):
            found.setdefault(match[1].lower(), next((group for group in match.groups()[1:] if group is not None), ""))
    return "".join(f' {name}="{escape(unescape(value))}"' for name, value in found.items())


def _article(soup: BeautifulSoup) -> BeautifulSoup | Tag:
    """Return the part of the page that is marked as its article, if that holds most of the text."""
    marked = soup.find_all(["article", "main"])
    outermost = [tag for tag in marked if not tag.find_parent(["article", "main"])]
    whole = len(soup.get_text(strip=True))
    if len(outermost) == 1 and whole > len(outermost[0].get_text(strip=True)) > whole / 2:
        return outermost[0]
    return soup


def _decoded(is_base64: bool, data: str) -> bytes:
    if not is_base64:
        return unquote_to_bytes(data)
    try:
        return base64.b64decode(re.sub(r"\s", "", unescape(data)) + "==")
    except (binascii.Error, ValueError):
        return b""
