"""Who comes to the pages of a club: its readers, those who belong to it, those who keep its list."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect

from approval.permissions import works_on_pages
from people.models import Member
from signups.models import SignUp

from ..models import ClubPage
from ..rules import belongs_to, leads
from .offering import session_of


def keeps_club(club: ClubPage, member: Member) -> bool:
    """Whether a member keeps the list of a club: who leads it, and the office."""
    return leads(club, member) or works_on_pages(member)


def own_act(view):
    """Let a member act on a club that they may read of, or have something in; by POST, a link leads to its page."""

    @login_required
    @wraps(view)
    def run(request, pk):
        club = get_object_or_404(ClubPage, pk=pk)
        if not club.is_open_to(request.user) and not _has_something(club, request.user):
            raise Http404
        return view(request, club) if request.method == "POST" else redirect(club.url)

    return run


def _has_something(club: ClubPage, member: Member) -> bool:
    session = session_of(club)
    return session is not None and SignUp.objects.live().filter(session=session, member=member).exists()


def for_keepers(view):
    """Let whoever keeps the list of a club in; to all others there is no such page."""

    @login_required
    @wraps(view)
    def run(request, pk, **kwargs):
        club = get_object_or_404(ClubPage, pk=pk)
        if not keeps_club(club, request.user):
            raise Http404
        return view(request, club, **kwargs)

    return run


def for_those_who_belong(view):
    """The same for whoever belongs to it besides."""

    @login_required
    @wraps(view)
    def run(request, pk):
        club = get_object_or_404(ClubPage, pk=pk)
        if not (keeps_club(club, request.user) or (club.live and belongs_to(club, request.user))):
            raise Http404
        return view(request, club)

    return run
