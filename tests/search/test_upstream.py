"""What the search builds upon in modelsearch and Wagtail, as it was when it was read: a change fails here first.

When one fails, read upstream again beside what the message names, mend that, and put the digest that it tells in here.
"""

import hashlib
import inspect
from importlib import import_module

import pytest
from modelsearch.abstract_models import TextIDGenericRelation
from modelsearch.backends.database.postgres.postgres import IndexEntry
from wagtail.admin.views.generic.base import BaseListingView

from cms.search import postgres

POSTGRES = "modelsearch.backends.database.postgres.postgres"
OURS = "cms/search/postgres.py"
ELASTIC = "modelsearch.backends.elasticsearchbase"
OPENSEARCH = "modelsearch.backends.opensearch3"
GROUPS = "cms/search/opensearch.py"

# What is relied upon, its digest, and what of ours to read again.
READ = {
    f"{POSTGRES}:ObjectIndexer": ("ce1c3dd64288", f"ChineseIndexer in {OURS}, which writes the same three vectors"),
    f"{POSTGRES}:PostgresIndex.__init__": ("a9f2b75912cb", f"ChineseIndex in {OURS}, which writes by its connection"),
    f"{POSTGRES}:PostgresIndex._refresh_title_norms": ("cabf10eb3caa", f"ChineseIndex in {OURS}, which leaves it out"),
    f"{POSTGRES}:PostgresIndex.delete_stale_model_entries": (
        "a586fb5f7ef5",
        f"ChineseIndex in {OURS}: it stays upstream's",
    ),
    f"{POSTGRES}:PostgresIndex.delete_stale_entries": ("5181032f8a79", f"ChineseIndex in {OURS}, which is asked by it"),
    f"{POSTGRES}:PostgresIndex.add_items": ("62bf7488351e", f"ChineseIndex.add_items in {OURS}, which replaces it"),
    f"{POSTGRES}:PostgresIndex.delete_item": ("8ee216caec9d", f"ChineseIndex in {OURS}: it stays upstream's"),
    f"{POSTGRES}:PostgresIndex.reset": ("4009ced9fe4a", f"ChineseIndex in {OURS}: it stays upstream's"),
    f"{POSTGRES}:PostgresSearchQueryCompiler": (
        "9570ce363c54",
        f"ChineseQueryCompiler in {OURS}, which replaces `search`",
    ),
    f"{POSTGRES}:PostgresAutocompleteQueryCompiler": ("19f9b9fa7cb1", f"ChineseAutocompleteQueryCompiler in {OURS}"),
    f"{POSTGRES}:PostgresSearchResults": ("a67fcef91ca5", f"ChineseQueryCompiler.search in {OURS}, which it calls"),
    f"{POSTGRES}:PostgresSearchRebuilder": ("b73639b30ba0", f"ChineseIndex in {OURS}, which it makes anew"),
    f"{POSTGRES}:PostgresSearchAtomicRebuilder": ("a5d25d104da5", f"ChineseIndex in {OURS}, which it makes anew"),
    f"{POSTGRES}:PostgresSearchBackend": ("e80f6f5ddb58", f"SearchBackend in {OURS}"),
    "modelsearch.backends.database.postgres.weights:get_weight": ("1503c21a8f51", f"ChineseIndexer._said in {OURS}"),
    "modelsearch.backends.database.postgres.weights:get_sql_weights": (
        "3ac1ee2a6ee8",
        f"ChineseQueryCompiler._ordered in {OURS}",
    ),
    "modelsearch.backends.base:BaseSearchQueryCompiler.__init__": ("c4680c36c7ce", f"ChineseQueryCompiler in {OURS}"),
    "modelsearch.backends.base:BaseSearchQueryCompiler.check": (
        "a57effec1bcd",
        f"ChineseQueryCompiler.check in {OURS}",
    ),
    "modelsearch.backends.base:BaseSearchResults": ("22f699f5e0ab", f"ChineseQueryCompiler.search in {OURS}"),
    "modelsearch.backends.base:BaseSearchBackend": ("17d5ca9f367c", f"SearchBackend in {OURS}"),
    "modelsearch.query": (
        "849dcd124342",
        f"ChineseQueryCompiler.tsquery_of and _substrings in {OURS}: a new kind of query",
    ),
    "modelsearch.index:BaseField.get_value": ("da40e42dce08", f"ChineseIndexer in {OURS}: what texts it is given"),
    "modelsearch.index:Indexed.get_indexed_objects": (
        "c22ebd2bbacd",
        "home/demo/loading/indexes.py and `update_index`",
    ),
    "modelsearch.index:insert_or_update_object": ("35b41860486c", "what is kept when something is saved"),
    "modelsearch.index:remove_object": ("f726847e4283", "what is kept when something is deleted"),
    "modelsearch.signal_handlers:post_save_signal_handler": ("963c5426c22e", "what is kept when something is saved"),
    "modelsearch.signal_handlers:register_signal_handlers": (
        "7b4a4e73951b",
        "home/demo/loading/indexes.py, which calls it",
    ),
    "modelsearch.tasks": ("e4d35630015c", "what is kept when something is saved: at once, in the same transaction"),
    "modelsearch.utils:parse_query_string": ("d82bf144d6fa", "what the page search makes of quotes and of `live:yes`"),
    "modelsearch.abstract_models:AbstractPostgresIndexEntry": ("0e884634b803", f"ChineseIndex.add_items in {OURS}"),
    "modelsearch.abstract_models:TextIDGenericRelation": ("0c6adbeac572", f"`index_entries__…` in {OURS}"),
    "modelsearch.management.commands.rebuild_modelsearch_index:Command": ("a79ba7352b76", "`manage.py update_index`"),
    f"{ELASTIC}:ElasticsearchBaseMapping": ("cd44e5304a14", f"ChineseMapping in {GROUPS}"),
    f"{ELASTIC}:ElasticsearchBaseIndex": ("2ddf63acbf89", f"ChineseIndex in {GROUPS}"),
    f"{ELASTIC}:ElasticsearchAtomicIndexRebuilder": ("6078ed9d9e0d", f"`manage.py update_index` with {GROUPS}"),
    f"{ELASTIC}:ElasticsearchBaseSearchBackend": ("e653371dcc3d", f"SearchBackend in {GROUPS}: settings and addresses"),
    f"{OPENSEARCH}:OpenSearch3Index": ("2d4907b35091", f"ChineseIndex in {GROUPS}"),
    f"{OPENSEARCH}:OpenSearch3SearchBackend": ("224fef3bdeb5", f"SearchBackend in {GROUPS}"),
    "wagtail.models.pages:AbstractPage.get_indexed_objects": (
        "86a5f5174b50",
        "each page is kept once, by its own class",
    ),
    "wagtail.models.pages:AbstractPage.get_indexed_instance": (
        "98c5b912da05",
        "each page is kept once, by its own class",
    ),
    "wagtail.admin.views.generic.base:BaseListingView.search_queryset": (
        "6a7eef64f299",
        "FoundByPeople in approval/viewsets.py, and the lists of snippets, which name no `search_fields`",
    ),
    "wagtail.admin.views.generic.models:IndexView.is_searchable": ("f16502d03348", "the lists of snippets"),
    "wagtail.admin.forms.choosers:SearchFilterMixin": ("4e6919f4ca4b", "the choosers: they call `autocomplete`"),
    "wagtail.admin.views.pages.search:page_filter_search": ("755c8494a48d", "the search of the page explorer"),
}


