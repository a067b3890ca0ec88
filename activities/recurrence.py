"""Recurrence as RFC 5545 text. Officers never type it: a form of plain choices writes it."""

from dateutil.rrule import rrulestr
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# dateutil accepts SECONDLY and COUNT=0 too; a union has no use for them, and a calendar page would drown.
ALLOWED_FREQUENCIES = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
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
    """Raise ValidationError unless `rule` is a recurrence that the calendar can show."""
    try:
        rrulestr(rule)
        parts = parts_of(rule)
    except (ValueError, TypeError, KeyError) as error:
        raise ValidationError({"rule": _("This recurrence cannot be read.")}) from error
    if parts.get("FREQ") not in ALLOWED_FREQUENCIES or parts.get("COUNT") == "0":
        raise ValidationError({"rule": _("An activity comes daily, weekly, monthly or yearly.")})


def weekly_rule(weekdays: list[str]) -> str:
    """Return the rule for every week on `weekdays` (MO to SU), in the order of the week."""
    order = [code for code, _name in WEEKDAYS]
    return f"FREQ=WEEKLY;BYDAY={','.join(sorted(weekdays, key=order.index))}"
