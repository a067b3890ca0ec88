"""What is not for everybody is nowhere for the others: asked at every address there is, by everybody there is.

The types of pages and the addresses are found, not listed. Each page carries a word of its own in every field, in its
picture and document; the control is that those inside do read it.
"""

import re

import pytest
from django.test import Client
from django.urls import get_resolver

from activities.models import ClubIndexPage, ClubPage, RecurringActivity
from cms.pages import UnionPage
from cms.search.entries import rebuild
from home.models import HomePage
from honours.models import Honour
from news.models import NewsIndexPage, NewsPage
from people.models import Department
from reading.models import Book
from tests.approval.addresses import FAILING
from tests.approval.questions import addresses_below, admin_addresses, parameters, path_of
from tests.factories import BookFactory, HonourFactory, MemberFactory, make_site
from tests.plugins.databases import default_database

from .secrets import BEGINNING, MADE_HERE, PAGE_TYPES, TAG, make_audience, make_secrets, word_of

pytestmark = pytest.mark.django_db

AUDIENCE, STAFF = UnionPage.Visibility.AUDIENCE, UnionPage.Visibility.STAFF
SECTIONS = {NewsIndexPage, ClubIndexPage}
LEAVES = set(PAGE_TYPES) - {HomePage} - SECTIONS
# What says so itself, what it says, and of which pages the words are secret then.
SCENES = {
    "for staff": (LEAVES, STAFF, LEAVES),
    "for an audience": (LEAVES, AUDIENCE, LEAVES),
    "in a section for an audience": (SECTIONS, AUDIENCE, SECTIONS | {NewsPage, ClubPage}),
    "on a site for staff": ({HomePage}, STAFF, set(PAGE_TYPES)),
}
MAY_READ = {
    STAFF: {"inside", "outside", "librarian", "officer", "chair"},
    AUDIENCE: {"inside", "officer", "chair"},
}
# Led by the code that a slip or a mail carries, and what only looks like an address.
WITHOUT_A_PAGE = {"account_confirm_email", "account_reset_password_from_key", "wagtailcore_authenticate_with_password"}
QUERIES = [
    f"search/suggestions/?q={BEGINNING}",
    *[f"search/?q={BEGINNING}", f"search/?q={BEGINNING}&kind=news&page=2", f"search/?q={BEGINNING}&kind=clubs"],
    *[
        f"search/?q={BEGINNING}&kind=pages",
        "news/?category=union-news",
        "news/?year=2026&page=2",
        "clubs/?category=sport",
    ],
    *[f"news/?tag={TAG}", "robots.txt", "sitemap.xml", "favicon.ico", "api/v2/pages/", "nowhere/"],
]
ADMIN_QUERIES = [
    f"/admin/choose-page/search/?q={BEGINNING}",
    f"/admin/pages/search/?q={BEGINNING}",
    "/admin/choose-page/",
    "/admin/api/main/pages/?limit=20",
    f"/admin/api/main/pages/?search={BEGINNING}",
]


@pytest.fixture(scope="module", params=SCENES)
def made(request, run_databases, migrated_template, django_db_setup, django_db_blocker):
    """The scene in a database of its own, made once for all that is asked of it; and what it says of readers."""
    name = run_databases.clone(migrated_template)
    restricted, visibility, filled = SCENES[request.param]
    with django_db_blocker.unblock(), default_database(name):
        site = make_site()
        HonourFactory(), BookFactory()
        said = {"visibility": visibility}
        if visibility == AUDIENCE:
            said["audience"] = make_audience().audience
        # Those that stand above others first.
        order = sorted(filled, key=lambda model: (model in MADE_HERE, model is not HomePage, model.__name__))
        secrets = make_secrets(site, restricted, order, **said)
        for _kind in rebuild():
            pass
        yield secrets, visibility
    run_databases.drop(name)


@pytest.fixture
def secrets(made, db):
    return made[0]


@pytest.fixture
def visibility(made):
    return made[1]


@pytest.fixture
def readers(secrets) -> dict[str, Client]:
    """Somebody of every kind, signed in."""
    of = {department.name: department for department in Department.objects.all()}
    people = {
        "inside": MemberFactory(department=of.get("急诊科")),
        "outside": MemberFactory(department=of.get("检验科")),
        "librarian": MemberFactory(librarian=True, department=of.get("检验科")),
        "officer": MemberFactory(officer=True),
        "chair": MemberFactory(chair=True),
    }
    clients = {"visitor": Client()}
    for name, member in people.items():
        clients[name] = Client()
        clients[name].force_login(member)
    return clients


def public_addresses() -> list[str]:
    """Return an address of every route outside the admin, of every live page, and questions that might be answered."""
    first = {"activity": RecurringActivity, "honour": Honour, "book": Book}
    found = []
    for route, name in addresses_below(get_resolver()):
        if route.startswith(("admin/", "^admin/", "^static/")) or name in WITHOUT_A_PAGE:
            continue
        if name in ("wagtail_serve", "wagtaildocs_serve", "media"):
            continue
        pks = [thing.pk for thing in first[name].objects.all()] if name in first else [1]
        found += [path_of(route, dict.fromkeys(parameters(route), pk)) for pk in pks]
    pages = [page.url for model in PAGE_TYPES for page in model.objects.live()]
    found += [*pages, *[url.rstrip("/") for url in pages if BEGINNING in url]]
    return [*dict.fromkeys([*found, *[f"/{query}" for query in QUERIES]])]


