"""Wagtail's search on PostgreSQL, understanding Chinese: what the admin's searches, listings and choosers ask.

It keeps modelsearch's table and its way to ask; what is kept in the vectors and how words are asked for is ours
(`vectors`, `questions`). `tests/search/test_upstream.py` fails when modelsearch changes what this builds upon.
"""

from django.contrib.postgres.search import SearchRank, SearchVectorField
from django.db.models import Case, F, FloatField, Q, QuerySet, Value, When
from django.db.models.functions import Cast
from modelsearch.backends.database.postgres.postgres import (
    IndexEntry,
    ObjectIndexer,
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
)
from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText, SearchQuery
from modelsearch.utils import get_content_type_pk

from .matching import TsQuery
from .pinyin import sounds, sounds_of_name
from .questions import Question, Term, understand
from .text import key_of
from .vectors import as_vector, written

# Of what was found the newest are put in order by how well they match; the rest follow, newest first.
RANKED = 500
# Fields that hold the name of somebody.
NAME_FIELDS = {"name", "author"}


class ChineseIndexer(ObjectIndexer):
    """Writes out what is kept of one object: its title and what completes it also by their sound."""

    def as_vector(self, texts, for_autocomplete=False, spoken=()):
        return as_vector(written([(text, weight) for text, weight in texts if text.strip()], spoken))

    def _fields(self, kind: str):
        for field in self.search_fields:
            for found, weight, value in self.prepare_field(self.obj, field):
                if type(found).__name__ == kind:
                    yield found.field_name, value, weight

    @property
    def title(self):
        texts = [(value, weight) for name, value, weight in self._fields("SearchField") if name == "title"]
        return self.as_vector(texts, spoken=set().union(*(sounds(text) for text, _weight in texts)))

    @property
    def body(self):
        return self.as_vector([(text, weight) for name, text, weight in self._fields("SearchField") if name != "title"])

    @property
    def autocomplete(self):
        fields = list(self._fields("AutocompleteField"))
        spoken = [sounds_of_name(text) if name in NAME_FIELDS else sounds(text) for name, text, _weight in fields]
        return self.as_vector([(text, weight) for _name, text, weight in fields], True, set().union(*spoken))


class ChineseIndex(PostgresIndex):
    def add_items(self, model, objs):
        """Write what is kept of `objs`, all of one model, in one statement; what was kept of them is replaced."""
        if not model.get_search_fields():
            return
        content_type = get_content_type_pk(model)
        entries = []
        for indexer in (ChineseIndexer(obj, self.backend) for obj in objs):
            vectors = {name: getattr(indexer, name) for name in ("title", "body", "autocomplete")}
            entries.append(IndexEntry(content_type_id=content_type, object_id=indexer.id, **vectors))
        IndexEntry.objects.using(self.write_connection.alias).bulk_create(
            entries,
            update_conflicts=True,
            unique_fields=["content_type", "object_id"],
            update_fields=["title", "body", "autocomplete"],
        )

    def _refresh_title_norms(self, full=False):
        """Nothing: with bigrams a short title needs no help, and upstream reads the whole table at each save."""


