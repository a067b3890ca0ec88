"""What would be sent to OpenSearch, and what becomes of its answers. There is none here: a small server stands for it,
which keeps what it is sent and answers as the documents of OpenSearch say. How well it finds has not been tried.
"""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.test import override_settings
from modelsearch.backends import get_search_backend
from modelsearch.query import MATCH_ALL, And, Boost, Not, Or, Phrase, PlainText
from wagtail.models import Page

from cms.models import UnionImage
from cms.search.opensearch import NOTHING, AutocompleteQueryCompiler, ChineseMapping, QueryCompiler, SearchBackend
from cms.settings.search import search_settings
from news.models import NewsPage
from people.models import Member
from reading.models import Book
from tests.cms.test_production_settings import NEEDED, setting
from tests.factories import BookFactory, ImageFactory, MemberFactory, NewsPageFactory

KEY = "p%40ss"


class Recorder(ThreadingHTTPServer):
    """Stands for OpenSearch: keeps each request; `hits` are the keys that a search finds, with their scores."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answers)
        self.requests, self.hits, self.status = [], {}, 200

    @property
    def address(self) -> str:
        return f"http://staff:{KEY}@127.0.0.1:{self.server_port}/search"

    def sent(self, method, ending) -> list:
        return [body for asked, path, body, _by in self.requests if asked == method and path.endswith(ending)]


class Answers(BaseHTTPRequestHandler):
    def log_message(self, *_args):
        pass

    def answer(self):
        text = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        path = self.path.split("?")[0]
        lines = [json.loads(line) for line in text.splitlines()] if text else [None]
        body = lines if path.endswith("_bulk") else lines[0]
        self.server.requests.append((self.command, path, body, self.headers.get("Authorization")))
        self.send(self.server.status if self.command != "HEAD" else 404, self.content(path, lines))

    def content(self, path, lines) -> dict:
        if path.endswith("_search"):
            hits = [{"_score": score, "fields": {"pk": [str(key)]}} for key, score in self.server.hits.items()]
            return {"hits": {"hits": hits}}
        if path.endswith("_bulk"):
            ids = [line["index"]["_id"] for line in lines[::2]]
            return {"errors": False, "items": [{"index": {"_id": each, "status": 201}} for each in ids]}
        return {"acknowledged": True}

    def send(self, status, content):
        content = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = answer


@pytest.fixture
def server():
    server = Recorder()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def backend(server):
    found = search_settings({"SEARCH_URL": server.address}, usual={})
    with override_settings(WAGTAILSEARCH_BACKENDS=found):
        yield get_search_backend()


def body_of(query, model=Book, compiler=QueryCompiler, **options) -> dict:
    asking = compiler(model.objects.all(), query, **options)
    return asking.asked(asking.query)


# What is kept.


def test_all_text_is_taken_by_pairs_and_no_word_is_left_out():
    analysis = SearchBackend({}).settings["settings"]["analysis"]
    assert analysis == {"analyzer": {"default": {"type": "cjk", "stopwords": "_none_"}}}


def test_the_fields_of_pages_are_text_by_the_usual_analyser_beside_their_sounds():
    fields = ChineseMapping(NewsPage).get_mapping()["properties"]
    assert fields["_sounds"] == {"type": "keyword"}
    assert fields["title"] == {"type": "text", "copy_to": ["_all_text", "_all_text_boost_2_0"]}
    assert fields["_edgengrams"] == fields["title_edgengrams"] == fields["_all_text"] == {"type": "text"}
    assert fields["news_newspage__search_text"] == {"type": "text", "copy_to": "_all_text"}
    assert not [name for name in fields if name.endswith("_filter")]


def test_documents_are_folded_and_parted_where_a_phrase_ends(site):
    page = NewsPageFactory(title="「職代會」ＡＩ提案，第3屆", summary="Covid-19", body=[("text", "<p>甲。乙</p>")])
    document = ChineseMapping(NewsPage).get_document(page)
    assert document["title"] == ["职代会 ai 提案", "第 3 届"]
    assert document["news_newspage__summary"] == ["covid 19"]
    assert document["news_newspage__search_text"] == ["甲", "乙"]
    assert document["_edgengrams"] == ["职代会 ai 提案", "第 3 届", "职代会 ai 提案", "第 3 届", "covid 19"]
    assert {"news.NewsPage", "wagtailcore.Page"} <= set(document["_django_content_type"])
    assert {"zhidaihui", "zdh", "daihui", "tian", "yujia"} - set(document["_sounds"]) == {"yujia"}
    assert not [name for name in document if name.endswith("_filter")]
    json.dumps(document)


def test_names_are_kept_by_the_sound_of_the_surname_and_tags_within_their_picture(db):
    member = MemberFactory(name="单亚芳")
    document = ChineseMapping(Member).get_document(member)
    assert document["name"] == ["单亚芳"]
    assert {"shanyafang", "syf"} <= set(document["_sounds"])
    picture = ImageFactory(title="合影")
    picture.tags.add("運動會")
    document = ChineseMapping(UnionImage).get_document(picture)
    assert [tag["name"] for tag in document["tags"]] == [["运动会"]]
    assert "运动会" in document["_edgengrams"]
    json.dumps(document)


# What is asked.

FIELDS = ["_all_text", "_all_text_boost_2_0^2"]


def phrase(text, kind="phrase") -> dict:
    more = {} if kind == "phrase" else {"max_expansions": 200}
    return {"multi_match": {"query": text, "fields": FIELDS, "type": kind, **more}}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("職代會", {"bool": {"must": [phrase("职代会")]}}),
        ("职代会 ＡＩ2", {"bool": {"must": [phrase("职代会"), phrase("ai 2")]}}),
        ("瑜", {"bool": {"must": [{"wildcard": {"_all_text": {"value": "*瑜*"}}}]}}),
        ("第3届", {"bool": {"must": [phrase("第 3 届", "phrase_prefix")]}}),
        ("瑜伽 -太极", {"bool": {"must": [phrase("瑜伽")], "must_not": [phrase("太极")]}}),
        (Phrase("提案。职代会"), {"bool": {"must": [phrase("提案"), phrase("职代会")]}}),
        (Not(PlainText("瑜伽")), {"bool": {"must_not": {"bool": {"must": [phrase("瑜伽")]}}}}),
        (And([Phrase("瑜伽"), Phrase("太极")]), {"bool": {"must": [phrase("瑜伽"), phrase("太极")]}}),
        (
            Or([Phrase("瑜伽"), Phrase("太极")]),
            {"bool": {"should": [phrase("瑜伽"), phrase("太极")], "minimum_should_match": 1}},
        ),
        (Boost(Phrase("瑜伽"), 3.0), {"bool": {"must": phrase("瑜伽"), "boost": 3.0}}),
        (MATCH_ALL, {"match_all": {}}),
        ("！", NOTHING),
        ("-太极", NOTHING),
        (Phrase(""), NOTHING),
        (And([]), NOTHING),
        (Or([]), NOTHING),
    ],
    ids=repr,
)
def test_questions_are_folded_and_asked_as_phrases(query, expected):
    assert body_of(query) == expected


def test_letters_may_be_a_sound_and_the_last_word_goes_on_while_typing():
    assert body_of("yoga") == {
        "bool": {
            "must": [
                {
                    "bool": {
                        "should": [phrase("yoga"), {"prefix": {"_sounds": {"value": "yoga"}}}],
                        "minimum_should_match": 1,
                    }
                }
            ]
        }
    }
    completed = body_of("瑜伽 俱乐", compiler=AutocompleteQueryCompiler)["bool"]["must"]
    assert [each["multi_match"]["type"] for each in completed] == ["phrase", "phrase_prefix"]
    assert {tuple(each["multi_match"]["fields"]) for each in completed} == {("_edgengrams",)}
    either = body_of("瑜伽 太极", operator="or")["bool"]["must"]["bool"]
    assert (len(either["should"]), either["minimum_should_match"]) == (2, 1)


def test_a_body_asks_for_the_keys_of_one_model_and_for_nothing_of_what_they_say():
    body = QueryCompiler(NewsPage.objects.all(), "瑜伽").body({"match_all": {}})
    assert body == {
        "query": {"bool": {"must": {"match_all": {}}, "filter": {"term": {"_django_content_type": "news.NewsPage"}}}},
        "_source": False,
        "stored_fields": ["pk"],
        "size": 10_000,
    }


@pytest.mark.parametrize("typed", ["'", "\\", "*", "?", "a*b", "职" * 5000, "\x00", "😀", '"', "{}", "a|b"])
def test_whatever_is_typed_can_be_sent(typed):
    for compiler in (QueryCompiler, AutocompleteQueryCompiler):
        for query in (typed, Phrase(typed), Not(PlainText(typed)), PlainText(typed, operator="or")):
            sent = json.dumps(body_of(query, compiler=compiler))
            assert len(sent) < 20_000


# What is really sent, and what becomes of the answer.


def test_the_index_is_made_beside_the_old_one_and_takes_its_name_when_it_is_whole(server, backend, site):
    page, book = NewsPageFactory(title="公告"), BookFactory(title="瑜伽")
    call_command("update_index", stdout=StringIO())
    made = [(path, body) for method, path, body, _by in server.requests if method == "PUT" and "_alias" not in path]
    (name, settings) = next((path, body) for path, body in made if "staffhome_reading_book_" in path)
    assert settings == {"settings": {"analysis": {"analyzer": {"default": {"type": "cjk", "stopwords": "_none_"}}}}}
    assert f"{name}/_mapping" in [path for path, _body in made]
    (sent,) = server.sent("POST", f"{name}/_bulk") + server.sent("PUT", f"{name}/_bulk")
    assert sent[0] == {"index": {"_id": str(book.pk)}}
    assert sent[1]["title"] == ["瑜伽"]
    named = [path for method, path, *_rest in server.requests if method == "PUT" and "_alias" in path]
    assert f"{name}/_alias/staffhome_reading_book" in named
    pages = [body for _m, path, body, _by in server.requests if path.endswith("_bulk") and "wagtailcore_page" in path]
    assert str(page.pk) in {line["index"]["_id"] for body in pages for line in body[::2]}


def test_what_is_saved_is_sent_and_what_is_deleted_taken_away_signed_in(server, backend, db):
    book = BookFactory(title="瑜伽")
    key = book.pk
    path = f"/search/staffhome_reading_book/_doc/{key}"
    assert server.sent("PUT", path)[-1]["title"] == ["瑜伽"]
    book.delete()
    assert len(server.sent("DELETE", path)) == 1
    # staff:p@ss
    assert {by for *_rest, by in server.requests} == {"Basic c3RhZmY6cEBzcw=="}


def test_answers_are_rows_in_the_order_of_opensearch_and_only_those_that_were_asked_among(server, backend, db):
    books = [BookFactory(title=title) for title in ("甲", "乙", "丙")]
    server.hits = {books[2].pk: 3.5, books[0].pk: 2.0, books[1].pk: 1.0, 999_999: 0.5}
    found = backend.search("瑜伽", Book)
    assert [book.title for book in found] == ["丙", "甲", "乙"]
    assert found.count() == 3
    assert [book.title for book in found[1:2]] == ["甲"]
    assert [book.score for book in backend.search("瑜伽", Book).annotate_score("score")] == [3.5, 2.0, 1.0]
    among = Book.objects.exclude(pk=books[0].pk).order_by("title")
    assert [book.title for book in backend.search("瑜伽", among)] == ["丙", "乙"]
    ordered = backend.search("瑜伽", among, order_by_relevance=False)
    assert [book.title for book in ordered] == sorted(["丙", "乙"])
    assert dict(backend.search("瑜伽", Book).facet("live")) == {True: 3}
    server.hits = {}
    assert list(backend.search("瑜伽", Book).annotate_score("score")) == []
    assert server.requests[-1][1] == "/search/staffhome_reading_book/_search"


def test_pages_are_found_through_the_lists_of_the_admin(server, backend, site, client):
    page, draft = NewsPageFactory(title="公告"), NewsPageFactory(title="草稿", draft=True)
    server.hits = {draft.pk: 2.0, page.pk: 1.0}
    assert [each.pk for each in Page.objects.autocomplete("职代会")] == [draft.pk, page.pk]
    client.force_login(MemberFactory(officer=True))
    html = client.get("/admin/pages/search/", {"q": "职代会"}).content.decode()
    assert html.index("草稿") < html.index("公告")
    client.force_login(MemberFactory())
    assert "草稿" not in client.get("/admin/pages/search/", {"q": "职代会"}, follow=True).content.decode()


def test_named_fields_are_asked_of_the_database(server, backend, db):
    BookFactory(title="瑜伽入门")
    server.requests.clear()
    assert [book.title for book in backend.search("伽入", Book, fields=["title"])] == ["瑜伽入门"]
    assert [book.title for book in backend.search(MATCH_ALL, Book)] == ["瑜伽入门"]
    assert list(backend.search("！", Book)) == []
    assert server.requests == []


@pytest.mark.parametrize("how", ["away", "broken"])
def test_while_opensearch_does_not_answer_work_goes_on(how, server, backend, db, caplog):
    if how == "away":
        server.shutdown()
        server.server_close()
    server.status = 503
    book = BookFactory(title="瑜伽入门")
    assert [each.title for each in backend.search("瑜伽", Book)] == ["瑜伽入门"]
    assert [each.title for each in backend.autocomplete("瑜", Book).annotate_score("score")] == ["瑜伽入门"]
    assert "OpenSearch does not answer" in caplog.text
    assert KEY not in caplog.text
    book.delete()


# Who names it.


def test_without_its_address_the_database_answers():
    usual = {"default": {"BACKEND": "cms.search.postgres"}}
    for nothing in ({}, {"SEARCH_URL": ""}, {"SEARCH_URL": " , "}):
        assert search_settings(nothing, usual) == usual


def test_it_is_named_by_the_environment_of_production():
    address = "https://staff:p%40ss@search.example.org"
    environment = {**NEEDED, "SEARCH_URL": address, "SEARCH_INDEX_PREFIX": "east_"}
    backend = setting("s.WAGTAILSEARCH_BACKENDS['default']", environment)
    assert "'BACKEND': 'cms.search.opensearch'" in backend
    assert "'INDEX_PREFIX': 'east_'" in backend
    assert "cms.search.postgres" in setting("s.WAGTAILSEARCH_BACKENDS['default']", {**NEEDED, "SEARCH_URL": ""})


def test_passwords_with_signs_and_several_machines_can_be_named():
    backend = SearchBackend({"URLS": ["https://staff:p%40ss@a.example.org/os", "https://b.example.org:9200"]})
    assert [host["host"] for host in backend.hosts] == ["a.example.org", "b.example.org"]
    assert backend.hosts[0] | {"host": ""} == {
        "host": "",
        "port": 443,
        "url_prefix": "/os",
        "use_ssl": True,
        "verify_certs": True,
        "http_auth": ("staff", "p@ss"),
    }


@pytest.mark.parametrize(
    "address", ["http://user:secret@search.example.org", "search.example.org", "ftp://x:secret@h", "https://h:secret/"]
)
def test_an_address_that_is_not_safe_or_none_is_refused_without_being_repeated(address):
    with pytest.raises(ImproperlyConfigured) as refused:
        search_settings({"SEARCH_URL": address}, {})
    assert "SEARCH_URL" in str(refused.value)
    assert "secret" not in str(refused.value)


def test_without_the_package_production_says_what_is_missing(monkeypatch):
    monkeypatch.setattr("cms.settings.search.find_spec", lambda name: None)
    with pytest.raises(ImproperlyConfigured, match="opensearch-py"):
        search_settings({"SEARCH_URL": "https://search.example.org"}, {})
