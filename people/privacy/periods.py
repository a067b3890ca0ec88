"""How long something is kept, in words, from the same constants that forgetting counts with."""

from datetime import timedelta

from django.utils.functional import lazy
from django.utils.translation import ngettext

DAYS_OF_A_YEAR = 365


def _days(period: timedelta) -> str:
    return ngettext("%(count)d day.", "%(count)d days.", period.days) % {"count": period.days}


def _years(period: timedelta) -> str:
    count = period.days // DAYS_OF_A_YEAR
    return ngettext("%(count)d year.", "%(count)d years.", count) % {"count": count}


days = lazy(_days, str)
years = lazy(_years, str)
