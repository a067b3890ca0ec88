"""A house with years of articles and a library, whose texts are put together from the demo's own clauses."""

import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale, Page

from bench.roster_data import GIVEN, SURNAMES
from cms.restriction import Restriction
from home.demo.loading.content import read
from news.models import NewsCategory, NewsIndexPage, NewsPage
from people.models import Audience, Department
from reading.models import Book
from tests.factories import make_site
from tests.search.judged.corpus import paragraphs

FEWEST, MOST = 300, 1_500
CLAUSE = re.compile(r"[^，。；：？！、\n]{3,40}")
SENTENCE = "，，，。；"
KINDS_OF_BOOK = ["新解", "选读", "讲稿", "图说", "三十讲", "入门", "译注", "札记", "医案选", "的故事"]
BATCH = 500
YEARS = 12
# Of twenty articles one is for signed-in staff; of each section, all.
STAFF_ONLY = 20
IN_A_SECTION = 500


class House:
    """Writes texts; the same at every call."""

    def __init__(self):
        self.chance = random.Random(2026)
        found = paragraphs()
        self.clauses = [clause for each in found for clause in CLAUSE.findall(each.text)]
        self.titles = [clause for each in found for clause in CLAUSE.findall(each.title)]
        self.books = [book["title"] for book in read("books")["book"]]

    def name(self) -> str:
        """Return the name of somebody; of several thousand, each stands in a few texts."""
        return self.chance.choice(SURNAMES) + "".join(self.chance.choices(GIVEN, k=2))

    def text(self, length: int) -> str:
        parts, written = [], 0
        while written < length:
            part = self.chance.choice(self.clauses) + self.chance.choice(SENTENCE)
            parts.append(part)
            written += len(part)
        return "".join(parts)

    def article(self) -> str:
        return f"{self.text(self.chance.randint(FEWEST, MOST))}\n{self.name()}"

    def title(self) -> str:
        return "：".join(self.chance.sample(self.titles, self.chance.choice([1, 2, 2])))

    def day(self) -> date:
        return date(2026, 11, 20) - timedelta(days=self.chance.randrange(365 * YEARS))


def build(pages: int, books: int) -> House:
    """Fill an empty house: articles, a few of them for staff only, two sections that not everybody may read, books."""
    house = House()
    site = make_site()
    category = NewsCategory.objects.create(name="工会动态", slug="union-news")
    departments = Department.objects.bulk_create(Department(name=f"第{n}科", slug=f"department-{n}") for n in range(60))
    closed = [_section(site.home, f"section-{n}") for n in range(2)]
    Restriction.objects.create(page_id=closed[0].pk)
    Restriction.objects.create(page_id=closed[1].pk, audience=Audience.objects.create(name="少数", gender="f"))
    for parent in closed:
        _write(parent, list(_articles(house, IN_A_SECTION, category, departments)))
    written = _write(site.news, list(_articles(house, pages - 2 * IN_A_SECTION, category, departments)))
    Restriction.objects.bulk_create(Restriction(page_id=page.pk) for page in written[::STAFF_ONLY])
    NewsPage.objects.filter(pk__in=[page.pk for page in written[::STAFF_ONLY]]).update(visibility="staff")
    Book.objects.bulk_create(_books(house, books), batch_size=BATCH)
    return house


def _section(home: Page, slug: str) -> Page:
    page = NewsIndexPage(title=slug, slug=slug)
    Page.objects.get(pk=home.pk).add_child(instance=page)
    return page


def _articles(house: House, number: int, category: NewsCategory, departments: list) -> Iterator[NewsPage]:
    for _each in range(number):
        yield NewsPage(
            title=house.title()[:255],
            summary=house.text(60)[:120],
            search_text=house.article(),
            body=[],
            date=house.day(),
            category=category,
            department=house.chance.choice(departments),
        )


def _books(house: House, number: int) -> Iterator[Book]:
    for each in range(number):
        yield Book(
            title=house.chance.choice(house.books) + house.chance.choice(KINDS_OF_BOOK),
            author=house.name(),
            publisher="人民卫生出版社",
            subject=Book.Subject.values[each % len(Book.Subject.values)],
            description=house.text(house.chance.randint(40, 140)),
            arrived_on=house.day(),
            live=True,
        )


def _write(parent: Page, pages: list[NewsPage]) -> list[NewsPage]:
    """Write pages below `parent`, which has none, past their saving: rows of both tables, many at a time."""
    parent = Page.objects.get(pk=parent.pk)
    of_news, locale = ContentType.objects.get_for_model(NewsPage), Locale.get_default()
    bases = [
        Page(
            path=Page._get_path(parent.path, parent.depth + 1, n),
            depth=parent.depth + 1,
            slug=f"article-{n}",
            url_path=f"{parent.url_path}article-{n}/",
            title=page.title,
            draft_title=page.title,
            content_type=of_news,
            locale=locale,
            translation_key=uuid4(),
            live=True,
        )
        for n, page in enumerate(pages, 1)
    ]
    Page.objects.bulk_create(bases, batch_size=BATCH)
    for base, page in zip(bases, pages, strict=True):
        page.page_ptr_id = page.pk = base.pk
    # bulk_create refuses rows of two tables; those of the first stand.
    rows = NewsPage.objects.all()
    rows._for_write = True
    rows._batched_insert(pages, NewsPage._meta.local_concrete_fields, batch_size=BATCH)
    Page.objects.filter(pk=parent.pk).update(numchild=len(pages))
    return pages
