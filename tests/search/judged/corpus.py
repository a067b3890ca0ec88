"""What the searches are judged on: the texts of the demo hospital, as paragraphs and as the things that they are of."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape

from django.utils import timezone

from home.demo.loading.content import read, read_news
from reading.models import Book
from tests.factories import (
    BookFactory,
    ClubPageFactory,
    ContestFactory,
    DepartmentFactory,
    FestivalPageFactory,
    HonourFactory,
    MemberFactory,
    NewsPageFactory,
    RecurringActivityFactory,
    StandardPageFactory,
    make_site,
)

ELEMENT = re.compile(r"<(p|li)>(.*?)</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Paragraph:
    """One paragraph with the title of what it stands in."""

    title: str
    text: str
    day: date | None = None


def paragraphs() -> list[Paragraph]:
    """Return every paragraph of the demo's articles, clubs, activities, pages, books and honours, each text once."""
    found = [Paragraph(item["title"], text, item["date"]) for item in read_news() for text in _of_article(item)]
    for club in read("clubs")["club"]:
        found += [
            Paragraph(club["name"], text) for text in _texts(club["summary"], club["introduction"], club["rules"])
        ]
    for activity in read("activities")["activity"]:
        found += [Paragraph(activity["title"], text) for text in _texts(activity["description"])]
    for page in (read("pages")[name] for name in ("about", "service_guide")):
        found += [Paragraph(page["title"], text) for text in _of_article(page)]
    for book in read("books")["book"]:
        found.append(Paragraph(book["title"], f"{book['author']} {book['publisher']}\n{book['description']}"))
    for honour in read("honours")["honour"]:
        found.append(Paragraph(honour["title"], f"{honour['awarding_body']}\n{honour['citation']}", honour["date"]))
    for item in [*read("contests")["contest"], read("festival")["festival"]]:
        texts = _texts(item["summary"], item.get("rules") or item["introduction"])
        found += [Paragraph(item["title"], text) for text in texts]
    return list(dict.fromkeys(found))


def _of_article(item: dict) -> list[str]:
    found = [item["summary"]]
    for block in item["body"]:
        if block["type"] == "text":
            found += _texts(block["html"])
        elif block["type"] in ("heading", "quote"):
            found.append(block["text"])
        elif block["type"] == "table":
            found += ["\n".join(row) for row in block["rows"]]
    return found


def _texts(*sources: str) -> list[str]:
    return [
        unescape(TAG.sub("", part))
        for source in sources
        for part in ([match[2] for match in ELEMENT.finditer(source)] or [source])
    ]


def keep_paragraphs() -> dict[int, Paragraph]:
    """Make a row of each paragraph, and return them by their keys. A book is what has a title and a plain text."""
    kept = paragraphs()
    rows = Book.objects.bulk_create(
        Book(title=each.title[:120], subject="", description=each.text, arrived_on=each.day, live=True) for each in kept
    )
    return {row.pk: each for row, each in zip(rows, kept, strict=True)}


def keep_things() -> None:
    """Make the articles, clubs, activities, honours, books, pages, contests and the festival, live for everybody."""
    make_site()
    people = {item["employee_number"]: item["name"] for item in read("members")["member"]}
    members = {number: MemberFactory(name=name) for number, name in people.items()}
    departments = {item["slug"]: DepartmentFactory(name=item["name"]) for item in read("hospital")["department"]}
    for item in read_news():
        department = departments.get(item.get("department"))
        fields = {name: item[name] for name in ("title", "slug", "summary", "date")}
        NewsPageFactory(listed=True, **fields, department=department, body=_body(item), writer=item.get("writer", ""))
    for item in read("clubs")["club"]:
        ClubPageFactory(
            title=item["name"],
            **{name: item[name] for name in ("slug", "summary", "introduction", "meets_at", "meets_when", "rules")},
            led_by=[members[number] for number in item["leaders"]],
        )
    for item in read("activities")["activity"]:
        fields = {name: item[name] for name in ("title", "venue", "description")}
        RecurringActivityFactory(**fields, summary="", starts_at=_moment(item["start"]))
    for item in read("honours")["honour"]:
        fields = {name: item[name] for name in ("title", "awarding_body", "level", "rank", "date", "kind", "citation")}
        HonourFactory(listed=True, **fields, to=[_recipient(one, members, departments) for one in item["recipients"]])
    for item in read("books")["book"]:
        fields = {name: item[name] for name in ("title", "author", "publisher", "call_number", "subject")}
        BookFactory(listed=True, **fields, isbn=item["isbn"], description=item["description"])
    for page in (read("pages")[name] for name in ("about", "service_guide")):
        fields = {name: page[name] for name in ("title", "slug", "summary")}
        StandardPageFactory(listed=True, **fields, body=_body(page))
    for item in read("contests")["contest"]:
        fields = {name: item[name] for name in ("title", "sport", "summary", "rules", "place")}
        days = {"starts_on": item["starts_on"], "ends_on": item["ends_on"]}
        closes = {name: _moment(item[key]) for name, key in CLOSES.items()}
        ContestFactory(**fields, **days, **closes)
    festival = read("festival")["festival"]
    FestivalPageFactory(**{name: festival[name] for name in ("title", "slug", "summary", "introduction")})


CLOSES = {"entries_close_at": "entries_until", "rosters_close_at": "rosters_until"}


def _moment(moment: datetime) -> datetime:
    return timezone.make_aware(moment)


def _recipient(item: dict, members: dict, departments: dict):
    if "member" in item:
        return members[item["member"]]
    return departments[item["department"]] if "department" in item else item["name"]


def _body(item: dict) -> list[tuple[str, object]]:
    return [("text", "".join(f"<p>{text}</p>" for text in _of_article(item)[1:]))]
