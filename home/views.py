from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render

from people.own_page import ABOVE, MAIN, SIDE, sections_for

from .search import search_everything

QUERY_LENGTH = 100


def search(request):
    """Find what is public, and for signed-in staff what is theirs, by the words in `q`."""
    query = request.GET.get("q", "").strip()[:QUERY_LENGTH]
    kind = request.GET.get("kind", "")
    groups = search_everything(query, request.user) if query else []
    chosen = next((group for group in groups if group.kind == kind), None)
    shown = Paginator(chosen.found, 20).get_page(request.GET.get("page")) if chosen else None
    context = {"query": query, "groups": groups, "chosen": chosen, "page_obj": shown}
    context["total"] = sum(group.count for group in groups)
    return render(request, "home/search.html", context)


@login_required
def my_page(request):
    """The member's own page: what the rooms have for them."""
    context = {column: sections_for(request, column) for column in (ABOVE, MAIN, SIDE)}
    return render(request, "home/my_page.html", context)
