"""The working days for which a list stands."""

from dataclasses import dataclass
from datetime import date

from days.errors import YearNotAnnounced
from days.working_days import add_working_days, days_between


@dataclass(frozen=True)
class Stretch:
    """`by_weekdays` where a year has not been announced: then Monday to Friday were counted."""

    starts_on: date
    ends_on: date
    by_weekdays: bool


def stretch_after(day: date, working_days: int) -> Stretch:
    """Return the so many working days that follow `day`, on which the list was published."""
    try:
        return Stretch(add_working_days(day, 1), add_working_days(day, working_days), by_weekdays=False)
    except YearNotAnnounced:
        first = add_working_days(day, 1, weekdays_if_unknown=True)
        last = add_working_days(day, working_days, weekdays_if_unknown=True)
        return Stretch(first, last, by_weekdays=True)


def last_day_now_known(published_on: date, working_days: int) -> date | None:
    """Return the last day as the calendar has it meanwhile; None as long as the year is still not announced."""
    try:
        return add_working_days(published_on, working_days)
    except YearNotAnnounced:
        return None


def number_of_day(standing, today: date) -> int:
    """Return the how manieth working day of a standing `today` is: 0 before the first, on a day off the last one that
    was worked; never more than there are.
    """
    if today < standing.starts_on:
        return 0
    worked = sum(
        not day.is_weekend if day.is_working is None else day.is_working
        for day in days_between(standing.starts_on, min(today, standing.ends_on))
    )
    return min(worked, standing.working_days)
