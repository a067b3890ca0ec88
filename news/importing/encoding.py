"""Bytes to text: the encodings that Chinese offices save text in, and a refusal of everything else."""

import codecs
import re

from .characters import HAN
from .errors import MisnamedFile, UnknownEncoding
from .file_type import NOT_TEXT, kind_of

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Each decodes much of what was written in another, as rare characters.
_CANDIDATES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HAN = re.compile(f"[{HAN}]")
_SAMPLE = 20_000
_MOST_CONTROLS = 0.001  # of all characters: an old file may carry a stray end-of-file mark
_LEAST_COMMON = 0.7  # of the Chinese characters are common ones in any real text; 0.97 as a rule


def decode_text(file_name: str, content: bytes, declared: str = "") -> str:
    """Return the text of a .txt or .html file; `declared` is the encoding that the file itself claims, if any.

    Raises UnknownEncoding when no encoding gives readable text, MisnamedFile when the bytes are no text at all.
    """
    kind = kind_of(content)
    if kind:
        raise MisnamedFile(file_name, kind=kind)
    text = _decoded(content, declared)
    if text is None and _looks_binary(content):
        raise MisnamedFile(file_name, kind=NOT_TEXT)
    if text is None:
        raise UnknownEncoding(file_name)
    if len(_CONTROLS.findall(text)) > max(4, len(text) * _MOST_CONTROLS):
        raise MisnamedFile(file_name, kind=NOT_TEXT)
    return text


def _decoded(content: bytes, declared: str) -> str | None:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _decode(content, encoding)
    text = _decode(content, "utf-8")
    if text is not None and "\0" not in text:
        return text
    # Not UTF-8: whichever encoding makes the most common characters of it. A false claim loses to a true reading.
    texts = [_decode(content, encoding) for encoding in dict.fromkeys((*_CANDIDATES, declared)) if encoding]
    best = max(filter(None, texts), key=_readability, default=None)
    return best if best is not None and _readability(best) >= _LEAST_COMMON else None


def _decode(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    # A declared encoding may be unknown, or no text encoding at all (base64), or hold a NUL.
    except (UnicodeError, LookupError, ValueError, AssertionError):
        return None


def _readability(text: str) -> float:
    """Return the share of common characters among the Chinese ones: text scores high, chance decodings low."""
    sample = text[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) > len(sample) * _MOST_CONTROLS or any("\ue000" <= c <= "\uf8ff" for c in sample):
        return 0
    han = _HAN.findall(sample)
    return sum(map(_is_common, han)) / len(han) if han else 0


def _is_common(character: str) -> bool:
    # GB 2312 level 1 (3,755 common simplified characters) ends with row D7, Big5 level 1 (traditional) with C6.
    return _lead_byte(character, "gb2312") <= 0xD7 or _lead_byte(character, "big5") <= 0xC6


def _lead_byte(character: str, encoding: str) -> int:
    try:
        return character.encode(encoding)[0]
    except UnicodeEncodeError:
        return 0xFF


def _looks_binary(content: bytes) -> bool:
    head = content[:65_536]
    strange = sum(1 for byte in head if byte < 9 or 13 < byte < 32 and byte not in (26, 27))
    return strange > len(head) * 0.01
