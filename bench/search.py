"""Does a member who searches 20,000 articles and 50,000 books get an answer before they wonder?

Questions of each kind are asked in turns of the site's search, with all that its page shows, of Wagtail's own back end,
and of the database by plain `icontains`, each with the count and the first five articles and books. Members of staff
are asked for, of whom two sections and each twentieth article keep those out who are not meant. The goals are
somebody's patience, hence milliseconds. Run as `.venv/bin/python bench/search.py`.
"""

import argparse
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from unittest import mock

# The folder of a script stands first on the path, where this file would hide the room of its name.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.stage import Goals, Series, own_databases, seconds  # isort: skip - makes Django ready

from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import connection
from django.db.models import Q, QuerySet
from modelsearch.backends.database.postgres.postgres import PostgresSearchBackend
from wagtail.search import index
from wagtail.search.utils import parse_query_string

from bench.search_data import House, build
from cms.search.entries import follow, rebuild
from cms.search.kinds import kind_named
from cms.search.suggesting import suggest
from home.search import SHOWN_PER_GROUP, Search
from news.models import NewsPage
from people.models import Member
from reading.models import Book

PAGES, BOOKS, ROUNDS = 20_000, 50_000, 3
OF_A_KIND = 10
# In this share of the articles a word is very common.
VERY = 0.4
OURS, STOCK, CONTAINS = "the site's search", "Wagtail's own", "icontains"
VERY_COMMON, COMMON, RARE, SEVERAL, PHRASES, SOUNDS, ONE, MISSPELT, TYPING = (
    "very common words",
    "common words",
    "rare words",
    "several words",
    "common characters in a row",
    "pinyin and initials",
    "one character",
    "misspelt or run together",
    "suggestions",
)
# Where nothing is found, what was meant is looked for besides.
PATIENCE = defaultdict(lambda: 80, {VERY_COMMON: 200, ONE: 200, MISSPELT: 200})
TYPED_IN_LETTERS = ["yujia", "shanghanlun", "liaoxiuyang", "bdj", "yj", "tijian", "jiedairi", "hlm", "gonghui", "zyg"]
WRITTEN_WRONG = [
    *["瑜珈", "伤汉论", "疗修养", "体捡", "接代日", "红楼萌", "职工代表大汇", "工惠动态", "职代汇 提案", "liaoxiuyan"],
    *["瑜伽疗休养", "伤寒论讲稿职工", "疗休养报名体检", "魑魅魍魉", "红楼梦伤寒论"],
]
BEGUN = ["职", "疗", "瑜", "职工", "伤寒", "疗休", "y", "sh", "yuj", "shanghan", "红楼梦新", "接待"]


def questions(house: House, pages: list[str]) -> dict[str, list[str]]:
    """Return what is asked, by kind; words are chosen by how many articles have them."""
    having = Counter(pair for text in pages for pair in {text[at : at + 2] for at in range(len(text) - 1)})
    share = {pair: number / len(pages) for pair, number in having.items() if pair.isalnum()}
    common = sorted(pair for pair, part in share.items() if 0.05 <= part <= 0.10)
    everywhere = [pair for pair, _part in sorted(share.items(), key=lambda item: -item[1]) if share[pair] >= VERY]
    in_a_row = {
        clause[at : at + size]
        for clause in house.clauses
        for size in (3, 4)
        for at in range(len(clause) - size + 1)
        if all(share.get(clause[each : each + 2], 0) >= 0.15 for each in range(at, at + size - 1))
    }
    # Three characters in a row may be a very common word themselves.
    rows = house.chance.sample(sorted(in_a_row), min(3 * OF_A_KIND, len(in_a_row)))
    parts = {row: sum(row in text for text in pages) / len(pages) for row in rows}
    common_rows = [row for row, part in parts.items() if 0 < part < VERY]
    very_common_rows = [row for row, part in parts.items() if part >= VERY]
    single = Counter(each for text in pages for each in set(text) if each.isalpha()).most_common(OF_A_KIND)
    some = house.chance.sample
    common, rare = some(common, 3 * OF_A_KIND), [house.name() for _each in range(OF_A_KIND)]
    very_common = ["职工", *everywhere[: OF_A_KIND - 1]]
    several = [f"{one} {other}" for one, other in zip(common[OF_A_KIND:], common[2 * OF_A_KIND :], strict=False)]
    several = several[:4] + [f"{one} {other}" for one, other in zip(very_common, common + rare, strict=False)][:6]
    return {
        RARE: rare,
        COMMON: common[:OF_A_KIND],
        SEVERAL: several,
        PHRASES: common_rows[:OF_A_KIND],
        SOUNDS: TYPED_IN_LETTERS,
        VERY_COMMON: list(dict.fromkeys(very_common + very_common_rows)),
        ONE: [each for each, _number in single],
        MISSPELT: WRITTEN_WRONG,
    }


def ask_ours(typed: str, reader) -> int:
    """Ask for all that the page of results shows."""
    found = Search(typed, reader)
    _shown = (found.best, found.groups, found.years, found.departments, found.meant)
    return found.total


