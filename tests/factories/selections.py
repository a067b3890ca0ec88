"""Selections by points, their bases, and those who apply."""

from datetime import date, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from signups.models import Base, Criterion, Option, PastTurn, Run, Selection, SelectionShare

from .editorial import EditorialFactory


class BaseFactory(DjangoModelFactory):
    class Meta:
        model = Base

    name = factory.Sequence(lambda n: f"第{n + 1}疗休养基地")
    place = "省内"


class SelectionFactory(EditorialFactory):
    """Live and open for another week, of one date with two places; one point for each year in this hospital.

    `dates` are numbers of places, one for each date; `criteria` and `shares` are fields of each.
    """

    class Meta:
        model = Selection

    title = factory.Sequence(lambda n: f"疗休养选拔{n + 1}")
    introduction = "<p>今年的安排。</p>"
    opens_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=1))
    closes_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))
    points_on = factory.LazyFunction(lambda: timezone.localdate())
    needs_consent = False
    dates = (2,)
    criteria = ({"label": "来院年限", "fact": "years_here", "points": 1},)
    shares = ()
    base = None

    @classmethod
    def _save(cls, model_class, by, fields):
        dates, criteria, shares = fields.pop("dates"), fields.pop("criteria"), fields.pop("shares")
        base = fields.pop("base")
        selection = model_class(**fields)
        first = timezone.localdate() + timedelta(days=60)
        selection.options = [
            Option(
                route=f"{number}线",
                batch="第一批",
                base=base,
                starts_on=first + timedelta(days=10 * number),
                ends_on=first + timedelta(days=10 * number + 4),
                places=places,
                sort_order=number,
            )
            for number, places in enumerate(dates, start=1)
        ]
        selection.criteria = [Criterion(**each, sort_order=place) for place, each in enumerate(criteria)]
        selection.shares = [SelectionShare(**each) for each in shares]
        selection.save()
        return selection


class PastTurnFactory(DjangoModelFactory):
    class Meta:
        model = PastTurn

    kind = Selection.Kind.RETREAT
    on = date(2020, 6, 1)


def close_window(run: Run) -> Run:
    """Let the time to apply be over, and that to consent."""
    before = timezone.now() - timedelta(minutes=1)
    Selection.objects.filter(pk=run.selection_id).update(closes_at=before, opens_at=before - timedelta(days=3))
    Selection.objects.filter(pk=run.selection_id, needs_consent=True).update(consent_until=before)
    for batch in run.batches.select_related("session"):
        type(batch.session).objects.filter(pk=batch.session_id).update(closes_at=before)
    return Run.objects.select_related("selection").get(pk=run.pk)


def joined(years: int) -> date:
    """Return a day from which so many whole years are over."""
    today = timezone.localdate()
    return date(today.year - years, 1, 1)
