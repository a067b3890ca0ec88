"""Every page of the demo site as a visitor, a member of staff, the publicity officer and the chair find it."""

import re
from collections.abc import Callable, Hashable
from functools import partial

import pytest
from django.urls import Resolver404, resolve
from wagtail.models import Page

from activities.models import ClubIndexPage, ClubPage, RecurringActivity
from cms.navigation import PLACES
from cms.pages import UnionPage
from contests.models import Contest
from home.models import HomePage, StandardPage
from honours.models import Honour, HonourRecipient, HonourWallPage
from news.models import NewsIndexPage, NewsPage
from reading.models import Book, ReadingRoomPage

from .crawler import Answer, Crawler, names_in_query

pytestmark = pytest.mark.browser

PAGE_TYPES = [
    HomePage,
    NewsIndexPage,
    NewsPage,
    ClubIndexPage,
    ClubPage,
    HonourWallPage,
    ReadingRoomPage,
    StandardPage,
]
SNIPPETS = [Honour, Book, RecurringActivity, Contest]
# What the chair meets beside the officer's pages is looked at in the long run.
ROLES = ["visitor", "staff", "officer", pytest.param("chair", marks=pytest.mark.long)]
MEMBERS = {"staff": "2001", "officer": "1001", "chair": "1002"}
FEWEST_KINDS = {"visitor": 10, "staff": 12, "officer": 40, "chair": 40}


def several_choices(address: str) -> Hashable | None:
    """Of lists narrowed by several choices at once, one of each combination is enough."""
    path, names = names_in_query(address)
    return (path, names) if len(names) > 1 else None


class OneOfEachKind:
    """Of addresses with the same name, one is enough; of those about pages, one for each type of page.

    `but_every` says which are read all the same, every one.
    """

    def __init__(self, types: dict[int, str], but_every: str = "(?!)"):
        self.types = types
        self.but_every = re.compile(but_every)

    def __call__(self, address: str) -> Hashable | None:
        if self.but_every.search(address):
            return None
        path, names = names_in_query(address)
        try:
            match = resolve(path)
        except Resolver404:
            return None
        if match.view_name == "wagtail_serve":
            return path.count("/"), path.split("/")[1], names
        if not match.view_name.startswith("wagtailadmin_"):
            return match.view_name
        about = (self.types.get(value, "") for value in (*match.args, *match.kwargs.values()))
        return match.view_name, *about


def kind_in_browser(address: str, types: dict[int, str]) -> Hashable:
    """Of the admin, each view once, whatever it is about, and each form once for every kind of thing."""
    path, names = names_in_query(address)
    try:
        match = resolve(path)
    except Resolver404:
        return address
    if match.view_name == "wagtail_serve":
        return path.count("/"), path.split("/")[1]
    view = match.view_name.rpartition(":")[2]
    if view in ("add", "edit"):
        return match.view_name, *(types.get(value, "") for value in (*match.args, *match.kwargs.values()))
    return view if path.startswith("/admin/") else (match.view_name, names)


@pytest.fixture(scope="module")
def files() -> dict[str, Answer]:
    return {}


class Crawled(dict):
    """By role what it met, gone through when somebody asks for it first."""

    def __init__(self, walks: dict[str, Callable[[], Crawler]]):
        super().__init__()
        self.walks = walks

    def __missing__(self, role: str) -> Crawler:
        self[role] = self.walks[role]()
        return self[role]


@pytest.fixture(scope="module")
def crawled(demo_site, files) -> Crawled:
    """What each of the four met: the visitor every page, the others one of each kind, the staff every article."""
    with demo_site.rows():
        types = dict(Page.objects.values_list("pk", "content_type__model"))
    one_of_each = OneOfEachKind(types)
    every_article = OneOfEachKind(types, but_every=r"^/news/[^/?]+/$")
    start = partial(Crawler, demo_site.address, checked_files=files)
    return Crawled(
        {
            "visitor": lambda: start(one_of=several_choices).crawl("/"),
            "staff": lambda: start(as_member="2001", one_of=every_article).crawl("/", "/me/"),
            "officer": lambda: start(as_member="1001", one_of=one_of_each).crawl("/me/", "/admin/", "/"),
            "chair": lambda: start(as_member="1002", one_of=one_of_each).crawl("/me/", "/admin/", "/"),
        }
    )


@pytest.mark.parametrize("role", ROLES)
def test_no_link_is_broken(role, crawled):
    broken = [
        f"{answer.status} {address} (from {answer.came_from})"
        for address, answer in crawled[role].answers.items()
        if answer.status != 200
    ]
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("role", ROLES)
def test_everything_is_chinese(role, crawled):
    english = {
        f"{line} ({address})"
        for address, answer in crawled[role].answers.items()
        if answer.is_page
        for line in answer.english
    }
    assert not english, "\n".join(sorted(english))