class ChineseQueryCompiler(PostgresSearchQueryCompiler):
    AS_PREFIX = False

    def tsquery_of(self, query: SearchQuery) -> str:
        """Return a query of modelsearch as PostgreSQL reads a tsquery; "" where it asks for no word."""
        if isinstance(query, (PlainText, Fuzzy)):
            question = understand(query.query_string)
            if query.operator == "or":
                return _joined(" | ", [term.tsquery(self.AS_PREFIX, with_sound=True) for term in question.terms])
            return question.tsquery(self.AS_PREFIX, with_sound=True) if question else ""
        if isinstance(query, Phrase):
            text = key_of(query.query_string)
            return Question((Term(text, is_phrase=True),)).tsquery(self.AS_PREFIX) if text else ""
        if isinstance(query, Boost):
            return self.tsquery_of(query.subquery)
        if isinstance(query, Not):
            asked = self.tsquery_of(query.subquery)
            return f"!({asked})" if asked else ""
        if isinstance(query, (And, Or)):
            joint = " & " if isinstance(query, And) else " | "
            return _joined(joint, [self.tsquery_of(each) for each in query.subqueries])
        raise NotImplementedError(f"{query.__class__.__name__} is not known to this search")

    def build_tsquery_content(self, query, config=None, invert=False):
        asked = self.tsquery_of(query)
        return TsQuery(f"!({asked})" if invert and asked else asked)

    def search(self, config, start, stop, score_field=None, backend=None):
        if isinstance(self.query, MatchAll):
            return self.queryset[start:stop]
        if self.fields is not None:
            return self._in_fields()[start:stop]
        asked = self.tsquery_of(self.query)
        if not asked:
            return self.queryset.none()
        vector = self._vector()
        found = self.queryset.alias(_vector_=vector).filter(_vector_=TsQuery(asked))
        return self._ordered(found, SearchRank(vector, TsQuery(asked), weights=self.sql_weights), score_field)[
            start:stop
        ]

    def _vector(self):
        return F("index_entries__title")._combine(F("index_entries__body"), "||", False)

    def _ordered(self, found: QuerySet, rank: SearchRank, score_field: str | None) -> QuerySet:
        """Put what was found in order. Ranking reads a whole vector each time: only the newest are ranked."""
        score = F("pk")
        if self.order_by_relevance:
            newest = found.order_by("-pk").values("pk")[:RANKED]
            score = Case(When(pk__in=newest, then=rank), default=Value(-1.0), output_field=FloatField())
            found = found.order_by(score.desc(), "-pk")
        elif not found.query.order_by:
            found = found.order_by("-pk")
        return found.annotate(**{score_field: score}) if score_field else found

    def _in_fields(self) -> QuerySet:
        """Find by what stands in the columns named: nothing is kept of single fields, so each word is a substring."""
        found = self.queryset
        for word in _plain_words(self.query):
            anywhere = Q()
            for name in self.search_fields:
                anywhere |= Q(**{f"{name}__icontains": word})
            found = found.filter(anywhere)
        return found if found.query.order_by else found.order_by("-pk")


class ChineseAutocompleteQueryCompiler(ChineseQueryCompiler):
    """What is asked while somebody types: the last word may go on."""

    AS_PREFIX = True
    LAST_TERM_IS_PREFIX = PostgresAutocompleteQueryCompiler.LAST_TERM_IS_PREFIX
    TARGET_SEARCH_FIELD_TYPE = PostgresAutocompleteQueryCompiler.TARGET_SEARCH_FIELD_TYPE
    get_config = PostgresAutocompleteQueryCompiler.get_config
    get_search_fields_for_model = PostgresAutocompleteQueryCompiler.get_search_fields_for_model

    def _vector(self):
        return Cast(F("index_entries__autocomplete"), SearchVectorField())


class SearchBackend(PostgresSearchBackend):
    query_compiler_class = ChineseQueryCompiler
    autocomplete_query_compiler_class = ChineseAutocompleteQueryCompiler
    index_class = ChineseIndex


def _joined(joint: str, asked: list[str]) -> str:
    asked = [each for each in asked if each]
    return f"({joint.join(asked)})" if len(asked) > 1 else "".join(asked)


def _plain_words(query: SearchQuery) -> list[str]:
    """Return the words of a query as they were typed."""
    if isinstance(query, (PlainText, Phrase, Fuzzy)):
        words = query.query_string.replace("\x00", "")
        return [words.strip()] if isinstance(query, Phrase) else words.split()
    if isinstance(query, (And, Or)):
        return [word for each in query.subqueries for word in _plain_words(each)]
    return _plain_words(query.subquery) if isinstance(query, Boost) else []
