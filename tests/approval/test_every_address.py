"""Every address of the admin, asked with whatever might publish: what is public stays what it was.

The addresses come from the resolver. A new one fails the test until somebody has said in addresses.py what it may do,
and in questions.py what its parameters stand for; from then on it is tried like the others.
"""

import sys
from collections.abc import Iterator
from types import ModuleType

import pytest
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.urls import clear_url_caches, get_resolver, path

from news.models import NewsPage
from people.models import Member, Role
from tests.plugins.databases import default_database

from .addresses import FAILING, KINDS, NO_FORM, NOT_FOUND, Kind
from .attack import EDITORS, Attack
from .conftest import make_member
from .questions import Scene, admin_addresses
from .scene import STATES, make_scene

QUICK_STATES = STATES[:3]
OTHER_GROUPS = {"administrator": "管理员", "librarian": "图书管理员"}
EVERYTHING_APPROVED = {"pages", "snippets", "hours", "files", "order"}
# What may change for readers at once, by whom: a decision is the approvers', the addresses of the site are superusers'.
OF_AN_APPROVER = {
    Kind.DECIDES: EVERYTHING_APPROVED,
    Kind.TAKES_DOWN: EVERYTHING_APPROVED,
    Kind.DELETES: {"hours", "order"},
    Kind.KEEPS: {"order"},
    # A page that is moved to where it stands already goes to the end of the order.
    Kind.DRAFTS: {"order"},
}
OF_A_SUPERUSER = {Kind.KEEPS: {"sites"}}


@pytest.fixture(scope="module")
def made_scene(run_databases, migrated_template, django_db_setup, django_db_blocker) -> Iterator[Scene]:
    """The scene in a database of its own: made once, since it takes longer than most of what is asked of it."""
    name = run_databases.clone(migrated_template)
    with django_db_blocker.unblock(), default_database(name):
        yield make_scene()
    run_databases.drop(name)


@pytest.fixture
def scene(made_scene, db) -> Scene:
    """The scene, as it was made; what a test does to it is undone."""
    return made_scene


@pytest.fixture
def chair(scene):
    return Member.objects.get(employee_number="1002")


@pytest.fixture
def officer(scene):
    return Member.objects.get(employee_number="1001")


@pytest.fixture
def superuser(scene):
    return Member.objects.get(employee_number="9999")


def unclassified() -> set[str]:
    return {route for route, _name in admin_addresses()} - set(KINDS)


def test_every_address_is_on_the_list_and_the_list_names_no_other(db):
    assert unclassified() == set(), (
        "New addresses. Decide what each may do, and put them into tests/approval/addresses.py"
    )
    assert set(KINDS) - {route for route, _name in admin_addresses()} == set(), "Gone: take them off the list"


def test_no_address_lets_a_superuser_change_what_is_public(scene, superuser, client):
    client.force_login(superuser)
    found = Attack(client, scene).send(scene.questions(QUICK_STATES))
    assert found.past(OF_A_SUPERUSER) == []
    # What only looked as if it had been tried.
    assert found.broken == []
    assert EDITORS - found.drafted == set(), "these forms were not accepted"
    assert {route for route, answers in found.answers.items() if answers == {404}} == NOT_FOUND
    assert {route for route, answers in found.answers.items() if 500 in answers} == FAILING
    refused = {route for route, answers in found.answers.items() if answers == {405}}
    assert {route for route in refused if KINDS[route] != Kind.READS} == NO_FORM
    # The control: what a superuser may change at once is found.
    assert {question.route for question in found.changed} == {
        f"admin/sites/{address}" for address in ("new/", "copy/<int:pk>/", "edit/<int:pk>/", "delete/<int:pk>/")
    }


def test_no_address_changes_what_is_public_by_being_looked_at(scene, superuser, client):
    client.force_login(superuser)
    found = Attack(client, scene).look(scene.questions(QUICK_STATES[:1]))
    assert found.asked > 400
    assert found.past({}) == []
    assert found.broken == []


def attack_in_every_state(client, scene: Scene) -> Attack:
    attack = Attack(client, scene)
    attack.look(scene.questions(STATES[:1]))
    attack.send(scene.questions(STATES))
    return attack


@pytest.mark.long
@pytest.mark.parametrize("role", ["superuser", "officer", "reader", "administrator", "librarian"])
def test_no_address_lets_anybody_but_an_approver_change_what_is_public(role, scene, request, client, reader):
    if role in OTHER_GROUPS:
        member = reader
        member.groups.set(Group.objects.filter(name=OTHER_GROUPS[role]))
    else:
        member = request.getfixturevalue(role)
    client.force_login(member)
    found = attack_in_every_state(client, scene).found
    assert found.past(OF_A_SUPERUSER if role == "superuser" else {}) == []
    assert found.broken == []


@pytest.mark.long
def test_an_approver_changes_what_is_public_by_deciding_and_by_taking_down_alone(scene, client):
    """The second deputy had no hand in any of it."""
    client.force_login(make_member("1005", "吴副", Role.DEPUTY_CHAIR))
    found = attack_in_every_state(client, scene).found
    assert found.past(OF_AN_APPROVER) == []
    assert found.broken == []
    decided = {KINDS[question.route] for question in found.changed}
    assert decided >= {Kind.DECIDES, Kind.TAKES_DOWN, Kind.DELETES, Kind.KEEPS}


def side_door(request, page_id):
    """What somebody might add one day."""
    if request.method == "POST":
        NewsPage.objects.get(pk=page_id).get_latest_revision().publish(skip_permission_checks=True)
    return HttpResponse()


@pytest.fixture
def new_address(monkeypatch, settings):
    """Return a function that adds an address to the site."""

    def add(route: str) -> None:
        module = ModuleType("tests.approval.more_urls")
        module.urlpatterns = [path(route, side_door), *get_resolver().url_patterns]
        monkeypatch.setitem(sys.modules, module.__name__, module)
        settings.ROOT_URLCONF = module.__name__
        clear_url_caches()

    yield add
    clear_url_caches()


def test_a_new_address_that_publishes_is_found(scene, superuser, client, new_address):
    """The control: the attack finds a door when there is one."""
    new_address("admin/side-door/<int:page_id>/")
    client.force_login(superuser)
    doors = [question for question in scene.questions(STATES) if "side-door" in question.address]
    assert len(doors) == len(STATES)
    found = Attack(client, scene).send(doors)
    assert len(found.past(OF_AN_APPROVER)) >= 4


def test_a_new_address_fails_until_somebody_has_decided_what_it_may_do(new_address):
    """The control, also for an address that asks for nothing unknown."""
    new_address("admin/side-door/<int:page_id>/")
    assert unclassified() == {"admin/side-door/<int:page_id>/"}


def test_a_new_address_that_asks_for_something_unknown_fails_the_test(scene, new_address):
    new_address("admin/side-door/<int:unheard_of>/")
    with pytest.raises(KeyError, match="unheard_of"):
        list(scene.questions(STATES))


def test_the_same_questions_find_what_an_approver_may_do(scene, chair, client):
    """The control: asked by the chair, what decides, takes down and puts in order is found."""
    client.force_login(chair)
    tried = ("approvals/<int:task_state_id>/", "take-down", "set_position", "admin/pages/<int:page_id>/edit/")
    questions = [
        question for question in scene.questions(QUICK_STATES) if any(part in question.route for part in tried)
    ]
    found = Attack(client, scene).send(questions)
    assert {KINDS[question.route] for question in found.changed} == {Kind.DECIDES, Kind.TAKES_DOWN, Kind.KEEPS}
    assert found.past(OF_AN_APPROVER) == []
