"""Wagtail's search on OpenSearch, for a hospital group: named by `SEARCH_URL`, it answers the admin's searches.

Texts and questions are folded here before they leave (`text`, `questions`), so that both are compared in one form; the
analyser `cjk` takes Chinese by pairs. OpenSearch only says which rows have the words: PostgreSQL then narrows, orders
and counts them, so who may see what is decided where it always is. docs/deploy.md says what that is for, and what of it
has not been tried on a server.
"""

import logging
from urllib.parse import unquote

from django.db.models import FloatField, Func, IntegerField, QuerySet, Value
from modelsearch.backends.database.postgres.postgres import PostgresSearchResults
from modelsearch.backends.elasticsearchbase import get_model_root
from modelsearch.backends.opensearch3 import OpenSearch3Index, OpenSearch3Mapping, OpenSearch3SearchBackend
from modelsearch.index import AutocompleteField, SearchField, get_indexed_models
from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText, SearchQuery
from opensearchpy.exceptions import OpenSearchException

from .pinyin import LETTERS, SOUND, sounds, sounds_of_name
from .postgres import NAME_FIELDS, TEXT_FIELDS, ChineseAutocompleteQueryCompiler, ChineseQueryCompiler, is_column
from .questions import MOST_CHARACTERS, MOST_TOKENS, Question, Term, understand
from .text import GAP, HAN, key_of, runs

logger = logging.getLogger(__name__)

# OpenSearch gives no more without being asked again and again (`index.max_result_window`).
MOST_FOUND = 10_000
# How many words a beginning may stand for.
MOST_EXPANSIONS = 200
SOUNDS = "_sounds"
COMPLETED, WORDS = "_edgengrams", "_all_text"
NOTHING = {"match_none": {}}


def sentences(text: str) -> list[str]:
    """Return a text as it is sent: folded, parted where a phrase ends, with spaces between Chinese, words, numbers."""
    return [spaced(sentence) for sentence in key_of(text).split(GAP) if sentence]


def spaced(folded: str) -> str:
    return " ".join(folded[start:end] for _kind, start, end in runs(folded))


class ChineseMapping(OpenSearch3Mapping):
    # Beginnings are asked for as such, of the words that are kept anyway.
    edgengram_analyzer_config = {}

    def get_mapping(self):
        mapping = super().get_mapping()
        # By which rows are narrowed stays in PostgreSQL.
        fields = {name: field for name, field in mapping["properties"].items() if not name.endswith("_filter")}
        return mapping | {"properties": fields | {SOUNDS: {"type": "keyword"}}}

    def get_document(self, obj):
        document = {name: value for name, value in super().get_document(obj).items() if not name.endswith("_filter")}
        return document | {SOUNDS: sorted(self._sounds_of(obj))}

    def _get_document_field_data(self, field, obj):
        name, value, completing = super()._get_document_field_data(field, obj)
        if isinstance(field, (SearchField, AutocompleteField)):
            value = _folded(value)
        return name, value, _folded(completing)

    def _sounds_of(self, obj) -> set[str]:
        found = set()
        for field in self.model.get_search_fields():
            if isinstance(field, AutocompleteField) and field.field_name not in TEXT_FIELDS:
                spoken = sounds_of_name if field.field_name in NAME_FIELDS else sounds
                found |= {sound.removeprefix(SOUND) for sound in spoken(str(field.get_value(obj) or ""))}
        return found


class ChineseIndex(OpenSearch3Index):
    pass