@pytest.mark.parametrize("role", ROLES)
def test_no_link_points_at_a_place_that_its_page_lacks(role, crawled):
    assert not crawled[role].broken_places


@pytest.mark.parametrize("role", ROLES)
def test_no_picture_stylesheet_script_or_file_is_missing(role, crawled):
    missing = crawled[role].missing_files()
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("role", ROLES)
def test_every_page_has_a_heading_a_title_and_a_language_and_shows_no_template_text(role, crawled):
    faults = [
        f"{address}: {fault}"
        for address, answer in crawled[role].answers.items()
        if answer.is_page
        for fault in answer.faults()
    ]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("role", ROLES)
def test_no_page_needs_what_its_policy_refuses(role, crawled, open_page, demo_site):
    """One page of each kind in a browser; the fixture fails on what the Content-Security-Policy stops."""
    with demo_site.rows():
        types = dict(Page.objects.values_list("pk", "content_type__model"))
    pages = [address for address, answer in crawled[role].answers.items() if answer.is_page]
    chosen = {kind_in_browser(address, types): address for address in pages}
    page = open_page("desk", as_member=MEMBERS.get(role))
    for address in chosen.values():
        page.goto(address)
    assert len(chosen) >= FEWEST_KINDS[role]


def reached(crawler: Crawler, thing) -> bool:
    return (thing.url or "") in crawler.answers


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_a_visitor_reaches_every_public_page_of_every_type(model, crawled, demo_site):
    with demo_site.rows():
        public = list(model.objects.live().filter(visibility=UnionPage.Visibility.PUBLIC))
        missed = [page.url for page in public if not reached(crawled["visitor"], page)]
    assert public
    assert not missed


@pytest.mark.parametrize("model", SNIPPETS, ids=lambda model: model.__name__)
def test_a_visitor_reaches_every_public_snippet(model, crawled, demo_site):
    with demo_site.rows():
        public = list(model.objects.live())
        missed = [thing.url for thing in public if not reached(crawled["visitor"], thing)]
    assert public
    assert not missed


def test_staff_reach_what_is_for_staff(crawled, demo_site):
    with demo_site.rows():
        articles = list(NewsPage.objects.live().filter(visibility=UnionPage.Visibility.STAFF))
        missed = [page.url for page in articles if not reached(crawled["staff"], page)]
    assert articles
    assert not missed


def test_a_visitor_meets_nothing_that_is_for_staff_or_not_approved(crawled, demo_site):
    hidden = {}
    with demo_site.rows():
        for model in (NewsPage, ClubPage, StandardPage):
            pages = model.objects.exclude(live=True, visibility=UnionPage.Visibility.PUBLIC)
            hidden |= {page.title: page.url for page in pages}
        for model in SNIPPETS:
            hidden |= {thing.title: thing.url for thing in model.objects.filter(live=False)}
        # A choir may have won a prize before its page is approved; the prize was approved by itself.
        for name in HonourRecipient.objects.filter(honour__live=True).values_list("name", flat=True):
            hidden = {title: url for title, url in hidden.items() if title not in name}
    assert len(hidden) > 5
    met = [
        f"{title} ({address})"
        for address, answer in crawled["visitor"].answers.items()
        for title in hidden
        if title in answer.body.decode(errors="replace") or hidden[title] == address
    ]
    assert not met, "\n".join(met)


def test_every_place_of_the_navigation_is_on_every_page(crawled):
    paths = {place.path for place in PLACES} | {"/search/"}
    for address, answer in crawled["visitor"].answers.items():
        if answer.is_page:
            assert paths <= set(answer.tree.xpath("//header//a/@href")), address


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/", "text/html"),
        ("/news/", "text/html"),
        ("/clubs/", "text/html"),
        ("/activities/", "text/html"),
        ("/honours/", "text/html"),
        ("/reading/", "text/html"),
        ("/search/?q=瑜伽", "text/html"),
        ("/feed/", "application/atom+xml"),
        ("/healthz", "application/json"),
        ("/accounts/login/", "text/html"),
    ],
)
def test_a_fixed_address_answers(address, kind, demo_site):
    answer = Crawler(demo_site.address).get(address)
    assert answer.status == 200
    assert answer.kind.startswith(kind)


@pytest.mark.parametrize("address", ["/me/", "/admin/", "/me/notices/"])
def test_what_is_ones_own_asks_a_visitor_to_sign_in(address, demo_site):
    answer = Crawler(demo_site.address).get(address)
    assert answer.status == 200
    assert answer.address == "/accounts/login/"


@pytest.mark.parametrize(("member", "leads_to"), [("2001", "/"), ("1001", "/admin/"), ("1002", "/admin/")])
def test_the_admin_is_for_those_who_work_there(member, leads_to, demo_site):
    answer = Crawler(demo_site.address, member).get("/admin/")
    assert (answer.address == "/admin/") is (leads_to == "/admin/")
