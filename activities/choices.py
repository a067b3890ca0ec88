"""The plain choices that an officer makes, and the rule that says the same: each can be told from the other."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from days.yearly import LunarDay, SolarDay, TermDay, Yearly

from .recurrence import CODES, parts_of

LAST = -1
MONTHS_OF_QUARTER = {1: "1,4,7,10", 2: "2,5,8,11", 3: "3,6,9,12"}
ORDINALS = [
    ("1", pgettext_lazy("weekday of a month", "first")),
    ("2", pgettext_lazy("weekday of a month", "second")),
    ("3", pgettext_lazy("weekday of a month", "third")),
    ("4", pgettext_lazy("weekday of a month", "fourth")),
    ("-1", pgettext_lazy("weekday of a month", "last")),
]
# 29 February, or the day before March in a year without one, as everywhere on this site.
LEAP_DAY = {"BYMONTH": "2", "BYMONTHDAY": "28,29", "BYSETPOS": "-1"}


class Pattern(models.TextChoices):
    DAILY = "daily", _("every day, or every few days")
    WEEKLY = "weekly", _("every week, or every few weeks")
    MONTHLY_DATE = "monthly_date", _("every month on a date")
    MONTHLY_WEEKDAY = "monthly_weekday", _("every month on a weekday")
    QUARTERLY = "quarterly", _("every quarter on a weekday")
    YEARLY_SOLAR = "yearly_solar", _("every year on a date")
    YEARLY_LUNAR = "yearly_lunar", _("every year on a lunar date")
    YEARLY_TERM = "yearly_term", _("every year on a solar term")
    SINGLE = "single", _("once, or on single dates")
    OWN = "own", _("as it is: no choice here says it")


# What each asks for beside its dates and hours.
ASKED = {
    Pattern.WEEKLY: ["weekdays"],
    Pattern.MONTHLY_DATE: ["month_day"],
    Pattern.MONTHLY_WEEKDAY: ["ordinals", "weekday"],
    Pattern.QUARTERLY: ["quarter_month", "ordinals", "weekday"],
    Pattern.YEARLY_SOLAR: ["month", "day"],
    Pattern.YEARLY_LUNAR: ["lunar_month", "lunar_day"],
    Pattern.YEARLY_TERM: ["term"],
}
# What comes every 1, 2, … days, weeks, months, years.
HAS_INTERVAL = {
    *(Pattern.DAILY, Pattern.WEEKLY, Pattern.MONTHLY_DATE, Pattern.MONTHLY_WEEKDAY),
    *(Pattern.YEARLY_SOLAR, Pattern.YEARLY_LUNAR, Pattern.YEARLY_TERM),
}


@dataclass(frozen=True)
class Choices:
    """`weekdays` are MO to SU, `ordinals` 1 to 4 or -1 as text, `month_day` 1 to 31 or -1 for the last. `times` is None
    where no number of times ends it. What a pattern does not ask for stands at its default.
    """

    pattern: str
    every: int = 1
    weekdays: tuple[str, ...] = ()
    ordinals: tuple[str, ...] = ()
    weekday: str = ""
    month_day: int | None = None
    quarter_month: int | None = None
    month: int | None = None
    day: int | None = None
    lunar_month: int | None = None
    lunar_day: int | None = None
    term: str = ""
    times: int | None = None

    @classmethod
    def of_form(cls, data: dict) -> "Choices":
        """Return the choices of a form's data, without what their pattern does not ask for."""
        pattern = data["pattern"]
        asked = {name: data[name] for name in ASKED.get(pattern, [])}
        for name in ("weekdays", "ordinals"):
            if name in asked:
                order = CODES if name == "weekdays" else [value for value, _name in ORDINALS]
                asked[name] = tuple(sorted(asked[name], key=order.index))
        every = (data.get("every") or 1) if pattern in HAS_INTERVAL else 1
        times = data.get("times") if pattern != Pattern.SINGLE else None
        return cls(pattern=pattern, every=every, times=times, **asked)

    @property
    def rule(self) -> str:
        """The RRULE; "" for single dates, which need none."""
        parts = self._parts()
        if parts and self.every != 1:
            parts["INTERVAL"] = str(self.every)
        if parts and self.times:
            parts["COUNT"] = str(self.times)
        return ";".join(f"{key}={value}" for key, value in parts.items())

    def _parts(self) -> dict[str, str]:
        match self.pattern:
            case Pattern.DAILY:
                return {"FREQ": "DAILY"}
            case Pattern.WEEKLY:
                return {"FREQ": "WEEKLY", "BYDAY": ",".join(self.weekdays)}
            case Pattern.MONTHLY_DATE:
                return {"FREQ": "MONTHLY", "BYMONTHDAY": str(self.month_day)}
            case Pattern.MONTHLY_WEEKDAY:
                return {"FREQ": "MONTHLY", "BYDAY": self._days_of_month()}
            case Pattern.QUARTERLY:
                months = MONTHS_OF_QUARTER[self.quarter_month]
                return {"FREQ": "YEARLY", "BYMONTH": months, "BYDAY": self._days_of_month()}
            case Pattern.YEARLY_SOLAR if (self.month, self.day) == (2, 29):
                return {"FREQ": "YEARLY", **LEAP_DAY}
            case Pattern.YEARLY_SOLAR:
                return {"FREQ": "YEARLY", "BYMONTH": str(self.month), "BYMONTHDAY": str(self.day)}
            case Pattern.YEARLY_LUNAR | Pattern.YEARLY_TERM:
                return {"FREQ": "YEARLY"}
        return {}

    def _days_of_month(self) -> str:
        return ",".join(f"{ordinal}{self.weekday}" for ordinal in self.ordinals)

    @property
    def has_possible_day(self) -> bool:
        """False for 31 February and the like."""
        if self.pattern != Pattern.YEARLY_SOLAR:
            return True
        try:
            return bool(SolarDay(self.month, self.day))
        except ValueError:
            return False


