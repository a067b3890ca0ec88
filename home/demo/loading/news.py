"""Two years of articles."""

import json
from functools import partial

from news.models import NewsCategory, NewsIndexPage, NewsPage

from .articles import Article
from .content import read_news, still_ahead
from .documents import load_document
from .hospital import Hospital
from .pages import add_page

# So many of the newest articles go through the workflow for real, with its notices.
TRAVEL_FOR_REAL = 12
CREDITS = ["writer", "photographer", "editor", "reviewers", "source", "document_number"]


def load_news(hospital: Hospital) -> str:
    """Make the articles, oldest first, below the news index."""
    index = NewsIndexPage.objects.child_of(hospital.home).get()
    categories = {category.name: category for category in NewsCategory.objects.all()}
    items = read_news()
    newest = [item["slug"] for item in items if item["state"] == "live"][-TRAVEL_FOR_REAL:]
    for item in items:
        page = NewsPage(
            title=item["title"],
            slug=item["slug"],
            summary=item["summary"],
            date=item["date"],
            category=categories[item["category"]],
            cover=hospital.pictures[item["cover"]] if item.get("cover") else None,
            department=hospital.departments[item["department"]] if item.get("department") else None,
            club=hospital.clubs[item["club"]] if item.get("club") else None,
            visibility=item["visibility"],
            pinned_until=still_ahead(item.get("pinned_until"), hospital.today),
            **{name: item.get(name, "") for name in CREDITS},
        )
        add_document = partial(load_document, hospital)
        page.body = json.dumps(Article(item["slug"], hospital.pictures, add_document).blocks(item["body"]))
        page.tags.add(*item["tags"])
        add_page(
            hospital,
            index,
            page,
            min(item["date"], hospital.today),
            state=item["state"],
            remark=item.get("remark", ""),
            is_recent=item["slug"] in newest,
        )
    return f"{len(items)} articles"
