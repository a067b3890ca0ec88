"""Whole years between two days: somebody's age, and how long somebody has been here."""

from datetime import date

from dateutil.relativedelta import relativedelta


def whole_years(since: date, on: date) -> int:
    """Return how many years are over on a day, below 0 for a day to come.

    Whoever was born on 29 February is a year older on 1 March where there is no such day.
    """
    return on.year - since.year - ((on.month, on.day) < (since.month, since.day))


def years_before(on: date, years: int) -> date:
    """Return the last day from which `years` whole years are over on the day `on`."""
    return on - relativedelta(years=years)
