"""The pages that stand still: home, the index pages, the standard pages, and what the site says of itself."""

import json
from datetime import date

from django.utils.html import strip_tags
from wagtail.models import Page, Site

from activities.models import ClubIndexPage
from cms.models import UnionSettings
from cms.pages import UnionPage
from home.actions import CATEGORIES, give_place_to, make_categories
from home.models import HomePage, StandardPage
from honours.models import HonourWallPage
from news.models import NewsIndexPage
from reading.models import Book, ReadingRoomPage
from reading.models.room import FeaturedBook

from .articles import Article, table
from .content import fixed_id, read
from .hospital import Hospital
from .people import OFFICER
from .reviews import Journey

# By this the demo is recognised, whatever is edited in it later.
HOME_KEY = fixed_id("home page")
OPENED_ON = date(2024, 12, 2)


def add_page(hospital: Hospital, parent: Page, page: UnionPage, day: date = OPENED_ON, **journey) -> UnionPage:
    """Save `page` as the officer's draft below `parent` and note how far it is to travel."""
    officer = hospital.members[OFFICER]
    page.live = False
    page.owner = officer
    parent.add_child(instance=page)
    hospital.journeys.append(Journey(page, officer, day, **journey))
    return page


def load_site(hospital: Hospital) -> str:
    """Put the home page in the place of Wagtail's welcome page, with the pages below it that hold the rooms."""
    make_categories()
    texts = read("pages")
    officer = hospital.members[OFFICER]
    blocks = _home_blocks(hospital, texts["home"])
    home = HomePage(title="职工之家", slug="home", translation_key=HOME_KEY, body=blocks, live=False, owner=officer)
    hospital.home = give_place_to(home)
    hospital.journeys.append(Journey(hospital.home, officer, OPENED_ON))
    _index_pages(hospital, texts)
    return "home page and the pages of the rooms"


def _home_blocks(hospital: Hospital, texts: dict) -> str:
    links = [
        {
            "type": "item",
            "id": str(fixed_id("quick link", link["label"])),
            "value": {"label": link["label"], "page": None, "path": link["url"], "icon": link["icon"]},
        }
        for link in texts["quick_links"]
    ]
    hero = {
        "title": texts["hero_title"],
        "text": texts["hero_text"],
        "picture": hospital.pictures[texts["hero_picture"]].pk,
    }
    blocks = [
        ("hero", hero),
        ("quick_links", {"links": links}),
        ("this_week", {"heading": "近七天活动", "count": 6}),
        ("latest_news", {"heading": "工会动态", "count": 6, "category": ""}),
        ("latest_news", {"heading": "通知公告", "count": 5, "category": CATEGORIES["通知公告"]}),
        ("honours", {"heading": "工会风采", "count": 4}),
        ("new_books", {"heading": "新书上架", "count": 6}),
    ]
    return json.dumps(
        [
            {"type": kind, "id": str(fixed_id("home", position)), "value": value}
            for position, (kind, value) in enumerate(blocks)
        ]
    )


def _index_pages(hospital: Hospital, texts: dict) -> None:
    news = NewsIndexPage(title="工会动态", slug="news", summary=strip_tags(texts["news_index"]["introduction"]))
    clubs = ClubIndexPage(title="文体俱乐部", slug="clubs", introduction=texts["club_index"]["introduction"])
    wall = HonourWallPage(title="工会风采墙", slug="honours", introduction=texts["honour_wall"]["introduction"])
    for page in (news, clubs, wall):
        add_page(hospital, hospital.home, page)


def load_standard_pages(hospital: Hospital) -> str:
    """Make every standard page of the texts: those tables of `pages.toml` that have a body."""
    pages = [item for item in read("pages").values() if "body" in item]
    for item in pages:
        page = StandardPage(title=item["title"], slug=item["slug"], summary=item["summary"], show_in_menus=True)
        page.body = json.dumps(Article(item["slug"], hospital.pictures).blocks(item["body"]))
        add_page(hospital, hospital.home, page)
    return f"{len(pages)} standard pages"


def load_reading_room(hospital: Hospital, featured: list[Book]) -> None:
    """Make the page of the reading room, with the chosen books in their order."""
    texts = read("pages")["reading_room"]
    hours = table(
        {
            "columns": ["日期", "时间", "说明"],
            "rows": [[row["days"], row["hours"], row.get("note", "")] for row in texts["opening_hours"]],
            "caption": "开放时间",
        }
    )
    page = ReadingRoomPage(
        title="职工书屋",
        slug="reading",
        introduction=texts["introduction"].strip(),
        rules=texts["rules"].strip(),
        opening_hours=json.dumps([{"type": "table", "id": str(fixed_id("opening hours")), "value": hours}]),
    )
    page.featured.add(*[FeaturedBook(book=book) for book in featured])
    add_page(hospital, hospital.home, page)


def load_settings(hospital: Hospital) -> str:
    """Say on every page whose site this is."""
    texts = read("hospital")
    UnionSettings.objects.update_or_create(
        site=Site.objects.get(is_default_site=True),
        defaults={
            "hospital_name": texts["name"],
            "union_name": texts["union_name"],
            "motto": texts["motto"],
            "phone": texts["phone"],
            "address": texts["address"],
        },
    )
    return "what the union says of itself"
