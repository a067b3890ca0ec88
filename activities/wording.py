"""A recurrence as one reads it on a notice board."""

import re
from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from days.yearly import TermDay, Yearly

from .choices import LAST, ORDINALS, Choices, Pattern, read
from .recurrence import parts_of

# Django's own abbreviations: our catalogue words them short in Chinese, here and wherever a date shows its weekday.
DAYS = {
    "MO": _("Mon"),
    "TU": _("Tue"),
    "WE": _("Wed"),
    "TH": _("Thu"),
    "FR": _("Fri"),
    "SA": _("Sat"),
    "SU": _("Sun"),
}
WORKING_WEEK = ("MO", "TU", "WE", "TH", "FR")
ORDINAL_NAMES = dict(ORDINALS)
MONTHS_IN_WORDS = {
    1: _("Every quarter, first month, on the %(days)s"),
    2: _("Every quarter, second month, on the %(days)s"),
    3: _("Every quarter, third month, on the %(days)s"),
}
DAY = re.compile(r"(?P<ordinal>-?\d)(?P<code>[A-Z]{2})")


def in_words(rule: str, yearly: Yearly | None = None) -> str:
    """Return the days of a rule: `FREQ=WEEKLY;BYDAY=TU,TH` gives “Every Tue, Thu”.

    Empty when the rule has no short wording; its next dates say it better then.
    """
    if not rule:
        return ""
    if yearly:
        parts = parts_of(rule)
        choices = Choices(Pattern.YEARLY_LUNAR, int(parts.get("INTERVAL", 1)), times=int(parts.get("COUNT", 0)))
        words = _every_year(choices, yearly.name if isinstance(yearly, TermDay) else str(yearly))
    else:
        choices = read(rule)
        words = _days(choices) if choices else _several_weekdays_of_month(rule)
    if choices and choices.times:
        times = ngettext("%(count)d time", "%(count)d times", choices.times) % {"count": choices.times}
        return gettext("%(days)s, %(times)s") % {"days": words, "times": times}
    return words


def _days(choices: Choices) -> str:
    every = choices.every
    match choices.pattern:
        case Pattern.DAILY:
            return gettext("Every %(count)d days") % {"count": every} if every > 1 else gettext("Every day")
        case Pattern.WEEKLY:
            return _every_week(choices)
        case Pattern.MONTHLY_DATE | Pattern.MONTHLY_WEEKDAY:
            return _every_month(choices)
        case Pattern.QUARTERLY:
            return MONTHS_IN_WORDS[choices.quarter_month] % {"days": _days_of_month(choices)}
        case Pattern.YEARLY_SOLAR if (choices.month, choices.day) == (2, 29):
            return _every_year(choices, gettext("29 February, or the 28th where it has none"))
        case Pattern.YEARLY_SOLAR:
            date = {"month": choices.month, "day": choices.day}
            return _every_year(choices, pgettext("day of a year", "%(month)s-%(day)s") % date)
    return ""


def _every_week(choices: Choices) -> str:
    days = _listed(str(DAYS[code]) for code in choices.weekdays)
    if choices.every > 1:
        return gettext("Every %(count)d weeks on %(days)s") % {"count": choices.every, "days": days}
    if choices.weekdays == WORKING_WEEK:
        return gettext("Monday to Friday")
    return gettext("Every %(days)s") % {"days": days}


def _every_month(choices: Choices) -> str:
    if choices.pattern == Pattern.MONTHLY_WEEKDAY:
        days = _days_of_month(choices)
    elif choices.month_day == LAST:
        days = pgettext("day of a month", "last day")
    else:
        days = pgettext("day of a month", "%(day)d") % {"day": choices.month_day}
    if choices.every > 1:
        return gettext("Every %(count)d months on the %(days)s") % {"count": choices.every, "days": days}
    return gettext("Every month on the %(days)s") % {"days": days}


def _every_year(choices: Choices, day: str) -> str:
    if choices.every > 1:
        return gettext("Every %(count)d years on %(day)s") % {"count": choices.every, "day": day}
    return gettext("Every year on %(day)s") % {"day": day}


def _days_of_month(choices: Choices) -> str:
    return _listed(_of_month(ordinal, choices.weekday) for ordinal in choices.ordinals)


def _several_weekdays_of_month(rule: str) -> str:
    """Word what the choices cannot say: different weekdays of a month."""
    parts = parts_of(rule)
    days = [DAY.fullmatch(day) for day in parts.get("BYDAY", "").split(",")]
    if parts.keys() != {"FREQ", "BYDAY"} or parts["FREQ"] != "MONTHLY":
        return ""
    if not all(day and day["ordinal"] in ORDINAL_NAMES and day["code"] in DAYS for day in days):
        return ""
    named = _listed(_of_month(day["ordinal"], day["code"]) for day in days)
    return gettext("Every month on the %(days)s") % {"days": named}


def _of_month(ordinal: str, code: str) -> str:
    return gettext("%(ordinal)s %(day)s") % {"ordinal": ORDINAL_NAMES[ordinal], "day": DAYS[code]}


def _listed(words) -> str:
    return pgettext("between two days", ", ").join(words)


def single_dates_in_words(moments: list[datetime]) -> str:
    """Return the first and last of single dates, in order, and how many they are; one alone as a date."""
    dates = moments
    if not dates:
        return ""
    if len(dates) == 1:
        return date_format(dates[0], "DATE_FORMAT")
    return ngettext("%(count)d date, %(first)s to %(last)s", "%(count)d dates, %(first)s to %(last)s", len(dates)) % {
        "count": len(dates),
        "first": date_format(dates[0], "DATE_FORMAT"),
        "last": date_format(dates[-1], "DATE_FORMAT"),
    }


def hours_in_words(start: datetime, duration: timedelta) -> str:
    return f"{start:%H:%M}–{start + duration:%H:%M}"