class Stock:
    """Wagtail's back end, which has the texts of the articles and books as well as their titles."""

    FIELDS = {
        NewsPage: [*NewsPage.search_fields, index.SearchField("search_text"), index.SearchField("summary")],
        Book: [*Book.search_fields, index.SearchField("description")],
    }

    def __init__(self):
        self.backend = PostgresSearchBackend({"SEARCH_CONFIG": "simple"})
        for model, fields in self.FIELDS.items():
            mock.patch.object(model, "search_fields", fields).start()

    def fill(self) -> None:
        for model in self.FIELDS:
            things = model.objects.order_by("pk")
            for start in range(0, things.count(), 1_000):
                self.backend.add_bulk(model, list(things[start : start + 1_000]))

    def ask(self, typed: str, reader) -> int:
        asked = parse_query_string(typed, operator="and")[1]
        # It takes no conditions on other tables but this one.
        readable = NewsPage.objects.filter(pk__in=NewsPage.objects.visible_to(reader).values("pk"))
        return _first(
            self.backend.search(asked, readable),
            self.backend.search(asked, Book.objects.live()),
        )


def ask_by_containing(typed: str, reader) -> int:
    articles, books = NewsPage.objects.visible_to(reader), Book.objects.live()
    for word in typed.split():
        articles = articles.filter(
            Q(title__icontains=word) | Q(summary__icontains=word) | Q(search_text__icontains=word)
        )
        books = books.filter(Q(title__icontains=word) | Q(author__icontains=word) | Q(description__icontains=word))
    return _first(articles.order_by("-date", "-pk"), books.order_by("-arrived_on", "-pk"))


def _first(*found: QuerySet) -> int:
    for things in found:
        list(things[:SHOWN_PER_GROUP])
    return sum(things.count() for things in found)


def measure(asked: dict[str, list[str]], stock: Stock, readers: dict, rounds: int) -> dict:
    """Ask everything of everybody, in turns; returns times by kind, search and reader, and how much was found."""
    times, found = defaultdict(Series), defaultdict(set)
    searches: dict[str, Callable] = {OURS: ask_ours, STOCK: stock.ask, CONTAINS: ask_by_containing}
    for turn in range(rounds + 1):
        for kind, series in asked.items():
            for typed in series:
                for name, search in searches.items():
                    for who, reader in readers.items():
                        numbers = []
                        took = seconds(lambda s=search, t=typed, r=reader, n=numbers: n.append(s(t, r)))
                        # The first turn warms up.
                        if turn:
                            times[kind, name, who].times.append(took)
                        found[kind, name].add(numbers[0])
        for typed in BEGUN:
            for who, reader in readers.items():
                took = seconds(lambda t=typed, r=reader: suggest(t, r))
                if turn:
                    times[TYPING, OURS, who].times.append(took)
    return {"times": times, "found": found}


def indexing(pages: int, books: int) -> list[str]:
    """Make the entries anew and publish one, and return what that took."""
    lines = []
    for key, number in (("news", pages), ("books", books)):
        took = seconds(lambda key=key: list(rebuild([kind_named(key)])))
        lines.append(f"{key}: {number} made anew in {took:.0f} s, {number / took:.0f} a second")
    page = NewsPage.objects.order_by("-pk").first()
    one = Series([seconds(lambda: follow(page)) for _turn in range(20)])
    lines.append(f"one article that is published: {1000 * one.median:.1f} ms, {1000 * one.p95:.1f} at p95")
    return lines


def sizes() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT relname, pg_total_relation_size(oid) / 1e6, pg_indexes_size(oid) / 1e6 FROM pg_class
            WHERE relname IN ('cms_searchentry', 'wagtailsearch_indexentry', 'news_newspage', 'reading_book')
            ORDER BY 1
            """
        )
        return [f"{name}: {whole:.0f} MB, of which indexes {part:.0f}" for name, whole, part in cursor.fetchall()]


def show(asked: dict[str, list[str]], measured: dict, readers: dict) -> None:
    print(
        f"\n{'p50 / p95 in ms':<28}{'':<10}"
        + "".join(f"{name:>20}" for name in (OURS, STOCK, CONTAINS))
        + "  found at most"
    )
    for kind in [*asked, TYPING]:
        for who in readers:
            cells = ""
            for name in (OURS, STOCK, CONTAINS):
                series = measured["times"].get((kind, name, who))
                cells += f"{1000 * series.median:>11.1f} / {1000 * series.p95:>6.1f}" if series else f"{'':>20}"
            numbers = [max(measured["found"].get((kind, name), {0})) for name in (OURS, STOCK, CONTAINS)]
            print(f"{kind:<28}{who:<10}{cells}  {' / '.join(map(str, numbers))}")
    print()


def judge(measured: dict) -> Goals:
    goals = Goals()
    for (kind, name, who), series in measured["times"].items():
        if name == OURS:
            goals.at_most(f"{kind}, {who}, p95", 1000 * series.p95, PATIENCE[kind], " ms")
    return goals


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=PAGES)
    parser.add_argument("--books", type=int, default=BOOKS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args()
    print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    with own_databases() as databases:
        databases.make("search")
        call_command("migrate", interactive=False, verbosity=0)
        house = build(asked.pages, asked.books)
        print("\n".join(indexing(asked.pages, asked.books)), flush=True)
        stock = Stock()
        print(f"Wagtail's own: all made anew in {seconds(stock.fill):.0f} s", flush=True)
        databases.analyze()
        print("\n".join(sizes()), flush=True)
        series = questions(house, list(NewsPage.objects.values_list("search_text", flat=True)[:4_000]))
        readers = {"visitor": AnonymousUser(), "staff": Member.objects.create_user("B00001", name="职工")}
        measured = measure(series, stock, readers, asked.rounds)
    show(series, measured, readers)
    print(f"load after: {os.getloadavg()[0]:.1f}")
    judge(measured).leave()


if __name__ == "__main__":
    main()
