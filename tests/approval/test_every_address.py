"""Every address of the admin, asked with whatever might publish: what is public stays what it was.

The addresses come from the resolver. A new one is tried like the others; one with a parameter that nobody has named
here fails the test, so that nothing slips in unnoticed.
"""

import re
import sys
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from types import ModuleType

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.http import HttpResponse
from django.template.backends.django import Template
from django.urls import clear_url_caches, get_resolver, path, reverse
from django.urls.resolvers import URLPattern
from django.utils import timezone
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Page, PageViewRestriction, Revision, Workflow

from approval.models import ApprovalRecord, ReviewTask
from approval.registry import approved_snippets
from approval.together.submitting import submit_together
from honours.models import Honour
from news.models import NewsPage
from people.models import Member, Role
from tests.factories import BookFactory, HonourFactory, ImageFactory, RecurringActivityFactory
from tests.plugins.databases import default_database

from .conftest import decide, make_draft, make_member, make_news_index, submit

BULK_ACTIONS = [
    "publish",
    "unpublish",
    "delete",
    "move",
    "add_tags",
    "add_to_collection",
    "assign_role",
    "set_active_state",
]
# Everything that can become of a page or a snippet. `make test` tries the first three.
STATES = ["changed", "waiting", "draft", "live", "scheduled", "sent back", "expired"]
QUICK_STATES = STATES[:3]
OTHER_GROUPS = {"administrator": "管理员", "librarian": "图书管理员"}
# What an approver asks for with these is a decision, or a taking down.
DECIDING = re.compile(
    r"post /admin/(approvals/|pages/\d+/edit/|pages/workflow/action/|snippets/\w+/\w+/(edit|workflow/action|delete)/|"
    # What an approver deletes is not live; it may have an hour.
    r"bulk/honours/honour/delete/)"
)
# What a tampered form might say: publish, approve, restore, move, confirm, take whatever is below along.
TAMPERED = {
    "action-publish": "1",
    "action-unpublish": "1",
    "action-workflow-action": "true",
    "workflow-action-name": "approve",
    "workflow-action-extra-data": '{"comment": "x", "user": 1}',
    "action": "approve",
    "approve-comment": "",
    "comment": "",
    "include_descendants": "on",
    "publish_copies": "on",
    "copy_subpages": "on",
    "alias": "on",
    "restriction_type": "login",
    "confirm": "on",
    "is_reverting": "1",
    "overwrite_revision_id": "1",
    "title": "改过的标题",
    "slug": "changed",
    "next": "/admin/",
}


def addresses_below(resolver, prefix="", namespaces=()):
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route, ":".join([*namespaces, pattern.name or ""])
        else:
            more = (pattern.namespace,) if pattern.namespace else ()
            yield from addresses_below(pattern, route, (*namespaces, *more))


def admin_addresses() -> list[tuple[str, str]]:
    """Return every route below /admin/ with its name."""
    found = {route: name for route, name in addresses_below(get_resolver()) if route.startswith("admin/")}
    return sorted(found.items())


PARAMETER = re.compile(r"\(\?P<(\w+)>[^()]*\)|<(?:\w+:)?(\w+)>")


def parameters(route: str) -> list[str]:
    return [first or second for first, second in PARAMETER.findall(route)]


def path_of(route: str, values: dict) -> str:
    """Return an address of `route`, written as a path or as an expression."""
    path = PARAMETER.sub(lambda match: str(values[match[1] or match[2]]), route)
    path = f"/{path}".replace("^", "").replace("$", "").replace("\\.", ".").replace("\\Z", "")
    assert not re.search(r"[()\\\[\]]", path), f"no address of {route}"
    return path


