"""Every address of the admin, asked with whatever might publish: what is public stays what it was.

The addresses come from the resolver. A new one is tried like the others; one with a parameter that nobody has named
here fails the test, so that nothing slips in unnoticed.
"""

import re
import uuid
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern
from wagtail.models import Page, PageViewRestriction, Revision, Workflow

from approval.models import ApprovalRecord, ReviewTask
from approval.registry import approved_snippets
from approval.together.submitting import submit_together
from honours.models import Honour
from news.models import NewsPage
from tests.factories import BookFactory, HonourFactory, ImageFactory, RecurringActivityFactory

from .conftest import decide, make_draft, submit

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
STATES = ["live", "waiting", "draft"]
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


ADMIN = sorted({route: name for route, name in addresses_below(get_resolver()) if route.startswith("admin/")}.items())


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

    def addresses(self):
        """Yield each address with the state of what it is about."""
        for route, name in ADMIN:
            wanted = parameters(route)
            if "action" in wanted:
                for action in BULK_ACTIONS:
                    for model, things in (("wagtailcore/page", self.pages), ("honours/honour", self.honours)):
                        for state in STATES:
                            yield f"/admin/bulk/{model}/{action}/?id={things[state].pk}&next=/admin/", state
                continue
            for state in STATES if wanted else STATES[:1]:
                kwargs = {parameter: self.value(parameter, name, state) for parameter in wanted}
                yield path_of(route, kwargs), state


@pytest.fixture
def scene(news_index, officer, chair, deputy) -> Scene:
    pages = {state: make_draft(news_index, officer, state) for state in [*STATES, "together"]}
    decide(submit(pages["live"], officer), chair)
    pages["live"] = NewsPage.objects.get(pk=pages["live"].pk)
    pages["live"].title = "还没有审批的标题"
    pages["live"].save_revision(user=officer)
    waiting = submit(pages["waiting"], officer)
    honours = {state: HonourFactory(draft=True, by=officer) for state in STATES}
    decide(submit(honours["live"], officer), chair)
    submit(honours["waiting"], officer)
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
    pages = {state: NewsPage.objects.get(pk=page.pk) for state, page in pages.items()}
    return Scene(news_index, pages, honours, others)


def what_is_public():
    """Everything that decides what readers see of pages and snippets."""
    pages = Page.objects.filter(live=True).values_list("pk", "live_revision", "title", "url_path", "slug", "expired")
    snippets = [
        (model._meta.label, *row)
        for model in approved_snippets()
        for row in model.objects.filter(live=True).values_list("pk", "live_revision", "expired")
    ]
    hours = Revision.objects.exclude(approved_go_live_at=None).count()
    return sorted(pages), sorted(snippets), PageViewRestriction.objects.count(), hours


def attack(client, scene: Scene) -> tuple[list[str], int]:
    """Ask every address, each time undoing what it did; returns those that changed what is public, and how many."""
    client.raise_request_exception = False
    before = what_is_public()
    guilty, asked = [], 0
    for address, state in scene.addresses():
        for method in ("get", "post"):
            with transaction.atomic():
                getattr(client, method)(address, TAMPERED if method == "post" else {})
                asked += 1
                if not transaction.get_connection().needs_rollback and what_is_public() != before:
                    guilty.append(f"{method} {address} ({state})")
                transaction.set_rollback(True)
    return guilty, asked


def test_no_address_lets_a_superuser_change_what_is_public(scene, superuser, client):
    client.force_login(superuser)
    guilty, asked = attack(client, scene)
    assert asked > 1000
    assert guilty == []


@pytest.mark.long
@pytest.mark.parametrize("role", ["officer", "reader", "administrator"])
def test_no_address_lets_anybody_but_an_approver_change_what_is_public(role, scene, request, client, reader):
    member = reader if role == "administrator" else request.getfixturevalue(role)
    if role == "administrator":
        member.groups.set(Group.objects.filter(name="管理员"))
    client.force_login(member)
    guilty, _asked = attack(client, scene)
    assert guilty == []


def test_the_same_questions_find_what_an_approver_may_do(scene, chair, client):
    """The control: asked by the chair, the addresses that decide are found, so the test can fail."""
    client.force_login(chair)
    state = scene.others["task_state_id"]
    before = what_is_public()
    client.post(reverse("approval_review", args=[state]), TAMPERED)
    assert what_is_public() != before
