"""Who may look at a contest, and whose page it is."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404

from .models import Contest
from .rules import keeps_contest


def contest_for(reader, pk: int) -> Contest:
    """Return a contest that is public, or that its keeper works on after it was taken down. Raises Http404."""
    found = get_object_or_404(Contest.objects.with_card_data().select_related("contact"), pk=pk)
    if not found.live and not (found.first_published_at and keeps_contest(found, reader)):
        raise Http404
    return found


def for_its_keeper(view):
    """Call a view with the contest; 404 for whoever does not keep it."""

    @login_required
    @wraps(view)
    def run(request, pk, **kwargs):
        contest = contest_for(request.user, pk)
        if not keeps_contest(contest, request.user):
            raise Http404
        return view(request, contest, **kwargs)

    return run