@dataclass
class Scene:
    """One page and one snippet in each state, and what else an address may ask for."""

    index: Page
    pages: dict[str, Page]
    honours: dict[str, Honour]
    others: dict[str, int]

    def value(self, parameter: str, name: str, state: str):
        page = self.pages[state]
        if parameter == "pk":
            return self._pk(name, state)
        values = {
            **dict.fromkeys(["page_id", "page_to_move_id", "page_pk", "object_id"], page.pk),
            **dict.fromkeys(["destination_id", "parent_page_id"], self.index.pk),
            **dict.fromkeys(["app_label", "app_name", "content_type_app_name"], "news"),
            **dict.fromkeys(["model_name", "content_type_model_name"], "newspage"),
            **dict.fromkeys(["uploaded_file_id", "session_id", "manuscript_pk", "redirect_id", "number"], 1),
            **dict.fromkeys(["document_id", "doc_id", "collection_id", "instance_pk"], 1),
            **dict.fromkeys(["uidb64", "token", "filter_spec"], "x"),
            **self.others,
            "revision_id": page.latest_revision_id,
            "revision_id_a": "earliest",
            "revision_id_b": "latest",
            "action_name": "approve",
            "label": "news.newspage",
        }
        return values[parameter]

    def _pk(self, name: str, state: str) -> int:
        if "honours_honour" in name:
            return self.honours[state].pk
        for part, pk in (("reading_book", "book"), ("recurringactivity", "activity"), ("image", "image_id")):
            if part in name:
                return self.others[pk]
        return self.pages[state].pk

    def addresses(self, states: list[str]) -> Iterator[tuple[str, str]]:
        """Yield each address once, with the state of what it is about."""
        seen = set()
        for route, name in admin_addresses():
            wanted = parameters(route)
            if "action" in wanted:
                found = self._bulk(states)
            else:
                found = (
                    (path_of(route, {parameter: self.value(parameter, name, state) for parameter in wanted}), state)
                    for state in states
                )
            for address, state in found:
                if address not in seen:
                    seen.add(address)
                    yield address, state

    def _bulk(self, states):
        for action in BULK_ACTIONS:
            for model, things in (("wagtailcore/page", self.pages), ("honours/honour", self.honours)):
                for state in states:
                    yield f"/admin/bulk/{model}/{action}/?id={things[state].pk}&next=/admin/", state


def come_to(state: str, thing, officer, chair) -> None:
    """Bring a draft into one of `STATES`."""
    if state == "draft":
        return
    if state == "scheduled":
        thing.go_live_at = timezone.now() + timedelta(hours=3)
        thing.save_revision(user=officer)
    submitted = submit(thing, officer)
    if state == "sent back":
        decide(submitted, chair, "reject", comment="请写明雨天怎么办。")
    elif state != "waiting":
        decide(submitted, chair)
    thing = type(thing).objects.get(pk=thing.pk)
    if state == "changed":
        thing.title = "还没有审批的标题"
        thing.save_revision(user=officer)
    elif state == "expired":
        thing.unpublish(set_expired=True)


def make_scene() -> Scene:
    officer = make_member("1001", "钱小文", Role.PUBLICITY_OFFICER)
    chair = make_member("1002", "孙立", Role.CHAIR)
    index = make_news_index()
    pages = {state: make_draft(index, officer, f"page-{number}") for number, state in enumerate([*STATES, "together"])}
    honours = {state: HonourFactory(draft=True, by=officer) for state in STATES}
    for state in STATES:
        come_to(state, pages[state], officer, chair)
        come_to(state, honours[state], officer, chair)
    pages = {state: NewsPage.objects.get(pk=page.pk) for state, page in pages.items()}
    waiting = pages["waiting"].current_workflow_task_state
    others = {
        "task_state_id": waiting.pk,
        "workflow_state_id": waiting.workflow_state_id,
        "task_id": ReviewTask.objects.get().pk,
        "workflow_pk": Workflow.objects.get(active=True).pk,
        "joint_id": submit_together([pages["together"]], title="一起", by=officer).pk,
        "reference": ApprovalRecord.objects.first().reference or uuid.uuid4(),
        "image_id": ImageFactory().pk,
        "book": BookFactory(by=officer).pk,
        "activity": RecurringActivityFactory(by=officer).pk,
    }
    return Scene(index, pages, honours, others)


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


def what_is_public():
    """Everything that decides what readers see of pages and snippets."""
    pages = Page.objects.filter(live=True).values_list("pk", "live_revision", "title", "url_path", "slug", "expired")
    snippets = [
        (model._meta.label, *row)
        for model in approved_snippets()
        for row in model.objects.filter(live=True).values_list("pk", "live_revision", "expired")
    ]
    hours = Revision.objects.exclude(approved_go_live_at=None).values_list("pk", flat=True)
    return sorted(pages), sorted(snippets), PageViewRestriction.objects.count(), sorted(hours)


