"""Wagtail's search on PostgreSQL, understanding Chinese: what the admin's searches, listings and choosers ask.

It keeps modelsearch's table and its way to ask; what is kept in the vectors and how words are asked for is ours
(`vectors`, `questions`). `tests/search/test_upstream.py` fails when modelsearch changes what this builds upon.
"""

from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import SearchRank
from django.core.exceptions import FieldDoesNotExist
from django.db.models import BooleanField, Case, ExpressionWrapper, F, FloatField, Q, QuerySet, When
from django.db.models import Value as Given
from modelsearch.backends.base import SearchFieldError
from modelsearch.backends.database.postgres.postgres import (
    IndexEntry,
    ObjectIndexer,
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
)
from modelsearch.index import AutocompleteField, SearchField
from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText, SearchQuery
from modelsearch.utils import get_content_type_pk

from .matching import TsQuery
from .pinyin import sounds, sounds_of_name
from .questions import MOST_CHARACTERS, MOST_TOKENS, Question, Term, understand
from .text import key_of
from .vectors import TEXT, TITLE, as_vector, written

# So many of what was found are put in order by how well they match: first those with the words in the title, then the
# newest. The rest follow, newest first.
RANKED = 500
# Fields that hold the name of somebody.
NAME_FIELDS = {"name", "author"}
# Of what completes, these are neither name nor title: they weigh less, and are not found by their sound.
TEXT_FIELDS = {"summary", "text", "description"}
# What a query asks for that asks for no word.
EVERYTHING, NOTHING = True, False


class ChineseIndexer(ObjectIndexer):
    """Writes out what is kept of one object: its title and what completes it also by their sound."""

    def _said(self, kind: type) -> list[tuple[str, str, str]]:
        """Return the values of the fields of one kind: each with the name of the field and its weight."""
        return [
            (found.field_name, value, weight)
            for field in self.search_fields
            for found, weight, value in self.prepare_field(self.obj, field)
            if isinstance(found, kind)
        ]

    @property
    def title(self):
        titles = [(text, weight) for name, text, weight in self._said(SearchField) if name == "title"]
        return as_vector(written(titles, set().union(*(sounds(text) for text, _weight in titles))))

    @property
    def body(self):
        return as_vector(written((text, weight) for name, text, weight in self._said(SearchField) if name != "title"))

    @property
    def autocomplete(self):
        texts, spoken = [], set()
        for name, text, _weight in self._said(AutocompleteField):
            texts.append((text, TEXT if name in TEXT_FIELDS else TITLE))
            if name not in TEXT_FIELDS:
                spoken |= sounds_of_name(text) if name in NAME_FIELDS else sounds(text)
        return as_vector(written(texts, spoken))


class ChineseIndex(PostgresIndex):
    def add_items(self, model, objs):
        """Write what is kept of `objs`, all of one model, in one statement; what was kept of them is replaced."""
        if not model.get_search_fields():
            return
        content_type = get_content_type_pk(model)
        entries = {}
        for indexer in (ChineseIndexer(obj, self.backend) for obj in objs):
            vectors = {name: getattr(indexer, name) for name in ("title", "body", "autocomplete")}
            entries[indexer.id] = IndexEntry(content_type_id=content_type, object_id=indexer.id, **vectors)
        IndexEntry.objects.using(self.write_connection.alias).bulk_create(
            entries.values(),
            update_conflicts=True,
            unique_fields=["content_type", "object_id"],
            update_fields=["title", "body", "autocomplete"],
        )

    def _refresh_title_norms(self, full=False):
        """Nothing: with bigrams a short title needs no help, and upstream reads the whole table at each save."""


