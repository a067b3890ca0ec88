"""What became of a list, in words."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .counting import number_of_day
from .models import Standing

Ending = Standing.Ending


@dataclass(frozen=True)
class State:
    """`level` is that of a callout; `short` stands in a list, `sentence` on the page."""

    level: str
    short: str
    sentence: str


def state_of(standing: Standing) -> State:
    """Return where a list is: on which of its days, waiting for an answer, in effect, or stopped."""
    if standing.is_in_effect:
        day = date_format(timezone.localtime(standing.effective_at), "DATE_FORMAT")
        return State("success", _("in effect"), _("In effect since %(day)s: no objection is open.") % {"day": day})
    if standing.ending == Ending.UPHELD:
        said = _("An objection was upheld, so the list does not take effect. A changed list will be published.")
        return State("error", _("stopped"), said)
    if standing.ending == Ending.OUTDATED:
        said = _("What the list decides about has changed, so it does not take effect. It will be published anew.")
        return State("error", _("stopped"), said)
    if standing.ending == Ending.TAKEN_DOWN:
        return State("error", _("taken down"), _("The list was taken down, and does not take effect."))
    if standing.ending == Ending.CHANGED:
        return State("info", _("replaced"), _("The list was changed since."))
    return _standing_still(standing)


def _standing_still(standing: Standing) -> State:
    if standing.is_held_up:
        said = _("The days are over. An objection is being looked into; the list takes effect only after its answer.")
        return State("warning", _("waits for an answer"), said)
    if standing.is_over:
        return State("info", _("days over"), _("The days are over. The list takes effect shortly."))
    number = number_of_day(standing, timezone.localdate())
    if not number:
        first = date_format(standing.starts_on, "MONTH_DAY_FORMAT")
        said = _("The first of its %(count)s working days is %(day)s. Objections are taken already.")
        return State("info", _("from %(day)s") % {"day": first}, said % {"count": standing.working_days, "day": first})
    places = {"number": number, "count": standing.working_days}
    short = _("day %(number)s of %(count)s") % places
    return State("info", short, _("It stands for objection: working day %(number)s of %(count)s.") % places)
