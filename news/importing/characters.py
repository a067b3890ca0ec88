"""Characters of Chinese text: how wide they are, and which ones the way here has damaged."""

import re
import unicodedata

# NUL cannot be stored by PostgreSQL; the others are invisible or steer printers.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u2060\ufeff\ufffe\uffff]")
# PDF fonts often name the radical ⼯ where the character 工 is meant; no search would find it.
_RADICALS = re.compile("[\u2f00-\u2fdf\uf900-\ufaff]")
HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff〇"
_HAN = re.compile(f"[{HAN}]")
_SPACED_OUT = re.compile(f"[{HAN}，、。；：“”]([ 　][{HAN}，、。；：“”]){{3,}}(?![{HAN}])")
_GAP_BEFORE_DIGIT = re.compile(f"(?<=[{HAN}，、。；：“”《》（）]) +(?=\\d)")
_GAP_AFTER_DIGIT = re.compile(f"(?<=\\d) +(?=[{HAN}，、。；：“”《》（）])")
_GAP_IN_DATE = re.compile(r"(?<=[年月]) +(?=\d)|(?<=\d) +(?=[年月日])")
_GAP_AT_MARK = re.compile(r" +(?=[，、。；：！？”》）])|(?<=[“《（，、。；：！？]) +")
_STRONG_END = re.compile(r"[。！？!?…][”’』」）)》]*$")


def clean_characters(text: str) -> str:
    """Return the text without characters that cannot be seen or stored; radicals become the characters they mean."""
    text = _INVISIBLE.sub("", text).replace("\xa0", " ")
    return _RADICALS.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)


def count_han(text: str) -> int:
    """Return how many Chinese characters the text holds."""
    return len(_HAN.findall(text))


def width(text: str) -> float:
    """Return the width of a line in full-width characters. Spaces do not count: extraction strews them about."""
    return sum(0 if c.isspace() else 1 if ord(c) > 0x2000 or c == "·" else 0.5 for c in text)


def ends_sentence(text: str) -> bool:
    """Tell whether the text ends as a sentence does, closing quotation marks and brackets aside."""
    return bool(_STRONG_END.search(text.rstrip()))


def mend_spaces(text: str) -> str:
    """Return a line of extracted text with the spaces that layout put between characters taken out.

    Spaces between two phrases of a title, between names and beside Latin words stay.
    """
    text = re.sub(r"[ \t]+", " ", text).strip(" \t　")
    text = _SPACED_OUT.sub(lambda match: re.sub("[ 　]", "", match[0]), text)
    text = _GAP_IN_DATE.sub("", text)
    if len(text) > 40 or ends_sentence(text):
        text = _GAP_AFTER_DIGIT.sub("", _GAP_BEFORE_DIGIT.sub("", text))
        text = _GAP_AT_MARK.sub("", text)
    return text
