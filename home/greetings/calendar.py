"""What goes out in the next twelve months, and which festivals nobody has written for."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Case, DateField, QuerySet, Value, When

from days.yearly import Yearly

from ..models import Greeting
from .occasions import FESTIVALS, Occasion
from .places import filled, names_of_house, values_for_all
from .recipients import narrowness

AHEAD = timedelta(days=365)
# The fields that say when a greeting comes.
WHEN = ["occasion", "calendar", "month", "day", "term"]


@dataclass
class Entry:
    """A day with what is sent on it, the narrowest first; a festival without anything stands there as well."""

    date: date
    name: str
    rule: Yearly
    greetings: list["Planned"] = field(default_factory=list)


@dataclass(frozen=True)
class Planned:
    """A live greeting as everybody reads it alike; of a birthday greeting there is nothing to pass on."""

    greeting: Greeting
    subject: str
    text: str

    @property
    def to_paste(self) -> str:
        return f"{self.subject}\n{self.text}"


def next_year_of(today: date) -> tuple[list[Entry], list[Planned]]:
    """Return the days from `today` on, in order, and the greetings on birthdays, which may be any day.

    The number of queries does not grow.
    """
    words = values_for_all(names_of_house())
    planned = [
        Planned(greeting, filled(greeting.title, words), filled(greeting.text, words))
        for greeting in sorted(Greeting.objects.live().select_related("audience"), key=narrowness)
    ]
    entries = [
        Entry(each.date, Occasion(occasion).label, rule)
        for occasion, rule in FESTIVALS.items()
        for each in rule.between(today, today + AHEAD)
    ]
    by_day = {(entry.date, entry.name): entry for entry in entries}
    for each in planned:
        rule = each.greeting.rule
        for time in rule.between(today, today + AHEAD) if rule else []:
            entry = by_day.setdefault((time.date, each.greeting.name), Entry(time.date, each.greeting.name, rule))
            entry.greetings.append(each)
    birthdays = [each for each in planned if each.greeting.occasion == Occasion.BIRTHDAY]
    return sorted(by_day.values(), key=lambda entry: entry.date), birthdays


def in_order_of_days(greetings: QuerySet[Greeting]) -> QuerySet[Greeting]:
    """Order greetings by the day on which each comes next; birthdays, which may be any day, stand first.

    One query more, however many they are.
    """
    stored = Greeting.objects.order_by().values_list(*WHEN).distinct()
    rules = [dict(zip(WHEN, values, strict=True)) for values in stored]
    days = [When(**rule, then=Value(_next_day(Greeting(**rule)))) for rule in rules]
    return greetings.annotate(next_day=Case(*days, output_field=DateField())).order_by("next_day", "hour", "pk")


def _next_day(greeting: Greeting) -> date:
    return date.min if greeting.occasion == Occasion.BIRTHDAY else greeting.next_time().date
