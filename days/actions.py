from django.db import transaction
from wagtail.log_actions import log

from .errors import AlreadyAnnounced
from .models import AnnouncedYear, CalendarDay
from .notice import Holiday
from .working_days import is_installed


@transaction.atomic
def announce(year: int, holidays: list[Holiday], by) -> AnnouncedYear:
    """Enter the holidays of `year` with their make-up days, and say that it is announced. Logged as `by`'s.

    What the office has entered itself for one of these days stays.

    Raises:
        AlreadyAnnounced: the days of that year are known; somebody else may have been quicker.
    """
    announced, is_new = AnnouncedYear.objects.get_or_create(year=year)
    if is_installed(year) or not is_new:
        raise AlreadyAnnounced
    log(announced, "wagtail.create", user=by)
    for holiday in holidays:
        for kind, days in ((CalendarDay.Kind.DAY_OFF, holiday.days), (CalendarDay.Kind.WORKING_DAY, holiday.made_up)):
            for day in days:
                row, is_new = CalendarDay.objects.get_or_create(date=day, defaults={"kind": kind, "name": holiday.name})
                if is_new:
                    log(row, "wagtail.create", user=by)
    return announced
