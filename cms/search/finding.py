"""Finding: what matches a question, of every kind at once, counted, and the best of it in order."""

import json
import re
from dataclasses import dataclass, field, replace

from django.db import connection
from django.db.models import Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.db.models.fields import BooleanField
from django.utils import timezone

from .kinds import Kind, all_kinds
from .matching import TsQuery
from .models import SearchEntry
from .questions import Question, Term, understand
from .text import key_of

# Of each kind so many are put in order by how well they match: those with the words in the title first, then the
# newest. So a word that stands in everything costs little more than a rare one. Further ones are not listed.
RANKED = 100
RANKED_OF_ONE_KIND = 1_000
# Where more than these have all that stands in a row in what is asked for, they are taken to have it as it stands:
# to make sure each is read, and of so many hardly one differs.
CHECKED = 1_000
# How much each weighs in the order. What stands in the title counts more than any place in a text.
WEIGHTS = {
    "same_title": 16.0,
    "begins_title": 4.0,
    "phrase_in_title": 3.0,
    "in_title": 6.0,
    "phrase": 2.0,
    "rank": 3.0,
    "recent": 2.0,
}
# For the text, the summary, the names and the title (D, C, B, A).
RANK_WEIGHTS = "{0.1,0.3,0.6,1.0}"
# A thing counts half as recent at this age.
HALF_AGE_IN_DAYS = 365

SQL = """
WITH hits AS MATERIALIZED ({matched}),
counted AS MATERIALIZED (
    SELECT kind, year, department_id, count(*) AS number,
        (%(kind)s = '' OR kind = %(kind)s) AS of_kind,
        (%(year)s IS NULL OR year = %(year)s) AS of_year,
        (%(department)s IS NULL OR department_id = %(department)s) AS of_department
    FROM (SELECT kind, department_id, date_part('year', date)::int AS year FROM hits) AS things
    GROUP BY kind, year, department_id
),
first AS (
    SELECT best.* FROM (SELECT DISTINCT kind FROM counted WHERE of_kind) AS kinds CROSS JOIN LATERAL (
        SELECT * FROM hits
        WHERE hits.kind = kinds.kind
            AND (%(year)s IS NULL OR date_part('year', date) = %(year)s)
            AND (%(department)s IS NULL OR department_id = %(department)s)
        ORDER BY in_title DESC, date DESC NULLS LAST, object_id DESC
        LIMIT %(ranked)s
    ) AS best
),
scored AS (
    SELECT first.kind, first.object_id, first.date, max(
        %(same_title)s * (entry.title_key = %(key)s)::int
        + %(begins_title)s * (
            starts_with(entry.title_key, %(key)s)
            OR (%(first_sound)s <> '' AND entry.title_vector @@ %(first_sound)s::tsquery)
        )::int
        + %(phrase_in_title)s * (entry.title_vector @@ %(phrase)s::tsquery)::int
        + %(in_title)s * first.in_title::int
        + %(phrase_weight)s * (entry.vector @@ %(phrase)s::tsquery)::int
        + %(rank)s * ts_rank(%(rank_weights)s::float4[], entry.vector, %(literal)s::tsquery, 1)
        + %(recent)s * coalesce(1.0 / (1 + greatest(%(today)s::date - first.date, 0) / %(half_age)s), 0.25)
        + coalesce((%(kind_weights)s::jsonb ->> first.kind)::float, 0)
    ) AS score
    FROM first JOIN cms_searchentry AS entry ON entry.kind = first.kind AND entry.object_id = first.object_id
    GROUP BY first.kind, first.object_id, first.date
)
SELECT 'kind', kind, NULL::bigint, sum(number)::float FROM counted WHERE of_year AND of_department GROUP BY kind
UNION ALL
SELECT 'year', '', year, sum(number) FROM counted
WHERE of_kind AND of_department AND year IS NOT NULL GROUP BY year
UNION ALL
SELECT 'department', '', department_id, sum(number) FROM counted
WHERE of_kind AND of_year AND department_id IS NOT NULL GROUP BY department_id
UNION ALL
(SELECT 'hit', kind, object_id, score FROM scored ORDER BY score DESC, date DESC NULLS LAST, object_id DESC)
"""


@dataclass(frozen=True)
class Choice:
    """What a reader narrows a search to: one kind, a year, a department; "" and None leave all."""

    kind: str = ""
    year: int | None = None
    department: int | None = None


EVERYTHING = Choice()


@dataclass(frozen=True)
class Hit:
    kind: str
    object_id: int
    score: float