def source_of(named: str) -> str:
    module, _, path = named.partition(":")
    thing = import_module(module)
    for name in filter(None, path.split(".")):
        # As it is written, not as it is called: properties and the like are objects of their own.
        thing = inspect.getattr_static(thing, name)
        thing = getattr(thing, "fget", None) or getattr(thing, "func", None) or getattr(thing, "__func__", thing)
    return inspect.getsource(thing)


def digest_of(named: str) -> str:
    return hashlib.sha256(source_of(named).encode()).hexdigest()[:12]


@pytest.mark.parametrize("named", READ)
def test_what_is_built_upon_reads_as_it_did(named):
    expected, ours = READ[named]
    found = digest_of(named)
    assert found == expected, f"{named} is another ({found}). Read it again beside: {ours}."


def test_the_table_has_the_columns_that_are_written():
    advice = f"read ChineseIndex.add_items in {OURS} and cms/migrations/0009_search_entries.py again"
    assert IndexEntry._meta.db_table == "wagtailsearch_indexentry", advice
    columns = {field.column: field.get_internal_type() for field in IndexEntry._meta.concrete_fields}
    assert columns == {
        "id": "AutoField",
        "content_type_id": "ForeignKey",
        "object_id": "CharField",
        "title_norm": "FloatField",
        "autocomplete": "SearchVectorField",
        "title": "SearchVectorField",
        "body": "SearchVectorField",
        "title_text": "TextField",
        "body_text": "TextField",
    }, advice
    assert IndexEntry._meta.unique_together == (("content_type", "object_id"),), advice
    defaults = {field.name: field.default for field in IndexEntry._meta.concrete_fields if field.has_default()}
    assert defaults == {"title_norm": 1.0, "title_text": "", "body_text": ""}, advice


def test_what_is_replaced_is_there_to_be_replaced():
    """A method that upstream renames would be left to itself, and ours never called."""
    for ours in (
        postgres.ChineseIndexer,
        postgres.ChineseIndex,
        postgres.ChineseQueryCompiler,
        postgres.ChineseAutocompleteQueryCompiler,
        postgres.SearchBackend,
    ):
        upstream = [base for base in ours.__mro__ if base.__module__.startswith("modelsearch")]
        replaced = [name for name in vars(ours) if not name.startswith("__")]
        known = [name for name in replaced if any(name in vars(base) for base in upstream)]
        own = {"AS_PREFIX", "tsquery_of"}
        assert {name for name in replaced if name not in known and not name.startswith("_")} <= own, ours
    assert "_refresh_title_norms" in vars(postgres.PostgresIndex)


def test_entries_are_reached_from_what_is_kept():
    relation = postgres.IndexEntry._meta.get_field("content_object")
    assert (relation.ct_field, relation.fk_field) == ("content_type", "object_id")
    from reading.models import Book

    assert isinstance(Book._meta.get_field("index_entries"), TextIDGenericRelation)


def test_lists_ask_the_back_end_that_is_called_default():
    assert BaseListingView.search_backend_name == "default"
