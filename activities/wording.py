"""A recurrence as one reads it on a notice board."""

import re

from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

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
WORKING_WEEK = ["MO", "TU", "WE", "TH", "FR"]
ORDINALS = {
    "1": pgettext_lazy("weekday of a month", "first"),
    "2": pgettext_lazy("weekday of a month", "second"),
    "3": pgettext_lazy("weekday of a month", "third"),
    "4": pgettext_lazy("weekday of a month", "fourth"),
    "-1": pgettext_lazy("weekday of a month", "last"),
}
# With one of these the days alone would say too much.
NARROWING = {"INTERVAL", "BYSETPOS", "BYMONTH", "BYMONTHDAY", "BYWEEKNO", "BYYEARDAY", "COUNT", "UNTIL"}
DAY = re.compile(r"(?P<ordinal>-?\d)?(?P<code>[A-Z]{2})")


def in_words(rule: str) -> str:
    """Return the days of a rule: `FREQ=WEEKLY;BYDAY=TU,TH` gives “Every Tue, Thu”.

    Empty when the rule has no short wording; its next dates say it better then.
    """
    parts = parts_of(rule)
    if NARROWING & parts.keys():
        return ""
    days = [DAY.fullmatch(day) for day in parts.get("BYDAY", "").split(",") if day]
    frequency = parts.get("FREQ")
    if frequency == "DAILY" and not days:
        return gettext("Every day")
    if not days or not all(days):
        return ""
    comma = pgettext("between two days", ", ")
    if frequency == "WEEKLY":
        codes = [day["code"] for day in days]
        if codes == WORKING_WEEK:
            return gettext("Monday to Friday")
        return gettext("Every %(days)s") % {"days": comma.join(str(DAYS[code]) for code in codes)}
    if frequency == "MONTHLY" and all(day["ordinal"] in ORDINALS for day in days):
        named = [
            gettext("%(ordinal)s %(day)s") % {"ordinal": ORDINALS[day["ordinal"]], "day": DAYS[day["code"]]}
            for day in days
        ]
        return gettext("Every month on the %(days)s") % {"days": comma.join(named)}
    return ""
