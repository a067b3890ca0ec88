"""What goes through approval, found from the models themselves, so that no room can forget to say so."""

from django.apps import apps
from wagtail.models import AbstractPage
from wagtail.permissions import register_permission_policy

from .models import ApprovedSnippet
from .permissions import ApprovedSnippetPolicy


def approved_snippets() -> list[type[ApprovedSnippet]]:
    """Return every snippet model that the public sees."""
    return [model for model in apps.get_models() if issubclass(model, ApprovedSnippet)]


def is_approved_thing(thing) -> bool:
    """True for what goes through approval: every page, and every snippet that the public sees."""
    return isinstance(thing, (AbstractPage, ApprovedSnippet))


def register_policies() -> None:
    """Give each of these models its permission policy; to be called before Wagtail's own snippets app is ready."""
    for model in approved_snippets():
        register_permission_policy(model, ApprovedSnippetPolicy(model))