class Asking:
    """Builds what OpenSearch is asked with; the rest is done by the compiler of `postgres` that stands behind it."""

    FIELD = WORDS

    def search(self, config, start, stop, score_field=None, backend=None):
        if isinstance(self.query, MatchAll) or self.fields is not None:
            return super().search(config, start, stop, score_field, backend)
        asked = self.asked(self.query)
        try:
            scores = {} if asked == NOTHING else backend.scores_of(self.queryset.model, self.body(asked))
        except OpenSearchException:
            logger.exception("OpenSearch does not answer: the columns are searched instead")
            return self._without_opensearch(score_field)[start:stop]
        return self._in_order(scores, score_field)[start:stop]

    def body(self, asked: dict) -> dict:
        """Return what is sent: which rows of the model have the words, and nothing of them but their keys."""
        of_model = {"term": {"_django_content_type": ChineseMapping(self.queryset.model).get_content_type()}}
        return {
            "query": {"bool": {"must": asked, "filter": of_model}},
            "_source": False,
            "stored_fields": ["pk"],
            "size": MOST_FOUND,
        }

    def asked(self, query: SearchQuery) -> dict:
        """Return a query of modelsearch as OpenSearch reads one."""
        if isinstance(query, MatchAll):
            return {"match_all": {}}
        if isinstance(query, (PlainText, Fuzzy)):
            return self._asked_for(understand(query.query_string), query.operator)
        if isinstance(query, Phrase):
            text = key_of(query.query_string[:MOST_CHARACTERS])[:MOST_TOKENS]
            return self._term(Term(text, is_phrase=True), self.AS_PREFIX) if text else NOTHING
        if isinstance(query, Boost):
            return {"bool": {"must": self.asked(query.subquery), "boost": query.boost}}
        if isinstance(query, Not):
            return {"bool": {"must_not": self.asked(query.subquery)}}
        if isinstance(query, And):
            return {"bool": {"must": [self.asked(each) for each in query.subqueries]}} if query.subqueries else NOTHING
        if isinstance(query, Or):
            return _any([self.asked(each) for each in query.subqueries])
        raise NotImplementedError(f"{query.__class__.__name__} is not known to this search")

    def _asked_for(self, question: Question, operator: str) -> dict:
        if not question:
            return NOTHING
        last = question.terms[-1]
        wanted = [self._term(term, self.AS_PREFIX and term is last) for term in question.wanted]
        unwanted = [self._term(term) for term in question.terms if term.is_excluded]
        asked = {"must": wanted if operator == "and" else _any(wanted)}
        return {"bool": asked | ({"must_not": unwanted} if unwanted else {})}

    def _term(self, term: Term, as_prefix: bool = False) -> dict:
        """Return one word or phrase, in whichever field, or by its sound."""
        asked = [self._words(sentence, as_prefix) for sentence in term.text.split(GAP) if sentence]
        together = asked[0] if len(asked) == 1 else {"bool": {"must": asked}}
        if not term.may_be_sound or term.is_excluded:
            return together
        return _any([together, {"prefix": {SOUNDS: {"value": term.text[:LETTERS]}}}])

    def _words(self, sentence: str, as_prefix: bool) -> dict:
        last, start, end = runs(sentence)[-1]
        if last == HAN and len(sentence) == 1:
            # Kept by pairs, one character stands in any of them.
            return {"wildcard": {self.FIELD: {"value": f"*{sentence}*"}}}
        goes_on = as_prefix or (last == HAN and end - start == 1)
        kind = {"type": "phrase_prefix", "max_expansions": MOST_EXPANSIONS} if goes_on else {"type": "phrase"}
        return {"multi_match": {"query": spaced(sentence), "fields": self._fields(), **kind}}

    def _fields(self) -> list[str]:
        boosts = {
            float(field.boost)
            for model in get_indexed_models()
            if issubclass(model, self.queryset.model)
            for field in model.get_searchable_search_fields()
            if field.boost
        }
        mapping = ChineseMapping(self.queryset.model)
        return [self.FIELD, *(f"{mapping.get_boost_field_name(boost)}^{boost:g}" for boost in sorted(boosts))]

    def _in_order(self, scores: dict[str, float], score_field: str | None) -> QuerySet:
        """Return the rows of those keys, the best first; an order that was asked for comes before."""
        keys = [self.queryset.model._meta.pk.to_python(key) for key in scores]
        found = self.queryset.filter(pk__in=keys)
        place = Func(Value(keys), "pk", function="array_position", output_field=IntegerField())
        if self.order_by_relevance:
            found = found.order_by(place, "-pk") if keys else found.order_by("-pk")
        elif not found.query.order_by:
            found = found.order_by("-pk")
        return found.annotate(**{score_field: _at(place, list(scores.values()))}) if score_field else found

    def _without_opensearch(self, score_field: str | None) -> QuerySet:
        fields = self.get_search_fields_for_model()
        names = [field.field_name for field in fields if is_column(self.queryset.model, field.field_name)]
        self.search_fields = dict.fromkeys(names)
        return self._ordered(self._in_fields() if names else self.queryset.none(), None, score_field)


class QueryCompiler(Asking, ChineseQueryCompiler):
    pass


class AutocompleteQueryCompiler(Asking, ChineseAutocompleteQueryCompiler):
    FIELD = COMPLETED

    def _fields(self) -> list[str]:
        return [self.FIELD]


class SearchBackend(OpenSearch3SearchBackend):
    mapping_class = ChineseMapping
    index_class = ChineseIndex
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
    # They are rows of PostgreSQL.
    results_class = PostgresSearchResults
    config = autocomplete_config = "simple"

    # All that is text: by pairs, and every word of letters, since `cjk` alone leaves out English ones.
    settings = {"settings": {"analysis": {"analyzer": {"default": {"type": "cjk", "stopwords": "_none_"}}}}}

    def _get_host_config_from_url(self, url):
        host = super()._get_host_config_from_url(url)
        if host["http_auth"]:
            host["http_auth"] = tuple(map(unquote, host["http_auth"]))
        return host

    def scores_of(self, model, body: dict) -> dict[str, float]:
        """Return the keys of the rows that are found, the best first, each with its score."""
        found = self.es.search(index=self.get_index_for_model(get_model_root(model)).name, body=body)
        return {hit["fields"]["pk"][0]: hit["_score"] or 0.0 for hit in found["hits"]["hits"]}


def _at(place: Func, scores: list[float]) -> Func | Value:
    """Return the expression for the score at a place of the list."""
    if not scores:
        return Value(0.0)
    return Func(Value(scores), place, template="(%(expressions)s]", arg_joiner=")[", output_field=FloatField())


def _folded(value):
    if isinstance(value, str):
        return sentences(value)
    if isinstance(value, (list, tuple)):
        # Nested documents are folded where they are made.
        found = [_folded(each) for each in value]
        return [part for each in found for part in (each if isinstance(each, list) else [each])]
    return value


def _any(asked: list[dict]) -> dict:
    if len(asked) < 2:
        return asked[0] if asked else NOTHING
    return {"bool": {"should": asked, "minimum_should_match": 1}}
