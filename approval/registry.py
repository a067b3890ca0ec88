"""What goes through approval, found from the models themselves, so that no room can forget to say so."""

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from wagtail.models import AbstractPage, Page
from wagtail.permissions import register_permission_policy

from .models import ApprovedSnippet
from .permissions import ApprovedSnippetPolicy


def approved_snippets() -> list[type[ApprovedSnippet]]:
    """Return every snippet model that the public sees."""
    return [model for model in apps.get_models() if issubclass(model, ApprovedSnippet)]


def is_approved_thing(thing) -> bool:
    """True for what goes through approval: every page, and every snippet that the public sees."""
    return isinstance(thing, (AbstractPage, ApprovedSnippet))


def approved_thing_or_404(label: str, pk: str):
    """Return the page or public snippet that an address names, of its own class; Http404 for anything else."""
    try:
        model = apps.get_model(label)
        if not issubclass(model, Page | ApprovedSnippet):
            raise Http404
        thing = model.objects.get(pk=pk)
    except (LookupError, ValueError, ObjectDoesNotExist) as error:
        raise Http404 from error
    return thing.specific if isinstance(thing, Page) else thing


def register_policies() -> None:
    """Give each of these models its permission policy; to be called before Wagtail's own snippets app is ready."""
    for model in approved_snippets():
        register_permission_policy(model, ApprovedSnippetPolicy(model))
