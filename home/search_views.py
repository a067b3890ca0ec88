from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.search.finding import EVERYTHING, Choice
from cms.search.kinds import kind_named
from cms.search.popular import popular
from cms.search.remembering import remember
from cms.search.suggesting import suggest

from .own_places import own_places
from .search import Search

QUERY_LENGTH = 100
EARLIEST_YEAR, LATEST_YEAR = 1900, 2200
# A suggestion is of the next moment, and of this reader. What staff found is not shown again to who goes back in the
# same browser after they have signed out.
NOT_KEPT = {"Cache-Control": "private, no-store"}


@require_safe
def search(request):
    """Find what is public, and for signed-in staff what is theirs, by the words in `q`."""
    typed = typed_in(request)
    found = Search(typed, request.user, choice_of(request))
    context = {"query": typed, "search": found, "question": found.question}
    context["own_places"] = list(own_places(typed, request.user))
    if found.kind:
        context["page_obj"] = found.page(request.GET.get("page"))
    if not found.total:
        context["popular"] = popular(request.user)
    if found.choice == EVERYTHING:
        remember(found.question, found.total + len(context["own_places"]), request)
    response = render(request, "home/search.html", context)
    if request.user.is_authenticated:
        response["Cache-Control"] = NOT_KEPT["Cache-Control"]
    return response


@require_safe
def suggestions(request):
    """What is offered while somebody types, as JSON: title, address, kind, and which parts of the title to mark."""
    offered = [
        {
            "title": suggestion.title,
            "address": suggestion.thing.url,
            "kind": str(suggestion.kind.label),
            "marks": suggestion.marks,
        }
        for suggestion in suggest(typed_in(request), request.user)
    ]
    return JsonResponse({"offered": offered}, headers=NOT_KEPT)


def typed_in(request) -> str:
    return request.GET.get("q", "").replace("\x00", "").strip()[:QUERY_LENGTH]


def choice_of(request) -> Choice:
    """Return what the address narrows the search to; what it names and is nothing is left out."""
    kind = kind_named(request.GET.get("kind", ""))
    return Choice(
        kind=kind.key if kind else "",
        year=_number(request, "year", EARLIEST_YEAR, LATEST_YEAR),
        department=_number(request, "department", 1, 2**31 - 1),
    )


def _number(request, name: str, least: int, most: int) -> int | None:
    value = request.GET.get(name, "")
    is_number = value.isascii() and value.isdecimal() and len(value) <= len(str(most))
    return int(value) if is_number and least <= int(value) <= most else None
