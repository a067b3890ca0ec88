"""The pages at the fixed addresses, empty."""

from types import SimpleNamespace

from wagtail.models import Page, Site

from activities.models import ClubIndexPage
from home.models import HomePage, StandardPage
from honours.models import HonourWallPage
from news.models import NewsIndexPage
from reading.models import ReadingRoomPage

from .editorial import PageFactory

ROOMS = {
    "news": (NewsIndexPage, "工会动态"),
    "clubs": (ClubIndexPage, "文体俱乐部"),
    "honours": (HonourWallPage, "工会风采墙"),
    "reading": (ReadingRoomPage, "职工书屋"),
}


def make_site() -> SimpleNamespace:
    """Put a home page in the place of Wagtail's welcome page, with the pages of the rooms below it, all live.

    Returns them by the names of their addresses, and `home`.
    """
    root = Page.get_first_root_node()
    welcome = root.get_children().first()
    home = root.add_child(instance=HomePage(title="职工之家", slug="staff-home"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "port": 80, "root_page": home, "site_name": "职工之家"}
    )
    if welcome:
        welcome.delete()
    made = {"home": _published(home)}
    for slug, (model, title) in ROOMS.items():
        page = Page.objects.get(pk=home.pk).add_child(instance=model(title=title, slug=slug, show_in_menus=True))
        made[slug] = _published(page)
    return SimpleNamespace(**made)


def _published(page: Page) -> Page:
    page.save_revision().publish(skip_permission_checks=True)
    return type(page).objects.get(pk=page.pk)


class StandardPageFactory(PageFactory):
    class Meta:
        model = StandardPage

    title = "关于工会"
    slug = "about"
    summary = "我们是谁，怎样找到我们。"
    body = [("text", "<p>工会办公室在行政楼二层。</p>")]

    @classmethod
    def _usual_parent(cls):
        return HomePage.objects.get()
