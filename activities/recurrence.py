"""Recurrence as RFC 5545 text. Officers never type it: a form of plain choices writes it."""

import re
from collections.abc import Iterator
from datetime import MAXYEAR, date, datetime, timedelta, tzinfo

from dateutil.rrule import rrule, rrulestr
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

# dateutil accepts SECONDLY and COUNT=0 too; a union has no use for them, and a calendar page would drown.
ALLOWED_FREQUENCIES = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
UNTIL_IN_UTC = re.compile(r"(?<=UNTIL=)\d{8}T\d{6}Z", re.IGNORECASE)
WEEKDAYS = [
    ("MO", _("Monday")),
    ("TU", _("Tuesday")),
    ("WE", _("Wednesday")),
    ("TH", _("Thursday")),
    ("FR", _("Friday")),
    ("SA", _("Saturday")),
    ("SU", _("Sunday")),
]
CODES = [code for code, _name in WEEKDAYS]
# The calendar repeats itself after these years to the day of the week.
CYCLE = 400
# How many years at least are searched for the first date of a rule.
SEARCHED = 100
# No union plans beyond these, and a calendar that ends with the year 9999 does not go on from its last day.
EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)
PLANNABLE = [MinValueValidator(EARLIEST), MaxValueValidator(LATEST)]
STEPS = {"DAILY": 1, "WEEKLY": 7}


def parts_of(rule: str) -> dict[str, str]:
    """Return the parts of an RRULE, keys in upper case: `FREQ=WEEKLY;BYDAY=WE` gives {"FREQ": "WEEKLY", …}."""
    return dict(part.split("=", 1) for part in rule.upper().split(";") if "=" in part)


def interval_of(parts: dict[str, str]) -> int:
    return int(parts.get("INTERVAL", 1))


def check_rule(rule: str, first: datetime | None = None) -> None:
    """Raise ValidationError unless `rule` is one recurrence that the calendar can show.

    With the wall-clock time `first` it must have a date from then on as well: 31 February never comes.
    """
    try:
        parts = parts_of(rule)
        rrulestr(rule)
        numbers = [int(parts[name]) for name in ("COUNT", "INTERVAL") if name in parts]
    except (ValueError, TypeError, KeyError) as error:
        raise ValidationError({"rule": _("This recurrence cannot be read.")}) from error
    # An INTERVAL of 0 would stand still for ever.
    if parts.get("FREQ") not in ALLOWED_FREQUENCIES or len(rule.split()) != 1 or min(numbers, default=1) < 1:
        raise ValidationError({"rule": _("An activity comes daily, weekly, monthly or yearly.")})
    if first and not _ever_comes(parts, first):
        raise ValidationError({"rule": _("There is no such date in any year.")})


def _ever_comes(parts: dict[str, str], first: datetime) -> bool:
    """True unless no year has such a date. dateutil searches to the last year that Python has, which takes seconds, so
    the search begins as late as the calendar repeats itself.
    """
    endless = ";".join(f"{key}={value}" for key, value in parts.items() if key not in ("COUNT", "UNTIL"))
    cycles = max(0, (MAXYEAR - SEARCHED - first.year) // CYCLE)
    return any(True for _found in rrulestr(endless, dtstart=first.replace(year=first.year + cycles * CYCLE)))


def read_rule(rule: str, first: datetime, zone: tzinfo) -> rrule:
    """Return the recurrence of `rule` from the wall-clock time `first` in `zone`, with an UNTIL in UTC told likewise.

    RFC 5545 asks for UTC there; dateutil mixes no aware times with a wall clock.
    """

    def on_the_wall(until: re.Match) -> str:
        moment = datetime.strptime(f"{until[0][:-1]}+0000", "%Y%m%dT%H%M%S%z")
        return f"{moment.astimezone(zone):%Y%m%dT%H%M%S}"

    return rrulestr(UNTIL_IN_UTC.sub(on_the_wall, rule), dtstart=first)


def moments_of(rule: str, first: datetime, begin: datetime, end: datetime, zone: tzinfo) -> Iterator[datetime]:
    """Yield the moments of `rule` in [begin, end), all on the wall clock."""
    for moment in read_rule(rule, _shortly_before(begin, first, parts_of(rule)), zone).xafter(begin, inc=True):
        if moment >= end:
            break
        yield moment


def _shortly_before(begin: datetime, first: datetime, parts: dict[str, str]) -> datetime:
    """Return from when to reckon: what came every day for ten years need not be counted anew on every page."""
    step = STEPS.get(parts["FREQ"])
    if step is None or "COUNT" in parts:
        return first
    step *= interval_of(parts)
    return first + timedelta(days=max(0, (begin - first).days // step - 1) * step)
