"""What a member's own page shows of the own sign-ins and the own family, and the calendar of the days off."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from django.utils.translation import gettext as _

from days.working_days import Day, days_between

from .own_page import SIDE, Dated, Section, register_dated, register_section
from .sessions.listing import sign_ins_of

# A phone that asks each time, or a ward's shared computers, bring many: the others stand folded below these.
SIGN_INS_SHOWN = 4


def own_sign_ins(request) -> dict | None:
    sign_ins = sign_ins_of(request)
    if not sign_ins:
        return None
    has_others = any(not each.is_this_one for each in sign_ins)
    return {"sign_ins": sign_ins[:SIGN_INS_SHOWN], "more": sign_ins[SIGN_INS_SHOWN:], "has_others": has_others}


def own_family(request) -> dict:
    return {"dependants": request.user.dependants.live()}


def days_off(member, first: date, last: date) -> Iterator[Dated]:
    """Yield the named days off, those in a row as one, and the make-up days; none of a year that was not announced."""
    for (title, is_off), row in groupby(days_between(first, last), key=_what):
        days = list(row)
        if title:
            begins, kind = days[0].date, "off" if is_off else "work"
            yield Dated(f"{kind}-{begins:%Y%m%d}", title, begins, days[-1].date + timedelta(days=1))


def _what(day: Day) -> tuple[str, bool]:
    if day.is_make_up:
        return _("%(holiday)s: make-up working day") % {"holiday": day.name} if day.name else _("make-up day"), False
    if day.is_off and day.name:
        return _("%(holiday)s: day off") % {"holiday": day.name}, True
    return "", day.is_off


def register() -> None:
    register_section(Section("family", "people/own/family.html", own_family, SIDE, order=30))
    register_section(Section("sign_ins", "people/own/sign_ins.html", own_sign_ins, SIDE, order=90))
    register_dated("days_off", days_off)
