"""Facts that a document states about itself: its date and its number."""

import datetime
import re
import unicodedata
from collections.abc import Sequence

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from .characters import width

_DIGITS = {**dict(zip("〇零一二三四五六七八九", (0, *range(10)), strict=True)), **dict.fromkeys("○OoΟ0", 0)}
_NUMERIC = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d{2})\s*(?:年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*[日号]"
    r"|(?P<mark>[-/.])\s*(?P<m2>\d{1,2})\s*(?P=mark)\s*(?P<d2>\d{1,2})(?![\d.]))"
)
_WRITTEN = re.compile(
    r"(?P<y>[一二][〇零○OoΟ0一二三四五六七八九]{3})年(?P<m>[一二三四五六七八九十]{1,2})月(?P<d>[一二三四五六七八九十]{1,3})[日号]"
)
_FIRST_YEAR, _LAST_YEAR = 1990, 2099
_LONGEST_SIGNATURE = 40  # widths of a line that holds the signing body and the date
_PUBLISHED = re.compile(
    r"(?:发布|发表|更新|刊发|成文)(?:时间|日期)?\s*[:：]|^日期\s*[:：]|^时间\s*[:：].*(?:来源|作者|浏览|点击)"
)
_NUMBER = re.compile(
    r"(?P<prefix>[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z·\s]{0,16}?)\s*[〔\[(（【［﹝]\s*(?P<year>(?:19|20)\d{2})\s*年?\s*[〕\])）】］﹞]"
    r"\s*第?\s*(?P<number>\d{1,4})\s*号"
)
_NUMBER_LABEL = re.compile(r"^(?:发文字号|发文文号|文件编号|文号|字号|编号)\s*[:：]\s*")
_SIGNER = re.compile(r"\s*签发人?\s*[:：]\s*[\u4e00-\u9fff]{2,4}(?:[、\s][\u4e00-\u9fff]{2,4})*$")


def find_dates(text: str) -> list[datetime.date]:
    """Return the full dates in a text in their order. Dates that no calendar has (2025年2月30日) are ignored."""
    text = unicodedata.normalize("NFKC", re.sub(r"(?<=\d)\s+(?=[年月日])|(?<=[年月])\s+(?=\d)", "", text))
    found = []
    for match in _NUMERIC.finditer(text):
        found.append((match.start(), _date(match["y"], match["m"] or match["m2"], match["d"] or match["d2"])))
    for match in _WRITTEN.finditer(text):
        year = "".join(str(_DIGITS[digit]) for digit in match["y"])
        found.append((match.start(), _date(year, _chinese(match["m"]), _chinese(match["d"]))))
    return [date for _start, date in sorted(found, key=lambda pair: pair[0]) if date]


def find_date(texts: Sequence[str]) -> tuple[datetime.date | None, list[str]]:
    """Return the date of a document given its paragraphs, and warnings when there was more than one to choose from.

    A signature comes first (the date alone on its line, or with the signing body), then a date of publication, then
    the date of printing (印发), then the first date in the running text.
    """
    signatures, published, printed, running = [], [], [], []
    for text in texts:
        dates = find_dates(text)
        if not dates:
            continue
        if _PUBLISHED.search(text) and width(text) < 100:
            published += dates[:1]
        elif text.rstrip("。 ").endswith("印发") and width(text) <= 2 * _LONGEST_SIGNATURE:
            printed += dates[-1:]
        elif _is_signature(text):
            signatures += dates[-1:]
        else:
            running += dates
    best = next((dates for dates in (signatures[-1:], published, printed, running) if dates), [])
    if not best:
        return None, []
    rivals = {*best, *signatures, *printed} if signatures or printed else set(best)
    return best[0], [_several_dates(best[0])] if len(rivals) > 1 else []


def document_number(text: str) -> str:
    """Return the number that a line states, in the form 示工〔2025〕12号, "" for any other line.

    Only a number that stands alone is the document's own; in a sentence it names another document.
    """
    line = _SIGNER.sub("", _NUMBER_LABEL.sub("", unicodedata.normalize("NFKC", text).strip())).strip()
    if line.startswith("("):
        line = line.strip("() ")
    match = _NUMBER.fullmatch(line)
    if not match:
        return ""
    prefix = re.sub(r"\s", "", match["prefix"])
    return f"{prefix}〔{match['year']}〕{int(match['number'])}号"


def names_signer(text: str) -> bool:
    """Tell whether a line also says who signed the document (签发人)."""
    return bool(_SIGNER.search(text))


def _is_signature(text: str) -> bool:
    """Tell a line that only dates and signs a document from a sentence with a date in it."""
    bare = re.sub(r"[（）()\s]", "", text)
    if width(bare) > _LONGEST_SIGNATURE or re.search("[，。；：、！？,;:!?]", bare.rstrip("。")):
        return False
    return bool(re.search(r"(?:[日号]|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})$", bare))


def _several_dates(chosen: datetime.date) -> str:
    return format_lazy(_("Several dates were found; {date} was taken. Please check it."), date=chosen.isoformat())


def _date(year: str, month: str | int, day: str | int) -> datetime.date | None:
    try:
        date = datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
    return date if _FIRST_YEAR <= date.year <= _LAST_YEAR else None


def _chinese(text: str) -> int:
    """Return a number from 1 to 99 written in Chinese (二十三), 0 when it is not one."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS[text] if len(text) == 1 else 0
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
