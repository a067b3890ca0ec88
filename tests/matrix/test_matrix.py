"""Role by record by act: every address of the site is asked in every role, for what is one's own and what is not.

Nobody reads or changes what is not theirs; the ids of others' records are not found. Whose things are whose is
declared once in records/ and addresses/; addresses come from the resolver, and a new one fails until it is there.
"""

import sys
from dataclasses import replace
from types import ModuleType

import pytest
from django.http import HttpResponse
from django.urls import clear_url_caches, get_resolver, path
from wagtail_modeladmin.helpers import AdminURLHelper

from notices.models import Notice
from people.models import Member
from people.privacy.registry import holdings
from people.records import RecordAdmin

from .addresses import DOORS, Door
from .places import Places, all_addresses
from .records import RECORDS
from .roles import ADMINISTRATORS, SELF, STAFF, Tie, Who
from .sampling import sampled
from .walk import RECORD_OF, Walk

EVERY_METHOD = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
# What the office has of each, beside its owner: in its lists and in what it inspects there.
READ_BY_THE_OFFICE = {
    *["name", "private data", "correction", "code", "role", "roster", "look", "delivery", "work account"],
}
# What a member finds on the own pages.
READ_BY_ITS_OWNER = {
    *["private data", "former number", "correction", "code", "session", "role", "roster", "look", "notice", "sent"],
    *["work account", "deputyship", "membership", "application", "change of membership", "post", "removal"],
    *["answers"],
}


def places_of(stage, who: Who) -> Places:
    return Places(stage.scene, stage.cast, stage.cast.askers.get(who))


def undeclared() -> set[str]:
    return {route for route, _name in all_addresses()} - set(DOORS)


def test_every_address_is_declared_and_no_other_is(db):
    assert undeclared() == set(), "New addresses. Say for whom each is, in tests/matrix/addresses/"
    assert set(DOORS) - {route for route, _name in all_addresses()} == set(), "Gone: take them out of the table"


def test_every_kind_of_record_about_people_is_declared():
    kept = {model for holding in holdings() for model in holding.models}
    assert kept - set(RECORD_OF) == set(), "Say in tests/matrix/records/ who may read and change these"


@pytest.mark.parametrize("who", Who, ids=lambda who: who.name.lower())
def test_nobody_reads_or_changes_what_is_not_theirs(who, stage):
    found = Walk(stage.cast, who, DOORS).go(sampled(places_of(stage, who), who), thorough=False)
    assert not found.wrong, "\n".join(found.wrong)
    # The controls: who may, does.
    if who == Who.STAFF:
        assert READ_BY_ITS_OWNER - {kind for kind, right in found.seen if right == SELF} == set()
    if who == Who.ADMINISTRATOR:
        assert READ_BY_THE_OFFICE - {kind for kind, right in found.seen if right == who} == set()
        assert {"people.Member", "people.RoleGrant", "people.SignInCode"} <= {
            label for label, right in found.written if right == who
        }
    if who == Who.GROUP_LEADER:
        assert ("name", Tie.LEADS) in found.seen


@pytest.mark.long
@pytest.mark.parametrize("who", Who, ids=lambda who: who.name.lower())
def test_nobody_does_by_any_method_at_any_address(who, stage):
    walk = Walk(stage.cast, who, DOORS)
    places = list(places_of(stage, who))
    walk.go(places)
    # Wagtail's lists offer themselves as workbooks.
    lists = [place for place in places if place.whose == "nobody's" and "?" not in place.address]
    walk.go([replace(place, address=f"{place.address}?export=xlsx") for place in lists], ["GET"])
    found = walk.go([place for place in places if place.whose != "nobody's"], EVERY_METHOD)
    assert not found.wrong, "\n".join(found.wrong)
    let_in = {route for route, answers in found.answers.items() if any(status < 400 for _by, _how, status in answers)}
    assert {route for route in DOORS if route.startswith("me/")} - let_in == set() or who not in STAFF


@pytest.fixture
def new_address(monkeypatch, settings):
    """Return a function that adds an address to the site."""

    def add(route: str, view, name: str) -> None:
        module = ModuleType("tests.matrix.more_urls")
        module.urlpatterns = [path(route, view, name=name), *get_resolver().url_patterns]
        monkeypatch.setitem(sys.modules, module.__name__, module)
        settings.ROOT_URLCONF = module.__name__
        clear_url_caches()

    yield add
    clear_url_caches()


def open_notice(request, pk):
    """What somebody might write who forgets whose it is."""
    return HttpResponse(Notice.objects.get(pk=pk).body)