def admin_listings() -> list[str]:
    """Return every address of the admin that names nothing, and questions that could be answered with titles."""
    plain = [
        path_of(route, {})
        for route, _name in admin_addresses()
        if not parameters(route) and ".*" not in route and route not in FAILING
    ]
    return [*[path for path in plain if "logout" not in path], *ADMIN_QUERIES]


def said_by(client: Client, address: str) -> str:
    """Return all that an answer says, without the address that was asked for: who asks has it already."""
    answer = client.get(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
    text = f"{headers}\n{body.decode(errors='replace')}".lower()
    for asked in re.findall(rf"{BEGINNING}\w+-slug", address):
        text = text.replace(asked, "")
    return text


def test_nothing_of_it_is_said_to_others_and_all_of_it_to_those_inside(secrets, readers, visibility):
    addresses = [*public_addresses(), *[secret.old_address for secret in secrets]]
    words = {secret.word for secret in secrets}
    # Those who work on pages are asked in `test_visibility.py`.
    for reader in ("visitor", "outside", "inside"):
        met = {}
        for address in addresses:
            text = said_by(readers[reader], address)
            for word in words:
                if word in text:
                    met.setdefault(word, set()).add(address)
        if reader in MAY_READ[visibility]:
            missing = {secret.word for secret in secrets if secret.page.url not in met.get(secret.word, ())}
            assert not missing, reader
            news = met.get(word_of(NewsPage), set())
            assert word_of(NewsPage) not in words or {"/news/", f"/search/?q={BEGINNING}"} <= news, reader
        else:
            assert met == {}, reader


def test_its_files_are_fetched_by_those_inside_alone(secrets, readers, visibility):
    for reader, client in readers.items():
        # A librarian keeps pictures, and may choose any.
        if reader == "librarian":
            continue
        may_read = reader in MAY_READ[visibility]
        for secret in secrets:
            if not secret.picture.uses.exists():
                continue
            for address in [secret.picture.file.url, secret.rendition.url]:
                answer = client.get(address)
                assert (answer.status_code == 200) == may_read, (reader, address)
                assert not may_read or answer["Cache-Control"] == "private, no-store"
        for secret in secrets:
            if not secret.document.uses.exists():
                continue
            for address in [secret.document.url, secret.document.file.url]:
                assert (client.get(address).status_code == 200) == may_read, (reader, address)
    assert any(secret.picture.uses.exists() for secret in secrets)
    assert any(secret.document.uses.exists() for secret in secrets)


def test_no_way_of_asking_gives_it_away(secrets, readers, visibility):
    """HEAD, and asking whether what somebody else was given has changed."""
    inside = readers["inside"]
    asked = [secret.page.url for secret in secrets]
    for secret in secrets:
        asked += [secret.picture.file.url] if secret.picture.uses.exists() else []
    for address in asked:
        given = inside.get(address)
        assert given.status_code == 200
        assert given["Cache-Control"] == "private, no-store"
        marks = {
            "HTTP_IF_NONE_MATCH": given.get("ETag", "*"),
            "HTTP_IF_MODIFIED_SINCE": "Fri, 31 Dec 2100 00:00:00 GMT",
        }
        for reader in {"visitor", "outside"} - MAY_READ[visibility]:
            client = readers[reader]
            usual = client.get(address).status_code
            assert usual == 404 or (reader == "visitor" and usual == 302)
            assert client.get(address, **marks).status_code == usual
            assert client.head(address).status_code == usual
            assert client.get(address, HTTP_RANGE="bytes=0-10").status_code == usual
            assert client.options(address).status_code in {usual, 405 if "/media/" in address else usual}


def test_the_admin_names_it_to_nobody_who_may_not_read_it(secrets, readers, visibility):
    words = {secret.word for secret in secrets}

    def named_to(reader: str, addresses: list[str]) -> list[tuple[str, str]]:
        said = {address: said_by(readers[reader], address).replace(f"q={BEGINNING}", "") for address in addresses}
        return [(address, word) for address, text in said.items() for word in words if word in text]

    # The control: who works on pages is shown them.
    assert named_to("chair", ADMIN_QUERIES)
    # Pictures and documents are a librarian's to choose, by their own titles.
    asked = [address for address in admin_listings() if "images" not in address and "documents" not in address]
    # What is for staff, a librarian reads.
    assert bool(named_to("librarian", asked)) == ("librarian" in MAY_READ[visibility])


def test_the_way_in_is_the_sign_in_for_a_visitor_and_there_is_none_for_a_member(secrets, readers, visibility):
    for secret in secrets:
        for address in [secret.page.url, secret.old_address]:
            assert readers["visitor"].get(address)["Location"].startswith("/accounts/login/?next=")
        if visibility == AUDIENCE:
            assert readers["outside"].get(secret.page.url).status_code == 404
            assert readers["outside"].get(secret.old_address).status_code == 404
