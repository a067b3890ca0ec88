"""The pages at the fixed addresses, empty."""

from types import SimpleNamespace

from home.actions import set_up_site
from home.models import HomePage, StandardPage
from news.models import NewsCategory

from .editorial import PageFactory


def make_site() -> SimpleNamespace:
    """Put a home page in the place of Wagtail's welcome page, with the pages of the rooms below it, all live.

    Returns them by the names of their addresses, and `home`. There is no category yet, and nothing on the home page.
    """
    home = set_up_site("http://localhost", blocks=[])
    NewsCategory.objects.all().delete()
    return site_pages(home)


def site_pages(home: HomePage) -> SimpleNamespace:
    """Return `home` and the pages of the rooms below it, by the names of their addresses."""
    return SimpleNamespace(home=home, **{page.slug: page for page in home.get_children().specific()})


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
