"""The yearly recruitment: which clubs take members now or soon, and joining several of them in one go; renewals of all
clubs at once, which the office opens.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from approval.ids import id_in
from approval.permissions import works_on_pages
from signups.errors import SignUpRefused

from .forms import JoinForm, RenewalForm
from .keeping_views import said_of_opened
from .recruiting import ask_to_join_all, recruitments_for
from .renewing import DAYS_TO_ANSWER, open_all_renewals


def club_recruitment(request):
    """Clubs that take members now, and those that will soon."""
    if request.method == "POST":
        return _join(request)
    found = recruitments_for(request.user)
    context = {
        "now": [each for each in found if each.is_open],
        "may_ask": any(each.is_open and each.can_ask for each in found),
        "soon": [each for each in found if not each.is_open],
        "form": JoinForm(),
    }
    return render(request, "activities/membership/recruitment.html", context)


@login_required
def _join(request):
    form = JoinForm(request.POST)
    chosen = {pk for value in request.POST.getlist("club") if (pk := id_in(value)) is not None}
    clubs = [each.club for each in recruitments_for(request.user) if each.club.pk in chosen]
    if not form.is_valid():
        messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
        return redirect("club_recruitment")
    if not clubs:
        messages.info(request, _("No club was ticked."))
        return redirect("club_recruitment")
    asked, refused = ask_to_join_all(request.user, clubs, **form.cleaned_data)
    if asked:
        messages.success(
            request, _("You have asked to join %(clubs)s.") % {"clubs": "、".join(club.title for club in asked)}
        )
    for club, refusal in refused:
        messages.error(request, f"{club.title}：{refusal}")
    return redirect("club_recruitment")


@login_required
def renew_all_clubs(request):
    """Open a renewal in every club; the office's."""
    if not works_on_pages(request.user):
        raise Http404
    form = RenewalForm(request.POST or None, days=DAYS_TO_ANSWER)
    if request.method == "POST" and form.is_valid():
        try:
            opened = open_all_renewals(by=request.user, **form.cleaned_data)
        except SignUpRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said_of_opened(opened))
            return redirect("renew_all_clubs")
    return render(request, "activities/membership/renew_all.html", {"form": form})
