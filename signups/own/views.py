from django.shortcuts import get_object_or_404, render

from ..models import Session


def session(request, pk):
    """One date: what it is, how many places are left, and what the member has to do with it."""
    found = get_object_or_404(Session.objects.live().with_card_data(), pk=pk)
    return render(request, "signups/own/session.html", {"session": found})
