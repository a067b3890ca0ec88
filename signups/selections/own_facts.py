"""What this room knows that counts: years in this hospital, and since the last turn."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Max
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import Member
from people.years import whole_years

from ..models import PastTurn
from .facts import Fact, Found, register_fact


def last_turns(members: Iterable[Member], kind: str, on: date) -> dict[int, date]:
    """Return the day of the last turn of a kind before a day, by the id of the member; one query."""
    turns = PastTurn.objects.filter(member__in=[member.pk for member in members], kind=kind, on__lt=on)
    return dict(turns.order_by().values_list("member").annotate(last=Max("on")))


def too_recent(selection, turn: date | None) -> str:
    """Return the sentence that says why a last turn on that day is too near; "" where it is not, or there was none."""
    if not (turn and selection.years_between and whole_years(turn, selection.points_on) < selection.years_between):
        return ""
    said = {"date": date_format(turn, "Y-m-d"), "years": selection.years_between}
    return _("The last turn, on %(date)s, is less than %(years)d years ago.") % said


def years_here(members: Iterable[Member], selection) -> dict[int, Found]:
    found = {}
    for member in members:
        since = member.joined_hospital_on
        if since is None:
            found[member.pk] = Found(Decimal(0), _("The roster does not say since when."))
            continue
        years = max(whole_years(since, selection.points_on), 0)
        found[member.pk] = Found(Decimal(years), _("In this hospital since %(date)s.") % {"date": f"{since:%Y-%m-%d}"})
    return found


def years_since_last(members: Iterable[Member], selection) -> dict[int, Found]:
    """Whoever never had a turn counts from when they could have had the first: after as many years in this hospital as
    lie between two turns.
    """
    members = list(members)
    last = last_turns(members, selection.kind, selection.points_on)
    found = {}
    for member in members:
        if member.pk in last:
            years = max(whole_years(last[member.pk], selection.points_on), 0)
            found[member.pk] = Found(
                Decimal(years), _("Last turn on %(date)s.") % {"date": f"{last[member.pk]:%Y-%m-%d}"}
            )
        elif member.joined_hospital_on is None:
            found[member.pk] = Found(Decimal(0), _("No turn yet; the roster does not say since when you are here."))
        else:
            years = whole_years(member.joined_hospital_on, selection.points_on) - (selection.years_between or 0)
            how = _("No turn yet; counted after the first %(years)d years here.")
            found[member.pk] = Found(Decimal(max(years, 0)), how % {"years": selection.years_between or 0})
    return found


def register() -> None:
    register_fact(
        Fact("years_here", gettext_lazy("full years in this hospital"), years_here, gettext_lazy("full year"))
    )
    register_fact(
        Fact(
            "years_since_last",
            gettext_lazy("full years since the last turn"),
            years_since_last,
            gettext_lazy("full year"),
        )
    )
