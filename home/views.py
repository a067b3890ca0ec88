from django.contrib.auth.decorators import login_required
from django.shortcuts import render

from people.own_page import ABOVE, MAIN, SIDE, sections_for


@login_required
def my_page(request):
    """The member's own page: what the rooms have for them."""
    context = {column: sections_for(request, column) for column in (ABOVE, MAIN, SIDE)}
    return render(request, "home/my_page.html", context)
