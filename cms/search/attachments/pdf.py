"""PDF: the text of its pages. Of what was scanned there is none."""

import re

from pypdf import PdfReader
from pypdf.errors import DependencyError

from .errors import Broken, Cut, Encrypted
from .gathering import Gathering

PAGES = 1_000
HAN = "\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
# A line of a page ends in the middle of a word; Latin words are kept apart.
LINE_END = re.compile(rf"(?<=[{HAN}])[ \t]*\r?\n[ \t]*(?=[{HAN}])")


def read(file, gathering: Gathering) -> None:
    pages = _opened(file).pages
    damaged = 0
    for number, page in enumerate(pages):
        if number == PAGES:
            raise Cut
        try:
            text = page.extract_text()
        except MemoryError:
            raise
        # What pypdf raises over a damaged page has no common name; the other pages may be whole.
        except Exception:
            damaged += 1
            continue
        gathering.add(LINE_END.sub("", text))
    if damaged == len(pages):
        raise Broken
    if damaged:
        raise Cut


def _opened(file) -> PdfReader:
    reader = PdfReader(file)
    try:
        # Many are protected against changes only, and open without a password.
        if reader.is_encrypted and not reader.decrypt(""):
            raise Encrypted
    except (DependencyError, NotImplementedError) as error:
        raise Encrypted from error
    return reader
