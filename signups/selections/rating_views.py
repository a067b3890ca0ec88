"""Rating where one has been, and the office reading the words before others do."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from approval.permissions import works_on_pages

from ..errors import SignUpRefused
from ..models import Base, Rating, SignUp
from .forms import RatingForm
from .rating import keep_back, let_through, may_rate, rate

ON_A_PAGE = 30


@login_required
def rate_turn(request, pk):
    """Stars for where one has been, and a word; once."""
    row = get_object_or_404(SignUp.objects.select_related("session__offering"), pk=pk, member=request.user)
    if not may_rate(row, request.user):
        raise Http404
    form = RatingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        stars = {name: form.cleaned_data[name] for name in Rating.STARS}
        try:
            rate(row, request.user, stars, form.cleaned_data["words"])
            messages.success(request, _("Thank you. It helps those who go next."))
            return redirect("my_page")
        except SignUpRefused as refusal:
            form.add_error(None, str(refusal))
    context = {"sign_up": row, "form": form, "has_rated": Rating.objects.filter(sign_up=row).exists()}
    return render(request, "signups/selections/rate.html", context, status=422 if form.errors else 200)


@require_safe
@login_required
def ratings(request):
    """All bases with their stars, and the words that wait to be read: the office."""
    _only_the_office(request)
    shown = Paginator(Rating.objects.exclude(words="").select_related("base"), ON_A_PAGE)
    context = {"bases": Base.objects.with_stars(), "shown": shown.get_page(request.GET.get("page"))}
    return render(request, "signups/selections/ratings.html", context)


@require_POST
@login_required
def read_rating(request, pk):
    """Let the words of a rating through, or keep them back."""
    _only_the_office(request)
    found = get_object_or_404(Rating.objects.exclude(words=""), pk=pk)
    (keep_back if "keep_back" in request.POST else let_through)(found, request.user)
    return redirect("base_ratings")


def _only_the_office(request) -> None:
    if not works_on_pages(request.user):
        raise Http404
