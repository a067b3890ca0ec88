"""Addresses that take forms alone: whoever comes to one by a link, such as from the sign-in, is led to its page.

Each room says in `ready()` which pages its acts belong to.
"""

from collections.abc import Iterable, Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import ResolverMatch, reverse

_pages: dict[str, tuple[str, Iterable[str]]] = {}


def register_acts(pages: Mapping[str, tuple[str, Iterable[str]]]) -> None:
    """Say by the name of an act's address which page it belongs to, and what of the address names that page.

    By the address alone: whether there is such a thing, and for whom, is the page's to say.
    """
    _pages.update(pages)


def acts_with_pages() -> dict[str, str]:
    """Return the name of the page of each act that was registered."""
    return {act: page for act, (page, _names) in _pages.items()}


def page_of_act(match: ResolverMatch) -> str | None:
    """Return the address of the page that an act belongs to, or None for what was not registered."""
    if match.view_name not in _pages:
        return None
    page, names = _pages[match.view_name]
    return reverse(page, kwargs={name: match.kwargs[name] for name in names})


class ActAddressMiddleware:
    """Lead to the page of an act, where a GET was answered that the address takes forms alone."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or request.method not in ("GET", "HEAD") or not request.resolver_match:
            return response
        page = page_of_act(request.resolver_match)
        return redirect(page) if page else response
