"""Setting up an empty site."""

from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from activities.models import ClubIndexPage
from honours.models import HonourWallPage
from news.models import NewsCategory, NewsIndexPage
from reading.models import ReadingRoomPage

from .models import HomePage

# The categories a union office distinguishes, and their part of an address. The office may change them.
CATEGORIES = {
    "工会动态": "union-news",
    "通知公告": "notices",
    "公示公告": "publications",
    "政策解读": "policies",
    "活动回顾": "looking-back",
    "先进事迹": "role-models",
    "民主管理": "democracy",
    "维权帮扶": "care",
    "思想引领": "guidance",
    "办事指南与表格下载": "guides-and-forms",
}
ROOMS = [
    (NewsIndexPage, "工会动态", "news"),
    (ClubIndexPage, "文体俱乐部", "clubs"),
    (HonourWallPage, "工会风采墙", "honours"),
    (ReadingRoomPage, "职工书屋", "reading"),
]
HOME_BLOCKS = [
    ("this_week", {"heading": "近七天活动", "count": 6}),
    ("latest_news", {"heading": "工会动态", "count": 6, "category": ""}),
    ("honours", {"heading": "工会风采", "count": 4}),
    ("new_books", {"heading": "新书上架", "count": 6}),
]


class SiteInUse(Exception):
    """The site shows something else than Wagtail's welcome page."""

    def __init__(self, title: str):
        super().__init__(_("The site shows “%(title)s” already, and nothing was changed.") % {"title": title})


def make_categories() -> None:
    """Make the usual categories of news, those that are missing."""
    for position, (name, slug) in enumerate(CATEGORIES.items(), start=1):
        NewsCategory.objects.get_or_create(slug=slug, defaults={"name": name, "position": position})


def give_place_to(home: HomePage, address: str = "http://localhost") -> HomePage:
    """Put `home` (not saved yet) in the place of Wagtail's welcome page, and let the site at `address` begin there."""
    root = Page.get_first_root_node()
    welcome = root.get_children().first()
    if welcome:
        # Both want the first address until one of them is gone.
        Page.objects.filter(pk=welcome.pk).update(slug=f"welcome-{welcome.pk}")
    root.add_child(instance=home)
    host = urlsplit(address)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": host.hostname,
            "port": host.port or (443 if host.scheme == "https" else 80),
            "root_page": home,
            "site_name": home.title,
        },
    )
    if welcome:
        welcome.delete()
    return HomePage.objects.get(pk=home.pk)


@transaction.atomic
def set_up_site(address: str, name: str = "职工之家", blocks=HOME_BLOCKS) -> HomePage:
    """Make the pages at the fixed addresses, live and empty, and the usual categories.

    They hold headings and what is approved later; everything put on them travels through an approval.

    Raises:
        SiteInUse: something else than Wagtail's welcome page is there.
    """
    first = Page.get_first_root_node().get_children().first()
    if first and first.specific_class is not Page:
        raise SiteInUse(first.title)
    home = give_place_to(HomePage(title=name, slug="home", body=blocks), address)
    _publish(home)
    for model, title, slug in ROOMS:
        page = model(title=title, slug=slug, show_in_menus=True)
        Page.objects.get(pk=home.pk).add_child(instance=page)
        _publish(page)
    make_categories()
    return HomePage.objects.get(pk=home.pk)


def _publish(page: Page) -> None:
    page.save_revision().publish(skip_permission_checks=True)
