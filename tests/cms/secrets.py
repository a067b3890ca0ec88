"""A site in which every page, its picture and its document carry a word of their own, and what leads there."""

from datetime import date
from types import SimpleNamespace

from django.apps import apps
from django.db import models
from wagtail.contrib.redirects.models import Redirect
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from activities.models import ClubPage
from cms.models import UnionImage
from cms.pages import UnionPage
from contests.models import FestivalPage
from home.models import StandardPage
from news.models import NewsPage
from people.models import Audience, Department
from tests.factories import (
    ClubPageFactory,
    DocumentFactory,
    FestivalPageFactory,
    ImageFactory,
    NewsCategoryFactory,
    NewsPageFactory,
    RecurringActivityFactory,
    StandardPageFactory,
)

# What a search is asked for; every secret word goes on after it.
BEGINNING = "qzx"
TAG = "内部标签"
SHOWN_OF_PAGES = {"title", "seo_title", "search_description"}
PAGE_TYPES = [model for model in apps.get_models() if issubclass(model, UnionPage)]
# Pages of which there are several, whose address follows from the title.
MADE_HERE = {
    NewsPage: NewsPageFactory,
    ClubPage: ClubPageFactory,
    StandardPage: StandardPageFactory,
    FestivalPage: FestivalPageFactory,
}


def word_of(model) -> str:
    # A number parts the letters, so that the beginning is a word that a search finds.
    return f"{BEGINNING}7{model.__name__.lower()}"


def fill(page: UnionPage) -> SimpleNamespace:
    """Write the secret word wherever `page` has room for words, a picture or a document; saves nothing."""
    word = word_of(type(page))
    picture = ImageFactory(title=f"{word}照片", description=f"{word}描述", visibility="private")
    picture.file.name = _renamed(picture.file, f"{word}.png")
    picture.save()
    document = DocumentFactory(title=f"{word}附件", name=f"{word}.pdf")
    text = f'<p>{word}正文<a linktype="document" id="{document.pk}">{word}</a></p>'
    for field in page._meta.concrete_fields:
        if field.model is Page and field.name not in SHOWN_OF_PAGES or not field.editable:
            continue
        if isinstance(field, StreamField):
            setattr(page, field.name, _blocks(field.stream_block, word, text, picture))
        elif isinstance(field, RichTextField):
            setattr(page, field.name, text)
        elif isinstance(field, models.CharField | models.TextField) and not field.choices:
            setattr(page, field.name, f"{word}{field.name}"[: field.max_length])
        elif isinstance(field, models.ForeignKey) and field.related_model is UnionImage:
            setattr(page, field.name, picture)
    return SimpleNamespace(word=word, picture=picture, document=document)


def _renamed(file, name: str) -> str:
    with file.open() as stored:
        return file.storage.save(f"original_images/{name}", stored)


def _blocks(stream, word: str, text: str, picture) -> list:
    known = {
        "text": lambda: text,
        "heading": lambda: {"text": f"{word}小标题", "level": "2"},
        "quote": lambda: {"text": f"{word}引语", "attribution": word},
        "picture": lambda: {"image": picture, "caption": f"{word}图注"},
        "hero": lambda: {"title": f"{word}横幅", "text": word, "picture": picture},
    }
    return [(name, known[name]()) for name in stream.child_blocks if name in known]


def make_secrets(
    site, restricted: set[type[UnionPage]], filled: list[type[UnionPage]], **said
) -> list[SimpleNamespace]:
    """Publish a page of each of `filled` full of secret words, and say `said` of each of `restricted`.

    Round about stand neighbours that would name them: news before and after, of the same category and of the club,
    an activity of the club, links on the home page, a place in the menu, an old address.
    """
    category = NewsCategoryFactory()
    secrets = []
    NewsPageFactory(title="前一篇", date=date(2026, 10, 1))
    for model in filled:
        page = MADE_HERE[model](draft=True) if model in MADE_HERE else model.objects.get()
        secret = fill(page)
        if model in MADE_HERE:
            page.slug = f"{secret.word}-slug"
        page.show_in_menus = True
        if model is NewsPage:
            page.category, page.date, page.pinned_until = category, date(2026, 10, 2), date(2099, 1, 1)
            page.tags.set([TAG])
        secret.page = _publish(page, **(said if model in restricted else {}))
        secret.old_address = f"/old-{model.__name__.lower()}/"
        Redirect.objects.create(old_path=secret.old_address.rstrip("/"), redirect_page=secret.page)
        secret.rendition = secret.picture.get_rendition("width-100")
        secrets.append(secret)
    for model in restricted - set(filled):
        _publish(model.objects.get(), **said)
    club = ClubPage.objects.first() or ClubPageFactory()
    NewsPageFactory(title="后一篇", date=date(2026, 10, 3), club=club)
    RecurringActivityFactory(club=club)
    if not any(isinstance(secret.page, type(site.home)) for secret in secrets):
        links = [{"label": "快捷入口", "page": secret.page, "path": "", "icon": "news"} for secret in secrets]
        home = type(site.home).objects.get()
        home.body = [
            ("quick_links", {"links": links}),
            ("latest_news", {"heading": "工会动态", "count": 12, "category": ""}),
            ("this_week", {"heading": "近七天活动", "count": 12}),
        ]
        _publish(home)
    return secrets


def _publish(page: UnionPage, **said) -> UnionPage:
    for name, value in said.items():
        setattr(page, name, value)
    page.save_revision(clean=False).publish(skip_permission_checks=True)
    return type(page).objects.get(pk=page.pk)


def make_audience() -> SimpleNamespace:
    """An audience of one of two departments."""
    inside, outside = (Department.objects.create(name=name, slug=name) for name in ("急诊科", "检验科"))
    audience = Audience.objects.create(name="急诊")
    audience.departments.add(inside)
    return SimpleNamespace(audience=audience, inside=inside, outside=outside)