@dataclass
class Found:
    """What a search has found: hits from the best to the least, and how many things there are."""

    question: Question
    hits: list[Hit] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    years: dict[int, int] = field(default_factory=dict)
    departments: dict[int, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def of(self, kind: Kind) -> list[int]:
        """Return the keys of the things of one kind, from the best to the least."""
        return [hit.object_id for hit in self.hits if hit.kind == kind.key]


def find(question: Question, reader, choice: Choice = EVERYTHING) -> Found:
    """Return what `reader` finds. One statement, whatever the number of kinds (and one for each word that may be
    pinyin, or of which more stands in a row than the index knows).
    """
    if not question:
        return Found(question)
    found = Found(question)
    for what, kind, number, value in _rows(question, reader, choice):
        if what == "hit":
            found.hits.append(Hit(kind, number, value))
        elif what == "kind":
            found.counts[kind] = int(value)
        else:
            getattr(found, f"{what}s")[number] = int(value)
    return found


def things_matching(things: QuerySet, kind: str, typed: str, reader) -> QuerySet:
    """Narrow things of one kind to those that match what was typed, for a list that has an order of its own."""
    question = understand(typed)
    if not question:
        return things.none()
    return things.filter(pk__in=matching(question, reader).filter(kind=kind).values("object_id"))


def matching(question: Question, reader) -> QuerySet:
    """Return the entries that match, open to `reader`, one of each thing: the first of its parts that matches. Each has
    `in_title`: whether the title alone does.
    """
    entries = SearchEntry.objects.open_to(reader)
    by_sound = {term.text for term in question.wanted if _is_heard(term, entries)}
    unchecked = {term.text for term in question.terms if _is_common(term)}
    found = _with_words(entries, question, by_sound, unchecked)
    before = SearchEntry.objects.filter(
        kind=OuterRef("kind"), object_id=OuterRef("object_id"), part__lt=OuterRef("part")
    )
    found = found.filter(Q(part=0) | ~Exists(_with_words(before, question, by_sound, unchecked)))
    titled = " & ".join(term.tsquery(with_sound=term.text in by_sound) for term in question.wanted)
    in_title = ExpressionWrapper(Q(title_vector=TsQuery(titled)), output_field=BooleanField())
    return found.annotate(in_title=in_title).order_by()


def _with_words(entries: QuerySet, question: Question, by_sound: set[str], unchecked: set[str]) -> QuerySet:
    """Narrow entries to those where all that is wanted stands, and nothing that is excluded. Of the words in `by_sound`
    the sound may stand in the title instead; of those in `unchecked` it is enough that their rows do.
    """
    asked = {
        term: replace(term, is_excluded=False).quick_tsquery(term.text not in unchecked) for term in question.terms
    }
    plain = [asked[term] for term in question.wanted if term.text not in by_sound]
    found = entries.filter(vector=TsQuery(" & ".join(plain))) if plain else entries
    for term in question.wanted:
        if term.text in by_sound:
            heard = TsQuery(term.tsquery(with_sound=True))
            found = found.filter(Q(vector=TsQuery(asked[term])) | Q(title_vector=heard))
    for term in question.terms:
        if term.is_excluded:
            # A long text stands in parts, and the word may stand in any of them.
            same = SearchEntry.objects.filter(kind=OuterRef("kind"), object_id=OuterRef("object_id"))
            found = found.exclude(Exists(same.filter(vector=TsQuery(asked[term]))))
    return found


def _is_common(term: Term) -> bool:
    """True where so many have what stands in a row in it that they are not read one by one."""
    if not term.has_rows:
        return False
    having = TsQuery(replace(term, is_excluded=False).quick_tsquery(is_checked=False))
    return SearchEntry.objects.filter(vector=having)[CHECKED : CHECKED + 1].exists()


def _is_heard(term: Term, entries: QuerySet) -> bool:
    """True where a word in letters is asked for as a sound, too: unless a title has it as it stands."""
    return term.may_be_sound and not entries.filter(title_vector=TsQuery(term.tsquery())).exists()


def _rows(question: Question, reader, choice: Choice) -> list[tuple]:
    matched = matching(question, reader).values("kind", "object_id", "date", "department_id", "in_title")
    inner, values = matched.query.sql_with_params()
    # The values of the inner statement stand in order, ours by name.
    names = {f"inner_{n}": value for n, value in enumerate(values)}
    places = iter(names)
    inner = re.sub("%s", lambda _place: f"%({next(places)})s", inner)
    asked = {
        **names,
        **{key: value for key, value in WEIGHTS.items() if key != "phrase"},
        "phrase_weight": WEIGHTS["phrase"],
        "kind": choice.kind,
        "year": choice.year,
        "department": choice.department,
        "key": key_of(question.key),
        "phrase": question.one_phrase(),
        "first_sound": question.first_sound(),
        "literal": " & ".join(term.tsquery() for term in question.wanted),
        "rank_weights": RANK_WEIGHTS,
        "today": timezone.localdate(),
        "half_age": float(HALF_AGE_IN_DAYS),
        "kind_weights": json.dumps({kind.key: kind.weight for kind in all_kinds()}),
        "ranked": RANKED_OF_ONE_KIND if choice.kind else RANKED,
    }
    with connection.cursor() as cursor:
        cursor.execute(SQL.format(matched=inner), asked)
        return cursor.fetchall()
