"""Who opens which page of works and votes: what is shown is for signed-in staff, what comes in for the office."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404

from approval.permissions import works_on_pages


def for_the_office(view: Callable) -> Callable:
    """Decorate a view that is for those who work on what is published; nobody else is told that it is there."""

    @login_required
    @wraps(view)
    def run(request, *args, **kwargs):
        if not works_on_pages(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return run
