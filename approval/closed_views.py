"""Addresses of Wagtail's own that stay closed, whoever asks."""

from django.http import JsonResponse
from django.utils.translation import gettext as _


def refuse_api_action(request, kind, pk, action_name):
    """Refuse every action of the admin's API: it would take a page down without a remark and tell nobody. No screen of
    Wagtail's calls one.
    """
    said = _("Nothing is changed by this address. Pages are changed in the editor, and decided by those who approve.")
    return JsonResponse({"message": said}, status=403)
