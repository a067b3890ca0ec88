"""The date that somebody keeps the list of; for everybody else there is no such page."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from .models import Session
from .rules import keeps_list


def kept_session(request: HttpRequest, pk: int) -> Session:
    """Return a session whose list the member keeps.

    Raises:
        Http404: there is none, or it is somebody else's.
    """
    session = get_object_or_404(Session.objects.with_card_data(), pk=pk)
    if not keeps_list(session, request.user):
        raise Http404
    return session
