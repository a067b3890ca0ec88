"""What Wagtail's own screens may not do to people."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from .models import Member


def keep_closed_what_is_closed(request, action_type, objects, action):
    """Refuse to open the accounts of those who have left or died, several at once: first their status changes."""
    if action_type != "set_active_state" or not action.cleaned_form.cleaned_data["mark_as_active"]:
        return None
    if not any(isinstance(member, Member) and member.is_gone for member in objects):
        return None
    messages.error(request, _("Whoever has left or died has no active account."))
    return redirect("wagtailusers_users:index")
