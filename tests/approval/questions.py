"""The questions that can be asked of the admin: its routes, each with what stands for its parameters in a scene."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import get_resolver
from django.urls.resolvers import URLPattern
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Page

from honours.models import Honour

# What the parameter `action_name` may say: in Wagtail's dialogs, and in the admin's API.
DIALOG_ACTIONS = ["approve", "reject"]
API_ACTIONS = [*PagesAdminAPIViewSet.actions, "unheard-of"]
# What the application and the model in an address may be called there.
MODEL_OF = {
    "wagtailsettings": ("cms", "unionsettings"),
    "wagtailadmin_workflows": ("approval", "reviewtask"),
    "wagtailadmin_tag_model_autocomplete": ("taggit", "tag"),
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
    found: dict[str, str] = {}
    for route, name in addresses_below(get_resolver()):
        # Of two of the same address the first answers.
        if route.startswith("admin/"):
            found[route] = found.get(route) or name
    return sorted(found.items())


PARAMETER = re.compile(r"\(\?P<(\w+)>[^()]*\)|<(?:\w+:)?(\w+)>")


def parameters(route: str) -> list[str]:
    return [first or second for first, second in PARAMETER.findall(route)]


def path_of(route: str, values: dict) -> str:
    """Return an address of `route`, written as a path or as an expression."""
    path = PARAMETER.sub(lambda match: str(values[match[1] or match[2]]), route)
    path = f"/{path}".replace("^", "").replace("$", "").replace("\\.", ".").replace("\\Z", "").replace(".*", "x")
    assert not re.search(r"[()\\\[\]]", path), f"no address of {route}"
    return path


@dataclass(frozen=True)
class Question:
    """One address that is asked, of what route, about a thing in which state."""

    address: str
    state: str
    route: str

    def __str__(self):
        return f"{self.address} ({self.state})"


def bulk_actions() -> Iterator[tuple[str, str, str]]:
    bulk_action_registry.get_bulk_action_class("wagtailcore", "page", "publish")  # Reads the hooks.
    for app_label, kinds in bulk_action_registry.actions.items():
        for model_name, actions in kinds.items():
            yield from ((app_label, model_name, action) for action in actions)


@dataclass
class Scene:
    """One page and one snippet in each state, and what else an address may ask for."""

    index: Page
    pages: dict[str, Page]
    honours: dict[str, Honour]
    others: dict[str, int]
    rows: dict[str, int]
    # By a part of the address's name and the state.
    courses: dict[str, dict[str, dict[str, int]]]

    def values(self, route: str, name: str, state: str) -> dict:
        """Return what stands for each parameter of a route. An unknown one is a KeyError: say here what it is."""
        page, thing = self.pages[state], self._thing(name, state)
        app_label, model_name = next(
            (MODEL_OF[part] for part in MODEL_OF if name.startswith(part)), ("news", "newspage")
        )
        known = {
            **dict.fromkeys(["pk", "instance_pk", "image_id", "document_id", "doc_id", "collection_id"], thing),
            **dict.fromkeys(["page_id", "page_to_move_id", "page_pk", "object_id"], page.pk),
            **dict.fromkeys(["destination_id", "parent_page_id"], self.index.pk),
            **dict.fromkeys(["app_label", "app_name", "content_type_app_name"], app_label),
            **dict.fromkeys(["model_name", "content_type_model_name"], model_name),
            **dict.fromkeys(["uidb64", "token"], "x"),
            "filter_spec": "original",
            "number": 1,
            **self.others,
            **self._course(name, state),
            "revision_id_a": "earliest",
            "revision_id_b": "latest",
            "kind": "pages",
            "year": 2027,
            "label": "news.newspage",
        }
        if name.startswith("wagtaildocs:"):
            known["uploaded_file_id"] = self.others["uploaded_document_id"]
        return {parameter: known[parameter] for parameter in parameters(route) if parameter != "action_name"}

    def _thing(self, name: str, state: str) -> int:
        if "honours_honour" in name:
            return self.honours[state].pk
        for beginning, pk in self.rows.items():
            if re.match(beginning, name):
                return pk
        return self.pages[state].pk

    def _course(self, name: str, state: str) -> dict[str, int]:
        """Return the version and the approval that an address about a page or a snippet asks for."""
        for beginning, course in self.courses.items():
            if beginning in name:
                return course[state]
        return self.courses["news"][state]

    def questions(self, states: list[str]) -> Iterator[Question]:
        """Yield each address once, with the state of what it is about."""
        seen = set()
        for route, name in admin_addresses():
            found = self._bulk(states) if "action" in parameters(route) else self._asked(route, name, states)
            for address, state in found:
                if address not in seen:
                    seen.add(address)
                    yield Question(address, state, route)

    def _asked(self, route: str, name: str, states: list[str]) -> Iterator[tuple[str, str]]:
        actions = [""]
        if "action_name" in parameters(route):
            actions = API_ACTIONS if "/api/" in route else DIALOG_ACTIONS
        for state in states:
            values = self.values(route, name, state)
            for action in actions:
                address = path_of(route, {**values, "action_name": action})
                yield address + ("?position=5" if "set_position" in route else ""), state

    def _bulk(self, states: list[str]) -> Iterator[tuple[str, str]]:
        stateful = {"page": self.pages, "honour": self.honours}
        for app_label, model_name, action in bulk_actions():
            for state in states:
                things = stateful.get(model_name)
                pk = things[state].pk if things else self.others[model_name]
                yield f"/admin/bulk/{app_label}/{model_name}/{action}/?id={pk}&next=/admin/", state