class ChineseQueryCompiler(PostgresSearchQueryCompiler):
    AS_PREFIX = False

    def check(self):
        """Refuse fields that are not searched. By what else the rows are narrowed or ordered does not matter: it is
        done by PostgreSQL itself, so upstream's `FilterField` is not needed, nor are lists kept from filtering.
        """
        for name in self.fields or ():
            if self.search_fields[name] is None or not is_column(self.queryset.model, name):
                raise SearchFieldError(f'"{name}" of {self.queryset.model.__name__} is not searched.', field_name=name)

    def tsquery_of(self, query: SearchQuery) -> str | bool:
        """Return a query of modelsearch as PostgreSQL reads a tsquery, or `EVERYTHING` or `NOTHING`; "" where it asks
        for no word, and so says nothing.
        """
        if isinstance(query, MatchAll):
            return EVERYTHING
        if isinstance(query, (PlainText, Fuzzy)):
            return self._asked(understand(query.query_string), query.operator)
        if isinstance(query, Phrase):
            text = key_of(query.query_string[:MOST_CHARACTERS])[:MOST_TOKENS]
            return Term(text, is_phrase=True).tsquery(self.AS_PREFIX) if text else ""
        if isinstance(query, Boost):
            return self.tsquery_of(query.subquery)
        if isinstance(query, Not):
            asked = self.tsquery_of(query.subquery)
            return not asked if isinstance(asked, bool) else asked and f"!({asked})"
        if isinstance(query, And):
            return _joined(" & ", [self.tsquery_of(each) for each in query.subqueries], settled_by=NOTHING)
        if isinstance(query, Or):
            return _joined(" | ", [self.tsquery_of(each) for each in query.subqueries], settled_by=EVERYTHING)
        raise NotImplementedError(f"{query.__class__.__name__} is not known to this search")

    def _asked(self, question: Question, operator: str) -> str:
        if not question or operator == "and":
            return question.tsquery(self.AS_PREFIX, with_sound=True) if question else ""
        last = question.terms[-1]
        wanted = [term.tsquery(self.AS_PREFIX and term is last, with_sound=True) for term in question.wanted]
        unwanted = [term.tsquery() for term in question.terms if term.is_excluded]
        return " & ".join([f"({' | '.join(wanted)})", *unwanted])

    def search(self, config, start, stop, score_field=None, backend=None):
        if isinstance(self.query, MatchAll):
            return self.queryset[start:stop]
        if self.fields is not None:
            return self._ordered(self._in_fields(), None, score_field)[start:stop]
        asked = self.tsquery_of(self.query)
        if isinstance(asked, bool) or not asked:
            found = self.queryset if asked is EVERYTHING else self.queryset.none()
            return self._ordered(found, None, score_field)[start:stop]
        words = TsQuery(asked)
        found = self.queryset.alias(_vector_=self._vector(), _title_=self._titles()).filter(_vector_=words)
        return self._ordered(found, words, score_field)[start:stop]

    def _vector(self):
        # As the index `wagtailsearch_indexentry_words` has it.
        return F("index_entries__title")._combine(F("index_entries__body"), "||", False)

    def _titles(self):
        return F("index_entries__title")

    def _ordered(self, found: QuerySet, words: TsQuery | None, score_field: str | None) -> QuerySet:
        """Put what was found in order. Ranking reads a whole vector each time: only `RANKED` are ranked."""
        score = Given(0.0, output_field=FloatField())
        if self.order_by_relevance and words:
            in_title = ExpressionWrapper(Q(_title_=words), output_field=BooleanField())
            first = found.order_by(in_title.desc(), "-pk").values("pk")[:RANKED]
            rank = SearchRank(F("_vector_"), words, weights=self.sql_weights)
            score = Case(When(pk__in=first, then=rank), default=Given(-1.0), output_field=FloatField())
            found = found.order_by(score.desc(), "-pk")
        elif not found.query.order_by:
            found = found.order_by("-pk")
        return found.annotate(**{score_field: score}) if score_field else found

    def _in_fields(self) -> QuerySet:
        """Find by what stands in the columns named. Nothing is kept of single fields, so each word is a substring."""
        asked = self._substrings(self.query)
        return self.queryset.none() if asked is None else self.queryset.filter(asked)

    def _substrings(self, query: SearchQuery) -> Q | None:
        """Return a query as what must stand in the columns; None where it asks for no word."""
        if isinstance(query, MatchAll):
            return Q()
        if isinstance(query, Boost):
            return self._substrings(query.subquery)
        if isinstance(query, Not):
            asked = self._substrings(query.subquery)
            return None if asked is None else ~asked if asked else Q(pk__in=[])
        if isinstance(query, (And, Or)):
            parts, joint = (
                [self._substrings(each) for each in query.subqueries],
                and_ if isinstance(query, And) else or_,
            )
        else:
            typed = query.query_string.replace("\x00", "")
            words = [typed.strip()] if isinstance(query, Phrase) else typed.split()
            parts = [self._in_a_field(word) for word in words if word]
            joint = or_ if not isinstance(query, Phrase) and query.operator == "or" else and_
        parts = [part for part in parts if part is not None]
        return reduce(joint, parts) if parts else None

    def _in_a_field(self, word: str) -> Q:
        """The word as it was typed, or as it is written in simplified characters."""
        written_so = {word, key_of(word)} - {""}
        return reduce(or_, (Q(**{f"{name}__icontains": each}) for name in self.search_fields for each in written_so))


class ChineseAutocompleteQueryCompiler(ChineseQueryCompiler):
    """What is asked while somebody types: the last word may go on."""

    AS_PREFIX = True
    LAST_TERM_IS_PREFIX = PostgresAutocompleteQueryCompiler.LAST_TERM_IS_PREFIX
    TARGET_SEARCH_FIELD_TYPE = PostgresAutocompleteQueryCompiler.TARGET_SEARCH_FIELD_TYPE
    get_config = PostgresAutocompleteQueryCompiler.get_config
    get_search_fields_for_model = PostgresAutocompleteQueryCompiler.get_search_fields_for_model

    def _vector(self):
        return F("index_entries__autocomplete")


class SearchBackend(PostgresSearchBackend):
    query_compiler_class = ChineseQueryCompiler
    autocomplete_query_compiler_class = ChineseAutocompleteQueryCompiler
    index_class = ChineseIndex


def is_column(model, name: str) -> bool:
    try:
        return model._meta.get_field(name).concrete and not model._meta.get_field(name).is_relation
    except FieldDoesNotExist:
        return False


def _joined(joint: str, asked: list[str | bool], settled_by: bool) -> str | bool:
    """Return what the parts of a query ask for together; one that is `settled_by` settles it for all."""
    if any(each is settled_by for each in asked):
        return settled_by
    words = [each for each in asked if each and not isinstance(each, bool)]
    if not words:
        return next((each for each in asked if isinstance(each, bool)), "")
    return f"({joint.join(words)})" if len(words) > 1 else words[0]