def open_account(request, pk):
    if request.method == "POST":
        Member.objects.filter(notices=pk).update(mobile=request.POST["mobile"])
    return HttpResponse(status=404)


def opened(stage, new_address, view, door: Door) -> list[str]:
    new_address("open/<int:pk>/", view, "notice")
    doors = {**DOORS, "open/<int:pk>/": door}
    places = [place for place in places_of(stage, Who.STAFF) if place.route == "open/<int:pk>/"]
    assert [place.whose for place in places] == ["own", "colleague", "stranger", "made up"]
    return Walk(stage.cast, Who.STAFF, doors).go(places[1:3]).wrong


def test_an_open_address_is_found_by_what_it_shows(stage, new_address):
    """The control."""
    found = opened(stage, new_address, open_notice, Door(STAFF))
    assert [line for line in found if "shows the text of a notice" in line]


def test_an_open_address_is_found_by_what_it_changes(stage, new_address):
    """The control."""
    found = opened(stage, new_address, open_account, Door(STAFF))
    assert [line for line in found if "changed people.Member (of others)" in line]


def test_an_address_of_ones_own_that_knows_the_ids_of_others_is_found(stage, new_address):
    found = opened(stage, new_address, lambda request, pk: HttpResponse(), Door(STAFF, own=True))
    assert [line for line in found if "200 instead of 404" in line]


def test_an_address_that_lets_in_whom_it_is_not_for_is_found(stage, new_address):
    found = opened(stage, new_address, lambda request, pk: HttpResponse(), Door(ADMINISTRATORS))
    assert [line for line in found if "200, and it is not for them" in line]


def test_a_new_address_fails_until_somebody_has_declared_it(new_address):
    new_address("open/<int:pk>/", open_notice, "open")
    assert undeclared() == {"open/<int:pk>/"}


def hidden_fields(model) -> list[str]:
    """Return what an address could ask of a list's rows beside its filters: their own fields, and those of people."""
    people = [field.name for field in model._meta.fields if field.related_model is Member]
    return [f"{person}__{name}" for person in people for name in ("mobile", "birthday", "email", "password", "name")]


def record_lists() -> list[type[RecordAdmin]]:
    found, waiting = [], [RecordAdmin]
    while waiting:
        below = waiting.pop().__subclasses__()
        found += [admin for admin in below if admin.model]
        waiting += below
    return sorted(found, key=lambda admin: admin.model._meta.label)


@pytest.mark.parametrize("admin", record_lists(), ids=lambda admin: admin.model._meta.label)
def test_no_list_of_records_answers_questions_about_what_it_does_not_show(admin, stage, client):
    client.force_login(stage.cast.askers[Who.SUPERUSER].member)
    address = AdminURLHelper(admin.model).index_url
    shown = len(client.get(address).context["object_list"])
    assert shown
    asked = "&".join(f"{name}=2099-01-01" for name in hidden_fields(admin.model))
    answer = client.get(f"{address}?{asked}", follow=True)
    assert len(answer.context["object_list"]) == shown


@pytest.mark.parametrize("who", [Who.CLUB_LEADER, Who.OFFICER], ids=lambda who: who.name.lower())
def test_no_search_finds_people_by_what_the_searcher_may_not_read(who, stage):
    """By mobile number, mail address or birthday; nor does the order of a list tell."""
    stranger, walk = stage.cast.stranger, Walk(stage.cast, who, DOORS)
    for route in ("admin/member-chooser/", "admin/member-chooser/results/", "search/", "admin/reports/site-history/"):
        everybody = walk.client.get(f"/{route}").content.decode()
        for words in stranger.marks["private data"][:3]:
            # What is searched for finds nobody; what is narrowed by is not asked of anybody.
            found = walk.client.get(f"/{route}?q={words}").content.decode()
            assert not any(name in found for name in stranger.marks["name"])
            narrowed = walk.client.get(f"/{route}?mobile={words}&email__startswith={words}&birthday={words}")
            assert [name in narrowed.content.decode() for name in stranger.marks["name"]] == [
                name in everybody for name in stranger.marks["name"]
            ]
    orders = [
        [member.pk for member in walk.client.get(f"/admin/member-chooser/results/?ordering={by}").context["results"]]
        for by in ("mobile", "-mobile", "birthday")
    ]
    assert orders[0] == orders[1] == orders[2]


def test_what_is_declared_names_records_that_there_are(stage):
    marked = {kind for kind, record in RECORDS.items() if record.marked}
    assert {kind for person in stage.cast.people() for kind in person.marks} == marked
