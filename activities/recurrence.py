"""Recurrence as RFC 5545 text. Officers never type it: a form of plain choices writes it."""

import re
from datetime import datetime, tzinfo

from dateutil.rrule import rrule, rrulestr
from django.core.exceptions import ValidationError
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


def parts_of(rule: str) -> dict[str, str]:
    """Return the parts of an RRULE, keys in upper case: `FREQ=WEEKLY;BYDAY=WE` gives {"FREQ": "WEEKLY", …}."""
    return dict(part.split("=", 1) for part in rule.upper().split(";") if "=" in part)


def check_rule(rule: str) -> None:
    """Raise ValidationError unless `rule` is one recurrence that the calendar can show."""
    try:
        parts = parts_of(rule)
        rrulestr(rule)
        numbers = [int(parts[name]) for name in ("COUNT", "INTERVAL") if name in parts]
    except (ValueError, TypeError, KeyError) as error:
        raise ValidationError({"rule": _("This recurrence cannot be read.")}) from error
    # An INTERVAL of 0 would stand still for ever.
    if parts.get("FREQ") not in ALLOWED_FREQUENCIES or len(rule.split()) != 1 or min(numbers, default=1) < 1:
        raise ValidationError({"rule": _("An activity comes daily, weekly, monthly or yearly.")})


def read_rule(rule: str, first: datetime, zone: tzinfo) -> rrule:
    """Return the recurrence of `rule` from the wall-clock time `first` in `zone`, with an UNTIL in UTC told likewise.

    RFC 5545 asks for UTC there; dateutil mixes no aware times with a wall clock.
    """

    def on_the_wall(until: re.Match) -> str:
        moment = datetime.strptime(f"{until[0][:-1]}+0000", "%Y%m%dT%H%M%S%z")
        return f"{moment.astimezone(zone):%Y%m%dT%H%M%S}"

    return rrulestr(UNTIL_IN_UTC.sub(on_the_wall, rule), dtstart=first)


def is_plainly_weekly(rule: str) -> bool:
    """True when weekdays say all of it: no interval, no end, no other choice."""
    parts = parts_of(rule)
    return parts.get("FREQ") == "WEEKLY" and parts.keys() == {"FREQ", "BYDAY"}


def weekly_rule(weekdays: list[str]) -> str:
    """Return the rule for every week on `weekdays` (MO to SU), in the order of the week."""
    order = [code for code, _name in WEEKDAYS]
    return f"FREQ=WEEKLY;BYDAY={','.join(sorted(weekdays, key=order.index))}"
