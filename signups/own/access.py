"""Who may look at the page of a date, and whose act it is."""

from functools import wraps

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from ..models import Session, SignUp


def session_for(reader, pk: int) -> Session | None:
    """Return a session that `reader` may look at; None for a visitor whom a sign-in might let in.

    Whoever has signed up keeps the page, also when the thing has been taken down since: they may want to cancel.

    Raises:
        Http404: there is none, or not for them.
    """
    found = Session.objects.with_version().filter(pk=pk).first()
    if found is None:
        raise Http404
    offering = found.offering
    if offering.is_live and offering.may_be_read_by(reader):
        return found
    if not reader.is_authenticated:
        if offering.is_live:
            return None
        raise Http404
    if SignUp.objects.live().filter(session=found, member=reader).exists():
        return found
    raise Http404


def own_act(view):
    """Let a member act by POST; whoever is not signed in is led to the sign-in, and from there back to the date."""

    @require_POST
    @wraps(view)
    def checked(request, pk):
        if request.user.is_authenticated:
            return view(request, pk)
        back = reverse("session", args=[pk]) if view.__name__ == "sign_up" else reverse("own_sign_ups")
        address = f"{reverse('account_login')}?{urlencode({'next': back})}"
        return HttpResponseClientRedirect(address) if request.htmx else redirect(address)

    return checked