def yearly_of(lunar_month: int | None, lunar_day: int | None, term: str) -> Yearly | None:
    """Return the day of the year that is meant; None where a rule says the day itself."""
    if term:
        return TermDay(term)
    return LunarDay(lunar_month, lunar_day) if lunar_month and lunar_day else None


def read(rule: str, lunar_month: int | None = None, lunar_day: int | None = None, term: str = "") -> Choices | None:
    """Return the choices that say this; None where none does."""
    parts = parts_of(rule)
    try:
        found = _read(parts, lunar_month, lunar_day, term)
    except (KeyError, ValueError, IndexError, StopIteration):
        return None
    written = {key: value for key, value in parts.items() if (key, value) != ("INTERVAL", "1")}
    return found if found and parts_of(found.rule) == written else None


def _read(parts: dict[str, str], lunar_month: int | None, lunar_day: int | None, term: str) -> Choices | None:
    if not parts:
        return Choices(Pattern.SINGLE)
    frequency, days = parts["FREQ"], parts.get("BYDAY", "").split(",")
    common = {
        "every": int(parts.get("INTERVAL", 1)),
        "times": int(parts["COUNT"]) if "COUNT" in parts else None,
    }
    of_month = {"ordinals": tuple(day[:-2] for day in days), "weekday": days[0][-2:]}
    if term:
        return Choices(Pattern.YEARLY_TERM, term=term, **common)
    if lunar_month:
        return Choices(Pattern.YEARLY_LUNAR, lunar_month=lunar_month, lunar_day=lunar_day, **common)
    if frequency == "DAILY":
        return Choices(Pattern.DAILY, **common)
    if frequency == "WEEKLY":
        return Choices(Pattern.WEEKLY, weekdays=_known(days, CODES), **common)
    if frequency == "MONTHLY" and "BYMONTHDAY" in parts:
        month_day = int(parts["BYMONTHDAY"])
        return Choices(Pattern.MONTHLY_DATE, month_day=month_day, **common) if month_day >= LAST else None
    if frequency == "MONTHLY":
        _known(of_month["ordinals"], dict(ORDINALS))
        return Choices(Pattern.MONTHLY_WEEKDAY, **of_month, **common)
    if "BYSETPOS" in parts:
        return Choices(Pattern.YEARLY_SOLAR, month=2, day=29, **common)
    if "BYMONTHDAY" in parts:
        return Choices(Pattern.YEARLY_SOLAR, month=int(parts["BYMONTH"]), day=int(parts["BYMONTHDAY"]), **common)
    _known(of_month["ordinals"], dict(ORDINALS))
    quarter_month = next(number for number, months in MONTHS_OF_QUARTER.items() if months == parts["BYMONTH"])
    return Choices(Pattern.QUARTERLY, quarter_month=quarter_month, **of_month, **common)


def _known(values, choices) -> tuple[str, ...]:
    """Return `values`, which must all be among the choices. Raises KeyError."""
    if any(value not in choices for value in values):
        raise KeyError(values)
    return tuple(values)
