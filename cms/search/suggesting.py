"""What stands under the box while somebody types: titles that the words begin, or sound like, or stand in."""

from dataclasses import dataclass, replace

from django.db.models import BooleanField, Case, ExpressionWrapper, F, FloatField, Func, Q, Value, When
from django.db.models.expressions import Combinable

from .highlighting import spans
from .kinds import Kind, all_kinds, kind_named
from .matching import TsQuery
from .models import SearchEntry
from .questions import Question, understand
from .synonyms import widen
from .text import key_of

SHOWN = 8


@dataclass(frozen=True)
class Suggestion:
    """One thing that is offered: itself, its kind, and which parts of its title were typed (from, to)."""

    thing: object
    kind: Kind
    marks: list[tuple[int, int]]

    @property
    def title(self) -> str:
        return self.thing.title


def suggest(typed: str, reader, limit: int = SHOWN) -> list[Suggestion]:
    """Return at most `limit` things whose titles or names what was typed so far may mean, the likeliest first.

    One query for the words that mean the same, one for the entries, and one for each kind among them.
    """
    question = widen(understand(typed))
    if not question:
        return []
    chosen = list(_entries(question, reader)[: 2 * limit])
    things = {}
    for key in dict.fromkeys(kind for kind, _pk, _title in chosen):
        kind = kind_named(key)
        keys = [pk for of_kind, pk, _title in chosen if of_kind == key]
        # Fetched as readers may read them, without what only lists show.
        shown = kind.shown_to(reader).filter(pk__in=keys).select_related(None).prefetch_related(None)
        things |= {(key, thing.pk): thing for thing in shown}
    unique = {(key, title): things[key, pk] for key, pk, title in reversed(chosen) if (key, pk) in things}
    offered = [
        Suggestion(unique[key, title], kind_named(key), spans(title, question, as_prefix=True))
        for key, title in dict.fromkeys((key, title) for key, _pk, title in chosen)
        if (key, title) in unique
    ]
    return offered[:limit]


def _entries(question: Question, reader):
    key = key_of(question.key)
    begins: Combinable = Func(F("title_key"), Value(key), function="starts_with", output_field=BooleanField())
    if question.first_sound():
        begins = ExpressionWrapper(Q(begins) | Q(title_vector=TsQuery(question.first_sound())), BooleanField())
    weights = [When(kind=kind.key, then=Value(float(kind.weight))) for kind in all_kinds() if kind.weight]
    excluded = Q()
    for term in question.terms:
        if term.is_excluded:
            excluded |= Q(title_vector=TsQuery(replace(term, is_excluded=False).tsquery()))
    asked = TsQuery(" & ".join(_asked(question)))
    return (
        SearchEntry.objects.open_to(reader)
        .filter(title_vector=asked, part=0)
        .exclude(excluded)
        .annotate(begins=begins, weight=Case(*weights, default=Value(0.0), output_field=FloatField()))
        .order_by("-begins", "-weight", F("date").desc(nulls_last=True), "-object_id")
        .values_list("kind", "object_id", "title")
    )


def _asked(question: Question) -> list[str]:
    last = question.wanted[-1]
    return [term.tsquery(as_prefix=term is last, with_sound=True) for term in question.wanted]