class Writes:
    """Whether anything was written since it was last asked."""

    def __init__(self):
        self.seen = False

    def __call__(self, execute, sql, params, many, context):
        if re.search(r"\b(INSERT|UPDATE|DELETE|TRUNCATE)\b", str(sql), re.IGNORECASE):
            self.seen = True
        return execute(sql, params, many, context)


@contextmanager
def nothing_drawn() -> Iterator[None]:
    """Without drawing the pages, which takes longer than what they are asked for."""
    draw = Template.render
    Template.render = lambda template, context=None, request=None: ""
    try:
        yield
    finally:
        Template.render = draw


def attack(client, addresses: Iterable[tuple[str, str]], methods=("get", "post")) -> tuple[list[str], int]:
    """Ask every address, each time undoing what it did; returns those that changed what is public, and how many."""
    client.raise_request_exception = False
    before, writes = what_is_public(), Writes()
    guilty, asked = [], 0
    with nothing_drawn(), connection.execute_wrapper(writes):
        for address, state in addresses:
            for method in methods:
                writes.seen = False
                with transaction.atomic():
                    getattr(client, method)(address, TAMPERED if method == "post" else {})
                    asked += 1
                    if writes.seen and not connection.needs_rollback and what_is_public() != before:
                        guilty.append(f"{method} {address} ({state})")
                    transaction.set_rollback(True)
    return guilty, asked


def attack_in_every_state(client, scene: Scene) -> list[str]:
    return (
        attack(client, scene.addresses(STATES), ["post"])[0] + attack(client, scene.addresses(STATES[:1]), ["get"])[0]
    )


def test_no_address_lets_a_superuser_change_what_is_public(scene, superuser, client):
    client.force_login(superuser)
    guilty, asked = attack(client, scene.addresses(QUICK_STATES), ["post"])
    assert asked > 600
    assert guilty == []


def test_no_address_changes_what_is_public_by_being_looked_at(scene, superuser, client):
    client.force_login(superuser)
    guilty, asked = attack(client, scene.addresses(QUICK_STATES[:1]), ["get"])
    assert asked > 250
    assert guilty == []


@pytest.mark.long
@pytest.mark.parametrize("role", ["superuser", "officer", "reader", "administrator", "librarian"])
def test_no_address_lets_anybody_but_an_approver_change_what_is_public(role, scene, request, client, reader):
    if role in OTHER_GROUPS:
        member = reader
        member.groups.set(Group.objects.filter(name=OTHER_GROUPS[role]))
    else:
        member = request.getfixturevalue(role)
    client.force_login(member)
    assert attack_in_every_state(client, scene) == []


@pytest.mark.long
def test_an_approver_changes_what_is_public_by_deciding_and_by_taking_down_alone(scene, client):
    """The second deputy had no hand in any of it."""
    client.force_login(make_member("1005", "吴副", Role.DEPUTY_CHAIR))
    guilty = attack_in_every_state(client, scene)
    assert guilty
    assert [each for each in guilty if not DECIDING.match(each)] == []


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
    doors = [each for each in scene.addresses(STATES) if "side-door" in each[0]]
    assert len(doors) == len(STATES)
    guilty, _asked = attack(client, doors)
    assert {each.split()[0] for each in guilty} == {"post"}
    assert len(guilty) >= 4


def test_a_new_address_that_asks_for_something_unknown_fails_the_test(scene, new_address):
    new_address("admin/side-door/<int:unheard_of>/")
    with pytest.raises(KeyError, match="unheard_of"):
        list(scene.addresses(STATES))


def test_every_bulk_action_is_tried(db):
    assert {
        action for kinds in bulk_action_registry.actions.values() for actions in kinds.values() for action in actions
    } <= set(BULK_ACTIONS)


def test_the_same_questions_find_what_an_approver_may_do(scene, chair, client):
    """The control: asked by the chair, the addresses that decide are found, so the test can fail."""
    client.force_login(chair)
    state = scene.others["task_state_id"]
    before = what_is_public()
    client.post(reverse("approval_review", args=[state]), TAMPERED)
    assert what_is_public() != before
