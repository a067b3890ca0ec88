"""The member's code: shown on one phone, scanned by another one's camera."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from people.paper import qr

from ..errors import SignUpRefused
from ..looking import note_look_at
from ..models import Session
from ..rules import keeps_list
from .codes import held_by, make_code, token_of, use_code
from .finding import dated_session
from .forms import PlacesForm
from .list_views import SUBJECT


@never_cache
@login_required
@require_POST
def show_code(request, pk):
    """A new code for one's own places; it stands on this one answer and nowhere else."""
    session = dated_session(pk)
    places = list(held_by(request.user, session))
    if not places:
        raise Http404
    try:
        code = make_code(request.user, session)
    except SignUpRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("session", pk=session.pk)
    address = request.build_absolute_uri(reverse("scanned_code", args=[code]))
    context = {"session": session, "places": places, "qr": qr(address, as_large_as_its_place=True)}
    return render(request, "signups/attendance/check_in_code.html", context)


@never_cache
@login_required
def scanned(request, code):
    """What the camera opens: for whoever keeps the list one tap; to everybody else it says nothing of whose it is."""
    token = token_of(code)
    if token is None or not keeps_list(token.session, request.user):
        return render(request, "signups/attendance/not_your_code.html", status=404)
    session: Session = token.session
    places = list(held_by(token.member, session))
    form = PlacesForm(request.POST if request.method == "POST" else None, places=places)
    if request.method == "POST" and form.is_valid():
        try:
            use_code(token, form.picked(), request.user)
        except SignUpRefused as refusal:
            messages.error(request, str(refusal))
        else:
            names = "、".join(row.person_name for row in form.picked())
            messages.success(request, _("%(names)s: present.") % {"names": names})
        return redirect("scanned_code", code=code)
    note_look_at(request.user, SUBJECT, session, token.member)
    context = {"session": session, "token": token, "places": places, "form": form}
    return render(request, "signups/attendance/scanned_code.html", context)
