"""What Wagtail's own screens may not do to people."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from .actions import check_an_administrator_stays
from .codes.issuing import withdraw_codes
from .errors import LastAdministrator
from .models import Member
from .sessions.ending import end_sessions_of


def refuse_deletion(request, user=None):
    """Members are never deleted, by superusers neither: what they have done points at them. Who leaves is let go."""
    messages.error(
        request,
        _("Members are not deleted. Set the status to “left”; what is personal is emptied once its time is over."),
    )
    return redirect("wagtailusers_users:index")


def guard_accounts(request, action_type, objects, action):
    """Refuse, of several at once, to delete them, to put them into groups, to open those of people who have gone and
    to close the last administrator's. Those that are closed are signed in nowhere any more.
    """
    members = [member for member in objects if isinstance(member, Member)]
    if action_type == "delete" and members:
        return refuse_deletion(request)
    if action_type == "assign_role" and members:
        # It would make anybody an approver, oneself too, without a grant that says who did and until when.
        messages.error(request, _("Roles are given here, with a period and the name of who gives them."))
        return redirect("people_rolegrant_modeladmin_index")
    if action_type != "set_active_state":
        return None
    opens = action.cleaned_form.cleaned_data["mark_as_active"]
    sentence = _refusal_to_open(members) if opens else _refusal_to_close(members)
    if not sentence:
        if not opens:
            # None of these comes to life when the account is opened again. Wagtail leaves out who does it.
            closed = [member for member in members if member.pk != request.user.pk]
            end_sessions_of(closed)
            withdraw_codes(closed)
        return None
    messages.error(request, sentence)
    return redirect("wagtailusers_users:index")


def _refusal_to_open(members: list[Member]) -> str:
    # First their status changes.
    return _("Whoever has left or died has no active account.") if any(member.is_gone for member in members) else ""


def _refusal_to_close(members: list[Member]) -> str:
    try:
        check_an_administrator_stays(members)
    except LastAdministrator as refusal:
        return str(refusal.sentence)
    return ""
