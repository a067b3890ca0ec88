"""The State Council's notice of a year's holidays (国务院办公厅关于……节假日安排的通知), read as it is published.

One paragraph for each holiday: its name, from when until when it is, and which Saturdays and Sundays are worked for it.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from .errors import NoticeNotRead

# Without all of them it is not the whole notice, and a day that is missing would be taken for a working day.
EXPECTED = ["元旦", "春节", "清明", "劳动", "端午", "中秋", "国庆"]
WEEKDAYS = "一二三四五六日"
PARAGRAPH = re.compile(r"(?:^|[。\n])\s*(?:[一二三四五六七八九十]+、)?\s*(?P<name>[\u4e00-\u9fff、]{2,12}):")
ASIDE = r"(?:\((?P<{0}>[^)]*)\))?"
STRETCH = re.compile(
    r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日" + ASIDE.format("aside") + r"(?:至(?:(?P<last_year>"
    r"\d{4})年)?(?:(?P<last_month>\d{1,2})月)?(?P<last_day>\d{1,2})日" + ASIDE.format("last_aside") + r")?"
)
LENGTH = re.compile(r"共\s*(\d+)\s*天")
WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Holiday:
    """The days off of one holiday, both included, and the days that are worked for it."""

    name: str
    first: date
    last: date
    made_up: tuple[date, ...] = ()

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1)]


def read_notice(text: str, year: int) -> list[Holiday]:
    """Return the holidays of `year` in the order of the notice.

    Raises:
        NoticeNotRead: something is missing, is no date, or is of another year; the sentence says what.
    """
    text = unicodedata.normalize("NFKC", text).replace("\r", "")
    headings = list(PARAGRAPH.finditer(text))
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    found = [
        _holiday(heading["name"], text[heading.end() : end], year)
        for heading, end in zip(headings, ends, strict=False)
        if "放假" in text[heading.end() : end]
    ]
    named = "".join(holiday.name for holiday in found)
    missing = [name for name in EXPECTED if name not in named]
    if missing:
        raise NoticeNotRead(_("Not found in this text: %(names)s.") % {"names": "、".join(missing)})
    _check_days(found)
    return found


def _holiday(name: str, text: str, year: int) -> Holiday:
    off, made_up = None, []
    for sentence in re.split(r"[。\n]", text):
        before, is_off, after = sentence.partition("放假")
        if is_off and off is None:
            off = _stretches(before, name, year)
            _check_length(name, off, after)
        elif sentence.rstrip().endswith("上班"):
            made_up += [first for first, _last in _stretches(sentence, name, year)]
    if not off:
        raise NoticeNotRead(_("“%(name)s”: no dates are found.") % {"name": name})
    return Holiday(name, off[0][0], off[0][1], tuple(made_up))


def _stretches(text: str, name: str, year: int) -> list[tuple[date, date]]:
    found = []
    for said in STRETCH.finditer(text):
        try:
            first = date(int(said["year"] or year), int(said["month"]), int(said["day"]))
            last = first
            if said["last_day"]:
                month = int(said["last_month"] or said["month"])
                last = date(int(said["last_year"] or year), month, int(said["last_day"]))
        except ValueError as error:
            raise NoticeNotRead(_("“%(name)s”: there is no such day.") % {"name": name}) from error
        _check_weekday(first, said["aside"], name)
        _check_weekday(last, said["last_aside"], name)
        found.append((first, last))
    return found


def _check_weekday(day: date, aside: str | None, name: str) -> None:
    said = WEEKDAY.search(aside or "")
    if said and WEEKDAYS.index(said[1].replace("天", "日")) != day.weekday():
        raise NoticeNotRead(
            _("“%(name)s”: %(day)s is another weekday in that year. Is this the notice of another year?")
            % {"name": name, "day": f"{day.month}月{day.day}日"}
        )


def _check_length(name: str, off: list[tuple[date, date]], after: str) -> None:
    said = LENGTH.search(after)
    if off and (off[0][1] < off[0][0] or (said and (off[0][1] - off[0][0]).days + 1 != int(said[1]))):
        raise NoticeNotRead(_("“%(name)s”: the dates and the number of days do not agree.") % {"name": name})


def _check_days(found: list[Holiday]) -> None:
    days = [day for holiday in found for day in (*holiday.days, *holiday.made_up)]
    twice = next((day for day in days if days.count(day) > 1), None)
    if twice:
        raise NoticeNotRead(_("%(day)s stands there twice.") % {"day": f"{twice.month}月{twice.day}日"})
