"""Who finds which account: decorators of views. To all others there is no such page."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404

from people.models import Member

from ..models import ClubPage, Expense
from ..rules import leads
from .rules import decides, reads_account, reads_all_accounts


def for_whoever(may: Callable[[ClubPage, Member], bool]):
    """Return a decorator of views that are called with the club; 404 unless `may` says so of whoever asks."""

    def decorate(view):
        @login_required
        @wraps(view)
        def run(request, pk, **kwargs):
            club = get_object_or_404(ClubPage, pk=pk)
            if not may(club, request.user):
                raise Http404
            return view(request, club, **kwargs)

        return run

    return decorate


for_whoever_reads_the_account = for_whoever(reads_account)
for_whoever_leads_the_club = for_whoever(leads)
for_whoever_decides = for_whoever(lambda club, member: decides(member))


def for_whoever_reads_all(view):
    @login_required
    @wraps(view)
    def run(request, **kwargs):
        if not reads_all_accounts(request.user):
            raise Http404
        return view(request, **kwargs)

    return run


def expense_for(request, pk: int) -> Expense:
    """Return an expense of an account that whoever asks reads; 404 for those of others."""
    found = get_object_or_404(
        Expense.objects.with_card_data().select_related("activity", "session__offering", "session__venue"), pk=pk
    )
    if not reads_account(found.budget.club, request.user):
        raise Http404
    return found
