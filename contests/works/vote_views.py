"""A round of votes: to come, open, closed, counted; and the vote itself, in two steps."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from approval.ids import id_in
from approval.permissions import works_on_pages

from ..models import VoteRound
from .errors import AlreadyVoted, NotForYou, VoteClosed, VoteNotOpenYet, WorkRefused
from .voting import cast, checked_choice, has_voted, in_order_for, refuse_unless_open

NO_VOTE_AT_ALL = (VoteNotOpenYet, VoteClosed, NotForYou, AlreadyVoted)


@login_required
def vote_round(request, pk):
    """The round as it stands for this member. A choice is first shown once more, then cast."""
    found = get_object_or_404(VoteRound.objects.live().select_related("call", "audience"), pk=pk)
    if request.method == "POST":
        return _voted(request, found)
    return _shown(request, found)


def _voted(request, found: VoteRound):
    """Show the choice once more, or cast it; what is refused is shown with the choice as it was."""
    chosen = [pk for pk in map(id_in, request.POST.getlist("work")) if pk is not None]
    try:
        if "cast" in request.POST:
            cast(found, request.user, chosen)
            messages.success(request, _("Your vote is cast. Thank you."))
            return redirect("vote_round", found.pk)
        if "back" not in request.POST:
            refuse_unless_open(found, request.user)
            if has_voted(found, request.user):
                raise AlreadyVoted
            works = in_order_for(found, request.user, checked_choice(found, request.user, chosen))
            return render(request, "contests/works/confirm_vote.html", {"round": found, "works": works})
    except WorkRefused as refusal:
        return _shown(request, found, chosen, refusal)
    return _shown(request, found, chosen)


def _shown(request, found: VoteRound, chosen=(), refusal: WorkRefused | None = None):
    """Show the round; `chosen` are the ids that stay ticked."""
    done = has_voted(found, request.user)
    context = {
        "round": found,
        "call": found.call,
        "has_voted": done,
        "refusal": str(refusal) if refusal else "",
        "keeps": works_on_pages(request.user),
    }
    if found.is_counted:
        context |= _result(found)
    elif not found.has_closed:
        works = in_order_for(found, request.user, found.candidates.with_card_data())
        for work in works:
            work.is_chosen = work.pk in chosen
            work.is_own = not found.own_works and work.author_id == request.user.pk
        context["works"] = works
        context["why_not"] = _why_not(found, request.user)
    status = 422 if refusal and not isinstance(refusal, NO_VOTE_AT_ALL) else 409 if refusal else 200
    return render(request, "contests/works/vote_round.html", context, status=status)


def _why_not(found: VoteRound, user) -> str:
    try:
        refuse_unless_open(found, user)
    except WorkRefused as refusal:
        return str(refusal)
    return ""


def _result(found: VoteRound) -> dict:
    """Add the `tallies`, with their works, and `turnout`, how many have voted."""
    tallies = found.tallies.select_related("work__picture", "work__author__department")
    return {
        "tallies": list(tallies.prefetch_related("work__picture__renditions")),
        "turnout": found.voted.count(),
    }
