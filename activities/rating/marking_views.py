"""The pages of the committee: which clubs are left, and one club after the other."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from ..models import ClubRating, RatingRound
from ..rules import leads
from .errors import RatingRefused
from .forms import MarksForm
from .marking import check_may_mark, give_marks, still_to_mark
from .rules import may_mark
from .sheet import sheet_of


def for_the_committee(view):
    @login_required
    @wraps(view)
    def run(request, pk):
        if not may_mark(request.user):
            raise Http404
        return view(request, pk)

    return run


@for_the_committee
def rating_marking(request, pk):
    """The clubs of a round, with those that are left for oneself."""
    round = get_object_or_404(RatingRound.objects.exclude(phase__in=["preparing", "self"]), pk=pk)
    left = {entry.pk for entry in still_to_mark(round, request.user)}
    entries = list(round.entries.select_related("club").order_by("club__title", "pk"))
    mine = set(round.entries.not_led_by(request.user).values_list("pk", flat=True))
    for entry in entries:
        entry.is_left, entry.is_own = entry.pk in left, entry.pk not in mine
    first = next((entry for entry in entries if entry.is_left), None)
    context = {"round": round, "entries": entries, "first": first, "left": len(left), "mine": len(mine)}
    return render(request, "activities/rating/marking.html", context)


@for_the_committee
def mark_club(request, pk):
    """One club: what it says of itself, what the figures say, and one's own marks. Saving leads to the next one."""
    entry = get_object_or_404(ClubRating.objects.with_club().exclude(round__phase__in=["preparing", "self"]), pk=pk)
    criteria = list(entry.round.criteria.all())
    own = entry.marks.filter(by=request.user)
    form = MarksForm(entry, criteria, own, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            give_marks(entry, request.user, form.marks())
            return _gone_on(request, entry)
        except RatingRefused as refusal:
            form.add_error(None, str(refusal))
    refusal = _refusal(entry, request.user)
    context = {"entry": entry, "form": form, "refusal": refusal, "is_own": leads(entry.club_id, request.user)}
    context |= sheet_of(entry, criteria, form)
    failed = request.method == "POST"
    return render(request, "activities/rating/mark_club.html", context, status=422 if failed else 200)


def _gone_on(request, entry: ClubRating):
    left = still_to_mark(entry.round, request.user)
    messages.success(request, _("Your marks for %(club)s are kept.") % {"club": entry.club})
    after = [each for each in left if (each.club.title, each.pk) > (entry.club.title, entry.pk)]
    following = next(iter(after or left), None)
    if following is None or following.pk == entry.pk:
        return redirect("rating_marking", pk=entry.round_id)
    return redirect("mark_club", pk=following.pk)


def _refusal(entry: ClubRating, member) -> RatingRefused | None:
    try:
        check_may_mark(entry, member)
    except RatingRefused as refusal:
        return refusal
    return None
